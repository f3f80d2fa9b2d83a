/* The link that carries a shop: its edition behind the #, versioned and with a mark that tells whether it arrived whole.
   Nothing behind a # is ever sent to a server. */
"use strict";
var qunli = qunli || {};

qunli.link = (() => {
  const { fragment, edition } = qunli;
  const VERSION = "1";
  const MOST = 60000; // a link of a busy shop has some thousand characters

  const HERE = /^my-[a-z0-9]{5,20}$/;

  /** @typedef {string | number | unknown[]} Small */

  /**
   * What an edition says, in order and without names.
   * @type {(of: Edition) => Small[]}
   */
  const packed = (of) => [
    of.id, of.edition, of.time, of.industry, of.title, of.pace, of.hours, of.shut, of.closed, of.starts,
    Object.keys(of.values).map((name) => [name, of.values[name]]),
    of.runs.map(({ sop, groups, starts, gone, also }) => [sop, groups, starts === of.starts ? "" : starts, gone, ...(also ? [also] : [])]),
    ...(of.voice ? [of.voice] : []),
  ];

  /** @type {(pairs: any) => {[name: string]: unknown}} */
  const valuesOf = (pairs) => {
    /** @type {{[name: string]: unknown}} */
    const found = {};
    for (const [name, value] of pairs) {
      if (typeof name === "string" && name !== "__proto__") found[name] = value;
    }
    return found;
  };

  /** @type {(from: any) => Edition | null} */
  const unpacked = (from) => {
    const [id, number, time, industry, title, pace, hours, shut, closed, starts, values, runs, voice] = from;
    const read = runs.map((/** @type {any} */ [sop, groups, began, gone, also]) => ({ sop, groups, starts: began, gone, also }));
    return edition.read({
      form: 1, id, edition: number, time, industry, title, pace, hours, shut, closed, starts, values: valuesOf(values), runs: read,
      voice,
    });
  };

  /** @type {(of: Edition) => string} */
  const whole = (of) => `${VERSION}.${fragment.written(JSON.stringify(packed(of)))}`;

  /** Whether a link holds all of a shop, so that another phone opens it. @type {(of: Edition) => boolean} */
  const carries = (of) => whole(of).length <= MOST;

  /** The shop behind the #; one that is too long for a link is named by its id, by which the phone that has it opens it. @type {(of: Edition) => string} */
  const written = (of) => {
    const code = whole(of);
    return code.length <= MOST ? code : `${VERSION}.${of.id}`;
  };

  /** The shop of an id, if this phone has it. @type {(id: string) => Edition | string} */
  const named = (id) =>
    qunli.shops.get(id) || "这家店写的多，链接里装不下，只有做它的那台手机能点开。请对方把存档发过来，到「我家的」里接回来。";

  /**
   * The edition of a link, or what is wrong with it as words.
   * @type {(code: string) => Edition | string}
   */
  const read = (code) => {
    const dot = code.indexOf(".");
    if (!/^\s*\d{1,3}$/.test(code.slice(0, Math.max(dot, 0))) || code.length > MOST) return "这个链接不完整，请对方再发一次。";
    if (code.slice(0, dot).trim() !== VERSION) return "这个链接是新版做的，先把这一页刷新一下再点。";
    const text = fragment.read(code.slice(dot + 1));
    const id = code.slice(dot + 1);
    if (text === null && HERE.test(id)) return named(id);
    if (text === null) return "这个链接不完整，请对方再发一次。";
    try {
      return unpacked(JSON.parse(text)) || "这个链接里没有一家完整的店，请对方再发一次。";
    } catch (error) {
      return "这个链接里没有一家完整的店，请对方再发一次。";
    }
  };

  return { written, read, carries };
})();
