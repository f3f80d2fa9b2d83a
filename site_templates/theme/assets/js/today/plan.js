/* The plan of the page: plan.js and calendar.js through the planner, as far as the almanac knows. A day is "2026-12-01", a
   post what one day holds of a slot, a time the shop's. */
"use strict";
var qunli = qunli || {};

/**
 * A text is cut at its blanks: words as a string, a blank as [label, example].
 * @typedef {(string | [string, string])[]} Parts
 * @typedef {{id: string, run: string, groups: string[], title: string, at: string, minutes: number,
 *   type: [string, string], way: string, role: string, who: string, media: string[], notes: string,
 *   record: string[]}} Slot
 * `asks` is the id of the post that an answer answers, "" of any other; `row` the table's row that a text speaks of.
 * @typedef {{id: string, slot: Slot, parts: Parts, short: string, textId: string, row: number | null, asks: string}} Post
 * @typedef {{day: string, id: string, textId: string}} SlotTurn a turn of a slot, with the text whose turn it is
 * @typedef {{id: string, text: string, own: string, row: number | null, at: string, title: string, groups: string[]}} Recorded a post
 *   as its day had it: with which text, and the one that was planned
 * @typedef {{id: string, slot: Slot, texts: {id: string, parts: Parts}[]}} Sudden an occasion without an hour
 * @typedef {{key: string, label: string, example: string}} Blank
 * @typedef {{[key: string]: string}} Words
 * @typedef {{calendar: string, title: string, sector: string, zone: number, built: string, starts: string, first: string, last: string,
 *   roles: Words, records: Words, asked: {[record: string]: [string, string]}, titles: Words}} About
 */

qunli.plan = (() => {
  const FORM = 1;
  const SUDDEN = "临时发";
  /** @type {About} */
  const NONE = {
    calendar: "", title: "", sector: "", zone: 8, built: "1970-01-01", starts: "1970-01-01", first: "1970-01-01", last: "1970-01-01",
    roles: {}, records: {}, asked: {}, titles: {},
  };
  /** What was loaded, null where it is not whole, of another form, or of two trades. */
  const loaded = () => {
    const { qunliPack: pack, qunliCalendar: calendar } = window;
    if (!pack || !calendar || pack.form !== FORM || calendar.form !== FORM) return null;
    return calendar.industry === pack.id ? { pack, calendar } : null;
  };
  let shop = loaded();
  /** @type {PlannedPost[]} */
  let planned = [];
  /** @type {Map<string, PlannedPost[]>} */
  const byDay = new Map();
  /** @type {Map<string, PlannedRun>} */
  const runs = new Map();
  /** The turns of each slot, without answers. @type {Map<string, SlotTurn[]>} */
  const series = new Map();
  /** @type {Values} */
  let values = {};
  /** @type {(day: number) => boolean} */
  let isClosedOn = () => false;

  /** @type {(post: PlannedPost) => PlannedSlot} */
  const slotOf = (post) => /** @type {PlannedRun} */ (runs.get(post.run)).slots[post.slot];

  /**
   * The roles that post anything, in the order of the pack.
   * @type {(about: {pack: PackData, calendar: CalendarData}) => Words}
   */
  const rolesOf = (about) => {
    const owners = new Set(planned.map((post) => slotOf(post).owner));
    const roles = Object.keys(about.pack.roles).filter((role) => owners.has(role));
    return roles.reduce((found, role) => Object.assign(found, { [role]: qunli.slots.staff(about.pack, about.calendar, role) }), {});
  };

  const data = Object.assign({}, NONE);
  /** What may be posted when it happens, in the order in which it is offered. @type {Sudden[]} */
  const sudden = [];

  /** @type {(about: {pack: PackData, calendar: CalendarData}) => About} */
  const told = ({ pack, calendar }) => ({
    calendar: calendar.id, title: calendar.title, sector: pack.sector || "", zone: calendar.zone[1], built: pack.built, starts: calendar.starts,
    first: pack.days.from, last: pack.days.to, roles: rolesOf({ pack, calendar }), records: pack.words.records, asked: pack.words.asked,
    titles: pack.words.titles,
  });

  /**
   * Plan what stands beside the scripts, now or later: a page may turn to another shop. Says whether it can be read.
   * @type {() => boolean}
   */
  const open = () => {
    shop = loaded();
    for (const each of [byDay, runs, series]) each.clear();
    planned = shop ? qunli.planner.plan(shop.pack, shop.calendar, shop.pack.days.from, shop.pack.days.to) : [];
    for (const post of planned) {
      const day = post.start.slice(0, 10);
      byDay.set(day, [...(byDay.get(day) || []), post]);
      if (post.isAnswer) continue;
      const key = `${post.run}.${post.slot}`;
      if (!series.has(key)) series.set(key, []);
      turns(key).push({ day, id: idOf(post), textId: post.textId });
    }
    const ready = shop ? qunli.slots.of(shop.pack, shop.calendar) : { runs: [], values: {} };
    values = ready.values;
    for (const run of ready.runs) runs.set(run.id, run);
    isClosedOn = shop ? qunli.planner.closing(shop.calendar) : () => false;
    sudden.splice(0, sudden.length, ...(shop ? suddenOf(shop) : []));
    Object.assign(data, shop ? told(shop) : NONE);
    return shop !== null;
  };

  const now = () => qunli.dates.now(data.zone);
  const last = () => data.last;

  /** @type {(day: string) => boolean} */
  const isClosed = (day) => isClosedOn(qunli.dates.number(day));

  /**
   * The blanks of a text with a key each that stays the same while the words around them change.
   * @type {(parts: Parts) => Blank[]}
   */
  const blanks = (parts) => {
    /** @type {Map<string, number>} */
    const seen = new Map();
    const found = [];
    for (const part of parts) {
      if (typeof part === "string") continue;
      const [label, example] = part;
      const name = label || `例：${example}`;
      const nth = (seen.get(name) || 0) + 1;
      seen.set(name, nth);
      found.push({ key: nth > 1 ? `${name}#${nth}` : name, label, example });
    }
    return found;
  };

  /**
   * The text in pieces: a blank as what was filled in, else as 〔label〕, never as its example.
   * @param {Parts} parts
   * @param {Words} given by the blanks' keys
   * @returns {{text: string, isBlank: boolean, isEmpty: boolean}[]}
   */
  const pieces = (parts, given) => {
    const left = blanks(parts);
    return parts.map((part) => {
      if (typeof part === "string") return { text: part, isBlank: false, isEmpty: false };
      const { key, label } = /** @type {Blank} */ (left.shift());
      const value = given[key];
      return { text: value || `〔${label || "　　"}〕`, isBlank: true, isEmpty: !value };
    });
  };

  /** @type {(parts: Parts, values: Words) => string} */
  const filled = (parts, given) => pieces(parts, given).map((piece) => piece.text).join("");

  /** @type {(parts: Parts, values: Words) => Blank[]} */
  const missing = (parts, given) => blanks(parts).filter((blank) => !given[blank.key]);

  /** @type {(post: PlannedPost) => string} */
  const idOf = (post) => `${post.run}.${post.slot}${qunli.planner.anchorEnd(post)}`;

  /** What is planned now, with what; null where it cannot be read. */
  const made = () => shop && { pack: shop.pack, calendar: shop.calendar, runs, values };

  /** A slot as it is shown. @type {(about: {pack: PackData, calendar: CalendarData}, of: {run: PlannedRun, slot: SlotData}, id: string) => Slot} */
  const shown = (about, { run, slot }, id) => {
    const { types, ways } = about.pack.words;
    const [, hour = 1] = /\.h(\d+)/.exec(id) || [];
    return {
      id, run: about.pack.sops[run.sop].title, groups: qunli.slots.readers(run, slot), title: qunli.slots.title(slot, isAnswer(id)), at: slot.at[Number(hour) - 1], minutes: slot.minutes,
      type: [slot.type, types[slot.type]], way: ways[slot.way], role: slot.owner || "",
      who: qunli.slots.staff(about.pack, about.calendar, slot.owner), media: slot.media || [], notes: slot.notes || "",
      record: slot.record || [],
    };
  };

  /**
   * The posts of a day in order; a role's alone where one is given.
   * @type {(day: string, role?: string) => Post[]}
   */
  const posts = (day, role = "") => {
    const about = shop;
    if (!about) return [];
    const found = (byDay.get(day) || []).filter((post) => !role || slotOf(post).owner === role);
    return found.map((post) => (
      {
        id: idOf(post), slot: shown(about, { run: /** @type {PlannedRun} */ (runs.get(post.run)), slot: slotOf(post) }, idOf(post)),
        parts: qunli.blanks.cut(post.text), short: qunli.blanks.toPaste(post.short),
        textId: post.textId, row: post.row, asks: post.isAnswer ? idOf(post).slice(0, -2) : "",
      }
    ));
  };

  /**
   * The groups that hear of what nobody planned: those of the long-lived plans, else all.
   * @type {(about: {pack: PackData, calendar: CalendarData}) => string[]}
   */
  const hearing = ({ pack, calendar }) => {
    const lasting = calendar.runs.filter((run) => pack.sops[run.sop].kind === "traffic");
    /** @type {string[]} */
    const groups = [];
    for (const run of lasting.length ? lasting : calendar.runs) groups.push(...run.groups);
    return Array.from(new Set(groups));
  };

  /** @type {(about: {pack: PackData, calendar: CalendarData}) => Sudden[]} */
  const suddenOf = (about) => {
    const { anytime = {}, words } = qunli.voices.of(about.pack, about.calendar);
    const groups = hearing(about);
    return Object.keys(anytime).map((id) => {
      const { title, way, owner, notes = "", record = [], texts } = anytime[id];
      const who = qunli.slots.staff(about.pack, about.calendar, owner);
      return {
        id, texts: texts.map((text) => ({ id: text.id, parts: qunli.blanks.cut(qunli.planner.filled(text.parts, values, {})) })),
        slot: {
          id, run: SUDDEN, groups, title, at: "", minutes: 5, type: ["", SUDDEN], way: words.ways[way], role: owner || "", who, media: [],
          notes, record,
        },
      };
    });
  };

  /** Whether this page plans a day at all. @type {(day: string) => boolean} */
  const isKnown = (day) => !isNaN(qunli.dates.number(day)) && data.first <= day && day <= data.last;

  /**
   * The first day from `day` on that posts a slot, or null.
   * @type {(id: string, day: string) => string | null}
   */
  const next = (id, day) => {
    const found = planned.find((post) => post.start >= day && idOf(post) === id);
    return found ? found.start.slice(0, 10) : null;
  };

  /** Whether an id is of an answer: a slot itself may be called a. @type {(id: string) => boolean} */
  const isAnswer = (id) => /\..*\.a$/.test(id);

  /** The name of a slot's turns, whatever their hour. @type {(id: string) => string} */
  const seriesOf = (id) => id.split(".").slice(0, 2).join(".");

  /** The turns of a post's slot at all of its hours, each with the text whose turn it is. @type {(id: string) => SlotTurn[]} */
  const turns = (id) => series.get(seriesOf(id)) || [];

  /**
   * The next post after a day, or null.
   * @type {(day: string, role: string) => {day: string, at: string, title: string} | null}
   */
  const following = (day, role) => {
    const found = planned.find((post) => post.start.slice(0, 10) > day && (!role || slotOf(post).owner === role));
    if (!found) return null;
    return { day: found.start.slice(0, 10), at: found.start.slice(11), title: qunli.slots.title(slotOf(found), found.isAnswer) };
  };

  const isReadable = open();

  return { data, isReadable, open, now, last, isClosed, blanks, pieces, filled, missing, posts, made, shown, sudden, isKnown, next, turns, seriesOf, isAnswer, following };
})();
