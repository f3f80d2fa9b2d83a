import assert from "node:assert/strict";
import test from "node:test";

import { CALENDAR, PACK, Store } from "./scripts.mjs";
import { ASKING, TURNING, WHOLE, loadMy } from "./shops.mjs";

test("an edition that was kept comes back as it was", () => {
  const { edition } = loadMy();
  const read = edition.read(WHOLE);
  assert.deepEqual(edition.written(read), WHOLE);
});

test("what is no edition is none, whatever it is", () => {
  const { edition } = loadMy();
  const wrong = [null, 7, "x", [], {}, { ...WHOLE, form: 2 }, { ...WHOLE, id: "catering" }, { ...WHOLE, id: "my-<b>" },
    { ...WHOLE, industry: "../x" }, { ...WHOLE, starts: "2026-02-30" }, { ...WHOLE, starts: 7 }];
  for (const each of wrong) assert.equal(edition.read(each), null, JSON.stringify(each));
});

test("hostile and huge values become short lines of text, or nothing", () => {
  const { edition } = loadMy();
  const read = edition.read({
    ...WHOLE, title: `a\u202e\u0000\n${"店".repeat(10000)}`, pace: 99, hours: ["25:00", "09:00"], shut: [0, 1, 2, 3, 4, 5, 6],
    closed: [["2026-12-25", "2026-12-24"], "x", ["2026-12-24", "2026-12-25"]],
    values: { dishes: Array(500).fill({ name: "{{store}}", "__proto__": "x", "坏": "y" }), "<b>": "x", note: "\ud800孤\udc00" },
    runs: [{ sop: "welfare", groups: [...Array(50).keys()].map((each) => `群${each}`) }, { sop: "x y", groups: ["一"] }, { sop: "welfare", groups: [" "] }, 7],
  });
  assert.equal(read.title.length, edition.MOST.title);
  assert.match(read.title, /^a 店+$/);
  assert.equal(read.pace, 2);
  assert.deepEqual([read.hours, read.shut, read.closed], [[], [], [["2026-12-24", "2026-12-25"]]]);
  assert.equal(edition.read({ ...WHOLE, starts: "9999-12-31" }), null);
  assert.equal(read.values.dishes.length, edition.MOST.rows);
  assert.deepEqual(Object.keys(read.values), ["dishes", "note"]);
  assert.equal(read.values.note, "孤");
  assert.deepEqual(read.runs.map(({ sop, groups }) => [sop, groups.length]), [["welfare", edition.MOST.groups]]);
});

test("an edition is a calendar; an empty cell of a row is not said, what the trade does not ask is left out", () => {
  const { edition } = loadMy();
  const made = edition.calendar(edition.read(WHOLE), TURNING);
  assert.deepEqual(made.variables, {
    store: "老王小馆", dishes: [{ name: "酸菜鱼", price: "68元" }, { name: "小炒肉" }],
  });
  assert.deepEqual(made.runs, [{ id: "welfare", sop: "welfare", groups: ["一群", "二群"], starts: ["2026-12-07"], texts: { menu: ["3"] } }]);
  assert.deepEqual([made.id, made.shut, made.closed, made.pace], ["my-x7k2q", [0], WHOLE.closed, 1]);
});

test("a plan that the trade no longer has is left out", () => {
  const { beginning, edition } = loadMy();
  const of = edition.read({ ...WHOLE, runs: [...WHOLE.runs, { sop: "gone", groups: ["旧群"], starts: "2026-12-07" }] });
  assert.deepEqual(edition.calendar(of, ASKING).runs.map((run) => run.sop), ["welfare"]);
  assert.match(edition.lost(of, ASKING), /有 1 个这里没有了，别的照常发/);
  assert.deepEqual(beginning.fitting(of, ASKING).runs, of.runs.slice(0, 1));
});

test("a shop of whose plans none is left says so, and the form begins with the main plan in its groups", () => {
  const { beginning, edition } = loadMy();
  const of = edition.read({ ...WHOLE, runs: [{ sop: "gone", groups: ["旧群"], starts: "2026-12-07" }] });
  assert.match(edition.lost(of, ASKING), /没有要发的/);
  assert.deepEqual(beginning.fitting(of, ASKING).runs.map((run) => [run.sop, run.groups]), [["welfare", ["旧群"]]]);
  assert.equal(edition.lost(edition.read(WHOLE), ASKING), "");
  assert.deepEqual(beginning.fitting(edition.read({ ...WHOLE, runs: [] }), ASKING).runs.map((run) => run.groups), [["福利群"]]);
});

test("a new shop begins on the Monday of its week with its main group and an id of its own", () => {
  const { beginning, edition, dates } = loadMy();
  Date.now = () => Date.UTC(2026, 11, 10, 3, 5);
  const [one, other] = [beginning.fresh(ASKING), beginning.fresh(ASKING)];
  assert.notEqual(one.id, other.id);
  assert.deepEqual(edition.written(edition.read(edition.written(one))), edition.written(one));
  assert.equal(one.starts, dates.monday(dates.now(8).day));
  assert.deepEqual(one.runs.map((run) => [run.sop, run.groups]), [["welfare", ["福利群"]]]);
});

test("a phone whose date is wrong by a year puts no new shop off", () => {
  const { beginning, dates } = loadMy();
  for (const year of [2024, 2025, 2027, 2030]) {
    Date.now = () => Date.UTC(year, 11, 10, 3, 5);
    assert.equal(dates.sure(ASKING.built, dates.now(8).day), "2026-12-10");
    assert.equal(beginning.fresh(ASKING).starts, "2026-12-07");
  }
  Date.now = () => Date.UTC(2027, 2, 20, 3, 5);
  assert.equal(beginning.fresh(ASKING).starts, "2027-03-15");
});

test("a link carries a shop whole, in letters that no messenger breaks", () => {
  const { edition, link } = loadMy();
  const code = link.written(edition.read(WHOLE));
  assert.match(code, /^1\.[\w-]+$/);
  assert.ok(code.length < 2000);
  assert.deepEqual(edition.written(link.read(code)), WHOLE);
});

test("a link cut anywhere, changed, of another version or with something else in it says so in words", () => {
  const { edition, link, fragment } = loadMy();
  const code = link.written(edition.read(WHOLE));
  for (let end = 0; end < code.length; end += 1) assert.equal(typeof link.read(code.slice(0, end)), "string", String(end));
  const forged = code.slice(0, 20) + (code[20] === "A" ? "B" : "A") + code.slice(21);
  const rubbish = ["7", "null", "[]", "{}", "[[]]", "x", "[1,2,3,4,5,6,7,8,9,10,11,12]", `["my-x7k2q",1,1,"shop","",1,[],[],[],"2026-12-07",[["__proto__",{"a":"b"}]],[7]]`];
  const wrong = [forged, `2${code.slice(1)}`, "1.", ".", "1.%%%", "x".repeat(100000), ...rubbish.map((each) => `1.${fragment.written(each)}`)];
  for (const each of wrong) assert.match(String(link.read(each)), /链接/, each.slice(0, 60));
  assert.equal({}.a, undefined);
});

/** A shop as large as the form lets it be. */
const full = (more) => {
  const rows = Array.from({ length: 60 }, (_, at) => ({ name: `${"鱼".repeat(190)}${at}`, price: "价".repeat(190) }));
  return { ...WHOLE, values: { dishes: rows, packages: rows, note: "字".repeat(200) }, ...more };
};

test("a shop that is too long for a link is named by it: its phone opens it, others say how it comes to them", () => {
  const { edition, link, shops, archive } = loadMy();
  const of = edition.read(full());
  shops.keep(of);
  assert.ok(!link.carries(of));
  assert.ok(link.written(of).length < 40);
  assert.deepEqual(link.read(link.written(of)), of);
  const { text, left, isLong } = archive.text(archive.made(of));
  assert.deepEqual([left, isLong], [[], true]);
  const other = loadMy(new Store());
  assert.match(other.link.read(link.written(of)), /装不下.*存档/);
  assert.deepEqual(other.archive.read(text)[0].of, of);
  assert.deepEqual(other.archive.read(archive.file(archive.everything()))[0].of, of);
  // As much as a link holds still goes with it.
  const most = edition.read(full({ values: { dishes: full().values.dishes.slice(0, 35) } }));
  assert.ok(link.carries(most) && link.written(most).length > 30000);
  assert.deepEqual(other.link.read(link.written(most)), most);
  for (const code of ["1.my-", "1.my-UPPER", "1.my-x7k2q7", "1.my-constructor"]) assert.equal(typeof other.link.read(code), "string");
});

test("an address is read part by part, and what is none of it is nothing", () => {
  const { address } = loadMy();
  assert.deepEqual(address.read("#my=1.ab&shift=cd&day=2026-12-01"), { my: "1.ab", shift: "cd", lent: "", day: "2026-12-01", post: "" });
  assert.equal(address.read("#my=1.ab&welfare.menu.h2").post, "welfare.menu.h2");
  assert.equal(address.read("#welfare.menu").post, "welfare.menu");
  assert.equal(address.rest("#my=1.ab&shift=cd&day=2026-12-01"), "shift=cd&day=2026-12-01");
  assert.equal(address.rest("#my=1.ab&lent=2026-12-10"), "");
  assert.deepEqual(address.read("#<img>&__proto__=x&=y"), { my: "", shift: null, lent: "", day: "", post: "" });
});

test("a hand-over of another shop is lent: what the phone has stays open, and the address says for which day", () => {
  const { lent, link, shops, edition, fragment, address } = loadMy();
  const mine = edition.read(WHOLE);
  const other = edition.read({ ...WHOLE, id: "my-other", title: "二店" });
  const shift = fragment.written("my-other\n2026-12-09");
  const read = (hash) => lent.read(address.read(hash));
  const handed = `#my=${link.written(other)}&shift=${shift}`;
  assert.equal(read(handed), null, "a phone without a shop takes it");
  shops.keep(mine);
  assert.deepEqual(read(handed), { of: other, day: "2026-12-09" });
  assert.deepEqual(read(`#my=${link.written(other)}&lent=2026-12-08`), { of: other, day: "2026-12-08" });
  const today = read(`#my=${link.written(other)}&lent=<img>`).day;
  assert.match(today, /^\d{4}-\d\d-\d\d$/);
  assert.equal(read(`${handed.slice(0, -3)}`).day, today, "cut off");
  assert.equal(read(`#my=${link.written(mine)}&shift=${shift}&lent=2026-12-08`), null, "one's own");
  assert.equal(read(`#my=${link.written(other)}`), null, "a link is no hand-over");
  assert.equal(read(`#my=1.x&shift=${shift}`), null);
  const newer = edition.read({ ...WHOLE, id: "my-other", title: "二店新", edition: 9 });
  shops.keep(newer);
  shops.open(mine.id);
  assert.deepEqual(read(handed).of, newer);
  assert.equal(shops.current().title, "老王小馆");
});

test("several shops stay on one phone, the one opened last first, and one goes without the others", () => {
  const store = new Store();
  const { shops, edition } = loadMy(store);
  shops.keep(edition.read(WHOLE));
  shops.keep(edition.read({ ...WHOLE, id: "my-other", title: "二店" }));
  assert.equal(loadMy(store).shops.current().title, "二店");
  shops.open("my-x7k2q");
  assert.equal(shops.current().title, "老王小馆");
  shops.remove("my-x7k2q");
  assert.deepEqual(shops.all().map((each) => each.id), ["my-other"]);
  assert.equal(shops.current().id, "my-other");
});

test("a store that is full, or holds something else, loses no shop of this page", () => {
  const { shops, edition, storage } = loadMy(new Store(10));
  shops.keep(edition.read(WHOLE));
  assert.equal(shops.current().title, "老王小馆");
  assert.ok(storage.isForgetful());
  const rubbish = new Store();
  for (const each of ["7", "{\"ids\":7}", "{\"ids\":[7,\"x\",\"my-x7k2q\"],\"open\":{}}"]) {
    rubbish.setItem("qunli:1:my", each);
    rubbish.setItem("qunli:1:my:my-x7k2q", "[[[");
    assert.equal(loadMy(rubbish).shops.current(), null, each);
  }
});

test("a text for one customer takes time and is none of the posts that a group hears", () => {
  const { sums } = loadMy();
  const [name, sop] = Object.entries(PACK.sops)[0];
  const [id, slot] = Object.entries(sop.slots)[0];
  const far = { ...PACK, days: { ...PACK.days, to: "2027-03-31" } };
  const alone = { ...far, sops: { ...far.sops, [name]: { ...sop, slots: { ...sop.slots, [id]: { ...slot, to: ["一对一"] } } } } };
  const [both, fewer] = [far, alone].map((pack) => sums.week(pack, { ...CALENDAR, closed: [] }, "2026-12-10"));
  assert.ok(fewer.posts < both.posts);
  assert.equal(fewer.minutes, both.minutes);
});

test("how much is posted is counted from the plan and said in words", () => {
  const { sums } = loadMy();
  const far = { ...PACK, days: { ...PACK.days, to: "2027-03-31" } };
  const week = sums.week(far, { ...CALENDAR, closed: [] }, "2026-12-10");
  assert.deepEqual([week.posts, week.minutes], [14, 10]);
  assert.deepEqual(week.types[0], ["content", "content"]);
  assert.deepEqual([1, 2, 4, 7, 9, 14, 35, 90].map(sums.words), ["一周一条", "一周两条", "一周四条", "每天一条", "每天一条", "每天两条", "每天五条", "每天13条"]);
});

test("the clock of a phone is told weekdays and hours, and the day of what is posted on one", () => {
  const { alarms } = loadMy();
  const slots = {
    ...PACK.sops.welfare.slots,
    tip: { ...PACK.sops.welfare.slots.evening, when: { unit: "week", every: 1, on: [0, 3] }, at: ["09:30"] },
    feast: { ...PACK.sops.welfare.slots.evening, when: { dates: ["2026-12-13"] }, at: ["08:00"] },
  };
  const pack = { ...PACK, sops: { welfare: { ...PACK.sops.welfare, slots } } };
  assert.equal(alarms.words(pack, { ...CALENDAR, closed: [] }, "2026-12-07"), "周一四 09:30、每天 11:00、每天 20:30、12月13日 08:00");
  assert.equal(alarms.words(pack, { ...CALENDAR, shut: [6], closed: [] }, "2026-12-07"), "周一四 09:30、周一二三四五六 11:00、周一二三四五六 20:30");
  assert.equal(alarms.words(pack, { ...CALENDAR, pace: -1 }, "2026-12-07"), "");
});
