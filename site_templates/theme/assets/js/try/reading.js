/* How a text is read for the word checks: as it stands, and as people disguise it; in the same steps as the command
   line's `reading.py`, which says what they are for. Places are indexes of the string as written. */
"use strict";
var qunli = qunli || {};

/**
 * `starts` and `ends` say where each unit of `text` stood as written, `changed` what was read otherwise there and the
 * least length of a finding.
 * @typedef {{text: string, starts: Int32Array, ends: Int32Array, changed: [number, number, number][]}} Reading
 * @typedef {[start: number, end: number, read: string, least: number]} Edit
 * @typedef {{plain: [string, string], rare: [string, string], doubtful: [string, string], ordinary: string[],
 *   strings: {[word: string]: string}, words: string[], spelled: {[word: string]: string},
 *   syllables: {[word: string]: string}, initials: {[word: string]: string}, sounds: {[said: string]: string},
 *   heard: string[], alike: {[said: string]: string}}} Letters
 * What the word checks look for: words as they are, and of each character those that follow it.
 * @typedef {{words: string[], follow: Map<string, Set<string>>}} Known
 */

qunli.reading = (() => {
  const { once, each, memo, matches, counter } = qunli.expressions;
  const [SURE, SIGN, DOUBTED, NEVER] = [1, 2, 3, 99];
  const LONGEST_WORD = 6;
  const FULL_LINE = 60;

  /** @type {(sides: [string, string]) => [string, string][]} */
  const pairs = ([from, to]) => {
    const read = Array.from(to);
    return Array.from(from, (char, at) => [char, read[at]]);
  };

  /** @type {(words: Iterable<string>) => RegExp} */
  const either = (words) => {
    const sorted = Array.from(words).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    return each(sorted.map((word) => word.replace(/[\^$\\.*+?()[\]{}|/]/g, "\\$&")).join("|"));
  };

  /** @type {(rules: {[name: string]: string}, letters: Letters, known: Known) => Tables} */
  const tablesOf = (rules, letters, { words, follow }) => {
    const sounds = new Map(Object.entries(letters.sounds).map(([said, chars]) => [said, Array.from(chars)]));
    const same = /** @type {[string, string][]} */ (letters.ordinary.map((word) => [word, word]));
    const read = new Map(
      pairs(letters.doubtful).concat(pairs(letters.rare), same, Object.entries(letters.strings))
    );
    return {
      masked: each(rules.masked), unseen: once(rules.unseen), squared: once(rules.squared), dashed: once(rules.dashed), han: each(rules.han),
      separators: each(rules.separators), between: each(rules.between), singles: each(rules.singles),
      latin: each(rules.latin), amount: each(rules.amount), disguises: either(read.keys()), read,
      doubtful: new Set(letters.doubtful[0]), plain: new Map(pairs(letters.plain)), folded: new Map(),
      spelled: memo(() => new Map(Array.from(qunli.spoken.spelled(sounds, words)).concat(Object.entries(letters.spelled)))), syllables: new Map(Object.entries(letters.syllables)),
      initials: new Map(Object.entries(letters.initials)), spoken: { sounds, follow }, alike: qunli.spoken.alikeOf(letters),
    };
  };

  /**
   * @typedef {{masked: RegExp, unseen: RegExp, squared: RegExp, dashed: RegExp, han: RegExp, separators: RegExp, between: RegExp, singles: RegExp,
   *   latin: RegExp, amount: RegExp, disguises: RegExp, read: Map<string, string>, doubtful: Set<string>,
   *   plain: Map<string, string>, folded: Map<string, string>, spelled: () => Map<string, string>,
   *   syllables: Map<string, string>, initials: Map<string, string>, spoken: Sounds, alike: Alike}} Tables
   */

  // --- as it stands

  /** @type {(tables: Tables, char: string) => string} */
  const folded = (tables, char) => {
    const known = tables.folded.get(char);
    if (known !== undefined) return known;
    const shown = tables.squared.test(char) ? char : char.normalize("NFKC");
    const wide = tables.unseen.test(char) ? "" : shown;
    /** @type {(one: string) => string} */
    const read = (one) => tables.plain.get(one) || (one >= "A" && one <= "Z" ? one.toLowerCase() : one);
    const made = Array.from(wide, read).join("");
    tables.folded.set(char, made);
    return made;
  };

  /** @type {(tables: Tables, text: string) => Reading} */
  const plain = (tables, text) => {
    /** @type {string[]} */
    const texts = [];
    /** @type {number[]} */
    const starts = [];
    /** @type {number[]} */
    const ends = [];
    const add = (/** @type {string} */ read, /** @type {number} */ start, /** @type {number} */ end) => {
      texts.push(read);
      for (let unit = 0; unit < read.length; unit += 1) {
        starts.push(start);
        ends.push(end);
      }
    };
    const fold = (/** @type {number} */ first, /** @type {number} */ end) => {
      let at = first;
      for (const char of text.slice(first, end)) add(folded(tables, char), at, (at += char.length));
    };
    let at = 0;
    for (const mask of matches(tables.masked, text)) {
      fold(at, mask.index);
      at = mask.index + mask[0].length;
      add("\ufffc", mask.index, at);
    }
    fold(at, text.length);
    const read = { text: texts.join(""), starts: Int32Array.from(starts), ends: Int32Array.from(ends), changed: [] };
    return edited(read, separators(tables, read.text));
  };

  /** @type {(tables: Tables, text: string) => Edit[]} */
  const separators = (tables, text) =>
    matches(tables.separators, text).map(({ 0: found, index }) => {
      const first = index + 1;
      const end = index + found.length;
      return [first, end, tables.dashed.test(found) ? "一" : "", text.slice(first, end).replace(/ /g, "") ? SIGN : NEVER];
    });

  /** @type {(reading: Reading, edits: Edit[]) => Reading} */
  const edited = (reading, edits) => {
    if (!edits.length) return reading;
    const { text, starts, ends } = reading;
    const length = edits.reduce((sum, [start, end, read]) => sum - (end - start) + read.length, text.length);
    const made = { texts: [""], starts: new Int32Array(length), ends: new Int32Array(length) };
    const changed = reading.changed.slice();
    let [at, to] = [0, 0];
    const keep = (/** @type {number} */ end) => {
      made.texts.push(text.slice(at, end));
      made.starts.set(starts.subarray(at, end), to);
      made.ends.set(ends.subarray(at, end), to);
      to += end - at;
    };
    for (const [start, end, read, least] of edits) {
      keep(start);
      made.texts.push(read);
      made.starts.fill(starts[start], to, to + read.length);
      made.ends.fill(ends[end - 1], to, to + read.length);
      changed.push([starts[start], ends[end - 1], least]);
      [at, to] = [end, to + read.length];
    }
    keep(text.length);
    return { text: made.texts.join(""), starts: made.starts, ends: made.ends, changed };
  };

  // --- as people disguise it

  /** @type {(tables: Tables, text: string) => Edit[]} */
  const characters = (tables, text) => {
    /** @type {Edit[]} */
    const edits = [];
    for (const { 0: word, index } of matches(tables.disguises, text)) {
      const read = tables.read.get(word) || word;
      if (read !== word) edits.push([index, index + word.length, read, tables.doubtful.has(word) ? DOUBTED : SURE]);
    }
    return edits;
  };

  /** @type {(tables: Tables, text: string) => Edit[]} */
  const signs = (tables, text) => {
    /** @type {Map<string, Edit>} */
    const found = new Map();
    const drop = (/** @type {number} */ start, /** @type {number} */ end, /** @type {number} */ least) =>
      found.set(`${start} ${end}`, [start, end, "", least]);
    for (const { 0: match, index } of matches(tables.between, text)) drop(index + 1, index + match.length, SIGN);
    for (const row of matches(tables.singles, text)) {
      const places = matches(tables.han, row[0]).map(({ index }) => row.index + index);
      for (let at = 1; at < places.length; at += 1) drop(places[at - 1] + 1, places[at], SURE);
    }
    return Array.from(found.values()).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  };

  /** @type {(tables: Tables, before: string, letter: string, after: string) => string} */
  const beside = ({ initials }, before, letter, after) => {
    const word = initials.get(before + letter);
    return word ? word.slice(1) : (initials.get(letter + after) || "").slice(0, 1);
  };

  /** @type {(tables: Tables, found: RegExpExecArray) => string} */
  const word = (tables, { 0: match, 1: boundary, 2: written, index, input }) => {
    const end = index + match.length;
    const next = input.charAt(end);
    const han = (/** @type {string} */ char) => (matches(tables.han, char).length ? char : "");
    const [before, after] = [han(boundary), han(next)];
    const parts = written.split(/[ .'-]/);
    const squeezed = parts.join("");
    const isNumbered = !before && /^-?[0-9]/.test(input.slice(end, end + 2));
    const known = tables.spelled().get(squeezed);
    if (known !== undefined) return isNumbered ? "" : known;
    if (!(before || after)) return isNumbered ? "" : qunli.spoken.alone(tables.spoken, parts);
    return (
      (squeezed.length === 1 && beside(tables, before, squeezed, after)) ||
      qunli.spoken.read(tables.spoken, before, parts, after) ||
      (parts.length === 1 && tables.syllables.get(squeezed)) ||
      ""
    );
  };

  /** @type {(tables: Tables, text: string) => Edit[]} */
  const words = (tables, text) => {
    /** @type {Edit[]} */
    const edits = [];
    for (const found of matches(tables.latin, text)) {
      const read = word(tables, found);
      if (read) edits.push([found.index + found[1].length, found.index + found[0].length, read, SURE]);
    }
    return edits;
  };

  /** @type {(tables: Tables, text: string) => Edit[]} */
  const amounts = (tables, text) => {
    /** @type {Edit[]} */
    const edits = [];
    for (const { 0: match, 1: percent = "", 2: digits = "", 3: chinese = "", 4: unit = "", index } of matches(tables.amount, text)) {
      const said = qunli.numerals.digits(percent, digits, chinese, unit);
      if (said && said !== match) edits.push([index, index + match.length, said, SURE]);
    }
    return edits;
  };

  /** @type {(tables: Tables, reading: Reading) => Reading} */
  const opened = (tables, reading) =>
    [qunli.spoken.heard, characters, signs, words, amounts].reduce((read, step) => edited(read, step(tables, read.text)), reading);

  /** @type {(reading: Reading, start: number, end: number) => boolean} */
  const touches = ({ text, starts, ends, changed }, start, end) => {
    const length = Array.from(text.slice(start, end)).length;
    const [first, last] = [starts[start], ends[end - 1]];
    return changed.some(
      ([from, to, least]) =>
        first <= from && to <= last && (least === SURE || (least <= length && length <= LONGEST_WORD))
    );
  };

  // --- paragraphs

  /** @type {(text: string) => number[]} */
  const linesOfParagraphs = (text) => {
    const lines = text.split("\n");
    const isFull = (/** @type {string} */ line) => line.length >= FULL_LINE && Array.from(line).length >= FULL_LINE;
    return Array.from(lines.keys()).filter(
      (number) => !number || !/[^ \r\t]/.test(lines[number - 1]) || isFull(lines[number - 1]) || isFull(lines[number])
    );
  };

  /** @type {(text: string, firsts: number[]) => Place[]} */
  const paragraphs = (text, firsts) => {
    const starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    const cuts = firsts.map((first) => starts[first]).concat([text.length + 1]);
    return cuts.slice(1).map((end, at) => [cuts[at], end - 1]);
  };

  return { tablesOf, plain, opened, touches, linesOfParagraphs, paragraphs, counter };
})();
