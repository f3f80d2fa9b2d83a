import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./scripts.mjs";

const { dates } = load("dates");

test("days are counted over months, years and leap days", () => {
  assert.equal(dates.shifted("2026-12-31", 1), "2027-01-01");
  assert.equal(dates.shifted("2028-03-01", -1), "2028-02-29");
  assert.equal(dates.shifted("2027-03-01", -1), "2027-02-28");
  assert.equal(dates.between("2026-12-10", "2027-01-10"), 31);
  assert.equal(dates.between("2027-01-10", "2026-12-10"), -31);
});

test("what is no day of the calendar is no number", () => {
  const wrongs = ["2026-02-30", "2026-13-01", "2026-1-1", "2026-12-10T00:00", "", "99", "12/10/2026", "2026-12-10x"];
  for (const wrong of wrongs) {
    assert.ok(Number.isNaN(dates.number(wrong)), wrong);
  }
  assert.equal(dates.number("1970-01-01"), 0);
});

test("the week begins on Monday", () => {
  for (const day of ["2026-12-07", "2026-12-10", "2026-12-13"]) assert.equal(dates.monday(day), "2026-12-07");
  assert.equal(dates.monday("2026-12-14"), "2026-12-14");
  assert.equal(dates.words("2026-12-13"), "12月13日 周日");
  assert.equal(dates.words("2027-01-04"), "1月4日 周一");
});

test("the clock is the shop's, on whatever side of midnight the phone is", () => {
  Date.now = () => Date.UTC(2026, 11, 31, 15, 59);
  assert.deepEqual(dates.now(8), { day: "2026-12-31", time: "23:59" });
  Date.now = () => Date.UTC(2026, 11, 31, 16, 0);
  assert.deepEqual(dates.now(8), { day: "2027-01-01", time: "00:00" });
  assert.deepEqual(dates.now(6), { day: "2026-12-31", time: "22:00" });
  assert.equal(dates.minutes("09:05"), 545);
});
