import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./scripts.mjs";

const { fragment } = load("fragment");

test("a text comes back whole through a link", () => {
  for (const text of ["", "a", "交班\t𠮷👨‍👩‍👧\n第二行", "x".repeat(5000), "\u0001??>>"]) {
    const code = fragment.written(text);
    assert.match(code, /^[\w-]+$/);
    assert.equal(fragment.read(code), text);
  }
});

test("a code that was cut or changed is none", () => {
  const code = fragment.written("交班：一群发了");
  for (let end = 0; end < code.length; end += 1) assert.equal(fragment.read(code.slice(0, end)), null, String(end));
  const other = code[9] === "A" ? "B" : "A";
  assert.equal(fragment.read(`${code.slice(0, 9)}${other}${code.slice(10)}`), null);
  for (const wrong of ["%E4%BA%A4", "交", "====", "constructor"]) assert.equal(fragment.read(wrong), null);
});

test("marks are those of links already sent", () => {
  assert.equal(fragment.mark(""), "ztntfp");
  assert.equal(fragment.mark("welfare.menu"), "gyrhs8");
});
