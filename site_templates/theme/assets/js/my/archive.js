/* A shop with all that was noted for it, as a text to paste or a file: what a phone forgot, or another one never had, comes
   back from it. What is read is data of any shape until it was read into a known one. */
"use strict";
var qunli = qunli || {};

/**
 * `notes` are the records kept for a shop, by the end of their key.
 * @typedef {{of: Edition, notes: {[key: string]: {[name: string]: unknown}}}} Archived
 */

qunli.archive = (() => {
  const { storage, shops, edition, fragment, link, dates } = qunli;
  const FORM = 1;
  const MARK = /qunli-(\d+)\.([\s\S]*)/;
  const SHOP = /[#&]\s*my\s*=([^&#]*)/;
  const KEY = /^[a-z0-9:.-]{1,60}$/;
  const DAY = /^day:(\d{4}-\d\d-\d\d)$/;
  const MOST = { shops: 20, notes: 200, characters: 4e6, message: 15000 };
  const CUT = "这份存档不完整，请把整段重新复制一次，或者用存档文件。";
  const NEWER = "这份存档是新版做的，先把这一页刷新一下。";
  const NONE = "这里面没有店的链接，也没有存档。把链接或存档整段复制，再粘一次。";

  /** @type {(id: string) => string} */
  const prefix = (id) => `qunli:1:my:${id}:`;

  /** @type {(of: Edition) => Archived} */
  const made = (of) => {
    /** @type {Archived["notes"]} */
    const notes = {};
    for (const key of storage.keys(prefix(of.id))) {
      const record = storage.record(key);
      if (Object.keys(record).length) notes[key.slice(prefix(of.id).length)] = record;
    }
    return { of, notes };
  };

  /** The days of which something is noted, in order. @type {(archived: Archived) => string[]} */
  const days = ({ notes }) => Object.keys(notes).map((key) => (DAY.exec(key) || ["", ""])[1]).filter(Boolean).sort();

  /** @type {(all: Archived[]) => string} */
  const json = (all) => JSON.stringify({ form: FORM, shops: all.map(({ of, notes }) => ({ edition: edition.written(of), notes })) });

  /** @type {(all: Archived[]) => string} */
  const file = (all) => `${json(all)}\n`;

  /** @type {(archived: Archived) => string} */
  const code = (archived) => `qunli-${FORM}.${fragment.written(json([archived]))}`;

  /**
   * A text that a messenger sends as one message: where all days are too many, the newest ones.
   * @param {Archived} archived
   * @returns {{text: string, left: string[]}} `left` are the days that did not fit
   */
  const text = (archived) => {
    const fitting = { of: archived.of, notes: Object.assign({}, archived.notes) };
    /** @type {string[]} */
    const left = [];
    let found = code(fitting);
    for (const day of days(archived)) {
      if (found.length <= MOST.message) break;
      delete fitting.notes[`day:${day}`];
      left.push(day);
      found = code(fitting);
    }
    const today = dates.words(dates.now(edition.ZONE).day);
    return { text: `【${archived.of.title || "我家"}】群历存档，${today}。要用时把整段粘到群历的「我家的」里。\n${found}`, left };
  };

  /** @type {(value: any) => Archived["notes"]} */
  const notesOf = (value) => {
    /** @type {Archived["notes"]} */
    const found = {};
    if (!value || typeof value !== "object" || Array.isArray(value)) return found;
    for (const key of Object.keys(value).slice(0, MOST.notes)) {
      const record = value[key];
      if (KEY.test(key) && record && typeof record === "object" && !Array.isArray(record)) found[key] = record;
    }
    return found;
  };

  /** @type {(source: string) => Archived[] | string} */
  const parsed = (source) => {
    try {
      const from = JSON.parse(source);
      if (!from || typeof from !== "object" || !Array.isArray(from.shops)) return NONE;
      if (from.form !== FORM) return NEWER;
      /** @type {Archived[]} */
      const found = [];
      for (const each of from.shops.slice(0, MOST.shops)) {
        const of = each && typeof each === "object" ? edition.read(each.edition) : null;
        if (of) found.push({ of, notes: notesOf(each.notes) });
      }
      return found.length ? found : NONE;
    } catch (error) {
      return CUT;
    }
  };

  /** @type {(rest: string) => Archived[] | string} */
  const decoded = (rest) => {
    const whole = fragment.read(rest);
    return whole === null ? CUT : parsed(whole);
  };

  /** @type {(source: string) => Archived[] | string} */
  const linked = (source) => {
    const of = link.read((SHOP.exec(source) || ["", ""])[1]);
    return typeof of === "string" ? of : [{ of, notes: {} }];
  };

  /**
   * The shops in what somebody pasted or in a file, or what is wrong with it as words.
   * @type {(source: string) => Archived[] | string}
   */
  const read = (source) => {
    const given = source.slice(0, MOST.characters).trim();
    const marked = MARK.exec(given);
    if (marked) return marked[1] === String(FORM) ? decoded(marked[2]) : NEWER;
    const plain = qunli.address.plain(given);
    if (SHOP.test(plain)) return linked(plain);
    if (given.startsWith("{")) return parsed(given);
    if (/^industry: /m.test(given)) return "这是给会电脑的人的文件，店能生成网站，不能接回来。这里要店的链接，或者存档。";
    return NONE;
  };

  /**
   * Keep what was noted elsewhere; what this phone already says stays.
   * @param {Archived} archived
   * @returns {number} how many days have something new
   */
  const merge = ({ of, notes }) => {
    const before = made(of).notes;
    const changed = Object.keys(notes).filter((key) => {
      const mine = before[key] || {};
      const fresh = Object.keys(notes[key]).filter((name) => name !== "__proto__" && !Object.prototype.hasOwnProperty.call(mine, name));
      if (!fresh.length) return false;
      const all = Object.assign({}, mine);
      fresh.forEach((name) => { all[name] = notes[key][name]; });
      storage.keep(prefix(of.id) + key, all);
      return true;
    });
    return changed.filter((key) => DAY.test(key)).length;
  };

  /** When a copy was last made, and of what is noted since how many days. @type {(of: Edition) => number} */
  const uncopied = (of) => {
    const { day } = storage.record(`${prefix(of.id)}saved`);
    return days(made(of)).filter((each) => typeof day !== "string" || each > day).length;
  };

  /** A message somewhere holds the shop's link, or with its days the whole archive. @type {(of: Edition) => void} */
  const sent = (of) => storage.keep(`${prefix(of.id)}linked`, { edition: of.edition });

  /** @type {(of: Edition) => void} */
  const copied = (of) => {
    storage.keep(`${prefix(of.id)}saved`, { day: dates.now(edition.ZONE).day });
    sent(of);
  };

  /** The newest edition that a message somewhere holds, NaN where none does. @type {(of: Edition) => number} */
  const sentEdition = (of) => Number(storage.record(`${prefix(of.id)}linked`).edition);

  const everything = () => shops.all().map(made);

  return { made, everything, days, file, text, read, merge, uncopied, copied, sent, sentEdition };
})();
