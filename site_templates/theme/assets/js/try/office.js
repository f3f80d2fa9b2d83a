/* The XML of Word and Excel, of which nothing but the words is read, as the command line's `office.py` reads it. */
"use strict";
var qunli = qunli || {};

/**
 * @typedef {{[name: string]: string}} Attributes
 * @typedef {{open?: (name: string, given: Attributes) => void, close?: (name: string) => void, said?: (text: string) => void}} Reader
 * @typedef {{kind: string, target: string}} Link
 * @typedef {{text: string, name: string}} Cell
 */

qunli.office = (() => {
  const TOKEN = /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*)>|([^<]+)/g;
  const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
  // Deleted text, fields, looks, phonetic signs, and the same once more for old programs.
  const UNSAID = new Set(["del", "moveFrom", "instrText", "delText", "pPr", "rPr", "rPh", "Fallback"]);
  /** @type {{[name: string]: string}} */
  const BREAKS = { br: "\n", cr: "\n", tab: " " };
  /** @type {{[name: string]: string}} */
  const SIGNS = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
  const LONG_NUMBER = /^[0-9]{7,}$/;

  /** @type {(text: string) => string} */
  const plain = (text) =>
    text.replace(/&(?:#(?:x([0-9a-f]+)|([0-9]+))|([a-z]+));/gi, (whole, hex, number, name) => {
      if (name) return SIGNS[name] || whole;
      return String.fromCodePoint(Math.min(0x10ffff, hex ? parseInt(hex, 16) : Number(number)));
    });

  const local = (/** @type {string} */ name) => name.slice(name.indexOf(":") + 1);

  /** @type {(text: string) => Attributes} */
  const attributes = (text) => {
    /** @type {Attributes} */
    const found = {};
    text.replace(ATTRIBUTE, (whole, name, one, other) => {
      found[local(name) === "id" && name !== "id" ? "r:id" : local(name)] = plain(one === undefined ? other : one);
      return whole;
    });
    return found;
  };

  /** @type {(reader: Reader, name: string, end: string, rest: string) => void} */
  const tagged = ({ open, close }, name, end, rest) => {
    if (!end && open) open(name, attributes(rest));
    if ((end || rest.endsWith("/")) && close) close(name);
  };

  /** Walk over what is said; what stands in an unsaid element is passed over. @type {(xml: string, reader: Reader) => void} */
  const walk = (xml, reader) => {
    let unsaid = 0;
    for (const [, data, end, tag, rest = "", text = ""] of qunli.expressions.matches(TOKEN, xml)) {
      if (!tag) {
        if (!unsaid && reader.said) reader.said(data === undefined ? plain(text) : data);
      } else if (!unsaid && !UNSAID.has(local(tag))) {
        tagged(reader, local(tag), end, rest);
      } else if (!rest.endsWith("/")) {
        unsaid += end ? -1 : 1;
      }
    }
  };

  /** The words of a document, a line for each paragraph; a cell of a table stands between blank lines. @type {(xml: string) => string} */
  const words = (xml) => {
    /** @type {string[]} */
    const parts = [];
    let isText = false;
    walk(xml, {
      open: (name) => {
        isText = name === "t";
        if (BREAKS[name]) parts.push(BREAKS[name]);
        if (name === "tc") parts.push("\n\n");
      },
      close: (name) => {
        isText = false;
        if (name === "p" || name === "tc") parts.push("\n");
      },
      said: (text) => isText && parts.push(text),
    });
    return parts.join("").replace(/\n{3,}/g, "\n\n").replace(/^\n+|\n+$/g, "");
  };

  /** The name of the first element. @type {(xml: string) => string} */
  const root = (xml) => {
    const first = /<([A-Za-z][^\s/>]*)/.exec(xml.replace(/<!--[\s\S]*?-->/g, ""));
    return first ? local(first[1]) : "";
  };

  /** What a part leads to, by id; addresses are from the part's folder. @type {(xml: string, from: string) => Map<string, Link>} */
  const links = (xml, from) => {
    const found = new Map();
    walk(xml, {
      open: (name, { Id = "", Type = "", Target = "" }) => {
        if (name !== "Relationship") return;
        const address = new URL(Target, `https://zip/${from}`).pathname;
        found.set(Id, { kind: Type.slice(Type.lastIndexOf("/") + 1), target: decodeURIComponent(address).slice(1) });
      },
    });
    return found;
  };

  /** @type {(xml: string) => {name: string, id: string, isSeen: boolean}[]} */
  const sheets = (xml) => {
    /** @type {{name: string, id: string, isSeen: boolean}[]} */
    const found = [];
    walk(xml, {
      open: (name, given) => {
        if (name === "sheet") found.push({ name: given.name || "", id: given["r:id"] || "", isSeen: (given.state || "visible") === "visible" });
      },
    });
    return found;
  };

  /** The words of each element of a name. @type {(xml: string, wanted: string) => {given: Attributes, text: string, value: string}[]} */
  const each = (xml, wanted) => {
    /** @type {{given: Attributes, text: string, value: string}[]} */
    const found = [];
    let [at, isIn] = ["", false];
    walk(xml, {
      open: (name, given) => {
        if (name === wanted) found.push({ given, text: "", value: "" });
        [at, isIn] = [name, isIn || name === wanted];
      },
      close: (name) => ([at, isIn] = ["", isIn && name !== wanted]),
      said: (text) => {
        const last = found[found.length - 1];
        if (isIn && at === "t") last.text += text;
        if (isIn && at === "v") last.value += text;
      },
    });
    return found;
  };

  const strings = (/** @type {string} */ xml) => each(xml, "si").map(({ text }) => text);

  /** The cells of a sheet with words, or with a number that may be a telephone's. @type {(xml: string, shared: string[], before: string) => Cell[]} */
  const cells = (xml, shared, before) => {
    /** @type {(kind: string, text: string, value: string) => string} */
    const said = (kind, text, value) => {
      if (kind === "inlineStr") return text;
      if (kind === "s") return value ? shared[Number(value)] : "";
      return kind === "str" || (kind === "n" && LONG_NUMBER.test(value)) ? value : "";
    };
    const all = each(xml, "c").map(({ given, text, value }) => ({ text: said(given.t || "n", text, value), name: before + (given.r || "") }));
    return all.filter(({ text }) => text.trim());
  };

  return { words, root, links, sheets, strings, cells };
})();
