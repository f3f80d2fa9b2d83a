import assert from "node:assert/strict";
import test from "node:test";

import { DAY, PACK, Store, loadToday } from "./scripts.mjs";

const CLOSED = "2026-12-12";
const anytime = {
  arrival: {
    title: "到货了", way: "post", owner: "staff", notes: "上了架再发",
    texts: [{ id: "1", parts: [["store"], "的〔什么，例：春笋〕到了"] }, { id: "2", parts: ["又到了"] }],
  },
  power: { title: "停电", way: "post", owner: "host", texts: [{ id: "1", parts: ["停电了"] }] },
};
const SHOP = { ...PACK, variables: { store: { title: "店名", default: "老王家", blank: "〔店名〕" } }, anytime };
const opened = (store = new Store()) => loadToday(store, SHOP);
const added = (page, name = "arrival", day = DAY, time = "12:05") => page.adding(day, name, time);
const postOf = (page, id, day = DAY) => page.bending.posts(day).find((post) => post.id === id);

test("what may be posted when it happens is filled in with the shop's facts and offered to the long-lived groups", () => {
  const { plan } = opened();
  assert.deepEqual(plan.sudden.map(({ id, slot }) => [id, slot.title, slot.who, slot.groups]), [
    ["arrival", "到货了", "小陈", ["一群", "二群"]], ["power", "停电", "群主", ["一群", "二群"]],
  ]);
  assert.deepEqual(plan.sudden[0].texts[0].parts, ["老王家的", ["什么", "春笋"], "到了"]);
  assert.deepEqual(loadToday().plan.sudden, []);
});

test("a day has it among its posts by its hour once it was chosen, and no other day does", () => {
  const store = new Store();
  const id = added(opened(store));
  const page = opened(store);
  assert.equal(id, "_anytime.arrival.1205");
  assert.deepEqual(page.bending.posts(DAY).map(({ slot, isSudden }) => [slot.at, slot.title, isSudden]), [
    ["11:00", "=今日菜单", false], ["12:05", "到货了", true], ["20:30", "晚安", false],
  ]);
  assert.deepEqual(page.bending.posts(DAY, "host").map((post) => post.slot.title), ["晚安"]);
  assert.equal(page.bending.posts("2026-12-11").length, 2);
});

test("the same may happen twice in a minute, and each is one post", () => {
  const page = opened();
  assert.deepEqual([added(page), added(page), added(page, "arrival", DAY, "23:59"), added(page, "arrival", DAY, "23:59")], [
    "_anytime.arrival.1205", "_anytime.arrival.1206", "_anytime.arrival.2359", "_anytime.arrival.0000",
  ]);
});

test("the text that was not posted lately is offered, and 换一条 takes the next", () => {
  const page = opened();
  const first = postOf(page, added(page, "arrival", "2026-12-08"), "2026-12-08");
  const second = postOf(page, added(page));
  assert.deepEqual([first.textId, second.textId], ["1", "2"]);
  assert.ok(page.bending.swap(DAY, second.id));
  assert.equal(postOf(page, second.id).textId, "1");
  const power = added(page, "power");
  assert.equal(page.bending.swap(DAY, power), false);
});

test("it is edited, moved and brought back like any post, and taken off with one tap", () => {
  const page = opened();
  const id = added(page);
  page.bending.note(DAY, id, { words: "春笋到了", at: "15:00" });
  assert.deepEqual([postOf(page, id).slot.at, postOf(page, id).parts, postOf(page, id).isBent], ["15:00", ["春笋到了"], true]);
  page.bending.undo(DAY, id);
  assert.deepEqual([postOf(page, id).slot.at, postOf(page, id).isBent, postOf(page, id).parts[0]], ["12:05", false, "老王家的"]);
  page.memory.fill(DAY, id, "什么", "春笋");
  page.bending.remove(DAY, id);
  assert.equal(postOf(page, id), undefined);
  assert.deepEqual({ ...page.memory.noted(DAY, added(page)).blanks }, {});
});

test("it is counted in the report, the list and the table", () => {
  const page = opened();
  const id = added(page);
  page.memory.note(DAY, id, (noted) => noted.groups.push("一群", "二群"));
  assert.match(page.texts.report(DAY, ""), /\n发了 1\/3 条\n11:00 =今日菜单 没发\n12:05 临时发：到货了 已发\n20:30 晚安 还没到/);
  assert.match(page.texts.list(DAY, ""), /要发 3 条\n[^]*\n12:05 到货了 → 一群、二群\n {2}小陈，直接发\n {2}要填：什么（例：春笋）\n {2}发前看：上了架再发\n/);
  assert.match(page.texts.table(DAY), /2026-12-10,12:05,临时发,到货了,一群,已发,,/);
});

test("a hand-over brings it along, on a closed day too, and a second time takes nothing", () => {
  for (const day of [DAY, CLOSED]) {
    const one = opened();
    const id = added(one, "arrival", day);
    one.bending.note(day, id, { words: "〔什么〕到了\n快来" });
    one.memory.fill(day, id, "什么", "虾");
    one.memory.note(day, id, (noted) => noted.groups.push("二群"));
    const code = one.handover.written(day);
    const other = opened();
    const taken = other.handover.takeOver(code);
    assert.deepEqual([taken.sudden, taken.bent, taken.ticks, taken.blanks, taken.lost, taken.kept], [1, 0, 1, 1, 0, 0]);
    assert.deepEqual(postOf(other, id, day), postOf(one, id, day));
    assert.deepEqual(other.memory.noted(day, id), one.memory.noted(day, id));
    const again = other.handover.takeOver(code);
    assert.deepEqual([again.sudden, again.ticks, again.blanks, again.kept, again.lost], [0, 0, 0, 0, 0]);
  }
});

test("crafted lines of a hand-over add no more than a day holds, and nothing on days the page does not plan", () => {
  const page = opened();
  const line = (name, minute) => `_anytime.${name}.${minute}\t11\t\t\t\u0001\u0001\u00011`;
  const wrong = [line("gone", "1200"), line("constructor", "1200"), line("arrival", "2500"), "_anytime.arrival.1200\t11", line("Arrival", "1200")];
  const many = Array.from({ length: 60 }, (_, at) => line("power", `10${String(at).padStart(2, "0")}`));
  const taken = page.handover.takeOver(page.fragment.written(["main", DAY, ...wrong, ...many, line("arrival", "0900")].join("\n")));
  assert.deepEqual([taken.sudden, taken.lost], [30, 30 + wrong.length + 1]);
  assert.equal(page.bending.posts(DAY).length, 32);
  for (const day of ["2026-12-20", "2027-12-10", "constructor", ""]) {
    assert.match(page.handover.takeOver(page.fragment.written(`main\n${day}\n${line("power", "1200")}`)), /没有排期/, day);
  }
});

test("an occasion or a text that the pack no longer has does no harm, and is there again with it", () => {
  const store = new Store();
  const id = added(opened(store));
  opened(store).bending.swap(DAY, id);
  const gone = loadToday(store, { ...SHOP, anytime: { power: anytime.power } });
  assert.equal(gone.bending.posts(DAY).length, 2);
  gone.memory.note(DAY, "welfare.menu", (noted) => noted.groups.push("一群"));
  const fewer = { ...anytime.arrival, texts: [anytime.arrival.texts[0]] };
  assert.equal(postOf(loadToday(store, { ...SHOP, anytime: { arrival: fewer } }), id).textId, "1");
  assert.equal(postOf(opened(store), id).textId, "2");
});

test("a pasted 日报 brings what was moved to where it was moved, past midnight too, under the id that it has there", () => {
  for (const [at, shown] of [["00:30", "24:30"], ["15:00", "15:00"], ["", "12:05"]]) {
    const one = opened();
    const id = added(one);
    one.bending.note(DAY, id, { at });
    one.memory.note(DAY, id, (noted) => noted.groups.push("一群", "二群"));
    const report = one.texts.report(DAY, "");
    const other = opened();
    const [{ sudden, unread }] = other.reports.takeOver(report);
    assert.deepEqual([sudden, unread, other.bending.posts(DAY).length], [1, [], 3]);
    assert.deepEqual([postOf(other, id).slot.at, other.texts.report(DAY, "")], [shown, report]);
    assert.equal(other.reports.takeOver(report)[0].sudden, 0);
    // What was changed is cut off on the way: the hour alone says the night.
    const third = opened();
    third.reports.takeOver(report.replace(/（改了.*）/g, ""));
    assert.match(third.texts.report(DAY, ""), new RegExp(`\n${shown} 临时发：到货了 已发`));
  }
});
