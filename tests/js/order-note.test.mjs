import assert from "node:assert/strict";
import test from "node:test";

import { DAY, Store, load, loadToday, provide } from "./scripts.mjs";

const opened = (store = new Store()) => {
  provide("localStorage", store);
  return load("dates", "storage", "orders/note").orderNote;
};
const PLACE = encodeURIComponent("/calendars/main/today/index.html");
const TOTALS = { people: 21, orders: 23, portions: 41, items: [] };

test("the page of today finds the number of its post where it was noted", () => {
  const store = new Store();
  const before = loadToday(store).memory;
  before.note(DAY, "welfare.menu", (noted) => Object.assign(noted, { groups: ["一群"], figures: { payments: "3" } }));
  const note = opened(store);
  const post = note.post(`#${DAY}/welfare.menu/${PLACE}`);
  note.keep(post, TOTALS);
  const { groups, figures } = loadToday(store).memory.noted(DAY, "welfare.menu");
  assert.deepEqual([groups, { ...figures }], [["一群"], { payments: "3", chain: "23" }]);
  assert.deepEqual(JSON.parse(store.getItem(`qunli:1:orders:${DAY}`)), {
    "welfare.menu": { day: DAY, orders: 23, people: 21, portions: 41 },
  });
});

test("the number of a group that is not the first is its own", () => {
  const store = new Store();
  const note = opened(store);
  note.keep(note.post(`#${DAY}/welfare.menu/${PLACE}`), TOTALS);
  note.keep(note.post(`#${DAY}/welfare.menu/${PLACE}/${encodeURIComponent("二群")}`), { ...TOTALS, orders: 5 });
  assert.deepEqual({ ...loadToday(store).memory.noted(DAY, "welfare.menu").figures }, { chain: "23", "chain 二群": "5" });
});

test("what stands where the number goes may be anything", () => {
  for (const rubbish of ["7", "[1]", "{{{", "{\"welfare.menu\": 3}", "{\"welfare.menu\": {\"figures\": [1]}}"]) {
    const store = new Store();
    store.setItem(`qunli:1:/calendars/main/today/:${DAY}`, rubbish);
    const note = opened(store);
    note.keep(note.post(`${DAY}/welfare.menu/${PLACE}`), TOTALS);
    assert.equal(loadToday(store).memory.noted(DAY, "welfare.menu").figures.chain, "23", rubbish);
  }
});

test("a fragment that names no post is none", () => {
  const note = opened();
  const wrong = ["", "#", "#_how", `#${DAY}`, `#${DAY}/welfare.menu`, `#2026-02-30/welfare.menu/${PLACE}`, `#${DAY}/__proto__/${PLACE}`,
    `#${DAY}/welfare.menu/%2F%2Fevil.example%2F`, `#${DAY}/welfare.menu/%E0%A4%A`, `#${DAY}/welfare.menu/javascript%3Ax`];
  for (const each of wrong) assert.equal(note.post(each), null, each);
});

test("the page of one's own shop finds its number too", () => {
  const store = new Store();
  const note = opened(store);
  provide("qunliOwn", "1.ab");
  try {
    const { memory } = loadToday(store);
    note.keep(note.post(`#${DAY}/welfare.menu/${encodeURIComponent("my:my-x7k2q:day")}`), TOTALS);
    assert.equal(store.getItem(`qunli:1:my:my-x7k2q:day:${DAY}`) !== null, true);
    assert.equal(memory.placeOf(), "my:main:day");
  } finally {
    provide("qunliOwn", undefined);
  }
});
