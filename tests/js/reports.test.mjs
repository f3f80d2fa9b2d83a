import assert from "node:assert/strict";
import test from "node:test";

import { CALENDAR, DAY, PACK, Store, loadToday } from "./scripts.mjs";

const MENU = "welfare.menu";
const EVENING = "welfare.evening";
const HEAD = "【中山路店】12月10日 周四 日报";

/** At nine in the evening: everything is due. */
const opened = (store = new Store(), pack = PACK, calendar = CALENDAR) => {
  const page = loadToday(store, pack, calendar);
  Date.now = () => Date.UTC(2026, 11, 10, 13, 0);
  return page;
};
const notedOf = ({ memory }, id) => {
  const { groups, times, figures } = memory.noted(DAY, id);
  return [[...groups].sort(), { ...times }, { ...figures }];
};

const worked = () => {
  const page = opened();
  Date.now = () => Date.UTC(2026, 11, 10, 3, 12);
  page.memory.tick(DAY, MENU, "一群", true);
  Date.now = () => Date.UTC(2026, 11, 10, 3, 20);
  page.memory.tick(DAY, MENU, "二群", true);
  page.memory.note(DAY, MENU, (noted) => Object.assign(noted.figures, { reach: "120", payments: "3.50" }));
  Date.now = () => Date.UTC(2026, 11, 10, 13, 0);
  return page;
};

test("a tick keeps its time on the day itself, loses it with the tick, and has none on another day", () => {
  const page = worked();
  assert.deepEqual(notedOf(page, MENU)[1], { "一群": "11:12", "二群": "11:20" });
  page.memory.tick(DAY, MENU, "一群", false);
  assert.deepEqual(notedOf(page, MENU).slice(0, 2), [["二群"], { "二群": "11:20" }]);
  page.memory.tick("2026-12-09", MENU, "一群", true);
  assert.deepEqual({ ...page.memory.noted("2026-12-09", MENU).times }, {});
});

test("times stored as something else are none, and the ticks stay", () => {
  for (const times of [7, [], { "一群": "25:00" }, { "一群": 7 }, { "三群": "11:00" }, { constructor: "11:00" }]) {
    const store = new Store();
    store.setItem(`qunli:1:/calendars/main/today/:${DAY}`, JSON.stringify({ [MENU]: { groups: ["一群"], times } }));
    assert.deepEqual(notedOf(opened(store), MENU).slice(0, 2), [["一群"], {}], JSON.stringify(times));
  }
});

test("report and hand-over carry the times, and the phone that takes over says who was missed and how late", () => {
  const one = worked();
  // A page that is opened takes the store of the one before: what leaves a phone is made first.
  const [report, code, mine] = [one.texts.report(DAY, ""), one.handover.written(DAY), notedOf(one, MENU)];
  assert.match(report, /\n发了 1\/2 条\n11:00 =今日菜单 已发：一群 11:12、二群 11:20 到达120 付费3.50\n20:30 晚安 没发\n/);
  for (const bring of [(page) => page.reports.takeOver(report)[0], (page) => page.handover.takeOver(code)]) {
    const other = opened();
    const { ticks, figures, kept } = bring(other);
    assert.deepEqual([ticks, figures, kept], [2, 2, 0]);
    assert.deepEqual(notedOf(other, MENU), mine);
    assert.deepEqual(other.reports.judged(DAY, ""), { missed: ["20:30 晚安"], late: ["11:00 =今日菜单 晚了 20 分钟"] });
    assert.deepEqual(bring(other).ticks, 0);
  }
});

test("what this phone says stays, its times included, and what it did not know is added", () => {
  const report = worked().texts.report(DAY, "");
  const other = opened();
  other.memory.note(DAY, MENU, (noted) => Object.assign(noted, { groups: ["一群"], times: { "一群": "11:03" }, figures: { reach: "99" } }));
  other.memory.note(DAY, EVENING, (noted) => noted.groups.push("二群"));
  const [{ ticks, figures, kept, before }] = other.reports.takeOver(report);
  assert.deepEqual([ticks, figures, kept], [1, 1, 1]);
  assert.deepEqual(notedOf(other, MENU), [["一群", "二群"], { "一群": "11:03", "二群": "11:20" }, { reach: "99", payments: "3.50" }]);
  assert.deepEqual(other.reports.judged(DAY, "").missed, ["20:30 晚安（一群）"]);
  other.memory.restore(DAY, before);
  assert.deepEqual(notedOf(other, MENU), [["一群"], { "一群": "11:03" }, { reach: "99" }]);
});

test("a report from a chat is read with names around it, other ends of lines, several at once, and one role's", () => {
  const page = opened();
  const text = [
    "小陈 12-10 21:02", `\ufeff${HEAD}（群主）  `, "发了 1/1 条", "20:30 晚安 已发 20:41 ", "", "王姐:", `[转发] ${HEAD}`, "11:00 =今日菜单 只发了二群 11:00 付费2", "合计 付费2",
  ].join("\r\n");
  const read = page.reports.takeOver(text);
  assert.deepEqual(read.map(({ day, role, ticks, unread }) => [day, role, ticks, unread]), [[DAY, "host", 2, ["王姐:"]], [DAY, "", 1, []]]);
  assert.deepEqual(notedOf(page, MENU), [["二群"], { "二群": "11:00" }, { payments: "2" }]);
  assert.deepEqual(page.reports.judged(DAY, "host"), { missed: [], late: ["20:30 晚安 晚了 11 分钟"] });
});

test("a post that the other phone moved or called off is found by its name and so here, unless it is bent here", () => {
  const one = opened();
  one.bending.note(DAY, MENU, { at: "13:00" });
  one.memory.note(DAY, MENU, (noted) => Object.assign(noted, { groups: ["一群", "二群"], times: { "一群": "13:05", "二群": "13:05" } }));
  one.bending.note(DAY, EVENING, { off: true });
  const report = one.texts.report(DAY, "");
  const other = opened();
  const [{ unread, bent }] = other.reports.takeOver(report);
  assert.deepEqual([unread, bent, notedOf(other, MENU)[0]], [[], 2, ["一群", "二群"]]);
  assert.deepEqual(other.reports.judged(DAY, ""), { missed: [], late: ["13:00 =今日菜单 晚了 5 分钟"] });
  const mine = opened();
  mine.bending.note(DAY, MENU, { words: "我家的" });
  mine.memory.note(DAY, EVENING, (noted) => noted.groups.push("一群"));
  assert.equal(mine.reports.takeOver(report)[0].bent, 0);
  assert.deepEqual(mine.reports.judged(DAY, ""), { missed: ["20:30 晚安（二群）"], late: ["11:00 =今日菜单 晚了 125 分钟"] });
});

test("what is foreign, cut off or of another day is told in words and changes nothing", () => {
  const wrong = [
    ["你好", /没认出日报/], ["", /没认出日报/], ["【中山路店】12月10日 周四 要发 2 条", /没认出日报/],
    ["【别家】12月10日 周四 日报\n20:30 晚安 已发", /「别家」.*没有接/], ["【中山路店】12月10日 周五 日报\n20:30 晚安 已发", /12月10日 周五.*没有这一天/],
    ["【中山路店】3月1日 周一 日报", /没有这一天/], ["【中山路店】13月99日 周一 日报", /没有这一天/], ["https://x.example/#my=1.abc&shift=abc", /交班链接/],
    [`${HEAD}\n${"字".repeat(30000)}`, /太多/], ["【".repeat(9000) + "】".repeat(9000), /没认出日报/],
  ];
  for (const [text, words] of wrong) {
    const store = new Store();
    const said = opened(store).reports.takeOver(text);
    assert.match(typeof said === "string" ? said : "", words, text.slice(0, 40));
    assert.deepEqual(Object.keys(store), []);
  }
});

test("hostile lines below a good head are named, and the good ones are taken", () => {
  const page = opened();
  const hostile = [
    "<img src=x onerror=alert(1)>", "20:30 晚安", "20:30 晚安 已发 99:99x", "20:30 constructor 已发", "99:99 临时发：到货了 已发", "20:30 晚安 只发了三群", "20:30 晚安 只发了一群、一群",
    `20:30 晚安 已发${"、".repeat(5000)}`, "11:00 =今日菜单 已发 到达1e9", "11:00 =今日菜单 已发 付费1 到达1",
  ];
  const [read] = page.reports.takeOver([HEAD, ...hostile, "20:30 晚安 已发 77:77", "20:30 晚安 已发"].join("\n"));
  assert.deepEqual(read.unread, [...hostile, "20:30 晚安 已发"].map((line) => line.slice(0, 1000)));
  assert.deepEqual(notedOf(page, EVENING), [["一群", "二群"], {}, {}]);
  assert.deepEqual(notedOf(page, MENU), [[], {}, {}]);
});

test("what chats and keyboards make of a report is read all the same", () => {
  const report = worked().texts.report(DAY, "").replace("20:30 晚安 没发", "20:30 晚安 已发：一群 20:31、二群 20:40（改了：20:00 改到 20:30）");
  const ways = [
    (words) => words.replace(/ /g, "\u00a0"), (words) => words.replace(/ /g, "  "), (words) => words.replace(/ /g, "\u3000"), (words) => `> ${words.replace(/\n/g, "\n> ")}`,
    (words) => words.replace(/\n/g, "\r\n\u200b "), (words) => words.replace(/：/g, ":").replace(/（/g, "(").replace(/）/g, ")"), (words) => words.replace("【", "[").replace("】", "]"),
    (words) => `｜${words.replace(/^(\d\d):/gm, "$1：").replace(/\n/g, "\n｜")}`,
  ];
  for (const way of ways) {
    const other = opened();
    const [{ ticks, figures, unread }] = other.reports.takeOver(way(report));
    assert.deepEqual([ticks, figures, unread], [4, 2, []], way(report));
  }
});

test("a report under an older name of the shop is taken where that name is known, and once somebody says so", () => {
  const report = worked().texts.report(DAY, "").replace("中山路店", "老 店");
  const page = opened();
  assert.match(page.reports.takeOver(report), /「老 店」.*没有接/);
  assert.deepEqual(page.reports.strangers(`${report}\n${report}`), ["老 店"]);
  page.formerly.know(page.reports.strangers(report));
  assert.deepEqual(page.reports.strangers(report), []);
  assert.equal(page.reports.takeOver(report.replace("老 店", "老\u00a0 店"))[0].ticks, 2);
  assert.match(page.reports.takeOver(report.replace("老 店", "别家")), /没有接/);
  page.storage.keep("qunli:1:/calendars/main/today/:names", { titles: [7, null, "x"] });
  assert.deepEqual(page.formerly.names(), ["x"]);
});

// --- many days drawn at random

const drawing = (seed) => {
  let state = seed;
  const number = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
  return { number, one: (all) => all[number(all.length)], some: (all) => all.filter(() => number(2)) };
};
const TITLES = ["晚安", "晚安 已发", "=今日菜单", "11:00 早安", "【新】日报", "没发", "a.b*(c)", "到达5", "临时发：到货了", "👩‍🍳 上新"];
const GROUPS = ["一群", "一", "群 2", "已发", "（老客）", "a+b", "1:1 群", "__proto__", "constructor", "今天不发"];
const clock = ({ number }) => [number(24), number(60)].map((each) => String(each).padStart(2, "0")).join(":");
const text = [{ id: "1", parts: ["好"] }, { id: "2", parts: ["好呀"] }];

/** A day of a shop: posts that may share hours and names, groups that may be called like words of a report. */
const drawnShop = (draw) => {
  const slots = {};
  for (let at = 0; at < 1 + draw.number(6); at += 1) {
    slots[`p${at}`] = {
      title: draw.one(TITLES), when: { unit: "day", every: 1, on: [0] }, at: [draw.one(["11:00", "11:30", clock(draw)])], pace: 0, minutes: 5,
      type: "content", way: "post", owner: draw.one(["staff", "host"]), record: draw.some(["reach", "payments"]), texts: text,
    };
  }
  const { welfare } = PACK.sops;
  const groups = GROUPS.filter(() => draw.number(3) === 0);
  return {
    pack: { ...PACK, sops: { welfare: { ...welfare, slots } }, anytime: { arrival: { title: "到货了", way: "post", record: draw.some(["reach", "payments"]), texts: text } } },
    calendar: { ...CALENDAR, runs: [{ ...CALENDAR.runs[0], groups: groups.length ? groups : ["一群"] }] },
  };
};

const workOn = (page, draw) => {
  for (let at = draw.number(3); at > 0; at -= 1) page.adding(DAY, "arrival", clock(draw));
  for (const post of page.bending.posts(DAY)) {
    if (draw.number(5) === 0) page.bending.note(DAY, post.id, { off: !post.isSudden });
    if (draw.number(8) === 0) page.bending.note(DAY, post.id, { words: "改过的" });
    page.memory.note(DAY, post.id, (noted) => {
      noted.groups = draw.some(post.slot.groups);
      for (const group of noted.groups) noted.times[group] = draw.one(["", "11:02", clock(draw)]);
      for (const name of post.slot.record) {
        for (const key of page.memory.figureKeys(post.slot, name)) noted.figures[key] = draw.one(["", "7", "12.50"]);
      }
    });
  }
};

/** What a day says of each post; one that was posted all the same is not off. */
const dayOf = (page) => page.bending.posts(DAY).map((post) => {
  const said = notedOf(page, post.id);
  return JSON.stringify([post.slot.at, page.texts.called(post), said, post.isOff && !said[0].length]);
});

test("a report that is pasted on another phone gives the same ticks, times and numbers, on 100 days drawn at random", () => {
  let ticks = 0;
  for (let seed = 1; seed <= 100; seed += 1) {
    const draw = drawing(seed * 7919);
    const { pack, calendar } = drawnShop(draw);
    const one = opened(new Store(), pack, calendar);
    workOn(one, draw);
    const report = one.texts.report(DAY, "");
    const said = dayOf(one);
    const other = opened(new Store(), pack, calendar);
    const [read] = other.reports.takeOver(report);
    assert.deepEqual(read.unread, [], `seed ${seed}\n${report}`);
    assert.deepEqual(dayOf(other), said, `seed ${seed}\n${report}`);
    const [again] = other.reports.takeOver(report);
    assert.deepEqual([again.ticks, again.figures, again.sudden, again.kept, again.unread.length], [0, 0, 0, 0, 0], `seed ${seed}\n${report}`);
    ticks += read.ticks;
  }
  assert.ok(ticks > 250);
});
