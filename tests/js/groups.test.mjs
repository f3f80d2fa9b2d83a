// A post that goes to several groups: each group tells what it was sent, and what was counted in it.
import assert from "node:assert/strict";
import test from "node:test";

import { CALENDAR, PACK, Store, loadToday, provide } from "./scripts.mjs";

const [MENU, ID] = ["welfare.menu", "welfare.evening"];
const GROUPS = ["一群", "二群", "三群"];
const { sops } = PACK;
const SLOTS = Object.fromEntries(Object.entries(sops.welfare.slots).map(([id, slot]) => [id, { ...slot, owner: "staff", record: ["replies", "members"] }]));
const SHOP = {
  ...PACK, days: { ...PACK.days, from: "2026-11-16" }, words: { ...PACK.words, records: { replies: "回复", members: "群里" } },
  sops: { welfare: { ...sops.welfare, slots: SLOTS } },
};
const calendarOf = (groups) => ({ ...CALENDAR, starts: "2026-11-23", closed: [], runs: [{ ...CALENDAR.runs[0], groups, starts: ["2026-11-23"] }] });
const DAYS = ["2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05", "2026-12-06"];

// The section is not drawn here.
provide("navigator", {});
provide("document", { documentElement: {}, addEventListener: () => {} });
const opened = (store = new Store(), groups = GROUPS) => loadToday(store, SHOP, calendarOf(groups), ["dom", "my/chance", "my/review", "my/reviewing"]);
/** Tick a post in some groups of a day, with a number in each where one is given: {一群: 12}. */
const work = (page, day, id, told, members = {}) =>
  page.memory.note(day, id, (noted) => {
    noted.groups = Object.keys(told);
    GROUPS.forEach((group, at) => {
      const key = (name) => (at ? `${name} ${group}` : name);
      if (told[group] !== undefined && told[group] !== null) noted.figures[key("replies")] = String(told[group]);
      if (members[group]) noted.figures[key("members")] = String(members[group]);
    });
  });
const judged = (page) => page.review.judged(page.reviewing.turns(DAYS[0], DAYS[6]));
const found = (page, id) => judged(page).find(({ tally }) => tally.id === id);
const cell = (page, id) => page.review.ticked(found(page, id).tally);

test("one group of three worked alone is a whole week, with its numbers; the others say nothing", () => {
  const page = opened();
  for (const day of DAYS) {
    work(page, day, MENU, { 一群: 10 }, { 一群: 120 });
    work(page, day, ID, { 一群: 40 });
  }
  assert.equal(cell(page, MENU), "7/7");
  const { tally, verdict } = found(page, MENU);
  assert.equal(tally.sums.replies, 70);
  assert.match(verdict.why, /平均 10 个人回，别的 40（群里 120 人），少得不像碰巧/);
});

test("all groups worked: each by itself, and only those of which people are known are compared", () => {
  const page = opened();
  for (const day of DAYS) {
    work(page, day, MENU, { 一群: 40, 二群: 40, 三群: 40 }, { 一群: 120 });
    work(page, day, ID, { 一群: 60, 二群: 1, 三群: 1 });
  }
  assert.equal(cell(page, MENU), "7/7");
  assert.match(found(page, MENU).verdict.why, /平均 40 个人回，别的 60（一群 120 人），少得不像碰巧/);
  work(page, DAYS[6], MENU, { 一群: 40, 二群: 40, 三群: 40 }, { 一群: 120, 三群: 80 });
  assert.match(found(page, MENU).verdict.why, /平均 80 个人回，别的 61（一群、三群 200 人）/);
  assert.equal(page.review.counted(page.review.people(page.reviewing.turns(DAYS[0], DAYS[6]))), "一群按 120 人算，三群按 80 人算。");
});

test("a group that only one of two posts was counted in is left out of both sides", () => {
  const page = opened();
  for (const day of DAYS) {
    work(page, day, MENU, { 一群: 10, 二群: 70 }, { 一群: 120, 二群: 100 });
    work(page, day, ID, { 一群: 11, 二群: null });
  }
  assert.match(found(page, MENU).verdict.why, /平均 10 个人回，别的 11（一群 120 人），看不出差别/);
  const apart = opened();
  for (const day of DAYS) {
    work(apart, day, MENU, { 一群: 10 }, { 一群: 120 });
    work(apart, day, ID, { 二群: 50 }, { 二群: 100 });
  }
  assert.match(found(apart, MENU).verdict.why, /没得比/);
});

test("one good day in all groups is not measured against days of one group", () => {
  const page = opened();
  DAYS.forEach((day, at) => {
    work(page, day, MENU, at ? { 一群: 10 } : { 一群: 10, 二群: 10, 三群: 10 }, { 一群: 120, 二群: 120, 三群: 120 });
    work(page, day, ID, at ? { 一群: 10 } : { 一群: 10, 二群: 10, 三群: 10 });
  });
  assert.equal(cell(page, MENU), "一群 7/7、二群 1/1、三群 1/1");
  assert.match(found(page, MENU).verdict.why, /平均 30 个人回，别的 30/);
});

test("what is missed in a group that was worked that day is missed; a turn left out is one turn", () => {
  const page = opened();
  DAYS.forEach((day, at) => {
    work(page, day, MENU, { 一群: null, 二群: null });
    if (at < 2) work(page, day, ID, { 一群: null });
  });
  assert.equal(cell(page, ID), "一群 2/7、二群 0/7");
  assert.match(found(page, ID).verdict.why, /2 个群一共该发 14 次，发了 2 次/);
  for (const day of DAYS.slice(0, 4)) page.bending.note(day, ID, { off: true });
  assert.match(found(page, ID).verdict.why, /7 次里有 4 次点了今天不发/);
});

test("a report of one group says so, and another phone that takes it, or the link, or a changed plan, tells the same week", () => {
  const store = new Store();
  const page = opened(store);
  for (const day of DAYS) for (const id of [MENU, ID]) work(page, day, id, { 二群: 10 }, { 二群: 90 });
  const report = page.texts.report(DAYS[0], "");
  assert.match(report, /\n发了 0\/2 条，另有 2 条只发了几个群\n11:00 =今日菜单 只发了二群 回复没记\+10 群里没记\+90/);
  const rows = page.texts.table(DAYS[0]);
  assert.equal(rows.split("\r\n").filter((row) => row.includes(",二群,已发,10,90")).length, 14);
  const reports = DAYS.map((day) => page.texts.report(day, "")).join("\n");
  const links = DAYS.map((day) => page.handover.written(day));
  const before = judged(page);
  const pasted = opened();
  assert.deepEqual(pasted.reports.takeOver(reports).map(({ unread }) => unread), DAYS.map(() => []));
  assert.deepEqual(judged(pasted), before);
  const linked = opened();
  links.forEach((link) => linked.handover.takeOver(link));
  assert.deepEqual(judged(linked), before);
  const renamed = opened(store, ["福利一群", "福利二群"]);
  assert.deepEqual(judged(renamed), before);
  assert.equal(renamed.texts.table(DAYS[0]), rows);
  assert.equal(renamed.texts.report(DAYS[0], ""), report);
});

test("a shop of one group is told as ever", () => {
  const page = opened(new Store(), ["一群"]);
  for (const day of DAYS) {
    work(page, day, MENU, { 一群: 10 }, { 一群: 120 });
    work(page, day, ID, { 一群: 12 });
  }
  assert.equal(cell(page, MENU), "7/7");
  assert.match(found(page, MENU).verdict.why, /别的 12（群里 120 人）/);
});

test("what was chosen since is not of the week before", () => {
  const store = new Store();
  const page = opened(store, ["一群"]);
  work(page, DAYS[0], MENU, { 一群: 10 });
  work(page, DAYS[1], MENU, { 一群: 10 });
  const late = { ...SLOTS.evening, title: "夜宵", at: ["21:30"] };
  const more = { ...SHOP, sops: { welfare: { ...sops.welfare, slots: { ...SLOTS, late } } } };
  const now = loadToday(store, more, calendarOf(["一群"]), ["dom", "my/chance", "my/review", "my/reviewing"]);
  const turns = now.reviewing.turns(DAYS[0], DAYS[6]);
  assert.ok(turns.some(({ title }) => title === "夜宵"));
  const titles = new Set(now.reviewing.posted(turns, DAYS[0]).map(({ title }) => title));
  assert.deepEqual([...titles].sort(), ["=今日菜单", "晚安"].sort());
  // Of a week of which nothing is noted, nobody knows what it had.
  assert.ok(now.reviewing.posted(now.reviewing.turns(DAYS[2], DAYS[6]), DAYS[2]).some(({ title }) => title === "夜宵"));
});
