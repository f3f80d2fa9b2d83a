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
      const { needs } = qunli.shapes.shape(line, met);
      return { entry, isDisguised, pattern: memo(() => each(line)), needs };
    });
    for (const word of own) qunli.shapes.shape(word, met);
    const words = lines.map(({ line }) => line).filter((line) => WORD.test(line));
    return { alternatives, known: { words: words.concat(own), follow } };
  };

  /** @type {(text: string) => Set<string>} */
  const signsOf = (text) => {
    const signs = new Set();
    let before = "";
    for (const char of text) {
      signs.add(char).add(before + char);
      before = char;
    }
    return signs;
  };

  /**
   * By entry, in their order, the alternatives of which a text has all that each match has.
   * @type {(every: Alternative[]) => (asked: Entry[], text: string) => Alternative[][]}
   */
  const about = (every) => {
    /** @type {Map<string, number[]>} */
    const bySign = new Map();
    /** @type {number[]} */
    const always = [];
    every.forEach(({ needs }, number) => {
      for (const sign of needs[0] || []) {
        const numbers = bySign.get(sign);
        if (numbers) numbers.push(number);
        else bySign.set(sign, [number]);
      }
      if (!needs.length) always.push(number);
    });
    return (asked, text) => {
      const signs = signsOf(text);
      const concerned = new Set(always);
      for (const sign of signs) for (const number of bySign.get(sign) || []) concerned.add(number);
      /** @type {Map<Entry, Alternative[]>} */
      const found = new Map(asked.map((entry) => [entry, []]));
      for (const number of Array.from(concerned).sort((one, other) => one - other)) {
        const { entry, needs } = every[number];
        const list = found.get(entry);
        if (list && needs.every((need) => need.some((sign) => signs.has(sign)))) list.push(every[number]);
      }
      return Array.from(found.values()).filter((list) => list.length);
    };
  };

  return { of, about };
})();
