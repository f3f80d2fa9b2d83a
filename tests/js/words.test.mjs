import assert from "node:assert/strict";
import test from "node:test";

import { load, provide } from "./scripts.mjs";

provide("navigator", { userAgent: "node" });
const { words, edition } = load("dom", "storage", "dates", "my/edition", "my/shops", "my/words");

const said = (more) => edition.read({
  form: 1, id: "my-x7k2q", industry: "catering", title: "老王小馆", starts: "2026-12-07",
  values: { dishes: [{ name: "酸菜鱼", price: "68元" }, { name: "小炒肉" }], note: "楼下", ...more },
});
const part = (text, of = "", row = 0) => ({ words: text, of, row });

test("a shop's name, its facts and the row whose turn it is stand where the variables stood", () => {
  const text = [part("本店", "store"), part("今天有"), part("〔菜名〕", "dishes.name", 3), part("，"), part("〔位置〕", "note")];
  assert.equal(words.spoken(text, said()), "老王小馆今天有小炒肉，楼下");
  assert.equal(words.spoken(text, null), "本店今天有〔菜名〕，〔位置〕");
});

test("what a shop did not say stays as it was printed, whatever a variable is called", () => {
  const text = [part("〔价格〕", "dishes.price", 1), part("〔x〕", "constructor"), part("〔y〕", "note.name"), part("〔z〕", "dishes"), part("〔w〕", "dishes.toString")];
  assert.equal(words.spoken(text, said()), "〔价格〕〔x〕〔y〕〔z〕〔w〕");
  assert.equal(words.spoken([part("〔菜名〕", "dishes.name")], said({ dishes: "一句话" })), "〔菜名〕");
});

test("a name with the signs of a blank makes none", () => {
  const shop = edition.read({ ...edition.written(said()), title: "〔店〕" });
  assert.equal(words.spoken([part("本店", "store")], shop), "（店）");
});

test("only what is still open is called to be filled in", () => {
  const wanted = "要填：菜名（例：酸菜鱼）；例：上海青；价格（例：68元；起）";
  assert.equal(words.left("要填：菜名（例：酸菜鱼）；价格", "有〔菜名〕，68元"), "要填：菜名（例：酸菜鱼）");
  assert.equal(words.left("要填：菜名（例：酸菜鱼）", "有鱼"), "");
  assert.ok(words.left(wanted, "有〔菜名〕").startsWith("要填：菜名"));
});
