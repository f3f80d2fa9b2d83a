/* What stands behind a name, cut into tokens: how many, what is no number of portions (telephone, door, hour, price), words
   that add or change, and the words between. Each rule is tried where the last one ended. */
"use strict";
var qunli = qunli || {};

/**
 * `amount` of a token is how many; `isEach`: of every thing named before; `isGlued`: no sign of an amount but a bare number;
 * `isUnsure`: it can be read in two ways.
 * @typedef {{kind: string, text: string, from: number, to: number, amount: number, unit: string, why: string}} OrderToken
 */

qunli.tokens = (() => {
  const { plain } = qunli;
  const CN = "[一二两三四五六七八九]百(?:零[一二三四五六七八九]|[一二三四五六七八九](?:十[一二三四五六七八九]?)?)?|[二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九壹贰叁拾廿半]";
  const NUM = `(?:\\d+(?:\\.\\d+)?|${CN})`;
  const UNIT = "(?:公斤|千克|kg|KG|Kg|pcs?|PCS?|[大中小][份碗杯盒袋箱](?! ?[x*+]?\\d)|人份|个人|两(?![份个盒碗只条斤袋包瓶箱套件杯串片根打桶罐把颗粒朵束对双单位人名张本支枝盘碟锅笼屉例席捆筐枚棵])|[份个盒碗只条斤袋包瓶箱套件杯串片根打桶罐把颗粒朵束对双单位人名张本支枝盘碟锅笼屉例席捆筐枚棵尾听板扎提排捧块斗盆壶扇副捅客组节桌])(?!月|元|钱|装(?=[ \\dx*一二两三]|$))";
  const TAKE = "(?:前|左右|以后|之后|后|多)?(?:过)?(?:来|去|到|送)?(?:店)?(?:自提|取货|取餐|取|拿|领|自取|送到|送|到)?";
  const SPAN = "(?:早上|早晨|上午|中午|下午|傍晚|晚上|今晚|明早|明晚|今天|明天|后天|早|晚)";
  const HOUR = `(?:\\d{1,2}|${CN})(?:点|时)(?:半|[一三]刻|\\d{1,2}分?|${CN})?(?:钟|整)?`;

  /** @type {(source: string) => RegExp} */
  const at = (source) => new RegExp(source, "y");

  /** What is no number of portions, in this order. */
  const NOTES = [
    ["phone", at("(?:(?:电话|手机|tel|TEL|☎)\\D{0,2})?(?:1[3-9]\\d[ -]?[\\d*]{4}[ -]?\\d{4}(?!\\d)|\\d{7,})")],
    ["tail", at("(?:手机|电话)?(?:尾号|末尾|后四位|末四位)(?:是|[: ])*\\d{2,4}")],
    ["phone", at("(?:电话|手机|微信|vx|VX|QQ|qq|工号|学号|会员|订单)(?:号)?(?:是|[: ])*[\\dA-Za-z*-]{3,}")],
    ["picture", at("\\[[\\u3400-\\u9fffA-Za-z]{1,6}\\]")],
    ["mention", at("@[^ ,;:@]+")],
    ["date", at("\\d{4}[-/年.]\\d{1,2}[-/月.]\\d{1,2}日?|\\d{1,2}月\\d{1,2}[日号]?")],
    ["date", at("\\d{1,2}/\\d{1,2}(?=来|取|拿|自提|送|前|到)[来取拿自提送前到]+")],
    ["date", at("(?:周|星期|礼拜)[一二三四五六日天](?!份)")],
    ["time", at(`${SPAN}*(?:\\d{1,2}:\\d{2}(?::\\d{2})?|${HOUR})(?:[-~到至](?:\\d{1,2}:\\d{2}|${HOUR}))?${TAKE}`)],
    ["time", at(`\\d{1,2}(?::\\d{2})? ?(?:am|pm|AM|PM)${TAKE}`)],
    ["time", at("\\d{1,2}[.]\\d{1,2}(?=前|后|左右|来|到|去|取|拿|自提|送)[前后左右来到去取拿自提送]+")],
    ["date", at("\\d{1,2}[号日](?=来|去|取|拿|自提|送|要|到)(?:来|去)?[取拿自提送要到]+")],
    ["range", at(`(?:好几|几|若干|[几数](?:十|百)|十几|(?:十|百|[二三四五六七八九]十)[来多几])${UNIT}`)],
    ["range", at(`${NUM}个半${UNIT}`)],
    ["range", at(`\\d+[,/]\\d+ ?${UNIT}`)],
    ["range", at(`(?:${NUM})(?:[-~到至]|或者?)(?:${NUM})${UNIT}|(?:一两|一二|两三|二三|三四|四五|五六|六七|七八|八九)${UNIT}|${NUM}(?:${UNIT})?或者?${NUM}${UNIT}`)],
    ["price", at("[x*@]\\d+(?:\\.\\d+)?(?:元|块)?=\\d+(?:\\.\\d+)?(?:元|块)?|=\\d+(?:\\.\\d+)?(?:元|块)?")],
    ["price", at("[¥￥$]\\d+(?:\\.\\d+)?(?:/[^\\d\\s,;]{1,2})?")],
    ["price", at(`\\d+(?:\\.\\d+)?(?:元|块钱|圆|rmb|RMB)(?:/?(?:一|每)?${UNIT})?`)],
    ["price", at(`\\d+(?:\\.\\d+)?/${UNIT}`)],
    ["price", at("(?:一共|总共|共计|合计|总计|共|计|已?付款?|已?转账?|已收|红包)(?:了|: ?| )?\\d+(?:\\.\\d+)?(?:元|块)?(?![\\d份个盒碗只条斤大小人位桌])")],
    ["room", at("\\d{1,3}(?:栋|幢|座|号楼|号院|号桌|号台|单元|#)-?(?:\\d{1,2}(?:单元|门)-?)?(?:\\d{1,4}(?:室|号|房|户)?)?")],
    ["room", at("[A-Za-z东南西北](?:座|栋|幢|区)-?\\d{0,4}(?:室|号|房)?|\\d{1,3}-\\d{1,2}-\\d{3,4}|\\d{1,3}-\\d{3,4}")],
    ["room", at("\\d{2,4}(?:室|房|户|号房)|\\d{3,4}号|\\d{1,4}(?:弄|巷|路|楼|层)(?:\\d{1,4}号)?")],
    ["gift", at(`[买满](?:${NUM})(?:${UNIT})?[送赠](?:${NUM})(?:${UNIT})?`)],
    ["helper", at("[帮给替代][^ ,;()+]{1,10}?(?:带|拿|订|要|接|买)(?:的|了)?")],
    ["taste", at("(?:[一三五七]|\\d{1,2})[分成](?:糖|甜|辣|冰)|(?:半|全|无|微|少|多|正常)糖|(?:少|去|多|微|正常|不加)冰|(?:常温|热)(?= ?[\\dx*]|[ ,;)]|$)")],
    ["place", at("[东南西北][大小侧]?门口?")],
    ["size", at(`分(?:${NUM})[次批](?:[拿取送]货?)?`)],
    ["size", at("第(?:\\d+|[一二两三四五六七八九十])[次回个位名]|\\d{1,3}号")],
    ["size", at("\\d+(?:\\.\\d+)?(?:度|分钟|小时|天|周?岁半?|年级|[年班期路%]|分熟|成熟|个月|月)")],
  ];
  // What tells one of a thing from another: stage, size, measure.
  const FORM = at(`\\d{1,2}段|\\d{2,3}(?:\\.5)?码|\\d{2,3}(?:cm|CM)|\\d{1,2}(?:英寸|寸)|\\d+(?:\\.\\d+)?(?:ml|ML|mL|毫升|升|克|g(?![A-Za-z])|[Ll](?= ?(?:[x*]|${NUM}${UNIT})))|\\d+(?:\\.\\d+)?[斤只个枚片人粒条盒袋包]装|\\d+次卡|\\d+抽|第\\d+[辑册集卷季]|(?:\\d+(?:-\\d+)?|[双四六八十])人(?:桌|套?餐)|\\d{1,2}号(?= ?(?:[x*]|${NUM}${UNIT}))|\\d+(?:\\.\\d+)?两[公母]|均码`);
  const MEASURED = at(`\\d+(?:\\.\\d+)?(?:ml|ML|mL|毫升|升|克|kg|KG|g|[Ll])装`);
  const LETTERS = at("(?:\\d?X{1,4}[SL]|[SML]|NB|\\dXL)(?![A-WYZa-wyz]|X(?!\\d))[码号]?|(?:\\d?x{0,4}[sl]|m|nb)[码号]|x{1,4}l(?![A-Za-z])");
  const CHANGE = at("(?:变?更改?|改|换|变|更正)(?:成|为|到|要|订|一下)?(?!天)|->|=>|→|⇒");
  const ADD = at(`(?:再|另|又|还)(?:外)?(?:加|要|来|订|带)?(?=${NUM}${UNIT})|外加|加(?=${NUM}${UNIT})|追加`);
  const SIZED = at("[大中小][份碗杯盒号](?= ?[x*+]?\\d)");
  const EACH = at(`(?:各样?|每样|每种|一样(?=${NUM})|都)(?:要|来|加|订)? ?(?:(${NUM}) ?(${UNIT})?)|(?:全都?|都|各样?)部?(?:要|来)(?=[ ,;.!()]|$|${NUM})`);
  const SIZES = at(`(${NUM})(大|中)(?:份|碗|杯|的|盒)?[ ,+]?(${NUM})(小|中)(?:份|碗|杯|的|盒)?`);
  const ONE_SIZE = at(`(${NUM})([大小])(?:份|的|人)?(?=[ ,;)+]|$)`);
  const SCALED = at(`(${NUM})斤(${NUM})两`);
  const SIGNED = at(`(?:[+x*X] ?|加(?=[\\d一二两三](?:$|[ ,;])))(${NUM}) ?(${UNIT})?(半)?(?![\\d号段码寸])`);
  const COUNTED = at(`(?:要|来|订|定|约)? ?(${NUM})(${UNIT}| ${UNIT}(?![\\u3400-\\u9fff]))(半)?`);
  const PAIR = at(`([俩仨]|双(?=份))(${UNIT})?`);
  const BARE = at("(\\d{1,6}(?:\\.\\d)?)(?!\\d)");
  const ALONE = at(`(${CN})(?=[ ,;)]|$)`);
  const GAP = at("[ ,;/|+&()\\[\\]:!?<>\"'·.~-]|和|与|跟");
  const LATIN = at(`[A-Za-z_]+?(?=[xX*]\\d)|[A-Za-z_]+\\d{1,4}(?= ?[x*+]| ?${NUM}${UNIT}| \\d)|[A-Za-z_]+`);

  /** @type {(rule: RegExp, text: string, from: number) => RegExpExecArray | null} */
  const tried = (rule, text, from) => {
    rule.lastIndex = from;
    return rule.exec(text);
  };

  /** @type {(kind: string, found: RegExpExecArray, more?: Partial<OrderToken>) => OrderToken} */
  const token = (kind, found, more = {}) => (
    { kind, text: found[0], from: found.index, to: found.index + found[0].length, amount: 0, unit: "", why: "", ...more }
  );

  /** @type {(number: string, half?: string) => number} */
  const counted = (number, half = "") => plain.number(number) + (half ? 0.5 : 0);

  /** @type {(text: string, from: number) => OrderToken | null} */
  const noted = (text, from) => {
    for (const [kind, rule] of /** @type {[string, RegExp][]} */ (NOTES)) {
      const found = tried(rule, text, from);
      if (found) return token(kind, found);
    }
    return null;
  };

  /** @type {(text: string, from: number) => OrderToken | null} */
  const each = (text, from) => {
    const found = tried(EACH, text, from);
    return found && token("each", found, { amount: found[1] ? counted(found[1]) : 1, unit: found[2] || "" });
  };

  /** @type {(text: string, from: number) => OrderToken | null} */
  const amount = (text, from) => {
    const scaled = tried(SCALED, text, from);
    if (scaled) return token("amount", scaled, { amount: (counted(scaled[1]) * 10 + counted(scaled[2])) / 10, unit: "斤" });
    const signed = tried(SIGNED, text, from);
    const counting = tried(COUNTED, text, from);
    // A name may end in a numeral: 李四 两箱.
    const found = signed || (counting && !/[^\d ] [^\d]*$/.test(counting[0]) ? counting : null);
    if (found) return token("amount", found, { amount: counted(found[1], found[3]), unit: (found[2] || "").trim(), why: signed ? "sign" : "" });
    return written(text, from);
  };

  /** @type {(text: string, from: number) => OrderToken | null} 俩, and a numeral that stands alone */
  const written = (text, from) => {
    const pair = tried(PAIR, text, from);
    if (pair) return token("amount", pair, { amount: counted(pair[1]), unit: pair[2] || "" });
    const alone = tried(ALONE, text, from);
    const isApart = from === 0 || text[from - 1] === " ";
    return alone && isApart ? token("amount", alone, { amount: counted(alone[1]), why: "bare" }) : null;
  };

  /** @type {(text: string, from: number) => OrderToken | null} */
  const bare = (text, from) => {
    const found = tried(BARE, text, from);
    return found && token("amount", found, { amount: Number(found[1]), why: "bare" });
  };

  /** @type {(kind: string, rule: RegExp) => (text: string, from: number) => OrderToken | null} */
  const word = (kind, rule) => (text, from) => {
    const found = tried(rule, text, from);
    return found && token(kind, found);
  };

  /** @type {(text: string, from: number) => OrderToken | null} */
  const sizes = (text, from) => {
    const found = tried(SIZES, text, from);
    if (found) return token("sizes", found, { unit: `${found[2]}${found[4]}`, amount: counted(found[1]), why: String(counted(found[3])) });
    const one = tried(ONE_SIZE, text, from);
    return one && token("sizes", one, { unit: one[2], amount: counted(one[1]) });
  };

  /** @type {(text: string, from: number) => OrderToken | null} */
  const sized = (text, from) => {
    const found = tried(SIZED, text, from);
    return found && token("item", found, { unit: found[0], why: "size" });
  };

  const form = word("form", FORM);
  const measured = word("form", MEASURED);
  /** @type {(text: string, from: number) => OrderToken | null} L码 and l码 are L */
  const letters = (text, from) => {
    const found = /[A-Za-z]/.test(text[from - 1] || "") ? null : tried(LETTERS, text, from);
    return found && token("form", found, { unit: found[0].toUpperCase().replace(/[码号]$/, "") });
  };
  const RULES = [word("gap", at(" +")), sizes, sized, measured, form, letters, noted, word("change", CHANGE), word("add", ADD), each, amount, bare, word("gap", GAP), word("text", LATIN)];

  /**
   * The tokens of a folded text; `codeAt` tells the letters of offered things, which go before everything.
   * @type {(text: string, codeAt: (text: string, from: number) => OrderToken[]) => OrderToken[]}
   */
  const cut = (text, codeAt) => {
    /** @type {OrderToken[]} */
    const found = [];
    let from = 0;
    while (from < text.length) {
      const codes = codeAt(text, from);
      const next = codes.length ? codes : [RULES.reduce((known, rule) => known || rule(text, from), /** @type {OrderToken | null} */ (null))];
      const last = found[found.length - 1];
      if (next[0] && next[0].kind === "text" && last && last.kind === "text" && last.to === from) {
        last.text += next[0].text;
        last.to = next[0].to;
      } else if (next[0]) found.push(.../** @type {OrderToken[]} */ (next));
      else if (last && last.kind === "text" && last.to === from) {
        last.text += text[from];
        last.to += 1;
      } else found.push(token("text", /** @type {RegExpExecArray} */ (Object.assign([text[from]], { index: from }))));
      from = found[found.length - 1].to;
    }
    return found;
  };

  return { cut, amount, noted, token, NUM, UNIT };
})();
