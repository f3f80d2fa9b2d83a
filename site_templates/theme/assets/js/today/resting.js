/* What days off of a shop do: the posts that fall away or move, what was promised for those days, the reminders that still ring,
   and the words for the group. */
"use strict";
var qunli = qunli || {};

/**
 * A shop as its page plans it.
 * @typedef {{calendar: CalendarData, pack: PackData}} Shop
 */

qunli.resting = (() => {
  const { dates, planner, slots } = qunli;
  const AHEAD = 60; // a round that leads up to a festival is no longer

  /** @type {(shop: Shop) => string} */
  const today = ({ calendar }) => dates.now(calendar.zone[1]).day;

  /** @type {(first: string, last: string) => string} */
  const spanWords = (first, last) => (first === last ? `${dates.words(first)}歇一天` : `${dates.words(first)}到${dates.words(last)}歇${dates.between(first, last) + 1}天`);

  /** The shop as if it rested on these days too. @type {(shop: Shop, first: string, last: string) => Shop} */
  const rested = ({ calendar, pack }, first, last) => {
    /** @type {[string, string][]} */
    const closed = [...(calendar.closed || []), [first, last]];
    return { calendar: Object.assign({}, calendar, { closed }), pack };
  };

  /** The first day after these that is no day off, "" where none comes. @type {(shop: Shop, last: string) => string} */
  const opening = ({ calendar }, last) => {
    const isClosed = planner.closing(calendar);
    for (let ahead = 1; ahead <= AHEAD; ahead += 1) {
      if (!isClosed(dates.number(last) + ahead)) return dates.shifted(last, ahead);
    }
    return "";
  };

  /** What to paste into the group. @type {(shop: Shop, title: string, first: string, last: string) => string} */
  const notice = (shop, title, first, last) => {
    const opens = opening(rested(shop, first, last), last);
    const again = opens ? `，${dates.words(opens)}照常` : "";
    return `${title || "小店"}${spanWords(first, last)}${again}。\n这几天的消息开门后回。之前约好的，有变动在这里说一声，我记着。`;
  };

  // --- posts

  /** @type {(shop: Shop, from: string, to: string) => Map<string, {post: PlannedPost, words: string}>} */
  const posted = ({ calendar, pack }, from, to) => {
    const runOf = slots.runOf(pack, calendar);
    return new Map(planner.plan(pack, calendar, from, to).map((post) => {
      const title = slots.title(runOf(post).slots[post.slot], post.isAnswer);
      const words = `${dates.words(post.start.slice(0, 10))} ${post.start.slice(11)} ${title}`;
      return [`${post.start} ${post.run}.${post.slot}${planner.anchorEnd(post)}`, { post, words }];
    }));
  };

  /**
   * What is posted otherwise: what falls away on these days, what falls away with them, and what is posted sooner or later
   * instead: an invitation before, what is posted once and an answer after. What is sent already stays.
   * @type {(shop: Shop, first: string, last: string, isSent?: (day: string, id: string) => boolean) => {off: string[], along: string[], sooner: string[], later: string[]}}
   */
  const changes = (shop, first, last, isSent = () => false) => {
    const [from, to] = [today(shop), dates.shifted(last, AHEAD)];
    const now = posted(shop, from, to);
    const then = posted(rested(shop, first, last), from, to);
    const isGone = (/** @type {string} */ key) => !then.has(key) && !isSent(key.slice(0, 10), key.slice(key.indexOf(" ") + 1));
    const gone = Array.from(now).filter(([key]) => isGone(key)).map(([, each]) => each);
    const come = Array.from(then).filter(([key]) => !now.has(key)).map(([, each]) => each);
    const isOff = (/** @type {PlannedPost} */ { start }) => first <= start.slice(0, 10) && start.slice(0, 10) <= last;
    const wordsOf = (/** @type {typeof gone} */ posts, /** @type {(post: PlannedPost) => boolean} */ isOne) =>
      posts.filter(({ post }) => isOne(post)).map(({ words }) => words);
    return {
      off: wordsOf(gone, isOff), along: wordsOf(gone, (post) => !isOff(post)),
      sooner: wordsOf(come, ({ start }) => start < first), later: wordsOf(come, ({ start }) => start > last),
    };
  };

  /** @type {(day: string, id: string) => boolean} */
  const isSent = (day, id) => qunli.bending.isPosted(day, id);

  // --- promises

  /** What a day posts as it is now: with what was edited, filled in, taken off and added. @type {(day: string) => GoneOut[]} */
  const said = (day) => {
    const { bending, plan, memory, texts } = qunli;
    return bending.posts(day).filter((post) => !post.isOff).map((post) => {
      const words = `${dates.words(day)} ${post.slot.at} ${texts.called(post)}`;
      return { day, words, text: plan.filled(post.parts, memory.noted(day, post.id).blanks) };
    });
  };

  // --- reminders

  /**
   * The reminders that ring on these days although nothing is posted, of those that were made on this phone.
   * @param {Shop} shop
   * @param {{[uid: string]: unknown}} events of the last file of reminders: their starts by UID, ;TZID=Asia/Shanghai:20261213T110000
   * @param {string} first
   * @param {string} last
   */
  const ringing = (shop, events, first, last) => {
    const { calendar, pack } = shop;
    const found = [];
    for (const uid of Object.keys(events)) {
      const [, year, month, date, hour, minute] = /^;.*:(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/.exec(String(events[uid])) || [];
      const day = `${year}-${month}-${date}`;
      const [, run, slot] = uid.split(".");
      const sop = calendar.runs.find((each) => each.id === run);
      if (!sop || day < first || day > last || day < today(shop)) continue;
      const { title = "" } = pack.sops[sop.sop].slots[slot] || {};
      found.push([`${day}T${hour}${minute}`, `${dates.words(day)} ${hour}:${minute} ${title}（提前 ${calendar.remind} 分钟响）`]);
    }
    return found.sort().map(([, words]) => words.replace(" （", "（"));
  };

  return { today, spanWords, notice, changes, isSent, said, promises: qunli.promises.all, ringing };
})();
