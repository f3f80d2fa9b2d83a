/* What to set on the clock of a phone, for whoever imports no calendar. */
"use strict";
var qunli = qunli || {};

qunli.alarms = (() => {
  const { dates, planner } = qunli;

  /**
   * The hours of the next four weeks for the clock of a phone, which knows weekdays: 每天 11:00、周一三 16:30; a post of one day
   * with its date.
   * @type {(pack: PackData, calendar: CalendarData, today: string) => string}
   */
  const words = (pack, calendar, today) => {
    /** @type {Map<string, number[]>} */
    const weekly = new Map();
    /** @type {Set<string>} */
    const single = new Set();
    for (const { start, isSingle } of planner.plan(pack, calendar, today, dates.shifted(today, 27))) {
      const [day, time] = start.split("T");
      if (isSingle) single.add(`${dates.words(day).split(" ")[0]} ${time}`);
      else weekly.set(time, [...(weekly.get(time) || []), (dates.number(day) + 3) % 7]);
    }
    const said = (/** @type {number[]} */ days) => {
      const names = Array.from("一二三四五六日").filter((_, at) => days.includes(at));
      return names.length === 7 ? "每天" : `周${names.join("")}`;
    };
    return [...Array.from(weekly.keys()).sort().map((time) => `${said(weekly.get(time) || [])} ${time}`), ...single].join("、");
  };

  return { words };
})();
