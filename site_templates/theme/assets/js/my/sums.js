/* How much a plan is, counted from the plan itself. */
"use strict";
var qunli = qunli || {};

/** @typedef {{posts: number, minutes: number, types: string[][]}} Week posts of a week, minutes of a day, its posts' types by weekday */

qunli.sums = (() => {
  const { dates, planner, slots } = qunli;
  const WEEKS = 4;
  const NUMERALS = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"];

  /** @type {(count: number) => string} */
  const numeral = (count) => NUMERALS[count] || String(count);

  /**
   * A pack in which no festival takes the place of what is posted every week.
   * @type {(pack: PackData) => PackData}
   */
  const usual = (pack) => {
    /** @type {PackData["sops"]} */
    const sops = {};
    for (const [id, sop] of Object.entries(pack.sops)) {
      /** @type {typeof sop.slots} */
      const kept = {};
      for (const [name, slot] of Object.entries(sop.slots)) kept[name] = { ...slot, replaces: [] };
      sops[id] = { ...sop, slots: kept };
    }
    return { ...pack, sops };
  };

  /**
   * A usual week of a shop: four are planned from the next Monday on, the first of them is drawn.
   * @type {(pack: PackData, calendar: CalendarData, today: string) => Week}
   */
  const week = (pack, calendar, today) => {
    const monday = dates.shifted(dates.monday(today), 7);
    const whole = planner.plan(usual(pack), calendar, monday, dates.shifted(monday, 7 * WEEKS - 1));
    // What a festival or a round adds is no usual week.
    const posts = whole.filter((post) => !post.isSingle);
    const runOf = slots.runOf(pack, calendar);
    /** @type {string[][]} */
    const types = [[], [], [], [], [], [], []];
    let [minutes, heard] = [0, 0];
    for (const post of posts) {
      const slot = runOf(post).slots[post.slot];
      const at = dates.between(monday, post.start.slice(0, 10));
      minutes += slot.minutes;
      if (slot.to) continue; // it costs time, and no group hears of it
      heard += 1;
      if (at < 7) types[at].push(slot.type);
    }
    return { posts: Math.round(heard / WEEKS), minutes: Math.ceil(minutes / WEEKS / 7), types };
  };

  /**
   * 一周四条, 每天三条.
   * @type {(posts: number) => string}
   */
  const words = (posts) => {
    if (posts < 7) return `一周${numeral(posts)}条`;
    return `每天${numeral(Math.round(posts / 7))}条`;
  };

  return { usual, week, words };
})();
