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

  /**
   * The text, or null where the link is not whole.
   * @type {(code: string) => string | null}
   */
  const read = (code) => {
    try {
      const raw = atob(code.replace(/-/g, "+").replace(/_/g, "/"));
      const whole = new TextDecoder().decode(Uint8Array.from(raw, (char) => char.charCodeAt(0)));
      const end = whole.indexOf("\n");
      const text = whole.slice(end + 1);
      return whole.slice(0, end) === mark(text) ? text : null;
    } catch (error) {
      return null;
    }
  };

  return { mark, written, read };
})();
