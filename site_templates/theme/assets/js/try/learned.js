/* A second look at a text by what example lines have taught, in whole numbers as the command line's `learned.py` and
   `second.py` count, which say what it is for. The page loads what was learned once it is drawn. */
"use strict";
var qunli = qunli || {};

/**
 * Groups of characters by their weight, and there by their length one behind the other.
 * @typedef {{[weight: string]: string[]}} Groups
 * @typedef {{rules: {[name: string]: string}, bias: number, least: number, harmless: number, weights: Groups,
 *   families: string[], telling: Groups[], doubted: string[]}} LearnedData
 * `codes` may be named; `isCleared` says whether what clears one stands around a place of a passage.
 * @typedef {(text: string, hits: Hit[], passages: Passage[], codes: Set<string>, isCleared: (code: string, passage: Passage, place: Place) => boolean) => Hit[]} Again
 */

qunli.learned = (() => {
  const [LONGEST, SHORT, LEAST_SIGNS, MOST_SHOWN, PARTS, MOST_TOLD] = [3, 80, 4, 16, 6, 200];

  /** @typedef {[sign: string, start: number, end: number]} Sign */
  /** @typedef {{span: Place, score: number, signs: string[], passage: Passage, inside: Place,
   * place: (first: number, last: number) => Place}} Unit */

  /** @type {(groups: Groups, note: (gram: string, weight: number) => void) => void} */
  const unpack = (groups, note) => {
    for (const [weight, lines] of Object.entries(groups)) {
      lines.forEach((line, at) => {
        for (let from = 0; from < line.length; from += at + 1) note(line.slice(from, from + at + 1), Number(weight));
      });
    }
  };

  /** @type {(signs: string[]) => Set<string>} */
  const grams = (signs) => {
    const padded = ["\n", ...signs, "\n"];
    const found = new Set(padded);
    for (let at = 0; at + 1 < padded.length; at += 1) {
      const pair = padded[at] + padded[at + 1];
      found.add(pair);
      if (at + 2 < padded.length) found.add(pair + padded[at + 2]);
    }
    return found;
  };

  /** @type {(signs: Sign[], ends: string) => Place[]} */
  const stretches = (signs, ends) => {
    const cuts = [0];
    signs.forEach(([sign], at) => {
      if (ends.includes(sign)) cuts.push(at + 1);
    });
    cuts.push(signs.length);
    /** @type {Place[]} */
    const found = cuts.slice(1).map((end, at) => [cuts[at], end]);
    if (signs.length <= SHORT && found.length > 1) found.push([0, signs.length]);
    return found.filter(([start, end], at) => end - start >= LEAST_SIGNS && !found.slice(0, at).some((one) => one[0] === start && one[1] === end));
  };

  /**
   * @typedef {{data: LearnedData, tokens: RegExp, doubted: Set<string>, weights: Map<string, number>,
   *   telling: Map<string, [number, number][]>}} Model
   */

  /** @type {(data: LearnedData) => Model} */
  const modelOf = (data) => {
    /** @type {Model["weights"]} */
    const weights = new Map();
    unpack(data.weights, (gram, weight) => weights.set(gram, weight));
    /** @type {Model["telling"]} */
    const telling = new Map();
    data.telling.forEach((of, number) => unpack(of, (gram, weight) => {
      const known = telling.get(gram);
      if (known) known.push([number, weight]);
      else telling.set(gram, [[number, weight]]);
    }));
    return { data, weights, telling, tokens: new RegExp(data.rules.tokens, "gu"), doubted: new Set(data.doubted) };
  };

  /** @type {(model: Model, text: string) => Sign[]} */
  const signsOf = ({ tokens }, text) =>
    qunli.expressions.matches(tokens, text).map((found) => [/^[0-9]/.test(found[0]) ? "0" : found[0], found.index, found.index + found[0].length]);

  /** @type {(model: Model, signs: string[]) => number} */
  const score = ({ data, weights }, signs) => {
    let sum = data.bias;
    for (const gram of grams(signs)) sum += weights.get(gram) || 0;
    return sum;
  };

  /** The family that speaks most like some signs; of equals the first. @type {(model: Model, signs: string[], codes: Set<string>) => string} */
  const family = ({ data, telling }, signs, codes) => {
    const sums = data.families.map(() => 0);
    for (const gram of grams(signs)) for (const [number, weight] of telling.get(gram) || []) sums[number] += weight;
    let best = -1;
    data.families.forEach((code, number) => {
      if (codes.has(code) && (best < 0 || sums[number] > sums[best])) best = number;
    });
    return best < 0 ? "" : data.families[best];
  };

  /** What each sign weighs. @type {(model: Model, signs: string[]) => number[]} */
  const parts = ({ weights }, signs) => {
    const padded = ["\n", ...signs, "\n"];
    const found = signs.map(() => 0);
    for (let length = 1; length <= LONGEST; length += 1) {
      for (let at = 0; at + length <= padded.length; at += 1) {
        const weight = ((weights.get(padded.slice(at, at + length).join("")) || 0) * PARTS) / length;
        for (let sign = Math.max(at - 1, 0); sign < Math.min(at - 1 + length, signs.length); sign += 1) found[sign] += weight;
      }
    }
    return found;
  };

  /** The stretch that weighs most; of equals the shortest, then the first. @type {(model: Model, signs: string[]) => Place} */
  const heaviest = (model, signs) => {
    const { trim } = model.data.rules;
    const each = parts(model, signs);
    /** @type {Place} */
    let best = [0, signs.length];
    let most = -Infinity;
    signs.forEach((sign, first) => {
      let sum = each[first];
      for (let last = first + 2; last <= Math.min(first + MOST_SHOWN, signs.length); last += 1) {
        sum += each[last - 1];
        const isMore = sum > most || (sum === most && last - first < best[1] - best[0]);
        if (isMore && !trim.includes(sign) && !trim.includes(signs[last - 1])) [best, most] = [[first, last], sum];
      }
    });
    return best;
  };

  /** @type {(model: Model, passage: Passage, found: Sign[]) => Unit} */
  const unit = (model, passage, found) => {
    const { reading, start } = passage;
    const place = (/** @type {number} */ first, /** @type {number} */ last) =>
      /** @type {Place} */ ([reading.starts[start + found[first][1]], reading.ends[start + found[last - 1][2] - 1]]);
    const signs = found.map(([sign]) => sign);
    const inside = /** @type {Place} */ ([found[0][1], found[found.length - 1][2]]);
    return { span: place(0, found.length), score: score(model, signs), signs, place, passage, inside };
  };

  /** @type {(model: Model, passage: Passage) => Unit[]} */
  const unitsOf = (model, passage) => {
    const signs = signsOf(model, passage.text);
    return stretches(signs, model.data.rules.ends).map(([first, last]) => unit(model, passage, signs.slice(first, last)));
  };

  const has = (/** @type {Uint8Array} */ places, /** @type {Place} */ [start, end]) => places.subarray(start, end).includes(1);

  /** What is left where all that it stands in looks harmless is nothing. @type {(model: Model, text: string, hits: Hit[], units: Unit[]) => Hit[]} */
  const backed = ({ data, doubted }, text, hits, units) => {
    const [judged, trusted] = [0, 1].map(() => new Uint8Array(text.length));
    for (const one of units) {
      judged.fill(1, ...one.span);
      if (one.score >= data.harmless) trusted.fill(1, ...one.span);
    }
    return hits.filter(([start, end, code]) => !doubted.has(code) || !has(judged, [start, end]) || has(trusted, [start, end]));
  };

  /**
   * What a text holds after a second look.
   * @type {(data: LearnedData) => {again: Again}}
   */
  const read = (data) => {
    const model = modelOf(data);
    /** @type {Again} */
    const again = (text, hits, passages, codes, isCleared) => {
      const units = /** @type {Unit[]} */ ([]).concat(...passages.map((passage) => unitsOf(model, passage)));
      const found = backed(model, text, hits, units);
      const told = new Uint8Array(text.length);
      for (const [start, end] of found) told.fill(1, start, end);
      let count = 0;
      for (const one of units) {
        const code = one.score < data.least || has(told, one.span) || count > MOST_TOLD ? "" : family(model, one.signs, codes);
        if (!code || isCleared(code, one.passage, one.inside)) continue;
        const words = one.place(...heaviest(model, one.signs));
        count += 1;
        told.fill(1, ...one.span);
        found.push([...words, code, text.slice(...words), true]);
      }
      return found;
    };
    return { again };
  };

  return { read };
})();
