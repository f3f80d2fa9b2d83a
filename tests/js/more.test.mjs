import assert from "node:assert/strict";
import test from "node:test";

import { TURNING, WHOLE, loadMy } from "./shops.mjs";

const { welfare } = TURNING.sops;
const night = { ...welfare.slots.menu, title: "今晚的夜宵", at: ["20:00"], pace: 2, when: { unit: "week", every: 1, on: [4] } };
const DAYS = { ...TURNING.days, to: "2027-01-31" };
const PACK = { ...TURNING, days: DAYS, sops: { welfare: { ...welfare, slots: { ...welfare.slots, night } } } };
const DAY = "2026-12-10";
const shop = (edition, more) => edition.read({ ...WHOLE, pace: 0, hours: [], runs: [{ ...WHOLE.runs[0], gone: {}, ...more }] });

test("what a fuller pace would post is offered with its days, and what is posted anyway is not", () => {
  const { edition, more } = loadMy();
  const offered = (of) => more.offers(PACK, of, DAY).map(({ slot, title, days }) => [slot, title, days]);
  const least = offered(shop(edition));
  assert.deepEqual(least.filter(([slot]) => slot === "night"), [["night", "今晚的夜宵", "每周五 20:00"]]);
  assert.ok(least.every(([slot]) => welfare.slots[slot] === undefined || welfare.slots[slot].pace > 0));
  assert.deepEqual(offered({ ...shop(edition), pace: 2 }), []);
});

test("what has its season is offered with it, also where it is about to begin", () => {
  const { edition, more } = loadMy();
  const offered = (...seasons) => {
    const seasonal = { ...night, when: { ...night.when, seasons } };
    const pack = { ...PACK, sops: { welfare: { ...welfare, slots: { ...welfare.slots, night: seasonal } } } };
    return more.offers(pack, shop(edition), DAY).filter(({ slot }) => slot === "night").map(({ days }) => days);
  };
  const past = ["2026-08-01", "2026-12-13", ".y2026"];
  assert.deepEqual(offered(past, ["2026-12-14", "2027-02-04", ".y2027"]), ["每周五 20:00，这一季到2月4日"]);
  assert.deepEqual(offered(past, ["2026-12-20", "2027-01-31", ".y2027"]), ["每周五 20:00，12月20日到1月31日这一季"]);
  assert.deepEqual(offered(past, ["2027-05-06", "2027-08-07", ".y2027"]), []);
});

test("what comes more rarely than weekly goes with another post, and is not offered alone", () => {
  const { edition, more } = loadMy();
  const draw = { ...night, when: { unit: "week", every: 4, on: [4] } };
  const rare = { ...PACK, sops: { welfare: { ...welfare, slots: { ...welfare.slots, draw } } } };
  assert.deepEqual(more.offers(rare, shop(edition), DAY).filter(({ slot }) => slot === "draw"), []);
});

test("one that was chosen is posted at the pace that posts less, goes along in the link, and can be taken back", () => {
  const { edition, more, link, planner, shopfile } = loadMy();
  const of = shop(edition);
  const [offer] = more.offers(PACK, of, DAY).filter(({ slot }) => slot === "night");
  more.set(offer, true);
  more.set(offer, true);
  const sent = link.read(link.written(of));
  assert.deepEqual(sent.runs[0].also, ["night"]);
  const calendar = edition.calendar(sent, PACK);
  assert.match(shopfile.written(calendar), /slots: \{night: \{pace: light\}\}/);
  const nights = planner.plan(PACK, calendar, "2026-12-07", "2027-01-03").filter((post) => post.slot === "night");
  assert.deepEqual(nights.map((post) => post.start.slice(0, 10)), ["2026-12-11", "2026-12-18", "2027-01-01"]);
  more.set({ ...offer, run: sent.runs[0] }, false);
  assert.equal("also" in sent.runs[0], false);
  assert.equal(link.written(edition.read(edition.written(sent))), link.written(shop(edition)));
});

test("what no pack has any more, or a fuller pace posts anyway, changes nothing", () => {
  const { edition } = loadMy();
  const runs = (more, pace) => edition.calendar({ ...shop(edition, more), pace }, PACK).runs;
  assert.deepEqual(runs({ also: ["no-such", 7, "Night"] }, 0), runs({}, 0));
  assert.deepEqual(runs({ also: ["night"] }, 2), runs({}, 2));
  assert.deepEqual(edition.known(shop(edition, { also: ["night", "menu", "evening"] }), PACK).length, 1);
});
