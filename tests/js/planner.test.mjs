// What the property test cannot ask of Python: days that nobody knows, files of other lengths, words of a phone.
import assert from "node:assert/strict";
import test from "node:test";

import { PLANNER, load } from "./scripts.mjs";

const { planner, ics, blanks, slots } = load(...PLANNER);

const PACK = {
  form: 1, id: "shop", title: "小店", version: "1.0.0", built: "2026-12-10",
  days: {
    from: "2026-10-11", to: "2027-12-31", horizon: "2027-12-31", off: [], work: [], festivals: {},
    moons: [["2026-10-10", 331], ["2026-11-09", 332], ["2026-12-09", 333], ["2028-01-26", 347]],
  },
  words: {
    verbs: { post: "发" }, ways: { post: "直接发" }, types: { content: "干货" }, records: {},
    titles: { media: "准备", notes: "发前看" },
  },
  roles: {},
  variables: { store: { title: "店名", blank: "〔店名〕" }, dishes: { title: "菜", fields: { name: "菜名" }, blank: { name: "〔菜名〕" } } },
  sops: {
    welfare: {
      title: "福利群", kind: "traffic",
      slots: {
        menu: {
          title: "菜单", when: { unit: "day", every: 1, on: [0] }, at: ["11:00"], pace: 0, minutes: 5, type: "content",
          way: "post", rotate: "dishes", texts: [{ id: "1", parts: [["store"], "有", ["item", "name"]] }],
        },
      },
    },
  },
};
const CALENDAR = {
  form: 1, id: "my-x7k2q", title: "我家", industry: "shop", starts: "2026-12-07", zone: ["Asia/Shanghai", 8], pace: 2,
  remind: 10, runs: [{ id: "welfare", sop: "welfare", groups: ["一群"], starts: ["2026-12-07"] }],
};
const ORDER = { link: "", project: "shop.example", from: "2026-12-10", days: 28, stamp: "20261210T090000Z" };

test("outside the days of the almanac nothing is posted, and nothing breaks", () => {
  const all = planner.plan(PACK, CALENDAR, "2000-01-01", "2100-01-01");
  assert.equal(all[0].start, "2026-12-07T11:00");
  assert.equal(all[all.length - 1].start, "2027-12-31T11:00");
  assert.deepEqual(planner.plan(PACK, CALENDAR, "2028-01-01", "2028-02-01"), []);
  assert.deepEqual(planner.plan(PACK, CALENDAR, "2026-12-10", "2026-12-09"), []);
});

test("what nobody has said is a blank, and a table without rows a row of blanks", () => {
  const [post] = planner.plan(PACK, CALENDAR, "2026-12-10", "2026-12-10");
  assert.deepEqual([post.text, post.row], ["〔店名〕有〔菜名〕", null]);
  const said = Object.assign({}, CALENDAR, { variables: { store: "老王", dishes: [{ name: "鱼" }, { name: "肉" }] } });
  const posts = planner.plan(PACK, said, "2026-12-10", "2026-12-11");
  assert.deepEqual(posts.map((each) => [each.text, each.row]), [["老王有肉", 1], ["老王有鱼", 0]]);
});

test("a tap changes the plan: pace, closed weekday, hours, texts", () => {
  const days = (more) => planner.plan(PACK, Object.assign({}, CALENDAR, more), "2026-12-07", "2026-12-13").map((each) => each.start);
  assert.equal(days({}).length, 7);
  assert.equal(days({ shut: [5, 6] }).length, 5);
  assert.equal(days({ hours: ["12:00", "20:00"] })[0], "2026-12-07T12:00");
  assert.deepEqual(days({ pace: -1 }), []);
  const runs = [Object.assign({}, CALENDAR.runs[0], { texts: { menu: ["1"] } })];
  assert.deepEqual(days({ runs }), []);
});

test("planning leaves the data as it was", () => {
  const before = JSON.stringify([PACK, CALENDAR]);
  slots.of(PACK, Object.assign({}, CALENDAR, { shut: [0], hours: ["12:00", "13:00"] }));
  ics.file(PACK, CALENDAR, ORDER);
  assert.equal(JSON.stringify([PACK, CALENDAR]), before);
});

test("a file holds the days that were ordered, and is empty where nothing is posted", () => {
  const file = ics.file(PACK, CALENDAR, ORDER);
  assert.equal(file.match(/BEGIN:VEVENT/g).length, 28);
  assert.match(file, /\r\nNAME:我家·28天\r\n/);
  assert.match(file, /\r\nUID:my-x7k2q\.welfare\.menu\.1\.2026-12-10@shop\.example\r\n/);
  assert.ok(!file.includes("URL:"));
  assert.equal(ics.file(PACK, CALENDAR, Object.assign({}, ORDER, { from: "2030-01-01" })), "");
});

test("what goes to one customer at a time is put into no group", () => {
  const { welfare } = PACK.sops;
  const menu = { ...welfare.slots.menu, way: "private", to: ["一对一"] };
  const words = { ...PACK.words, verbs: { ...PACK.words.verbs, private: "私发" } };
  const file = ics.file({ ...PACK, words, sops: { welfare: { ...welfare, slots: { menu } } } }, CALENDAR, ORDER);
  assert.match(file, /\r\nLOCATION:一对一\r\n/);
  assert.match(file, /\r\nSUMMARY:私发菜单→一对一/);
  assert.ok(!file.includes("一群"));
});

test("white space around an example is Python's, and a mark without words is a blank all the same", () => {
  assert.deepEqual(blanks.cut("〔例：\x1c 18\u3000〕〔菜名，例：\ufeff鱼〕"), ["", ["", "18"], "", ["菜名", "\ufeff鱼"], ""]);
  assert.deepEqual(blanks.wanted("〔几点：〕〔〕"), ["几点", ""]);
  assert.equal(blanks.toPaste("〔例：鱼〕好"), "〔　　〕好");
  assert.deepEqual(blanks.cut("没有"), ["没有"]);
});
