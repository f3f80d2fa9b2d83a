// More than one group bears in a day is said before a file is made of it that no computer takes.
import assert from "node:assert/strict";
import test from "node:test";

import { ASKING, WHOLE, loadMy } from "./shops.mjs";

const { crowd, edition, shopfile } = loadMy();

const daily = (hours, more = {}) => ({ ...ASKING.sops.welfare.slots.evening, at: hours, pace: 0, ...more });
const plan = (title, slots, kind = "traffic") => ({ title, kind, slots });
const PACK = {
  ...ASKING, days: { ...ASKING.days, to: "2027-02-01" },
  sops: {
    welfare: plan("福利群", { one: daily(["09:00", "10:00"]), more: daily(["11:00", "12:00"], { pace: 2 }) }),
    members: plan("会员群", { one: daily(["13:00", "14:00"]) }),
    moments: plan("朋友圈", { one: daily(["15:00", "16:00"]) }, "moments"),
  },
};
const of = (groups, pace = 2) => edition.read({
  ...WHOLE, pace, hours: [], runs: Object.entries(groups).map(([sop, names]) => ({ sop, groups: names, starts: "2026-12-07", gone: {} })),
});
const DAY = "2026-12-07";

test("plans that share a group are too much for it, and each way out helps", () => {
  const full = of({ welfare: ["老王群", "二群"], members: ["老王群"], moments: ["老王群"] });
  assert.equal(crowd.words(crowd.found(PACK, full, DAY)), "「老王群」12月8日 周二要发 6 条。一个群一天最多 5 条，再多人家就设免打扰了。");
  const ways = crowd.ways(PACK, full, DAY);
  assert.deepEqual(ways.map(({ words }) => words), ["一个计划用一个群", "少发一点：每天五条"]);
  for (const way of ways) assert.equal(crowd.found(PACK, way.of, DAY), null);
  assert.deepEqual(ways[0].of.runs.map(({ groups }) => groups), [["老王群", "二群"], ["会员群"], ["朋友圈"]]);
  assert.ok(crowd.isShared(full));
});

test("five posts, groups apart, Moments and what one customer gets are borne", () => {
  for (const each of [of({ welfare: ["一群"], members: ["二群"] }), of({ welfare: ["一群"], moments: ["一群"] }), of({ welfare: ["一群"], members: ["一群"] }, 0)]) {
    assert.equal(crowd.found(PACK, each, DAY), null);
  }
  const private_ = { ...PACK, sops: { ...PACK.sops, members: plan("会员群", { one: daily(["13:00", "14:00"], { to: ["老客"] }) }) } };
  assert.equal(crowd.found(private_, of({ welfare: ["一群"], members: ["一群"] }), DAY), null);
});

test("a group is sent to once a day", () => {
  const sent = { ...PACK, sops: { ...PACK.sops, members: plan("会员群", { one: daily(["13:00", "14:00"], { way: "mass-send" }) }) } };
  assert.match(crowd.words(crowd.found(sent, of({ members: ["二群"] }), DAY)), /「二群」12月8日 周二要群发 2 次/);
  assert.deepEqual(crowd.ways(sent, of({ members: ["二群"] }), DAY), []);
});

test("names that are taken already are told apart, and a shop of no plan is no file", () => {
  const all = of({ welfare: ["会员群"], members: ["会员群"], moments: ["会员群"] });
  assert.deepEqual(crowd.apart(PACK, all).runs.map(({ groups }) => groups), [["会员群"], ["会员群2"], ["朋友圈"]]);
  const gone = Object.fromEntries(Object.entries(PACK.sops).map(([sop, { slots }]) => [sop, Object.fromEntries(Object.entries(slots).map(([id, { texts }]) => [id, texts.map((text) => text.id)]))]));
  const none = edition.read({ ...WHOLE, runs: Object.keys(gone).map((sop) => ({ sop, groups: [sop], starts: DAY, gone: gone[sop] })) });
  assert.equal(shopfile.written(edition.calendar(none, PACK)), "");
  assert.equal(crowd.found(PACK, none, DAY), null);
});
