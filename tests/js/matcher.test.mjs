import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./scripts.mjs";

const { matcher, expressions } = load("try/expressions", "try/numerals", "try/spoken", "try/reading", "try/shapes", "try/concerns", "try/company", "try/matcher");

const RULES = {
  masked: "〔[^〕]*〕", blank: "〔([^〕]*)〕", unseen: "[\u200b]", squared: "[🈴]", dashed: "第-$", han: "[一-鿿]", separators: "([一-鿿])[ .]+(?=[一-鿿])",
  between: "([一-鿿])[\\/]+(?=[一-鿿])", singles: "[一-鿿](?:-[一-鿿]){2,}", latin: "(^|[^a-z])([a-z]+)(?![a-z])",
  amount: "(百分之)?(?:([0-9]+)|([一二三四五六七八九十百千万]+))(折|元)?", clause_end: "[，。]", sentence_end: "[。]",
  negation: "不$", firm: "从不", announced: "不发:$", taken_up: "^这种事不", denied_after: "^不做", named_after: "^路", harmless: "《[^》]*》",
};
const LETTERS = {
  plain: ["萬", "万"], rare: ["蕞", "最"], doubtful: ["醉", "最"], ordinary: ["醉好听"], strings: { 亻言: "信" },
  spelled: { zuihao: "最好" }, syllables: { zui: "最" }, initials: {}, sounds: {}, words: [], heard: [], alike: {},
};
const scope = { industries: [], other_than: [], types: [] };
const entry = (code, look, more = {}) => ({
  code, level: "warning", title: code, hint: "", look, disguised: "", negation: 0, denied: "", unless: "", cleared: "", meant: "",
  cleared_reach: "paragraph", near: "", near_reach: "paragraph", within: 0, names: false, final: false, scope,
  ...more,
});
const find = (entries, text, industry = "", type = "") =>
  matcher.finder({ rules: RULES, letters: LETTERS, entries, basis: {} })(text, industry, type);

test("matches that are empty move on by a character, also outside the first plane", () => {
  assert.deepEqual(expressions.matches(/a*/gu, "𠮷ab").map((match) => match.index), [0, 2, 3, 4]);
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

const marks = (look, text, more) => find([entry("Q1", look, more)], text).map(([start, end, , words]) => [start, end, words]);

test("what stands in disguise is marked as it is written", () => {
  const cases = { 蕞好: "蕞好", 最亻言: "最亻言", "zuihao！": "zuihao", "最/好": "最/好", "全-最-好": "最-好", "zui好": "zui好" };
  for (const [text, words] of Object.entries(cases)) {
    assert.deepEqual(marks("最好|最信", text).map(([, , found]) => found), [words], text);
  }
});

test("a doubtful character counts in a word of three, and never in a word of its own", () => {
  assert.deepEqual(["醉好吃", "醉好", "醉好听"].map((text) => marks("最好(?:吃|听)?", text).length), [1, 0, 0]);
});

test("amounts are found in digits, and what stands so already is found once", () => {
  assert.deepEqual(marks("85?(?:\\.5)?折|30元", "八五折85折三十元30元").map(([, , words]) => words), ["八五折", "85折", "三十元", "30元"]);
});

test("what is looked for in disguise only is no finding as it stands", () => {
  assert.deepEqual(["最好", "蕞好"].map((text) => marks("", text, { disguised: "最好" }).length), [0, 1]);
});

test("a denial after the words and a name take them back, a final check only denials", () => {
  const count = (text, more) => marks("水军", text, more).length;
  const texts = ["水军", "水军不做", "水军路", "《水军》", "水军这种事不", "从不找任何水军"];
  assert.deepEqual(texts.map((text) => count(text)), [1, 0, 0, 0, 0, 0]);
  assert.deepEqual(texts.map((text) => count(text, { final: true })), [1, 0, 1, 1, 0, 1]);
});

test("each reach ends where it says", () => {
  const count = (text, more) => marks("第一", text, more).length;
  const text = "第一。教材\n\n全国";
  const cleared = (word, reach) => count(text, { cleared: word, cleared_reach: reach });
  assert.deepEqual(["sentence", "paragraph", "text"].map((reach) => cleared("教材", reach)), [1, 0, 0]);
  assert.deepEqual(["sentence", "paragraph", "text"].map((reach) => cleared("全国", reach)), [1, 1, 0]);
});

test("a boundary before the words is no part of what is marked", () => {
  assert.deepEqual(marks("(^|[^0-9])1[0-9]", "号12"), [[1, 3, "12"]]);
});
