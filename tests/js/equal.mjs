// The planner of the phones, asked by tests/test_planner.py: reads {packs, calendars, cases} and answers each case with the number and
// the hash of its lines, or with the lines themselves where the case wants to `show` them.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import { PLANNER, load } from "./scripts.mjs";

const { planner, ics, blanks } = load(...PLANNER);
const hash = (text) => createHash("sha256").update(text).digest("hex");
const cuts = new Map();

const cut = (text) => {
  if (!cuts.has(text)) cuts.set(text, JSON.stringify(blanks.cut(text)));
  return cuts.get(text);
};

const line = (post) => {
  const { start, run, slot, hour, rest, isSingle, textId, row, text, short } = post;
  return `${JSON.stringify([start, run, slot, hour, rest, isSingle, textId, row, text, short])} ${cut(text)}`;
};

const { packs, calendars, cases } = JSON.parse(readFileSync(process.argv[2], "utf-8"));

const answer = ({ pack, calendar, from, to, file, show }) => {
  const lines = planner.plan(packs[pack], calendars[calendar], from, to).map(line);
  const written = file ? ics.file(packs[pack], calendars[calendar], file) : "";
  if (show) return { lines, file: written };
  return { count: lines.length, posts: hash(lines.join("\n")), file: hash(written) };
};

process.stdout.write(JSON.stringify(cases.map(answer)));
