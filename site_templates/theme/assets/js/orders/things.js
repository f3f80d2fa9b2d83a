/* The words of a 接龙 behind a name: which things they mean, which form of them, and which are remarks. */
"use strict";
var qunli = qunli || {};

qunli.orderThings = (() => {
  const { plain, offers } = qunli;
  const NOTE = /^(?:不|少|多|加|免|微|中辣|特辣|重|轻|清|去|走|自提|自取|堂食|打包|外带|外卖|送|快递|配送|到付|已|付|收到|谢|辛苦|感谢|老板|麻烦|尽量|早|晚|备注|要?[热冰温冷凉辣甜咸](?!面|饮|粉)|半糖|全糖|无糖|放|给|帮|分开|单独|带|代|和昨天|来取|取|拿(?!铁)|领|杀|切(?!糕|面)|剁(?!椒)|处理|也可以|有|没|无|可以|可能|全要|家里|尾号|电话|手机|第一次|的|了|哈|啦|呀|哦|吧)|过敏|忌口|不要|不放|别放|唔该|多谢|拜托|麻烦|宝宝吃|小孩吃|老人吃|自提|备注|门口|前台|保安|驿站|丰巢/;
  const SERVICE = /^(?:自|送|打|外|堂|备|快|配|到|付|已|不|免|加|可)/;
  const REMARKED = /^(.{2,}?)((?:不要|不放|别放|不加|多放|少放|加).+)$/;
  const TASTE = /[辣糖冰葱蒜姜油盐]$|香菜$/;
  const FILLER = /^(?:我|也|算|报名|参加|接龙|来|要|订|想|到时候|时候|到|先|是|啊|吧|哦|呀|哈|啦|嗯|一个|一共|总共|共|合计|的|了|再|和|跟|or)+$/;
  const COLOUR = /^(?:深|浅|藏|米|奶|酒|军|天|墨|玫)?[黑白红蓝绿灰黄粉紫橙棕卡咖藏青杏驼银金](?:色|的)?$|^米色$/;
  const SHADE = /[黑白红蓝绿灰黄粉紫橙棕卡咖青杏驼]/;
  const MIXED = /一半|各半|对半|混/;
  const SAMPLES = /^[二两三四五六七八九十\d]+样$/;

  /** @type {(text: string) => string} */
  const cleaned = (text) => {
    const bare = text.replace(/[^\u3400-\u9fffA-Za-z0-9]+/g, "");
    return bare.replace(/^(?:我也要|我要|我来|算我|帮我|给我|想要|一起|还要|以及|都要|全要|要|来|订|定)+(?=.)/, "").replace(/(.)[的吧啊呀哦啦哈了]+$/, "$1");
  };

  /** @type {(text: string, context: OrderContext, meant: string | null) => boolean} */
  const isNote = (text, { known, above }, meant) => {
    if (known.some((name) => name.startsWith(text))) return false;
    if (text.length > 1 && above.includes(text) && !SERVICE.test(text)) return false;
    return NOTE.test(text) || (meant === "" && TASTE.test(text));
  };

  /** @type {(wanted: Wanted, found: OrderToken) => void} */
  const takeText = (wanted, found) => {
    const bare = found.text.replace(/[^\u3400-\u9fffA-Za-z0-9]+/g, "");
    if (SAMPLES.test(bare) && plain.number(bare.slice(0, -1)) === wanted.context.listed.length) return;
    const [, thing = "", remarked = ""] = REMARKED.exec(bare) || [];
    if (thing && offers.meant(wanted.context.known, thing)) {
      wanted.notes.push(remarked);
      takeWords(wanted, found, thing);
    } else if (bare && !FILLER.test(bare)) takeWords(wanted, found, isNote(bare, wanted.context, "x") ? bare : cleaned(bare));
  };

  /**
   * Words apart, behind an amount: a remark, unless others tell that it is a thing.
   * @type {(wanted: Wanted, text: string) => void}
   */
  const remark = (wanted, text) => {
    wanted.notes.push(text);
    wanted.whys.push(`unknown:${text}`);
  };

  /**
   * Known things written together: 豆浆油条.
   * @type {(known: string[], text: string) => string[]} none where it is not wholly of them
   */
  const joined = (known, text) => {
    const first = known.find((name) => text.startsWith(name));
    if (!first || first === text) return first ? [first] : [];
    const rest = joined(known, text.slice(first.length).replace(/^[和跟与加]/, ""));
    return rest.length ? [first, ...rest] : [];
  };

  /** @type {(wanted: Wanted, found: OrderToken) => boolean} whether an amount is written right behind these words: 黑M1 */
  const isBeforeAmount = ({ next }, found) => {
    const at = next.findIndex((each, nth) => !/^(?:text|form|item)$/.test(each.kind) || each.from !== (nth ? next[nth - 1].to : found.to));
    return at >= 0 && next[at].kind === "amount" && next[at].from === (at ? next[at - 1].to : found.to);
  };

  /** @type {(wanted: Wanted, found: OrderToken) => boolean} whether these words belong to the amount before: 2份酸菜鱼 */
  const isBehind = (wanted, found) => {
    const last = wanted.items[wanted.items.length - 1];
    const isFree = last !== undefined && !last.item && !last.form && !wanted.waiting.length;
    return isFree && (found.from === wanted.end || !isBeforeAmount(wanted, found));
  };

  /** @type {(wanted: Wanted, text: string, meant: string | null) => void} */
  const judgeMeaning = (wanted, text, meant) => {
    if (meant === null) wanted.hards.push(`「${text}」有好几样都像`);
    const rest = meant && text.includes(meant) ? text.replace(meant, "") : "";
    if (meant && (MIXED.test(text) || /[一二两三四五六七八九]/.test(rest))) wanted.hards.push(`「${text}」各是几份？`);
  };

  /** @type {(wanted: Wanted, found: OrderToken, text: string) => void} */
  const takeWords = (wanted, found, text) => {
    const { known } = wanted.context;
    const meant = offers.meant(known, text);
    const isShort = text.length === 1 && !TASTE.test(text) && isBeforeAmount(wanted, found); // 甜5糯5
    if (!isShort && isNote(text, wanted.context, meant)) {
      wanted.notes.push(text);
      wanted.isNoted = true;
      return;
    }
    judgeMeaning(wanted, text, meant);
    const several = known.includes(text) ? [] : joined(known, text);
    if (several.length > 1) several.forEach((name) => wait(wanted, found, name, true));
    else if (!meant && COLOUR.test(text)) takeForm(wanted, { ...found, unit: text.replace(/的$/, "") });
    else takeThing(wanted, found, text, meant || "");
  };

  /** @type {(wanted: Wanted, found: OrderToken, name: string, isKnown: boolean, isForm?: boolean) => void} */
  const wait = (wanted, { text, from, to }, name, isKnown, isForm = false) => {
    const before = wanted.waiting[wanted.waiting.length - 1];
    const isSame = !before || !before.isForm || COLOUR.test(before.name) === COLOUR.test(name);
    const isNextForm = wanted.next.length > 0 && wanted.next[0].kind === "form" && wanted.next[0].from === to;
    if (isForm && !isSame && !(COLOUR.test(name) && isNextForm)) {
      Object.assign(before, { name: before.name.replace(/色$/, "") + name, text: before.text + text, to });
    } else wanted.waiting.push({ text, name, isKnown, isForm, from, to });
  };

  /** @type {(wanted: Wanted, found: OrderToken, text: string, meant: string) => void} */
  const takeThing = (wanted, found, text, meant) => {
    const last = wanted.items[wanted.items.length - 1];
    if (meant && text.length > meant.length && text.replace(meant, "").replace(/^的|的$/, "")) wanted.notes.push(text);
    if (!last || last.item || wanted.waiting.length || !isBehind(wanted, found)) wait(wanted, found, meant || text, Boolean(meant));
    else {
      if (meant || found.from === wanted.end) last.item = meant || text;
      else remark(wanted, text);
      wanted.isFirst = last.item !== "";
      wanted.isTrailing = wanted.isFirst;
      wanted.end = found.to;
    }
  };

  /** @type {(wanted: Wanted, found: OrderToken) => boolean} whether a form tells more of what stands before: A款1件 黑色 M */
  const isMore = (wanted, found) => {
    const last = wanted.items[wanted.items.length - 1];
    if (!last || wanted.waiting.length || !(wanted.isTrailing || (last.item && !last.form))) return false;
    const [first, second] = wanted.next;
    const isNext = first && (first.kind === "amount" || (first.text === " " && second && second.kind === "amount"));
    return !isNext && !isBeforeAmount(wanted, found);
  };

  /** @type {(wanted: Wanted, found: OrderToken) => void} 3段, XL, 黑色 */
  const takeForm = (wanted, found) => {
    const last = wanted.items[wanted.items.length - 1];
    const name = found.unit || found.text;
    if (!isBehind(wanted, found) && !isMore(wanted, found)) wait(wanted, found, name, true, true);
    else if (!last.item.endsWith(name)) addForm(wanted, found, last, name);
  };

  /** @type {(wanted: Wanted, found: OrderToken, last: Ordered, name: string) => void} */
  const addForm = (wanted, found, last, name) => {
    const before = last.form || "";
    const isLitres = found.text === "L" && last.unit === "" && !before && wanted.end === found.from;
    if (isLitres) wanted.hards.push(`「${last.portions}L」是 ${last.portions} 件 L 码，还是 ${last.portions} 升？`);
    if (before && COLOUR.test(name) && SHADE.test(before)) wanted.hards.push(`「${before}${name}」各是几份？`);
    last.form = before.replace(/色$/, "") + name;
    wanted.isFirst = true;
    wanted.isTrailing = true;
    wanted.end = found.to;
  };

  /** @type {(wanted: Wanted, found: OrderToken) => void} */
  const takeItem = (wanted, found) => {
    const last = wanted.items[wanted.items.length - 1];
    const before = wanted.waiting[wanted.waiting.length - 1];
    if (before && found.why === "size") before.name += found.unit;
    else if (found.why !== "size" && isBehind(wanted, found)) {
      last.item = found.unit;
      wanted.isFirst = true;
      wanted.end = found.to;
    } else wait(wanted, found, found.unit, true);
  };

  /**
   * The tokens without the words that belong to a letter beside them: 套餐 of 套餐A, 款 of A款.
   * @type {(found: OrderToken[]) => OrderToken[]}
   */
  const withoutClass = (found) => found.map((each, at) => {
    const [before, after] = [found[at - 1], found[at + 1]];
    if (each.kind !== "text") return each;
    let { text, from, to } = each;
    while (text && before && before.kind === "item" && before.to === each.from && before.unit.includes(text[0])) [text, from] = [text.slice(1), from + 1];
    while (text && after && after.kind === "item" && after.from === each.to && after.unit.includes(text[text.length - 1])) [text, to] = [text.slice(0, -1), to - 1];
    return { ...each, text, from, to };
  }).filter((each) => each.text);

  return { takeText, takeForm, takeItem, withoutClass };
})();
