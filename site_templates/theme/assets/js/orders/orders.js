/* A whole 接龙: people, portions of each thing, and what has to be asked. */
"use strict";
var qunli = qunli || {};

/**
 * @typedef {{people: number, orders: number, portions: number, items: Ordered[]}} OrderTotals
 * @typedef {{headings: string[], offered: string[], entries: Order[], talk: string[], notices: string[], totals: OrderTotals}} Orders
 */

qunli.orders = (() => {
  const { plain, offers, orderLines, orderJudge } = qunli;
  const PACKED = /^(?:斤|公斤|千克|kg|两|对|双|打|扎|箱|提|板|组)$/i;
  const SIZE = /^[大中小]份$/;
  const CALLED = /[姐哥妈爸总姨叔嫂婆爷奶师生士太妹弟家伯舅]$/;
  const PRICES = /\d ?(?:元|块|\/)|[¥￥]/g;

  /** @type {(lines: OrderLine[], context: OrderContext) => Order[]} */
  const readAll = (lines, context) => lines.map((line) => orderJudge.read(line, context)).filter(isOrder);

  /** @type {(order: Order | null) => order is Order} */
  const isOrder = (order) => order !== null;

  /** @type {(words: string[]) => Map<string, number>} */
  const often = (words) => words.reduce((known, word) => known.set(word, (known.get(word) || 0) + 1), new Map());

  /** What may be a name behind a door or a thing, 青菜 of 2-1-502 青菜: of one that is said twice nobody is called so. @type {(name: string) => string[]} */
  const behindDoor = (name) => (/^[\d\-#栋幢号楼单元室座 ]*\d[\d\-#栋幢号楼单元室座]* ([\u3400-\u9fff]{2,4})$/.exec(name) || []).slice(1).filter((words) => !CALLED.test(words));

  /**
   * The things that entries name: more than once, or as the words above the list do.
   * @type {(entries: Order[], headings: string) => string[]}
   */
  const learned = (entries, headings) => {
    const named = entries.reduce((all, order) => all.concat(order.items.map((each) => each.item)), /** @type {string[]} */ ([]));
    const guessed = entries.reduce((all, order) => all.concat(order.words, behindDoor(order.name)), /** @type {string[]} */ ([]));
    const times = often([...named, ...guessed]);
    const isKnown = (/** @type {string} */ word) => Number(times.get(word)) > 1 || headings.includes(word);
    const isThing = (/** @type {string} */ word) => word.length > 1 && !SIZE.test(word) && isKnown(word);
    return Array.from(new Set([...named, ...guessed].filter(isThing)));
  };

  /** @type {(names: string[], lines: OrderLine[]) => string[]} things with signs between, if any line asks for one of them */
  const namedOf = (names, lines) => (lines.some(({ text }) => names.some((name) => plain.fold(text).includes(name))) ? names : []);

  // --- what a person would ask, seen over the whole list

  /** @type {(each: Ordered, headings: string) => boolean} whether so many are what the heading sells as one: 红薯10斤 29元, 15/20个 */
  const isPack = ({ item, portions, unit }, headings) => {
    const many = `${portions}${unit}`;
    const [, behind = ""] = headings.split(many);
    const isNamed = item !== "" && headings.replace(/ /g, "").includes(`${item}${many}`);
    return unit !== "" && portions > 1 && (isNamed || headings.includes(`/${many}`) || (/斤$/.test(unit) && /^ ?[¥￥]?\d/.test(behind)));
  };

  /** @type {(order: Order, known: string[], headings: string, isOnly: boolean) => void} nothing else is offered */
  const judgeItems = (order, known, headings, isOnly) => {
    const bare = order.items.filter((each) => !each.item);
    const pack = order.items.find((each) => isPack(each, headings));
    const weighed = order.items.find((each) => /斤装$/.test(each.item) && /^(?:斤|公斤|kg)$/i.test(each.unit));
    if (weighed) orderJudge.doubt(order, `「${weighed.item}」要 ${weighed.portions}${weighed.unit}，是几份？`);
    if (pack) orderJudge.doubt(order, `「${pack.portions}${pack.unit}」是要 ${pack.portions} 份，还是 1 份？`);
    if (bare.length && known.length === 1 && isOnly) bare.forEach((each) => Object.assign(each, { item: known[0] }));
    else if (bare.length && known.length > 1) orderJudge.doubt(order, "没写要哪一样");
    const strange = order.items.find((each) => each.item && !SIZE.test(each.item) && !known.some((name) => each.item.startsWith(name)));
    if (strange && !headings.includes(strange.item)) orderJudge.mark(order, `只有这里写了「${strange.item}」，是要的东西吗？`);
  };

  /** @type {(order: Order) => boolean} Tom+1 among names without numbers */
  const isGuest = ({ items, isPlain, raw }) => !isPlain && items.length === 1 && !items[0].item && !items[0].unit && /\+ ?\d/.test(plain.fold(raw));

  /** @type {(entries: Order[]) => void} */
  const judgeUnwritten = (entries) => {
    const isCounting = entries.some((order) => order.items.length > 0 && !order.isPlain);
    if (!isCounting) return;
    const isNamesOnly = entries.some((order) => order.isPlain && order.name !== "" && order.raw.endsWith(order.name));
    for (const order of entries) if (isNamesOnly && isGuest(order)) orderJudge.mark(order, "是连自己一起，还是就这几份？");
    for (const order of entries.filter((each) => each.isPlain)) {
      if (order.words.length) orderJudge.doubt(order, `「${order.words.join("、")}」没看懂`);
      else orderJudge.mark(order, "没写几份，当 1 份算");
    }
  };

  /** @type {(order: Order, names: string[], headings: string) => void} a thing of the heading that has no price of its own: which of the kinds? */
  const judgeChoice = (order, names, headings) => {
    const open = order.items.find((each) => each.item.length > 1 && !SIZE.test(each.item) && !names.includes(each.item) && headings.includes(each.item));
    if (open) orderJudge.mark(order, `「${open.item}」是要哪一样？`);
  };

  /** @type {(order: Order) => void} size, colour and the like as a part of the name */
  const formed = ({ items }) => items.forEach((each) => Object.assign(each, { item: each.item + (each.form || "") }));

  /** @type {(entries: Order[]) => void} most say which size, one does not */
  const judgeForms = (entries) => {
    const isOpen = (/** @type {Order} */ order) => order.items.some((each) => !each.form);
    const open = entries.filter((order) => order.items.length > 0 && isOpen(order));
    if (open.length * 2 >= entries.length) return;
    for (const order of open) if (!order.isPlain) orderJudge.mark(order, "别人都写了哪一种，这里没写");
  };

  /** @type {(entries: Order[], above: string) => void} the same thing by weight or by the dozen, and by piece */
  const judgeUnits = (entries, above) => {
    const all = entries.reduce((found, order) => found.concat(order.items.filter((each) => each.unit)), /** @type {Ordered[]} */ ([]));
    const times = often(all.map((each) => `${each.item} ${each.unit}`));
    const isOther = (/** @type {Ordered} */ one) => all.some((other) => other.item === one.item && other.unit !== one.unit && !/装$/.test(one.item)
      && (PACKED.test(one.unit) || PACKED.test(other.unit)) && rank(one) <= rank(other));
    const rank = (/** @type {Ordered} */ one) => Number(times.get(`${one.item} ${one.unit}`)) * 2 - Number(PACKED.test(one.unit)) + Number(above.includes(one.unit));
    for (const order of entries) {
      const packed = order.items.find(isOther);
      if (packed) orderJudge.mark(order, `这里论${packed.unit}，别人不是`);
    }
  };

  /** @type {(entries: Order[]) => void} */
  const judgeTwice = (entries) => {
    /** @type {Map<string, Order>} */
    const first = new Map();
    for (const order of entries) {
      const key = plain.same(order.name);
      const before = key ? first.get(key) : undefined;
      if (!before) first.set(key, order);
      else if (order.isCancelled) {
        before.isCancelled = true;
        orderJudge.mark(before, "后面写了不要");
      } else if (order.isChange) replace(before, order);
      else if (!before.isCancelled) orderJudge.mark(order, "同一个人写了两次，按 1 个人，份数加在一起");
    }
  };

  /** @type {(before: Order, order: Order) => void} */
  const replace = (before, order) => {
    before.isCounted = false;
    orderJudge.mark(before, "后面改了，按后面的算");
    orderJudge.mark(order, "前面写过，按这次改的算");
  };

  /** @type {(earlier: Order[], entries: Order[]) => string[]} who is no longer in the last of several lists: two sent theirs at once */
  const lostNames = (earlier, entries) => {
    const kept = new Set(entries.map((order) => plain.same(order.name)));
    const names = earlier.filter((order) => order.name && !order.isCancelled && !kept.has(plain.same(order.name))).map((order) => order.name);
    return Array.from(new Set(names)).slice(0, 20);
  };

  // --- totals

  /** @type {(order: Order) => boolean} */
  const counts = (order) => order.isCounted && !order.isCancelled;

  /** @type {(one: string, other: string) => string} */
  const common = (one, other) => (one && other && one !== other ? "份" : one || other);

  /**
   * @param {Order[]} entries
   * @param {string[]} [inOrder] things as they were offered
   * @returns {OrderTotals} `people` once each by name, `orders` every line that counts
   */
  const totals = (entries, inOrder = []) => {
    const mine = entries.filter(counts).filter((order) => order.items.some((each) => each.portions > 0));
    const named = new Set(mine.map((order, at) => plain.same(order.name) || `#${at}`));
    /** @type {Map<string, Ordered>} */
    const items = new Map(inOrder.map((item) => /** @type {const} */ ([item, { item, portions: 0, unit: "" }])));
    let portions = 0;
    for (const each of mine.reduce((all, order) => all.concat(order.items), /** @type {Ordered[]} */ ([]))) {
      const key = PACKED.test(each.unit) ? `${each.item} ${each.unit}` : each.item;
      const known = items.get(key) || { item: each.item, portions: 0, unit: each.unit };
      items.set(key, { ...known, portions: known.portions + each.portions, unit: common(known.unit, each.unit) });
      portions += each.portions;
    }
    return { people: named.size, orders: mine.length, portions, items: Array.from(items.values()).filter((each) => each.portions > 0) };
  };

  /**
   * @param {string} text as pasted
   * @returns {Orders}
   */
  const read = (text) => {
    const { headings, entries: lines, earlier, talk, notices } = orderLines.read(text);
    const folded = headings.map(plain.fold);
    const offered = offers.read(folded);
    const names = offered.map((each) => each.name);
    const above = folded.join(" ");
    const listed = names.length ? names : namedOf(offers.enumerated(folded), lines);
    const first = readAll(lines, { offered, known: listed, listed, above });
    const known = Array.from(new Set(names.length ? names : [...listed, ...learned(first, above)]));
    const entries = readAll(lines, { offered, known, listed, above });
    for (const order of entries) judgeItems(order, known, above, names.length === 1 && (above.match(PRICES) || []).length < 2);
    const isChoice = listed.length > 1;
    for (const order of entries) if (isChoice) judgeChoice(order, listed, above);
    for (const order of entries) formed(order);
    judgeForms(entries);
    judgeUnwritten(entries);
    judgeUnits(entries, above);
    judgeTwice(entries);
    const lost = lostNames(readAll(earlier, { offered, known, listed, above }), entries);
    if (lost.length) notices.push(`前面几份里有、最后一份里没有，没算：${lost.join("、")}。是退了，还是被别人的接龙顶掉了？`);
    return { headings, offered: names, entries, talk, notices, totals: totals(entries, names) };
  };

  return { read, totals, counts };
})();
