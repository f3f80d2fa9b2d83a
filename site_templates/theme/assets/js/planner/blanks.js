/* The blanks of a text, 〔label，例：example〕, cut out after its variables have been filled in, since a value may hold one.
   The same as text.py, white space included: what a browser trims is not quite what Python does. */
"use strict";
var qunli = qunli || {};

qunli.blanks = (() => {
  const BLANK = /〔([^〔〕\n]*)〕/;
  const MARK = "例：";
  const NO_LABEL = "　　";
  const AROUND = /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;

  /** @type {(inside: string) => [string, string]} */
  const read = (inside) => {
    const at = inside.indexOf(MARK);
    const label = at < 0 ? inside : inside.slice(0, at);
    const example = at < 0 ? "" : inside.slice(at + MARK.length);
    return [label.replace(/[ ，,｜|：:]+$/, ""), example.replace(AROUND, "")];
  };

  /**
   * Words and blanks in turn; it begins and ends with words, which may be none.
   * @type {(text: string) => Parts}
   */
  const cut = (text) => text.split(BLANK).map((part, at) => (at % 2 ? read(part) : part));

  /**
   * What a person copies before filling it in: no example in it.
   * @type {(text: string) => string}
   */
  const toPaste = (text) =>
    cut(text).map((part) => (typeof part === "string" ? part : `〔${part[0] || NO_LABEL}〕`)).join("");

  /**
   * What each blank of a text wants: 菜名（例：酸菜鱼）.
   * @type {(text: string) => string[]}
   */
  const wanted = (text) => {
    const found = [];
    for (const part of cut(text)) {
      if (typeof part !== "string") found.push(part[0] + (part[1] ? `（${MARK}${part[1]}）` : ""));
    }
    return found;
  };

  return { cut, toPaste, wanted };
})();
