/* 明天店休、歇几天: days on which one's own shop is closed. */
"use strict";
var qunli = qunli || {};

/** @typedef {Owned & {keep: (change: (of: Edition) => Edition) => void}} Resting `keep` opens the edition that is so changed */

qunli.rest = (() => {
  const { dates, copier, storage } = qunli;
  const { today, spanWords, resting, notice, changes, promises, ringing } = qunli.resting;
  const { element, put, button } = qunli.dom;
  const LONGEST = 60;

  /** @type {(title: string, lines: string[]) => (HTMLElement | null)[]} */
  const told = (title, lines) =>
    (lines.length ? [element("p", {}, [title]), element("ul", {}, lines.map((line) => element("li", {}, [line])))] : []);

  /** @type {(wish: Resting, first: string, last: string) => HTMLElement[]} */
  const words = (wish, first, last) => {
    const text = notice(wish, first, last);
    return [element("pre", {}, [text]), ...copier("复制店休通知", () => text).parts];
  };

  /** @type {(wish: Resting, first: string, last: string) => (HTMLElement | null)[]} */
  const alarms = (wish, first, last) => {
    const lines = ringing(wish, storage.record(`qunli:1:my:${wish.of.id}:file`), first, last);
    const way = "到「我家的」再存一份提醒，不发的会标成取消；手机不认的，在日历里删掉。";
    if (lines.length) return [...told("手机日历里这些还会响：", lines), element("p", { class: "small" }, [way])];
    return [element("p", { class: "small" }, [`这台手机没存过这几天的提醒。别的手机存过的还会响：${way}`])];
  };

  /** @type {(wish: Resting, first: string, last: string) => (HTMLElement | null)[]} */
  const about = (wish, first, last) => {
    const { off, along, sooner, later } = changes(wish, first, last);
    return [
      ...told("这几天本来要发的，都不发了：", off),
      ...told("这些跟着不发：", along),
      ...told("这些挪到前面发：", sooner),
      ...told("这些挪到后面发：", later),
      ...told("话里约了这几天的事，改个日子，或在群里说明：", promises(wish, first, last)),
      ...alarms(wish, first, last),
    ];
  };

  /** @type {(wish: Resting, first: string, last: string) => (HTMLElement | null)[]} */
  const preview = (wish, first, last) => {
    const set = () => wish.keep((of) => resting({ of, pack: wish.pack }, first, last));
    return [...words(wish, first, last), ...about(wish, first, last), button(`定了，${spanWords(first, last)}`, set, "main")];
  };

  /** @type {(wish: Resting) => HTMLElement[]} */
  const known = (wish) => {
    const ahead = wish.of.closed.filter(([, last]) => last >= today());
    return ahead.map(([first, last]) => {
      const without = (/** @type {Edition} */ of) => of.closed.filter((each) => each[0] !== first || each[1] !== last);
      const open = () => wish.keep((of) => Object.assign({}, of, { closed: without(of) }));
      const { parts } = copier("复制店休通知", () => notice(wish, first, last));
      const still = ringing(wish, storage.record(`qunli:1:my:${wish.of.id}:file`), first, last);
      return element("div", {}, [
        element("p", {}, [spanWords(first, last)]), ...parts, ...told("手机日历里这些还会响：", still), button("不歇了，照常", open, "quiet"),
      ]);
    });
  };

  /** @type {(label: string, value: string) => HTMLInputElement} */
  const dayInput = (label, value) => {
    const input = element("input", { type: "date", "aria-label": label, min: today(), max: dates.shifted(today(), 390) });
    input.value = value;
    return input;
  };

  /** @type {(wish: Resting) => HTMLElement[]} */
  const choice = (wish) => {
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
