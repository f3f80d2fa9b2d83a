/* Days as the plan writes them, "2026-12-01", and the clock of a shop. Days are counted from their three numbers and
   never read by Date.parse: engines disagree on what is a day and on whose midnight it begins. */
"use strict";
var qunli = qunli || {};

qunli.dates = (() => {
  const DAY = 864e5;
  const HOUR = 36e5;
  const MINUTE = 6e4;
  const SOON = 7; // days before the end of a plan
  const STALE = 180; // days after it was made: sites are made more often, so the clock may be wrong
  const WEEKDAYS = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

  /**
   * The day so many days after 1970-01-01.
   * @type {(count: number) => string}
   */
  const written = (count) => new Date(count * DAY).toISOString().slice(0, 10);

  /**
   * The days from 1970-01-01 to this one; NaN where the calendar has no such day.
   * @type {(day: string) => number}
   */
  const number = (day) => {
    const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
    if (!parts) return NaN;
    const count = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / DAY;
    return written(count) === day ? count : NaN;
  };

  /** @type {(day: string, by: number) => string} */
  const shifted = (day, by) => written(number(day) + by);

  /** @type {(first: string, last: string) => number} */
  const between = (first, last) => number(last) - number(first);

  /** Spans of days in order, those that overlap as one. @type {(all: [string, string][]) => [string, string][]} */
  const joined = (all) => {
    /** @type {[string, string][]} */
    const found = [];
    for (const [first, last] of all.slice().sort()) {
      const [before] = found.slice(-1);
      if (!before || first > before[1]) found.push([first, last]);
      else if (last > before[1]) before[1] = last;
    }
    return found;
  };

  /** @type {(day: string) => string} */
  const monday = (day) => shifted(day, -((number(day) + 3) % 7));

  /**
   * @param {string} day
   * @returns {string} 12月1日 周二
   */
  const words = (day) => {
    const [, month, date] = day.split("-").map(Number);
    return `${month}月${date}日 ${WEEKDAYS[(number(day) + 4) % 7]}`;
  };

  /**
   * What a shop's clock shows, whatever zone the phone is set to.
   * @param {number} zone hours ahead of UTC
   * @returns {{day: string, time: string}} 2026-12-01, 09:05
   */
  const now = (zone) => {
    const local = new Date(Date.now() + zone * HOUR).toISOString();
    return { day: local.slice(0, 10), time: local.slice(11, 16) };
  };

  /** The day by which to reckon: a clock that cannot be right must not put anything off. @type {(built: string, today: string) => string} */
  const sure = (built, today) => (between(built, today) < -1 || between(built, today) > STALE ? built : today);

  /**
   * What to say where a phone's date does not fit a plan, or its plan ends soon; "" where nothing is wrong.
   * @param {string} built the day on which the plan was made
   * @param {string} today of the phone
   * @param {string} last the last day that is planned
   */
  const doubt = (built, today, last) => {
    const left = between(today, last);
    if (left >= 0 && left < SOON) return `排期只到${words(last)}，请管网站的人重新生成一次。`;
    if (sure(built, today) === today && left >= 0) return "";
    return `这台手机上今天是 ${today}，排期是 ${built} 生成的，到 ${last} 为止。看看手机的日期对不对；对的话，请管网站的人重新生成一次。`;
  };

  /**
   * The minutes of a day before this time.
   * @param {string} time 09:05
   */
  const minutes = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

  /**
   * The same for a clock without a zone, so that hours may pass midnight.
   * @type {(count: number) => string} from the minutes after 1970-01-01 00:00 to 20261201T090500
   */
  const stamp = (count) => new Date(count * MINUTE).toISOString().slice(0, 19).replace(/[-:]/g, "");

  /** The minutes after 1970-01-01 00:00 in UTC. */
  const minute = () => Math.floor(Date.now() / MINUTE);

  return { number, written, stamp, minute, shifted, between, joined, sure, doubt, monday, words, now, minutes };
})();
