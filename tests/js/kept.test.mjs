// What was typed or exchanged is kept: with its text, as long as it matters, and through an archive.
import assert from "node:assert/strict";
import test from "node:test";

import { CALENDAR, DAY, PACK, Store, loadToday, provide } from "./scripts.mjs";
import { WHOLE, loadMy } from "./shops.mjs";

const ID = "welfare.evening";
const NEXT = "2026-12-11";
const { sops } = PACK;
const texts = (count) => Array.from({ length: count }, (_, at) => ({ id: String(at + 1), parts: [`晚安${at + 1}`] }));
/** A shop whose evening has so many texts, every day. */
const packOf = (count) => ({
  ...PACK, days: { ...PACK.days, from: "2026-11-01", to: "2027-03-20" },
  sops: { welfare: { ...sops.welfare, slots: { ...sops.welfare.slots, evening: { ...sops.welfare.slots.evening, when: { unit: "week", every: 1, on: [0, 1, 2, 3, 4, 5, 6] }, texts: texts(count) } } } },
});
const postOf = (page, day, id = ID) => page.bending.posts(day).find((post) => post.id === id);
const textOf = (page, day, id = ID) => (postOf(page, day, id) || {}).textId;
const seen = (page, first, count) => Array.from({ length: count }, (_, at) => textOf(page, page.dates.shifted(first, at))).filter(Boolean);
const tickAll = (page, day) => postOf(page, day).slot.groups.forEach((group) => page.memory.tick(day, ID, group, true));
const clockAt = (day) => {
  Date.now = () => Date.parse(`${day}T03:05:00Z`);
};
const saidOn = (page, day) => page.plan.filled(postOf(page, day).parts, {});
const typed = (page, day, words) => page.bending.type(day, postOf(page, day), words);

test("what was typed is put aside with its text by another one, and comes back with it, each with its own", () => {
  const page = loadToday(new Store(), packOf(28));
  const own = textOf(page, DAY);
  typed(page, DAY, "我自己写的\n两行");
  assert.ok(page.bending.swap(DAY, ID));
  const second = textOf(page, DAY);
  assert.equal(saidOn(page, DAY), `晚安${second}`);
  assert.doesNotMatch(page.texts.report(DAY, ""), /改了几个字/);
  typed(page, DAY, "第二条也改了");
  assert.equal(page.bending.undo(DAY, ID), "");
  assert.deepEqual([textOf(page, DAY), saidOn(page, DAY)], [own, "我自己写的\n两行"]);
  assert.match(page.texts.report(DAY, ""), /改了几个字/);
  page.bending.swap(DAY, ID);
  assert.deepEqual([textOf(page, DAY), saidOn(page, DAY)], [second, "第二条也改了"]);
});

test("back to the plan without a swap puts what was typed aside, where the editor finds it", () => {
  const page = loadToday(new Store(), packOf(28));
  typed(page, DAY, "我自己写的");
  assert.equal(page.bending.undo(DAY, ID), "");
  assert.deepEqual([saidOn(page, DAY), postOf(page, DAY).isBent], [`晚安${textOf(page, DAY)}`, false]);
  const { bent } = page.memory.noted(DAY, ID);
  assert.equal(bent.typed[textOf(page, DAY)], "我自己写的");
  typed(page, DAY, bent.typed[textOf(page, DAY)]);
  assert.equal(saidOn(page, DAY), "我自己写的");
});

test("what was typed ahead is not said for the text that a swap brings to that day", () => {
  const page = loadToday(new Store(), packOf(28));
  const [own, next] = [textOf(page, DAY), textOf(page, NEXT)];
  typed(page, NEXT, "提前改好的");
  assert.ok(page.bending.swap(DAY, ID));
  assert.deepEqual([textOf(page, DAY), textOf(page, NEXT)], [next, own]);
  assert.equal(saidOn(page, NEXT), `晚安${own}`);
  page.bending.undo(DAY, ID);
  assert.equal(saidOn(page, NEXT), "提前改好的");
});

test("words of an earlier version, which name no text, stay with the one they stood for", () => {
  const page = loadToday(new Store(), packOf(28));
  page.bending.note(DAY, ID, { words: "以前改的" });
  assert.equal(saidOn(page, DAY), "以前改的");
  page.bending.swap(DAY, ID);
  assert.equal(saidOn(page, DAY), `晚安${textOf(page, DAY)}`);
  page.bending.undo(DAY, ID);
  assert.equal(saidOn(page, DAY), "以前改的");
  assert.equal(postOf(page, DAY).isSwapped, false);
});

test("typed words are kept whatever is stored beside them, so many at most", () => {
  const page = loadToday(new Store(), packOf(28));
  const all = JSON.parse(`{"__proto__": "坏的", "1": 7, "2": "  ", ${texts(40).map(({ id }) => `"t${id}": "字${id}"`).join(", ")}}`);
  for (const more of [all, [], "字", null, 5]) page.bending.note(DAY, ID, { of: more, typed: more });
  assert.deepEqual(Object.keys(page.memory.noted(DAY, ID).bent).sort(), ["at", "from", "off", "text", "words"]);
  page.bending.note(DAY, ID, { typed: all });
  const kept = page.memory.noted(DAY, ID).bent.typed;
  assert.equal(Object.keys(kept).length, 20);
  assert.equal(kept.t40, "字40");
});

test("a hand-over brings what was typed for the text that it was typed for", () => {
  const page = loadToday(new Store(), packOf(28));
  typed(page, DAY, "交给你的");
  const code = page.handover.written(DAY);
  const there = loadToday(new Store(), packOf(28));
  assert.equal(there.handover.takeOver(code).bent, 1);
  assert.equal(saidOn(there, DAY), "交给你的");
  there.bending.swap(DAY, ID);
  assert.equal(saidOn(there, DAY), `晚安${textOf(there, DAY)}`);
  there.bending.undo(DAY, ID);
  assert.equal(saidOn(there, DAY), "交给你的");
});

test("an exchange with a far turn is not forgotten before that turn, nor one that came before it, and the rest is", () => {
  const far = packOf(8);
  far.sops.welfare.slots.evening.when = { unit: "week", every: 2, on: [3] };
  const store = new Store();
  let page = loadToday(store, far);
  for (let tap = 0; tap < 3; tap += 1) page.bending.swap(DAY, ID);
  const [sent, other] = [textOf(page, DAY), page.memory.noted(DAY, ID).bent.from];
  tickAll(page, DAY);
  tickAll(page, "2026-12-24");
  assert.ok(page.dates.between(DAY, other) > 40);
  clockAt(other);
  page.bending.swap(other, ID);
  const last = page.memory.noted(other, ID).bent.from;
  tickAll(page, other);
  const expected = seen(page, DAY, 120).slice(2);
  page.memory.forgetOld(page.dates.shifted(other, 41));
  page = loadToday(store, far);
  clockAt(page.dates.shifted(other, 41));
  assert.deepEqual(page.memory.days(), [DAY, other]);
  assert.ok(last > page.dates.shifted(other, 0) && !seen(page, page.dates.shifted(DAY, 1), 120).includes(sent));
  assert.deepEqual(seen(page, DAY, 120).slice(2), expected);
  page.memory.forgetOld(page.dates.shifted(last, 41));
  assert.deepEqual(page.memory.days(), []);
});

// --- through an archive

/** A record of DAY on one phone, and what another makes of it that got it in an archive. */
const carried = (change) => {
  const page = loadToday(new Store(), packOf(28));
  change(page);
  const [before, noted] = [[textOf(page, DAY), saidOn(page, DAY)], page.memory.day(DAY)];
  const my = loadMy(new Store());
  const of = my.edition.read(WHOLE);
  my.storage.keep(`qunli:1:my:${of.id}:day:${DAY}`, noted);
  const sent = my.archive.text(my.archive.made(of)).text;
  const other = loadMy(new Store());
  const [found] = other.archive.read(sent);
  other.archive.merge(found);
  return { before, record: other.storage.record(`qunli:1:my:${of.id}:day:${DAY}`) };
};

for (const [said, isWhole] of [["with what its day had to post", true], ["of a version that did not keep that", false]]) {
  test(`an archive ${said} brings a ticked post back as it was sent, whatever is planned there`, () => {
    const { before, record } = carried((page) => {
      page.bending.swap(DAY, ID);
      typed(page, DAY, "我改过的");
      tickAll(page, DAY);
    });
    assert.ok(Array.isArray(record._plan));
    if (!isWhole) delete record._plan;
    const store = new Store();
    provide("location", { pathname: "/calendars/main/today/index.html" });
    store.setItem(`qunli:1:/calendars/main/today/:${DAY}`, JSON.stringify(record));
    const there = loadToday(store, packOf(28), { ...CALENDAR, closed: [[DAY, DAY]] });
    assert.deepEqual([textOf(there, DAY), saidOn(there, DAY)], before);
    assert.match(there.texts.report(DAY, ""), /^发了 1\/1 条$/m);
    assert.ok(there.bending.posts(DAY).every((post) => post.slot.title && post.slot.groups.length));
  });
}
