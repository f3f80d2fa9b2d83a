/* 明天店休、歇几天: days on which a shop is closed. */
"use strict";
var qunli = qunli || {};

/**
 * What a page can do about days off. `spans` are those it knows, `ring` the reminders of this phone that still ring on some days,
 * `alarms` what to do about them, `rest` closes days and `open` opens them again.
 * @typedef {{shop: () => Shop, title: string, spans: () => [string, string][], ring: (first: string, last: string) => string[],
 *   changed: (first: string, last: string) => {off: string[], along: string[], sooner: string[], later: string[]},
 *   alarms: (first: string, last: string) => string, rest: (first: string, last: string) => void,
 *   open: (first: string, last: string) => void}} Resting
 */

qunli.rest = (() => {
  const { dates, copier } = qunli;
  const { today, spanWords, notice, said, promises } = qunli.resting;
  const { element, put, button } = qunli.dom;
  const LONGEST = 60;

  /** @type {(title: string, lines: string[]) => (HTMLElement | null)[]} */
  const told = (title, lines) =>
    (lines.length ? [element("p", {}, [title]), element("ul", {}, lines.map((line) => element("li", {}, [line])))] : []);

  /** @type {(wish: Resting, first: string, last: string) => (HTMLElement | null)[]} */
  const alarms = (wish, first, last) =>
    [...told("手机日历里这些还会响：", wish.ring(first, last)), element("p", { class: "small" }, [wish.alarms(first, last)])];

  /** @type {(wish: Resting, first: string, last: string) => (HTMLElement | null)[]} */
  const preview = (wish, first, last) => {
    const text = notice(wish.shop(), wish.title, first, last);
    const { off, along, sooner, later } = wish.changed(first, last);
    return [
      element("pre", {}, [text]), ...copier("复制店休通知", () => text).parts,
      ...told("这几天本来要发的，都不发了：", off),
      ...told("这些跟着不发：", along),
      ...told("这些挪到前面发：", sooner),
      ...told("这些挪到后面发：", later),
      ...told("话里约了这几天的事，改个日子，或在群里说明：", promises(said, first, last)),
      ...alarms(wish, first, last),
      button(`定了，${spanWords(first, last)}`, () => wish.rest(first, last), "main"),
    ];
  };

  /** @type {(wish: Resting) => HTMLElement[]} */
  const known = (wish) => {
    const ahead = wish.spans().filter(([, last]) => last >= today(wish.shop()));
    return ahead.map(([first, last]) => {
      const { parts } = copier("复制店休通知", () => notice(wish.shop(), wish.title, first, last));
      return element("div", {}, [
        element("p", {}, [spanWords(first, last)]), ...parts, ...told("手机日历里这些还会响：", wish.ring(first, last)),
        button("不歇了，照常", () => wish.open(first, last), "quiet"),
      ]);
    });
  };

  /** @type {(label: string, value: string, now: string) => HTMLInputElement} */
  const dayInput = (label, value, now) => {
    const input = element("input", { type: "date", "aria-label": label, min: now, max: dates.shifted(now, 390) });
    input.value = value;
    return input;
  };

  /** The days off that hold all of these days already. @type {(wish: Resting, first: string, last?: string) => [string, string] | undefined} */
  const around = (wish, first, last = first) => wish.spans().find((span) => span[0] <= first && last <= span[1]);

  /** The first day from tomorrow on that nobody closed yet. @type {(wish: Resting) => string} */
  const nextOpen = (wish) => {
    let day = dates.shifted(today(wish.shop()), 1);
    for (let span = around(wish, day); span; span = around(wish, day)) day = dates.shifted(span[1], 1);
    return day;
  };

  /** @type {(wish: Resting) => HTMLElement[]} */
  const choice = (wish) => {
    const now = today(wish.shop());
    const next = nextOpen(wish);
    const [first, last] = [dayInput("从哪天歇", next, now), dayInput("歇到哪天", next, now)];
    const below = element("div", { role: "status" });
    const draw = () => {
      const days = dates.between(first.value, last.value);
      if (isNaN(days) || first.value < now || days < 0) put(below, [element("p", { class: "small" }, ["先选从哪天歇，再选歇到哪天，后一个不能早。"])]);
      else if (days >= LONGEST) put(below, [element("p", { class: "small" }, [`一次最多歇 ${LONGEST} 天。`])]);
      else if (around(wish, first.value, last.value)) put(below, [element("p", { class: "small" }, ["这几天已经定了歇，不用再定。"])]);
      else put(below, preview(wish, first.value, last.value));
    };
    first.addEventListener("change", () => {
      if (last.value < first.value) last.value = first.value;
      draw();
    });
    last.addEventListener("change", draw);
    draw();
    return [element("p", { class: "span" }, [first, " 到 ", last]), below];
  };

  /**
   * @param {Resting} wish
   * @returns {HTMLElement} folded: most days nobody rests
   */
  const section = (wish) => {
    const made = known(wish);
    const box = element("details", { class: "rest" }, [
      element("summary", {}, [made.length ? "店休" : "明天店休、歇几天"]), ...made,
    ]);
    // Planned, and its two calendars drawn, only where somebody looks.
    box.addEventListener("toggle", () => box.append(...choice(wish)), { once: true });
    return box;
  };

  return { section };
})();
