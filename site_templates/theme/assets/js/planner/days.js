/* The days of a window with what the almanac knows of them. */
"use strict";
var qunli = qunli || {};

/**
 * A day with what plans ask of it: `number` counts from 1970-01-01, weekdays from 0 for Monday, months from the year 0;
 * `moon` is the number of its lunar month and `moonDay` its day there.
 * @typedef {{day: string, number: number, weekday: number, month: number, date: number, isLast: boolean, moon: number,
 *   moonDay: number, isOff: boolean, isMadeUp: boolean}} Day
 * @typedef {{number: number, monday: number, month: number}} Start
 */

qunli.days = (() => {
  const { dates } = qunli;

  /** @type {(number: number) => number} */
  const weekdayOf = (number) => (number + 3) % 7;

  /** @type {(day: string) => number} */
  const monthOf = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

  /**
   * Where periods count from: the week and the month of a start.
   * @type {(day: string) => Start}
   */
  const startOf = (day) => {
    const number = dates.number(day);
    return { number, monday: number - weekdayOf(number), month: monthOf(day) };
  };

  /**
   * Reads one day after the other, forwards.
   * @type {(known: DaysData) => (number: number) => Day}
   */
  const reader = (known) => {
    const off = new Set(known.off);
    const work = new Set(known.work);
    const begins = known.moons.map(([day]) => dates.number(day));
    let at = 0;
    return (number) => {
      while (at + 1 < begins.length && begins[at + 1] <= number) at += 1;
      const day = dates.written(number);
      return {
        day, number, weekday: weekdayOf(number), month: monthOf(day), date: Number(day.slice(8)),
        isLast: dates.written(number + 1).slice(8) === "01", moon: known.moons[at][1], moonDay: number - begins[at] + 1,
        isOff: off.has(day), isMadeUp: work.has(day),
      };
    };
  };

  /** @type {(known: DaysData, from: string, to: string) => Day[]} */
  const all = (known, from, to) => {
    const first = dates.number(from);
    const last = dates.number(to < known.to ? to : known.to);
    const read = reader(known);
    const found = [];
    for (let number = first; number <= last; number += 1) found.push(read(number));
    return found;
  };

  /**
   * The days from one to another, both included, of those that are planned.
   * @type {(known: DaysData, from: string, to: string) => Day[]}
   */
  const between = (known, from, to) => all(known, from > known.from ? from : known.from, to);

  /**
   * The same with those before them, as far as the almanac knows: what is posted once is counted on them.
   * @type {(known: DaysData, from: string, to: string) => Day[]}
   */
  const since = (known, from, to) => {
    const { since: first = known.from } = known;
    return all(known, from > first ? from : first, to);
  };

  return { between, since, startOf };
})();
