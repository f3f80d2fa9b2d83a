import assert from "node:assert/strict";
import test from "node:test";

import { Store } from "./scripts.mjs";
import { ASKING, WHOLE, loadMy } from "./shops.mjs";

test("what a newer edition says otherwise is told line by line", () => {
  const { edition, receiving } = loadMy();
  const mine = edition.read(WHOLE);
  const other = edition.read({ ...WHOLE, title: "老王家", shut: [], values: { note: "楼下" } });
  assert.deepEqual(receiving.differences(mine, mine), []);
  assert.deepEqual(receiving.differences(mine, other), [
    "店名：老王小馆 → 老王家", "每周歇：一 → 不歇", "填的：酸菜鱼 68元；小炒肉 → 空着",
  ]);
});

test("how much is posted is called by what the plan posts", () => {
  const { edition, receiving } = loadMy();
  Date.now = () => Date.UTC(2026, 11, 10, 3, 5);
  const { welfare } = ASKING.sops;
  const trade = {
    ...ASKING, days: { ...ASKING.days, to: "2027-02-28", moons: [...ASKING.days.moons, ["2027-02-06", 335], ["2027-03-08", 336]] },
    sops: { welfare: { ...welfare, slots: { ...welfare.slots, evening: { ...welfare.slots.evening, pace: 2 } } } },
  };
  const [mine, other] = [0, 2].map((pace) => edition.read({ ...WHOLE, pace, shut: [] }));
  assert.deepEqual(receiving.differences(mine, other, trade), ["发多少：每天一条 → 每天两条"]);
  // Paces that post alike are none.
  assert.deepEqual(receiving.differences(mine, edition.read({ ...WHOLE, pace: 1, shut: [] }), trade), []);
});

test("another first day and another plan are differences, too", () => {
  const { edition, receiving } = loadMy();
  const mine = edition.read(WHOLE);
  const [first, ...rest] = WHOLE.runs;
  const later = edition.read({ ...WHOLE, runs: [{ ...first, starts: "2027-02-01" }, ...rest] });
  const swapped = edition.read({ ...WHOLE, runs: [{ ...first, sop: "flash-sale" }, ...rest] });
  const [said, ...more] = receiving.differences(mine, later);
  assert.match(said, /^从哪天开始：.* → 2月1日 周一/);
  assert.deepEqual(more, []);
  assert.deepEqual(receiving.differences(mine, swapped), ["用的计划不一样"]);
  assert.deepEqual(receiving.differences(mine, edition.read({ ...WHOLE, industry: "milk-tea" })), ["换了行业"]);
  assert.deepEqual(receiving.differences(mine, edition.read({ ...WHOLE, edition: 99, time: WHOLE.time + 5 })), []);
});

test("single posts that differ are named once the plan is here: those wanted beyond the pace, and those of which texts are unwanted", () => {
  const { edition, receiving } = loadMy();
  Date.now = () => Date.UTC(2026, 11, 10, 3, 5);
  const trade = { ...ASKING, days: { ...ASKING.days, to: "2027-02-28", moons: [...ASKING.days.moons, ["2027-02-06", 335], ["2027-03-08", 336]] } };
  const of = (more) => edition.read({ ...WHOLE, shut: [], runs: [{ ...WHOLE.runs[0], ...more }] });
  const cases = [
    [{ gone: {} }, { gone: {}, also: ["evening"] }, "另外想发的", "：没有 → 晚安"],
    [{ gone: {}, also: ["evening", "no-such", "constructor"] }, { gone: {}, also: ["evening", "menu"] }, "另外想发的", "：晚安 → 晚安、=今日菜单"],
    [{ gone: { menu: ["3"] } }, { gone: {} }, "不要的文案", "：=今日菜单 → 没有"],
    [{ gone: { menu: ["3"] } }, { gone: { menu: ["4"] } }, "不要的文案", "不一样：=今日菜单"],
    [{ gone: {}, also: ["no-such"] }, { gone: {} }, "另外想发的", "不一样"],
  ];
  for (const [one, two, name, words] of cases) {
    assert.deepEqual(receiving.differences(of(one), of(two)), [`${name}不一样`]);
    assert.deepEqual(receiving.differences(of(one), of(two), trade), [name + words]);
  }
});

test("a shop that is called otherwise keeps what it was called, and a copy brings those names along", () => {
  const { shops, edition, storage, archive } = loadMy(new Store());
  for (const title of ["老王小馆", "老王小馆", "老王新馆", "", "老王家"]) shops.keep(edition.read({ ...WHOLE, title }));
  assert.deepEqual(storage.record("qunli:1:my:my-x7k2q:day:names"), { titles: ["老王小馆", "老王新馆"] });
  const [found] = archive.read(archive.file(archive.everything()));
  storage.keep("qunli:1:my:my-x7k2q:day:names", { titles: ["小馆"] });
  archive.merge(found);
  assert.deepEqual(storage.record("qunli:1:my:my-x7k2q:day:names").titles, ["小馆", "老王小馆", "老王新馆"]);
});
