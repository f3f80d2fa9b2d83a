/* The word checks over a text, as the command line makes them. */
"use strict";
var qunli = qunli || {};

/**
 * @typedef {{code: string, level: string, title: string, hint: string, look: string, negation: number, denied: string,
 *   unless: string, cleared: string, near: string, within: number, names: boolean,
 *   scope: {industries: string[], other_than: string[], types: string[]}}} WordCheck
 * @typedef {{rules: {[name: string]: string}, entries: WordCheck[], basis: {[code: string]: string}}} WordData
 * @typedef {[start: number, end: number, code: string, words: string]} Hit
 */

qunli.matcher = (() => {
  const { once, each, matches, counter, normalise } = qunli.normal;

  /**
   * @typedef {{source: WordCheck, look: RegExp, unless: RegExp | null, cleared: RegExp | null,
   *   near: RegExp | null, denied: RegExp | null}} Entry
   */

  /** @type {(rules: WordData["rules"]) => Rules} */
  const rulesOf = (rules) => ({
    masked: each(rules.masked),
    blank: each(rules.blank),
    unseen: once(rules.unseen),
    separators: each(rules.separators),
    clauseEnd: each(rules.clause_end),
    negation: once(rules.negation),
  });

  /** @type {(source: WordCheck) => Entry} */
  const entryOf = (source) => ({
    source,
    look: each(source.look),
    unless: source.unless ? each(source.unless) : null,
    cleared: source.cleared ? once(source.cleared) : null,
    near: source.near ? once(source.near) : null,
    denied: source.denied ? once(source.denied) : null,
  });

  // --- what a check finds

  /** @type {(rules: Rules, entry: Entry, normal: Normal, start: number) => boolean} */
  const isDenied = (rules, { source, denied }, normal, start) => {
    /** @type {(first: number) => string} */
    const clauseFrom = (first) => normal.chars.slice(first, start).join("").split(rules.clauseEnd).pop() || "";
    if (denied && denied.test(clauseFrom(0))) return true;
    return source.negation > 0 && rules.negation.test(clauseFrom(Math.max(0, start - source.negation)));
  };

  /** @type {(entry: Entry, normal: Normal, start: number, end: number) => boolean} */
  const inCompany = ({ source, near }, normal, start, end) => {
    if (!near) return true;
    if (!source.within) return near.test(normal.whole);
    return near.test(normal.chars.slice(Math.max(0, start - source.within), end + source.within).join(""));
  };

  /**
   * The stretches of a text that a check finds.
   * @type {(rules: Rules, entry: Entry, normal: Normal) => [number, number][]}
   */
  const look = (rules, entry, normal) => {
    /** @type {(match: RegExpExecArray) => [number, number]} */
    const span = (match) => [normal.counts[match.index], normal.counts[match.index + match[0].length]];
    const found = matches(entry.look, normal.whole).map(span);
    if (!found.length || (entry.cleared && entry.cleared.test(normal.whole))) return [];
    const exempt = entry.unless ? matches(entry.unless, normal.whole).map(span) : [];
    return found.filter(([start, end]) => {
      if (exempt.some(([first, last]) => first < end && start < last)) return false;
      return !isDenied(rules, entry, normal, start) && inCompany(entry, normal, start, end);
    });
  };

  /**
   * @param {Rules} rules
   * @param {string} text
   * @param {number} offset of this text in its whole
   * @param {Entry[]} entries
   * @returns {Hit[]}
   */
  const hits = (rules, text, offset, entries) => {
    const normal = normalise(rules, text);
    const original = Array.from(text);
    /** @type {Hit[]} */
    const found = [];
    for (const entry of entries) {
      for (const [start, end] of look(rules, entry, normal)) {
        const first = normal.spans[start][0];
        const last = normal.spans[end - 1][1];
        found.push([offset + first, offset + last, entry.source.code, original.slice(first, last).join("")]);
      }
    }
    return found;
  };

  /**
   * @param {Entry} entry
   * @param {string} industry "" where it is not known
   * @param {string} type likewise
   */
  const applies = ({ source: { scope, names } }, industry, type) => {
    if (names) return false; // judges what roles are called, not texts
    if (industry && scope.industries.length && !scope.industries.includes(industry)) return false;
    if (industry && scope.other_than.includes(industry)) return false;
    return !type || !scope.types.length || scope.types.includes(type);
  };

  /** @type {(a: Hit, b: Hit) => number} */
  const byPlace = (a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1);

  /**
   * @param {WordData} data
   * @returns {(text: string, industry: string, type: string) => Hit[]} hits by position
   */
  const finder = (data) => {
    const rules = rulesOf(data.rules);
    const entries = data.entries.map(entryOf);
    return (text, industry, type) => {
      const asked = entries.filter((entry) => applies(entry, industry, type));
      const strict = asked.filter((entry) => entry.source.level === "error");
      const counts = counter(text);
      const found = hits(rules, text, 0, asked);
      // What stands inside a blank is judged by errors alone.
      for (const blank of matches(rules.blank, text)) {
        found.push(...hits(rules, blank[1], counts[blank.index] + 1, strict));
      }
      const single = new Map(found.map((hit) => /** @type {const} */ ([hit.join("\u0000"), hit])));
      return Array.from(single.values()).sort(byPlace);
    };
  };

  return { finder };
})();
