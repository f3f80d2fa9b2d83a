/* Which places of a rotation a day is: what the forms of when/ count, one unit of periods after the other. A new form that
   goes on for ever is one line of UNITS; one that counts days from something is one of COUNTED. */
"use strict";
var qunli = qunli || {};

/**
 * One post of a day that goes on for ever: its number in the rotation, the last part of its UID where it is single, and
 * what its season adds to that of others.
 * @typedef {{number: number, rest: string, season: string}} Turn
 */

qunli.places = (() => {
  const { dates } = qunli;
  /** How the last day stands among the days of a month. */
  const LAST = 31;
  const SATURDAY = 5;

  /** @type {(days: number[], at: number, period: number) => number[]} */
  const placed = (days, at, period) => (at < 0 ? [] : [period * days.length + at]);

  /**
   * The numbers of a day in the rotation: periods count from the week or the month of the start, or by the almanac.
   * @type {{[unit in Unit]: (when: Required<Pick<When, "on" | "every">>, start: Start, day: Day) => number[]}}
   */
  const UNITS = {
    day: (_, start, day) => [day.number - start.monday],
    week: ({ on, every }, start, day) => {
      const period = Math.floor((day.number - start.monday) / 7) / every;
      return period % 1 ? [] : placed(on, on.indexOf(day.weekday), period);
    },
    month: ({ on }, start, day) => placed(on, on.indexOf(day.date), day.month - start.month),
    "month-end": ({ on }, _, day) => {
      const is = (/** @type {number} */ date) => (date === LAST ? day.isLast : date === day.date);
      return on.map((date, at) => (is(date) ? day.month * on.length + at : -1)).filter((number) => number >= 0);
    },
    moon: ({ on }, _, day) => placed(on, on.indexOf(day.moonDay), day.moon),
  };
  /** Months that no rule of a phone's calendar knows: single posts, whose UID begins so. */
  const SINGLE = /** @type {{[unit in Unit]?: string}} */ ({ "month-end": "e", moon: "l" });

  /**
   * A make-up Saturday stands for its week's first day that is posted, a Sunday for the next.
   * @type {(on: number[], start: Start, day: Day) => Turn[]}
   */
  const madeUp = (on, start, day) => {
    const week = Math.floor((day.number - start.monday) / 7);
    return [{ number: week * on.length + Math.min(day.weekday - SATURDAY, on.length - 1), rest: `m${day.day}`, season: "" }];
  };

  /** The season of a day, null where it is out of all of them. @type {(when: When, day: string) => string | null} */
  const seasonOf = ({ seasons }, day) => {
    if (!seasons) return "";
    const found = seasons.find(([first, last]) => first <= day && day <= last);
    return found ? found[2] : null;
  };

  /**
   * The turns of a routine on a day.
   * @type {(when: When, start: Start, day: Day) => Turn[]}
   */
  const turns = (when, start, day) => {
    const { unit = "day", on = [], every = 1 } = when;
    const season = seasonOf(when, day.day);
    if (season === null) return [];
    if (when.workdays && day.isMadeUp) return madeUp(on, start, day);
    if (day.isOff && (when.skip || when.workdays)) return [];
    const rest = SINGLE[unit] ? SINGLE[unit] + day.day : "";
    return UNITS[unit]({ on, every }, start, day).map((number) => ({ number, rest, season }));
  };

  /** Whether a routine says nothing on a day, whichever days it names. @type {(when: When, day: Day) => boolean} */
  const rests = ({ workdays, skip }, day) => {
    if (day.isOff) return Boolean(workdays || skip);
    return Boolean(workdays && day.weekday >= SATURDAY && !day.isMadeUp);
  };

  /** @type {(day: string, at: number) => Occasion} */
  const ofDate = (day, at) => ({ day: dates.number(day), rest: day, number: at, campaign: "", lead: false });

  /** @type {(starts: string[], nths: number[]) => Occasion[]} */
  const ofStarts = (starts, nths) => {
    const found = [];
    for (const start of starts) {
      const first = dates.number(start);
      for (let at = 0; at < nths.length; at += 1) {
        const rest = `${start}.d${nths[at]}`;
        found.push({ day: first + nths[at] - 1, rest, number: at, campaign: start, lead: false });
      }
    }
    return found;
  };

  /** @type {(festival: string, years: [number, string][], offsets: number[]) => Occasion[]} */
  const ofFestival = (festival, years, offsets) => {
    const found = [];
    for (const [year, first] of years) {
      const day = dates.number(first);
      for (let at = 0; at < offsets.length; at += 1) {
        const offset = offsets[at];
        const about = { rest: `f${year}.d${offset}`, number: year * offsets.length + at, campaign: `${festival}.${year}` };
        found.push(Object.assign({ day: day + offset, lead: offset < 0 }, about));
      }
    }
    return found;
  };

  /**
   * The days of a slot that are counted from something.
   * @type {(when: When, starts: string[], known: DaysData) => Occasion[]}
   */
  const occasions = ({ dates: days, festival, days: counted = [] }, starts, known) => {
    if (days) return days.map(ofDate);
    return festival ? ofFestival(festival, known.festivals[festival] || [], counted) : ofStarts(starts, counted);
  };

  return { turns, rests, occasions, isSingle: (/** @type {When} */ when) => Boolean(when.unit && SINGLE[when.unit]) };
})();
