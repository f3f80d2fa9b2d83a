/* What a 接龙 offers, read from the words above it: things with a letter or a price. */
"use strict";
var qunli = qunli || {};

/** @typedef {{code: string, name: string, price: number}} Offered */

qunli.offers = (() => {
  const { plain, tokens } = qunli;
  const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩";
  const CODED = /(^|[ ,;:/|.\])])([A-Za-z]\d?|[①-⑩]|\d{1,2}号)[.,:)\-\] ]*([^ ,;/|.:¥￥$\d()①-⑩A-Z][^ ,;|:¥￥$\d()①-⑩]*?)(?=$|[ ,;|:¥￥$\d()①-⑩])[ :]*(?:[¥￥$]? ?(\d+(?:\.\d+)?))?/g;
  const NAME = "([\\u3400-\\u9fff]{2,9}\\d+(?:\\.\\d+)?(?:[斤只个枚片人粒条盒袋包]装|ml|ML|L|kg|KG|g|毫升|升|克|抽)|\\d+(?:-\\d+)?人(?:桌|套?餐)|\\d+[斤只个枚片人粒条盒袋包]装|[\\u3400-\\u9fff]{1,9}[A-Z](?![A-Za-z])|[A-Za-z]?[\\u3400-\\u9fff]{2,10}|[A-Za-z][\\u3400-\\u9fff])";
  const PRICED = new RegExp(`${NAME}[ :]*[¥￥]? ?(\\d+(?:\\.\\d+)?) ?(?:元|块|/|一[份个盒碗只条斤袋瓶箱套件杯])`, "g");
  const LISTED = new RegExp(`${NAME}[ :]*[¥￥]? ?(\\d{1,3}(?:\\.\\d+)?)(?=[ ,;/.]|$)`, "g");
  const ALONE = new RegExp(`^[^\\u3400-\\u9fffA-Za-z\\d]*${NAME}[ :]*[¥￥]? ?\\d{1,3}(?:\\.\\d+)?$`);
  const PACK = /([\u3400-\u9fff]{2,}) ?\d+(?:\.\d+)?[斤只个枚片粒条袋盒](?: +|\/)(?=[¥￥]? ?\d+(?:\.\d+)?$)/;
  const EACH_PACK = /\d[斤只个枚片粒条盒袋包]装/g;
  const OF_PACK = /(?![规包净重分数每一])([\u3400-\u9fff]{2,9})[ :]+(?=\d+(?:\.\d+)?[斤只个枚片粒条盒袋包]装)/g;
  const RUN = /(?:^|[ ,:()])([\u3400-\u9fff]{1,6}(?:\/[\u3400-\u9fff]{1,6})+)(?=$|[ ,;:()!.])/;
  const NO_KIND = /自提|送|快递|微信|支付|现金|男|女|上午|下午|中午|晚上|周|明天|今天|付/;
  const LITRES = /^\d+(?:\.\d+)?L(?![A-Za-z])/;
  const PACKED = new RegExp(`^\\d+(?:\\.\\d+)?[\\u3400-\\u9fff](?= ?(?:[x*]\\d|${tokens.NUM}${tokens.UNIT}))`);
  const CLASS = /^(?:套?餐|款|组|套|档|类|班|区)$/;
  const NO_THING = /接龙|团购|买.送|^[整半][份个盒碗只条斤袋瓶箱套件]$|截止|截单|接$|^按|起送|满|运费|配送|共计|合计|预付|定金|时间|只要|原价|特价|现价|优惠|每[份个盒碗只条斤袋瓶箱套件杯]?$|^[每一两三]/;

  const SAID = /^(?:今天|今日|今晚|明天|明日|本店|老板|新鲜|现做)?[的有]?/;

  /** @type {(codes: string[]) => boolean} */
  const inTurn = (codes) => {
    const places = codes.map((code) => (/^[A-Z]/.test(code) ? code.charCodeAt(0) : parseInt(code, 10)));
    return codes.length > 1 && places.every((place, nth) => nth === 0 || place >= places[nth - 1]);
  };

  /** @type {(code: string) => string} */
  const codeOf = (code) => {
    const circled = CIRCLED.indexOf(code);
    return circled < 0 ? code.toUpperCase() : `${circled + 1}号`;
  };

  /** @type {(text: string, rule: RegExp) => RegExpExecArray[]} */
  const every = (text, rule) => {
    const found = [];
    rule.lastIndex = 0;
    for (let match = rule.exec(text); match; match = rule.exec(text)) found.push(match);
    return found;
  };

  /** @type {(found: RegExpExecArray[][]) => RegExpExecArray[]} */
  const joined = (found) => found.reduce((all, some) => all.concat(some), []);

  /** @type {(headings: string[]) => Offered[]} */
  const coded = (headings) => {
    const found = joined(headings.map((line) => every(line, CODED)));
    const things = found.map((match) => ({
      code: codeOf(match[2]), name: CLASS.test(match[3].trim()) ? match[2] + match[3].trim() : match[3].trim(), price: Number(match[4] || 0),
    }));
    return inTurn(things.map((thing) => thing.code)) ? things : [];
  };

  /** @type {(headings: string[], rule: RegExp) => Offered[]} */
  const priced = (headings, rule) => {
    const found = joined(headings.map((line) => every(line, rule)));
    const things = found.map((match) => ({ code: "", name: match[1].replace(SAID, ""), price: Number(match[2]) }));
    return things.filter((thing) => !NO_THING.test(thing.name));
  };

  /**
   * Numbers before things as the codes by which they are ordered.
   * @type {(line: string) => string}
   */
  const withCode = (line) => (/^\d{1,2}[. ,)]/.test(line) ? line.replace(/(^| )(\d{1,2})[. ,)]+(?=[\u3400-\u9fff])/g, "$1$2号 ") : line);

  /**
   * 套餐A and 套餐B, A餐 and B餐: their letters are enough.
   * @type {(things: Offered[]) => Offered[]}
   */
  const lettered = (things) => {
    const letters = things.map(({ code, name }) => code || (/^[A-Z](?![A-Z])|[A-Z]$/.exec(name) || [""])[0]);
    const isTold = letters.filter(Boolean).length > 1 && new Set(letters.filter(Boolean)).size === letters.filter(Boolean).length;
    return isTold ? things.map((thing, at) => ({ ...thing, code: letters[at] })) : things;
  };

  /** 红薯 5斤装 as one name, where each thing has one pack; of several packs of a thing each is one. @type {(headings: string[]) => string[]} */
  const withPack = (headings) => {
    const [names, packs] = [OF_PACK, EACH_PACK].map((rule) => joined(headings.map((line) => every(line, rule))));
    const isOwn = packs.length > 0 && new Set(names.map((found) => found[1])).size === packs.length;
    return isOwn ? headings.map((line) => line.replace(OF_PACK, "$1")) : headings;
  };

  /**
   * @param {string[]} folded
   * @returns {Offered[]}
   */
  const read = (folded) => {
    const headings = withPack(folded);
    const things = coded(headings.map(withCode));
    const alone = headings.map((line) => line.trim().replace(PACK, "$1 ")).filter((line) => ALONE.test(line));
    const bare = [...headings.map((line) => [line]), alone].map((lines) => priced(lines, LISTED)).filter((some) => some.length > 1);
    return lettered([things, priced(headings, PRICED), ...bare].sort((one, two) => two.length - one.length)[0]);
  };

  /**
   * Things with signs between and without prices: 现做：红烧肉、清蒸鱼.
   * @type {(headings: string[]) => string[]}
   */
  const enumerated = (headings) => {
    const things = headings.filter((line) => !/自提|取货|地点|地址|配送|时间/.test(line)).map((line) => line.replace(/^[^:]*:/, ""));
    const rows = things.map((line) => line.split(/[ ,;.!]*[,/|][ ,;.!]*/).map((word) => word.trim().replace(SAID, "")));
    const row = rows.find((words) => words.length > 1 && words.every((word) => /^(?:[\u3400-\u9fff]+ )?[\u3400-\u9fff]{2,7}$/.test(word) && !NO_THING.test(word)));
    const run = things.map((line) => RUN.exec(line)).filter((found) => found && !NO_KIND.test(found[1]))[0];
    if (row) return row.map((word) => word.replace(/^.* /, ""));
    return run ? run[1].split("/") : [];
  };

  /** @type {(kind: string, words: string, from: number, more: Partial<OrderToken>) => OrderToken} */
  const at = (kind, words, from, more) => tokens.token(kind, /** @type {RegExpExecArray} */ (Object.assign([words], { index: from })), more);

  /**
   * A known thing at a place whose name holds a letter or a numeral, which are no amounts there: 套餐A, 四人餐, 5斤 of 5斤装.
   * @type {(known: string[], text: string, from: number) => OrderToken[]}
   */
  const literal = (known, text, from) => {
    if (/[A-Za-z\d.]/.test(text[from - 1] || "") && /[A-Za-z\d]/.test(text[from])) return [];
    const pack = known.find((name) => /^\d+.装$/.test(name) && text.startsWith(name.slice(0, -1), from) && /^ ?的? ?[x*\d一二两三]/.test(text.slice(from + name.length - 1)));
    if (pack) return [at("item", pack.slice(0, -1), from, { unit: pack })];
    const [name] = known.filter((each) => each.length > 1 && text.startsWith(each, from)).sort((one, two) => two.length - one.length);
    return name && /[A-Za-z\d一二两三四五六七八九十半双]/.test(name) ? [at("item", name, from, { unit: name })] : [];
  };

  /**
   * A numeral right before a known thing: 一原味一草莓味.
   * @type {(known: string[], text: string, from: number) => OrderToken[]}
   */
  const counted = (known, text, from) => {
    const isNext = (/** @type {number} */ place) => known.some((name) => name.length > 1 && text.startsWith(name, place));
    const [digits] = /^\d{1,2}(?=[\u3400-\u9fff])/.exec(text.slice(from)) || [""];
    if (digits && isNext(from + digits.length)) return [at("amount", digits, from, { amount: Number(digits), why: "bare" })];
    if (!/[一二两三四五六七八九十]/.test(text[from]) || isNext(from) || !isNext(from + 1)) return [];
    const isApart = !/[\u3400-\u9fff]/.test(text[from - 1] || "") || known.some((name) => text.slice(0, from).endsWith(name));
    return isApart ? [at("amount", text[from], from, { amount: plain.number(text[from]), why: "bare" })] : [];
  };

  /**
   * A measure that stands in the heading, 5L or 60粒 before 2瓶.
   * @type {(above: string, text: string, from: number) => OrderToken[]}
   */
  const measure = (above, text, from) => {
    const [litres, pack] = [LITRES.exec(text.slice(from)), PACKED.exec(text.slice(from))];
    const found = [litres, pack].find((each) => each !== null && above.includes(each[0]));
    return found && !/[\d.]/.test(text[from - 1] || "") ? [at("form", found[0], from, {})] : [];
  };

  /**
   * Reads things at a place by name, or by letters of what is offered: A2 gives A, AB各1 gives A and B.
   * @type {(context: OrderContext) => (text: string, from: number) => OrderToken[]}
   */
  const thingAt = ({ offered, known, above }) => (text, from) => {
    const [named] = [literal(known, text, from), counted(known, text, from), measure(above, text, from)].filter((some) => some.length);
    if (named) return named;
    const run = /^(?:[A-Za-z]\d?(?![A-WYZa-wyz\d]|[xX]\D)|[A-Za-z](?=\d?[x*X]?\d*)|[①-⑩]|\d{1,2}号(?!楼|院|桌|台|线|店))+/.exec(text.slice(from, from + 12));
    if (!run || (from > 0 && /[A-Za-z\d]/.test(text[from - 1]) && !/[\d]/.test(text[from - 1]))) return [];
    return codesIn(offered, run[0], from);
  };

  /** @type {(offered: Offered[], run: string, from: number) => OrderToken[]} */
  const codesIn = (offered, run, from) => {
    const found = [];
    let place = 0;
    while (place < run.length) {
      const rest = codeOf(run[place]) === run[place].toUpperCase() ? run.slice(place).toUpperCase() : codeOf(run[place]);
      const mine = offered.find((thing) => thing.code !== "" && rest.startsWith(thing.code));
      if (!mine) break;
      const length = CIRCLED.includes(run[place]) ? 1 : mine.code.length;
      const match = /** @type {RegExpExecArray} */ (Object.assign([run.slice(place, place + length)], { index: from + place }));
      found.push(tokens.token("item", match, { unit: mine.name }));
      place += length;
    }
    return found;
  };

  const letters = (/** @type {string} */ words) => Array.from(words).sort().join("");

  /**
   * The offered thing that these words mean: "" for none, null for several.
   * @type {(offered: string[], words: string) => string | null}
   */
  const meant = (offered, words) => {
    const exact = offered.find((name) => plain.fold(name) === words);
    if (exact !== undefined) return exact;
    const turned = offered.find((name) => letters(name) === letters(words));
    if (turned !== undefined) return turned;
    const near = offered.filter((name) => name.includes(words) || words.includes(name));
    const longest = near.filter((name) => words.includes(name)).sort((one, two) => two.length - one.length);
    if (longest.length) return longest[0];
    if (near.length > 1) return null;
    return near[0] || "";
  };

  return { read, enumerated, thingAt, meant };
})();
