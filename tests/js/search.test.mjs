import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./scripts.mjs";

const { search } = load("search/reading", "search/engine");

const doc = (location, title, text = "", more = {}) => ({ location, title, text, ...more });
const DOCS = [
  doc("cold/", "群冷了，七天救回来", "<p>先少发，再认人。</p>", { asks: ["群里没人说话怎么办", "冷群"] }),
  doc("cold/#plan", "七天怎么走", "<p>第一天不发。</p><p>第三天问一句天气。</p>"),
  doc("complaints/", "吵架、差评、投诉", "<p>半小时里先回一句。</p>", { asks: ["差评怎么回"] }),
  doc("presale/", "预售：今晚订，明天给", "<p>截单以后不收。</p>"),
  doc("shop/", "餐饮·福利群", "<p>今日菜单 &amp; 价</p><p>锅里炖着排骨，六点半掀盖。</p>"),
  doc("shop/#menu", "今日菜单", "<p>没人说话也发</p>"),
  ...Array.from({ length: 40 }, (_, number) => doc(`other-${number}/`, `别的第${number}页`, "<p>怎么说话，怎么办事，客人来了。</p>")),
];
const ALSO = [["差评", "恶评"], ["客人", "顾客", "客户"]];

const pages = (query, docs = DOCS, also = ALSO) => search(docs, also).find(query).map((items) => items[0].location.split("#")[0]);

test("a question is answered by the page that answers it, however it is put", () => {
  for (const query of ["群里没人说话怎么办", "没人说话", "群里都没人说话了", "冷群", "请问群里没人说话该怎么办呢？"]) {
    assert.equal(pages(query)[0], "cold/", query);
  }
});

test("words of two characters and words of one text are found", () => {
  assert.equal(pages("投诉")[0], "complaints/");
  assert.equal(pages("掀盖")[0], "shop/");
  assert.equal(pages("预售")[0], "presale/");
  assert.equal(pages("单")[0] !== undefined, true);
});

test("another word for the same thing finds the same", () => {
  assert.deepEqual(pages("恶评怎么回"), pages("差评怎么回"));
  assert.equal(pages("恶评怎么回")[0], "complaints/");
});

test("what stands nowhere finds nothing, and neither does nothing", () => {
  for (const query of ["", "   ", "〇〇", "zzzz", "？！"]) assert.deepEqual(pages(query), [], JSON.stringify(query));
});

test("a result begins with what is best, has its page, the sentence that says it, and its words marked", () => {
  const [items] = search(DOCS, ALSO).find("掀盖");
  assert.equal(items[0].location, "shop/");
  assert.equal(items[0].text, "锅里炖着排骨，六点半<mark data-md-highlight>掀盖</mark>。");
  for (const found of search(DOCS, ALSO).find("没人说话")) assert.ok(found.some((each) => !each.location.includes("#")));
});

test("no result names words that are missing", () => {
  for (const items of search(DOCS, ALSO).find("群里没人说话怎么办")) {
    for (const { terms } of items) assert.ok(Object.values(terms).every(Boolean));
  }
});

test("what pages say is shown as text, and their marks are no words", () => {
  const evil = [doc("evil/", "好 &lt;img onerror=x&gt;", "<p>坏 &lt;script&gt;alert(1)&lt;/script&gt; 一句</p>"), ...DOCS];
  const [[item]] = search(evil, []).find("一句坏");
  assert.equal(item.location, "evil/");
  assert.ok(!/<(?!\/?mark\b)/.test(item.title + item.text), item.title + item.text);
  assert.deepEqual(pages("onclick", [doc("a/", "一页", "<a onclick=\"x\">字</a>"), ...DOCS]), []);
});

test("no question is too long or too strange", () => {
  for (const query of ["群".repeat(5000), "😀".repeat(300), "(.*)+$[", "\\", "<mark>", "ＱＵＮＬＩ", "a".repeat(9000)]) {
    assert.ok(Array.isArray(search(DOCS, ALSO).find(query)), query.slice(0, 9));
  }
});

test("a page that counts for less stands behind its equal", () => {
  const twins = [doc("less/", "抽奖规则", "", { boost: 0.5 }), doc("more/", "抽奖规则", "", { boost: 3 }), ...DOCS];
  assert.deepEqual(pages("抽奖规则", twins).slice(0, 2), ["more/", "less/"]);
});
