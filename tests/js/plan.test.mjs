import assert from "node:assert/strict";
import test from "node:test";

import { CALENDAR, DAY, PACK, PLANNER, loadToday, provide, load } from "./scripts.mjs";

const { plan } = loadToday();
const [menu] = plan.posts(DAY);

test("the posts of a day are in order and can be those of one role", () => {
  assert.deepEqual(plan.posts(DAY).map((post) => post.id), ["welfare.menu", "welfare.evening"]);
  assert.deepEqual(plan.posts(DAY, "host").map((post) => post.id), ["welfare.evening"]);
  for (const outside of ["2026-12-06", "2026-12-14", "rubbish"]) assert.deepEqual(plan.posts(outside), []);
  assert.equal(plan.last(), "2026-12-13");
  assert.deepEqual([plan.isClosed("2026-12-12"), plan.isClosed(DAY)], [true, false]);
});

test("the next day of a post is this one, a later one, or none", () => {
  assert.equal(plan.next("welfare.menu", DAY), DAY);
  assert.equal(plan.next("welfare.menu", "2026-12-12"), "2026-12-13");
  assert.equal(plan.next("welfare.menu", "2026-01-01"), "2026-12-07");
  assert.equal(plan.next("welfare.menu", "2026-12-14"), null);
  assert.equal(plan.next("welfare.gone", DAY), null);
});

test("blanks of one label are told apart, and one without a label goes by its example", () => {
  assert.deepEqual(plan.blanks(menu.parts).map((blank) => blank.key), ["菜名", "例：上海青", "菜名#2"]);
});

test("a text holds what was filled in, else the label, never the example", () => {
  assert.equal(plan.filled(menu.parts, {}), "今天有〔菜名〕和〔　　〕，〔菜名〕卖完就没有了");
  assert.equal(plan.filled(menu.parts, { "菜名#2": "$&" }), "今天有〔菜名〕和〔　　〕，$&卖完就没有了");
  assert.deepEqual(plan.missing(menu.parts, { "菜名": "鱼" }).map((blank) => blank.key), ["例：上海青", "菜名#2"]);
  assert.equal(menu.short, "晚安");
});

test("without data, or with data of another form or trade, the page knows and nothing breaks", () => {
  const wrongs = [[undefined, CALENDAR], [PACK, undefined], [{ ...PACK, form: 2 }, CALENDAR], [{ ...PACK, id: "other" }, CALENDAR]];
  for (const [pack, calendar] of wrongs) {
    provide("qunliPack", pack);
    provide("qunliCalendar", calendar);
    const broken = load(...PLANNER, "today/plan").plan;
    assert.equal(broken.isReadable, false);
    assert.deepEqual(broken.posts(DAY), []);
  }
});

test("the later hours of a post have names of their own", () => {
  const { welfare } = PACK.sops;
  const slots = { menu: { ...welfare.slots.menu, at: ["11:00", "17:00"] } };
  provide("qunliPack", { ...PACK, sops: { welfare: { ...welfare, slots } } });
  provide("qunliCalendar", CALENDAR);
  const several = load(...PLANNER, "today/plan").plan;
  assert.deepEqual(several.posts(DAY).map((post) => [post.id, post.slot.at]), [["welfare.menu", "11:00"], ["welfare.menu.h2", "17:00"]]);
  assert.equal(several.next("welfare.menu.h2", DAY), DAY);
});
