// What was sent, or is past, stays as it was, whatever is exchanged, rested, left out or planned anew.
import assert from "node:assert/strict";
import test from "node:test";

import { CALENDAR, DAY, PACK, Store, loadToday } from "./scripts.mjs";

const ID = "welfare.evening";
const NEXT = "2026-12-11";
const { sops } = PACK;
const EVERY = [0, 1, 2, 3, 4, 5, 6];

const texts = (count) => Array.from({ length: count }, (_, at) => ({ id: String(at + 1), parts: [`晚安${at + 1}`] }));
/** A shop whose evening has so many texts, on these weekdays. */
const packOf = (count, { on = EVERY, at = ["20:30"], from = "2026-11-01" } = {}) => ({
  ...PACK, days: { ...PACK.days, from, to: "2027-03-20" },
  sops: { welfare: { ...sops.welfare, slots: { ...sops.welfare.slots, evening: { ...sops.welfare.slots.evening, at, when: { unit: "week", every: 1, on }, texts: texts(count) } } } },
});
const [RUN] = CALENDAR.runs;
const calendarOf = (more) => ({ ...CALENDAR, ...more, runs: [{ ...RUN, ...(more || {}).run }] });
const postOf = (page, day, id = ID) => page.bending.posts(day).find((post) => post.id === id);
const textOf = (page, day, id = ID) => (postOf(page, day, id) || {}).textId;
const days = (page, first, count) => Array.from({ length: count }, (_, at) => page.dates.shifted(first, at));
const seen = (page, first, count, id = ID) => days(page, first, count).map((day) => textOf(page, day, id)).filter(Boolean);
const tickAll = (page, day, id = ID) => postOf(page, day, id).slot.groups.forEach((group) => page.memory.tick(day, id, group, true));
const clockAt = (day) => {
  Date.now = () => Date.parse(`${day}T03:05:00Z`);
};

test("another text two days running: what was sent stays, and no text comes twice", () => {
  const page = loadToday(new Store(), packOf(28));
  const before = seen(page, DAY, 20);
  assert.ok(page.bending.swap(DAY, ID));
  tickAll(page, DAY);
  const sent = textOf(page, DAY);
  const second = textOf(page, NEXT);
  clockAt(NEXT);
  assert.ok(page.bending.swap(NEXT, ID));
  assert.equal(textOf(page, DAY), sent);
  assert.notEqual(textOf(page, NEXT), second);
  assert.deepEqual(seen(page, DAY, 20).sort(), before.sort());
  page.bending.undo(NEXT, ID);
  assert.deepEqual([textOf(page, DAY), textOf(page, NEXT)], [sent, second]);
});

test("what is ticked or past is neither exchanged nor given back, and it is said why", () => {
  const page = loadToday(new Store(), packOf(28));
  page.bending.swap(DAY, ID);
  page.memory.tick(DAY, ID, "一群", true);
  const sent = textOf(page, DAY);
  assert.equal(page.bending.swap(DAY, ID), false);
  assert.match(page.bending.reason(DAY, ID), /勾了/);
  assert.match(page.bending.undo(DAY, ID), /不能换回来/);
  assert.deepEqual([textOf(page, DAY), postOf(page, DAY).isSwapped], [sent, true]);
  assert.equal(page.bending.swap("2026-12-09", ID), false);
  assert.match(page.bending.reason("2026-12-09", ID), /过去了/);
  page.memory.tick(DAY, ID, "一群", false);
  assert.equal(page.bending.undo(DAY, ID), "");
  assert.equal(postOf(page, DAY).isSwapped, false);
});

test("the other turn is sent already: neither a swap nor the way back touches it", () => {
  const page = loadToday(new Store(), packOf(28));
  page.bending.swap(DAY, ID);
  tickAll(page, NEXT);
  const [here, there] = [textOf(page, DAY), textOf(page, NEXT)];
  assert.notEqual(page.bending.undo(DAY, ID), "");
  assert.deepEqual([textOf(page, DAY), textOf(page, NEXT)], [here, there]);
  page.bending.swap(DAY, ID);
  assert.equal(textOf(page, NEXT), there);
  assert.ok(textOf(page, DAY) === here || !seen(page, NEXT, 13).includes(textOf(page, DAY)));
});

for (const count of [3, 4, 5, 9]) {
  test(`of ${count} texts once a week none comes two weeks running, however often one taps; its own comes round`, () => {
    const page = loadToday(new Store(), packOf(count, { on: [3] }));
    const own = textOf(page, DAY);
    const shown = [];
    for (let tap = 0; tap < count * 2; tap += 1) {
      assert.ok(page.bending.swap(DAY, ID));
      shown.push(textOf(page, DAY));
      const all = page.bending.laid(ID, page.bending.choices()).map(({ text }) => text);
      all.forEach((text, at) => assert.notEqual(text, all[at - 1], `${tap}: ${all}`));
    }
    assert.ok(shown.includes(own));
    assert.ok(shown.some((text) => text !== own));
  });
}

test("two texts in turn would only come twice each: that is said instead", () => {
  const page = loadToday(new Store(), packOf(2, { on: [3] }));
  assert.equal(page.bending.swap(DAY, ID), false);
  assert.match(page.bending.reason(DAY, ID), /挨得太近/);
});

test("a slot of two hours a day has one set of texts: an exchange looks at both", () => {
  const page = loadToday(new Store(), packOf(14, { at: ["09:00", "20:30"] }));
  const all = () => days(page, "2026-12-07", 30).flatMap((day) => [textOf(page, day), textOf(page, day, `${ID}.h2`)]).filter(Boolean);
  const before = all();
  for (let tap = 0; tap < 8; tap += 1) {
    assert.ok(page.bending.swap(DAY, tap % 2 ? ID : `${ID}.h2`));
    const now = all();
    now.forEach((text, at) => assert.ok(!now.slice(Math.max(0, at - 3), at).includes(text), `${tap}: ${now}`));
  }
  assert.equal(all().length, before.length);
});

/** What the phone tells of a day: report, list of texts, rows of the day in the table. */
const told = (page, day) => ({
  report: page.texts.report(day, ""), posts: page.bending.posts(day).map(({ id, textId, parts, slot, isSwapped }) => [id, textId, parts.join(), slot.at, slot.title, slot.groups.join(), isSwapped]),
  rows: page.texts.table(day).split("\r\n").filter((row) => row.startsWith(day)),
});
const without = ({ menu }) => ({ menu });
const welfare = (pack, change) => ({ ...pack, sops: { welfare: { ...pack.sops.welfare, slots: change(pack.sops.welfare.slots) } } });
const PLAN = packOf(28);
/** Every way in which a plan may turn after a day was worked. */
const TURNS = {
  "days off from that day on": [PLAN, calendarOf({ closed: [[DAY, "2026-12-15"]] })],
  "the day after off": [PLAN, calendarOf({ closed: [[NEXT, NEXT]] })],
  "its weekday closed for good": [PLAN, calendarOf({ shut: [3] })],
  "the sent text left out": [PLAN, calendarOf({ run: { texts: { evening: ["5"] } } })],
  "all texts of the slot left out": [PLAN, calendarOf({ run: { texts: { evening: texts(28).map(({ id }) => id) } } })],
  "another text left out": [PLAN, calendarOf({ run: { texts: { evening: ["2"] } } })],
  "fewer posts a week": [welfare(PLAN, (slots) => ({ ...slots, evening: { ...slots.evening, pace: 2 } })), calendarOf({ pace: 0 })],
  "more posts a week": [welfare(PLAN, (slots) => ({ ...slots, noon: { ...slots.evening, title: "午安", at: ["12:00"] } })), CALENDAR],
  "another beginning": [PLAN, calendarOf({ starts: "2026-12-09", run: { starts: ["2026-12-09"] } })],
  "a beginning after it": [PLAN, calendarOf({ starts: "2026-12-21", run: { starts: ["2026-12-21"] } })],
  "other hours of talking": [PLAN, calendarOf({ hours: ["12:00", "18:00"] })],
  "groups of other names": [PLAN, calendarOf({ run: { groups: ["老一群", "二群", "三群"] } })],
  "a new text in the trade": [welfare(PLAN, (slots) => ({ ...slots, evening: { ...slots.evening, texts: [{ id: "new", parts: ["新的"] }, ...slots.evening.texts] } })), CALENDAR],
  "another name in the trade": [welfare(PLAN, (slots) => ({ ...slots, evening: { ...slots.evening, title: "夜安", at: ["21:15"] } })), CALENDAR],
};

for (const [way, [pack, calendar]] of Object.entries(TURNS)) {
  test(`a day that was worked tells the same after ${way}`, () => {
    const store = new Store();
    const page = loadToday(store, PLAN);
    page.bending.swap(DAY, ID);
    for (const id of ["welfare.menu", ID]) tickAll(page, DAY, id);
    page.memory.note(DAY, "welfare.menu", (noted) => Object.assign(noted.figures, { reach: "12", "reach 二群": "9" }));
    assert.equal(textOf(page, DAY), "5");
    const before = told(page, DAY);
    const after = loadToday(store, pack, calendar);
    const same = (now) => {
      assert.equal(now.report, before.report);
      assert.deepEqual(now.rows, before.rows);
      assert.deepEqual(now.posts, before.posts);
    };
    // The day goes on where posts are left of a new plan; over, it has what it had.
    if (way !== "more posts a week") same(told(after, DAY));
    clockAt("2026-12-14");
    if (way !== "more posts a week") after.bending.settle(DAY);
    same(told(after, DAY));
    const code = after.handover.written(DAY);
    const other = loadToday(new Store(), pack, calendar);
    clockAt("2026-12-14");
    other.handover.takeOver(code);
    for (const id of ["welfare.menu", ID]) assert.equal(textOf(other, DAY, id), textOf(after, DAY, id), id);
  });
}

test("a text that even the trade has no more is not told as another", () => {
  const store = new Store();
  tickAll(loadToday(store, PLAN), DAY);
  const gone = welfare(PLAN, without);
  const page = loadToday(store, gone);
  const { parts, slot } = postOf(page, DAY);
  assert.deepEqual([parts, slot.title, slot.at], [["那天发的是哪一条，这里没有了。"], "晚安", "20:30"]);
  assert.match(page.texts.report(DAY, ""), /20:30 晚安 已发/);
});

test("a choice that is not sent yet stays through days off of the other day, and falls with its text", () => {
  const store = new Store();
  loadToday(store, PLAN).bending.swap(DAY, ID);
  const rested = loadToday(store, PLAN, calendarOf({ closed: [[NEXT, NEXT]] }));
  assert.deepEqual([textOf(rested, DAY), postOf(rested, DAY).isBent], ["5", true]);
  assert.match(rested.texts.report(DAY, ""), /换了一条/);
  assert.ok(!seen(rested, NEXT, 20).includes("5"));
  const unwanted = loadToday(store, PLAN, calendarOf({ run: { texts: { evening: ["5"] } } }));
  assert.notEqual(textOf(unwanted, DAY), "5");
});

test("a day that was noted keeps what was not sent too, and asks for nothing that came into the plan later", () => {
  const store = new Store();
  const page = loadToday(store, PLAN);
  tickAll(page, DAY, "welfare.menu");
  clockAt(NEXT);
  const [pack, calendar] = TURNS["more posts a week"];
  const after = loadToday(store, pack, calendar);
  clockAt(NEXT);
  assert.deepEqual(after.bending.posts(DAY).map(({ id }) => id), ["welfare.menu", ID]);
  assert.equal(after.bending.posts(NEXT).length, 3);
});

test("the day of the other turn handed over has its text there too, and wants no exchange of it", () => {
  const page = loadToday(new Store(), PLAN);
  page.bending.swap(DAY, ID);
  clockAt(NEXT);
  tickAll(page, NEXT);
  const [code, text] = [page.handover.written(NEXT), textOf(page, NEXT)];
  const other = loadToday(new Store(), PLAN);
  const before = seen(other, "2026-12-13", 60);
  assert.notEqual(textOf(other, NEXT), text);
  assert.equal(other.handover.takeOver(code).bent, 1);
  assert.equal(textOf(other, NEXT), text);
  assert.deepEqual(seen(other, "2026-12-13", 60), before);
  assert.equal(other.handover.takeOver(code).bent, 0);
});

test("a record of any shape tells nothing that is not there, and throws nothing", () => {
  for (const wrong of [7, {}, [7], [[]], [["x"]], [[ID, 7, {}, "row", "25:00", null, {}]], [["constructor.a", "1"]], Array(500).fill([ID, "1"])]) {
    const store = new Store();
    store.setItem(`qunli:1:/calendars/main/today/:2026-12-09`, JSON.stringify({ _plan: wrong, [ID]: { groups: ["一群"] } }));
    const page = loadToday(store, PLAN);
    assert.ok(page.bending.posts("2026-12-09").length <= 61, JSON.stringify(wrong).slice(0, 60));
    page.texts.table("2026-12-09");
  }
});

test("whatever is tapped on which day, what was ticked stays and no text comes two turns running", () => {
  let seed = 3;
  const draw = (count) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * count);
  };
  const page = loadToday(new Store(), packOf(12));
  const kept = new Map();
  for (let step = 0; step < 120; step += 1) {
    const today = page.dates.shifted("2026-12-14", Math.floor(step / 10));
    clockAt(today);
    const day = page.dates.shifted(today, draw(4));
    const way = draw(4);
    if (way < 2) page.bending.swap(day, ID);
    else if (way === 2) page.bending.undo(day, ID);
    else if (postOf(page, today)) tickAll(page, today);
    if (page.memory.noted(today, ID).groups.length && !kept.has(today)) kept.set(today, textOf(page, today));
    kept.forEach((text, each) => assert.equal(textOf(page, each), text, `${step}: ${each}`));
    const all = page.bending.laid(ID, page.bending.choices()).map(({ text }) => text);
    all.forEach((text, at) => assert.notEqual(text, all[at - 1], `${step}: ${all}`));
  }
  assert.ok(kept.size > 5);
});
