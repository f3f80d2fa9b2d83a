/* The posts of the coming days as a calendar file. The same bytes as feeds/ writes into next-90-days.ics, stamps aside. */
"use strict";
var qunli = qunli || {};

/**
 * `link` is the address of the page of today's posts up to its #, "" where there is none; `project` ends every UID; `stamp`
 * is when the choices last changed, 20261126T090000Z.
 * @typedef {{link: string, project: string, from: string, days: number, stamp: string}} FileOrder
 * @typedef {{pack: PackData, calendar: CalendarData, order: FileOrder, runs: Map<string, PlannedRun>}} Desk
 */

qunli.ics = (() => {
  const { dates, blanks } = qunli;
  const MOST_SUMMARY = 16;
  const MOST_OCTETS = 75;
  const RULE = "————————";
  const CHINA = 8;
  const BEGINNING = 2020;

  // --- lines

  /** @type {(value: string) => string} */
  const escaped = (value) => value.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

  /**
   * Octets in UTF-8; the two halves of a pair have two each.
   * @type {(unit: string) => number}
   */
  const octetsOf = (unit) => {
    let octets = 0;
    for (let at = 0; at < unit.length; at += 1) {
      const code = unit.charCodeAt(at);
      const isHalf = code >= 0xd800 && code < 0xe000;
      if (code < 0x80) octets += 1;
      else octets += code < 0x800 || isHalf ? 2 : 3;
    }
    return octets;
  };

  /**
   * A content line, folded: no character and no escape is split.
   * @type {(line: string) => string}
   */
  const folded = (line) => {
    let found = "";
    let octets = 0;
    for (const unit of line.match(/\\?(?:[\ud800-\udbff][\udc00-\udfff]|[^])/g) || []) {
      const more = octetsOf(unit);
      const isFull = octets + more > MOST_OCTETS;
      found += isFull ? `\r\n ${unit}` : unit;
      octets = isFull ? 1 + more : octets + more;
    }
    return `${found}\r\n`;
  };

  // --- words

  /** A phone counts characters, JavaScript halves of them. @type {(words: string) => number} */
  const size = (words) => Array.from(words).length;

  /** @type {(words: string, most: number) => string} */
  const shortened = (words, most) => {
    const characters = Array.from(words);
    return characters.length <= most ? words : `${characters.slice(0, most - 1).join("")}…`;
  };

  /**
   * What a post takes, as the lock screen says it: 2图·填1空.
   * @type {(media: string[], text: string) => string}
   */
  const taken = (media, text) => {
    const films = media.filter((each) => each.includes("视频")).length;
    const gaps = blanks.wanted(text).length;
    const counted = [[media.length - films, "图"], [films, "视频"]].filter(([count]) => count).map((each) => each.join(""));
    return [...counted, ...(gaps ? [`填${gaps}空`] : [])].join("·");
  };

  /**
   * What the lock screen says: what to do, where, and what it takes.
   * @type {(verb: string, slot: SlotData, post: PlannedPost, groups: string[]) => string}
   */
  const summary = (verb, slot, { text, isAnswer }, groups) => {
    const called = qunli.slots.title(slot, isAnswer);
    const title = verb.endsWith("发") ? called.replace(/^发/, "") : called;
    const many = groups.length > 1 ? `等${groups.length}群` : "";
    const room = MOST_SUMMARY - size(verb) - 1;
    const where = shortened(groups[0], room - Math.min(size(title), 4) - size(many)) + many;
    const tail = taken(slot.media || [], text);
    return `${verb}${shortened(title, room - size(where))}→${where}${tail ? `｜${tail}` : ""}`;
  };

  /** @type {(desk: Desk, slot: SlotData) => string} */
  const who = ({ pack, calendar }, { owner, way }) =>
    [qunli.slots.staff(pack, calendar, owner), pack.words.ways[way]].filter(Boolean).join("，");

  /**
   * The text to paste, then after a rule who, how, with what, and the link.
   * @type {(desk: Desk, slot: SlotData, post: PlannedPost, link: string) => string}
   */
  const description = (desk, slot, post, link) => {
    const { titles } = desk.pack.words;
    const fill = blanks.wanted(post.text);
    const lines = [
      blanks.toPaste(post.text), RULE, who(desk, slot),
      fill.length ? `要填：${fill.join("；")}` : "",
      slot.media ? `${titles.media}：${slot.media.join("、")}` : "",
      slot.notes ? `${titles.notes}：${slot.notes}` : "",
      post.short ? `来不及填就发：${blanks.toPaste(post.short)}` : "",
      link,
    ];
    return lines.filter(Boolean).join("\n");
  };

  // --- events

  /** @type {(minutes: number) => string} */
  const duration = (minutes) => {
    const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
    const time = (hours ? `${hours}H` : "") + (rest ? `${rest}M` : "");
    return `P${days ? `${days}D` : ""}${time ? `T${time}` : ""}`;
  };

  /** The minutes from 2020 to a stamp. @type {(stamp: string) => number} */
  const sequence = (stamp) => {
    const day = `${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6, 8)}`;
    const time = dates.minutes(`${stamp.slice(9, 11)}:${stamp.slice(11, 13)}`);
    return Math.max(0, dates.between(`${BEGINNING}-01-01`, day) * 1440 + time);
  };

  /** @type {(remind: number, words: string) => string[]} */
  const alarm = (remind, words) => {
    if (!remind) return [];
    const trigger = `TRIGGER:-${duration(remind)}`;
    return ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(words.split("｜")[0])}`, trigger, "END:VALARM"];
  };

  /**
   * When a post is: its id, and from when to when, in the zone of the shop.
   * @type {(desk: Desk, slot: SlotData, post: PlannedPost) => string[]}
   */
  const times = ({ calendar, order }, slot, post) => {
    const [day, time] = post.start.split("T");
    const begins = dates.number(day) * 1440 + dates.minutes(time);
    const ids = [calendar.id, post.run, post.slot, post.rest, ...(post.isSingle ? [] : [day])];
    const zone = `;TZID=${calendar.zone[0]}:`;
    return [
      `UID:${ids.join(".")}@${order.project}`,
      `DTSTART${zone}${dates.stamp(begins)}`,
      `DTEND${zone}${dates.stamp(begins + slot.minutes)}`,
    ];
  };

  /** @type {(desk: Desk, post: PlannedPost) => string[]} */
  const event = (desk, post) => {
    const { pack, calendar, order } = desk;
    const run = /** @type {PlannedRun} */ (desk.runs.get(post.run));
    const slot = run.slots[post.slot];
    const groups = qunli.slots.readers(run, slot);
    // A series opens its next post, what is posted once its very day.
    const day = post.isSingle ? `day=${post.start.slice(0, 10)}&` : "";
    const link = order.link && `${order.link}${day}${post.run}.${post.slot}${qunli.planner.anchorEnd(post)}`;
    const words = summary(pack.words.verbs[slot.way], slot, post, groups);
    const remind = typeof slot.remind === "number" ? slot.remind : calendar.remind;
    return [
      "BEGIN:VEVENT", `DTSTAMP:${order.stamp}`, `LAST-MODIFIED:${order.stamp}`, `SEQUENCE:${sequence(order.stamp)}`,
      ...times(desk, slot, post), `SUMMARY:${escaped(words)}`, `LOCATION:${escaped(groups.join("、"))}`,
      `CATEGORIES:${pack.words.types[slot.type]}`, `DESCRIPTION:${escaped(description(desk, slot, post, link))}`,
      ...(link ? [`URL:${link}`] : []), "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
      ...alarm(remind, words), "END:VEVENT",
    ];
  };

  /** @type {(calendar: CalendarData, order: FileOrder) => string[]} */
  const head = (calendar, order) => {
    const [zone, hours] = calendar.zone;
    const title = escaped(`${calendar.title}·${order.days}天`);
    const ahead = `+0${hours}`;
    return [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Qunli//Qunli//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
      `NAME:${title}`, `X-WR-CALNAME:${title}`, `X-WR-TIMEZONE:${zone}`, "X-PUBLISHED-TTL:PT6H",
      "REFRESH-INTERVAL;VALUE=DURATION:PT6H", `LAST-MODIFIED:${order.stamp}`, "BEGIN:VTIMEZONE", `TZID:${zone}`,
      "BEGIN:STANDARD", "DTSTART:19700101T000000", `TZOFFSETFROM:${ahead}00`, `TZOFFSETTO:${ahead}00`,
      `TZNAME:${hours === CHINA ? "CST" : ahead}`, "END:STANDARD", "END:VTIMEZONE",
    ];
  };

  /**
   * The file as text, whose bytes are its UTF-8; "" where nothing is posted.
   * @type {(pack: PackData, calendar: CalendarData, order: FileOrder) => string}
   */
  const file = (pack, calendar, order) => {
    const to = dates.shifted(order.from, order.days - 1);
    const posts = qunli.planner.plan(pack, calendar, order.from, to);
    const runs = new Map(qunli.slots.of(pack, calendar).runs.map((run) => /** @type {[string, PlannedRun]} */ ([run.id, run])));
    const lines = head(calendar, order);
    for (const post of posts) lines.push(...event({ pack, calendar, order, runs }, post));
    return posts.length ? [...lines, "END:VCALENDAR"].map(folded).join("") : "";
  };

  return { file, head, alarm, escaped, folded, sequence };
})();
