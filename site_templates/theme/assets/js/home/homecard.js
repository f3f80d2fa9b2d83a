/* The card of the first screen: the next post of the shop whose plan is open, as the page of today has it. */
"use strict";
var qunli = qunli || {};

qunli.homecard = (() => {
  const { plan, memory, dates, upcoming } = qunli;
  const { element, put, button, one } = qunli.dom;

  /** @type {(coming: Coming) => string} */
  const dayWords = ({ day }) => {
    const today = plan.now().day;
    if (day <= today) return `${day === today ? "今天" : "昨天"} ${dates.words(day)}`;
    const isDone = qunli.bending.posts(today).some((post) => memory.isDone(today, post));
    return `${isDone ? "今天的都发了" : "今天没有要发的"}，下一条在${dates.words(day)}`;
  };

  /** A date that cannot be makes the best plan look empty. @type {() => HTMLElement | null} */
  const doubt = () => {
    const words = dates.doubt(plan.data.built, plan.now().day, plan.last());
    return words ? element("p", { class: "q-today__doubt", role: "status" }, [words]) : null;
  };

  /**
   * Draw the post that stands first, with a button for the next one.
   * @param {HTMLElement} root
   * @param {number} [place] among the posts to come; without one, that which stands first
   */
  const draw = (root, place) => {
    const found = upcoming.all();
    const at = place === undefined ? upcoming.first(found) : place % found.length;
    const coming = found[at];
    if (!coming) {
      put(root, [doubt(), element("p", { class: "q-today__day" }, ["这些天没有要发的。"])]);
      return;
    }
    const again = () => draw(root, place);
    const refresh = () => {
      chip.textContent = memory.isDone(coming.day, coming.post) ? "已发" : "";
    };
    const { item, details, chip } = qunli.card(coming.day, coming.post, refresh, again);
    refresh();
    details.open = true;
    const next = button("下一条", () => {
      draw(root, at + 1);
      one(root, "summary").focus();
    }, "q-next");
    put(root, [
      doubt(),
      element("p", { class: "q-today__day" }, [dayWords(coming), found.length > 1 ? next : null].filter(Boolean)),
      element("ol", { class: "posts" }, [item]),
    ]);
  };

  return { draw };
})();
