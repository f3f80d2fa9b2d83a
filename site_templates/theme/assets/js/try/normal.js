/* A text as it is compared: masks for variables and blanks, half-width, small letters, nothing unseen. Positions count
   characters (code points), as the command line's do. */
"use strict";
var qunli = qunli || {};

/**
 * `spans` says where each character stood as written, `counts` how many characters stand before an index of `whole`.
 * @typedef {{whole: string, chars: string[], spans: [number, number][], counts: Uint32Array}} Normal
 * @typedef {{masked: RegExp, blank: RegExp, unseen: RegExp, separators: RegExp, clauseEnd: RegExp,
 *   negation: RegExp}} Rules
 */

qunli.normal = (() => {
  // --- expressions

  // In Python's expressions a dot is anything but \n; here it would also stop at \r, \u2028 and \u2029.
  const DOTS = /\\.|\[(?:\\.|[^\]])*\]|\./gsu;

  /** @type {(source: string) => string} */
  const portable = (source) => source.replace(DOTS, (part) => (part === "." ? "[^\\n]" : part));

  /** @type {(source: string) => RegExp} */
  const once = (source) => new RegExp(portable(source), "u");

  /** @type {(source: string) => RegExp} */
  const each = (source) => new RegExp(portable(source), "gu");

  /**
   * All matches in order.
   * @param {RegExp} pattern with the flag g
   * @param {string} text
   */
  const matches = (pattern, text) => {
    const found = [];
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      found.push(match);
      const next = text.codePointAt(pattern.lastIndex) || 0;
      if (!match[0]) pattern.lastIndex += next > 0xffff ? 2 : 1;
    }
    return found;
  };

  // --- a text as it is compared

  /**
   * From an index of the string to the number of characters before it.
   * @type {(text: string) => Uint32Array}
   */
  const counter = (text) => {
    const counts = new Uint32Array(text.length + 1);
    let index = 0;
    let count = 0;
    for (const char of text) {
      counts.fill(count, index, index + char.length);
      index += char.length;
      count += 1;
    }
    counts[index] = count;
    return counts;
  };

  /** @type {(rules: Rules, char: string) => string[]} */
  const folded = (rules, char) => {
    if (rules.unseen.test(char)) return [];
    return Array.from(char.normalize("NFKC"), (one) => (one >= "A" && one <= "Z" ? one.toLowerCase() : one));
  };

  /**
   * The text in units, each with the characters it is compared as and its width in characters.
   * @type {(rules: Rules, text: string) => {as: string[], width: number}[]}
   */
  const units = (rules, text) => {
    /** @type {{as: string[], width: number}[]} */
    const found = [];
    const fold = (/** @type {string} */ part) => {
      for (const char of part) found.push({ as: folded(rules, char), width: 1 });
    };
    let at = 0;
    for (const mask of matches(rules.masked, text)) {
      fold(text.slice(at, mask.index));
      found.push({ as: ["\ufffc"], width: Array.from(mask[0]).length });
      at = mask.index + mask[0].length;
    }
    fold(text.slice(at));
    return found;
  };

  /**
   * The numbers of the characters that stay: of a row of separators only its first.
   * @type {(rules: Rules, whole: string) => number[]}
   */
  const kept = (rules, whole) => {
    const counts = counter(whole);
    /** @type {number[]} */
    const numbers = [];
    const keep = (/** @type {number} */ first, /** @type {number} */ end) => {
      for (let number = first; number < end; number += 1) numbers.push(number);
    };
    let at = 0;
    for (const found of matches(rules.separators, whole)) {
      keep(at, counts[found.index] + 1);
      at = counts[found.index + found[0].length];
    }
    keep(at, counts[whole.length]);
    return numbers;
  };

  /** @type {(rules: Rules, text: string) => Normal} */
  const normalise = (rules, text) => {
    /** @type {{char: string, span: [number, number]}[]} */
    const all = [];
    let count = 0;
    for (const { as, width } of units(rules, text)) {
      for (const char of as) all.push({ char, span: [count, count + width] });
      count += width;
    }
    const left = kept(rules, all.map(({ char }) => char).join("")).map((number) => all[number]);
    const chars = left.map(({ char }) => char);
    const whole = chars.join("");
    return { whole, chars, spans: left.map(({ span }) => span), counts: counter(whole) };
  };

  return { once, each, matches, counter, normalise };
})();
