/* 查一查 in the editor: the word checks of 发前查一查, loaded when a text is edited first. They mark and never refuse. */
"use strict";
var qunli = qunli || {};

/**
 * What the checks say of a text: it with its marks, and a line for each finding; nothing where they find nothing.
 * @typedef {{marked: (string | HTMLElement)[], lines: string[]}} Judged
 */

qunli.checking = (() => {
  /** Whether an owner allowed what stands at some characters, on the page that tries a text. @type {(text: string) => (start: number, end: number) => boolean} */
  const allowedIn = (text) => {
    const isCovered = qunli.allowed.covering(text);
    const index = (/** @type {number} */ count) => qunli.expressions.on(text, 0, count);
    return (start, end) => isCovered(index(start), index(end));
  };

  /** @type {(data: WordData, sector: string) => (text: string, type: string) => Judged} */
  const judge = (data, sector) => {
    const find = qunli.matcher.finder(data);
    const checks = new Map(data.entries.map((entry) => /** @type {const} */ ([entry.code, entry])));
    const checkOf = (/** @type {string} */ code) => /** @type {WordCheck} */ (checks.get(code));
    return (text, type) => {
      const isAllowed = allowedIn(text);
      const found = text.trim() ? find(text, sector, type) : [];
      const hits = found.filter(([start, end, code]) => checkOf(code).final || !isAllowed(start, end));
      const lines = hits.map(([, , code, words]) => `「${words.trim()}」${checkOf(code).title}：${checkOf(code).hint}`);
      const marked = hits.length ? qunli.marking.marked(text, hits, (code) => checkOf(code).level) : [];
      return { marked, lines };
    };
  };

  /** @type {Promise<WordData | null> | null} */
  let asked = null;
  /** @type {{sector: string, judge: ((text: string, type: string) => Judged) | null}} */
  let known = { sector: "", judge: null };

  /** @type {() => Promise<WordData | null>} */
  const fresh = async () => {
    const addresses = (qunli.dom.one(document, "[data-check]").getAttribute("data-check") || "").split(" ");
    try {
      await Promise.all(addresses.map(qunli.loading.script));
    } catch (error) {
      // Without a network a text is edited unjudged; the next editor asks again.
      asked = null;
      return null;
    }
    return window.qunliWords || null;
  };

  /** The word checks, null where they could not be loaded. */
  const loaded = () => {
    asked = asked || fresh();
    return asked;
  };

  /** What judges texts of a sector, null where it could not be loaded. @type {(sector: string) => Promise<((text: string, type: string) => Judged) | null>} */
  const ready = async (sector) => {
    const data = await loaded();
    // The first screen turns from one trade to another.
    if (data && (!known.judge || known.sector !== sector)) known = { sector, judge: judge(data, sector) };
    return known.judge;
  };

  return { loaded, ready, judge };
})();
