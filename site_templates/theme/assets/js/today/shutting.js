/* Days off of a shop whose plan stands in the site: its posts of those days are noted as not posted, on this phone and in what
   leaves it. The plan itself and its calendars change where the site is made. */
"use strict";
(() => {
  const { plan, memory, bending, resting, storage, view, dates } = qunli;
  const { element, put } = qunli.dom;
  const root = document.getElementById("_posts");
  if (!root || !plan.isReadable || window.qunliOwn) return;
  const folded = element("div");

  /** @type {() => Shop} */
  const shop = () => ({ calendar: /** @type {CalendarData} */ (window.qunliCalendar), pack: /** @type {PackData} */ (window.qunliPack) });

  const MOST = 40;
  const place = () => `qunli:1:${memory.placeOf()}:rests`;

  /** @typedef {{first: string, last: string, marked: [string, string][]}} Rest `marked` are the posts that it took off: day and id */

  /** @type {(each: any) => each is Rest} */
  const isRest = (each) => Boolean(each) && [each.first, each.last].every((day) => !isNaN(dates.number(day))) && Array.isArray(each.marked);

  /** The days off that were noted on this phone. @type {() => Rest[]} */
  const rests = () => {
    const { spans } = storage.record(place());
    return Array.isArray(spans) ? spans.filter(isRest) : [];
  };

  /** @type {(spans: Rest[]) => void} */
  const keepRests = (spans) => storage.keep(place(), { spans: spans.sort((one, other) => (one.first < other.first ? -1 : 1)).slice(-MOST) });

  /** Take the posts of these days off; says which were not off before. @type {(first: string, last: string) => [string, string][]} */
  const close = (first, last) => {
    /** @type {[string, string][]} */
    const marked = [];
    for (let day = first; day <= last; day = dates.shifted(day, 1)) {
      for (const post of bending.posts(day)) {
        if (!post.isSudden && !post.isOff && !bending.isPosted(day, post.id)) marked.push([day, post.id]);
      }
    }
    for (const [day, id] of marked) bending.note(day, id, { off: true });
    return marked;
  };

  /** What is not posted on these days: what is sent already stays. @type {(first: string, last: string) => string[]} */
  const fallen = (first, last) => {
    const found = [];
    for (let day = first; day <= last; day = dates.shifted(day, 1)) {
      const open = bending.posts(day).filter(({ id, isOff }) => !isOff && !bending.isPosted(day, id));
      found.push(...open.map((post) => `${dates.words(day)} ${post.slot.at} ${qunli.texts.called(post)}`));
    }
    return found;
  };

  /** @type {(first: string, last: string) => string} */
  const line = (first, last) => `closed: [${first === last ? first : `${first}/${last}`}]`;

  /** @type {() => Resting} */
  const wish = () => ({
    shop, title: shop().calendar.title, spans: () => rests().map((each) => [each.first, each.last]), ring: () => [],
    changed: (first, last) => ({ off: fallen(first, last), along: [], sooner: [], later: [] }),
    alarms: (first, last) => `手机日历里订阅的、存过的，那几天还会响。要日历和别人的手机也停，把这一行发给管网站的人，写进 calendars/${shop().calendar.id}.yml：${line(first, last)}`,
    rest: (first, last) => {
      keepRests([...rests(), { first, last, marked: close(first, last) }]);
      turn(`${resting.spanWords(first, last)}，那几天的都记成今天不发。`);
    },
    open: (first, last) => {
      const isThis = (/** @type {Rest} */ each) => each.first === first && each.last === last;
      // What was off before stays so.
      for (const { marked } of rests().filter(isThis)) marked.forEach(([day, id]) => bending.note(day, id, { off: false }));
      keepRests(rests().filter((each) => !isThis(each)));
      turn(`${dates.words(first)}起照常发。`);
    },
  });

  const draw = () => put(folded, [qunli.rest.section(wish())]);

  /** @type {(words: string) => void} */
  const turn = (words) => {
    view.redraw(words);
    draw();
    view.notice.scrollIntoView({ block: "center" });
  };

  root.after(folded);
  draw();
})();
