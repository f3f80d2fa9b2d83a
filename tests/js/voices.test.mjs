import assert from "node:assert/strict";
import test from "node:test";

import { CALENDAR, PACK } from "./scripts.mjs";
import { ASKING, WHOLE, loadMy } from "./shops.mjs";

const SPEAKING = { ...ASKING, voices: { brisk: [[], [], [["呀", [""]]], [["晚安", ["歇了"]]]] } };
const BRISK = { ...WHOLE, voice: "brisk" };

test("a voice is kept, sent and written into the file; without one all of it is as it was", () => {
  const { edition, link, shopfile, receiving } = loadMy();
  const [plain, brisk] = [edition.read(WHOLE), edition.read(BRISK)];
  assert.deepEqual(edition.written(brisk), BRISK);
  assert.deepEqual(edition.written(link.read(link.written(brisk))), BRISK);
  assert.match(shopfile.written(edition.calendar(brisk, SPEAKING)), /^voice: brisk$/m);
  assert.ok(!shopfile.written(edition.calendar(plain, SPEAKING)).includes("voice"));
  assert.deepEqual(receiving.differences(plain, brisk), ["口气：热心 → 利落"]);
});

test("a voice that there is not, or that the trade has not, is the trade's own", () => {
  const { edition } = loadMy();
  for (const voice of ["loud", "constructor", "", 7, null]) assert.deepEqual(edition.written(edition.read({ ...WHOLE, voice })), WHOLE);
  assert.equal(edition.calendar(edition.read(BRISK), ASKING).voice, undefined);
  assert.equal(edition.calendar(edition.read({ ...WHOLE, voice: "expert" }), SPEAKING).voice, undefined);
});

test("a shop posts in its voice, and what its calendar wrote itself as it was written", () => {
  const { planner } = loadMy();
  const pack = { ...PACK, voices: SPEAKING.voices };
  const said = (more) => planner.plan(pack, { ...CALENDAR, closed: [], ...more }, "2026-12-11", "2026-12-11").map(({ slot, text }) => [slot, text]);
  assert.ok(said({}).some(([slot, text]) => slot === "evening" && text === "晚安"));
  assert.ok(said({ voice: "brisk" }).some(([slot, text]) => slot === "evening" && text === "歇了"));
  const runs = [{ ...CALENDAR.runs[0], slots: { evening: { texts: [{ id: "1", parts: ["各位晚安呀"] }] } } }];
  assert.ok(said({ voice: "brisk", runs }).some(([slot, text]) => slot === "evening" && text === "各位晚安呀"));
});
