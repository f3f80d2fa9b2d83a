/* In the night after a day: what it still posts stands above the new day, which the page has turned to. */
"use strict";
var qunli = qunli || {};

qunli.night = (() => {
  const { plan, memory, bending, dates } = qunli;
  const { element, put, button } = qunli.dom;

  /** What of the day before is posted in this night, until dawn, as long as it is not off. @type {() => BentPost[]} */
  const overnight = () => {
    const { day, time } = plan.now();
    return time < memory.DAWN ? bending.posts(dates.shifted(day, -1)).filter(({ slot, isOff }) => slot.at >= "24" && !isOff) : [];
  };

  /**
   * @param {HTMLElement} place
   * @param {string} day that is shown
   * @param {(day: string, id: string, words: string) => void} open a post of a day
   */
  const night = (place, day, open) => {
    const today = plan.now().day;
    const before = dates.shifted(today, -1);
    const left = day === today ? overnight().filter((post) => !memory.isDone(before, post)) : [];
    const said = left.map((post) => `昨天的还有一条：凌晨 ${bending.clock(post.slot.at)} ${post.slot.title}。`);
    // Drawn only when it changes: it is read aloud, and a finger may be on it.
    if (place.getAttribute("data-said") === said.join()) return;
    place.setAttribute("data-said", said.join());
    put(place, left.map((post, at) => element("p", {}, [`${said[at]} `, button("去发这条", () => open(before, post.id, ""), "quiet")])));
  };

  return Object.assign(night, { overnight });
})();
