/* 歇几天: days on which one's own shop is closed, with the words that say so to the group and what falls into them. */
"use strict";
var qunli = qunli || {};

/** @typedef {{of: Edition, pack: PackData, keep: (next: Edition) => void}} Resting `keep` opens the next edition */

qunli.rest = (() => {
  const { edition, dates, planner, slots, copier } = qunli;
  const { element, put, button } = qunli.dom;
  const LONGEST = 60;
  // What was promised for a day: it is kept or called off, never silently dropped.
  const PROMISE = /取货|自提|来取|来拿|截单|截止|开奖|领|到货|成团|发货|开课/;

  const today = () => dates.now(edition.ZONE).day;

  /** @type {(first: string, last: string) => string} */
  const spanWords = (first, last) => (first === last ? `${dates.words(first)}歇一天` : `${dates.words(first)}到${dates.words(last)}歇${dates.between(first, last) + 1}天`);

  /** What to paste into the group. @type {(of: Edition, first: string, last: string) => string} */
  const notice = (of, first, last) => {
    const name = of.title || "小店";
    return `${name}${spanWords(first, last)}，${dates.words(dates.shifted(last, 1))}照常。\n这几天的消息开门后回。之前约好的，有变动在这里说一声，我记着。`;
  };

  /**
   * What would be posted on these days, and whether it or the days before promise something for them.
   * @type {(wish: Resting, first: string, last: string) => string[]}
   */
  const falling = ({ of, pack }, first, last) => {
    const calendar = edition.calendar(of, pack);
    const runOf = slots.runOf(pack, calendar);
    return planner.plan(pack, calendar, first, last).map((post) => {
      const slot = runOf(post).slots[post.slot];
      const promised = PROMISE.test(post.text) ? "（里面约了事：改个日子，或在群里说明）" : "";
      return `${dates.words(post.start.slice(0, 10))} ${post.start.slice(11)} ${slots.title(slot, post.isAnswer)}${promised}`;
    });
  };

  /** The days before that promise something. @type {(wish: Resting, first: string) => string[]} */
  const promisedBefore = (wish, first) => {
    const from = dates.shifted(first, -3);
    return falling(wish, from > today() ? from : today(), dates.shifted(first, -1)).filter((line) => line.includes("约了事"));
  };

  /** @type {(title: string, lines: string[]) => (HTMLElement | null)[]} */
  const told = (title, lines) =>
    (lines.length ? [element("p", {}, [title]), element("ul", {}, lines.map((line) => element("li", {}, [line])))] : []);

  /** @type {(wish: Resting, first: string, last: string) => (HTMLElement | null)[]} */
  const preview = (wish, first, last) => {
    const set = () => wish.keep(edition.next(Object.assign({}, wish.of, { closed: [...wish.of.closed, [first, last]].sort() })));
    return [
      ...told("这几天本来要发的，都不发了：", falling(wish, first, last)),
      ...told("前几天的话里约了这几天的事，看一眼：", promisedBefore(wish, first)),
      element("p", { class: "small" }, ["手机日历里存过的提醒还会响，改完再存一份。"]),
      button(`定了，${spanWords(first, last)}`, set, "main"),
    ];
  };

  /** @type {(wish: Resting) => HTMLElement[]} */
  const known = (wish) => {
    const ahead = wish.of.closed.filter(([, last]) => last >= today());
    return ahead.map(([first, last]) => {
      const open = () => wish.keep(edition.next(Object.assign({}, wish.of, { closed: wish.of.closed.filter((each) => each[0] !== first || each[1] !== last) })));
      const { parts } = copier("复制店休通知", () => notice(wish.of, first, last));
      return element("div", {}, [element("p", {}, [spanWords(first, last)]), ...parts, button("不歇了，照常", open, "quiet")]);
    });
  };

  /** @type {(words: string, value: string) => HTMLInputElement} */
  const dayInput = (words, value) => {
    const input = element("input", { type: "date", "aria-label": words, min: today(), max: dates.shifted(today(), 390) });
    input.value = value;
    return input;
  };

  /**
   * @param {Resting} wish
   * @returns {HTMLElement} folded: most days nobody rests
   */
  const section = (wish) => {
    const tomorrow = dates.shifted(today(), 1);
    const [first, last] = [dayInput("从哪天歇", tomorrow), dayInput("歇到哪天", tomorrow)];
    const below = element("div", { role: "status" });
    const draw = () => {
      const days = dates.between(first.value, last.value);
      if (isNaN(days) || first.value < today() || days < 0) put(below, [element("p", { class: "small" }, ["先选从哪天歇，再选歇到哪天，后一个不能早。"])]);
      else if (days >= LONGEST) put(below, [element("p", { class: "small" }, [`一次最多歇 ${LONGEST} 天。`])]);
      else put(below, preview(wish, first.value, last.value));
    };
    first.addEventListener("change", () => {
      if (last.value < first.value) last.value = first.value;
      draw();
    });
    last.addEventListener("change", draw);
    draw();
    const made = known(wish);
    const box = element("details", { class: "rest" }, [
      element("summary", {}, [made.length ? "店休" : "明天店休、歇几天"]), ...made,
      element("p", { class: "span" }, [first, " 到 ", last]), below,
    ]);
    return box;
  };

  return { section, notice };
})();
