/* What this phone remembers: a day's blanks, ticks and figures, the last value of each blank, the chosen role. */
"use strict";
var qunli = qunli || {};

/**
 * `bent` is what a day has otherwise than its plan: nothing at all, another hour, other words, or the text of the turn on the
 * day `from`, whose id is `text`; "" is as planned.
 * @typedef {{off: boolean, at: string, words: string, from: string, text: string}} Bent
 * @typedef {{blanks: Words, groups: string[], figures: Words, bent: Bent}} Noted
 */

qunli.memory = (() => {
  // One's own shops share a page; a shop of the site has its own.
  const PLACE = window.qunliOwn ? `my:${qunli.plan.data.calendar}:day` : location.pathname.replace(/index\.html$/, "");
  const SCOPE = `qunli:1:${PLACE}:`;
  const KEPT_DAYS = 40;
  const MOST_CHARACTERS = 200;
  const MOST_WORDS = 2000;

  /** @type {(key: string) => {[name: string]: unknown}} */
  const read = (key) => qunli.storage.record(SCOPE + key);

  /** @type {(key: string, value: {[name: string]: unknown}) => void} */
  const write = (key, value) => qunli.storage.keep(SCOPE + key, value);

  /**
   * One line of text, whatever is really given.
   * @type {(value: unknown) => string}
   */
  const line = (value) => {
    if (typeof value !== "string") return "";
    return value.replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, " ").slice(0, MOST_CHARACTERS);
  };

  /** @type {(from: any) => Bent} */
  const bentOf = (from) => {
    const { off, at, words, from: day, text } = from && typeof from === "object" ? from : /** @type {any} */ ({});
    const isDay = typeof day === "string" && !isNaN(qunli.dates.number(day)) && typeof text === "string";
    return {
      off: off === true,
      at: typeof at === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(at) ? at : "",
      words: typeof words === "string" ? words.replace(/[\u0000-\u0009\u000b-\u001f\u007f\u2028\u2029]/g, " ").slice(0, MOST_WORDS) : "",
      from: isDay ? day : "",
      text: isDay ? line(text) : "",
    };
  };

  /**
   * Lines by name. Without a prototype, since a blank may be called constructor.
   * @type {(from: unknown) => Words}
   */
  const lines = (from) => {
    const to = Object.create(null);
    if (!from || typeof from !== "object") return to;
    for (const [key, value] of Object.entries(from)) {
      if (line(value).trim()) to[key] = line(value);
    }
    return to;
  };

  /**
   * What was noted for one post, whatever is really stored.
   * @type {(noted: any) => Noted}
   */
  const whole = (noted) => {
    const from = noted || {};
    const groups = Array.isArray(from.groups) ? from.groups : [];
    return {
      blanks: lines(from.blanks),
      groups: groups.filter((/** @type {unknown} */ group) => typeof group === "string"),
      figures: lines(from.figures),
      bent: bentOf(from.bent),
    };
  };

  /**
   * @param {string} day
   * @param {string} id of the post
   */
  const noted = (day, id) => whole(read(day)[id]);

  /**
   * Change what is noted for one post; always from what is stored, since a second window may be open.
   * @type {(day: string, id: string, change: (noted: Noted) => void) => void}
   */
  const note = (day, id, change) => {
    const all = read(day);
    const mine = whole(all[id]);
    change(mine);
    all[id] = whole(mine);
    write(day, all);
  };

  /**
   * @param {string} day
   * @param {string} id
   * @param {string} key of the blank
   * @param {string} value
   */
  const fill = (day, id, key, value) =>
    note(day, id, (mine) => {
      mine.blanks[key] = value;
    });

  /**
   * Keep what a post's blanks hold, to offer it another day.
   * @type {(day: string, id: string) => void}
   */
  const keepLast = (day, id) => {
    const last = read("last");
    last[id] = Object.assign(lines(last[id]), noted(day, id).blanks);
    write("last", last);
  };

  /** @type {(id: string, key: string) => string} */
  const lastValue = (id, key) => lines(read("last")[id])[key] || "";

  const role = () => {
    const kept = line(read("role").role);
    return Object.prototype.hasOwnProperty.call(qunli.plan.data.roles, kept) ? kept : "";
  };

  /** @type {(chosen: string) => void} */
  const keepRole = (chosen) => write("role", { role: chosen });

  /**
   * @param {string} day
   * @param {{[name: string]: unknown}} before as `day` returned it
   */
  const restore = (day, before) => write(day, before);

  /** @type {(day: string, post: Post) => boolean} */
  const isDone = (day, post) => {
    const { groups } = noted(day, post.id);
    return post.slot.groups.every((group) => groups.includes(group));
  };

  /**
   * A figure as a plain number, or nothing where the words are none.
   * @type {(value?: string) => string}
   */
  const figure = (value = "") => {
    const plain = value.normalize("NFKC").replace(/[\s,]/g, "");
    return /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? plain : "";
  };

  /** A clock that is a year ahead forgets nothing that the plan is still about. @type {(today: string) => void} */
  const forgetOld = (today) => {
    const { built } = qunli.plan.data;
    qunli.storage.forgetBefore(SCOPE, qunli.dates.shifted(today < built ? today : built, -KEPT_DAYS));
  };

  return { PLACE, noted, note, fill, keepLast, lastValue, role, keepRole, day: read, restore, isDone, figure, forgetOld };
})();
