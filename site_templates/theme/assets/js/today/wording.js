/* A text by its id, and a post that was noted: as the plan is now, or as the trade has them where it plans them no more. */
"use strict";
var qunli = qunli || {};

/** @typedef {{run: PlannedRun, slot: PlannedSlot}} RunSlot */

qunli.wording = (() => {
  const { plan, slots, planner, blanks } = qunli;
  /** @typedef {{pack: PackData, calendar: CalendarData, runs: Map<string, PlannedRun>, values: Values}} Made */

  /** Every run and text of the trade, those too that are not posted here. @type {(made: Made) => Map<string, PlannedRun>} */
  const everything = ({ pack, calendar }) => {
    const left = Object.keys(pack.sops).filter((sop) => calendar.runs.every(({ id }) => id !== sop));
    /** @type {RunData[]} */
    const all = [...calendar.runs, ...left.map((sop) => ({ id: sop, sop, groups: [pack.sops[sop].title], starts: [calendar.starts] }))];
    const whole = all.map((run) => Object.assign({}, run, { texts: {} }));
    const { runs } = slots.of(pack, Object.assign({}, calendar, { pace: Infinity, shut: [], runs: whole }));
    return new Map(runs.map((run) => /** @type {[string, PlannedRun]} */ ([run.id, run])));
  };

  /**
   * The slot of a post among some runs that fits.
   * @type {(id: string, runs: Map<string, PlannedRun>, fits: (slot: PlannedSlot) => boolean) => RunSlot | null}
   */
  const among = (id, runs, fits) => {
    const [name, key] = id.split(".");
    const run = runs.get(name);
    const isThere = run && Object.prototype.hasOwnProperty.call(run.slots, key) && fits(run.slots[key]);
    return run && isThere ? { run, slot: run.slots[key] } : null;
  };

  /** @type {{calendar: CalendarData | null, runs: Map<string, PlannedRun>}} */
  let known = { calendar: null, runs: new Map() };

  /** @type {(id: string, fits: (slot: PlannedSlot) => boolean) => RunSlot | null} */
  const slotOf = (id, fits) => {
    const made = plan.made();
    const found = made && among(id, made.runs, fits);
    if (!made || found) return found;
    if (known.calendar !== made.calendar) known = { calendar: made.calendar, runs: everything(made) };
    return among(id, known.runs, fits);
  };

  /**
   * A text of a slot, or its answer, with a row; null where there is none any more.
   * @type {(id: string, textId: string, row: number | null) => Parts | null}
   */
  const words = (id, textId, row) => {
    const isMeant = (/** @type {Said} */ text) => text.id === textId.replace(/\.a$/, "");
    const made = plan.made();
    const found = slotOf(id, ({ texts }) => texts.some(isMeant));
    if (!made || !found) return null;
    const { parts, answer } = /** @type {Said} */ (found.slot.texts.find(isMeant));
    const said = /\.a$/.test(textId) ? answer : parts;
    const columns = planner.columnsOf(made.pack, made.values, found.slot, row);
    return said.length ? blanks.cut(planner.filled(said, made.values, columns)) : null;
  };

  /**
   * A post as it was noted, or of which only ticks are; null where nothing is known of it.
   * @type {(id: string, said?: Recorded) => Post | null}
   */
  const noted = (id, said) => {
    const made = plan.made();
    const found = slotOf(id, () => true);
    if (!made || (!found && !said)) return null;
    const bare = { id, run: "", groups: [], title: "", at: "", minutes: 5, type: ["", ""], way: "", role: "", who: "", media: [], notes: "", record: [] };
    const { text, row, at, title, groups } = said || { text: "", row: null, at: "", title: "", groups: [] };
    const slot = /** @type {Slot} */ (Object.assign(bare, found && plan.shown(made, found, id), said && { at, title, groups }));
    const parts = words(id, text, row) || ["那天发的是哪一条，这里没有了。"];
    return { id, slot, parts, short: "", textId: text, row, asks: plan.isAnswer(id) ? id.slice(0, -2) : "" };
  };

  return { words, noted };
})();
