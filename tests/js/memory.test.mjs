import assert from "node:assert/strict";
import test from "node:test";

import { DAY, Store, loadToday } from "./scripts.mjs";

const SCOPE = "qunli:1:/calendars/main/today/:";
const ID = "welfare.menu";

const tick = (memory, group) => memory.note(DAY, ID, (noted) => noted.groups.push(group));

test("what is noted is there again after a reload", () => {
  const store = new Store();
  const { memory } = loadToday(store);
  tick(memory, "一群");
  memory.fill(DAY, ID, "菜名", "鱼");
  const again = loadToday(store).memory;
  assert.deepEqual(again.noted(DAY, ID).groups, ["一群"]);
  assert.equal(again.noted(DAY, ID).blanks["菜名"], "鱼");
  assert.deepEqual(again.noted("2026-12-11", ID).groups, []);
});

test("a day stored as something else keeps later ticks", () => {
  for (const rubbish of ["[]", "7", "\"text\"", "null", "true", "{{{"]) {
    const store = new Store();
    store.setItem(SCOPE + DAY, rubbish);
    tick(loadToday(store).memory, "一群");
    assert.deepEqual(loadToday(store).memory.noted(DAY, ID).groups, ["一群"], rubbish);
  }
});

test("whatever a day, the last values or the role are stored as, the page reads and keeps what comes", () => {
  const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
  const huge = JSON.stringify({ [ID]: { groups: Array(200000).fill("群"), blanks: { x: "y".repeat(100) } } });
  const own = "{\"__proto__\":{\"groups\":[\"一群\"]},\"constructor\":7,\"toString\":null}";
  const newer = JSON.stringify({ form: 2, posts: [{ id: ID, groups: ["一群"] }] });
  for (const rubbish of [deep, huge, own, newer, "", " ", "{\"", "NaN", "-0", "1e999", "\u0000", "[[]]"]) {
    const store = new Store();
    for (const key of [DAY, "last", "role"]) store.setItem(SCOPE + key, rubbish);
    const { memory, handover, texts } = loadToday(store);
    memory.forgetOld(DAY);
    memory.keepLast(DAY, ID);
    assert.deepEqual([memory.role(), memory.lastValue(ID, "菜名")], ["", ""], rubbish.slice(0, 40));
    assert.equal(typeof handover.written(DAY) + typeof texts.table(DAY), "stringstring");
    tick(memory, "一群");
    memory.fill(DAY, ID, "菜名", "鱼");
    const again = loadToday(store).memory;
    assert.deepEqual(again.noted(DAY, ID).groups, ["一群"], rubbish.slice(0, 40));
    assert.equal(again.noted(DAY, ID).blanks["菜名"], "鱼", rubbish.slice(0, 40));
  }
});

test("what another version of the page stored is neither read nor touched", () => {
  const store = new Store();
  const other = SCOPE.replace(":1:", ":2:") + DAY;
  store.setItem(other, "{\"a\":1}");
  const { memory } = loadToday(store);
  memory.forgetOld("2027-12-31");
  tick(memory, "一群");
  assert.equal(store.getItem(other), "{\"a\":1}");
});

test("a post stored as something else reads as empty", () => {
  for (const rubbish of [7, "x", [1], null, { groups: 7, blanks: [1, "a"], figures: "x" }, { groups: [1, {}] }]) {
    const store = new Store();
    store.setItem(SCOPE + DAY, JSON.stringify({ [ID]: rubbish }));
    const { groups, figures } = loadToday(store).memory.noted(DAY, ID);
    assert.deepEqual([groups, Object.keys(figures)], [[], []], JSON.stringify(rubbish));
  }
});

test("values are one line, and names that every object has are names like others", () => {
  const { memory } = loadToday();
  memory.fill(DAY, ID, "constructor", `a\n\u2028b${"c".repeat(300)}`);
  memory.fill(DAY, ID, "__proto__", "鱼");
  const { blanks } = memory.noted(DAY, ID);
  assert.match(blanks.constructor, /^a {2}bc{196}$/);
  assert.equal(blanks["__proto__"], "鱼");
  assert.equal(memory.lastValue(ID, "constructor"), "");
  memory.keepLast(DAY, ID);
  assert.equal(memory.lastValue(ID, "__proto__"), "鱼");
  assert.equal(memory.lastValue(ID, "toString"), "");
});

test("a role is one of this plan's or none", () => {
  const store = new Store();
  const { memory } = loadToday(store);
  memory.keepRole("host");
  assert.equal(memory.role(), "host");
  for (const kept of ["{\"role\":\"constructor\"}", "{\"role\":7}", "[]"]) {
    store.setItem(`${SCOPE}role`, kept);
    assert.equal(memory.role(), "", kept);
  }
});

test("forty days stay", () => {
  const store = new Store();
  for (const day of ["2026-10-30", "2026-10-31", DAY]) store.setItem(SCOPE + day, "{}");
  loadToday(store).memory.forgetOld(DAY);
  assert.deepEqual(Object.keys(store), [`${SCOPE}2026-10-31`, SCOPE + DAY]);
});

test("a number of several groups is counted together, exactly, and with none counted is none", () => {
  const { memory } = loadToday();
  const slot = { groups: ["一群", "二群", "三群"] };
  assert.deepEqual(memory.figureKeys(slot, "reach"), ["reach", "reach 二群", "reach 三群"]);
  const total = (figures) => memory.total(slot, "reach", { figures });
  assert.deepEqual([total({}), total({ reach: "3.50" }), total({ "reach 二群": "0" })], ["", "3.50", "0"]);
  assert.equal(total({ reach: "0.1", "reach 二群": "0.2", "reach 三群": "很多" }), "0.3");
});

test("a figure may be written in full width and with commas, but is a number", () => {
  const { memory } = loadToday();
  const read = ["１２0", "1,200", " 3.50 ", "0"].map(memory.figure);
  assert.deepEqual(read, ["120", "1200", "3.50", "0"]);
  for (const wrong of ["", "多", "-1", "1.234", "1e3", "1234567890", undefined]) assert.equal(memory.figure(wrong), "");
});

test("what is too long keeps its first whole characters", () => {
  const { memory } = loadToday(new Store());
  memory.fill(DAY, ID, "菜名", "🐟".repeat(201));
  assert.equal(memory.noted(DAY, ID).blanks["菜名"], "🐟".repeat(memory.MOST));
  memory.note(DAY, ID, (noted) => Object.assign(noted.bent, { words: `${"字".repeat(1999)}🐟尾` }));
  assert.equal(memory.noted(DAY, ID).bent.words, `${"字".repeat(1999)}🐟`);
});
