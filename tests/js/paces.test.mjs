import assert from "node:assert/strict";
import test from "node:test";

import { PLANNER, load, provide } from "./scripts.mjs";

test("hours of which one was chosen go on with the trade's other, or with the day's", () => {
  provide("document", {});
  provide("navigator", { userAgent: "node" });
  const { paces } = load("dates", "dom", ...PLANNER, "my/sums", "my/more", "my/paces");
  assert.deepEqual(paces.spanOf(["16:00", ""], []), ["16:00", "23:30"]);
  assert.deepEqual(paces.spanOf(["", "20:00"], ["10:00", "21:00"]), ["10:00", "20:00"]);
  assert.deepEqual(paces.spanOf(["18:00", "02:00"], ["10:00", "21:00"]), ["18:00", "02:00"]);
  assert.deepEqual(paces.spanOf(["", ""], ["10:00", "21:00"]), []);
  assert.deepEqual(paces.spanOf(["21:00", ""], ["10:00", "21:00"]), []);
});
