import assert from "node:assert/strict";
import test from "node:test";

import { PROOF, Store, load, provide } from "./scripts.mjs";

const store = new Store();
provide("localStorage", store);
provide("navigator", {});
const { allowed, report, pieces, trades, office, files } = load(...PROOF);

const spot = (start, end, more = {}) => ({
  start, end, code: "Q1", words: "第一", level: "error", title: "词", hint: "删掉", place: "第 2 行", better: null, ...more,
});
const never = () => false;

test("kept words cover what lies within them, whatever the case, and nothing beside", () => {
  store.clear();
  assert.ok(allowed.add(" 天下No1锅 ", "店名"));
  assert.ok(!allowed.add("词", "  "));
  assert.deepEqual(allowed.list(), [{ words: "天下No1锅", reason: "店名" }]);
  const text = "来天下NO1锅，天下NO1";
  assert.deepEqual(allowed.without(text, [spot(1, 6), spot(8, 13)], never).map((one) => one.start), [8]);
  assert.equal(allowed.without(text, [spot(1, 6)], () => true).length, 1);
  allowed.add("天下No1锅", "注册商标");
  assert.deepEqual(allowed.list(), [{ words: "天下No1锅", reason: "注册商标" }]);
  allowed.remove("天下No1锅");
  assert.deepEqual(allowed.list(), []);
});

test("whatever stands in the store, what is kept is words with reasons", () => {
  for (const value of ["[]", '{"words":3}', '{"words":[null,{"words":1,"reason":"x"},{"words":"a"}]}', "x"]) {
    store.setItem("qunli:1:allowed", value);
    assert.deepEqual(load(...PROOF).allowed.list(), [], value);
  }
});

test("a report says each place, what to do, and that it is no clearance", () => {
  const better = { start: 0, end: 2, text: "今天有鱼" };
  const text = report.report([spot(0, 2, { better }), spot(3, 5, { level: "warning", better: { ...better, text: "" } }), spot(6, 8)], "按餐饮查。");
  assert.ok(text.startsWith("发前查一查：3 处风险提示，不是判定违法。按餐饮查。"));
  assert.ok(text.includes("第 2 行「第一」词（先改再发）\n  换法：删掉\n  换成：今天有鱼"));
  assert.ok(text.includes("第 2 行「第一」词（看一眼）\n  换法：删掉\n  换成：这一句整句删掉"));
  assert.ok(text.endsWith("这里看不出来。"));
});

test("cells written as a column are read as the same cells", () => {
  const cells = ["一", "两\n行", '说"好"', '"开头', "有\t格"];
  const text = pieces.column(cells);
  const read = pieces.pieces(text, true).map(([start, end]) => text.slice(start, end));
  assert.deepEqual(read, ["一", "两\n行", '说"好"', '""开头', "有\t格"]);
});

test("no trade is guessed where two are as likely", () => {
  const words = { a: ["鱼", "汤"], b: ["课"] };
  assert.deepEqual(["鱼汤", "鱼汤课", "鱼课", "花", ""].map((text) => trades.guess(words, text)), ["a", "a", "", "", ""]);
  const entries = [{ scope: { industries: ["b"] } }, { scope: { industries: [] } }];
  assert.deepEqual(trades.withChecks(entries, { a: "甲", b: "乙" }), ["b"]);
});

test("XML is read with its entities, data and comments; what is unsaid is left out", () => {
  const xml = '<?xml version="1.0"?><!-- <w:t>x</w:t> --><w:d><w:p><w:pPr><w:tabs><w:tab w:val="a>b"/></w:tabs></w:pPr><w:t>A&amp;&#65;&#x4e00;</w:t>' +
    "<w:del><w:t>gone</w:t></w:del><w:t><![CDATA[<b>]]></w:t><w:br/><w:t/>x</w:p></w:d>";
  assert.equal(office.words(xml), "A&A一<b>");
  assert.equal(office.root(xml), "d");
});

test("links are addresses from their part's folder", () => {
  const xml = '<R><Relationship Id="a" Type="http://x/worksheet" Target="worksheets/1.xml"/><Relationship Id="b" Type="http://x/s" Target="/xl/s.xml"/></R>';
  assert.deepEqual(Array.from(office.links(xml, "xl/workbook.xml").values()), [
    { kind: "worksheet", target: "xl/worksheets/1.xml" }, { kind: "s", target: "xl/s.xml" },
  ]);
});

test("bytes of anything are refused in words and never break the page", async () => {
  const bytes = [[], [0x50, 0x4b, 3, 4], [0x50, 0x4b, 3, 4, ...Array(60).fill(0)], Array.from({ length: 500 }, (_, at) => (at * 7) % 256)];
  for (const each of bytes) {
    await assert.rejects(files.open("a.txt", { each }), /。$/);
    await assert.rejects(files.read("a.txt", new DataView(Uint8Array.from(each).buffer)));
  }
});
