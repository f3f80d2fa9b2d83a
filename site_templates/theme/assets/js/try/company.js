/* What around some words takes them back, as the command line's `company.py` and `finder.py` see it. */
"use strict";
var qunli = qunli || {};

/**
 * @typedef {{clauseEnd: RegExp, sentenceEnd: RegExp, negation: RegExp, firm: RegExp, announced: RegExp, harmless: RegExp,
 *   after: RegExp[], afterFinal: RegExp[]}} Rules
 */

qunli.company = (() => {
  const { once, each, places, back, on } = qunli.expressions;
  const MOST_BEFORE = 200;
  const FIRM_BEFORE = 24;
  const ANNOUNCED_BEFORE = 80;
  const MOST_AFTER = 40;

  /** @type {(rules: WordData["rules"]) => Rules} */
  const rulesOf = (rules) => ({
    clauseEnd: each(rules.clause_end),
    sentenceEnd: each(rules.sentence_end),
    negation: once(rules.negation),
    firm: once(rules.firm),
    announced: once(rules.announced),
    harmless: each(rules.harmless),
    after: [rules.taken_up, rules.denied_after, rules.named_after].map(once),
    afterFinal: [rules.taken_up, rules.denied_after].map(once),
  });

  /** @type {(rules: Rules, passage: Passage, reach: string, place: Place) => string[]} */
  const around = (rules, { text, texts }, reach, [start, end]) => {
    if (reach === "paragraph") return texts;
    const before = text.slice(0, start).split(rules.sentenceEnd).pop() || "";
    return [before + text.slice(start, end) + text.slice(end).split(rules.sentenceEnd)[0]];
  };

  /**
   * Whether something occurs within reach; in the whole text it is looked for once.
   * @type {(rules: Rules, pattern: RegExp, passage: Passage, reach: string, place: Place) => boolean}
   */
  const occurs = (rules, pattern, passage, reach, place) => {
    if (reach !== "text") return around(rules, passage, reach, place).some((text) => pattern.test(text));
    const { whole, occurring } = passage;
    const known = occurring.get(pattern);
    const isThere = known === undefined ? whole.some((text) => pattern.test(text)) : known;
    occurring.set(pattern, isThere);
    return isThere;
  };

  /** @type {(rules: Rules, source: WordCheck, pattern: RegExp | null, passage: Passage, place: Place) => boolean} */
  const isBeside = (rules, source, pattern, passage, place) =>
    pattern !== null && occurs(rules, pattern, passage, source.cleared_reach, place);

  /** @type {(rules: Rules, entry: Entry, passage: Passage, place: Place) => boolean} */
  const isSaid = (rules, { source, meant }, passage, place) => isBeside(rules, source, meant(), passage, place);

  /** @type {typeof isSaid} */
  const isCleared = (rules, entry, passage, place) =>
    isBeside(rules, entry.source, entry.cleared(), passage, place) && !isSaid(rules, entry, passage, place);

  /** @type {(rules: Rules, entry: Entry, passage: Passage, place: Place) => boolean} */
  const inCompany = (rules, { source, near }, passage, [start, end]) => {
    const pattern = near();
    if (!pattern) return true;
    const { text } = passage;
    if (source.within) return pattern.test(text.slice(back(text, start, source.within), on(text, end, source.within)));
    return occurs(rules, pattern, passage, source.near_reach, [start, end]);
  };

  /** @type {(rules: Rules, text: string, start: number, most: number) => string} */
  const clauseBefore = (rules, text, start, most) =>
    text.slice(back(text, start, most), start).split(rules.clauseEnd).pop() || "";

  /** @type {(rules: Rules, source: WordCheck, text: string, start: number) => boolean} */
  const isDeniedBefore = (rules, source, text, start) => {
    if (rules.announced.test(text.slice(back(text, start, ANNOUNCED_BEFORE), start))) return true;
    const clause = clauseBefore(rules, text, start, FIRM_BEFORE);
    const near = clause.slice(back(clause, clause.length, source.negation));
    return (source.negation > 0 && rules.negation.test(near)) || rules.firm.test(clause);
  };

  /** @type {(rules: Rules, entry: Entry, passage: Passage, place: Place) => boolean} */
  const isTakenBack = (rules, entry, passage, place) => {
    const { source } = entry;
    const { text } = passage;
    const [start, end] = place;
    const own = entry.denied();
    if (own && own.test(clauseBefore(rules, text, start, MOST_BEFORE)) && !isSaid(rules, entry, passage, place)) return true;
    const after = text.slice(end, on(text, end, MOST_AFTER));
    if ((source.final ? rules.afterFinal : rules.after).some((rule) => rule.test(after))) return true;
    if (source.final) return false;
    passage.harmless = passage.harmless || places(rules.harmless, text);
    if (passage.harmless.some(([first, last]) => first <= start && end <= last)) return true;
    return isDeniedBefore(rules, source, text, start);
  };

  return { rulesOf, isCleared, inCompany, isTakenBack };
})();
