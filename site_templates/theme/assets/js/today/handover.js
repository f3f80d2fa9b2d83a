/* 交班: one day of this phone's memory in a link. A line per post, its fields by tab:
   mark of the post (what nobody planned says its id), a digit per group, mark of the blanks and their values, figures by comma, what of the day was bent. */
"use strict";
var qunli = qunli || {};

/**
 * What a hand-over brought: `kept` counts where this phone said something else, `lost` what has no place here;
 * `before` is the day as it stood.
 * @typedef {{day: string, ticks: number, blanks: number, figures: number, bent: number, sudden: number, kept: number,
 *   lost: number, before: {[name: string]: unknown}}} Taken
 */

qunli.handover = (() => {
  const { plan, memory, fragment, bending, sudden } = qunli;
  const BETWEEN = "\u0001";
  const LINE = "\u0002";

  /** @type {(post: Post) => string[]} */
  const keysOf = (post) => plan.blanks(post.parts).map((blank) => blank.key);

  /** @type {(keys: string[]) => string} */
  const markOf = (keys) => fragment.mark(keys.join("\t"));

  /** What of a day was bent, "" where nothing was. @type {(bent: Bent) => string} */
  const bentOf = ({ off, at, words, from, text }) => {
    const fields = [off ? "1" : "", at, from, text, words.replace(/\n/g, LINE)];
    return fields.some(Boolean) ? fields.join(BETWEEN) : "";
  };

  /** @type {(field: string) => Bent | null} */
  const bentFrom = (field) => {
    if (!field) return null;
    const [off, at = "", from = "", text = "", words = ""] = field.split(BETWEEN);
    return { off: off === "1", at, from, text, words: words.split(LINE).join("\n") };
  };

  /** What a post's line begins with. @type {(post: Post) => string} */
  const nameOf = ({ id }) => (sudden.isSudden(id) ? id : fragment.mark(id));

  /**
   * @param {string} day
   * @param {BentPost} post
   * @returns {string} "" where nothing is noted
   */
  const lineOf = (day, post) => {
    const noted = memory.noted(day, post.id);
    const keys = keysOf(post);
    const ticks = post.slot.groups.map((group) => (noted.groups.includes(group) ? "1" : "0")).join("");
    const values = keys.map((key) => noted.blanks[key] || "");
    const figures = post.slot.record.map((name) => memory.figure(noted.figures[name]));
    const isFilled = values.some(Boolean);
    const isCounted = figures.some(Boolean);
    const bent = post.isBent || post.isSudden ? bentOf(noted.bent) : "";
    if (!isFilled && !isCounted && !bent && !ticks.includes("1")) return "";
    const blanks = isFilled ? [markOf(keys), ...values].join(BETWEEN) : "";
    const counted = isCounted ? figures.join(",") : "";
    return [nameOf(post), ticks, blanks, counted, bent].join("\t").replace(/\t+$/, "");
  };

  /** @type {(day: string) => string} */
  const written = (day) => {
    const rows = bending.posts(day).map((post) => lineOf(day, post)).filter(Boolean);
    return fragment.written([plan.data.calendar, day, ...rows].join("\n"));
  };

  /**
   * Take a value over unless this phone has one; returns what became of it.
   * @type {(to: Words, key: string, value?: string) => "" | "kept" | "taken"}
   */
  const take = (to, key, value) => {
    if (!value || to[key] === value) return "";
    if (to[key]) return "kept";
    to[key] = value;
    return "taken";
  };

  /**
   * @param {Words} to
   * @param {[string, string | undefined][]} values by key
   * @param {"blanks" | "figures"} kind
   * @param {Taken} taken
   */
  const takeAll = (to, values, kind, taken) => {
    for (const [key, value] of values) {
      const became = take(to, key, value);
      if (became === "kept") taken.kept += 1;
      if (became === "taken") taken[kind] += 1;
    }
  };

  /** @type {(noted: Noted, groups: string[], ticks: string, taken: Taken) => void} */
  const takeTicks = (noted, groups, ticks, taken) => {
    groups.forEach((group, at) => {
      if (ticks[at] !== "1" || noted.groups.includes(group)) return;
      noted.groups.push(group);
      taken.ticks += 1;
    });
  };

  /**
   * The values of a line by the keys of the blanks, or null where the other phone's text has other blanks.
   * @type {(keys: string[], field: string) => [string, string | undefined][] | null}
   */
  const valuesOf = (keys, field) => {
    if (!field) return [];
    const [mark, ...values] = field.split(BETWEEN);
    return mark === markOf(keys) ? keys.map((key, at) => [key, values[at]]) : null;
  };

  /** How a day was bent, unless it is bent here. @type {(post: Post, field: string, taken: Taken) => void} */
  const takeBent = (post, field, taken) => {
    const bent = bentFrom(field);
    const mine = bentOf(memory.noted(taken.day, post.id).bent);
    if (!bent || mine === field) return;
    if (mine) {
      taken.kept += 1;
      return;
    }
    bending.take(taken.day, post.id, bent);
    taken[sudden.isSudden(post.id) ? "sudden" : "bent"] += 1;
  };

  /** @type {(post: Post, fields: string[], taken: Taken) => void} */
  const merge = (post, [, ticks = "", field = "", counted = "", bent = ""], taken) => {
    takeBent(post, bent, taken);
    const now = bending.posts(taken.day).find((each) => each.id === post.id) || post;
    const values = valuesOf(keysOf(now), field);
    const numbers = counted.split(",");
    if (!values) taken.lost += 1;
    memory.note(taken.day, post.id, (noted) => {
      takeTicks(noted, post.slot.groups, ticks, taken);
      takeAll(noted.blanks, values || [], "blanks", taken);
      takeAll(noted.figures, post.slot.record.map((name, at) => [name, memory.figure(numbers[at])]), "figures", taken);
    });
  };

  /**
   * Finds the post of a line by its fields.
   * @type {(day: string) => (fields: string[]) => Post | null}
   */
  const finder = (day) => {
    const planned = new Map(plan.posts(day).map((post) => /** @type {const} */ ([fragment.mark(post.id), post])));
    return ([name, , , , bent = ""]) => {
      const { text = "" } = bentFrom(bent) || {};
      if (sudden.isSudden(name) && text && sudden.hasRoom(day, name)) return sudden.post(name, text);
      return planned.get(name) || null;
    };
  };

  /**
   * Take over a hand-over. What this phone already says stays.
   * @param {string} code
   * @returns {Taken | string} what is wrong with it as words
   */
  const takeOver = (code) => {
    const text = fragment.read(code);
    if (text === null) return "交班的链接不完整，请对方再发一次。";
    const [calendar, day = "", ...rows] = text.split("\n");
    if (calendar !== plan.data.calendar) return "这是另一份排期表的交班链接。";
    const find = finder(day);
    if (!plan.posts(day).length && !rows.some((row) => find(row.split("\t")))) return "交班的那一天，这里没有排期，请刷新再打开。";
    const taken = { day, ticks: 0, blanks: 0, figures: 0, bent: 0, sudden: 0, kept: 0, lost: 0, before: memory.day(day) };
    const seen = new Set();
    for (const row of rows) {
      const fields = row.split("\t");
      const post = seen.has(fields[0]) ? null : find(fields);
      // A post has one line: a link with thousands would keep the phone busy.
      seen.add(fields[0]);
      if (post) merge(post, fields, taken);
      else taken.lost += 1;
    }
    return taken;
  };

  return { written, takeOver };
})();
