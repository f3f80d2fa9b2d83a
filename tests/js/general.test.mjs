import assert from "node:assert/strict";
import test from "node:test";

import { CALENDAR, PACK, PLANNER, Store, load, provide } from "./scripts.mjs";

const slot = PACK.sops.welfare.slots.evening;
const GENERAL = {
  ...PACK, days: { ...PACK.days, from: "2026-11-01", to: "2027-03-31" },
  sops: {
    welfare: {
      title: "福利群", kind: "traffic", slots: {
        menu: { ...slot, when: { unit: "week", every: 1, on: [0, 2, 4, 5] } },
        noon: { ...slot, pace: 1 },
        night: { ...slot, pace: 2, at: ["21:00", "22:00"] },
      },
    },
    members: { title: "会员群", kind: "content", slots: { tip: { ...slot } } },
  },
};
const EDITION = {
  ...CALENDAR, id: "shop", general: true, closed: [],
  runs: ["welfare", "members"].map((sop) => ({ id: sop, sop, groups: [sop], starts: ["2026-12-07"] })),
};
const TODAY = "2026-12-10";

const loadGeneral = (store = new Store()) => {
  provide("localStorage", store);
  provide("location", { href: "https://qunli.example/calendars/shop/today/", hash: "" });
  provide("qunliOwn", undefined);
  provide("qunliPace", undefined);
  return load("storage", ...PLANNER, "address", "my/sums", "general");
};

test("a general edition is as little as its main group posts, and is called by what the plan posts", () => {
  const { general } = loadGeneral();
  assert.equal(general.kept(), 0);
  const said = general.choices(GENERAL, EDITION, TODAY).map(({ words }) => words);
  assert.deepEqual(said, ["一周四条", "每天两条", "每天四条"]);
  assert.equal(general.whole(GENERAL, EDITION), "一共 2 处");
});

test("paces that post alike are one choice, and one group alone has no others to show", () => {
  const { general } = loadGeneral();
  const same = { ...GENERAL, sops: { welfare: { ...GENERAL.sops.welfare, slots: { menu: GENERAL.sops.welfare.slots.menu } } } };
  const alone = { ...EDITION, runs: EDITION.runs.slice(0, 1) };
  assert.deepEqual(general.choices(same, alone, TODAY), [{ pace: 0, words: "一周四条" }]);
  assert.equal(general.whole(same, alone), "");
});

test("the view leaves the whole calendar as it is, and shows today's posts before the calendar starts", () => {
  const { general, planner } = loadGeneral();
  assert.equal(general.view(GENERAL, EDITION, general.WHOLE, TODAY), EDITION);
  const early = { ...EDITION, starts: "2027-01-04", runs: EDITION.runs.map((run) => ({ ...run, starts: ["2027-01-04"] })) };
  const view = general.view(GENERAL, early, 1, TODAY);
  const posts = planner.plan(GENERAL, view, TODAY, TODAY);
  assert.deepEqual(posts.map((post) => post.slot), ["noon"]);
  assert.equal(view.starts, "2026-12-07");
  assert.equal(early.runs[0].starts[0], "2027-01-04");
});

test("what was chosen stays on the phone, and rubbish there is nothing", () => {
  const store = new Store();
  loadGeneral(store).general.keep(2);
  assert.equal(loadGeneral(store).general.kept(), 2);
  for (const rubbish of ["7", "{\"pace\":9}", "{\"pace\":\"2\"}", "{\"pace\":null}", "[[["]) {
    store.setItem("qunli:1:pace", rubbish);
    assert.equal(loadGeneral(store).general.kept(), 0, rubbish);
  }
});

test("an address says how much; a colleague's day and a subscribed post open the whole edition", () => {
  const { general } = loadGeneral();
  const asked = (hash) => general.asked(GENERAL, EDITION, hash, TODAY);
  assert.equal(asked(""), 0);
  assert.equal(asked("#pace=2"), 2);
  assert.equal(asked("#day=2026-12-11&pace=1"), 1);
  assert.equal(asked("#pace=7"), 0);
  assert.equal(asked("#shift=abc"), 3);
  assert.equal(asked("#shift=abc&pace=1"), 1);
  assert.equal(asked("#welfare.menu"), 0);
  assert.equal(asked("#members.tip"), 3);
  assert.equal(asked("#welfare.night.h2"), 3);
});

test("a link of the page carries how much it shows", () => {
  const { address } = loadGeneral();
  assert.equal(address.here("shift=x"), "https://qunli.example/calendars/shop/today/#shift=x");
  globalThis.qunliPace = 0;
  assert.equal(address.here("shift=x"), "https://qunli.example/calendars/shop/today/#pace=0&shift=x");
  globalThis.qunliPace = undefined;
});
