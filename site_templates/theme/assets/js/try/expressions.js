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

  /**
   * Where matches stand, without the boundaries before them, which are the groups.
   * @type {(pattern: RegExp | null, text: string) => Place[]}
   */
  const places = (pattern, text) => {
    if (!pattern) return [];
    return matches(pattern, text).map((match) => {
      const boundary = match.slice(1).reduce((sum, group) => sum + (group || "").length, 0);
      return [match.index + boundary, match.index + match[0].length];
    });
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

  return { once, each, matches, places, back, on, counter };
})();
