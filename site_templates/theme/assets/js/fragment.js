/* A text inside a link, behind its #, with a mark that tells whether it arrived whole. */
"use strict";
var qunli = qunli || {};

qunli.fragment = (() => {
  /**
   * A short mark of a text (FNV-1a): the other phone has the texts themselves.
   * @type {(text: string) => string}
   */
  const mark = (text) => {
    let hash = 2166136261;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619) >>> 0;
    return hash.toString(36);
  };

  /**
   * @param {string} text
   * @returns {string} letters, digits, - and _
   */
  const written = (text) => {
    const bytes = new TextEncoder().encode(`${mark(text)}\n${text}`);
    const code = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    return code.replace(/\+/g, "-").replace(/\//g, "_").replace(/[=]+$/, "");
  };

  // What a messenger puts between the letters of a long line: breaks, signs of a quotation, what nobody sees.
  const WITHIN = /[\s>\u00ad\u200b-\u200f\u2060\ufeff]+/g;

  /** @type {(code: string) => string | null} */
  const whole = (code) => {
    try {
      const raw = atob(code.replace(/-/g, "+").replace(/_/g, "/"));
      const marked = new TextDecoder().decode(Uint8Array.from(raw, (char) => char.charCodeAt(0)));
      const end = marked.indexOf("\n");
      const text = marked.slice(end + 1);
      return marked.slice(0, end) === mark(text) ? text : null;
    } catch (error) {
      return null;
    }
  };

  /**
   * The text, or null where the link is not whole. Words or signs may stand behind the code, and breaks within it.
   * @type {(code: string) => string | null}
   */
  const read = (code) => {
    const [first, joined] = [code, code.replace(WITHIN, "")].map((each) => each.split(/[^\w-]/)[0]);
    const text = whole(first);
    return text === null && joined !== first ? whole(joined) : text;
  };

  return { mark, written, read };
})();
