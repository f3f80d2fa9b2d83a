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
  const MOST = { shops: 20, notes: 200, characters: 4e6, message: 15000, depth: 5 };
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
   * @returns {{text: string, left: string[], isLong: boolean}} `left` are the days that did not fit; `isLong` where no message holds the shop
   */
  const text = (archived) => {
    const fitting = { of: archived.of, notes: Object.assign({}, archived.notes) };
    /** @type {string[]} */
    const left = [];
    let found = code(fitting);
    // Where the shop alone is too long for a message, nothing is gained by leaving days out.
    const isLong = code({ of: archived.of, notes: {} }).length > MOST.message;
    for (const day of isLong ? [] : days(archived)) {
      if (found.length <= MOST.message) break;
      delete fitting.notes[`day:${day}`];
      left.push(day);
      found = code(fitting);
    }
    const today = dates.words(dates.now(edition.ZONE).day);
    return { text: `【${archived.of.title || "我家"}】群历存档，${today}。要用时把整段粘到群历的「我家的」里。\n${found}`, left, isLong };
  };

  /** Whether a value holds others only so deep: what goes through it would not come to an end. @type {(value: unknown, deep: number) => boolean} */
  const isFlat = (value, deep) => {
    if (!value || typeof value !== "object") return true;
    return deep > 0 && Object.values(value).every((each) => isFlat(each, deep - 1));
  };

  /** @type {(value: any) => Archived["notes"]} */
  const notesOf = (value) => {
    /** @type {Archived["notes"]} */
    const found = {};
    if (!value || typeof value !== "object" || Array.isArray(value)) return found;
    for (const key of Object.keys(value).slice(0, MOST.notes)) {
      const record = value[key];
      if (KEY.test(key) && record && typeof record === "object" && !Array.isArray(record) && isFlat(record, MOST.depth)) found[key] = record;
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

  // --- into what this phone says

  /** @typedef {{fresh: number, kept: number}} Joined how much was taken over, and how much is said otherwise here and stays */

  /** @type {(value: unknown) => value is {[name: string]: unknown}} */
  const isRecord = (value) => Boolean(value) && typeof value === "object" && !Array.isArray(value);

  /** Whether nothing is said: an empty text, no tick, a day as planned. @type {(value: unknown) => boolean} */
  const isEmpty = (value) => (value && typeof value === "object" ? Object.values(value).every(isEmpty) : !value);

  /** @typedef {{[name: string]: unknown}} Kept */

  /** The groups that were ticked, each of which speaks for itself. @type {(mine: unknown[], other: unknown[], joined: Joined) => unknown[]} */
  const lists = (mine, other, joined) => {
    const more = other.filter((each) => !mine.includes(each));
    joined.fresh += more.length;
    return [...mine, ...more];
  };

  /**
   * What two phones say, one inside the other; what is here stays. How a day is bent is one thing: half of it says nothing.
   * @type {(mine: unknown, other: unknown, joined: Joined, name: string) => unknown}
   */
  const both = (mine, other, joined, name) => {
    if (isEmpty(other) || JSON.stringify(mine) === JSON.stringify(other)) return mine;
    if (isEmpty(mine)) {
      joined.fresh += 1;
      return other;
    }
    // What a page wrote for itself is whole.
    if (name.startsWith("_")) return mine;
    if (Array.isArray(mine) && Array.isArray(other)) return lists(mine, other, joined);
    if (name !== "bent" && isRecord(mine) && isRecord(other)) return (name === "times" ? times : records)(mine, other, joined);
    joined.kept += 1;
    return mine;
  };

  /** Who ticked a post a minute later says nothing else of it. @type {(mine: Kept, other: Kept, joined: Joined) => Kept} */
  const times = (mine, other, joined) => {
    const found = { fresh: 0, kept: 0 };
    const all = records(mine, other, found);
    joined.fresh += found.fresh;
    return all;
  };

  /** @type {(mine: Kept, other: Kept, joined: Joined) => Kept} */
  const records = (mine, other, joined) => {
    const all = Object.assign(Object.create(null), mine);
    for (const name of Object.keys(other)) {
      if (name !== "__proto__") all[name] = both(all[name], other[name], joined, name);
    }
    return all;
  };

  /**
   * Keep what was noted elsewhere, group by group and number by number; what this phone already says stays.
   * @param {Archived} archived
   * @returns {{days: number, kept: number}} how many days have something new, and how much of them is said otherwise here
   */
  const merge = ({ of, notes }) => {
    const before = made(of).notes;
    const told = { days: 0, kept: 0 };
    for (const key of Object.keys(notes)) {
      const joined = { fresh: 0, kept: 0 };
      const all = records(before[key] || {}, notes[key], joined);
      if (joined.fresh) storage.keep(prefix(of.id) + key, all);
      if (!DAY.test(key)) continue;
      told.days += Number(joined.fresh > 0);
      told.kept += joined.kept;
    }
    return told;
  };

  /** When a copy was last made, and of what is noted since how many days. @type {(of: Edition) => number} */
  const uncopied = (of) => {
    const { day } = storage.record(`${prefix(of.id)}saved`);
    // A clock that was ahead would keep it silent until that day.
    const isMade = typeof day === "string" && day <= dates.now(edition.ZONE).day;
    return days(made(of)).filter((each) => !isMade || each > day).length;
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

  return { MESSAGE: MOST.message, made, everything, days, file, text, read, merge, uncopied, copied, sent, sentEdition };
})();
