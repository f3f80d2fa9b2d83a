import assert from "node:assert/strict";
import test from "node:test";

import { load, provide } from "./scripts.mjs";

provide("navigator", { userAgent: "node" });
const { gaps, filling, blanks } = load("dom", "planner/blanks", "gaps", "filling");

/** A rule over fields, each a label with what was written; tells where it led. */
const ruled = (fields) => {
  const led = [];
  const open = () => fields.filter(([, value]) => !value).map(([label]) => ({ label, go: () => led.push(label) }));
  return { rule: gaps.rule(open), led };
};

test("the first tap with open blanks leads to the first of them and names them all, the second copies", () => {
  const { rule, led } = ruled([["店名", "老王小馆"], ["菜名", ""], ["价格", ""]]);
  assert.equal(rule.asks(), "还差 2 空：菜名、价格。");
  assert.deepEqual(led, ["菜名"]);
  assert.equal(rule.asks(), "");
});

test("after a copy, and after something was written, open blanks ask again", () => {
  const fields = [["菜名", ""], ["价格", ""]];
  const { rule } = ruled(fields);
  rule.asks();
  rule.asks();
  assert.equal(rule.asks(), "还差 2 空：菜名、价格。");
  fields[0][1] = "酸菜鱼";
  rule.settle();
  assert.equal(rule.asks(), "还差 1 空：价格。");
});

test("a text without open blanks is copied at once, and one without a name is only counted", () => {
  assert.equal(ruled([["菜名", "鱼"]]).rule.asks(), "");
  assert.equal(ruled([]).rule.asks(), "");
  assert.equal(ruled([["", ""]]).rule.asks(), "还差 1 空。");
});

test("a printed text is copied with what was filled in, never with an example", () => {
  const parts = blanks.cut("今天有〔菜名，例：酸菜鱼〕和〔例：上海青〕，$&");
  assert.equal(filling.filled(parts, ["", ""]), "今天有〔菜名〕和〔　　〕，$&");
  assert.equal(filling.filled(parts, ["$& <b>", " "]), "今天有$& <b>和〔　　〕，$&");
});
