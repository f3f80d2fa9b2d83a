import assert from "node:assert/strict";
import test from "node:test";

import { DAY, PACK, Store, loadToday, provide } from "./scripts.mjs";

const ID = "welfare.evening";
const TEXTS = ["一", "二", "三"].map((word, at) => ({ id: String(at + 1), parts: [`晚安${word}，明天有〔菜名，例：鱼〕`] }));
const { sops } = PACK;
const evening = { ...sops.welfare.slots.evening, when: { unit: "week", every: 1, on: [0, 1, 2, 3, 4, 5, 6] }, texts: TEXTS };
const SEVERAL = { ...PACK, days: { ...PACK.days, to: "2026-12-20" }, sops: { welfare: { ...sops.welfare, slots: { ...sops.welfare.slots, evening } } } };

/** The page of a shop with three texts in the evening. */
const opened = (store = new Store()) => loadToday(store, SEVERAL);
const postOf = (page, day, id = ID) => page.bending.posts(day).find((post) => post.id === id);
const texts = (page, days) => days.map((day) => postOf(page, day).textId);
const DAYS = ["2026-12-07", "2026-12-08", "2026-12-09", "2026-12-10", "2026-12-11", "2026-12-13", "2026-12-14", "2026-12-15", "2026-12-16"];

test("a day that nobody bent is as planned", () => {
  const page = opened();
  assert.deepEqual(page.bending.posts(DAY).map((post) => [post.id, post.isBent, post.isOff]), [["welfare.menu", false, false], [ID, false, false]]);
});

test("exchanged with a later turn, no text comes twice and none is lost; another tap takes the next", () => {
  const page = opened();
  const before = texts(page, DAYS);
  assert.ok(page.bending.swap(DAY, ID));
  const after = texts(page, DAYS);
  assert.notEqual(after[3], before[3]);
  assert.deepEqual([...after].sort(), [...before].sort());
  const first = postOf(page, DAY).textId;
  assert.ok(page.bending.swap(DAY, ID));
  assert.deepEqual([...texts(page, DAYS)].sort(), [...before].sort());
  const second = postOf(page, DAY).textId;
  assert.deepEqual([first, second, before[3]].sort(), ["1", "2", "3"]);
  page.bending.undo(DAY, ID);
  assert.deepEqual(texts(page, DAYS), before);
});

test("a post with one text has no other", () => {
  const page = opened();
  assert.equal(page.bending.swap(DAY, "welfare.menu"), false);
  assert.equal(postOf(page, DAY, "welfare.menu").isBent, false);
});

test("other words, another hour, and nothing at all hold for one day and are undone with one tap", () => {
  const page = opened();
  page.bending.note(DAY, "welfare.menu", { at: "21:00", words: "今天有〔菜名〕\n卖完为止" });
  page.bending.note(DAY, ID, { off: true });
  const [first, second] = page.bending.posts(DAY);
  assert.deepEqual([first.id, first.isOff, second.id, second.slot.at, second.was], [ID, true, "welfare.menu", "21:00", "11:00"]);
  assert.deepEqual(second.parts, ["今天有", ["菜名", ""], "\n卖完为止"]);
  assert.equal(page.bending.told(second, page.memory.noted(DAY, "welfare.menu").bent), "11:00 改到 21:00，改了几个字");
  assert.equal(postOf(page, "2026-12-11", "welfare.menu").isBent, false);
  page.bending.undo(DAY, "welfare.menu");
  page.bending.undo(DAY, ID);
  assert.ok(page.bending.posts(DAY).every((post) => !post.isBent));
});

const MENU = "welfare.menu";
/** Every way to bend a day: what it does to a post, and what report, list and table say of it. */
const WAYS = {
  "another text": [(page) => page.bending.swap(DAY, ID), /20:30 晚安 还没到（改了：换了一条）/, /20:30 晚安 → 一群、二群\n {2}群主，直接发\n {2}改了：换了一条/, /晚安,一群,还没到,,,换了一条/],
  "other words": [(page) => page.bending.note(DAY, ID, { words: "别的" }), /20:30 晚安 还没到（改了：改了几个字）/, /改了：改了几个字/, /晚安,一群,还没到,,,改了几个字/],
  "another hour": [
    (page) => page.bending.note(DAY, ID, { at: "09:30" }), /09:30 晚安 没发（改了：20:30 改到 09:30）\n11:00/, /09:30 晚安 → 一群、二群\n {2}群主，直接发\n {2}改了：20:30 改到 09:30/,
    /09:30,福利群,晚安,一群,没发,,,20:30 改到 09:30/,
  ],
  "nothing": [(page) => page.bending.note(DAY, ID, { off: true }), /发了 0\/1 条\n11:00 =今日菜单 没发\n20:30 晚安 今天不发/, /要发 1 条\n11:00 [^]*(?<!晚安[^]*)$/, /晚安,一群,今天不发,,,/],
};

for (const [way, [bend, report, list, table]] of Object.entries(WAYS)) {
  test(`${way}: reported, listed, in the table, handed over, and undone with one tap`, () => {
    const page = opened();
    const before = JSON.stringify(page.bending.posts(DAY));
    bend(page);
    const bent = JSON.stringify(page.bending.posts(DAY));
    assert.notEqual(bent, before);
    assert.match(page.texts.report(DAY, ""), report);
    assert.match(page.texts.list(DAY, ""), list);
    assert.match(page.texts.table(DAY), table);
    const code = page.handover.written(DAY);
    page.bending.undo(DAY, ID);
    assert.equal(JSON.stringify(page.bending.posts(DAY)), before);
    const other = opened();
    assert.equal(other.handover.takeOver(code).bent, 1);
    assert.equal(JSON.stringify(other.bending.posts(DAY)), bent);
    other.bending.undo(DAY, ID);
    assert.equal(JSON.stringify(other.bending.posts(DAY)), before);
  });
}

test("a day that nobody bent says nothing of changes", () => {
  const page = opened();
  page.memory.tick(DAY, MENU, "一群", true);
  for (const text of [page.texts.report(DAY, ""), page.texts.list(DAY, "")]) assert.doesNotMatch(text, /改/);
});

test("a hand-over brings a bent day along, and what this phone bent stays", () => {
  const one = opened();
  one.bending.swap(DAY, ID);
  one.bending.note(DAY, "welfare.menu", { words: "只剩〔菜名〕\n明天见", off: true });
  one.memory.fill(DAY, "welfare.menu", "菜名", "鱼");
  const swapped = texts(one, DAYS);
  const code = one.handover.written(DAY);
  const other = opened();
  const taken = other.handover.takeOver(code);
  assert.deepEqual([taken.bent, taken.blanks, taken.lost], [2, 1, 0]);
  assert.deepEqual(texts(other, DAYS), swapped);
  const menu = postOf(other, DAY, "welfare.menu");
  assert.deepEqual([menu.isOff, menu.parts[0], menu.parts[2]], [true, "只剩", "\n明天见"]);
  const mine = opened();
  mine.bending.note(DAY, "welfare.menu", { at: "15:00" });
  assert.equal(mine.handover.takeOver(code).kept, 1);
  assert.equal(postOf(mine, DAY, "welfare.menu").slot.at, "15:00");
});

test("a hand-over that is sent back leaves the turn it was exchanged with free", () => {
  const one = opened();
  one.bending.swap(DAY, ID);
  const code = one.handover.written(DAY);
  const other = opened();
  const before = texts(other, DAYS);
  const taken = other.handover.takeOver(code);
  const swapped = texts(other, DAYS);
  other.memory.restore(DAY, taken.before);
  assert.deepEqual(texts(other, DAYS), before);
  assert.ok(other.bending.swap(DAY, ID));
  assert.deepEqual(texts(other, DAYS), swapped);
});

test("a stored bend of any shape is as planned where it makes no sense", () => {
  const wrong = [7, [], { at: "25:00" }, { from: "2026-12-11" }, { from: "2026-12-11", text: "9" }, { from: "2026-02-31", text: "1" }, { words: 7, off: "yes" }];
  for (const bent of wrong) {
    const store = new Store();
    store.setItem(`qunli:1:/calendars/main/today/:${DAY}`, JSON.stringify({ [ID]: { bent } }));
    assert.equal(postOf(opened(store), DAY).isBent, false, JSON.stringify(bent));
  }
});

const RIDDLE = "welfare.riddle";
/** A riddle each day but one, from 7 December on; the third has no answer. */
const riddles = () => {
  const asked = ["一", "二", "三", "四", "五", "六"].map((word, at) => ({ id: String(at + 1), parts: [`谜${word}`], answer: at === 2 ? undefined : [`底${word}`] }));
  const riddle = { ...evening, title: "猜谜", once: true, texts: asked };
  return loadToday(new Store(), { ...SEVERAL, sops: { welfare: { ...sops.welfare, slots: { riddle } } } });
};
const said = (page, day, id) => {
  const { parts, isOff } = postOf(page, day, id);
  return isOff ? "不发" : parts.join("");
};

test("an answer follows its riddle: exchanged with it, off with it, and back with it", () => {
  const page = riddles();
  const around = () => [said(page, DAY, RIDDLE), said(page, "2026-12-11", `${RIDDLE}.a`), said(page, "2026-12-11", RIDDLE), said(page, "2026-12-13", `${RIDDLE}.a`)];
  assert.deepEqual(around(), ["谜四", "底四", "谜五", "底五"]);
  assert.ok(page.bending.swap(DAY, RIDDLE));
  assert.deepEqual(around(), ["谜五", "底五", "谜四", "底四"]);
  page.bending.note("2026-12-11", RIDDLE, { off: true });
  assert.deepEqual(around(), ["谜五", "底五", "不发", "不发"]);
  assert.equal(postOf(page, "2026-12-13", `${RIDDLE}.a`).isUnasked, true);
  page.bending.undo("2026-12-11", RIDDLE);
  assert.deepEqual(around(), ["谜四", "底四", "谜五", "底五"]);
});

test("what has an answer is exchanged with what has one, and an answer with nothing", () => {
  const page = riddles();
  Date.now = () => Date.UTC(2026, 11, 8, 1);
  assert.ok(page.bending.swap("2026-12-08", RIDDLE));
  const days = ["2026-12-08", "2026-12-09", "2026-12-10", "2026-12-11"];
  assert.deepEqual(days.map((day) => said(page, day, RIDDLE)), ["谜四", "谜三", "谜二", "谜五"]);
  assert.deepEqual(["2026-12-09", "2026-12-11"].map((day) => said(page, day, `${RIDDLE}.a`)), ["底四", "底二"]);
  assert.equal(page.bending.swap("2026-12-09", RIDDLE), false);
  assert.equal(page.bending.swap("2026-12-09", `${RIDDLE}.a`), false);
});

test("a hand-over of a day without posts says so, and of one that this plan lacks asks for a new one", () => {
  const { handover, fragment } = loadToday();
  const code = handover.written("2020-01-01");
  assert.match(handover.takeOver(code), /没有要发的，也没带来什么记录/);
  assert.match(handover.takeOver(fragment.written(`${fragment.read(code).trim()}\nwelfare.gone\t1`)), /请刷新再打开/);
});

test("an hour after midnight is of the night after: last in its day, still to come, told as such, and read again", () => {
  const page = opened();
  page.bending.note(DAY, "welfare.menu", { at: "00:30" });
  const { slot, was } = postOf(page, DAY, "welfare.menu");
  assert.deepEqual([slot.at, was, page.bending.posts(DAY).map(({ id }) => id)], ["24:30", "11:00", [ID, "welfare.menu"]]);
  const report = page.texts.report(DAY, "");
  assert.match(report, /20:30 晚安 还没到\n24:30 =今日菜单 还没到（改了：11:00 改到 次日00:30）/);
  assert.match(page.texts.list(DAY, ""), /24:30 =今日菜单 → 一群、二群\n(.*\n)? {2}改了：11:00 改到 次日00:30/);
  assert.match(page.texts.table(DAY), /24:30,福利群,'?=今日菜单,一群,还没到,,,11:00 改到 次日00:30/);
  const code = page.handover.written(DAY);
  const other = opened();
  other.reports.takeOver(report);
  assert.equal(postOf(other, DAY, "welfare.menu").slot.at, "24:30");
  const third = opened();
  third.handover.takeOver(code);
  assert.equal(postOf(third, DAY, "welfare.menu").slot.at, "24:30");
  Date.now = () => Date.UTC(2026, 11, 10, 16, 10);
  assert.match(third.texts.report(DAY, ""), /20:30 晚安 没发\n24:30 =今日菜单 还没到/);
  Date.now = () => Date.UTC(2026, 11, 10, 16, 40);
  assert.match(third.texts.report(DAY, ""), /24:30 =今日菜单 没发/);
});

/** The page of a shop that moved its menu into the night; `at` sets the clock from midnight of its day on. */
const late = () => {
  provide("navigator", { userAgent: "node" });
  const page = loadToday(new Store(), SEVERAL, undefined, ["home/upcoming", "dom", "today/night"]);
  const at = (hour, minute) => {
    Date.now = () => Date.UTC(2026, 11, 10, hour - 8, minute);
  };
  page.bending.note(DAY, MENU, { at: "00:30" });
  return { ...page, at, until: () => page.bending.until(DAY, postOf(page, DAY, MENU)) };
};

test("in the night after its day such a post is still to come, and the first screen shows it until its time is over", () => {
  const { bending, upcoming, night, at, until } = late();
  const shown = () => {
    const { day, post } = upcoming.all()[upcoming.first(upcoming.all())];
    return `${day} ${post.slot.at}`;
  };
  at(23, 50);
  assert.deepEqual([until(), bending.until(DAY, postOf({ bending }, DAY)), night.overnight().length], [40, -200, 0]);
  at(24, 5);
  assert.deepEqual([until(), shown(), night.overnight().map(({ id }) => id)], [25, `${DAY} 24:30`, [MENU]]);
  at(24, 41);
  assert.deepEqual([until(), shown()], [-11, `${DAY} 24:30`]);
  at(25, 0);
  assert.equal(shown(), "2026-12-11 11:00");
  at(29, 0);
  assert.equal(night.overnight().length, 0);
});

test("a tick in that night has its time, is late by minutes of the night, and the day's own posts have none there", () => {
  const { memory, reports, at } = late();
  at(24, 41);
  memory.tick(DAY, MENU, "一群", true);
  assert.deepEqual({ ...memory.noted(DAY, MENU).times }, { "一群": "00:41" });
  assert.deepEqual(reports.judged(DAY, "").late, ["24:30 =今日菜单 晚了 11 分钟"]);
  memory.tick(DAY, ID, "一群", true);
  assert.deepEqual({ ...memory.noted(DAY, ID).times }, {});
  at(29, 0);
  memory.tick(DAY, MENU, "二群", true);
  assert.deepEqual(Object.keys(memory.noted(DAY, MENU).times), ["一群"]);
});
