/* What becomes of plans on the weekdays and in the hours of one shop, decided once, never per day: a series has one hour.
   The same as library/opening.py. Hours are written as 09:30. */
"use strict";
var qunli = qunli || {};

/**
 * @typedef {{run: string, slot: string, at: number, minutes: number}} Hour one hour of a slot, the `at`-th of its day
 */

qunli.opening = (() => {
  const STEP = 15;
  const MOST = 8; // quarters; with more, the posts of one hour share theirs, since most are of different days
  const LAST_MINUTE = 1439;
  const WEEK = [0, 1, 2, 3, 4, 5, 6];
  const { minutes } = qunli.dates;

  /** @type {(when: When, shut: number[]) => When | null} */
  const open = (when, shut) => {
    const on = (when.on || []).filter((day) => !shut.includes(day));
    if (!on.length) return null;
    return Object.assign({}, when, { on }, on.length < (when.on || []).length ? { isCut: true } : {});
  };

  /**
   * What is left of days where a shop is closed on weekdays, null where no place is. A rotation of whole weeks stands
   * still, since its texts may know their weekday; any other goes on from week to week.
   * @param {When} when
   * @param {number[]} shut weekdays, 0 is Monday
   * @param {number} periods how many days, weeks or months a rotation takes
   * @returns {When | null}
   */
  const without = (when, shut, periods) => {
    if (!shut.length) return when;
    if (when.unit === "week") return open(when, shut);
    if (when.unit !== "day" || periods % WEEK.length === 0) return when;
    return open(Object.assign({}, when, { unit: "week", on: WEEK }), shut);
  };

  /** @type {(hour: Hour, other: Hour) => number} */
  const inOrder = (hour, other) => {
    if (hour.minutes !== other.minutes) return hour.minutes - other.minutes;
    if (hour.run !== other.run) return hour.run < other.run ? -1 : 1;
    if (hour.slot !== other.slot) return hour.slot < other.slot ? -1 : 1;
    return hour.at - other.at;
  };

  /** @type {(count: number) => string} */
  const clock = (count) => {
    const two = (/** @type {number} */ number) => `0${number}`.slice(-2);
    return `${two(Math.floor(count / 60))}:${two(count % 60)}`;
  };

  /** @type {(count: number, first: number, last: number) => boolean} */
  const isWithin = (count, first, last) =>
    (first < last ? first <= count && count <= last : count >= first || count <= last);

  /** @type {(runs: PlannedRun[]) => Hour[]} */
  const hoursOf = (runs) => {
    /** @type {Hour[]} */
    const found = [];
    for (const run of runs) {
      for (const slot of Object.keys(run.slots)) {
        run.slots[slot].at.forEach((time, at) => found.push({ run: run.id, slot, at, minutes: minutes(time) }));
      }
    }
    return found;
  };

  /** Each hour with the quarter that it takes, counted from its end. @type {(side: Hour[]) => [Hour, number][]} */
  const ranked = (side) => {
    const shared = Array.from(new Set(side.map((hour) => hour.minutes)));
    return side.map((hour, rank) => [hour, side.length > MOST ? shared.indexOf(hour.minutes) : rank]);
  };

  /**
   * The hours outside those of talking, each with where it goes. They keep their order: those after the end take the end,
   * and the quarters of an hour before it; those before the opening take it, and the quarters after it.
   * @param {Hour[]} hours
   * @param {string[]} talking from and to; hours past midnight are of the day that opened
   * @returns {[Hour, number][]}
   */
  const moved = (hours, talking) => {
    const [first, last] = talking.map(minutes);
    const outside = hours.filter((hour) => !isWithin(hour.minutes, first, last)).sort(inOrder);
    const early = outside.filter((hour) => hour.minutes < first);
    const late = outside.slice(early.length).reverse();
    const latest = first < last ? last : LAST_MINUTE;
    return [
      ...ranked(early).map(([hour, rank]) => /** @type {[Hour, number]} */ ([hour, Math.min(first + STEP * rank, latest)])),
      ...ranked(late).map(([hour, rank]) => /** @type {[Hour, number]} */ ([hour, Math.max(last - STEP * rank, first)])),
    ];
  };

  /**
   * The runs with every hour inside those of talking.
   * @type {(runs: PlannedRun[], talking: string[] | undefined) => PlannedRun[]}
   */
  const within = (runs, talking) => {
    if (!talking) return runs;
    const goes = new Map(moved(hoursOf(runs), talking).map(([{ run, slot, at }, to]) => [`${run} ${slot} ${at}`, clock(to)]));
    return runs.map((run) => {
      /** @type {{[id: string]: PlannedSlot}} */
      const slots = {};
      for (const id of Object.keys(run.slots)) {
        const at = run.slots[id].at.map((time, number) => goes.get(`${run.id} ${id} ${number}`) || time);
        slots[id] = Object.assign({}, run.slots[id], { at });
      }
      return Object.assign({}, run, { slots });
    });
  };

  return { without, within };
})();
