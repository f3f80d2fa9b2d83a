/* Expressions that the command line's language wrote, read as it reads them. */
"use strict";
var qunli = qunli || {};

/** @typedef {[start: number, end: number]} Place */

qunli.expressions = (() => {
  // In Python's expressions a dot is anything but \n, here it would also stop at \r, \u2028 and \u2029; and a $ stands
  // before the last line's end, too.
  const OTHERWISE = /\\.|\[(?:\\.|[^\]])*\]|[.$]/gsu;
  /** @type {{[sign: string]: string}} */
  const HERE = { ".": "[^\\n]", $: "(?=\\n?$)" };

  /** @type {(source: string) => string} */
  const portable = (source) => source.replace(OTHERWISE, (part) => HERE[part] || part);

  /** @type {(source: string) => RegExp} */
  const once = (source) => new RegExp(portable(source), "u");

  /** @type {(source: string) => RegExp} */
  const each = (source) => new RegExp(portable(source), "gu");

  /**
   * What is made when it is first asked for.
   * @template T
   * @param {() => T} make
   */
  const memo = (make) => {
    /** @type {{made: T} | null} */
    let kept = null;
    return () => {
      kept = kept || { made: make() };
      return kept.made;
    };
  };

  /**
   * The index so many characters before one.
   * @type {(text: string, index: number, count: number) => number}
   */
  const back = (text, index, count) => {
    let at = index;
    for (let left = count; left > 0 && at > 0; left -= 1) {
      at -= at > 1 && (text.codePointAt(at - 2) || 0) > 0xffff ? 2 : 1;
    }
    return at;
  };

  /**
   * The index so many characters after one.
   * @type {(text: string, index: number, count: number) => number}
   */
  const on = (text, index, count) => {
    let at = index;
    for (let left = count; left > 0 && at < text.length; left -= 1) {
      at += (text.codePointAt(at) || 0) > 0xffff ? 2 : 1;
    }
    return at;
  };

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
      if (!match[0]) pattern.lastIndex = Math.max(on(text, match.index, 1), match.index + 1);
    }
    return found;
  };

  /** @type {(match: RegExpExecArray) => Place} */
  const place = (match) => {
    let start = match.index;
    for (let group = 1; group < match.length; group += 1) start += (match[group] || "").length;
    return [start, match.index + match[0].length];
  };

  /**
   * Where matches stand, without the boundaries before them, which are the groups.
   * @type {(pattern: RegExp | null, text: string) => Place[]}
   */
  const places = (pattern, text) => {
    return pattern ? matches(pattern, text).map(place) : [];
  };

  /**
   * Where matches stand of expressions that are asked one by one, as those of their joined one would.
   * @type {(patterns: RegExp[], text: string) => Place[]}
   */
  const placesOf = (patterns, text) => {
    /** @type {Place[]} */
    const found = [];
    const ask = (/** @type {RegExp} */ pattern, /** @type {number} */ at) => {
      pattern.lastIndex = at;
      return pattern.exec(text);
    };
    const heads = patterns.map((pattern) => ({ pattern, match: ask(pattern, 0) }));
    for (let at = 0; ; ) {
      let first = null;
      for (const head of heads) {
        if (head.match && head.match.index < at) head.match = ask(head.pattern, at);
        if (head.match && (!first || head.match.index < first.index)) first = head.match;
      }
      if (!first) return found;
      found.push(place(first));
      at = first.index + first[0].length;
    }
  };

  /**
   * From an index of the string to the number of characters before it.
   * @type {(text: string) => Uint32Array}
   */
  const counter = (text) => {
    const counts = new Uint32Array(text.length + 1);
    let count = 0;
    for (let index = 0; index < text.length; index += 1) {
      counts[index] = count;
      const isPair = text.charCodeAt(index) >> 10 === 54 && text.charCodeAt(index + 1) >> 10 === 55;
      if (isPair) counts[(index += 1)] = count;
      count += 1;
    }
    counts[text.length] = count;
    return counts;
  };

  return { once, each, memo, matches, places, placesOf, back, on, counter };
})();
