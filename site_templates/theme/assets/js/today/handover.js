/* 交班: one day of this phone's memory in a link. A line per post, its fields by tab:
   mark of the post (what the plan does not have says its id), a digit per group, mark of the blanks and their values, figures by comma, what of the day was bent. */
"use strict";
var qunli = qunli || {};

qunli.handover = (() => {
  const { plan, wording, memory, fragment, bending, sudden, merging, dates } = qunli;
  const BETWEEN = "\u0001";
  const LINE = "\u0002";

  /** @type {(post: Post) => string[]} */
  const keysOf = (post) => plan.blanks(post.parts).map((blank) => blank.key);

  /** @type {(keys: string[]) => string} */
  const markOf = (keys) => fragment.mark(keys.join("\t"));

  /** What is counted, group by group. @type {(slot: Slot) => string[]} */
  const countedOf = (slot) => {
    /** @type {string[]} */
    const keys = [];
    slot.groups.forEach((_, at) => keys.push(...slot.record.map((name) => memory.figureKeys(slot, name)[at])));
    return keys;
  };

  /**
   * What of a day was bent. A text that came here by a choice of another day, which does not travel along, or that the plan
   * would not give, says so by a day before.
   * @type {(day: string, post: BentPost) => Bent}
   */
  const handed = (day, { id, textId, own }) => {
    const { bent } = memory.noted(day, id);
    const isOwn = textId === own || (bent.text !== "" && !(bent.from && bent.from < day));
    return isOwn || !textId ? bent : Object.assign({}, bent, { from: dates.shifted(day, -1), text: textId });
  };

  /** The same as a field, "" where nothing was. @type {(day: string, post: BentPost) => string} */
  const bentOf = (day, post) => {
    const bent = handed(day, post);
    const words = bending.wordsFor(bent, post.textId);
    // The other phone knows nothing of the days off of this one.
    const fields = [bent.off || post.isShut ? "1" : "", bent.at, bent.from, bent.text, words.replace(/\n/g, LINE)];
    return fields.some(Boolean) ? fields.join(BETWEEN) : "";
  };

  /** @type {(field: string) => Bent | null} */
  const bentFrom = (field) => {
    if (!field) return null;
    const [off, at = "", from = "", text = "", words = ""] = field.split(BETWEEN);
    return { off: off === "1", at, from, text, words: words.split(LINE).join("\n") };
  };

  /** @type {(groups: string[], noted: Noted) => string} */
  const ticksOf = (groups, noted) => {
    const digits = groups.map((group) => (noted.groups.includes(group) ? "1" : "0")).join("");
    const times = groups.filter((group) => noted.groups.includes(group)).map((group) => (noted.times[group] || "").replace(":", ""));
    return [digits, ...times].join(",").replace(/,+$/, "");
  };

  /** What a post's line begins with. @type {(day: string, post: Post) => string} */
  const nameOf = (day, { id }) => (plan.posts(day).some((post) => post.id === id) ? fragment.mark(id) : id);

  /**
   * @param {string} day
   * @param {BentPost} post
   * @returns {string} "" where nothing is noted
   */
  const lineOf = (day, post) => {
    const noted = memory.noted(day, post.id);
    const keys = keysOf(post);
    const ticks = ticksOf(post.slot.groups, noted);
    const values = keys.map((key) => noted.blanks[key] || "");
    const figures = countedOf(post.slot).map((key) => memory.figure(noted.figures[key]));
    const isFilled = values.some(Boolean);
    const isCounted = figures.some(Boolean);
    const bent = bentOf(day, post);
    if (!isFilled && !isCounted && !bent && !ticks.includes("1")) return "";
    const blanks = isFilled ? [markOf(keys), ...values].join(BETWEEN) : "";
    const counted = isCounted ? figures.join(",").replace(/,+$/, "") : "";
    return [nameOf(day, post), ticks, blanks, counted, bent].join("\t").replace(/\t+$/, "");
  };

  /** @type {(day: string) => string} */
  const written = (day) => {
    const rows = bending.posts(day).map((post) => lineOf(day, post)).filter(Boolean);
    return fragment.written([plan.data.calendar, day, ...rows].join("\n"));
  };

  /** @type {(groups: string[], field: string) => Ticks} */
  const ticksFrom = (groups, field) => {
    const [digits, ...times] = field.split(",");
    const ticked = groups.filter((_, at) => digits[at] === "1");
    return ticked.map((group, at) => [group, (times[at] || "").replace(/^(\d\d)(\d\d)$/, "$1:$2")]);
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
    const here = bending.posts(taken.day).find((each) => each.id === post.id);
    const mine = here ? bentOf(taken.day, here) : "";
    if (!bent || mine === field) return;
    if (mine) {
      taken.kept += 1;
      return;
    }
    bending.note(taken.day, post.id, Object.assign(bent, { of: bent.text || post.textId }));
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
      merging.ticks(noted, ticksFrom(post.slot.groups, ticks), taken);
      merging.values(noted.blanks, values || [], "blanks", taken);
      merging.values(noted.figures, countedOf(post.slot).map((key, at) => [key, memory.figure(numbers[at])]), "figures", taken);
    });
  };

  /**
   * Finds the post of a line by its fields.
   * @type {(day: string) => (fields: string[]) => Post | null}
   */
  const finder = (day) => {
    /** @type {Map<string, Post>} */
    const planned = new Map(plan.posts(day).map((post) => [fragment.mark(post.id), post]));
    for (const post of bending.posts(day)) planned.set(fragment.mark(post.id), post);
    // Posted there, and planned here no more.
    const gone = (/** @type {string} */ name, ticks = "") => (ticks.includes("1") && plan.isKnown(day) ? wording.noted(name) : null);
    return ([name, ticks, , , bent = ""]) => {
      const { text = "" } = bentFrom(bent) || {};
      if (sudden.isSudden(name) && text && sudden.hasRoom(day, name)) return sudden.post(name, text);
      return planned.get(name) || planned.get(fragment.mark(name)) || gone(name, ticks);
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
    if (!plan.posts(day).length && !rows.some((row) => find(row.split("\t")))) {
      return rows.some(Boolean) ? "交班的那一天，这里没有排期，请刷新再打开。" : "交班的那一天，这里没有要发的，也没带来什么记录。";
    }
    const taken = merging.begun(day);
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
