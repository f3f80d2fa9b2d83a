import assert from "node:assert/strict";
import test from "node:test";

import { TURNING, WHOLE, loadMy } from "./shops.mjs";

test("what a trade no longer has of posts and texts is left out, and a post of which no text is left is none", () => {
  const { edition, planner, shopfile } = loadMy();
  const calendar = (gone) => edition.calendar(edition.read({ ...WHOLE, runs: [{ ...WHOLE.runs[0], gone }] }), TURNING);
  const [some] = calendar({ old: ["1"], menu: ["3", "99"], constructor: ["1"] }).runs;
  assert.deepEqual([some.texts, some.slots], [{ menu: ["3"] }, undefined]);
  const none = calendar({ menu: ["1", "2", "3"] });
  assert.deepEqual([none.runs[0].texts, none.runs[0].slots], [{}, { menu: null }]);
  assert.match(shopfile.written(none), /\n {4}slots: \{menu: null\}\n/);
  const posted = new Set(planner.plan(TURNING, { ...none, hours: undefined, pace: 2 }, "2026-12-08", "2026-12-13").map(({ slot }) => slot));
  assert.deepEqual([...posted], ["evening"]);
});

test("a plan of which nothing is left that is wanted counts as gone, and says so", () => {
  const { edition } = loadMy();
  const of = edition.read({ ...WHOLE, runs: [{ ...WHOLE.runs[0], gone: { menu: ["1", "3"], evening: ["1"] } }] });
  assert.deepEqual(edition.calendar(of, TURNING).runs, []);
  assert.match(edition.lost(of, TURNING), /没有要发的/);
});
