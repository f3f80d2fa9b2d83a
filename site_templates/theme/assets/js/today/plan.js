/* The plan as days.js gives it. A day is "2026-12-01", a post what one day holds of a slot, a time the shop's. */
"use strict";
var qunli = qunli || {};

/**
 * A text is cut at its blanks: words as a string, a blank as [label, example].
 * @typedef {(string | [string, string])[]} Parts
 * @typedef {{id: string, run: string, groups: string[], title: string, at: string, minutes: number,
 *   type: [string, string], way: string, role: string, who: string, media: string[], notes: string,
 *   record: string[]}} Slot
 * @typedef {{id: string, slot: Slot, parts: Parts, short: string}} Post
 * @typedef {{key: string, label: string, example: string}} Blank
 * @typedef {{[key: string]: string}} Words
 */

/**
 * A day is a list of [slot, text, short text or -1], numbers into `slots` and `texts`; `closed` numbers days.
 * @typedef {{form: number, calendar: string, title: string, zone: number, built: string, starts: string, first: string,
 *   roles: Words, records: Words, titles: Words, slots: Slot[], texts: Parts[], days: [number, number, number][][],
 *   closed: number[]}} PlanData
 */

qunli.plan = (() => {
  const FORM = 1;
  /** @type {PlanData} */
  const NONE = {
    form: 0, calendar: "", title: "", zone: 8, built: "1970-01-01", starts: "1970-01-01", first: "1970-01-01",
    roles: {}, records: {}, titles: {}, slots: [], texts: [], days: [], closed: [],
  };
  const data = window.qunliPlan || NONE;
  const isReadable = data.form === FORM;

  const now = () => qunli.dates.now(data.zone);
  const last = () => qunli.dates.shifted(data.first, data.days.length - 1);

  /** @type {(day: string) => number} */
  const number = (day) => qunli.dates.between(data.first, day);

  /** @type {(day: string) => boolean} */
  const isClosed = (day) => data.closed.includes(number(day));

  /**
   * The blanks of a text with a key each that stays the same while the words around them change.
   * @type {(parts: Parts) => Blank[]}
   */
  const blanks = (parts) => {
    /** @type {Map<string, number>} */
    const seen = new Map();
    const found = [];
    for (const part of parts) {
      if (typeof part === "string") continue;
      const [label, example] = part;
      const name = label || `例：${example}`;
      const nth = (seen.get(name) || 0) + 1;
      seen.set(name, nth);
      found.push({ key: nth > 1 ? `${name}#${nth}` : name, label, example });
    }
    return found;
  };

  /**
   * The text in pieces: a blank as what was filled in, else as 〔label〕, never as its example.
   * @param {Parts} parts
   * @param {Words} values by the blanks' keys
   * @returns {{text: string, isBlank: boolean, isEmpty: boolean}[]}
   */
  const pieces = (parts, values) => {
    const left = blanks(parts);
    return parts.map((part) => {
      if (typeof part === "string") return { text: part, isBlank: false, isEmpty: false };
      const { key, label } = /** @type {Blank} */ (left.shift());
      const value = values[key];
      return { text: value || `〔${label || "　　"}〕`, isBlank: true, isEmpty: !value };
    });
  };

  /** @type {(parts: Parts, values: Words) => string} */
  const filled = (parts, values) => pieces(parts, values).map((piece) => piece.text).join("");

  /** @type {(parts: Parts, values: Words) => Blank[]} */
  const missing = (parts, values) => blanks(parts).filter((blank) => !values[blank.key]);

  /** @type {(entry: [number, number, number]) => Post} */
  const post = ([slot, text, short]) => ({
    id: data.slots[slot].id,
    slot: data.slots[slot],
    parts: data.texts[text],
    short: short < 0 ? "" : filled(data.texts[short], Object.create(null)),
  });

  /**
   * The posts of a day in order; a role's alone where one is given.
   * @type {(day: string, role?: string) => Post[]}
   */
  const posts = (day, role = "") =>
    (data.days[number(day)] || []).map(post).filter((each) => !role || each.slot.role === role);

  /**
   * The first day from `day` on that posts a slot, or null.
   * @type {(id: string, day: string) => string | null}
   */
  const next = (id, day) => {
    const from = Math.max(0, number(day));
    const away = data.days.slice(from).findIndex((entries) => entries.some(([slot]) => data.slots[slot].id === id));
    return away < 0 ? null : qunli.dates.shifted(data.first, from + away);
  };

  return { data, isReadable, now, last, isClosed, blanks, pieces, filled, missing, posts, next };
})();
