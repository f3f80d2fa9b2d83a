/* Days off of a shop whose plan stands in the site: nothing is posted on them, whatever of the plan is shown, on this phone and in
   what leaves it. The plan itself and its calendars change where the site is made. */
"use strict";
(() => {
  const { plan, memory, bending, resting, view, dates } = qunli;
  const { element, put } = qunli.dom;
  const root = document.getElementById("_posts");
  if (!root || !plan.isReadable || window.qunliOwn) return;
  const folded = element("div");

  const MOST = 40;

  /** The days off of this phone. @type {() => [string, string][]} */
  const spans = () => memory.rests().map(({ first, last }) => [first, last]);

  /** @type {() => Shop} */
  const shop = () => {
    const calendar = /** @type {CalendarData} */ (window.qunliCalendar);
    const closed = [...(calendar.closed || []), ...spans()];
    return { calendar: Object.assign({}, calendar, { closed }), pack: /** @type {PackData} */ (window.qunliPack) };
  };

  /** @typedef {{first: string, last: string}} Rest */

  /** Close these days: with spans that they touch they are one. @type {(first: string, last: string) => void} */
  const close = (first, last) => {
    const isApart = (/** @type {Rest} */ each) => each.last < first || last < each.first;
    const [apart, met] = [memory.rests().filter(isApart), memory.rests().filter((each) => !isApart(each))];
    const days = [first, last, ...met.map((each) => each.first), ...met.map((each) => each.last)].sort();
    const all = [...apart, { first: days[0], last: days[days.length - 1] }];
    memory.keepRests(all.sort((one, other) => (one.first < other.first ? -1 : 1)).slice(-MOST));
  };

  /** @type {(first: string, last: string) => void} */
  const open = (first, last) => memory.keepRests(memory.rests().filter((each) => each.first !== first || each.last !== last));

  /** What is not posted on these days: what is sent already stays. @type {(first: string, last: string) => string[]} */
  const fallen = (first, last) => {
    const found = [];
    for (let day = first; day <= last; day = dates.shifted(day, 1)) {
      const left = bending.posts(day).filter(({ id, isOff }) => !isOff && !bending.isPosted(day, id));
      found.push(...left.map((post) => `${dates.words(day)} ${post.slot.at} ${qunli.texts.called(post)}`));
    }
    return found;
  };

  // A general edition is nobody's shop: it has no name to sign with, and nobody who stops its calendar.
  const { general } = shop().calendar;
  const STOP = general ? "想让提醒跟着店休，先做成我家的，再存一份提醒。" : "要日历和别人的手机也停，把这几天歇发给管网站的人。";

  /** @type {() => Resting} */
  const wish = () => ({
    shop, title: general ? "" : shop().calendar.title, spans, ring: () => [],
    changed: (first, last) => ({ off: fallen(first, last), along: [], sooner: [], later: [] }),
    alarms: () => `手机日历里订阅的、存过的，那几天还会响。${STOP}`,
    rest: (first, last) => {
      close(first, last);
      turn(`${resting.spanWords(first, last)}，那几天的都记成今天不发。`);
    },
    open: (first, last) => {
      open(first, last);
      turn(`${dates.words(first)}起照常发。`);
    },
  });

  const draw = () => put(folded, [qunli.rest.section(wish())]);

  /** @type {(words: string) => void} */
  const turn = (words) => {
    view.redraw(words);
    draw();
    view.notice.scrollIntoView({ block: "center" });
  };

  root.after(folded);
  draw();
})();
