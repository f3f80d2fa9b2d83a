/* A line of a 接龙 as an order: read, and judged whether a person would have to ask. */
"use strict";
var qunli = qunli || {};

qunli.orderJudge = (() => {
  const { plain, tokens, orderName, orderWanted } = qunli;
  const CANCEL = new RegExp(`^(?:我|我家|先|都|全部|这单|这次|今天|${tokens.NUM} ?${tokens.UNIT}|[ ,.!~(])*(?:不要了|不要啦|取消了?|已取消|取消订单|划掉了?|退了|退出|退单|退掉了?|不来了|不参加了?|不订了|不接了|不去了|不需要了|作废|删掉|撤了?)[ ,.!~)谢谢啦了哈]*$`);
  const CANCELLING = /取消|划掉|不要了|退了|退款|作废|不来了|不订了|不接了|下次(?:再|吧)|改天|(?:^| )退|减|去掉|扣掉|少[\d一两二三]|[\u3400-\u9fff]-\d/;
  const AMOUNT_FIRST = new RegExp(`^ *((?:\\d{1,2}|[两俩]) ?${tokens.UNIT} *)([\\u3400-\\u9fff]{2,4}|[A-Za-z]{2,10})(?=[ ,]|$)(?!.*${tokens.NUM} ?${tokens.UNIT})`);
  const STRUCK = /[\u0335-\u0338]|~~|❌|✘/;
  const UNSURE = /可能|大概|也许|不一定|待定|看情况|占位|占个|最多|至少|左右|也行|都行|同上|一样(?![一两二三\d])|其中|不对|或|原来|现在|本来|多点|上下|约 ?[\d一二两三四五六七八九十]+(?:\.\d+)?斤|(?:元|块钱?)的|老样子|照旧|还没想好|一家|全家|带.{0,2}(?:老婆|老公|孩|娃|朋友|家人)/;
  const ASKING = /多少|几[点号天时]|[啥什]么?时候|怎么|有没有|有.*[吗么?]$|在哪|哪[里儿]/;
  const MEANT_NONE = /^(?:x|X|\/|-|无|没有|没|不|不用|不要|0)$/;
  const ASIDE = /取消(?:香菜|葱|辣)|(?:葱|香菜|辣椒?|蒜|姜|勺|筷子?)不要了/;

  /** @type {(order: Order, why: string) => void} */
  const doubt = (order, why) => {
    order.doubt = order.doubt || why;
    order.isCounted = false;
  };

  /**
   * A mark on what is counted nevertheless.
   * @type {(order: Order, why: string) => void}
   */
  const mark = (order, why) => {
    order.doubt = order.doubt || why;
  };

  /** @type {(order: Order, content: string, raw: string) => boolean} */
  const isCancelled = (order, content, raw) => {
    const rest = content.trim();
    if (!rest && CANCEL.test(order.name)) Object.assign(order, { isCancelled: true, name: "" });
    else if (CANCEL.test(rest)) order.isCancelled = true;
    else if (STRUCK.test(raw)) {
      order.isCancelled = !/❌|✘/.test(raw);
      if (!order.isCancelled) doubt(order, "有叉，是不要了吗？");
    } else if (CANCELLING.test(rest) && !ASIDE.test(rest)) doubt(order, "写了取消或不要，看不准是全不要还是一部分");
    return order.isCancelled;
  };

  /** @type {(order: Order, wanted: Wanted, content: string) => void} */
  const judgeAmount = (order, wanted, content) => {
    if (order.items.length) {
      if (/^[A-Za-z\u3400-\u9fff]+$/.test(content)) return;
      order.isPlain = false;
      return;
    }
    order.items.push({ item: "", portions: 1, unit: "", form: "" });
    order.isPlain = true;
    if (wanted.big.length) doubt(order, `「${wanted.big.join("、")}」是几份、多少钱，还是门牌？`);
  };

  /** @type {(order: Order, folded: string) => void} */
  const judgeName = (order, folded) => {
    const glued = /^(.*?[\u3400-\u9fffA-Za-z])(\d{1,2})$/.exec(order.name);
    if (/各$/.test(order.name)) doubt(order, "写了「各」，看不出是哪几样");
    if (!order.name) mark(order, "没写名字");
    else if (glued && Number(glued[2]) <= 20 && folded.trim() === plain.fold(order.name)) {
      order.items[0].portions = Number(glued[2]) < 10 ? Number(glued[2]) : 1;
      doubt(order, `「${order.name}」里的 ${glued[2]} 是份数，还是名字？`);
    }
    if (/^[一二两三四五六七八九]?十[一二三四五六七八九]?[份个盒碗]/.test(folded.slice(order.name.length)) && /[\u3400-\u9fff]$/.test(order.name) && order.name.length < 2) {
      doubt(order, "名字和份数连在一起，看不准");
    }
  };

  /** @type {(order: Order, wanted: Wanted) => void} */
  const judgeWords = (order, wanted) => {
    for (const why of wanted.hards) doubt(order, why);
    for (const why of wanted.marks) mark(order, why);
    for (const why of wanted.whys) {
      const [kind, words] = why.split(":");
      if (kind === "unknown" && words && !ASKING.test(words)) order.words.push(words);
    }
  };

  /** Whether somebody asks for the price, the hour or what is left, and orders nothing beside it. @type {(content: string) => boolean} */
  const isAsking = (content) => {
    const clauses = content.match(/[^ ,.;!~()]+/g) || [];
    const rest = clauses.filter((each) => !ASKING.test(each));
    return rest.length < clauses.length && !rest.some((each) => new RegExp(`\\d|${tokens.NUM} ?${tokens.UNIT}`).test(each));
  };

  /** @type {(order: Order, line: OrderLine, text: string, end: number) => void} */
  const judgeSigns = (order, line, text, end) => {
    const [name, content] = [plain.fold(text).slice(0, end), plain.fold(text).slice(end)];
    if (MEANT_NONE.test(content.trim()) || /[\u3400-\u9fff]x$/.test(name)) doubt(order, "是不要的意思吗？");
    if (/(?:^| )[-－−]\d/.test(text.slice(Math.max(0, end - 1)))) doubt(order, "前面有减号，看不准");
    if (UNSURE.test(content)) doubt(order, "没说准，问一句");
    if (isAsking(content)) doubt(order, "是在问，还没说要");
    if (/[?]|[吗么]$|可不可以|能不能/.test(content)) mark(order, "带着问号");
    if (line.isLoose) doubt(order, "前面没有序号，是不是漏接了？");
  };

  /**
   * 3份李四 as 李四 3份.
   * @type {(text: string, context: OrderContext) => string}
   */
  const nameFirst = (text, { known }) => {
    const found = AMOUNT_FIRST.exec(plain.fold(text));
    if (!found || known.some((name) => name.includes(found[2]) || found[2].includes(name))) return text;
    const [behind, name] = [found[0].length, found[0].length - found[2].length];
    return `${text.slice(name, behind)} ${text.slice(0, name).trim()}${text.slice(behind)}`;
  };

  /**
   * @param {OrderLine} line
   * @param {OrderContext} context
   * @returns {Order | null} null for a number with nobody behind it
   */
  const read = (line, context) => {
    const text = nameFirst(line.text, context);
    const folded = plain.fold(text);
    const end = orderName.end(folded, context);
    const content = folded.slice(end);
    const name = text.slice(0, end).replace(/^[\s@,，:：.、·•*-]+|[\s,，:：.、·(（-]+$/g, "").replace(/[\u0335-\u0338]|~~/g, "");
    if (!folded.replace(/[ .,;:_-]/g, "")) return null;
    /** @type {Order} */
    const order = {
      number: line.number, name, items: [], note: "", time: "", doubt: "", isCounted: true, isCancelled: false, isChange: false,
      isPlain: false, words: [], raw: line.raw,
    };
    const wanted = orderWanted(content, context);
    const clock = /^ *\d{1,2}:\d{2} */.exec(name);
    Object.assign(order, { items: wanted.items, note: wanted.notes.join(" "), time: clock ? clock[0].trim() : wanted.time, name: clock ? name.slice(clock[0].length) : name, isChange: wanted.isChange });
    if (isCancelled(order, content, line.raw)) order.items = [];
    else {
      judgeAmount(order, wanted, content);
      judgeName(order, folded);
      judgeWords(order, wanted);
      judgeSigns(order, line, text, end);
    }
    return order;
  };

  return { read, doubt, mark };
})();
