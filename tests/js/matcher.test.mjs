import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./scripts.mjs";

const { matcher, normal } = load("try/normal", "try/matcher");

const RULES = {
  masked: "〔[^〕]*〕", blank: "〔([^〕]*)〕", unseen: "[\u200b]", separators: "[ .]+(?=.)",
  clause_end: "[，。]", negation: "不$",
};
const scope = { industries: [], other_than: [], types: [] };
const entry = (code, look, more = {}) => ({
  code, level: "warning", title: code, hint: "", look, negation: 0, denied: "", unless: "", cleared: "", near: "", within: 0, names: false, scope,
  ...more,
});
const find = (entries, text, industry = "", type = "") =>
  matcher.finder({ rules: RULES, entries, basis: {} })(text, industry, type);

test("matches that are empty move on by a character, also outside the first plane", () => {
  assert.deepEqual(normal.matches(/a*/gu, "𠮷ab").map((match) => match.index), [0, 2, 3, 4]);
});

test("positions count characters of the text as written", () => {
  assert.deepEqual(find([entry("Q1", "第一")], "𠮷第\u200b一"), [[1, 4, "Q1", "第\u200b一"]]);
  assert.deepEqual(find([entry("Q1", "ab")], "〔名〕ＡＢ"), [[3, 5, "Q1", "ＡＢ"]]);
});

test("a dot stops at a line's end and nowhere else, as in Python", () => {
  const hits = (text) => find([entry("Q1", "a.b")], text).length;
  assert.deepEqual(["axb", "a\u2028b", "a\rb", "a\nb"].map(hits), [1, 1, 1, 0]);
});

test("a negation before the words denies them within its clause", () => {
  const entries = [entry("Q1", "退款", { negation: 3 })];
  assert.deepEqual(["可退款", "不退款", "不，退款", "不好好好退款"].map((text) => find(entries, text).length), [1, 0, 1, 1]);
});

test("a denial of a check's own must stand right before the words, within the clause", () => {
  const entries = [entry("Q1", "水军", { denied: "(?:不请|没有)$" })];
  assert.deepEqual(["请水军", "不请水军", "不请，水军", "没有水军", "没有人请水军"].map((text) => find(entries, text).length), [
    1, 0, 1, 0, 1,
  ]);
});

test("a check of the names of roles judges no text", () => {
  assert.deepEqual(find([entry("Q1", "气氛组", { names: true })], "气氛组"), []);
});

test("exceptions, clearing words and company are judged at their place", () => {
  const count = (more, text) => find([entry("Q1", "第一", more)], text).length;
  assert.deepEqual([count({ unless: "第一天" }, "第一天，第一"), count({ cleared: "教材" }, "第一，教材")], [1, 0]);
  const near = { near: "全国", within: 2 };
  assert.deepEqual(["全国第一", "全国范围内第一"].map((text) => count(near, text)), [1, 0]);
  assert.equal(count({ near: "全国" }, "全国范围内第一"), 1);
});

test("what stands inside a blank is judged by errors alone", () => {
  const entries = [entry("Q1", "第一"), entry("Q2", "第一", { level: "error" })];
  assert.deepEqual(find(entries, "是〔第一〕"), [[2, 4, "Q2", "第一"]]);
});

test("a check asks only where it applies; what is not known does not limit it", () => {
  const only = { industries: ["catering"], other_than: [], types: ["activity"] };
  const others = { ...only, industries: [], other_than: ["catering"] };
  const entries = [entry("Q1", "第一", { scope: only }), entry("Q2", "第一", { scope: others })];
  const codes = (...known) => find(entries, "第一", ...known).map((hit) => hit[2]);
  assert.deepEqual(codes("catering", "activity"), ["Q1"]);
  assert.deepEqual(codes("apparel", "activity"), ["Q2"]);
  assert.deepEqual(codes("catering", "warmth"), []);
  assert.deepEqual(codes(), ["Q1", "Q2"]);
});
