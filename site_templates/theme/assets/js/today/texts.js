/* What leaves the phone as text: the day's report, a day's list, the week's table. */
"use strict";
var qunli = qunli || {};

qunli.texts = (() => {
  const { plan, memory, dates, bending } = qunli;

  const UNCOUNTED = "没记";

  /**
   * @param {Post} post
   * @param {string} name of what is counted
   * @param {Noted} noted
   */
  const figureOf = (post, name, noted) => (post.slot.record.includes(name) ? memory.total(post.slot, name, noted) : "");

  /**
   * The same group by group, 12+8 or 没记+8, as `reports` reads it; "" where nothing was counted.
   * @type {(post: Post, name: string, noted: Noted) => string}
   */
  const figuresOf = ({ slot }, name, { figures }) => {
    const found = memory.figureKeys(slot, name).map((key) => memory.figure(figures[key]));
    while (found.length && !found[found.length - 1]) found.pop();
    return found.map((each) => each || UNCOUNTED).join("+");
  };

  /** @type {(day: string, role: string, words: string) => string} */
  const head = (day, role, words) => {
    const who = role ? `（${plan.data.roles[role]}）` : "";
    return `【${plan.data.title}】${dates.words(day)} ${words}${who}`;
  };

  /** @type {(day: string, post: Post) => string} */
  const undone = (day, post) => (bending.until(day, post) > 0 ? "还没到" : "没发");

  /** A group with the time of its tick. @type {(group: string, noted: Noted) => string} */
  const timed = (group, { times }) => (times[group] ? `${group} ${times[group]}` : group);

  /**
   * Where a post went and when; \`reports\` reads it again.
   * @type {(day: string, post: BentPost, noted: Noted) => string}
   */
  const doneWords = (day, post, noted) => {
    const { groups } = post.slot;
    const has = groups.filter((group) => noted.groups.includes(group));
    if (post.isOff && !has.length) return "今天不发";
    const list = has.map((group) => timed(group, noted)).join("、");
    if (!has.length) return undone(day, post);
    if (has.length < groups.length) return `只发了${list}`;
    const times = new Set(has.map((group) => noted.times[group] || ""));
    return times.size > 1 ? `已发：${list}` : `已发 ${Array.from(times)[0]}`.trim();
  };

  /** What a post is called beside its hour. @type {(post: BentPost) => string} */
  const called = ({ slot, isSudden }) => (isSudden ? `${slot.run}：${slot.title}` : slot.title);

  /** @type {(day: string, post: BentPost) => string} */
  const reportLine = (day, post) => {
    const noted = memory.noted(day, post.id);
    const words = [post.slot.at, called(post), doneWords(day, post, noted)];
    for (const name of post.slot.record) {
      const figures = figuresOf(post, name, noted);
      if (figures) words.push(plan.data.records[name] + figures);
    }
    const changes = bending.changes(post, noted.bent);
    return words.join(" ") + (changes ? `（改了：${changes}）` : "");
  };

  /**
   * The day's sums as words; what nobody counted is left out.
   * @type {(day: string, posts: Post[]) => string[]}
   */
  const sums = (day, posts) => {
    const words = [];
    for (const name of Object.keys(plan.data.records)) {
      const figures = posts.map((post) => figureOf(post, name, memory.noted(day, post.id))).filter(Boolean);
      const hundredths = figures.reduce((sum, figure) => sum + Math.round(Number(figure) * 100), 0);
      if (figures.length) words.push(`${plan.data.records[name]}${hundredths / 100}`);
    }
    return words;
  };

  /**
   * @param {string} day
   * @param {string} role limits it to one role's posts; "" is everyone's
   */
  const report = (day, role) => {
    const posts = bending.posts(day, role);
    const done = posts.filter((post) => memory.isDone(day, post)).length;
    const off = posts.filter((post) => post.isOff && !memory.isDone(day, post)).length;
    // Nothing went everywhere: a bare nought would say that nothing went out.
    const some = posts.filter((post) => !memory.isDone(day, post) && post.slot.groups.some((group) => memory.noted(day, post.id).groups.includes(group))).length;
    const totals = sums(day, posts);
    const rows = [head(day, role, "日报"), `发了 ${done}/${posts.length - off} 条${some && !done ? `，另有 ${some} 条只发了几个群` : ""}`];
    rows.push(...posts.map((post) => reportLine(day, post)));
    if (totals.length) rows.push(`合计 ${totals.join(" ")}`);
    return rows.join("\n");
  };

  /** @type {(blank: {label: string, example: string}) => string} */
  const wanted = ({ label, example }) => label + (example ? `（例：${example}）` : "");

  /**
   * What a post takes before it goes out, a line each, as `words.needs` has them in Python.
   * @type {(post: Post) => string[]}
   */
  const needs = ({ slot, parts }) => {
    const { media, notes } = plan.data.titles;
    const said = [
      ["要填", plan.blanks(parts).map(wanted).join("；")],
      [media, slot.media.join("、")],
      [notes, slot.notes],
    ];
    return said.filter(([, words]) => words).map(([title, words]) => `${title}：${words}`);
  };

  /** @type {(day: string, post: BentPost) => string[]} */
  const listLines = (day, post) => {
    const { at, title, groups, who, way } = post.slot;
    const changes = bending.changes(post, memory.noted(day, post.id).bent);
    const below = [[who, way].filter(Boolean).join("，"), ...(changes ? [`改了：${changes}`] : []), ...needs(post)];
    return [`${at} ${title} → ${groups.join("、")}`, ...below.map((line) => `  ${line}`)];
  };

  /**
   * What a day posts, for the staff's group, in the order and the words of `agenda` in Python.
   * @type {(day: string, role: string) => string}
   */
  const list = (day, role) => {
    const posts = bending.posts(day, role).filter((post) => !post.isOff);
    const rows = [head(day, role, `要发 ${posts.length} 条`)];
    if (!posts.length) rows.push(plan.isClosed(day) || memory.isRested(day) ? "店休，不发" : "没有要发的");
    for (const post of posts) rows.push(...listLines(day, post));
    return rows.join("\n");
  };

  /** @type {(day: string, post: BentPost) => string} */
  const leftOut = (day, post) => (post.isOff ? "今天不发" : undone(day, post));

  /**
   * A row for each group with its own figures.
   * @type {(day: string, post: BentPost) => string[][]}
   */
  const tableRows = (day, post) => {
    const noted = memory.noted(day, post.id);
    const names = Object.keys(plan.data.records);
    const figureIn = (/** @type {string} */ name, /** @type {number} */ at) =>
      (post.slot.record.includes(name) ? memory.figure(noted.figures[memory.figureKeys(post.slot, name)[at]]) : "");
    const changes = bending.changes(post, noted.bent);
    return post.slot.groups.map((group, at) => {
      const state = noted.groups.includes(group) ? "已发" : leftOut(day, post);
      return [day, post.slot.at, post.slot.run, post.slot.title, group, state, ...names.map((name) => figureIn(name, at)), changes];
    });
  };

  /**
   * The week of a day as CSV.
   * @type {(day: string) => string}
   */
  const table = (day) => {
    const monday = dates.monday(day);
    const rows = [["日期", "几点", "计划", "发什么", "群", "发了没", ...Object.values(plan.data.records), "改了什么"]];
    for (let at = 0; at < 7; at += 1) {
      const date = dates.shifted(monday, at);
      for (const post of bending.posts(date)) rows.push(...tableRows(date, post));
    }
    return qunli.csv.file(rows);
  };

  return { report, list, table, called, undone, UNCOUNTED };
})();
