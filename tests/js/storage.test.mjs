import assert from "node:assert/strict";
import test from "node:test";

import { Store, load, provide } from "./scripts.mjs";

const opened = (store = new Store()) => {
  provide("localStorage", store);
  return load("storage").storage;
};

const refuse = () => {
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get() {
      throw new Error("SecurityError");
    },
  });
  return load("storage").storage;
};

test("what is kept is there again", () => {
  const store = new Store();
  opened(store).set("a", "1");
  assert.equal(opened(store).get("a"), "1");
  assert.equal(opened(store).get("b"), null);
  assert.equal(opened(store).isForgetful(), false);
});

test("where nothing may be kept, values last as long as the page, and it says so", () => {
  const storage = refuse();
  assert.equal(storage.get("a"), null);
  storage.set("a", "1");
  storage.forgetBefore("a", "2026-12-01");
  assert.equal(storage.get("a"), "1");
  assert.equal(storage.isForgetful(), true);
});

test("a full store loses nothing that was written on this page, and takes it up when there is room", () => {
  const store = new Store();
  const storage = opened(store);
  storage.set("a", "old");
  store.quota = 3;
  storage.set("a", "longer");
  assert.equal(storage.get("a"), "longer");
  assert.equal(storage.isForgetful(), true);
  store.quota = 10;
  storage.set("a", "newest");
  assert.equal(store.getItem("a"), "newest");
  assert.equal(storage.get("a"), "newest");
});

test("where there is room again, everything that had none is written, and nothing is forgotten any more", () => {
  const store = new Store(3);
  const storage = opened(store);
  storage.set("a", "longer");
  storage.set("b", "longest");
  assert.deepEqual([Object.keys(store), storage.isForgetful()], [[], true]);
  store.quota = 10;
  storage.set("c", "1");
  assert.deepEqual([{ ...store }, storage.isForgetful()], [{ a: "longer", b: "longest", c: "1" }, false]);
});

test("what the phone clears between two taps is kept anew from what the page knows, and it says so", () => {
  const store = new Store();
  store.setItem("read", "{\"x\":1}");
  const storage = opened(store);
  storage.keep("a", { b: 1 });
  storage.record("read");
  assert.equal(storage.wasCleared(), false);
  store.clear();
  assert.deepEqual(storage.record("a"), { b: 1 });
  assert.deepEqual(storage.record("read"), { x: 1 });
  assert.equal(storage.record("never").x, undefined);
  assert.deepEqual({ ...store }, { a: "{\"b\":1}", read: "{\"x\":1}" });
  assert.equal(storage.wasCleared(), true);
});

test("what another window wrote is read, and old days stay forgotten", () => {
  const store = new Store();
  const storage = opened(store);
  storage.set("p:2026-10-01", "mine");
  store.setItem("p:2026-10-01", "theirs");
  assert.equal(storage.get("p:2026-10-01"), "theirs");
  storage.forgetBefore("p:", "2026-11-01");
  assert.deepEqual([storage.get("p:2026-10-01"), storage.wasCleared()], [null, false]);
});

test("keys are found by how they begin, in order, also those that could not be written", () => {
  const store = new Store();
  const storage = opened(store);
  ["b:2", "b:1", "c:1"].forEach((key) => storage.set(key, "x"));
  store.quota = 1;
  storage.set("b:3", "longer");
  assert.deepEqual(storage.keys("b:"), ["b:1", "b:2", "b:3"]);
  assert.deepEqual(refuse().keys("b:"), []);
});

test("a record is an object whatever is stored", () => {
  for (const rubbish of ["7", "\"x\"", "[1]", "null", "true", "{{{", ""]) {
    const store = new Store();
    store.setItem("a", rubbish);
    assert.deepEqual(opened(store).record("a"), {}, rubbish);
  }
});

test("old days of one page are forgotten, and nothing else", () => {
  const store = new Store();
  const kept = ["p:2026-11-01", "p:last", "q:2026-10-01", "p:2026-10-01x", "p2026-10-01"];
  for (const key of [...kept, "p:2026-10-31"]) store.setItem(key, "{}");
  opened(store).forgetBefore("p:", "2026-11-01");
  assert.deepEqual(Object.keys(store), kept);
});
