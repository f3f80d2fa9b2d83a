import assert from "node:assert/strict";
import test from "node:test";
import vm from "node:vm";

import { loadToday, provide, source } from "./scripts.mjs";

/** The scripts of the sheets over the shop of loadToday, without a page. */
const loadSheets = () => {
  loadToday();
  provide("navigator", { userAgent: "node" });
  for (const name of ["dom", "my/cells", "my/paper", "my/wall"]) {
    vm.runInThisContext(source(name), { filename: `${name}.js` });
  }
  return globalThis.qunli;
};

const titles = (posts) => posts.map((post) => post.slot.title);

test("what stands at the same hour on every open day is the week's, a closed day aside", () => {
  const { cells } = loadSheets();
  const days = cells.days("2026-12-07", 7);
  assert.deepEqual(days.map((each) => each.isClosed), [false, false, false, false, false, true, false]);
  assert.deepEqual(titles(cells.daily(days)), ["=今日菜单", "晚安"]);
  assert.deepEqual(days.map((each) => cells.rest(each, cells.daily(days)).length), [0, 0, 0, 0, 0, 0, 0]);
});

test("a post that was moved or left out on one day is that day's own", () => {
  const { cells, bending } = loadSheets();
  bending.note("2026-12-09", "welfare.menu", { at: "12:15" });
  bending.note("2026-12-10", "welfare.evening", { off: true });
  const days = cells.days("2026-12-07", 7);
  assert.deepEqual(cells.daily(days), []);
  assert.deepEqual(days[2].posts.map((post) => post.slot.at), ["12:15", "20:30"]);
  assert.equal(days[3].posts[1].isOff, true);
});

test("few open days say nothing of what is posted every day", () => {
  const { cells } = loadSheets();
  assert.deepEqual(cells.daily(cells.days("2026-12-07", 3)), []);
});

test("letters for the wall are as large as they fit, and never too small to print", () => {
  const { wall } = loadSheets();
  const week = (posts) => Array(7).fill(Array(posts).fill("今晚特价一道"));
  const sizes = [1, 2, 3, 5, 8, 14].map((posts) => wall.fit([], week(posts)).size);
  assert.equal(sizes[0], 12);
  assert.deepEqual([...sizes].sort((one, other) => other - one), sizes);
  assert.ok(sizes[2] >= 8, `three a day: ${sizes[2]}`);
  assert.ok(sizes[5] >= 2.5);
  const crowded = wall.fit(Array(9).fill("明日限量套餐"), week(2));
  assert.equal(crowded.across, 5);
  assert.ok(crowded.band >= 5 && crowded.size >= 6, JSON.stringify(crowded));
  assert.ok(wall.fit(["名".repeat(200)], week(200)).size >= 2.5);
});

test("a title in Latin letters takes less room than one of ours", () => {
  const { paper } = loadSheets();
  assert.ok(paper.width("wifi") < paper.width("无线上网"));
  assert.equal(paper.lines("今晚特价一道", 12, 34), 3);
  assert.equal(paper.lines("今", 40, 34), 1);
});
