import assert from "node:assert/strict";
import test from "node:test";

import { DAY, loadToday, provide, load } from "./scripts.mjs";

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

test("without data, or with data of another form, the page knows and nothing breaks", () => {
  for (const data of [undefined, { form: 2, days: [] }]) {
    provide("qunliPlan", data);
    assert.equal(load("dates", "today/plan").plan.isReadable, false);
  }
});
