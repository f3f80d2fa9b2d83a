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
  return load(...PLANNER, "fragment", "storage", "my/edition", "my/link", "today/reckon", "today/named", "today/dated", "today/promises", "today/resting", "my/daysoff");
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

/** What a sentence promises for a day when it is said on another, with an almanac that knows one New Year. */
const promised = (sentence, said, day) => {
  const days = { from: "2026-11-01", to: "2027-12-31", horizon: "", off: ["2027-02-05", "2027-02-06", "2027-02-07"], work: [],
    festivals: { "new-year": [[2027, "2027-01-01"]], "spring-festival": [[2027, "2027-02-06"]], chuxi: [[2027, "2027-02-05"]] },
    moons: [["2026-12-09", 333], ["2027-01-08", 334], ["2027-02-06", 335], ["2027-03-08", 336]] };
  return page().promises.told(sentence, said, day, day, days);
};

/** Said on Thursday, 10 December, if nothing else is; the days that are meant, and the nearest that are not. */
const PROMISES = [
  ["明早现做，今晚21:00收单", "12-11", "12-12"], ["〔套餐名〕，明天有！", "12-11"], ["明晚8点前报名，晚上抽奖", "12-11"], ["明天来吃", "12-11"],
  ["大后天开奖", "12-13", "12-12"], ["明天截单后天取货", "12-11 12-12", "12-13"], ["今明两天取货", "12-11", "12-12"], ["明后两天到店", "12-12", "12-13"],
  ["下周三取货", "12-16", "12-23"], ["周三取货", "12-16", "12-15"], ["这周三取过的", "12-09", "12-16"], ["下下周一直播", "12-21", "12-14"],
  ["周末都在店里", "12-12 12-13", "12-11"], ["下周末自提", "12-19 12-20", "12-12"], ["星期天到店领", "12-13", "12-14"], ["周六、日自提", "12-12 12-13", "12-14"],
  ["周一到周三接龙", "12-14 12-15 12-16", "12-17"], ["下周一至五到货", "12-14 12-18", "12-13"], ["每周五会员日", "12-11", "12-12"],
  ["12月15日截单，12月31日到货，次日送", "12-15 12-31", "12-16"], ["12月24日、26日来取", "12-24 12-26", "12-25"], ["12月24日到26日开仓", "12-25", "12-27"],
  ["15-18日到店", "12-16", "12-19"], ["十二月二十四号晚上直播", "12-24", "12-23"], ["2号取货", "01-02", "12-12"], ["下个月5号上新", "01-05", "12-15"],
  ["1月2日来取货", "01-02", "12-12"], ["2027-01-02 送货", "01-02"], ["12.24上新", "12-24"], ["一份12.24元", "", "12-24"], ["月底开奖", "12-31", "12-30"],
  ["三天内凭小票来领", "12-12", "12-14"], ["这三天都能来兑", "12-12"], ["48小时内发货", "12-12", "12-13"], ["两天后取货", "12-12", "12-13"], ["过几天到货", "12-13"],
  ["明天起三天，哪顿来都行", "12-13", "12-14"], ["截至12月20日，凭券到店", "12-15 12-20", "12-21"], ["周六前凭券到店用", "12-11", "12-13"],
  ["周五下单，第二天取货", "12-11 12-12", "12-13"], ["元旦开奖", "01-01", "01-02"], ["平安夜留了两桌", "12-24", "12-25"], ["初三开门", "12-11", "12-12"],
  ["腊月初九取货", "01-16", "12-17"], ["正月初三开业", "02-08", "12-11"], ["除夕前三天来取", "02-02 02-04", "02-05"], ["春节期间到店", "02-06 02-07", "02-08"],
  ["明天的〔套餐名〕，里头有：\n前菜、主菜、汤", "12-11"], ["要的接龙。\n\n明天上午。", "12-11"], ["明天加班的，道声辛苦。\n热着的留到八点，要的接龙。", "12-11"],
  ["明天见", "", "12-11"], ["今天的券领完啦，明早见～", "", "12-11"], ["穿什么明天再想", "", "12-11"], ["明天降温，多穿点", "", "12-11"], ["后天天气好", "", "12-12"],
  ["到店报昵称，一日三餐都有", "", "01-01"], ["上周三取过的都说好", "", "12-16"], ["13月45日取货", "", "12-13"], ["今晚上新", "12-10", "12-11"],
];

test("a day is known in every form in which a group is told one, and an act binds it", () => {
  const day = (/** @type {string} */ each) => `${each < "11" ? "2027" : "2026"}-${each}`;
  for (const [sentence, meant, other = ""] of PROMISES) {
    for (const each of meant.split(" ").filter(Boolean)) assert.ok(promised(sentence, "2026-12-10", day(each)), `${sentence} means ${each}`);
    for (const each of other.split(" ").filter(Boolean)) assert.equal(promised(sentence, "2026-12-10", day(each)), "", `${sentence} does not mean ${each}`);
  }
  assert.ok(promised("12月31日开奖，转给朋友", "2026-11-20", "2026-12-31"));
  assert.equal(promised("12月28日的名单在公告里领", "2027-01-03", "2027-12-28"), "");
});

test("a promise that is repeated is listed once, as it was said last", () => {
  const said = (/** @type {string} */ day) => (day < "2026-12-11" ? [{ day, words: day, text: "12月12日开奖" }] : []);
  assert.deepEqual(opened().promises(said, "2026-12-12", "2026-12-12"), ["2026-12-10：「12月12日开奖」"]);
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

/** So many single days of the last winter. */
const days = (count) => Array.from({ length: count }, (_, at) => [page().dates.shifted("2026-01-01", at * 2)].map((day) => [day, day])[0]);

test("a day is closed once however often it was said, and what overlaps is one span", () => {
  const { daysoff: { rested }, edition, link } = page();
  const once = rested(OF, LONG, "2026-12-11", "2026-12-11");
  assert.deepEqual(rested(once, LONG, "2026-12-11", "2026-12-11").closed, [["2026-12-11", "2026-12-11"]]);
  assert.deepEqual(rested(once, LONG, "2026-12-10", "2026-12-13").closed, [["2026-12-10", "2026-12-13"]]);
  assert.deepEqual(rested(once, LONG, "2026-12-12", "2026-12-12").closed, [["2026-12-11", "2026-12-11"], ["2026-12-12", "2026-12-12"]]);
  const twice = edition.written({ ...OF, closed: [["2026-12-20", "2026-12-24"], ["2026-12-11", "2026-12-11"], ["2026-12-11", "2026-12-11"], ["2026-12-23", "2026-12-26"]] });
  assert.deepEqual(edition.read(twice).closed, [["2026-12-11", "2026-12-11"], ["2026-12-20", "2026-12-26"]]);
  assert.deepEqual(link.read(link.written(edition.read(twice))), edition.read(twice));
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
  const old = days(39);
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
  const many = days(40);
  assert.equal(rested({ ...OF, closed: many }, pack, "2026-12-12", "2026-12-12").closed.length, 40);
});
