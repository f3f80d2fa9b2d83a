/* What can be said of an expression of the word checks without a text; the same as the command line's `shapes.py` says. */
"use strict";
var qunli = qunli || {};

/**
 * Of the signs of each of `needs`, which are characters and pairs of neighbours, every match has one; the one that rules out most
 * comes first: it costs the least to look for. `first` and `last` are the characters it can begin and end with, "" standing for others.
 * @typedef {{signs: string[], cost: number}} Need
 * @typedef {{least: number, needs: Need[], first: string[], last: string[]}} Shape
 */

qunli.shapes = (() => {
  const FREQUENT = new Set("0123456789一二三四五六七八九十的了不是在有个人我你们来到就上下这天今好大店家吃元送买 ,");
  const MOST = 400;
  const MOST_JOINT = 150;
  const KEPT = 4;
  const MOST_PAIRS = 10;
  const TOKEN = /\\ufffc|\\[^]|\(\?[:=!]|[(|)^$.]|\[(?:\\[^]|[^\]])*\]|[*+?]\??|\{\d+(?:,\d*)?\}\??|[^\\(|)^$.[*+?{]+(?![*+?{])|[^]/gu;
  const IN_CLASS = /\\ufffc|\\[^]|[^]/gu;
  const BOUNDARY = /\(\^\|\[\^(?:\\[^]|[^\]])*\]\)/gu;
  const TIED = /^(?:\(\?[=!]|\^|\$)$/;
  /** @type {{[token: string]: string}} */
  const SIGNS = { "\\ufffc": "\ufffc", "\\n": "\n" };
  /** @type {Shape} */
  const NOTHING = { least: 0, needs: [], first: [], last: [] };
  /** @type {Shape} */
  const ANY = { least: 1, needs: [], first: [""], last: [""] };

  /** @type {(sign: string) => number} */
  const costOf = (sign) => {
    if (sign.length < 2) return FREQUENT.has(sign) ? 2000 : 100;
    return FREQUENT.has(sign[0]) && FREQUENT.has(sign[1]) ? 129 : 10;
  };

  /** @type {(signs: string[]) => Need} */
  const need = (signs) => {
    let cost = 0;
    for (const sign of signs) cost += costOf(sign);
    return { signs, cost };
  };

  /** @type {(needs: Need[]) => Need[]} */
  const best = (needs) => {
    if (needs.length < 2) return needs;
    return needs.sort((one, other) => one.cost - other.cost).slice(0, KEPT);
  };

  /** @type {(lists: string[][]) => string[]} */
  const union = (lists) => {
    const filled = lists.filter((list) => list.length);
    if (filled.length < 2) return filled[0] || [];
    const found = new Set();
    for (const list of filled) for (const sign of list) found.add(sign);
    return Array.from(found);
  };

  /** @type {(token: string) => string} */
  const plain = (token) => SIGNS[token] || token.replace(/^\\/, "");

  /** @type {(inside: string) => string[] | null} */
  const chars = (inside) => {
    if (inside[0] === "^") return null;
    const tokens = inside.match(IN_CLASS) || [];
    const found = [];
    for (let at = 0; at < tokens.length; at += 1) {
      const first = /** @type {number} */ (plain(tokens[at]).codePointAt(0));
      const isRange = tokens[at + 1] === "-" && at + 2 < tokens.length;
      const last = isRange ? /** @type {number} */ (plain(tokens[(at += 2)]).codePointAt(0)) : first;
      if (last - first > MOST) return null;
      for (let code = first; code <= last; code += 1) found.push(String.fromCodePoint(code));
    }
    return Array.from(new Set(found));
  };

  /**
   * The tokens of an expression, how many are read, and what is told of two Chinese characters that follow one another.
   * @typedef {{tokens: string[], at: number, met: (pair: string) => void}} Reader
   */

  /** @type {(reader: Reader, pair: string) => void} */
  const note = (reader, pair) => {
    if (pair[0] >= "一" && pair[1] >= "一" && pair[0] <= "鿿" && pair[1] <= "鿿" && pair.length === 2) reader.met(pair);
  };

  /** @type {(reader: Reader, word: string) => Shape} */
  const ofWord = (reader, word) => {
    const signs = Array.from(word);
    const pairs = [];
    for (let at = 1; at < signs.length; at += 1) {
      pairs.push(signs[at - 1] + signs[at]);
      note(reader, pairs[at - 1]);
    }
    const needs = (pairs.length ? pairs : signs).map((sign) => need([sign]));
    return { least: signs.length, needs: best(needs), first: signs.slice(0, 1), last: signs.slice(-1) };
  };

  /**
   * The pairs of some characters and those after them, where they are all that can stand there.
   * @type {(reader: Reader, last: string[], first: string[]) => string[] | null}
   */
  const joint = (reader, last, first) => {
    const count = last.length * first.length;
    if (!count || count > MOST_JOINT) return null;
    /** @type {string[]} */
    const found = [];
    for (const one of last) for (const other of first) found.push(one + other);
    if (count <= MOST_PAIRS) for (const pair of found) note(reader, pair);
    return last.includes("") || first.includes("") ? null : found;
  };

  /** @type {(reader: Reader, whole: Shape, part: Shape) => Shape} */
  const followed = (reader, whole, part) => {
    if (whole === NOTHING) return part;
    const pairs = joint(reader, whole.last, part.first);
    const needs = whole.needs.concat(part.needs);
    // Between what may be missing there need be no pair.
    if (pairs && whole.least && part.least) needs.push(need(pairs));
    return {
      least: whole.least + part.least,
      needs,
      first: whole.least ? whole.first : union([whole.first, part.first]),
      last: part.least ? part.last : union([whole.last, part.last]),
    };
  };

  /** @type {(reader: Reader) => Shape} */
  const atom = (reader) => {
    const token = reader.tokens[reader.at];
    reader.at += 1;
    if (token === "(?:" || token === "(") return alternatives(reader);
    if (token === "(?=" || token === "(?!") {
      // What is only looked at follows nothing.
      const ahead = { tokens: reader.tokens, at: reader.at, met: () => {} };
      alternatives(ahead);
      reader.at = ahead.at;
      return NOTHING;
    }
    if (token === "^" || token === "$") return NOTHING;
    if (token === ".") return ANY;
    if (token[0] !== "[" || token.length === 1) return ofWord(reader, token[0] === "\\" ? plain(token) : token);
    const found = chars(token.slice(1, -1));
    return found ? { least: 1, needs: [need(found)], first: found, last: found } : ANY;
  };

  /** @type {(reader: Reader, part: Shape) => Shape} */
  const repeated = (reader, part) => {
    const times = /^(?:([*?])|\+|\{(\d+))/.exec(reader.tokens[reader.at] || "");
    if (!times) return part;
    reader.at += 1;
    const least = times[1] ? 0 : Number(times[2] || 1);
    return { least: part.least * least, needs: least ? part.needs : [], first: part.first, last: part.last };
  };

  /** @type {(reader: Reader) => Shape} */
  const sequence = (reader) => {
    const { tokens } = reader;
    let whole = NOTHING;
    while (reader.at < tokens.length && tokens[reader.at] !== "|" && tokens[reader.at] !== ")") {
      const isTied = TIED.test(tokens[reader.at]);
      const part = repeated(reader, atom(reader));
      // What only looks on stands between no two characters.
      if (!isTied) whole = followed(reader, whole, part);
    }
    return { least: whole.least, needs: best(whole.needs), first: whole.first, last: whole.last };
  };

  /** Up to the bracket that closes, or to the end. @type {(reader: Reader) => Shape} */
  const alternatives = (reader) => {
    const branches = [sequence(reader)];
    for (; reader.tokens[reader.at] === "|"; branches.push(sequence(reader))) reader.at += 1;
    reader.at += 1;
    if (branches.length === 1) return branches[0];
    return {
      least: Math.min(...branches.map((each) => each.least)),
      needs: branches.every((each) => each.needs.length) ? [need(union(branches.map((each) => each.needs[0].signs)))] : [],
      first: union(branches.map((each) => each.first)),
      last: union(branches.map((each) => each.last)),
    };
  };

  /**
   * `met` is told which two Chinese characters follow one another in an expression, where few can.
   * @type {(pattern: string, met: (pair: string) => void) => Shape}
   */
  const shape = (pattern, met) => alternatives({ tokens: pattern.replace(BOUNDARY, "").match(TOKEN) || [], at: 0, met });

  return { shape };
})();
