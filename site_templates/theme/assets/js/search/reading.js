/* What a search reads: texts without their marks, as the terms of a question find them, and as a result shows them. */
"use strict";
var qunli = qunli || {};

/**
 * `asks` are the questions that a page answers. A place with a `#` is a section of the page before it.
 * @typedef {{location: string, title: string, text: string, asks?: string[], boost?: number}} SearchDoc
 * @typedef {{term: string, weight: number}} SearchTerm
 */

qunli.searched = (() => {
  const SHOWN = 90;
  const HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff";
  const RUNS = new RegExp(`[${HAN}]+|[a-z0-9]+`, "g");
  const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

  /** @type {(html: string) => string} */
  const bare = (html) => html
    .replace(/<[^>]+>/g, "\n")
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[/** @type {keyof typeof ENTITIES} */ (name)])
    .replace(/[\u200b\u00b6]/g, "");

  /** Characters of another way of writing, by those they are found as. @type {Map<string, string>} */
  const folded = new Map();

  /** @type {(pair: [string, string]) => void} */
  const fold = ([from, to]) => Array.from(from).forEach((char, at) => folded.set(char, to[at]));

  /** @type {(text: string) => string} */
  const plain = (text) => {
    const low = text.normalize("NFKC").toLowerCase();
    return folded.size ? low.replace(/[\u3400-\u9fff]/g, (char) => folded.get(char) || char) : low;
  };

  /** @type {(text: string) => string} */
  const shownSafely = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  /**
   * The pairs of a text, and what stands alone in it.
   * @type {(text: string) => string[]}
   */
  const termsOf = (text) => {
    const found = new Set();
    for (const run of text.match(RUNS) || []) {
      if (run.length < 3 || /[a-z0-9]/.test(run)) found.add(run);
      else for (let at = 0; at + 1 < run.length; at++) found.add(run.slice(at, at + 2));
    }
    return Array.from(found);
  };

  /**
   * How much of a question a text has, from 0 to 1.
   * @type {(text: string, terms: SearchTerm[]) => number}
   */
  const coverage = (text, terms) => {
    let has = 0;
    let all = 0;
    for (const { term, weight } of terms) {
      all += weight;
      if (text.includes(term)) has += weight;
    }
    return all ? has / all : 0;
  };

  /** @type {(text: string, terms: SearchTerm[]) => string} */
  const marked = (text, terms) => {
    const low = plain(text);
    const inside = new Uint8Array(text.length + 1);
    if (low.length === text.length) {
      for (const { term } of terms) {
        for (let at = low.indexOf(term); at >= 0; at = low.indexOf(term, at + 1)) inside.fill(1, at, at + term.length);
      }
    }
    let html = "";
    for (let at = 0; at < text.length; at++) {
      if (inside[at] && !inside[at - 1]) html += "<mark data-md-highlight>";
      html += shownSafely(text[at]);
      if (inside[at] && !inside[at + 1]) html += "</mark>";
    }
    return html;
  };

  /**
   * The sentence of a text that has most of a question, cut to what a phone shows.
   * @type {(doc: SearchDoc, terms: SearchTerm[]) => string}
   */
  const sentenceOf = (doc, terms) => {
    const parts = (bare(doc.text).match(/[^\n。！？!?]+[。！？!?]*/g) || []).map((part) => part.trim()).filter(Boolean);
    let chosen = parts[0] || "";
    let most = 0;
    for (const part of parts) {
      const has = coverage(plain(part), terms);
      if (has > most) [chosen, most] = [part, has];
    }
    return marked(chosen.length > SHOWN ? `${chosen.slice(0, SHOWN)}…` : chosen, terms);
  };

  return { bare, coverage, fold, marked, plain, sentenceOf, termsOf };
})();
