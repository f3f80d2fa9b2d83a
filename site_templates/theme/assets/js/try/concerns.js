/* Which expressions of the word checks a text may concern, by the characters and pairs of neighbours that it has. */
"use strict";
var qunli = qunli || {};

/**
 * One expression of an entry, made when it is first asked.
 * @typedef {{entry: Entry, isDisguised: boolean, pattern: () => RegExp, needs: string[][]}} Alternative
 */

qunli.concerns = (() => {
  const { each, memo } = qunli.expressions;
  const WORD = /^[一-鿿]{2,6}$/;

  /** @type {(entries: Entry[]) => {entry: Entry, isDisguised: boolean, line: string}[]} */
  const linesOf = (entries) => {
    const made = [];
    for (const entry of entries) {
      const { look, disguised } = entry.source;
      for (const line of look ? look.split("\n") : []) made.push({ entry, isDisguised: false, line });
      for (const line of disguised ? disguised.split("\n") : []) made.push({ entry, isDisguised: true, line });
    }
    return made;
  };

  /**
   * What entries look for, one by one; `own` are more words whose characters follow one another.
   * @type {(entries: Entry[], own: string[]) => {alternatives: Alternative[], known: Known}}
   */
  const of = (entries, own) => {
    /** @type {Map<string, Set<string>>} */
    const follow = new Map();
    const met = (/** @type {string} */ pair) => {
      const after = follow.get(pair[0]);
      if (after) after.add(pair[1]);
      else follow.set(pair[0], new Set(pair[1]));
    };
    const lines = linesOf(entries);
    const alternatives = lines.map(({ entry, isDisguised, line }) => {
      const needs = qunli.shapes.shape(line, met).needs.map(({ signs }) => signs);
      return { entry, isDisguised, pattern: memo(() => each(line)), needs };
    });
    for (const word of own) qunli.shapes.shape(word, met);
    const words = lines.map(({ line }) => line).filter((line) => WORD.test(line));
    return { alternatives, known: { words: words.concat(own), follow } };
  };

  // More characters than the word checks know; a pair is a number of two digits to this base.
  const BASE = 0x4000;

  /** @typedef {ReturnType<typeof numbers>} Numbers */

  /**
   * Numbers for the signs that are looked for. Of a character outside the first plane its first half is enough, which any
   * text with it has.
   */
  const numbers = () => {
    const units = new Uint16Array(0x10000);
    const singles = new Int32Array(BASE);
    /** @type {Map<number, number>} */
    const signs = new Map();
    let known = 0;
    const unitOf = (/** @type {number} */ unit) => {
      if (!units[unit]) units[unit] = known += 1;
      return units[unit];
    };
    /** @type {(sign: string) => number} */
    const numberOf = (sign) => {
      const isHalf = sign.charCodeAt(0) >> 10 === 54;
      const second = !isHalf && sign.length > 1 ? unitOf(sign.charCodeAt(1)) : 0;
      const key = unitOf(sign.charCodeAt(0)) * BASE + second;
      const number = signs.get(key);
      if (number !== undefined) return number;
      if (!second) singles[key / BASE] = signs.size;
      signs.set(key, signs.size);
      return signs.size - 1;
    };
    return { units, singles, signs, numberOf };
  };

  /** @type {(known: Numbers, text: string, note: (sign: number) => void) => void} */
  const signsOf = ({ units, singles, signs }, text, note) => {
    let before = 0;
    note(0); // of what has no signs
    for (let at = 0; at < text.length; at += 1) {
      const unit = units[text.charCodeAt(at)];
      if (unit) {
        note(singles[unit]);
        if (before) note(signs.get(before * BASE + unit) || 0);
      }
      before = unit;
    }
  };

  /**
   * By entry, in their order, the alternatives of which a text has all that each match has.
   * @type {(every: Alternative[]) => (asked: Entry[], text: string) => Alternative[][]}
   */
  const about = (every) => {
    const known = numbers();
    known.numberOf("\u0000"); // so that no sign is 0
    const needs = every.map((one) => one.needs.map((need) => Int32Array.from(need, known.numberOf)));
    /** @type {number[][]} */
    const bySign = Array.from({ length: known.signs.size }, () => []);
    needs.forEach((all, number) => (all.length ? Array.from(all[0]) : [0]).forEach((sign) => bySign[sign].push(number)));
    const seen = seeing(bySign, every.length);
    // The first of them led there.
    const rest = needs.map((all) => all.slice(1));
    return (asked, text) => {
      const [concerned, hasAll] = seen(known, text);
      const whole = concerned.filter((number) => hasAll(rest[number]));
      return byEntry(asked, whole.sort((one, other) => one - other).map((number) => every[number]));
    };
  };

  /**
   * What signs lead to, by text: numbers, each once, and whether the text has a sign of each of some sets.
   * @type {(bySign: number[][], count: number) => (known: Numbers, text: string) => [number[], (needs: Int32Array[]) => boolean]}
   */
  const seeing = (bySign, count) => {
    // The text in which each was seen last.
    const [seen, turned] = [new Int32Array(bySign.length), new Int32Array(count)];
    let turn = 0;
    return (known, text) => {
      turn += 1;
      /** @type {number[]} */
      const found = [];
      signsOf(known, text, (sign) => {
        if (seen[sign] === turn) return;
        seen[sign] = turn;
        for (const number of bySign[sign]) {
          if (turned[number] !== turn) found.push(number);
          turned[number] = turn;
        }
      });
      return [found, (needs) => haveAll(seen, turn, needs)];
    };
  };

  /** By hand, for it is asked some thousand times of an article. @type {(seen: Int32Array, turn: number, needs: Int32Array[]) => boolean} */
  const haveAll = (seen, turn, needs) => {
    for (const need of needs) {
      let at = 0;
      while (at < need.length && seen[need[at]] !== turn) at += 1;
      if (at === need.length) return false;
    }
    return true;
  };

  /** @type {(asked: Entry[], concerned: Alternative[]) => Alternative[][]} */
  const byEntry = (asked, concerned) => {
    /** @type {Map<Entry, Alternative[]>} */
    const found = new Map(asked.map((entry) => [entry, []]));
    for (const one of concerned) {
      const list = found.get(one.entry);
      if (list) list.push(one);
    }
    return Array.from(found.values()).filter((list) => list.length);
  };

  return { of, about };
})();
