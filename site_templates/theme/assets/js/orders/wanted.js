/* What stands behind a name in a 接龙: what and how many, with the reasons to ask. */
"use strict";
var qunli = qunli || {};

/**
 * `isCounted` false: not in the totals until somebody says so. `known` are the things that this 接龙 is about.
 * @typedef {{item: string, portions: number, unit: string}} Ordered
 * @typedef {{number: number, name: string, items: Ordered[], note: string, time: string, doubt: string, isCounted: boolean,
 *   isCancelled: boolean, isChange: boolean, isPlain: boolean, words: string[], raw: string}} Order
 * @typedef {{offered: Offered[], known: string[]}} OrderContext
 * @typedef {{text: string, name: string, isKnown: boolean, from: number, to: number}} OrderWords
 * @typedef {{items: Ordered[], notes: string[], waiting: OrderWords[], time: string, whys: string[], hards: string[], isChange: boolean,
 *   isAdding: boolean, isReplacing: boolean, isNoted: boolean, isFirst: boolean, isInside: boolean, end: number, big: number[],
 *   context: OrderContext}} Wanted
 */

qunli.orderWanted = (() => {
  const { plain, tokens, offers } = qunli;
  const NOTE = /^(?:不|少|多|加|免|微|中辣|特辣|重|轻|清|去|走|自提|自取|堂食|打包|外带|外卖|送|快递|配送|到付|已|付|收到|谢|辛苦|感谢|老板|麻烦|尽量|早|晚|备注|要?[热冰温冷凉辣甜咸](?!面|饮|粉)|半糖|全糖|无糖|放|给|帮|分开|单独|带|代|和昨天|来取|取|拿|领|有|没|无|可|全要|家里|尾号|电话|手机|第一次|的|了|哈|啦|呀|哦|吧)|过敏|忌口|不要|不放|别放|唔该|多谢|拜托|麻烦|宝宝吃|小孩吃|老人吃|自提|备注|门口|前台|保安|驿站|丰巢/;
  const TASTE = /[辣糖冰葱蒜姜油盐]$|香菜$/;
  const FILLER = /^(?:我|也|算|报名|参加|接龙|来|要|订|想|到时候|时候|到|先|是|啊|吧|哦|呀|哈|啦|嗯|一个|一共|总共|共|合计|的|了|再|和|跟|or)+$/;
  const FOR_OTHERS = /^(?:帮|给|替).*(?:带|拿|订|要|接)的?$/;
  const MOST = 20; // a bare number above it is a door, a price or the end of a telephone number
  const HUGE = 100;

  /** @type {(wanted: Wanted, item: string, found: OrderToken) => void} */
  const put = (wanted, item, found) => {
    if (found.amount >= HUGE) wanted.hards.push(`「${found.text.trim()}」份数很大，对一下`);
    if (found.amount === 0) wanted.hards.push("写的是 0");
    wanted.items.push({ item, portions: found.amount, unit: found.unit });
    wanted.isNoted = false;
    wanted.end = found.to;
  };

  /** @type {(wanted: Wanted, found: OrderToken) => void} an amount that belongs to nothing named right before it */
  const putAlone = (wanted, found) => {
    const last = wanted.items[wanted.items.length - 1];
    if (wanted.isReplacing && last) last.portions = found.amount;
    else if (wanted.isAdding && last) last.portions += found.amount;
    else if (last && found.why === "bare" && !wanted.isFirst) wanted.notes.push(found.text);
    else {
      if (wanted.isReplacing) wanted.isChange = true;
      put(wanted, "", found);
    }
  };

  /** @type {(wanted: Wanted, found: OrderToken) => void} */
  const takeAmount = (wanted, found) => {
    if (found.why === "bare" && found.amount > MOST) {
      wanted.big.push(found.amount);
      wanted.notes.push(found.text);
      return;
    }
    const named = wanted.waiting.pop();
    if (named && wanted.isReplacing) wanted.hards.push("改了东西，看不准改成什么");
    if (named) put(wanted, named.name, found);
    else putAlone(wanted, found);
    if (wanted.isInside && wanted.items.length > 1 && !wanted.isReplacing) wanted.hards.push("括号里又写了数");
    wanted.isReplacing = false;
    wanted.isAdding = false;
  };

  /** @type {(wanted: Wanted, found: OrderToken) => void} */
  const takeEach = (wanted, found) => {
    const waiting = wanted.waiting.map((each) => each.name);
    const names = waiting.length ? waiting : wanted.context.known;
    if (names.length < 2) wanted.hards.push("写了「各」，看不出是哪几样");
    wanted.waiting = [];
    for (const name of names.length ? names : [""]) put(wanted, name, found);
  };

  /** @type {(wanted: Wanted, found: OrderToken) => void} */
  const takeSizes = (wanted, found) => {
    const named = wanted.waiting.pop();
    const item = named ? named.name : "";
    wanted.items.push({ item: `${item}${found.unit[0]}份`, portions: found.amount, unit: "" });
    wanted.items.push({ item: `${item}${found.unit[1]}份`, portions: Number(found.why), unit: "" });
  };

  /** @type {(text: string) => string} */
  const cleaned = (text) => {
    const bare = text.replace(/[^\u3400-\u9fffA-Za-z0-9]+/g, "");
    return bare.replace(/^(?:我也要|我要|我来|算我|帮我|给我|想要|一起|还要|以及|要|来|订|定)+(?=.)/, "").replace(/(.)[的吧啊呀哦啦哈了]+$/, "$1");
  };

  /** @type {(text: string, known: string[], meant: string | null) => boolean} */
  const isNote = (text, known, meant) => {
    if (known.some((name) => name.startsWith(text))) return false;
    return NOTE.test(text) || (meant === "" && TASTE.test(text));
  };

  /** @type {(wanted: Wanted, found: OrderToken) => void} */
  const takeText = (wanted, found) => {
    const bare = found.text.replace(/[^\u3400-\u9fffA-Za-z0-9]+/g, "");
    if (FOR_OTHERS.test(bare)) wanted.isAdding = true;
    if (FOR_OTHERS.test(bare)) wanted.notes.push(bare);
    else if (bare && !FILLER.test(bare)) takeWords(wanted, found, isNote(bare, wanted.context.known, "x") ? bare : cleaned(bare));
  };

  /**
   * Words apart, behind an amount: a remark, unless others tell that it is a thing.
   * @type {(wanted: Wanted, text: string) => void}
   */
  const remark = (wanted, text) => {
    wanted.notes.push(text);
    wanted.whys.push(`unknown:${text}`);
  };

  /** @type {(wanted: Wanted, found: OrderToken, text: string) => void} */
  const takeWords = (wanted, found, text) => {
    const last = wanted.items[wanted.items.length - 1];
    const meant = offers.meant(wanted.context.known, text);
    if (isNote(text, wanted.context.known, meant)) {
      wanted.notes.push(text);
      wanted.isNoted = true;
      return;
    }
    if (meant === null) wanted.hards.push(`「${text}」有好几样都像`);
    if (last && !last.item && !wanted.waiting.length) {
      if (meant || found.from === wanted.end) last.item = meant || text;
      else remark(wanted, text);
      wanted.isFirst = last.item !== "";
    } else wanted.waiting.push({ text, name: meant || text, isKnown: Boolean(meant), from: found.from, to: found.to });
  };

  /** @type {(wanted: Wanted, found: OrderToken) => void} */
  const takeItem = (wanted, found) => {
    const last = wanted.items[wanted.items.length - 1];
    const before = wanted.waiting[wanted.waiting.length - 1];
    if (found.why === "size" && before) before.name += found.unit;
    else if (last && !last.item && !wanted.waiting.length && found.why !== "size") {
      last.item = found.unit;
      wanted.isFirst = true;
    } else wanted.waiting.push({ text: found.text, name: found.unit, isKnown: true, from: found.from, to: found.to });
  };

  /** @type {{[kind: string]: (wanted: Wanted, found: OrderToken) => void}} */
  const TAKE = {
    amount: takeAmount, each: takeEach, sizes: takeSizes, text: takeText, item: takeItem,
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
      const named = wanted.waiting.pop();
      put(wanted, named ? named.name : "", { ...found, amount: plain.number(found.text.replace(/^[^\d一二两三四五六七八九十]*/, "").slice(0, 1)) || 1 });
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
    const unnamed = wanted.items.filter((each) => !each.item);
    if (unnamed.length < 2) return;
    const [first, ...rest] = unnamed;
    const sum = rest.reduce((all, each) => all + each.portions, 0);
    if (rest.length > 1 && sum === first.portions) wanted.items = wanted.items.filter((each) => !rest.includes(each));
    else wanted.hards.push("写了好几个数，是加起来还是改了？");
  };

  /** @type {(text: string, context: OrderContext) => Wanted} */
  const wantedIn = (text, context) => {
    /** @type {Wanted} */
    const wanted = {
      items: [], notes: [], waiting: [], time: "", whys: [], hards: [], isChange: false, isAdding: false,
      isReplacing: false, isNoted: false, isFirst: false, isInside: false, end: 0, big: [], context,
    };
    for (const found of tokens.cut(text, offers.codeAt(context.offered))) {
      const take = TAKE[found.kind];
      if (take) take(wanted, found);
      else wanted.notes.push(found.text);
    }
    settleSeveral(wanted);
    const isCoded = wanted.waiting.some((each) => each.isKnown);
    for (const each of wanted.waiting) {
      if (each.isKnown) put(wanted, each.name, { .../** @type {OrderToken} */ (/** @type {unknown} */ (each)), amount: 1, unit: "" });
      else wanted.notes.push(each.text);
      if (!each.isKnown) wanted.whys.push(`unknown:${isCoded ? "" : each.text}`);
    }
    return wanted;
  };

  return wantedIn;
})();
