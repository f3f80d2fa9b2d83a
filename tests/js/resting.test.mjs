import assert from "node:assert/strict";
import test from "node:test";

import { PACK, PLANNER, load } from "./scripts.mjs";

const text = (...parts) => [{ id: "1", parts }];
const weekly = (title, weekday, at, said, more = {}) => ({
  title, when: { unit: "week", every: 1, on: [weekday] }, at: [at], pace: 0, minutes: 5, type: "content", way: "post", texts: text(said), ...more,
});
const SLOTS = {
  menu: weekly("今日菜单", 3, "11:00", "今天有鱼"),
  order: weekly("周末团", 2, "18:00", "来拼一样\n周六16:00取货，要的接龙。今晚十点截单"),
  draw: weekly("抽奖", 5, "20:00", "〔奖品〕今晚20:30开奖！"),
  coupon: weekly("券", 3, "16:00", "这张券3天内到店领"),
  far: weekly("预告", 3, "19:00", "12月13日开课"),
  opening: { ...weekly("冬至团预告", 0, "10:00", "冬至团来了"), when: { festival: "winter", days: [-3] } },
  closing: { ...weekly("冬至团收单", 0, "15:00", "收单"), when: { festival: "winter", days: [-1] } },
};
const LONG = {
  ...PACK,
  days: { ...PACK.days, from: "2026-11-01", to: "2027-03-01", festivals: { winter: [[2026, "2026-12-22"]] }, moons: [["2026-10-10", 331], ["2027-03-08", 336]] },
  sops: { welfare: { ...PACK.sops.welfare, slots: SLOTS } },
};
const OF = {
  id: "my-x7k2q", edition: 3, time: 1, industry: "shop", title: "老王小馆", pace: 2, hours: [], shut: [0], closed: [], starts: "2026-11-30", values: {},
  runs: [{ sop: "welfare", groups: ["一群"], starts: "2026-11-30", gone: {} }],
};

/** At five past eleven on Thursday, 10 December 2026; Mondays are closed. */
const page = () => {
  Date.now = () => Date.UTC(2026, 11, 10, 3, 5);
  return load(...PLANNER, "fragment", "storage", "my/edition", "today/resting", "my/daysoff");
};
const opened = () => page().resting;
const shop = (more = {}, pack = LONG) => ({ calendar: page().edition.calendar({ ...OF, ...more }, pack), pack });

/** What a day posts by the plan alone. */
const planned = (day) => {
  const { planner, slots, dates } = page();
  const { calendar, pack } = shop();
  const runOf = slots.runOf(pack, calendar);
  return planner.plan(pack, calendar, day, day).map((post) => (
    { day, words: `${dates.words(day)} ${post.start.slice(11)} ${slots.title(runOf(post).slots[post.slot], post.isAnswer)}`, text: post.text }
  ));
};

test("the words for the group say when it opens again, which is no closed weekday and no other day off", () => {
  const { notice } = opened();
  assert.match(notice(shop(), "老王小馆", "2026-12-11", "2026-12-11"), /^老王小馆12月11日 周五歇一天，12月12日 周六照常。\n/);
  assert.match(notice(shop(), "老王小馆", "2026-12-12", "2026-12-13"), /到12月13日 周日歇2天，12月15日 周二照常。/);
  assert.match(notice(shop({ closed: [["2026-12-15", "2026-12-16"]] }), "", "2026-12-12", "2026-12-13"), /^小店.*12月17日 周四照常/);
  assert.match(notice(shop({ closed: [["2026-12-14", "2027-06-16"]] }), "老王小馆", "2026-12-12", "2026-12-13"), /歇2天。\n/);
});

test("it lists what falls away, what falls away with it, and what is posted sooner instead", () => {
  const { changes } = opened();
  assert.deepEqual(changes(shop(), "2026-12-12", "2026-12-12"), { off: ["12月12日 周六 20:00 抽奖"], along: [], sooner: [], later: [] });
  const moved = changes(shop(), "2026-12-19", "2026-12-19");
  assert.deepEqual(moved, { off: ["12月19日 周六 10:00 冬至团预告", "12月19日 周六 20:00 抽奖"], along: [], sooner: ["12月18日 周五 10:00 冬至团预告"], later: [] });
  const open = changes(shop({ shut: [] }), "2026-12-15", "2026-12-20");
  assert.deepEqual([open.along, open.sooner], [["12月21日 周一 15:00 冬至团收单"], []]);
  assert.ok(open.off.includes("12月17日 周四 11:00 今日菜单"));
});

test("it lists what was promised for these days, by posts of the week before too, and nothing else", () => {
  const { promises } = opened();
  assert.deepEqual(promises(planned, "2026-12-12", "2026-12-12"), [
    "12月9日 周三 18:00 周末团：「周六16:00取货，要的接龙」", "12月10日 周四 16:00 券：「这张券3天内到店领」", "12月12日 周六 20:00 抽奖：「〔奖品〕今晚20:30开奖」",
  ]);
  assert.deepEqual(promises(planned, "2026-12-13", "2026-12-13"), ["12月10日 周四 16:00 券：「这张券3天内到店领」", "12月10日 周四 19:00 预告：「12月13日开课」"]);
  assert.deepEqual(promises(planned, "2026-12-15", "2026-12-15"), []);
});

test("it lists the reminders of the last file that ring on these days, whatever is stored", () => {
  const { ringing } = opened();
  const events = {
    "my-x7k2q.welfare.draw.1.20261212@x": ";TZID=Asia/Shanghai:20261212T200000", "my-x7k2q.welfare.order.1.20261216@x": ";TZID=Asia/Shanghai:20261216T180000",
    "my-x7k2q.welfare.old.1@x": ";TZID=Asia/Shanghai:20261212T090000", "my-x7k2q.gone.a.1@x": ";TZID=Asia/Shanghai:20261212T090000",
    "my-x7k2q.refill@x": ";TZID=Asia/Shanghai:20261212T090000", "": 7, "my-x7k2q.welfare.menu.x": null, "my-x7k2q.welfare.menu": "<b>",
  };
  assert.deepEqual(ringing(shop(), events, "2026-12-11", "2026-12-13"), ["12月12日 周六 09:00（提前 10 分钟响）", "12月12日 周六 20:00 抽奖（提前 10 分钟响）"]);
  assert.deepEqual(ringing(shop(), {}, "2026-12-11", "2026-12-13"), []);
});

test("what is sent already today is not told as falling away", () => {
  const { changes } = opened();
  const isSent = (day, id) => `${day} ${id}` === "2026-12-10 welfare.menu";
  const all = changes(shop(), "2026-12-10", "2026-12-12").off;
  assert.ok(all.includes("12月10日 周四 11:00 今日菜单"));
  assert.deepEqual(changes(shop(), "2026-12-10", "2026-12-12", isSent).off, all.filter((each) => !each.endsWith("今日菜单")));
});

test("days off are kept in order, and those long past make room for new ones", () => {
  const { rested } = page().daysoff;
  const old = Array.from({ length: 39 }, (_, at) => [`2026-01-${String((at % 28) + 1).padStart(2, "0")}`, "2026-01-31"]);
  const kept = rested({ ...OF, closed: [...old, ["2026-12-24", "2026-12-25"], ["2026-12-01", "2026-12-01"]] }, LONG, "2026-12-11", "2026-12-13");
  assert.deepEqual(kept.closed, [["2026-12-01", "2026-12-01"], ["2026-12-11", "2026-12-13"], ["2026-12-24", "2026-12-25"]]);
});

test("what is posted once goes on after a day off, its answer too, and no day off is forgotten, or its texts would move back", () => {
  const { resting: { changes }, daysoff: { rested } } = page();
  const texts = ["一", "二"].map((id) => ({ id, parts: [`谜${id}`], answer: ["是鱼"] }));
  const riddle = { ...SLOTS.menu, title: "猜谜", when: { unit: "week", every: 1, on: [5] }, at: ["19:00"], once: true, rotate: undefined, texts };
  const pack = { ...LONG, sops: { welfare: { ...PACK.sops.welfare, slots: { riddle } } } };
  assert.deepEqual(changes(shop({}, pack), "2026-12-12", "2026-12-13"), {
    off: ["12月12日 周六 19:00 猜谜", "12月13日 周日 19:00 猜谜的答案"], along: [],
    sooner: [], later: ["12月19日 周六 19:00 猜谜", "12月20日 周日 19:00 猜谜的答案"],
  });
  const long = [["2026-01-03", "2026-01-03"], ["2026-09-05", "2026-09-05"]];
  assert.deepEqual(rested({ ...OF, closed: long }, pack, "2026-12-12", "2026-12-12").closed, [...long, ["2026-12-12", "2026-12-12"]]);
  const many = Array.from({ length: 40 }, () => long[0]);
  assert.equal(rested({ ...OF, closed: many }, pack, "2026-12-12", "2026-12-12").closed.length, 40);
});
