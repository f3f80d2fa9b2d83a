import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { load } from "./scripts.mjs";

const { csv } = load("csv");

/** The cases that qunli/workbook is held to, too. */
const { commands, plain } = JSON.parse(readFileSync(new URL("commands.json", import.meta.url), "utf-8"));

test("a cell is never a formula, whatever stands before its sign", () => {
  assert.ok(commands.length > 150);
  for (const command of commands) {
    const cell = csv.cell(command).replace(/^"/, "");
    assert.ok(cell.startsWith(`'${command.slice(0, 1).replace("\"", "\"\"")}`), JSON.stringify(command));
  }
});

test("what already has the apostrophe gets one more, so that it comes back as written", () => {
  assert.equal(csv.cell("'=1"), "''=1");
  assert.equal(csv.cell("' =1"), "'' =1");
});

test("other cells stay as they are", () => {
  for (const words of plain) assert.equal(csv.cell(words).replace(/^"|"$/g, ""), words, JSON.stringify(words));
});

test("commas, quotes and line ends stay within their cell", () => {
  assert.equal(csv.file([["a,b", "c\"d"], ["e\nf", "g"]]), "\ufeff\"a,b\",\"c\"\"d\"\r\n\"e\nf\",g\r\n");
});
