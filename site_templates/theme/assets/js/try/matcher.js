/* The word checks over a text, as the command line makes them. */
"use strict";
var qunli = qunli || {};

/**
 * `look` and `disguised` are expressions, one a line.
 * @typedef {{code: string, level: string, title: string, hint: string, look: string, disguised: string, negation: number,
 *   denied: string, unless: string, cleared: string, meant: string, cleared_reach: string, near: string, near_reach: string,
 *   within: number, names: boolean, final: boolean,
 *   scope: {industries: string[], other_than: string[], types: string[]}}} WordCheck
 * @typedef {{rules: {[name: string]: string}, letters: Letters, entries: WordCheck[]}} WordData
 * `learned` is true of what no word was found in, but examples taught.
 * @typedef {[start: number, end: number, code: string, words: string, learned?: boolean]} Hit
 * @typedef {{reading: Reading, start: number, text: string, texts: string[], whole: string[], isOpened: boolean,
 *   harmless: Place[] | null, occurring: Map<RegExp, boolean>}} Passage
 * @typedef {() => RegExp | null} Later
 * @typedef {{source: WordCheck, unless: Later, cleared: Later, meant: Later, near: Later, denied: Later}} Entry
 */

qunli.matcher = (() => {
  const { once, each, memo, matches, places, placesOf, counter } = qunli.expressions;
  const { rulesOf, isCleared, inCompany, isTakenBack } = qunli.company;
  const { tablesOf, plain, opened, touches, linesOfParagraphs, paragraphs } = qunli.reading;
  /** @type {(source: string, make: (source: string) => RegExp) => Later} */
  const later = (source, make) => memo(() => (source ? make(source) : null));

  /** @type {(source: WordCheck) => Entry} */
  const entryOf = (source) => ({
    source,
    unless: later(source.unless, each),
    cleared: later(source.cleared, once),
    meant: later(source.meant, once),
    near: later(source.near, once),
    denied: later(source.denied, once),
  });

  // --- what a check finds

  /** @type {(asked: Alternative[], passage: Passage) => Place[]} */
  const looked = (asked, passage) => {
    /** @type {(place: Place) => boolean} */
    const isChanged = ([start, end]) => touches(passage.reading, passage.start + start, passage.start + end);
    const of = (/** @type {boolean} */ isDisguised) =>
      placesOf(asked.filter((one) => one.isDisguised === isDisguised).map(({ pattern }) => pattern()), passage.text);
    const found = of(false);
    return (passage.isOpened ? found.filter(isChanged) : found).concat(of(true).filter(isChanged));
  };

  /** @type {(rules: Rules, asked: Alternative[], passage: Passage) => Place[]} */
  const found = (rules, asked, passage) => {
    const all = looked(asked, passage);
    if (!all.length) return [];
    const { entry } = asked[0];
    const exempt = places(entry.unless(), passage.text);
    return all.filter((place) => {
      const [start, end] = place;
      if (exempt.some(([first, last]) => first < end && start < last)) return false;
      if (isCleared(rules, entry, passage, place)) return false;
      return inCompany(rules, entry, passage, place) && !isTakenBack(rules, entry, passage, place);
    });
  };

  /** @type {(tables: ReturnType<typeof tablesOf>, text: string) => Passage[]} */
  const passages = (tables, text) => {
    const first = plain(tables, text);
    const second = opened(tables, first);
    const readings = second === first ? [first] : [first, second];
    const lines = linesOfParagraphs(first.text);
    const all = readings.map((reading) => paragraphs(reading.text, lines));
    const whole = readings.map((reading) => reading.text);
    /** @type {Passage[]} */
    const made = [];
    const occurring = new Map();
    for (const number of lines.keys()) {
      const texts = readings.map((reading, at) => reading.text.slice(...all[at][number]));
      readings.forEach((reading, at) => {
        if (at && texts[at] === texts[0]) return;
        const start = all[at][number][0];
        made.push({ reading, start, text: texts[at], texts, whole, isOpened: at > 0, harmless: null, occurring });
      });
    }
    return made;
  };

  /** @type {(passage: Passage, place: Place) => Place} */
  const original = ({ reading, start }, [first, end]) => [reading.starts[start + first], reading.ends[start + end - 1]];

  /** @type {(one: Hit, other: Hit) => boolean} */
  const meet = (one, other) => one[2] === other[2] && one[0] < other[1] && other[0] < one[1];

  /**
   * @param {WordData} data
   * @param {Entry[]} every
   * @returns {(text: string, placed: (index: number) => number, entries: Entry[], again: Again | null) => Hit[]} `placed` says where
   *   it stands, `again` looks a second time
   */
  const reader = (data, every) => {
    const { alternatives, known } = qunli.concerns.of(every, data.letters.words);
    const concerned = qunli.concerns.about(alternatives);
    const rules = rulesOf(data.rules);
    const tables = tablesOf(data.rules, data.letters, known);
    return (text, placed, entries, again) => {
      /** @type {Hit[]} */
      const hits = [];
      const read = passages(tables, text);
      for (const passage of read) {
        for (const of of concerned(entries, passage.text)) {
          const { code } = of[0].entry.source;
          const all = found(rules, of, passage).map((place) => original(passage, place));
          /** @type {(place: Place) => Hit} */
          const hit = ([first, last]) => [first, last, code, text.slice(first, last)];
          // What the plain reading has found is not found again in disguise.
          hits.push(...all.map(hit).filter((one) => !passage.isOpened || !hits.some((other) => meet(one, other))));
        }
      }
      const byCode = new Map(entries.map((entry) => /** @type {const} */ ([entry.source.code, entry])));
      /** @type {(code: string, passage: Passage, place: Place) => boolean} */
      const clears = (code, passage, place) => {
        const entry = byCode.get(code);
        return entry !== undefined && isCleared(rules, entry, passage, place);
      };
      const told = again ? again(text, hits, read, new Set(byCode.keys()), clears) : hits;
      return told.map(([first, last, code, words, ...learned]) => [placed(first), placed(last), code, words, ...learned]);
    };
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
   * @param {() => {again: Again} | null} learned what was learned, once it is there
   * @returns {(text: string, industry: string, type: string, isAlone?: boolean) => Hit[]} hits by position, of words alone if asked so
   */
  const finder = (data, learned = () => null) => {
    const entries = data.entries.map(entryOf);
    const read = memo(() => reader(data, entries));
    const blanks = each(data.rules.blank);
    return (text, industry, type, isAlone = false) => {
      const asked = entries.filter((entry) => applies(entry, industry, type));
      const strict = asked.filter((entry) => entry.source.level === "error");
      const counts = counter(text);
      const model = isAlone ? null : learned();
      const hits = read()(text, (index) => counts[index], asked, model && model.again);
      // What stands inside a blank is judged by errors alone.
      for (const blank of matches(blanks, text)) {
        hits.push(...read()(blank[1], (index) => counts[blank.index + 1 + index], strict, null));
      }
      const single = new Map(hits.map((hit) => /** @type {const} */ ([hit.join("\u0000"), hit])));
      return Array.from(single.values()).sort(byPlace);
    };
  };

  return { finder };
})();
