import assert from "node:assert/strict";
import test from "node:test";

import { provide, Store } from "./scripts.mjs";
import { ASKING, WHOLE, loadMy } from "./shops.mjs";

const NOTES = {
  "day:2026-12-09": { "welfare.menu": { groups: ["一群"], blanks: { 菜名: "鱼" }, figures: {} } },
  "day:2026-12-10": { "welfare.menu": { groups: [], blanks: {}, figures: { replies: "7" } } }, last: { "welfare.menu": { 菜名: "鱼" } },
};
const worked = (store = new Store()) => {
  const my = loadMy(store);
  my.shops.keep(my.edition.read(WHOLE));
  for (const key of Object.keys(NOTES)) my.storage.keep(`qunli:1:my:my-x7k2q:${key}`, NOTES[key]);
  return my;
};

test("a shop with its notes leaves as text and as file and comes back whole on another phone", () => {
  const { archive, edition } = worked();
  const of = edition.read(WHOLE);
  const ways = [archive.text(archive.made(of)).text, archive.file([archive.made(of)]), `转发：\n${archive.text(archive.made(of)).text}\n谢谢，收到了`];
  const { text } = archive.text(archive.made(of));
  ways.push(text.replace(/(.{60})/g, "$1\n").replace(/qunli-\n?1\n?\./, "qunli-1."));
  for (const way of ways) {
    const other = loadMy(new Store());
    const [found] = other.archive.read(way);
    assert.deepEqual(other.edition.written(found.of), WHOLE);
    other.shops.keep(found.of);
    assert.equal(other.archive.merge(found).days, 2);
    for (const key of Object.keys(NOTES)) assert.deepEqual(other.storage.record(`qunli:1:my:my-x7k2q:${key}`), NOTES[key], key);
  }
});

test("what a phone already says stays, and bringing the same again changes nothing", () => {
  const { archive, edition, storage } = worked();
  const mine = { "welfare.menu": { groups: ["二群"], blanks: {}, figures: {} } };
  const [found] = archive.read(archive.file([archive.made(edition.read(WHOLE))]));
  storage.keep("qunli:1:my:my-x7k2q:day:2026-12-09", mine);
  found.notes["day:2026-12-09"]["welfare.night"] = { groups: ["一群"] };
  assert.equal(archive.merge(found).days, 1);
  assert.deepEqual(storage.record("qunli:1:my:my-x7k2q:day:2026-12-09"), {
    "welfare.menu": { groups: ["二群", "一群"], blanks: { 菜名: "鱼" }, figures: {} }, "welfare.night": { groups: ["一群"] },
  });
  assert.equal(archive.merge(found).days, 0);
});

test("two phones that did one post in two groups are joined group by group, number by number", () => {
  const { archive, edition, storage } = worked();
  const key = "qunli:1:my:my-x7k2q:day:2026-12-09";
  const bent = { off: false, at: "", words: "", from: "", text: "" };
  const moved = { ...bent, at: "12:00" };
  storage.keep(key, { "welfare.menu": { groups: ["二群"], times: { "二群": "11:20" }, blanks: { 菜名: "虾" }, figures: { "replies 二群": "17" }, bent: moved } });
  const [found] = archive.read(archive.file([archive.made(edition.read(WHOLE))]));
  const mine = { "welfare.menu": { groups: ["一群"], times: { "一群": "11:12" }, blanks: { 菜名: "鱼" }, figures: { replies: "9" }, bent }, "welfare.night": { groups: 7 } };
  storage.keep(key, mine);
  assert.deepEqual(archive.merge(found), { days: 1, kept: 1 });
  assert.deepEqual(storage.record(key), {
    "welfare.menu": {
      groups: ["一群", "二群"], times: { "一群": "11:12", "二群": "11:20" }, blanks: { 菜名: "鱼" }, figures: { replies: "9", "replies 二群": "17" }, bent: moved,
    },
    "welfare.night": { groups: 7 },
  });
  // A day that is bent here stays so whole, and the minute of a tick is no quarrel.
  storage.keep(key, { "welfare.menu": { ...mine["welfare.menu"], groups: ["二群"], times: { "二群": "11:25" }, bent: { ...bent, from: "2026-12-16", text: "3" } } });
  assert.deepEqual(archive.merge(found), { days: 1, kept: 2 });
  const { bent: still, times } = storage.record(key)["welfare.menu"];
  assert.deepEqual([still, times], [{ ...bent, from: "2026-12-16", text: "3" }, { "二群": "11:25" }]);
  assert.deepEqual(archive.merge(found), { days: 0, kept: 2 });
});

test("records that are nested without end are left out and break nothing", () => {
  const { archive, storage } = worked();
  const deep = `${'{"a":'.repeat(20000)}1${"}".repeat(20000)}`;
  const [found] = archive.read(`{"form":1,"shops":[{"edition":${JSON.stringify(WHOLE)},"notes":{"day:2026-12-08":${deep},"day:2026-12-07":{"welfare.menu":{"groups":["一群"]}}}}]}`);
  assert.deepEqual(Object.keys(found.notes), ["day:2026-12-07"]);
  assert.equal(archive.merge(found).days, 1);
  assert.equal(storage.keys("qunli:1:my:my-x7k2q:day:2026-12-08").length, 0);
});

test("a text is never longer than a message: the oldest days stay out and are named", () => {
  const { archive, edition, storage } = worked();
  for (let day = 10; day < 31; day += 1) storage.keep(`qunli:1:my:my-x7k2q:day:2026-11-${day}`, { "welfare.menu": { bent: { words: "字".repeat(900) } } });
  const { text, left } = archive.text(archive.made(edition.read(WHOLE)));
  assert.ok(text.length < 16000);
  assert.ok(left.length > 5);
  assert.equal(left[0], "2026-11-10");
  const [found] = archive.read(text);
  assert.equal(archive.days(found).length + left.length, 23);
  assert.equal(archive.read(archive.file([archive.made(edition.read(WHOLE))]))[0].notes[`day:${left[0]}`] !== undefined, true);
});

test("whatever is pasted or chosen is a shop or a word, and nothing breaks", () => {
  const { archive, edition, link, fragment, shopfile } = worked();
  const of = edition.read(WHOLE);
  const { text } = archive.text(archive.made(of));
  const file = archive.file([archive.made(of)]);
  assert.equal(archive.read(`【老王】今天发什么，点开就看到：\nhttps://x.example/my/today/#my=${link.written(of)}&shift=abc`)[0].of.title, "老王小馆");
  const yaml = shopfile.written(edition.calendar(of, ASKING));
  const code = (value) => `qunli-1.${fragment.written(JSON.stringify(value))}`;
  const wrong = [
    "", "你好", yaml, text.slice(0, -5), `${text.slice(0, 90)}x${text.slice(91)}`, text.replace("qunli-1", "qunli-2"), file.slice(0, -9), "{}", "{\"shops\":7}",
    file.replace("\"form\":1", "\"form\":9"), "#my=1.abc", "#my=", "qunli-1.", code(7), code([]), code({ form: 1, shops: [7, null, { edition: {} }] }),
    "[".repeat(5000), "x".repeat(1e6), "\u202e<img onerror=alert(1)>{{store}}",
  ];
  for (const each of wrong) {
    const said = archive.read(each);
    assert.equal(typeof said, "string", each.slice(0, 80));
    assert.match(said, /[\u4e00-\u9fff]/);
  }
});

test("hostile notes stay data: no prototype is touched, keys of others are not written", () => {
  const { archive, storage, fragment, edition } = worked();
  const evil = `{"form":1,"shops":[{"edition":${JSON.stringify(WHOLE)},"notes":{"day:2026-12-01":{"__proto__":{"polluted":1},"constructor":{"groups":["一群"]}},"../x y":{"a":1},"__proto__":{"b":2},"last":[1],"role":"x"}}]}`;
  const [found] = archive.read(`qunli-1.${fragment.written(evil)}`);
  archive.merge(found);
  assert.equal({}.polluted, undefined);
  assert.deepEqual(storage.record("qunli:1:my:my-x7k2q:day:2026-12-01"), { constructor: { groups: ["一群"] } });
  assert.deepEqual(storage.keys("qunli:1:my:my-x7k2q:").sort(), [
    "qunli:1:my:my-x7k2q:day:2026-12-01", "qunli:1:my:my-x7k2q:day:2026-12-09", "qunli:1:my:my-x7k2q:day:2026-12-10", "qunli:1:my:my-x7k2q:last",
  ]);
  assert.ok(edition.read(WHOLE));
});

test("days noted since the last copy are counted", () => {
  const { archive, edition, storage } = worked();
  const of = edition.read(WHOLE);
  assert.equal(archive.uncopied(of), 2);
  Date.now = () => Date.UTC(2026, 11, 9, 3, 5);
  archive.copied(of);
  assert.equal(archive.uncopied(of), 1);
  storage.keep("qunli:1:my:my-x7k2q:saved", { day: 7 });
  assert.equal(archive.uncopied(of), 2);
});

test("two windows that change one shop: the later one is asked, and neither is lost", () => {
  const { edition, shops, receiving } = worked();
  const opened = [];
  const other = edition.next(edition.read({ ...WHOLE, title: "另一个窗口" }));
  const mine = edition.next(edition.read({ ...WHOLE, title: "这个窗口" }));
  receiving.kept(other, null, (of) => opened.push(of.title));
  assert.deepEqual(opened, ["另一个窗口"]);
  const asked = [];
  provide("document", { createElement: () => ({ setAttribute() {}, append: (...each) => asked.push(...each), addEventListener() {}, textContent: "" }) });
  receiving.kept(mine, { append: (each) => asked.push(each), textContent: "" }, (of) => opened.push(of.title));
  assert.deepEqual(opened, ["另一个窗口"]);
  assert.equal(shops.get("my-x7k2q").title, "另一个窗口");
  assert.ok(asked.includes("店名：另一个窗口 → 这个窗口"));
  receiving.kept(edition.next(other), null, (of) => opened.push(of.edition));
  assert.equal(opened.length, 2);
});
