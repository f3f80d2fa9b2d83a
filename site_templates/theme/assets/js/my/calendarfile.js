/* The posts of the next weeks as a file for the calendar of a phone. Such a file does not follow its plan: it says itself
   when it is used up, and a later one calls off what is no longer posted. */
"use strict";
var qunli = qunli || {};

/** @typedef {{pack: PackData, calendar: CalendarData, order: FileOrder, own: string, known: Row}} FileWish
 * `own` is the link of the shop; `known` the events of the files before, starts by UID; what was called off has a - before it, and when its file was
 * made stands after it */

qunli.calendarfile = (() => {
  const { dates, ics } = qunli;
  const AT = "T090000";
  const LATEST = "2160"; // beyond it no clock says a day

  /** @type {(time: number) => string} */
  const stamp = (time) => `${dates.stamp(time)}Z`;

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

  const EVENT = /^-?(;TZID=[A-Za-z/_+-]{1,40}:(\d{8})T\d{6})(?: (\d{8}T\d{6}Z))?$/;
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

  /** When the last of the files before was made, in minutes after 1970 by whatever clock that was; 0 not to know. @type {(known: Row) => number} */
  const last = (known) => {
    const stamps = Object.keys(known).map((uid) => (EVENT.exec(known[uid]) || [])[3] || "").filter((each) => each < LATEST).sort();
    const [, year, month, day, hour, minutes] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/.exec(stamps[stamps.length - 1] || "") || [];
    const count = dates.number(`${year}-${month}-${day}`);
    return isNaN(count) ? 0 : count * 1440 + dates.minutes(`${hour}:${minutes}`);
  };

  /**
   * The minute that the next file says it is made: after that of the last one. What says an older minute than a phone holds is ignored
   * by it, and what was made while a clock was ahead would stay for ever.
   * @type {(known: Row) => number}
   */
  const minute = (known) => Math.max(dates.minute(), last(known) + 1);

  /** An order whose stamp is older than that of the last file is not heeded. @type {(wish: FileWish) => FileWish} */
  const heeded = (wish) => {
    const least = stamp(last(wish.known));
    return wish.order.stamp >= least ? wish : Object.assign({}, wish, { order: Object.assign({}, wish.order, { stamp: stamp(last(wish.known) + 1) }) });
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
   * @param {FileWish} said
   * @returns {{text: string, known: Row}} the file, and what the next one has to know of it; "" where nothing is posted
   */
  const made = (said) => {
    const wish = heeded(said);
    const { pack, calendar, order } = wish;
    const file = ics.file(pack, calendar, order);
    const now = events(file);
    const off = gone(wish, now);
    const more = [...calledOff(order, off), ...(file ? usedUp(wish) : [])].map(ics.folded).join("");
    if (!file && !more) return { text: "", known: {} };
    const whole = file || [...ics.head(calendar, order), "END:VCALENDAR"].map(ics.folded).join("");
    const end = whole.lastIndexOf("END:VCALENDAR");
    /** @type {Row} */
    const marked = {};
    for (const uid of Object.keys(now)) marked[uid] = `${now[uid]} ${order.stamp}`;
    for (const uid of Object.keys(off)) marked[uid] = `-${off[uid]} ${order.stamp}`;
    return { text: whole.slice(0, end) + more + whole.slice(end), known: marked };
  };

  return { made, stamp, minute };
})();
