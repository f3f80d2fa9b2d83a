/* 贴同事的日报: where a report is pasted, and what is said of the day that it told of. */
"use strict";
var qunli = qunli || {};

/** @typedef {(day: string, words: string, more: HTMLElement[]) => void} Tell shows a day with words above it */

qunli.pasting = (() => {
  const { plan, memory, dates, reports, merging } = qunli;
  const { element, put, button } = qunli.dom;
  // What was pasted stays in its box when the day is drawn anew.
  const state = { text: "", isOpen: false };

  /** @type {(title: string, lines: string[]) => HTMLElement[]} */
  const told = (title, lines) =>
    (lines.length ? [element("p", {}, [`${title}：`]), element("ul", {}, lines.map((line) => element("li", {}, [line])))] : []);

  /** @type {(read: Read) => HTMLElement[]} */
  const about = ({ day, role, unread }) => {
    const { missed, late } = reports.judged(day, role);
    return [...told("没发", missed), ...told("晚了", late), ...told("这几行没看懂，没接", unread.slice(0, 5).map((line) => line.slice(0, 60)))];
  };

  /** @type {(all: Read[], tell: Tell) => HTMLButtonElement} */
  const undo = (all, tell) => button("不接，退回去", () => {
    for (const { day, before } of all.slice().reverse()) memory.restore(day, before);
    tell(all[0].day, "退回去了，和接之前一样。", []);
  }, "quiet");

  /** @type {(all: Read[], tell: Tell) => void} */
  const show = (all, tell) => {
    const words = all.map((read) => `日报（${dates.words(read.day)}）：${merging.words(read)}`).join("\n");
    const days = new Map(all.map((read) => [`${read.day} ${read.role}`, read]));
    /** @type {HTMLElement[]} */
    const more = [];
    days.forEach((read) => more.push(...about(read)));
    tell(all[0].day, words, all.some(merging.isNew) ? [...more, undo(all, tell)] : more);
  };

  /** Take what was pasted; returns what is wrong with it as words. @type {(text: string, tell: Tell) => string} */
  const taken = (text, tell) => {
    const read = text.trim() ? reports.takeOver(text) : "先把同事发的日报粘到上面。";
    if (typeof read === "string") return read;
    Object.assign(state, { text: "", isOpen: false });
    show(read, tell);
    return "";
  };

  /** @type {(tell: Tell) => HTMLElement[]} */
  const form = (tell) => {
    const area = element("textarea", { rows: "5", "aria-label": "同事的日报", placeholder: `【${plan.data.title}】…… 日报` });
    const status = element("p", { class: "small", role: "status" });
    area.value = state.text;
    area.addEventListener("input", () => {
      state.text = area.value;
    });
    const take = () => {
      const titles = reports.strangers(area.value);
      const wrong = taken(area.value, tell);
      const same = button("是同一家", () => {
        qunli.formerly.know(titles);
        take();
      }, "quiet");
      if (wrong) put(status, [wrong, titles.length ? same : null]);
    };
    return [
      element("p", { class: "small" }, ["同事复制的日报粘在这里，勾的和记的数就过来，没发的、晚了的列出来。"]), area, button("接过来", take), status,
    ];
  };

  /**
   * @param {Tell} tell
   * @returns {HTMLElement} folded: most days one phone does all
   */
  const pasting = (tell) => {
    const place = element("div");
    const box = element("details", { class: "pasting" }, [element("summary", {}, ["贴同事的日报"]), place]);
    box.addEventListener("toggle", () => {
      state.isOpen = box.open;
      if (box.open && !place.firstChild) put(place, form(tell));
    });
    box.open = state.isOpen;
    return box;
  };

  return pasting;
})();
