/* How much one group bears in a day: what a computer would refuse to build (Q201, Q608) is said in the form, with a way out. */
"use strict";
var qunli = qunli || {};

/** @typedef {{group: string, day: string, count: number, isSent: boolean}} Crowded a day too full; `isSent` where it is of 群发 */

qunli.crowd = (() => {
  const { dates, edition, planner, slots, sums } = qunli;
  const { element, button } = qunli.dom;
  const MOST = { posts: 5, sends: 1 }; // a day in one group, as checks/amounts.py and checks/platforms.py have them

  /**
   * Every group with each of its posts: Moments are no group, and what one customer gets is in none; what is sent to a group is.
   * @type {(pack: PackData, calendar: CalendarData, from: string, to: string) => Crowded[]}
   */
  const heard = (pack, calendar, from, to) => {
    const runOf = slots.runOf(pack, calendar);
    /** @type {Crowded[]} */
    const found = [];
    for (const post of planner.plan(pack, calendar, from, to)) {
      const run = runOf(post);
      const slot = run.slots[post.slot];
      const day = post.start.slice(0, 10);
      const isHeard = pack.sops[run.sop].kind !== "moments" && !slot.to;
      for (const group of run.groups) {
        if (isHeard) found.push({ group, day, count: 0, isSent: false });
        if (slot.way === "mass-send") found.push({ group, day, count: 0, isSent: true });
      }
    }
    return found;
  };

  /**
   * The fullest day of a group that has more than it bears, null where none has.
   * @type {(pack: PackData, calendar: CalendarData, from: string, to?: string) => Crowded | null}
   */
  const fullest = (pack, calendar, from, to = pack.days.to) => {
    /** @type {Map<string, Crowded>} */
    const all = new Map();
    for (const each of from > to ? [] : heard(pack, calendar, from, to)) {
      const key = `${each.isSent} ${each.day} ${each.group}`;
      const counted = all.get(key) || each;
      counted.count += 1;
      all.set(key, counted);
    }
    const over = (/** @type {Crowded} */ { count, isSent }) => count - (isSent ? MOST.sends : MOST.posts);
    const full = Array.from(all.values()).filter((each) => over(each) > 0).sort((one, other) => over(other) - over(one));
    return full[0] || null;
  };

  /** @type {(pack: PackData, of: Edition, today: string) => Crowded | null} */
  const found = (pack, of, today) => fullest(pack, edition.calendar(of, pack), today);

  /** @type {(full: Crowded | null) => string} */
  const words = (full) => {
    if (!full) return "";
    const { group, day, count, isSent } = full;
    const said = `「${group}」${dates.words(day)}要`;
    if (isSent) return `${said}群发 ${count} 次，企业微信一天只群发一次。`;
    return `${said}发 ${count} 条。一个群一天最多 ${MOST.posts} 条，再多人家就设免打扰了。`;
  };

  /**
   * Why a computer would refuse a shop's calendar file, whatever its words, "" where it builds: it posts nothing, or more than a group bears.
   * @type {(pack: PackData, of: Edition, today: string) => string}
   */
  const unbuilt = (pack, of, today) => {
    const calendar = edition.calendar(of, pack);
    const isSilent = !planner.plan(pack, calendar, pack.days.from, pack.days.to).length;
    if (isSilent) return "给会电脑的人的文件要有得发才做得出来：现在一条也不发。";
    const full = words(fullest(pack, calendar, today));
    return full && `${full}先点「改一改」挪开，才有给会电脑的人的文件。`;
  };

  /** A name that none of these is. @type {(name: string, taken: Set<string>) => string} */
  const free = (name, taken) => {
    let nth = 1;
    const called = () => (nth > 1 ? `${name}${nth}` : name);
    while (taken.has(called())) nth += 1;
    return called();
  };

  /** The same shop with groups of its own for each plan; the first keeps its names. @type {(pack: PackData, of: Edition) => Edition} */
  const apart = (pack, of) => {
    /** @type {Set<string>} */
    const taken = new Set();
    const runs = of.runs.map((run) => {
      const own = run.groups.filter((group) => !taken.has(group));
      const groups = own.length ? own : [free(pack.sops[run.sop].title, taken)];
      groups.forEach((group) => taken.add(group));
      return Object.assign({}, run, { groups });
    });
    return Object.assign({}, of, { runs });
  };

  /**
   * What can be done about it: a group for each plan, or fewer posts; each is known to help.
   * @type {(pack: PackData, of: Edition, today: string) => {words: string, of: Edition}[]}
   */
  const ways = (pack, of, today) => {
    const paces = [of.pace - 1, of.pace - 2].filter((pace) => pace >= 0).map((pace) => Object.assign({}, of, { pace }));
    const lower = paces.filter((each) => !found(pack, each, today))[0];
    const own = apart(pack, of);
    const all = [];
    if (JSON.stringify(own) !== JSON.stringify(of) && !found(pack, own, today)) all.push({ words: "一个计划用一个群", of: own });
    if (lower) all.push({ words: `少发一点：${sums.words(sums.week(pack, edition.calendar(lower, pack), today).posts)}`, of: lower });
    return all;
  };

  /** Whether plans share a group: only then many come together, and it is worth reckoning at every key. @type {(of: Edition) => boolean} */
  const isShared = ({ runs }) => {
    const all = runs.reduce((names, { groups }) => [...names, ...groups], /** @type {string[]} */ ([]));
    return new Set(all).size < all.length;
  };

  /**
   * What is to be said where a group has too much, with the ways out; nothing where none has.
   * @type {(pack: PackData, of: Edition, today: string, turn: (of: Edition) => void) => HTMLElement[]}
   */
  const note = (pack, of, today, turn) => {
    const said = words(found(pack, of, today));
    if (!said) return [];
    const out = ways(pack, of, today);
    const more = out.length ? "" : "去掉一两个计划，或者少歇一天再看。";
    return [element("p", { class: "note warn" }, [said + more]), ...out.map((way) => button(way.words, () => turn(way.of), "btn"))];
  };

  return { note, fullest, found, words, unbuilt, apart, ways, isShared };
})();
