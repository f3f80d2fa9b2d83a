/* What a shop posts from one day to another. The same as schedule/planner.py, post by post, as far as the almanac knows.
   Precedence: closed, then holidays, then what gives way to a campaign. */
"use strict";
var qunli = qunli || {};

/**
 * `start` is the shop's local time, 2026-12-01T11:00; `hour` says which of its slot's hours it has; `rest` is the last part
 * of its UID, to which the day of a post that is not `single` is added; `row` is the number of the table's row.
 * @typedef {{start: string, run: string, slot: string, hour: number, rest: string, textId: string, row: number | null,
 *   text: string, short: string, isSingle: boolean, isAnswer: boolean}} PlannedPost
 * @typedef {{shop: PlannedShop, pack: PackData, days: Day[], to: string, last: number, isClosed: (day: number) => boolean}} Work
 */

qunli.planner = (() => {
  const { dates, places } = qunli;
  const FOREVER = "9999-12-31";
  const MOST_PERIODS = 99;

  /**
   * Whether a shop is closed on a day, counted from 1970.
   * @type {(calendar: CalendarData) => (day: number) => boolean}
   */
  const closing = (calendar) => {
    const shut = calendar.shut || [];
    const spans = (calendar.closed || []).map((span) => span.map(dates.number));
    return (day) => shut.includes((day + 3) % 7) || spans.some(([first, last]) => first <= day && day <= last);
  };

  /** What the place of an hour in its day adds to an id. @type {(hour: number) => string} */
  const hourPart = (hour) => (hour ? `.h${hour + 1}` : "");

  /**
   * What tells a post on the pages of its shop from others of its slot.
   * @type {(post: {hour: number, isAnswer: boolean}) => string}
   */
  const anchorEnd = ({ hour, isAnswer }) => hourPart(hour) + (isAnswer ? ".a" : "");

  // --- one post

  /** The row whose turn it is. @type {(values: Values, slot: SlotData, turn: number) => number | null} */
  const rowOf = (values, { rotate }, turn) => {
    const rows = rotate ? values[rotate] : "";
    return typeof rows === "string" || !rows.length ? null : turn % rows.length;
  };

  /**
   * The columns of a row; what it leaves out is a blank, as all of a table without rows.
   * @type {(pack: PackData, values: Values, slot: SlotData, row: number | null) => Row}
   */
  const columnsOf = (pack, values, { rotate }, row) => {
    const rows = rotate ? values[rotate] : "";
    if (!rotate || typeof rows === "string") return {};
    const blank = /** @type {Row} */ ((pack.variables || {})[rotate].blank);
    return row === null ? blank : Object.assign({}, blank, rows[row]);
  };

  /**
   * A text with what stands for its variables, and for the columns of a row.
   * @type {(parts: TextPart[], values: Values, columns: Row) => string}
   */
  const filled = (parts, values, columns) =>
    parts.map((part) => {
      if (typeof part === "string") return part;
      return part.length > 1 ? columns[String(part[1])] : String(values[part[0]]);
    }).join("");

  /**
   * @param {Work} work
   * @param {PlannedRun} run
   * @param {string} id of the slot
   * @param {{number: number, rest: string, season?: string}} turn its number counts hours too
   * @param {string} day
   * @param {number} hour
   * @returns {PlannedPost}
   */
  const post = (work, run, id, turn, day, hour) => {
    const slot = run.slots[id];
    const text = slot.texts[turn.number % slot.texts.length];
    const { values } = work.shop;
    const row = rowOf(values, slot, turn.number);
    const round = Math.floor(turn.number / slot.texts.length);
    return {
      start: `${day}T${slot.at[hour]}`, run: run.id, slot: id, hour,
      rest: turn.rest ? turn.rest + hourPart(hour) : text.id + (round ? `.r${round + 1}` : "") + turn.season,
      textId: text.id, row, text: filled(text.parts, values, columnsOf(work.pack, values, slot, row)),
      short: filled(slot.short || [], values, columnsOf(work.pack, values, slot, row)), isSingle: Boolean(turn.rest), isAnswer: false,
    };
  };

  /**
   * What is posted once, or its answer.
   * @type {(work: Work, run: PlannedRun, id: string, once: Once) => PlannedPost}
   */
  const postedOnce = (work, run, id, { day, hour, number, isAnswer }) => {
    const { id: name, answer } = run.slots[id].texts[number];
    const one = post(work, run, id, { number, rest: name }, day.day, hour);
    if (!isAnswer) return Object.assign(one, { rest: name });
    const { values } = work.shop;
    const text = filled(answer, values, columnsOf(work.pack, values, run.slots[id], one.row));
    return Object.assign(one, { rest: `${name}.a`, textId: `${name}.a`, text, short: "", isAnswer });
  };

  /**
   * The posts of one turn, hour by hour. A rotation of recurring posts begins anew where its longer list ends; single ones
   * go on by their own numbers.
   * @type {(work: Work, run: PlannedRun, id: string, turn: {number: number, rest: string, season?: string}, day: string) => PlannedPost[]}
   */
  const hourly = (work, run, id, turn, day) => {
    const { at } = run.slots[id];
    return at.map((_, hour) => post(work, run, id, Object.assign({}, turn, { number: turn.number * at.length + hour }), day, hour));
  };

  // --- campaigns

  /** @type {(work: Work, run: PlannedRun) => [string, Occasion][]} */
  const singles = (work, run) => {
    /** @type {[string, Occasion][]} */
    const found = [];
    for (const id of Object.keys(run.slots)) {
      const { when } = run.slots[id];
      if (!when.unit) places.occasions(when, run.starts, work.pack.days).forEach((each) => found.push([id, each]));
    }
    return found;
  };

  /**
   * The single posts of a run that are made, each on its day.
   * @type {(work: Work, run: PlannedRun) => {id: string, turn: Occasion, day: number}[]}
   */
  const made = (work, run) => {
    const all = singles(work, run);
    const first = dates.number(run.starts[0]);
    const dayOf = qunli.campaigns.daysOf(all.map(([, each]) => each), first, work.isClosed);
    const found = [];
    for (const [id, each] of all) {
      const day = first <= each.day && each.day <= work.last ? dayOf(each) : null;
      if (day !== null) found.push({ id, turn: each, day });
    }
    return found;
  };

  // --- the routine

  /** @type {(one: number, other: number) => number} */
  const gcd = (one, other) => (other ? gcd(other, one % other) : one);

  /**
   * How many places a rotation has before it begins anew: whole periods. Where closed weekdays have taken days from them, it
   * goes on until its end and that of a period are one, else a text would come a few days after itself.
   * @type {(work: Work, slot: PlannedSlot) => number}
   */
  const sizeOf = ({ shop }, slot) => {
    const { on = [], every = 1, isCut } = slot.when;
    const period = on.length * slot.at.length;
    const turns = qunli.slots.turnsOf(slot, shop.values);
    const even = turns / gcd(turns, period);
    return (isCut && even * every <= MOST_PERIODS ? even : Math.ceil(turns / period)) * period;
  };

  /** @type {(work: Work, run: PlannedRun, id: string, days: Day[]) => PlannedPost[]} */
  const routine = (work, run, id, days) => {
    const { when, at } = run.slots[id];
    const start = qunli.days.startOf(run.starts[0]);
    const size = places.isSingle(when) ? Infinity : sizeOf(work, run.slots[id]) / at.length;
    /** @type {PlannedPost[]} */
    const found = [];
    for (const day of days) {
      for (const turn of places.turns(when, start, day)) {
        found.push(...hourly(work, run, id, Object.assign({}, turn, { number: turn.number % size }), day.day));
      }
    }
    return found;
  };

  /**
   * Counted from the start of the run, and not only in the window.
   * @type {(work: Work, run: PlannedRun, id: string, isFree: (day: Day) => boolean, window: Set<number>) => PlannedPost[]}
   */
  const once = (work, run, id, isFree, window) => {
    const days = qunli.days.since(work.pack.days, run.starts[0], work.to).filter((day) => day.number <= work.last && isFree(day));
    const said = qunli.once(run.slots[id], run.starts[0], days).filter(({ day }) => window.has(day.number));
    return said.map((each) => postedOnce(work, run, id, each));
  };

  /** @type {(work: Work, run: PlannedRun) => PlannedPost[]} */
  const ofRun = (work, run) => {
    const first = dates.number(run.starts[0]);
    const open = work.days.filter(({ number }) => first <= number && number <= work.last && !work.isClosed(number));
    const window = new Set(work.days.map((day) => day.number));
    /** @type {Guest[]} */
    const guests = [];
    /** @type {PlannedPost[]} */
    const found = [];
    for (const { id, turn, day } of made(work, run)) {
      const { replaces = [], at, to } = run.slots[id];
      if (replaces.length) guests.push({ day, replaces, count: to ? 0 : at.length });
      if (window.has(day)) found.push(...hourly(work, run, id, turn, dates.written(day)));
    }
    const isLeft = qunli.campaigns.leaving(work, run, guests);
    for (const id of Object.keys(run.slots)) {
      const isFree = (/** @type {Day} */ day) => isLeft(day, id);
      if (run.slots[id].once) found.push(...once(work, run, id, (day) => isFree(day) && !work.isClosed(day.number), window));
      else if (run.slots[id].when.unit) found.push(...routine(work, run, id, open.filter(isFree)));
    }
    return found;
  };

  /**
   * By time, run, slot and rest: a total order, since old engines do not keep equals in their place.
   * @type {(post: PlannedPost, other: PlannedPost) => number}
   */
  const inOrder = (one, other) => {
    for (const key of /** @type {("start" | "run" | "slot" | "rest")[]} */ (["start", "run", "slot", "rest"])) {
      if (one[key] !== other[key]) return one[key] < other[key] ? -1 : 1;
    }
    return 0;
  };

  /**
   * The posts from one day to another, both included, in the order of their time.
   * @param {PackData} pack
   * @param {CalendarData} calendar
   * @param {string} from
   * @param {string} to days beyond those of the almanac have no posts
   */
  const plan = (pack, calendar, from, to) => {
    const shop = qunli.slots.of(pack, calendar);
    const { ends = FOREVER } = calendar;
    const last = dates.number(ends < pack.days.horizon ? ends : pack.days.horizon);
    const days = qunli.days.between(pack.days, from, to);
    const work = { shop, pack, days, to, last, isClosed: closing(calendar) };
    const posts = [];
    for (const run of shop.runs) posts.push(...ofRun(work, run));
    return posts.sort(inOrder);
  };

  return { plan, closing, anchorEnd, filled, columnsOf };
})();
