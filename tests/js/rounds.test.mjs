import assert from "node:assert/strict";
import test from "node:test";

import { PACK } from "./scripts.mjs";
import { ASKING, WHOLE, loadMy } from "./shops.mjs";

const { evening } = PACK.sops.welfare.slots;
const text = [{ id: "1", parts: ["打卡"] }];
const CHECK_IN = {
  title: "14天打卡", kind: "content", slots: {
    morning: { ...evening, at: ["08:00"], texts: text, when: { days: [1, 2, 3, 4, 5, 6, 7] } },
  },
};
const TRADE = { ...ASKING, days: { ...PACK.days, to: "2027-03-31", moons: [["2026-11-09", 332], ["2027-04-07", 337]] }, sops: { ...PACK.sops, "check-in": CHECK_IN } };
const TODAY = "2026-12-10";

/** A shop that rests on Sundays and begins a round on a day. */
const shop = ({ edition }, starts, more) => edition.read({
  ...WHOLE, shut: [6], closed: [], runs: [...WHOLE.runs, { sop: "check-in", groups: ["打卡群"], starts, gone: {} }], ...more,
});
const at = (day) => {
  Date.now = () => Date.parse(`${day}T03:05:00Z`);
  return loadMy();
};
const told = (starts, more, today = TODAY) => {
  const my = at(today);
  const of = shop(my, starts, more);
  return [my.rounds.words(TRADE, of, "check-in", today), my.rounds.sooner(TRADE, of, "check-in", today), my.rounds.silent(of, TRADE)];
};

test("a round whose beginning falls on a day off says that it is left out, and when it could begin", () => {
  const words = "「14天打卡」从12月20日 周日开始，开头那天店里歇，所以整轮都不发。";
  assert.deepEqual(told("2026-12-20"), [words, "2026-12-21", `${words}到「我家的」点「改一改」，最后一步换一天开始。`]);
  assert.deepEqual(told("2026-12-21"), ["", "", ""]);
  const closed = [["2026-12-21", "2026-12-24"]];
  assert.equal(told("2026-12-22", { closed })[1], "2026-12-25");
  assert.equal(told("2026-12-20", { closed })[1], "2026-12-25");
  assert.match(told("2026-12-22", { closed })[2], /整轮都不发/);
});

test("a day off within a round is no loss of the round, and what is lost already is past", () => {
  assert.deepEqual(told("2026-12-18", { closed: [["2026-12-22", "2026-12-23"]] }), ["", "", ""]);
  assert.equal(told("2026-11-15")[2], "");
  assert.match(told("2026-11-15")[0], /已经过完了/);
  // Begun last Sunday: the days that are still to come are missed.
  assert.match(told("2026-12-06")[2], /整轮都不发/);
});

test("a round beyond what is known says so, and plans without an end are none", () => {
  assert.match(told("2027-05-03")[0], /现在只排到3月31日/);
  assert.match(told("2028-01-20")[0], /从2028年1月20日 周四开始，现在只排到2027年3月31日/);
  assert.equal(told("2027-05-03")[2], "");
  const my = at(TODAY);
  const of = shop(my, "2026-12-21");
  assert.equal(my.rounds.words(TRADE, of, "welfare", TODAY), "");
  assert.equal(my.rounds.silent(of, ASKING), "");
  assert.equal(my.rounds.isRound(TRADE.sops.welfare), false);
  assert.equal(my.rounds.isRound(TRADE.sops["check-in"]), true);
});
