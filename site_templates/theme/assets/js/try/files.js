/* A file opened in the page: .txt and .md in the encoding they are in, .docx and .xlsx as the zips that they are. It is read
   on this device and goes nowhere. Asked for when a file is opened. */
"use strict";
var qunli = qunli || {};

/** @typedef {{text: string, names: string[]}} OpenedFile `names` are the cells of a sheet, in the order of their lines */

qunli.files = (() => {
  const MOST = 20000000; // bytes of a file, and of a part of it unpacked
  const [ZIP, OLD] = ["504b0304", "d0cf11e0"];
  const SELDOM = 100; // one unknown character in so many is no fault of the encoding
  const [END, ENTRY] = [0x06054b50, 0x02014b50];
  const OTHERS = /\.(?:docx?|xlsx?|wps|et|pdf|rtf|pages|numbers)$/i;

  /** What cannot be read, in words for the owner. @type {(words: string) => Error} */
  const refused = (words) => Object.assign(new Error(words), { isTold: true });
  const damaged = () => refused("文件打不开，坏了或加了密码。在 Word、WPS 或 Excel 里另存一份再试。");

  // --- a zip

  /** @typedef {{method: number, at: number, packed: number, size: number}} Entry */

  /** @type {(bytes: DataView) => Map<string, Entry>} */
  const entries = (bytes) => {
    let end = bytes.byteLength - 22;
    while (end >= 0 && bytes.getUint32(end, true) !== END) end -= 1;
    if (end < 0) throw damaged();
    /** @type {Map<string, Entry>} */
    const found = new Map();
    let at = bytes.getUint32(end + 16, true);
    for (let left = bytes.getUint16(end + 10, true); left > 0; left -= 1) {
      if (bytes.getUint32(at, true) !== ENTRY) throw damaged();
      const [named, more, said] = [28, 30, 32].map((offset) => bytes.getUint16(at + offset, true));
      const name = new TextDecoder().decode(new Uint8Array(bytes.buffer, bytes.byteOffset + at + 46, named));
      found.set(name, {
        method: bytes.getUint16(at + 10, true), packed: bytes.getUint32(at + 20, true), size: bytes.getUint32(at + 24, true), at: bytes.getUint32(at + 42, true),
      });
      at += 46 + named + more + said;
    }
    return found;
  };

  /** @type {(packed: Uint8Array) => Promise<ArrayBuffer>} */
  const inflated = (packed) => {
    if (typeof DecompressionStream === "undefined") {
      throw refused("这个浏览器解不开 Word 和 Excel 文件。把里面的字复制，粘到上面的框里就能查。");
    }
    const stream = new Blob([/** @type {BlobPart} */ (packed)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).arrayBuffer();
  };

  /** The words of a part, "" where it is not there. @type {(bytes: DataView, all: Map<string, Entry>, name: string) => Promise<string>} */
  const part = async (bytes, all, name) => {
    const entry = all.get(name);
    if (!entry) return "";
    if (entry.size > MOST) throw refused("文件解开以后太大了。只留下要查的字，另存一份。");
    const start = entry.at + 30 + bytes.getUint16(entry.at + 26, true) + bytes.getUint16(entry.at + 28, true);
    const packed = new Uint8Array(bytes.buffer, bytes.byteOffset + start, entry.packed);
    const text = new TextDecoder().decode(entry.method ? await inflated(packed) : packed);
    if (text.includes("<!DOCTYPE")) throw damaged();
    return text;
  };

  // --- the words of Word and Excel

  /** @type {(bytes: DataView, all: Map<string, Entry>, of: string) => Promise<Map<string, Link>>} */
  const links = async (bytes, all, of) => qunli.office.links(await part(bytes, all, of.replace(/[^/]*$/, "_rels/$&.rels")), of);

  /** @type {(bytes: DataView, all: Map<string, Entry>, main: string) => Promise<OpenedFile>} */
  const sheets = async (bytes, all, main) => {
    const { office } = qunli;
    const targets = await links(bytes, all, main);
    const shared = Array.from(targets.values()).find(({ kind }) => kind === "sharedStrings");
    const strings = office.strings(shared ? await part(bytes, all, shared.target) : "");
    const listed = office.sheets(await part(bytes, all, main));
    /** @type {Cell[]} */
    const cells = [];
    for (const { name, id, isSeen } of listed) {
      const link = targets.get(id);
      if (!link || link.kind !== "worksheet" || !isSeen) continue;
      cells.push(...office.cells(await part(bytes, all, link.target), strings, listed.length > 1 ? `${name}!` : ""));
    }
    return { text: qunli.pieces.column(cells.map(({ text }) => text)), names: cells.map(({ name }) => name) };
  };

  /** @type {(bytes: DataView) => Promise<OpenedFile>} */
  const unpacked = async (bytes) => {
    const all = entries(bytes);
    const main = Array.from((await links(bytes, all, "")).values()).find(({ kind }) => kind === "officeDocument");
    const text = main ? await part(bytes, all, main.target) : "";
    const root = qunli.office.root(text);
    if (root === "document") return { text: qunli.office.words(text), names: [] };
    if (main && root === "workbook") return sheets(bytes, all, main.target);
    throw refused("这个文件里没有能查的字。能打开的是 .txt、.md、.docx、.xlsx。");
  };

  // --- a text

  /** @type {(bytes: DataView) => string} */
  const decoded = (bytes) => {
    const [first, second] = [bytes.byteLength > 1 ? bytes.getUint8(0) : 0, bytes.byteLength > 1 ? bytes.getUint8(1) : 0];
    const wide = first + second === 509 && Math.abs(first - second) === 1 ? `utf-16${first > second ? "le" : "be"}` : "";
    for (const encoding of wide ? [wide] : ["utf-8", "gb18030"]) {
      try {
        const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
        // Bytes of nothing read in GB18030 are full of characters that nobody has.
        const unknown = text.split(/[\u0000-\u0008\u000e-\u001f]|[\ue000-\uf8ff]/).length - 1;
        if (unknown * SELDOM <= text.length && !/[\u0000-\u0008]/.test(text)) return text;
      } catch (error) {
        // Not in this one.
      }
    }
    throw refused("这不是文字文件，或认不出它的编码。能打开的是 .txt、.md、.docx、.xlsx；也可以把字复制，粘到上面的框里。");
  };

  /** @type {(file: Blob) => Promise<DataView>} */
  const bytesOf = (file) =>
    new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.addEventListener("load", () => resolve(new DataView(/** @type {ArrayBuffer} */ (reader.result))));
      reader.addEventListener("error", () => reject(refused("这个文件读不出来，换一个试试。")));
      reader.readAsArrayBuffer(file);
    });

  /** What some bytes say. @type {(name: string, bytes: DataView) => Promise<OpenedFile>} */
  const read = async (name, bytes) => {
    const magic = bytes.byteLength > 3 ? bytes.getUint32(0).toString(16) : "";
    if (bytes.byteLength > MOST) throw refused("文件太大了，只留下要查的字，另存一份。");
    if (magic === OLD || (magic !== ZIP && OTHERS.test(name))) throw refused("老格式或加了密码的文件读不了。在 Word、WPS 或 Excel 里另存为 .docx 或 .xlsx 再试。");
    const found = magic === ZIP ? await unpacked(bytes) : { text: decoded(bytes), names: [] };
    const text = found.text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
    if (!text.trim()) throw refused("里面没有字，没什么可查。");
    return { text, names: found.names };
  };

  /** What a file says; fails with words for the owner. @type {(name: string, file: Blob) => Promise<OpenedFile>} */
  const open = async (name, file) => {
    try {
      return await read(name, await bytesOf(file));
    } catch (error) {
      throw error && /** @type {any} */ (error).isTold ? error : damaged();
    }
  };

  return { open, read };
})();
