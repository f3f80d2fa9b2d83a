import assert from "node:assert/strict";
import test from "node:test";

import { DAY, Store, loadToday } from "./scripts.mjs";

const MENU = "welfare.menu";

const work = ({ memory }) => {
  memory.note(DAY, MENU, (noted) => {
    noted.groups = ["二群"];
    Object.assign(noted.blanks, { "菜名": "鱼", "菜名#2": "虾" });
    Object.assign(noted.figures, { payments: "3.5" });
  });
};

const link = () => {
  const first = loadToday();
  work(first);
  return first.handover.written(DAY);
};

const counts = ({ ticks, blanks, figures, kept, lost }) => [ticks, blanks, figures, kept, lost];

/** The link of a day whose lines are these, whole as its mark says. */
const crafted = ({ fragment }, ...rows) => fragment.written(["main", DAY, ...rows].join("\n"));

test("a second phone says the same, and a second time takes nothing", () => {
  const code = link();
  const { handover, memory } = loadToday(new Store());
  assert.deepEqual(counts(handover.takeOver(code)), [1, 2, 1, 0, 0]);
  assert.deepEqual(memory.noted(DAY, MENU).groups, ["二群"]);
  assert.deepEqual({ ...memory.noted(DAY, MENU).blanks }, { "菜名": "鱼", "菜名#2": "虾" });
  assert.deepEqual({ ...memory.noted(DAY, MENU).figures }, { payments: "3.5" });
  assert.deepEqual(counts(handover.takeOver(code)), [0, 0, 0, 0, 0]);
});

test("what the second phone already says stays, and can be brought back", () => {
  const code = link();
  const { handover, memory } = loadToday(new Store());
  memory.fill(DAY, MENU, "菜名", "鸡");
  const taken = handover.takeOver(code);
  assert.deepEqual(counts(taken), [1, 1, 1, 1, 0]);
  assert.equal(memory.noted(DAY, MENU).blanks["菜名"], "鸡");
  memory.restore(DAY, taken.before);
  assert.deepEqual([memory.noted(DAY, MENU).groups, { ...memory.noted(DAY, MENU).blanks }], [[], { "菜名": "鸡" }]);
});

test("a crafted line named as what every object has is counted as lost, and the others are taken", () => {
  const phone = loadToday(new Store());
  const good = `${phone.fragment.mark(MENU)}\t10`;
  const names = ["constructor", "__proto__", "toString", "hasOwnProperty", ""];
  const taken = phone.handover.takeOver(crafted(phone, ...names.map((name) => `${name}\t11`), good));
  assert.deepEqual(counts(taken), [1, 0, 0, 0, names.length]);
  assert.deepEqual(phone.memory.noted(DAY, MENU).groups, ["一群"]);
});

test("a post's second line is lost, so that a long link costs no longer than a short one", () => {
  const phone = loadToday(new Store());
  const line = `${phone.fragment.mark(MENU)}\t11`;
  const lines = Array(5000).fill(line);
  assert.deepEqual(counts(phone.handover.takeOver(crafted(phone, ...lines))), [2, 0, 0, 0, 4999]);
});

test("crafted fields change nothing beyond the post's own groups, blanks and figures", () => {
  const phone = loadToday(new Store());
  const code = crafted(phone, `${phone.fragment.mark(MENU)}\t111111\tx\u0001<b>\u0001y\t=1,-2,<b>,x,3,4`);
  assert.deepEqual(counts(phone.handover.takeOver(code)), [2, 0, 0, 0, 1]);
  const { groups, blanks, figures } = phone.memory.noted(DAY, MENU);
  assert.deepEqual([groups, { ...blanks }, { ...figures }], [["一群", "二群"], {}, {}]);
});

test("a link that is cut, of another calendar or of a day without posts is refused in words", () => {
  const store = new Store();
  const { handover, fragment } = loadToday(store);
  assert.match(handover.takeOver(link().slice(0, -2)), /不完整/);
  assert.match(handover.takeOver(fragment.written(`other\n${DAY}`)), /另一份/);
  for (const day of ["2026-12-12", "2027-12-12", "2026-99-99", "constructor", ""]) {
    assert.match(handover.takeOver(fragment.written(`main\n${day}`)), /没有要发的/, day);
    assert.match(handover.takeOver(fragment.written(`main\n${day}\nwelfare.gone\t1`)), /没有排期/, day);
  }
  assert.deepEqual(Object.keys(store), []);
});
