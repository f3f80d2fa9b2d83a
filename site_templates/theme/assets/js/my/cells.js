/* What days post, for the sheets of a week and a month: days, the posts that stand on each of them, and marks. */
"use strict";
var qunli = qunli || {};

/** @typedef {{day: string, isClosed: boolean, posts: BentPost[]}} SheetDay */

qunli.cells = (() => {
  const { plan, dates, bending } = qunli;
  const { element } = qunli.dom;
  const LEAST = 4; // open days: fewer say nothing of what is posted every day
  const MARKS = ["activity", "content", "warmth"];
  /** @type {Words} */
  const SHORT = { activity: "福", content: "干", warmth: "互" };
  /** @type {Words} */
  const NAMES = { activity: "福利", content: "干货", warmth: "互动" };

  /**
   * So many days from `first` on, each as it is now.
   * @type {(first: string, count: number) => SheetDay[]}
   */
  const days = (first, count) => {
    const found = [];
    for (let at = 0; at < count; at += 1) {
      const day = dates.shifted(first, at);
      found.push({ day, isClosed: plan.isClosed(day), posts: bending.posts(day) });
    }
    return found;
  };

  /** What makes a post the same one every day. @type {(post: BentPost) => string} */
  const keyOf = ({ id, slot }) => `${slot.at} ${id}`;

  /**
   * The posts that stand at the same hour on each of these days that is not closed; none where too few days are open.
   * @type {(among: SheetDay[]) => BentPost[]}
   */
  const daily = (among) => {
    const open = among.filter((each) => !each.isClosed);
    if (open.length < LEAST) return [];
    const sets = open.map((each) => new Set(each.posts.filter((post) => !post.isOff).map(keyOf)));
    return open[0].posts.filter((post) => sets.every((set) => set.has(keyOf(post))));
  };

  /** The posts of a day that are not among these. @type {(day: SheetDay, daily: BentPost[]) => BentPost[]} */
  const rest = ({ posts }, known) => {
    const keys = new Set(known.map(keyOf));
    return posts.filter((post) => !keys.has(keyOf(post)));
  };

  /** @type {(type: string) => HTMLElement} */
  const mark = (type) => element("i", { class: `m ${type}`, title: NAMES[type] || null }, [SHORT[type] || ""]);

  const key = () => element("p", { class: "key" }, MARKS.map((type) => element("span", {}, [mark(type), NAMES[type]])));

  /** The page of today's posts, on a day and with one of its posts. @type {(day: string, id?: string) => string} */
  const address = (day, id = "") => qunli.opened.page("today", [`day=${day}`, id].filter(Boolean).join("&"));

  /** 12月7日. @type {(day: string) => string} */
  const date = (day) => dates.words(day).split(" ")[0];

  /** 周一. @type {(day: string) => string} */
  const weekday = (day) => dates.words(day).split(" ")[1];

  /** The day that the address names, else today, where a clock that is wrong does not put it off the plan. @type {() => string} */
  const asked = () => {
    const { day } = qunli.address.read(location.hash);
    if (day && !isNaN(dates.number(day))) return day;
    const today = plan.now().day;
    return plan.isKnown(today) ? today : plan.data.built;
  };

  return { days, daily, rest, mark, key, address, date, weekday, asked };
})();
