import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { ORDERS, load } from "./scripts.mjs";

const { orders, kitchen, plain } = load(...ORDERS);

/** The written-down lists: a name, what a person counts in it, and the list as it is pasted. */
const SHAPES = readFileSync(new URL("orders/shapes.txt", import.meta.url), "utf-8").split(/^== /m).slice(1).map((part) => {
  const [name, expected, ...lines] = part.split("\n");
  return { name, expected: expected.replace(/^=> /, ""), text: lines.join("\n").trimEnd() };
});

const numbers = (entries) => entries.map((order) => order.number).join(",");

/** What was found, in the words of the shapes; things and marks only where the shape tells of them or there are any. */
const told = (found, isTelling) => {
  const { people, portions, items } = found.totals;
  const named = items.filter((each) => each.item);
  const asked = found.entries.filter((order) => !order.isCounted);
  const marked = found.entries.filter((order) => order.isCounted && order.doubt && !order.isCancelled);
  const cancelled = found.entries.filter((order) => order.isCancelled);
  return [
    `${people} 人 ${portions} 份`,
    ...(isTelling ? named.map((each) => `${each.item} ${each.portions}`) : []),
    ...(asked.length ? [`问 ${numbers(asked)}`] : []),
    ...(marked.length ? [`提醒 ${numbers(marked)}`] : []),
    ...(cancelled.length ? [`取消 ${numbers(cancelled)}`] : []),
  ].join("；");
};
const tellsThings = (expected) => expected.split("；").some((part) => !/^(?:问|提醒|取消) |人/.test(part));

for (const { name, expected, text } of SHAPES) {
  test(`counted as a person does: ${name}`, () => assert.equal(told(orders.read(text), tellsThings(expected)), expected));
}

test("there are shapes enough, each of its own name", () => {
  assert.ok(SHAPES.length >= 45);
  assert.equal(new Set(SHAPES.map((shape) => shape.name)).size, SHAPES.length);
});

// --- line by line: what a person reads in each, behind ⇒

/**
 * Lists of the trades; a line that counts ends in ⇒ and what is wanted of it: 牛肉面 2，馄饨 1. Before that 问: not counted until asked;
 * 提醒: counted and marked; alone 取消 or 不算. Without one of them the line must be neither. Several people in one line stand apart by |.
 */
const TRADES = readFileSync(new URL("orders/trades.txt", import.meta.url), "utf-8").split(/^== /m).slice(1).map((part) => {
  const [name, ...rows] = part.split("\n");
  return { name, rows: rows.map((row) => row.split(" ⇒ ")), text: rows.map((row) => row.split(" ⇒ ")[0]).join("\n").trimEnd() };
});

/** How a line was taken, in the words of the table. */
const taken = (order) => {
  const things = order.items.filter((each) => each.portions > 0).map((each) => `${each.item} ${each.portions}`.trim()).join("，");
  if (order.isCancelled) return "取消";
  if (!order.isCounted) return order.doubt && "问";
  return order.doubt ? `提醒 ${things}` : things;
};

for (const { name, rows, text } of TRADES) {
  test(`every line is read as a person does: ${name}`, () => {
    const { entries } = orders.read(text);
    const wanted = rows.filter((row) => row.length > 1);
    const places = wanted.reduce((all, [raw, what]) => all.concat(what.split(" | ").map((each) => [plain.lines(raw)[0].trim(), each])), []);
    const read = places.map(([raw], at) => {
      const order = entries[at] && raw.includes(entries[at].raw) ? entries[at] : null;
      return `${raw} ⇒ ${order ? taken(order) : "nothing"}`;
    });
    assert.deepEqual(read, places.map(([raw, what]) => `${raw} ⇒ ${what === "不算" ? "问" : what}`));
    assert.equal(entries.length, places.length);
  });
}

test("there are lists enough of the trades, each of its own name", () => {
  assert.ok(TRADES.length >= 60);
  assert.equal(new Set(TRADES.map((list) => list.name)).size, TRADES.length);
});

test("who stood in an earlier list and not in the last is named", () => {
  const { notices, totals } = orders.read("#接龙\n包子\n1. 张三 2个\n2. 李四 1个\n\n#接龙\n包子\n1. 张三 2个\n2. 王五 3个");
  assert.deepEqual([totals.people, totals.portions], [2, 5]);
  assert.ok(notices.some((words) => words.includes("李四") && !words.includes("张三")));
  assert.equal(orders.read("包子\n1. 张三 2个\n\n包子\n1. 张三 2个\n2. 李四 1个").notices.length, 1);
});

// --- what is glued to a number, in every way of writing it

const FORMS = ["3段", "110码", "XL", "2XL", "黑M", "灰XXL", "6寸", "250ml", "5斤装", "10次卡", "均码", "37.5码", "130cm", "NB"];
const CHINESE = { 1: "一", 2: "两", 3: "三", 12: "十二" };
const written = (form, count) => [
  `${form}${count}件`, `${form}×${count}`, `${form} ${count}件`, `${count}件${form}`, `${count}件 ${form}`, `${form}*${count}`, `${form}+${count}`,
  `${form}（${count}件）`, `${form}${count}件 加急`, `${form}，${count}件`, `${form}${CHINESE[count]}件`, `要${form}${count}件`, `${form}的${count}件`,
];

test("a stage, size, colour or measure beside a number is the thing, and the number how many", () => {
  for (const head of ["#接龙", "#接龙\n团购 99", "#接龙\n婴儿用品 59元一份"]) {
    for (const form of FORMS) {
      for (const [words, count] of [1, 2, 3, 12].flatMap((many) => written(form, many).map((each) => [each, many]))) {
        const [first] = orders.read(`${head}\n1. 张三 ${words}\n2. 李四 ${form}1件\n3. 王五 ${form} 1件`).entries;
        assert.deepEqual([first.items.length, first.items[0].portions, first.doubt], [1, count, ""], `${head} ${words}`);
        assert.ok(first.items[0].item.endsWith(form), `${head} ${words}`);
      }
    }
  }
});

// --- what changes nothing of a count

/** Random numbers that are the same each time (mulberry32). */
const dice = (seed) => {
  let state = seed;
  return (count) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296 * count);
  };
};

const HEADS = ["#接龙\n酸菜鱼 68元，小炒肉 32元\n例 张三 1份", "A. 酸菜鱼 68 B. 小炒肉 32"];
const NAMES = ["张三", "王妈妈2号", "3栋502陈姐", "小雨88", "🌸花开", "Amy Chen", "阿明", "李四"];
const WANTED = [
  [{ 酸菜鱼: 2 }, "酸菜鱼2份"], [{ 酸菜鱼: 1, 小炒肉: 1 }, "酸菜鱼、小炒肉各一份"], [{ 小炒肉: 3 }, "小炒肉×3 加辣"],
  [{ 酸菜鱼: 1 }, "酸菜鱼 +1 6点来取"], [{ 小炒肉: 2 }, "两份小炒肉，尾号1234"], [{ 酸菜鱼: 3 }, "酸菜鱼2份改成3份"],
  [{}, "酸菜鱼2份 取消"], [{ 小炒肉: 1 }, "小炒肉一份32元"],
];
const wide = (text) => text.replace(/[0-9]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const shuffled = (list, roll) => list.map((each) => [roll(1e6), each]).sort((a, b) => a[0] - b[0]).map(([, each]) => each);
const SIGNS = [".", "、", ". ", "，", "："];

/** A list drawn at random, and what it holds. */
const drawn = (roll) => {
  const people = shuffled(NAMES, roll).slice(0, 2 + roll(NAMES.length - 1));
  const lines = people.map((name) => [name, WANTED[roll(WANTED.length)]]);
  const sums = {};
  for (const [, [things]] of lines) for (const [thing, count] of Object.entries(things)) sums[thing] = (sums[thing] || 0) + count;
  const counted = lines.filter(([, [things]]) => Object.keys(things).length).length;
  return { head: HEADS[roll(HEADS.length)], rows: lines.map(([name, [, words]]) => `${name} ${words}`), sums, counted };
};

const sumsOf = (found) => Object.fromEntries(found.totals.items.map((each) => [each.item, each.portions]));

test("numbers, order, wide digits, signs and empty lines change nothing of what is counted", () => {
  const roll = dice(20261210);
  for (let turn = 0; turn < 300; turn += 1) {
    const { head, rows, sums, counted } = drawn(roll);
    const sign = SIGNS[roll(SIGNS.length)];
    const step = 1 + roll(3);
    const lines = shuffled(rows, roll).map((row, at) => `${1 + at * step}${sign}${row}${"\n".repeat(1 + roll(3))}`);
    const text = `${head}\n${roll(2) ? wide(lines.join("")) : lines.join("")}`;
    const found = orders.read(text);
    assert.deepEqual(sumsOf(found), Object.fromEntries(["酸菜鱼", "小炒肉"].filter((each) => sums[each]).map((each) => [each, sums[each]])), text);
    assert.equal(found.totals.people, counted, text);
  }
});

test("whatever is pasted, the count is that of the lines, and no line is lost", () => {
  const roll = dice(7);
  const BITS = ["1. ", "2、", "张三", "份", "2", "两", "+", "：", " ", "\n", "各", "改成", "不要了", "<img src=x onerror=x()>", "🌸", "6点", "A", "#接龙", "例 ", "\u202e", "半", "一大一小", "502", "？"];
  for (let turn = 0; turn < 1000; turn += 1) {
    const text = Array.from({ length: roll(30) }, () => BITS[roll(BITS.length)]).join("");
    const found = orders.read(text);
    const sum = found.entries.filter(orders.counts).flatMap((order) => order.items).reduce((all, each) => all + each.portions, 0);
    assert.equal(found.totals.portions, sum, text);
    assert.ok(found.totals.people <= found.totals.orders, text);
    assert.ok(found.entries.every((order) => order.isCounted || order.doubt), text);
  }
});

test("500 lines and a line of 10,000 characters are read", () => {
  const many = Array.from({ length: 500 }, (_, at) => `${at + 1}. 顾客${String.fromCharCode(0x4e00 + at)} 2份`).join("\n");
  assert.deepEqual([orders.read(many).totals.people, orders.read(many).totals.portions], [500, 1000]);
  for (const char of ["啊", "2", "🌸", " ", "一", "x", "+1 "]) assert.ok(orders.read(`1. 张三 ${char.repeat(10000)}`).entries.length <= 1);
});

test("names that are words of the language of scripts are names", () => {
  const { totals, entries } = orders.read("包子\n1. constructor 2份\n2. __proto__ 1份\n3. toString 1份");
  assert.deepEqual([totals.people, totals.portions], [3, 4]);
  assert.equal(entries[1].name, "__proto__");
});

// --- what is copied

const LIST = "牛肉面接龙\n1. 张三 2份 加辣 6点来取\n2. 李四 1份\n3. 王五 2-3份\n4. 赵六 1份 6点来取";

test("the kitchen gets portions, what was said, hours, and how many are still open", () => {
  assert.equal(kitchen.list(orders.read(LIST), "牛肉面接龙"), [
    "牛肉面接龙", "共 4 份，3 人", "没写品名 4份", "另外说的：", "张三：2份，加辣 6点来取", "赵六：1份，6点来取",
    "几点来取：", "6点：3份（共 3 份）", "还有 1 条没问清，没算在里面",
  ].join("\n"));
});

test("the list of names holds what counts", () => {
  assert.equal(kitchen.names(orders.read(LIST)), "1. 张三 2份，加辣 6点来取\n2. 李四 1份\n4. 赵六 1份，6点来取");
});
