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

test("a phone's date that cannot be is told, and its plan is reckoned by the day on which it was made", () => {
  const [built, last] = ["2026-12-10", "2027-12-31"];
  for (const today of ["2025-12-08", "2027-12-08", "2028-01-12", "2030-01-01"]) {
    assert.match(dates.doubt(built, today, last), /这台手机上今天是.*看看手机的日期对不对/, today);
    assert.ok(dates.doubt(built, today, last).includes(today.slice(0, 4)), today);
    assert.equal(dates.sure(built, today), built);
  }
  for (const today of ["2026-12-09", "2026-12-10", "2027-06-01"]) {
    assert.equal(dates.doubt(built, today, last), "", today);
    assert.equal(dates.sure(built, today), today);
  }
  assert.match(dates.doubt(built, "2026-12-20", "2026-12-22"), /^排期只到12月22日 周二/);
  assert.match(dates.doubt(built, "2026-12-23", "2026-12-22"), /看看手机的日期对不对/);
});
