import assert from "node:assert/strict";
import test from "node:test";

import { CALENDAR, PACK } from "./scripts.mjs";
import { loadMy } from "./shops.mjs";

const wish = (more) => ({
  pack: PACK, calendar: CALENDAR, own: "https://qunli.example/my/today/#my=1.ab", known: {},
  order: { link: "https://qunli.example/my/today/#my=1.ab&", project: "shop.example", from: "2026-12-10", days: 3, stamp: "20261210T013000Z" },
  ...more,
});

test("a file of reminders says on its last day that it is used up, and opens the shop", () => {
  const { calendarfile } = loadMy();
  const { text, known } = calendarfile.made(wish());
  const lines = text.replace(/\r\n /g, "").split("\r\n");
  assert.equal(lines.filter((line) => line === "BEGIN:VEVENT").length, 5);
  assert.ok(lines.includes("UID:main.refill@shop.example"));
  assert.ok(lines.includes("DTSTART;TZID=Asia/Shanghai:20261212T090000"));
  assert.ok(lines.includes("URL:https://qunli.example/my/today/#my=1.ab"));
  assert.ok(text.endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n"));
  assert.equal(Object.keys(known).length, 4);
});

test("a later file calls off what is no longer posted, and nothing that is past", () => {
  const { calendarfile } = loadMy();
  const before = calendarfile.made(wish()).known;
  const less = { ...CALENDAR, runs: [{ ...CALENDAR.runs[0], slots: { evening: null } }] };
  const order = { ...wish().order, from: "2026-12-11" };
  const { text, known } = calendarfile.made(wish({ calendar: less, known: before, order }));
  const events = text.replace(/\r\n /g, "").split("BEGIN:VEVENT\r\n").slice(1);
  const cancelled = events.filter((event) => event.includes("STATUS:CANCELLED"));
  assert.deepEqual(cancelled.map((event) => event.match(/UID:(.*)/)[1]), ["main.welfare.evening.1.2026-12-11@shop.example"]);
  assert.match(cancelled[0], /DTSTART;TZID=Asia\/Shanghai:20261211T203000/);
  assert.deepEqual(Object.keys(known).filter((uid) => uid.includes("evening")), ["main.welfare.evening.1.2026-12-11@shop.example"]);
  const again = calendarfile.made(wish({ calendar: less, known, order }));
  assert.deepEqual([again.text, again.known], [text, known]);
  const back = calendarfile.made(wish({ known, order }));
  assert.ok(!back.text.includes("CANCELLED"));
});

test("a later file says it is later, by whatever clock the one before was made", () => {
  const { calendarfile, dates } = loadMy();
  const sequences = (text) => Array.from(new Set(Array.from(text.matchAll(/SEQUENCE:(\d+)/g), (each) => Number(each[1]))));
  const made = (known, day, from) => calendarfile.made(wish({ known, order: { ...wish().order, from, stamp: `${day}T030000Z` } }));
  const ahead = made({}, "20271110", "2026-12-10");
  const next = made(ahead.known, "20261211", "2026-12-11");
  assert.equal(sequences(next.text)[0], sequences(ahead.text)[0] + 1);
  const less = made({ ...next.known, "main.welfare.gone.1@shop.example": ";TZID=Asia/Shanghai:20261212T110000" }, "20261211", "2026-12-12");
  assert.match(less.text, /STATUS:CANCELLED/);
  assert.deepEqual(sequences(less.text), [sequences(ahead.text)[0] + 2]);
  Date.now = () => Date.UTC(2026, 11, 12, 3, 0);
  assert.equal(calendarfile.stamp(calendarfile.minute(less.known)), "20271110T030300Z");
  Date.now = () => Date.UTC(2028, 0, 1, 3, 0);
  assert.equal(calendarfile.minute(less.known), dates.minute());
  // Twice in one minute is one after the other, too.
  assert.equal(calendarfile.minute(made({}, "20280101", "2026-12-10").known), dates.minute() + 1);
});

test("what is kept of an earlier file and says no time, or one that cannot be, holds nothing up", () => {
  const { calendarfile, dates } = loadMy();
  const start = ";TZID=Asia/Shanghai:20261211T203000";
  for (const known of [{}, { "a@x": start }, { "a@x": `${start} 99991231T000000Z` }, { "a@x": `${start} 20261399T000000Z` }, { "a@x": `${start} x` }]) {
    assert.equal(calendarfile.minute(known), dates.minute(), JSON.stringify(known));
  }
});

test("whatever is kept of an earlier file, nothing but events gets into the next", () => {
  const { calendarfile } = loadMy();
  const start = ";TZID=Asia/Shanghai:20261211T203000";
  const known = { "a@x\r\nBEGIN:VEVENT": start, "b@x": `${start}\r\nURL:https://bad.example`, "c@x": "2026", "": start, "d@x": start };
  const { text } = calendarfile.made(wish({ known }));
  assert.deepEqual(text.match(/UID:\w@x/g), ["UID:d@x"]);
  assert.ok(!text.includes("bad.example"));
});
