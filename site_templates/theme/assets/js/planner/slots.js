/* A pack as one shop has it: the changes of its runs, the texts they leave out, the paragraphs that are said here, its
   pace, its weekdays and its hours. What library/shops.py does; all of it holds for every day. */
"use strict";
var qunli = qunli || {};

/**
 * What plan.js and calendar.js say. A part of a text is words, a variable, or a column of the row whose turn it is. A `when`
 * goes on for ever where it has a `unit`, with the days `on` of one period in `every`; else it counts days from a start, a
 * festival, or nothing. Weekdays and paces are numbers from 0.
 * @typedef {string | [string] | ["item", string]} TextPart
 * @typedef {{[name: string]: string}} Row
 * @typedef {{id: string, parts?: TextPart[], paragraphs?: {parts: TextPart[], needs?: string[]}[], answer?: TextPart[]}} TextData
 * @typedef {"day" | "week" | "month" | "month-end" | "moon"} Unit
 * @typedef {{unit?: Unit, every?: number, on?: number[], isCut?: boolean, workdays?: boolean, skip?: boolean,
 *   seasons?: [string, string, string][], days?: number[], dates?: string[], festival?: string}} When
 * @typedef {{title: string, when: When, at: string[], pace: number, minutes: number, type: string, way: string, to?: string[],
 *   owner?: string, remind?: number | null, media?: string[], notes?: string, record?: string[], rotate?: string,
 *   replaces?: string[], once?: boolean, short?: TextPart[], texts: TextData[]}} SlotData
 * @typedef {{title: string, kind: string, slots: {[id: string]: SlotData}}} SopData
 * @typedef {{title: string, fields?: Row, default?: string | Row[], example?: string | Row[], blank: string | Row}} VariableData
 * @typedef {{since?: string, from: string, to: string, horizon: string, off: string[], work: string[], moons: [string, number][],
 *   festivals: {[id: string]: [number, string][]}}} DaysData
 * @typedef {{form: number, id: string, title: string, version: string, sector?: string, built: string, hours?: string[],
 *   days: DaysData, words: {verbs: Row, ways: Row, types: Row, records: Row, asked: {[record: string]: [string, string]}, titles: Row}, roles: Row,
 *   variables?: {[id: string]: VariableData}, sops: {[id: string]: SopData}, anytime?: {[id: string]: OccasionData},
 *   voices?: {[voice: string]: VoiceData}}} PackData
 * @typedef {{title: string, way: string, owner?: string, notes?: string, record?: string[], texts: {id: string, parts: TextPart[]}[]}} OccasionData
 * @typedef {{id: string, sop: string, groups: string[], starts: string[], texts?: {[slot: string]: string[]},
 *   slots?: {[id: string]: Partial<SlotData> | null}}} RunData
 * @typedef {{form: number, id: string, title: string, industry: string, general?: boolean, starts: string, ends?: string,
 *   zone: [string, number], hours?: string[], pace: number, voice?: string, remind: number, closed?: [string, string][], shut?: number[],
 *   variables?: {[id: string]: string | Row[]}, staff?: Row, runs: RunData[]}} CalendarData
 */

/**
 * The same made ready.
 * @typedef {{id: string, parts: TextPart[], answer: TextPart[]}} Said
 * @typedef {{[name: string]: string | Row[]}} Values
 * @typedef {SlotData & {texts: Said[]}} PlannedSlot
 * @typedef {{id: string, sop: string, groups: string[], starts: string[], slots: {[id: string]: PlannedSlot}}} PlannedRun
 * @typedef {{values: Values, runs: PlannedRun[]}} PlannedShop
 */

qunli.slots = (() => {
  const { without, within } = qunli.opening;

  /**
   * `in` would also find `constructor`, which is a legal id, in every object.
   * @type {(map: object, key: string) => boolean}
   */
  const has = (map, key) => Object.prototype.hasOwnProperty.call(map, key);

  /**
   * The entries of a mapping that a function makes something of.
   * @template T, U
   * @param {{[id: string]: T}} map
   * @param {(value: T, id: string) => U | null} make
   * @returns {{[id: string]: U}}
   */
  const mapped = (map, make) => {
    /** @type {{[id: string]: U}} */
    const found = {};
    for (const id of Object.keys(map)) {
      const made = make(map[id], id);
      if (made !== null) found[id] = made;
    }
    return found;
  };

  /**
   * What stands for each variable: the shop's value, else the pack's, else a blank; tables without rows are empty.
   * @type {(pack: PackData, calendar: CalendarData) => Values}
   */
  const valuesOf = (pack, calendar) => {
    const own = calendar.variables || {};
    return mapped(pack.variables || {}, (variable, name) => {
      const value = has(own, name) ? own[name] : variable.default;
      if (value !== undefined) return value;
      return typeof variable.blank === "string" ? variable.blank : [];
    });
  };

  /**
   * The slots of a run with its changes, without the texts it leaves out.
   * @type {(pack: PackData, run: RunData) => {[id: string]: SlotData}}
   */
  const changed = (pack, run) => {
    const base = pack.sops[run.sop].slots;
    const changes = run.slots || {};
    const gone = run.texts || {};
    return mapped(Object.assign({}, base, changes), (_, id) => {
      if (has(changes, id) && changes[id] === null) return null;
      const whole = Object.assign({}, has(base, id) ? base[id] : {}, has(changes, id) ? changes[id] : {});
      const slot = /** @type {SlotData} */ (whole);
      const texts = slot.texts.filter((text) => !(has(gone, id) && gone[id].includes(text.id)));
      return Object.assign({}, slot, { texts });
    });
  };

  /**
   * The posts that survive pace and weekdays, by the names that paragraphs need them by.
   * @type {(calendar: CalendarData, runs: RunData[], slots: {[id: string]: SlotData}[]) => Set<string>}
   */
  const posted = (calendar, runs, slots) => {
    const found = new Set();
    runs.forEach((run, at) => {
      for (const id of Object.keys(slots[at])) {
        const slot = slots[at][id];
        if (slot.pace > calendar.pace || !without(slot.when, calendar.shut || [], 1)) continue;
        found.add(`${run.id}.${id}`).add(`${run.sop}.${id}`);
      }
    });
    return found;
  };

  /**
   * A text without the paragraphs that need posts which are not made; null where nothing is left.
   * @type {(text: TextData, isSaid: (name: string) => boolean) => Said | null}
   */
  const said = (text, isSaid) => {
    const { id, answer = [] } = text;
    if (!text.paragraphs) return { id, parts: text.parts || [], answer };
    const here = text.paragraphs.filter((each) => (each.needs || []).every(isSaid));
    /** @type {TextPart[]} */
    const parts = [];
    here.forEach((each, at) => parts.push(...(at ? ["\n"] : []), ...each.parts));
    return here.length ? { id, parts, answer } : null;
  };

  /**
   * How many turns pass before text and row both start anew side by side.
   * @type {(slot: {rotate?: string, texts: Said[]}, values: Values) => number}
   */
  const turnsOf = (slot, values) => {
    const rows = slot.rotate ? values[slot.rotate] : "";
    return Math.max(slot.texts.length, typeof rows === "string" ? 0 : rows.length);
  };

  /**
   * A slot as this calendar posts it, null where it does not.
   * @type {(slot: SlotData, calendar: CalendarData, values: Values, isSaid: (name: string) => boolean) => PlannedSlot | null}
   */
  const planned = (slot, calendar, values, isSaid) => {
    const texts = /** @type {Said[]} */ (slot.texts.map((text) => said(text, isSaid)).filter(Boolean));
    if (slot.pace > calendar.pace || !texts.length) return null;
    const turns = turnsOf({ rotate: slot.rotate, texts }, values);
    const when = without(slot.when, calendar.shut || [], Math.ceil(turns / slot.at.length));
    return when && Object.assign({}, slot, { texts, when });
  };

  /**
   * Who posts: 后厨（陈师傅）, or the role's title alone, or nothing.
   * @type {(pack: PackData, calendar: CalendarData, role: string | undefined) => string}
   */
  const staff = (pack, calendar, role) => {
    const names = calendar.staff || {};
    if (!role) return "";
    return pack.roles[role] + (has(names, role) ? `（${names[role]}）` : "");
  };

  /** @type {(pack: PackData, calendar: CalendarData) => PlannedShop} */
  const of = (pack, calendar) => {
    const values = valuesOf(pack, calendar);
    const spoken = qunli.voices.of(pack, calendar);
    const slots = calendar.runs.map((run) => changed(spoken, run));
    const names = posted(calendar, calendar.runs, slots);
    const runs = calendar.runs.map((run, at) => {
      const isSaid = (/** @type {string} */ name) => names.has(name.includes(".") ? name : `${run.id}.${name}`);
      const { id, sop, groups, starts } = run;
      return { id, sop, groups, starts, slots: mapped(slots[at], (slot) => planned(slot, calendar, values, isSaid)) };
    });
    return { values, runs: within(runs, calendar.hours || pack.hours) };
  };

  /**
   * Finds the run that a post is of.
   * @type {(pack: PackData, calendar: CalendarData) => (post: PlannedPost) => PlannedRun}
   */
  const runOf = (pack, calendar) => {
    const runs = new Map(of(pack, calendar).runs.map((run) => /** @type {[string, PlannedRun]} */ ([run.id, run])));
    return (post) => /** @type {PlannedRun} */ (runs.get(post.run));
  };

  /** What a post is called; that of the day after by what it answers. @type {(slot: SlotData, isAnswer: boolean) => string} */
  const title = (slot, isAnswer) => slot.title + (isAnswer ? "的答案" : "");

  /** Where a post goes: into the groups of its run, or to one customer at a time. @type {(run: PlannedRun, slot: SlotData) => string[]} */
  const readers = (run, slot) => slot.to || run.groups;

  return { of, runOf, staff, title, readers, turnsOf };
})();
