/* The posts of the next weeks as a file for the calendar of a phone. Such a file does not follow its plan: it says itself
   when it is used up, and a later one calls off what is no longer posted. */
"use strict";
var qunli = qunli || {};

/** @typedef {{pack: PackData, calendar: CalendarData, order: FileOrder, own: string, known: Row}} FileWish
 * `own` is the link of the shop; `known` the events of the files before, starts by UID; what was called off has a - before it */

qunli.calendarfile = (() => {
  const { dates, ics } = qunli;
  const AT = "T090000";
  const LATEST = 1e8; // minutes: beyond it no clock says a day

  /** @type {(time: number) => string} */
  const stamp = (time) => `${dates.stamp(time)}Z`;

  /**
   * The minute that a file says it was made: one after that of the last file, by whatever clock that was. What says an older minute
   * than a phone holds is ignored by it, and what was made while a clock was ahead would stay for ever.
   * @type {(last: unknown) => number} `last` is the minute of the file before, as it is kept
   */
  const minute = (last) => {
    const now = dates.minute();
    return typeof last === "number" && last < LATEST ? Math.max(now, Math.floor(last) + 1) : now;
  };

  /** @type {(calendar: CalendarData, day: string) => string} */
  const local = (calendar, day) => `;TZID=${calendar.zone[0]}:${day.replace(/-/g, "")}${AT}`;

  /**
   * The events of a file: their starts as written, by UID.
   * @type {(file: string) => Row}
   */
  const events = (file) => {
    /** @type {Row} */
    const found = {};
    const lines = file.replace(/\r\n /g, "").split("\r\n");
    let uid = "";
    for (const line of lines) {
      if (line.startsWith("UID:")) uid = line.slice(4);
      if (line.startsWith("DTSTART;") && uid) found[uid] = line.slice("DTSTART".length);
      if (line === "END:VEVENT") uid = "";
    }
    return found;
  };

  /** @type {(order: FileOrder, uid: string, more: string[]) => string[]} */
  const event = (order, uid, more) => [
    "BEGIN:VEVENT", `DTSTAMP:${order.stamp}`, `LAST-MODIFIED:${order.stamp}`, `SEQUENCE:${ics.sequence(order.stamp)}`, `UID:${uid}`,
    ...more, "END:VEVENT",
  ];

  /** @type {(wish: FileWish) => string[]} */
  const usedUp = ({ calendar, order, own }) => {
    const last = dates.shifted(order.from, order.days - 1);
    const words = `到今天，存进日历的提醒就用完了。点开自家的链接，再存一份：\n${own}`;
    return event(order, `${calendar.id}.refill@${order.project}`, [
      `DTSTART${local(calendar, last)}`, "DURATION:PT10M", `SUMMARY:${ics.escaped("提醒用完了，再存一份")}`,
      `DESCRIPTION:${ics.escaped(words)}`, `URL:${own}`, "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
      ...ics.alarm(calendar.remind, "提醒用完了，再存一份"),
    ]);
  };

  const EVENT = /^-?(;TZID=[A-Za-z/_+-]{1,40}:(\d{8})T\d{6})$/;
  const UID = /^[\w.@-]{1,250}$/;

  /**
   * What is still to come of the files before and is not posted now: starts by UID. What an earlier file called off is among it,
   * since nobody knows whether that file was ever imported.
   * @type {(wish: FileWish, now: Row) => Row}
   */
  const gone = ({ order, known }, now) => {
    /** @type {Row} */
    const found = {};
    for (const uid of Object.keys(known)) {
      const [, start = "", day = ""] = EVENT.exec(known[uid]) || [];
      const isAhead = day >= order.from.replace(/-/g, "");
      if (isAhead && UID.test(uid) && !Object.prototype.hasOwnProperty.call(now, uid)) found[uid] = start;
    }
    return found;
  };

  /** @type {(order: FileOrder, starts: Row) => string[]} */
  const calledOff = (order, starts) => {
    /** @type {string[]} */
    const lines = [];
    for (const uid of Object.keys(starts)) {
      lines.push(...event(order, uid, [`DTSTART${starts[uid]}`, "SUMMARY:不发了", "STATUS:CANCELLED", "TRANSP:TRANSPARENT"]));
    }
    return lines;
  };

  /**
   * @param {FileWish} wish
   * @returns {{text: string, known: Row}} the file, and what the next one has to know of it; "" where nothing is posted
   */
  const made = (wish) => {
    const { pack, calendar, order } = wish;
    const file = ics.file(pack, calendar, order);
    const now = events(file);
    const off = gone(wish, now);
    const more = [...calledOff(order, off), ...(file ? usedUp(wish) : [])].map(ics.folded).join("");
    if (!file && !more) return { text: "", known: {} };
    const whole = file || [...ics.head(calendar, order), "END:VCALENDAR"].map(ics.folded).join("");
    const end = whole.lastIndexOf("END:VCALENDAR");
    const marked = Object.keys(off).reduce((all, uid) => Object.assign(all, { [uid]: `-${off[uid]}` }), Object.assign({}, now));
    return { text: whole.slice(0, end) + more + whole.slice(end), known: marked };
  };

  return { made, stamp, minute };
})();
