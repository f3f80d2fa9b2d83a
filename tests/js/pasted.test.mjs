// A piece of a spreadsheet pasted into a table of the form fills rows and columns.
import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./scripts.mjs";

const { cells, lay } = load("my/pasted").pasted;
const FIELDS = { name: "菜名", price: "价格" };
const pasted = (text, rows = [{}, {}], place = {}) => {
  const kept = rows.map((row) => ({ ...row }));
  const words = lay(cells(text), kept, { fields: FIELDS, at: 0, name: "name", most: 60, ...place });
  return { rows: kept, words };
};

test("lines and columns are read as spreadsheets copy them", () => {
  assert.deepEqual(cells("酸菜鱼\t68元\r\n小炒肉\t38元\r\n"), [["酸菜鱼", "68元"], ["小炒肉", "38元"]]);
  assert.deepEqual(cells("\"两行\n的菜\"\t\"大\"\"份\"\"\"\n\n鱼"), [["两行 的菜", "大\"份\""], ["鱼"]]);
  for (const one of ["", "酸菜鱼", "酸菜鱼 68元", "酸菜鱼\n"]) assert.deepEqual(cells(one), []);
  assert.deepEqual(cells("<img src=x>\t{{store}}"), [["<img src=x>", "{{store}}"]]);
});

test("they fill empty rows and new ones, from the field on; the names of columns are no row", () => {
  assert.deepEqual(pasted("菜名\t价格\n鱼\t68\n肉\t38\n菜\t18"), { rows: [{ name: "鱼", price: "68" }, { name: "肉", price: "38" }, { name: "菜", price: "18" }], words: "贴进来 3 行。" });
  assert.deepEqual(pasted("68\n38", [{ name: "鱼" }, {}], { name: "price" }).rows, [{ name: "鱼", price: "68" }, { price: "38" }]);
  assert.deepEqual(pasted("鱼\t68\t辣\t图").words, "贴进来 1 行。右边多出来的 2 列没有地方写。");
});

test("nothing is written over, and what finds no room is told", () => {
  const full = [{ name: "旧", price: "1" }, { name: "旧二" }];
  assert.deepEqual(pasted("鱼\t68\n肉\t38", full).rows, [full[0], { name: "鱼", price: "68" }, { name: "肉", price: "38" }, full[1]]);
  const many = Array.from({ length: 500 }, (_, at) => `菜${at}\t${at}元`).join("\n");
  const { rows, words } = pasted(many);
  assert.equal(rows.length, 60);
  assert.deepEqual(rows[59], { name: "菜59", price: "59元" });
  assert.equal(words, "贴进来 60 行。一共能写 60 行，最后 440 行没写进去，还在原来的表里。");
  assert.deepEqual(pasted("鱼\n肉", Array.from({ length: 60 }, () => ({ name: "满" }))).words, "贴进来 0 行。一共能写 60 行，最后 2 行没写进去，还在原来的表里。");
});
