/* Syllables in Latin letters read as the characters they stand for, by what stands beside them; in the same steps as the
   command line's `spoken.py`. */
"use strict";
var qunli = qunli || {};

/**
 * `sounds` are characters by how they are said, `follow` each with those that follow it in what is looked for.
 * @typedef {{sounds: Map<string, string[]>, follow: Map<string, Set<string>>}} Sounds
 * How characters are said, words known by their sound by how their first one is said, and what is a word of its own.
 * @typedef {{said: Map<string, string[]>, words: Map<string, string[]>, ordinary: Set<string>,
 *   mixed: Map<string, number[]>}} Alike
 */

qunli.spoken = (() => {
  const LONGEST_SYLLABLE = 6;
  const MOST_SYLLABLES = 6;
  const SHORTEST_ALONE = 4;
  const SURE = 1;

  const SHORTEST_SPELLED = 4;
  const MOST_WAYS = 16;

  /**
   * Words by how they are typed in Latin letters.
   * @type {(sounds: Map<string, string[]>, words: string[]) => Map<string, string>}
   */
  const spelled = (sounds, words) => {
    /** @type {Map<string, string[]>} */
    const said = new Map();
    for (const [syllable, chars] of sounds) {
      for (const char of chars) said.set(char, (said.get(char) || []).concat(syllable));
    }
    const found = new Map();
    for (const word of words) {
      let ways = [""];
      for (const char of word) {
        const next = said.get(char) || [];
        ways = /** @type {string[]} */ ([]).concat(...ways.map((way) => next.map((syllable) => way + syllable)));
      }
      for (const way of ways.slice(0, MOST_WAYS)) {
        if (way.length >= SHORTEST_SPELLED && !found.has(way)) found.set(way, word);
      }
    }
    return found;
  };

  /** @type {(known: Sounds, part: string) => string[]} */
  const split = (known, part) => {
    /** @type {number[]} */
    const lengths = new Array(part.length).fill(0);
    for (let at = part.length - 1; at >= 0; at -= 1) {
      for (let length = 1; length <= Math.min(LONGEST_SYLLABLE, part.length - at); length += 1) {
        const isWhole = at + length === part.length || lengths[at + length] > 0;
        if (isWhole && known.sounds.has(part.slice(at, at + length))) lengths[at] = length;
      }
    }
    const syllables = [];
    for (let at = 0; at < part.length && lengths[at]; at += lengths[at]) syllables.push(part.slice(at, at + lengths[at]));
    return syllables;
  };

  /** @typedef {[row: string[], links: number]} Row */

  /** @type {(known: Sounds, rows: Row[], char: string) => Row} */
  const best = (known, rows, char) => {
    /** @type {Row} */
    let found = [[], -1];
    for (const [row, links] of rows) {
      const follow = known.follow.get(row[row.length - 1]);
      const linked = links + (follow && follow.has(char) ? 1 : 0);
      if (linked > found[1]) found = [row.concat(char), linked];
    }
    return found;
  };

  /** @type {(known: Sounds, before: string, syllables: string[], after: string) => Row} */
  const rowOf = (known, before, syllables, after) => {
    /** @type {Row[]} */
    let rows = [[before ? [before] : [], 0]];
    for (const said of syllables) {
      rows = (known.sounds.get(said) || []).map((char) => best(known, rows, char));
    }
    if (after) rows = [best(known, rows, after)];
    const [row, links] = rows.reduce((most, each) => (each[1] > most[1] ? each : most));
    const first = before ? 1 : 0;
    return [row.slice(first, first + syllables.length), links];
  };

  /** @type {(known: Sounds, before: string, written: string[], after: string) => string} */
  const read = (known, before, written, after) => {
    let parts = written.map((part) => split(known, part));
    if (parts.some((part) => !part.length)) parts = [split(known, written.join(""))];
    const syllables = parts.reduce((every, part) => every.concat(part), []);
    if (parts.some((part) => !part.length) || syllables.length > MOST_SYLLABLES) return "";
    const [row, links] = rowOf(known, before, syllables, after);
    return links >= Math.max(1, syllables.length - 1) ? row.join("") : "";
  };

  /** @type {(known: Sounds, written: string[]) => string} */
  const alone = (known, written) => {
    const row = written.join("").length >= SHORTEST_ALONE ? read(known, "", written, "") : "";
    return Array.from(row).length > 1 ? row : "";
  };

  /**
   * Neighbours of which one is a word's own character and the other is only said like it, with how far behind the beginning
   * of such words they stand: a word that is heard has two of them.
   * @type {(letters: Letters, said: Map<string, string[]>) => Map<string, number[]>}
   */
  const mixedOf = (letters, said) => {
    /** @type {Map<string, number[]>} */
    const found = new Map();
    const others = (/** @type {string} */ char) =>
      new Set((said.get(char) || []).map((each) => letters.alike[each]).join("").replace(new RegExp(char, "g"), ""));
    for (const word of letters.heard) {
      for (let at = 0; at + 1 < word.length; at += 1) {
        const add = (/** @type {string} */ pair) => found.set(pair, (found.get(pair) || []).concat(at));
        for (const other of others(word[at + 1])) add(word[at] + other);
        for (const other of others(word[at])) add(other + word[at + 1]);
      }
    }
    return found;
  };

  /** @type {(letters: Letters) => Alike} */
  const alikeOf = (letters) => {
    /** @type {Map<string, string[]>} */
    const said = new Map();
    for (const [syllable, chars] of Object.entries(letters.alike)) {
      for (const char of chars) said.set(char, (said.get(char) || []).concat(syllable));
    }
    /** @type {Map<string, string[]>} */
    const words = new Map();
    for (const word of letters.heard) {
      for (const syllable of said.get(word[0]) || []) words.set(syllable, (words.get(syllable) || []).concat(word));
    }
    return { said, words, mixed: mixedOf(letters, said), ordinary: new Set(letters.ordinary.concat(letters.heard)) };
  };

  /** Whether all characters are said alike, some are the same and some are not. @type {(alike: Alike, written: string, word: string) => boolean} */
  const isAlike = ({ said }, written, word) => {
    const chars = Array.from(word, (char, at) => [written[at], char]);
    const same = chars.filter(([one, other]) => one === other).length;
    const sounds = (/** @type {string} */ char) => said.get(char) || [];
    return 0 < same && same < word.length && chars.every(([one, other]) => one === other || sounds(one).some((each) => sounds(other).includes(each)));
  };

  /** @type {(alike: Alike, text: string, at: number) => string} */
  const heardAt = (alike, text, at) => {
    for (const syllable of alike.said.get(text[at]) || []) {
      for (const word of alike.words.get(syllable) || []) {
        const written = text.slice(at, at + word.length);
        if (written.length === word.length && !alike.ordinary.has(written) && isAlike(alike, written, word)) return word;
      }
    }
    return "";
  };

  /** Words that stand there in characters said alike, of which at least one is their own. @type {(tables: {alike: Alike}, text: string) => Edit[]} */
  const heard = ({ alike }, text) => {
    const begins = new Set();
    for (let at = 0; at + 1 < text.length; at += 1) {
      for (const before of alike.mixed.get(text[at] + text[at + 1]) || []) begins.add(at - before);
    }
    /** @type {Edit[]} */
    const found = [];
    let done = 0;
    for (const at of Array.from(begins).sort((a, b) => a - b)) {
      const word = at >= done ? heardAt(alike, text, at) : "";
      if (word) found.push([at, (done = at + word.length), word, SURE]);
    }
    return found;
  };

  return { spelled, read, alone, alikeOf, heard };
})();
