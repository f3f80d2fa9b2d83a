// One's own editions, asked by tests/test_my.py: reads {packs, cases} and answers each case with the calendar file that is
// handed to a computer, the posts of a window, the file of reminders, the length of the link, and why no calendar file is
// handed out where {words, everywhere} are given as well.
import { readFileSync } from "node:fs";

import { PLANNER, PROOF, load, provide } from "./scripts.mjs";

provide("navigator", {});
const { packs, cases, words, everywhere } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const checks = words ? [...PROOF, "try/marking", "today/checking", "my/risks"] : [];
const { planner, ics, blanks, edition, link, shopfile, crowd, risks } = load(...PLANNER, "dom", "fragment", "my/edition", "my/link", "my/sums", "my/shopfile", "my/crowd", ...checks);
const judge = words ? risks.judge(words, everywhere) : () => [];

const line = (post) => {
  const { start, run, slot, hour, rest, isSingle, textId, row, text, short } = post;
  return `${JSON.stringify([start, run, slot, hour, rest, isSingle, textId, row, text, short])} ${JSON.stringify(blanks.cut(text))}`;
};

const answer = ({ said, from, to, order }) => {
  const of = edition.read(said);
  const code = link.written(of);
  const sent = link.read(code);
  const pack = packs[of.industry];
  const calendar = edition.calendar(sent, pack);
  return {
    yaml: shopfile.written(calendar), lines: planner.plan(pack, calendar, from, to).map(line), file: ics.file(pack, calendar, order),
    link: code.length, full: crowd.fullest(pack, calendar, from, to),
    refused: words ? crowd.unbuilt(pack, sent, from) || risks.refusal(judge(pack, sent)) : "",
  };
};

process.stdout.write(JSON.stringify(cases.map(answer)));
