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
  const order = (minute, from) => ({ ...wish().order, from, stamp: calendarfile.stamp(minute) });
  const sequences = (text) => new Set(Array.from(text.matchAll(/SEQUENCE:(\d+)/g), (each) => Number(each[1])));
  Date.now = () => Date.UTC(2027, 10, 10, 3, 0);
  const ahead = calendarfile.minute(undefined);
  assert.equal(ahead, dates.minute());
  const known = { "main.welfare.menu.1.2027-11-11@shop.example": ";TZID=Asia/Shanghai:20271111T110000" };
  const [first] = sequences(calendarfile.made(wish({ order: order(ahead, "2026-12-10") })).text);
  Date.now = () => Date.UTC(2026, 11, 10, 3, 0);
  const next = calendarfile.minute(ahead);
  const { text } = calendarfile.made(wish({ known, order: order(next, "2026-12-11") }));
  assert.match(text, /STATUS:CANCELLED/);
  assert.deepEqual(Array.from(sequences(text)), [first + 1]);
  assert.equal(calendarfile.minute(calendarfile.minute(0)), dates.minute() + 1);
  for (const last of ["x", null, NaN, Infinity, 1e12, -5, {}]) assert.equal(calendarfile.minute(last), dates.minute(), String(last));
});

test("whatever is kept of an earlier file, nothing but events gets into the next", () => {
  const { calendarfile } = loadMy();
  const start = ";TZID=Asia/Shanghai:20261211T203000";
  const known = { "a@x\r\nBEGIN:VEVENT": start, "b@x": `${start}\r\nURL:https://bad.example`, "c@x": "2026", "": start, "d@x": start };
  const { text } = calendarfile.made(wish({ known }));
  assert.deepEqual(text.match(/UID:\w@x/g), ["UID:d@x"]);
  assert.ok(!text.includes("bad.example"));
});
