/* What stands behind a name in a 接龙: what and how many, with the reasons to ask. */
"use strict";
var qunli = qunli || {};

/**
 * `isCounted` false: not in the totals until somebody says so. `known` are the things that this 接龙 is about.
 * `form` tells one of a thing from another: size, colour, stage, measure.
 * @typedef {{item: string, portions: number, unit: string, form?: string}} Ordered
 * @typedef {{number: number, name: string, items: Ordered[], note: string, time: string, doubt: string, isCounted: boolean,
 *   isCancelled: boolean, isChange: boolean, isPlain: boolean, words: string[], raw: string}} Order
 * @typedef {{offered: Offered[], known: string[], listed: string[], above: string}} OrderContext
 * @typedef {{text: string, name: string, isKnown: boolean, isForm: boolean, from: number, to: number}} OrderWords
 * @typedef {{items: Ordered[], notes: string[], waiting: OrderWords[], time: string, whys: string[], hards: string[], marks: string[], isChange: boolean,
 *   isAdding: boolean, isReplacing: boolean, isNoted: boolean, isFirst: boolean, isInside: boolean, isTrailing: boolean, end: number, big: number[], gifts: string[],
 *   context: OrderContext, next: OrderToken[]}} Wanted
 */

qunli.orderWanted = (() => {
  const { plain, tokens, offers } = qunli;
  const { takeText, takeForm, takeItem, withoutClass } = qunli.orderThings;
  const MOST = 20; // a bare number above it is a door, a price or the end of a telephone number
  const HUGE = 100;
  const PIECES = /^[个只枚粒颗串片根张斤]$/;

  /** @type {(wanted: Wanted, item: string, found: OrderToken, form?: string) => void} */
  const put = (wanted, item, found, form = "") => {
    if (found.amount >= (PIECES.test(found.unit) ? HUGE * 10 : HUGE)) wanted.hards.push(`「${found.text.trim()}」份数很大，对一下`);
    if (found.amount === 0) wanted.hards.push("写的是 0");
    wanted.items.push({ item, portions: found.amount, unit: found.unit, form });
    wanted.isNoted = false;
    wanted.isTrailing = false;
    wanted.end = found.to;
  };

  /** @type {(wanted: Wanted, found: OrderToken) => void} an amount that belongs to nothing named right before it */
  const putAlone = (wanted, found) => {
    const last = wanted.items[wanted.items.length - 1];
    if (wanted.isReplacing && last) last.portions = found.amount;
    else if (wanted.isAdding && last) last.portions += found.amount;
    else if (last && found.why === "bare" && !wanted.isFirst) {
      wanted.notes.push(found.text);
      (last.unit && !wanted.isInside ? wanted.marks : wanted.hards).push(`又写了「${found.text}」，是什么？`);
    } else {
      if (wanted.isReplacing) wanted.isChange = true;
      put(wanted, "", found);
    }
  };

  /** @type {(waiting: OrderWords[]) => OrderWords[]} the forms at the end, taken off */
  const formsOf = (waiting) => {
    const things = waiting.filter((each) => !each.isForm);
    return waiting.splice(things.length ? waiting.lastIndexOf(things[things.length - 1]) + 1 : 0);
  };

  /**
   * The words before an amount as a thing and its form, 黑色 L 1件; what stands before them stays.
   * @type {(wanted: Wanted) => {name: string, form: string, words: OrderWords | null}}
   */
  const named = (wanted) => {
    const { waiting } = wanted;
    const behind = formsOf(waiting);
    const thing = waiting.pop();
    if (!thing) return { name: "", form: behind.map((each) => each.name).join(""), words: behind[0] || null };
    const [before] = waiting.slice(-1).filter((each) => each.isForm && each.to === thing.from); // 150码上衣2件
    if (before) waiting.pop();
    const form = [...(before ? [before] : []), ...behind].map((each) => each.name).join("");
    return { name: thing.name, form: thing.name.endsWith(form) ? "" : form, words: thing };
  };

  /** @type {(wanted: Wanted, found: OrderToken) => boolean} whether a bare number is a door or a price */
  const isNoCount = (wanted, { why, amount }) => {
    if (why !== "bare" || amount <= MOST) return false;
    const before = wanted.waiting[wanted.waiting.length - 1];
    const { offered, above } = wanted.context;
    if (before && (before.isForm || before.name.length === 1)) return true;
    const price = before && before.isKnown ? (offered.find((thing) => thing.name === before.name) || { price: 0 }).price : 0;
    return !(before && before.isKnown) || (price > 0 ? amount % price === 0 : above.includes(String(amount)));
  };

  /** @type {(wanted: Wanted, found: OrderToken, words: OrderWords | null) => void} 2块: of bean curd, or of money */
  const judgeLump = (wanted, found, words) => {
    const isPrice = wanted.context.offered.some(({ price }) => price === found.amount);
    if (found.unit !== "块" || (words && words.isKnown && !isPrice) || /[一每/\d]块/.test(wanted.context.above)) return;
    wanted.hards.push(`「${found.text.trim()}」是 ${found.amount} 块东西，还是 ${found.amount} 块钱？`);
  };

  /** @type {(wanted: Wanted) => boolean} whether the last number is the sum of what is named before: （一共5份） */
  const isTotal = ({ items }) => {
    const before = items.slice(0, -1);
    const last = items[items.length - 1];
    return !last.item && before.every((each) => each.item) && before.reduce((all, each) => all + each.portions, 0) === last.portions;
  };

  /** @type {(wanted: Wanted, found: OrderToken, words: OrderWords | null) => void} */
  const judgeNamed = (wanted, found, words) => {
    judgeLump(wanted, found, words);
    if (!words) return;
    if (wanted.isReplacing) wanted.hards.push("改了东西，看不准改成什么");
    if (words.isKnown || found.why !== "bare" || words.to !== found.from || !/[A-Za-z]$/.test(words.text)) return;
    wanted.hards.push(`「${words.text}${found.text}」里的 ${found.text} 是份数，还是名字？`);
  };

  /** @type {(wanted: Wanted, found: OrderToken) => void} */
  const takeAmount = (wanted, found) => {
    if (isNoCount(wanted, found)) {
      const [before] = wanted.waiting.slice(-1).filter((each) => each.isKnown);
      if (before) (before.isForm ? wanted.hards : wanted.marks).push(`「${before.name}${found.text}」里的 ${found.text} 是什么？`);
      wanted.big.push(found.amount);
      wanted.notes.push(found.text);
      return;
    }
    const { name, form, words } = named(wanted);
    judgeNamed(wanted, found, words);
    if (words) put(wanted, name, found, form);
    else putAlone(wanted, found);
    if (wanted.isInside && wanted.items.length > 1 && !wanted.isReplacing && !isTotal(wanted)) wanted.hards.push("括号里又写了数");
    wanted.isReplacing = false;
    wanted.isAdding = false;
  };

  /** @type {(wanted: Wanted, found: OrderToken) => void} */
  const takeEach = (wanted, found) => {
    const { known, listed } = wanted.context;
    const waiting = wanted.waiting;
    const isOpen = waiting.length < 2 && (listed.length < 2 || waiting.length === 1 || wanted.items.length > 0);
    const things = waiting.length ? waiting : (listed.length > 1 ? listed : known).map((name) => ({ name, isForm: false }));
    if (things.length < 2 || isOpen) wanted.hards.push("写了「各」，看不出是哪几样");
    wanted.waiting = [];
    for (const { name, isForm } of things.length ? things : [{ name: "", isForm: false }]) put(wanted, isForm ? "" : name, found, isForm ? name : "");
  };

  /** @type {(wanted: Wanted, found: OrderToken) => void} */
  const takeSizes = (wanted, found) => {
    const before = wanted.waiting.pop();
    const item = before ? before.name : "";
    wanted.items.push({ item: `${item}${found.unit[0]}份`, portions: found.amount, unit: "" });
    if (found.unit[1]) wanted.items.push({ item: `${item}${found.unit[1]}份`, portions: Number(found.why), unit: "" });
  };

  /** @type {{[kind: string]: (wanted: Wanted, found: OrderToken) => void}} */
  const TAKE = {
    amount: takeAmount, each: takeEach, sizes: takeSizes, text: takeText, item: takeItem, form: takeForm,
    helper: (wanted, found) => {
      wanted.isAdding = true;
      wanted.notes.push(found.text);
    },
    gift: (wanted, found) => {
      wanted.notes.push(found.text);
      wanted.gifts.push(found.text);
    },
    gap: (wanted, found) => {
      if (/[()]/.test(found.text)) wanted.isInside = found.text === "(";
    },
    change: (wanted) => {
      wanted.isReplacing = true;
      wanted.isChange = wanted.items.length === 0;
    },
    add: (wanted) => {
      wanted.isAdding = true;
    },
    range: (wanted, found) => {
      wanted.hards.push(`「${found.text}」没说准几份`);
      const { name, form } = named(wanted);
      put(wanted, name, { ...found, amount: plain.number(found.text.replace(/^[^\d一二两三四五六七八九十]*/, "").slice(0, 1)) || 1 }, form);
    },
    time: (wanted, found) => {
      wanted.time = wanted.time || found.text.replace(/(?:来|去|到|送)?(?:店)?(?:自提|取货|取餐|取|拿|领|自取|送到|送|到|来|去)$/, "");
      wanted.notes.push(found.text);
      wanted.isNoted = true;
    },
  };

  /**
   * Several amounts of the same: 20, of which 10 and 10; or one after the other, which nobody can read for sure.
   * @type {(wanted: Wanted) => void}
   */
  const settleSeveral = (wanted) => {
    const unnamed = wanted.items.filter((each) => !each.item && !each.form);
    const [first, ...rest] = unnamed.length > 1 || !unnamed.length ? unnamed : [unnamed[0], ...wanted.items.filter((each) => each !== unnamed[0])];
    if (!rest.length) return;
    const isSum = Math.abs(rest.reduce((all, each) => all + each.portions, 0) - first.portions) < 0.001;
    if (unnamed.length > 1 && rest.length > 1 && isSum) wanted.items = wanted.items.filter((each) => !rest.includes(each));
    else if (unnamed.length === 1 && rest.length > 1 && first.unit && isSum) wanted.items = rest;
    else wanted.hards.push("写了好几个数，是加起来还是改了？");
  };

  /** @type {(wanted: Wanted) => void} what is named without a number */
  const settleWaiting = (wanted) => {
    const isCoded = wanted.waiting.some((each) => each.isKnown);
    const hasAmounts = wanted.items.length > 0;
    for (const each of wanted.waiting.filter((words) => !words.isKnown)) {
      wanted.notes.push(each.text);
      wanted.whys.push(`unknown:${isCoded ? "" : each.text}`);
    }
    wanted.waiting = wanted.waiting.filter((each) => each.isKnown);
    const groups = [];
    while (wanted.waiting.length) groups.unshift(named(wanted));
    for (const { name, form, words } of groups) {
      const { text, to } = /** @type {OrderWords} */ (words);
      put(wanted, name, { ...qunli.tokens.token("amount", /** @type {RegExpExecArray} */ (Object.assign([text], { index: to }))), amount: 1 }, form);
      if (hasAmounts) wanted.marks.push(`「${name}${form}」没写几份，当 1 份算`);
    }
  };

  /** @type {(text: string, context: OrderContext) => Wanted} */
  const wantedIn = (text, context) => {
    /** @type {Wanted} */
    const wanted = {
      items: [], notes: [], waiting: [], time: "", whys: [], hards: [], marks: [], isChange: false, isAdding: false, isTrailing: false,
      isReplacing: false, isNoted: false, isFirst: false, isInside: false, end: 0, big: [], gifts: [], next: [], context,
    };
    const found = withoutClass(tokens.cut(text, offers.thingAt(context)));
    found.forEach((each, at) => {
      const take = TAKE[each.kind];
      wanted.next = found.slice(at + 1, at + 6);
      if (take) take(wanted, each);
      else wanted.notes.push(each.text);
    });
    settleSeveral(wanted);
    settleWaiting(wanted);
    if (wanted.gifts.length) (wanted.items.length ? wanted.marks : wanted.hards).push(`「${wanted.gifts.join("、")}」算几份？`);
    return wanted;
  };

  return wantedIn;
})();
