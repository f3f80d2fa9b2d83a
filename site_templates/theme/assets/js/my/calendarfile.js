/* The posts of the next weeks as a file for the calendar of a phone. Such a file does not follow its plan: it says itself
   when it is used up, and a later one calls off what is no longer posted. */
"use strict";
var qunli = qunli || {};

/** @typedef {{pack: PackData, calendar: CalendarData, order: FileOrder, own: string, known: Row}} FileWish
 * `own` is the link of the shop; `known` the events of the file before, starts by UID */

qunli.calendarfile = (() => {
  const { dates, ics } = qunli;
  const AT = "T090000";

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

  /** The start is still to come. @type {(start: string, from: string) => boolean} */
  const isAhead = (start, from) => (start.split(":")[1] || "") >= from.replace(/-/g, "");

  /** @type {(wish: FileWish, now: Row) => string[]} */
  const calledOff = ({ order, known }, now) => {
    const gone = Object.keys(known).filter((uid) => !Object.prototype.hasOwnProperty.call(now, uid) && isAhead(known[uid], order.from));
    /** @type {string[]} */
    const lines = [];
    for (const uid of gone) {
      const start = `DTSTART${known[uid]}`;
      lines.push(...event(order, uid, [start, "SUMMARY:不发了", "STATUS:CANCELLED", "TRANSP:TRANSPARENT"]));
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
    const more = [...calledOff(wish, now), ...(file ? usedUp(wish) : [])].map(ics.folded).join("");
    if (!file && !more) return { text: "", known: {} };
    const whole = file || [...ics.head(calendar, order), "END:VCALENDAR"].map(ics.folded).join("");
    const end = whole.lastIndexOf("END:VCALENDAR");
    return { text: whole.slice(0, end) + more + whole.slice(end), known: now };
  };

  return { made, stamp };
})();
