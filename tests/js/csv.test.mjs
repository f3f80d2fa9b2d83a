import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./scripts.mjs";

const { csv } = load("csv");

test("a cell is never a formula, whatever stands before its sign", () => {
  const blanks = ["", " ", "\u3000", "\u00a0", "\n", "\u0085", "\u001f", "\ufeff", "  \u2003"];
  for (const blank of blanks) {
    for (const sign of ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"]) {
      const cell = csv.cell(`${blank}${sign}1+1`).replace(/^"/, "");
      assert.equal(cell[0], "'", JSON.stringify(blank + sign));
    }
  }
});

test("what already has the apostrophe gets one more, so that it comes back as written", () => {
  assert.equal(csv.cell("'=1"), "''=1");
  assert.equal(csv.cell("' =1"), "'' =1");
});

test("other cells stay as they are", () => {
  for (const plain of ["", "今日菜单", "a=b", "3.5", "'quoted'", "满 30-5", "1-2"]) assert.equal(csv.cell(plain), plain);
});

test("commas, quotes and line ends stay within their cell", () => {
  assert.equal(csv.file([["a,b", "c\"d"], ["e\nf", "g"]]), "\ufeff\"a,b\",\"c\"\"d\"\r\n\"e\nf\",g\r\n");
});
