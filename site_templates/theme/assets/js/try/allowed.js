/* Words that an owner may say, a shop's name for instance, each with the reason; they stay on this device. */
"use strict";
var qunli = qunli || {};

/** @typedef {{words: string, reason: string}} Allowed */

qunli.allowed = (() => {
  const KEY = "qunli:1:allowed";
  const [MOST, LONGEST] = [200, 40];

  /** @type {(value: unknown) => string} */
  const short = (value) => (typeof value === "string" ? Array.from(value.trim()).slice(0, LONGEST).join("") : "");

  /** What is kept, whatever is really stored. @returns {Allowed[]} */
  const list = () => {
    const { words } = qunli.storage.record(KEY);
    const all = Array.isArray(words) ? words.slice(0, MOST) : [];
    const read = all.map((each) => ({ words: short(each && each.words), reason: short(each && each.reason) }));
    return read.filter((each) => each.words && each.reason);
  };

  const keep = (/** @type {Allowed[]} */ words) => qunli.storage.keep(KEY, { words });

  const remove = (/** @type {string} */ words) => keep(list().filter((each) => each.words !== words));

  /** @type {(words: string, reason: string) => boolean} whether it is kept: both have to be said */
  const add = (words, reason) => {
    const made = { words: short(words), reason: short(reason) };
    if (!made.words || !made.reason) return false;
    keep(list().filter((each) => each.words !== made.words).concat([made]).slice(-MOST));
    return true;
  };

  /** Whether the kept words cover a stretch of a text. @type {(text: string) => (start: number, end: number) => boolean} */
  const covering = (text) => {
    const low = text.toLowerCase();
    /** @type {[number, number][]} */
    const found = [];
    for (const { words } of low.length === text.length ? list() : []) {
      const wanted = words.toLowerCase();
      for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, at + 1)) found.push([at, at + wanted.length]);
    }
    return (start, end) => found.some(([first, last]) => first <= start && end <= last);
  };

  /**
   * Those that no kept words cover; what is final is never allowed.
   * @type {(text: string, found: ToldSpot[], isFinal: (one: ToldSpot) => boolean) => ToldSpot[]}
   */
  const without = (text, found, isFinal) => {
    const isCovered = covering(text);
    return found.filter((one) => isFinal(one) || !isCovered(one.start, one.end));
  };

  return { list, add, remove, covering, without };
})();
