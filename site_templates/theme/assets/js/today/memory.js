/* What this phone remembers: a day's blanks, ticks and figures, the last value of each blank, the chosen role. */
"use strict";
var qunli = qunli || {};

/**
 * `bent` is what a day has otherwise than its plan: nothing at all, another hour, other words, or another text, by its id,
 * that of the turn on the later day `from`; "" is as planned. With an earlier day the text came here by an exchange of that day.
 * The words stand for the text `of`, without one for any; `typed` are the last ones of each text, which come back with it.
 * @typedef {{off: boolean, at: string, words: string, from: string, text: string, of?: string, typed?: Words}} Bent
 * `times` says when a group was ticked, 11:05, where that was on the day itself.
 * @typedef {{blanks: Words, groups: string[], times: Words, figures: Words, bent: Bent}} Noted
 */

qunli.memory = (() => {
  // One's own shops share a page; a shop of the site has its own, and another page may show its day.
  const placeOf = () => {
    if (window.qunliPlace) return window.qunliPlace;
    return window.qunliOwn ? `my:${qunli.plan.data.calendar}:day` : location.pathname.replace(/zh-hant\/|index\.html$/g, "");
  };
  const scope = () => `qunli:1:${placeOf()}:`;
  const KEPT_DAYS = 40;
  const MOST = 200; // characters
  const MOST_WORDS = 2000;
  const MOST_POSTS = 60;
  const MOST_TYPED = 20;
  const DAWN = "05"; // until then a night goes on with the day before

  /** @type {(key: string) => {[name: string]: unknown}} */
  const read = (key) => qunli.storage.record(scope() + key);

  /** @type {(key: string, value: {[name: string]: unknown}) => void} */
  const write = (key, value) => qunli.storage.keep(scope() + key, value);

  /** The first characters: whole ones, as they are counted where one writes. @type {(text: string, most: number) => string} */
  const cut = (text, most) => (text.length > most ? Array.from(text).slice(0, most).join("") : text);

  /** One line of text, whatever is really given. @type {(value: unknown) => string} */
  const line = (value) => (typeof value === "string" ? cut(value.replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, " "), MOST) : "");

  /** @type {(value: unknown) => string} */
  const clock = (value) => (typeof value === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? value : "");

  /** Words of several lines, whatever is really given. @type {(value: unknown) => string} */
  const prose = (value) => (typeof value === "string" ? cut(value.replace(/[\u0000-\u0009\u000b-\u001f\u007f\u2028\u2029]/g, " "), MOST_WORDS) : "");

  /** What was typed for which text, if anything was. @type {(of: unknown, from: any) => Partial<Bent>} */
  const typedOf = (of, from) => {
    /** @type {Words} */
    const typed = Object.create(null);
    const texts = Object.keys(from && typeof from === "object" ? from : {}).filter((text) => prose(from[text]).trim());
    for (const text of texts.slice(-MOST_TYPED)) typed[line(text)] = prose(from[text]);
    return Object.assign({}, line(of) && { of: line(of) }, texts.length && { typed });
  };

  /** @type {(from: any) => Bent} */
  const bentOf = (from) => {
    const { off, at, words, from: day, text, of, typed } = from && typeof from === "object" ? from : /** @type {any} */ ({});
    const isDay = typeof day === "string" && !isNaN(qunli.dates.number(day)) && typeof text === "string";
    const isChosen = !day && typeof text === "string";
    return {
      off: off === true,
      at: clock(at),
      words: prose(words),
      from: isDay ? day : "",
      text: isDay || isChosen ? line(text) : "",
      ...typedOf(of, typed),
    };
  };

  /** Lines by name. Without a prototype, since a blank may be called constructor. @type {(from: unknown) => Words} */
  const lines = (from) => {
    const to = Object.create(null);
    if (!from || typeof from !== "object") return to;
    for (const [key, value] of Object.entries(from)) {
      if (line(value).trim()) to[key] = line(value);
    }
    return to;
  };

  /** When each of the groups was ticked. @type {(from: unknown, groups: string[]) => Words} */
  const timesOf = (from, groups) => {
    const times = lines(from);
    for (const group of Object.keys(times)) {
      if (!clock(times[group]) || !groups.includes(group)) delete times[group];
    }
    return times;
  };

  /** What was noted for one post, whatever is really stored. @type {(noted: any) => Noted} */
  const whole = (noted) => {
    const from = noted || {};
    const all = Array.isArray(from.groups) ? from.groups : [];
    const groups = all.filter((/** @type {unknown} */ group) => typeof group === "string");
    return {
      blanks: lines(from.blanks),
      groups,
      times: timesOf(from.times, groups),
      figures: lines(from.figures),
      bent: bentOf(from.bent),
    };
  };

  /** @type {(day: string, id: string) => Noted} the id is of the post */
  const noted = (day, id) => whole(read(day)[id]);

  const PLAN = "_plan";

  /** The days of which anything is noted, in order. */
  const days = () => qunli.storage.keys(scope()).map((key) => key.slice(scope().length)).filter((key) => !isNaN(qunli.dates.number(key)));

  /** What a day that was noted had to post, null where nothing says so. @type {(day: string) => Recorded[] | null} */
  const recorded = (day) => {
    const list = read(day)[PLAN];
    if (!Array.isArray(list)) return null;
    return list.slice(0, MOST_POSTS).filter(Array.isArray).map(([id, text, own, row, at, title, ...groups]) => (
      {
        id: line(id), text: line(text), own: line(own), row: typeof row === "number" ? row : null, at: clock(at), title: line(title),
        groups: groups.slice(0, MOST_POSTS).map(line),
      }
    ));
  };

  /** Keep what a day has to post. @type {(day: string, posts: Recorded[]) => void} */
  const record = (day, posts) => {
    const all = read(day);
    const list = posts.map(({ id, text, own, row, at, title, groups }) => [id, text, own, row, at, title, ...groups]);
    if (JSON.stringify(all[PLAN]) !== JSON.stringify(list)) write(day, Object.assign(all, { [PLAN]: list }));
  };

  /** @type {(day: string, id: string) => void} */
  let settle = () => {};

  /** Have something done around each change. @type {(then: (day: string, id: string) => void) => void} */
  const watch = (then) => {
    settle = then;
  };

  /**
   * Change what is noted for one post; always from what is stored, since a second window may be open.
   * @type {(day: string, id: string, change: (noted: Noted) => void) => void}
   */
  const note = (day, id, change) => {
    // Before the change too: a tick says what was there to be ticked.
    settle(day, id);
    const all = read(day);
    const mine = whole(all[id]);
    change(mine);
    all[id] = whole(mine);
    write(day, all);
    settle(day, id);
  };

  /**
   * Tick a post for a group, or take the tick back. A day that is past is ticked without a time, but for what it posts in the night
   * after.
   * @type {(day: string, id: string, group: string, isTicked: boolean) => void}
   */
  const tick = (day, id, group, isTicked) =>
    note(day, id, (mine) => {
      const now = qunli.plan.now();
      const others = mine.groups.filter((each) => each !== group);
      mine.groups = isTicked ? [...others, group] : others;
      const isNight = mine.bent.at && mine.bent.at < DAWN && now.time < DAWN && qunli.dates.between(day, now.day) === 1;
      if (isTicked && (day === now.day || isNight)) mine.times[group] = now.time;
    });

  /** @type {(day: string, id: string, key: string, value: string) => void} the key is of the blank */
  const fill = (day, id, key, value) =>
    note(day, id, (mine) => {
      mine.blanks[key] = value;
    });

  /** Keep what a post's blanks hold, to offer it another day. @type {(day: string, id: string) => void} */
  const keepLast = (day, id) => {
    const last = read("last");
    last[id] = Object.assign(lines(last[id]), noted(day, id).blanks);
    write("last", last);
  };

  /** @type {(id: string, key: string) => string} */
  const lastValue = (id, key) => lines(read("last")[id])[key] || "";

  /** The days off that were noted on this phone for a plan of the site. @type {() => {first: string, last: string}[]} */
  const rests = () => {
    const { spans } = read("rests");
    const isSpan = (/** @type {any} */ each) => Boolean(each) && [each.first, each.last].every((day) => !isNaN(qunli.dates.number(day)));
    return !window.qunliOwn && Array.isArray(spans) ? spans.filter(isSpan) : [];
  };

  /** @type {(day: string) => boolean} */
  const isRested = (day) => rests().some(({ first, last }) => first <= day && day <= last);

  /** @type {(spans: {first: string, last: string}[]) => void} */
  const keepRests = (spans) => write("rests", { spans });

  const role = () => {
    const kept = line(read("role").role);
    return Object.prototype.hasOwnProperty.call(qunli.plan.data.roles, kept) ? kept : "";
  };

  /** @type {(chosen: string) => void} */
  const keepRole = (chosen) => write("role", { role: chosen });

  /** @type {(day: string, before: {[name: string]: unknown}) => void} `before` as `day` returned it */
  const restore = (day, before) => write(day, before);

  /** @type {(day: string, post: Post) => boolean} */
  const isDone = (day, post) => {
    const { groups } = noted(day, post.id);
    return post.slot.groups.every((group) => groups.includes(group));
  };

  /** A figure as a plain number, or nothing where the words are none. @type {(value?: string) => string} */
  const figure = (value = "") => {
    const plain = value.normalize("NFKC").replace(/[\s,]/g, "");
    return /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? plain : "";
  };

  /**
   * The keys of a number, one for each group. The first has the number's own name, as where there is one group; a name holds no
   * blank.
   * @type {(slot: Slot, name: string) => string[]}
   */
  const figureKeys = ({ groups }, name) => groups.map((group, at) => (at ? `${name} ${group}` : name));

  /** A number of a post over all of its groups, nothing where none was counted. @type {(slot: Slot, name: string, noted: Noted) => string} */
  const total = (slot, name, { figures }) => {
    const counted = figureKeys(slot, name).map((key) => figure(figures[key])).filter(Boolean);
    const hundredths = counted.reduce((sum, each) => sum + Math.round(Number(each) * 100), 0);
    return counted.length > 1 ? String(hundredths / 100) : counted[0] || "";
  };

  /** Whether a key of the store is that of a day; null is every key. @type {(key: string | null, day: string) => boolean} */
  const isOf = (key, day) => key === null || key === scope() + day;

  /** But not an exchange whose other turn is still to come, nor one that such a turn was exchanged by. @type {(today: string) => void} */
  const forgetOld = (today) => {
    const oldest = qunli.dates.shifted(today, -KEPT_DAYS);
    const bound = new Set();
    for (const day of days().reverse()) {
      const others = Object.values(read(day)).map((each) => bentOf(Object(each).bent).from);
      if (others.some((other) => other >= oldest || bound.has(other))) bound.add(day);
    }
    qunli.storage.forgetBefore(scope(), oldest, bound);
  };

  return { DAWN, MOST, MOST_WORDS, placeOf, noted, days, recorded, record, watch, note, tick, clock, fill, keepLast, lastValue, rests, isRested, keepRests, role, keepRole, day: read, restore, isDone, figure, figureKeys, total, isOf, forgetOld };
})();
