import assert from "node:assert/strict";
import test from "node:test";

import { CALENDAR, DAY, PACK, Store, loadToday, provide } from "./scripts.mjs";

const { slots } = PACK.sops.welfare;
const PACED = { ...PACK, sops: { welfare: { ...PACK.sops.welfare, slots: { ...slots, evening: { ...slots.evening, pace: 2 } } } } };
const REST = [{ first: DAY, last: "2026-12-11" }];

/** The page of a plan of the site as it shows at a pace, with days off noted at the lowest. */
const rested = (store, pace) => {
  provide("qunliOwn", undefined);
  const page = loadToday(store, PACED, { ...CALENDAR, pace });
  if (!page.memory.rests().length) page.memory.keepRests(REST);
  return page;
};
const off = (page, day) => page.bending.posts(day).map(({ slot, isOff, isBent }) => [slot.title, isOff, isBent]);

test("a day off holds for whatever of the plan is shown, and opens again whole", () => {
  const store = new Store();
  assert.deepEqual(off(rested(store, 0), DAY), [["=今日菜单", true, false]]);
  const more = rested(store, 2);
  assert.deepEqual(off(more, DAY), [["=今日菜单", true, false], ["晚安", true, false]]);
  assert.deepEqual(off(more, "2026-12-13").map(([, isOff]) => isOff), [false, false]);
  assert.match(more.texts.list(DAY, ""), /店休，不发$/);
  more.memory.keepRests([]);
  assert.deepEqual(off(more, DAY), [["=今日菜单", false, false], ["晚安", false, false]]);
});

test("a phone that takes the day over does not post it either, and a post that went out is reported", () => {
  const mine = rested(new Store(), 2);
  mine.memory.tick(DAY, "welfare.menu", "一群", true);
  mine.memory.tick(DAY, "welfare.menu", "二群", true);
  const [code, report] = [mine.handover.written(DAY), mine.texts.report(DAY, "")];
  assert.match(report, /发了 1\/1 条\n11:00 =今日菜单 已发/);
  const other = loadToday(new Store(), PACED, CALENDAR);
  other.handover.takeOver(code);
  assert.deepEqual(off(other, DAY).map(([title, isOff]) => [title, isOff]), [["=今日菜单", false], ["晚安", true]]);
});

test("days off that are no days are none, and one's own shop has its own", () => {
  const store = new Store();
  const page = rested(store, 2);
  for (const spans of [7, [null, { first: "x", last: DAY }, { first: DAY }], { first: DAY }]) {
    page.storage.keep("qunli:1:/calendars/main/today/:rests", { spans });
    assert.deepEqual(page.memory.rests(), []);
  }
  page.memory.keepRests(REST);
  provide("qunliOwn", "1.x");
  page.memory.keepRests(REST);
  assert.deepEqual(page.memory.rests(), []);
  provide("qunliOwn", undefined);
});
