/* 换成这样: one sentence made from somebody's own, as the command line's `rewriting.py` makes it, which says what the ways are. */
"use strict";
var qunli = qunli || {};

/**
 * `trades` are the words that tell a sector, `names` what it is called.
 * @typedef {{rules: {[name: string]: string}, ways: {[code: string]: string[]}, trades: {[sector: string]: string[]},
 *   names: {[sector: string]: string}}} RewritingData
 * @typedef {{[code: string]: [why: string, basis: string]}} Why
 * @typedef {{start: number, end: number, text: string}} Rewrite indexes of the string as written
 * @typedef {{start: number, end: number, code: string, words: string, learned?: boolean}} Spot likewise
 * @typedef {(text: string) => Spot[]} Judge
 */

qunli.rewriting = (() => {
  const { each, matches } = qunli.expressions;
  const [LEAST, LEAST_ALONE, ROUNDS] = [4, 8, 4];

  /** @typedef {{[name: string]: RegExp}} Rules by name, with those of a sentence's ends */

  /** @type {(rules: RewritingData["rules"]) => Rules} */
  const rulesOf = (rules) => {
    const all = { ...rules, fromBegin: `^${rules.signs}+`, fromEnd: `${rules.signs}+$` };
    return Object.assign({}, ...Object.entries(all).map(([name, source]) => ({ [name]: each(source) })));
  };

  const has = (/** @type {RegExp} */ rule, /** @type {string} */ text) => text.search(rule) >= 0;
  const han = (/** @type {Rules} */ rules, /** @type {string} */ text) => matches(rules.han, text).length;

  /**
   * Where a stretch between two signs stands, around some words, and the sign after it.
   * @type {(rule: RegExp, text: string, start: number, end: number) => [number, number, string]}
   */
  const between = (rule, text, start, end) => {
    const signs = matches(rule, text);
    const before = signs.filter((sign) => sign.index + sign[0].length <= start).pop();
    const after = signs.find((sign) => sign.index >= end);
    return [before ? before.index + before[0].length : 0, after ? after.index : text.length, after ? after[0] : ""];
  };

  /** @type {(rules: Rules, text: string, start: number, end: number) => Place} */
  const sentence = (rules, text, start, end) => {
    const [first, last, sign] = between(rules.sentence, text, start, end);
    return [first, sign === "\n" ? last : last + sign.length];
  };

  // --- the ways

  /** @type {(rules: Rules, line: string, place: Place, isAnywhere: boolean) => string | null} */
  const withoutWords = (rules, line, [start, end], isAnywhere) => {
    const [first, last] = between(rules.clause, line, start, end);
    const rest = line.slice(end, last);
    const after = rest.replace(/^的/, "");
    const describes = isAnywhere || start === first || after !== rest || line.slice(0, end).endsWith("的");
    const isSound = describes && han(rules, after) > 0 && !has(rules.begins, after) && !has(rules.ends, line.slice(first, start));
    return isSound ? line.slice(0, start) + after + line.slice(last) : null;
  };

  /** @type {(rules: Rules, line: string, place: Place, isAlone: boolean) => string | null} */
  const withoutClause = (rules, line, [start, end], isAlone) => {
    const [first, last] = between(rules.clause, line, start, end);
    const [head, tail] = [line.slice(0, first), line.slice(last)];
    if (!han(rules, head + tail)) return isAlone ? null : "";
    const [before, after] = [head.replace(rules.fromEnd, ""), tail.replace(rules.fromBegin, "")];
    const said = han(rules, head) ? before + tail : after;
    return han(rules, said) < (han(rules, head) ? LEAST : LEAST_ALONE) || has(rules.leans, after) || has(rules.waits, before) ? null : said;
  };

  /** @type {{[sign: string]: (rules: Rules, words: string, line: string, place: Place) => string | null}} */
  const OTHERS = {
    "=": (rules, words, line, [start, end]) => {
      const [before, after] = [line.slice(0, start), line.slice(end)];
      const isLeantOn = words[0] === "$" && has(rules.han, after.slice(0, 1));
      return isLeantOn || has(rules.ends, before) || has(rules.begins, after) ? null : before + words.replace(/^\$/, "") + after;
    },
    "#": (rules, words, line, [start, end]) => {
      const number = matches(rules.number, line.slice(start, end))[0];
      if (!number) return null;
      const at = start + number.index;
      return line.slice(0, at) + words + line.slice(at + number[0].length);
    },
    "+": (rules, words, line, [start, end]) => {
      const at = between(rules.clause, line, start, end)[1];
      return line.slice(0, at) + words + line.slice(at);
    },
    "^": (_rules, words, line) => words + line,
  };

  /** @type {(rules: Rules, way: string, text: string, spot: Spot, place: Place) => string | null} */
  const said = (rules, way, text, spot, [first, last]) => {
    const line = text.slice(first, last);
    /** @type {Place} */
    const place = [spot.start - first, spot.end - first];
    if (way === "--") return withoutClause(rules, line, place, han(rules, text) === han(rules, line));
    if (way[0] === "-") return withoutWords(rules, line, place, way === "-*");
    return OTHERS[way[0]](rules, way.slice(1), line, place);
  };

  // --- the first that holds

  const keyOf = (/** @type {Spot} */ { code, words }) => `${code} ${words}`;

  const filled = (/** @type {Rules} */ rules, /** @type {string} */ text) => text.replace(rules.example, "$1");

  /** How often each thing is found where each blank says its example. @type {(rules: Rules, text: string, judge: Judge) => Map<string, number>} */
  const counted = (rules, text, judge) => {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const spot of judge(filled(rules, text))) counts.set(keyOf(spot), (counts.get(keyOf(spot)) || 0) + 1);
    return counts;
  };

  /** @typedef {{rules: Rules, ways: Map<string, string[]>, judge: Judge}} Mender what mends a sentence */

  /** A sentence between others with nothing left to find in it, null where that cannot be. @type {(tools: Mender, parts: [string, string, string], rounds: number) => string | null} */
  const mended = (tools, [head, line, tail], rounds) => {
    const { rules, judge } = tools;
    const first = filled(rules, head).length;
    const last = first + filled(rules, line).length;
    const text = head + line + tail;
    const left = new Set(judge(filled(rules, text)).filter((one) => one.start < last && first < one.end).map(keyOf));
    if (!left.size) return line;
    const end = head.length + line.length;
    const next = judge(text).find((one) => left.has(keyOf(one)) && head.length <= one.start && one.end <= end);
    const made = next && rounds ? better(tools, text, next, rounds) : null;
    return made && made.start === head.length && made.end === end ? made.text : null;
  };

  /** @type {(tools: Mender, text: string, spot: Spot, rounds: number) => Rewrite | null} */
  const better = (tools, text, spot, rounds) => {
    const { rules, ways, judge } = tools;
    const before = counted(rules, text, judge);
    const beforeOf = (/** @type {string} */ key) => before.get(key) || 0;
    for (const way of ways.get(spot.code) || []) {
      const [start, end] = way[0] === "^" ? sentence(rules, text, 0, 0) : sentence(rules, text, spot.start, spot.end);
      const line = said(rules, way, text, spot, [start, end]);
      if (line === null) continue;
      const after = counted(rules, text.slice(0, start) + line + text.slice(end), judge);
      const isLess = (after.get(keyOf(spot)) || 0) < beforeOf(keyOf(spot));
      if (!isLess || !Array.from(after).every(([key, count]) => count <= beforeOf(key))) continue;
      const whole = mended(tools, [text.slice(0, start), line, text.slice(end)], rounds - 1);
      if (whole !== null) return { start, end, text: whole };
    }
    return null;
  };

  /** @type {(reasons: RewritingData) => (text: string, spot: Spot, judge: Judge) => Rewrite | null} */
  const rewriter = (reasons) => {
    const rules = rulesOf(reasons.rules);
    const ways = new Map(Object.entries(reasons.ways));
    return (text, spot, judge) => {
      if (spot.learned || !ways.has(spot.code)) return null;
      const spans = qunli.reading.paragraphs(text, qunli.reading.linesOfParagraphs(text));
      const [first, last] = spans.find(([from, to]) => from <= spot.start && spot.end <= to) || [0, text.length];
      const made = better({ rules, ways, judge }, text.slice(first, last), { ...spot, start: spot.start - first, end: spot.end - first }, ROUNDS);
      return made && { start: made.start + first, end: made.end + first, text: made.text };
    };
  };

  return { rewriter };
})();
