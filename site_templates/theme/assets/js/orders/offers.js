/* What a 接龙 offers, read from the words above it: things with a letter or a price. */
"use strict";
var qunli = qunli || {};

/** @typedef {{code: string, name: string, price: number}} Offered */

qunli.offers = (() => {
  const { plain, tokens } = qunli;
  const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩";
  const CODED = /(^|[ ,;:/|.\])])([A-Za-z]\d?|[①-⑩]|\d{1,2}号)[.:)\-\] ]*([^ ,;/|.:¥￥$\d()①-⑩A-Z][^ ,;|:¥￥$\d()①-⑩]*?)(?=$|[ ,;|:¥￥$\d()①-⑩])[ :]*(?:[¥￥$]? ?(\d+(?:\.\d+)?))?/g;
  const PRICED =
    /(\d+[斤只个枚片人]装|[A-Za-z]?[\u3400-\u9fff]{2,10})[ :]*[¥￥$]? ?(\d+(?:\.\d+)?) ?(?:元|块|\/|一[份个盒碗只条斤袋瓶箱套件杯])/g;
  const LISTED = /(\d+[斤只个枚片人]装|[A-Za-z]?[\u3400-\u9fff]{2,10})[ :]*[¥￥$]? ?(\d{1,3}(?:\.\d+)?)(?=[ ,;/.]|$)/g;
  const NO_THING = /接龙|团购|截止|截单|接$|^按|起送|满|运费|配送|共计|合计|预付|定金|时间|只要|原价|特价|现价|优惠|每[份个盒碗只条斤袋瓶箱套件杯]?$|^[每一两三]/;

  const SAID = /^(?:今天|今日|今晚|明天|明日|本店|老板|新鲜|现做)?的?/;

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

  /** @type {(headings: string[]) => Offered[]} */
  const coded = (headings) => {
    const found = headings.map((line) => every(line, CODED)).reduce((all, some) => all.concat(some), []);
    const things = found.map((match) => ({ code: codeOf(match[2]), name: match[3].trim(), price: Number(match[4] || 0) }));
    return inTurn(things.map((thing) => thing.code)) ? things : [];
  };

  /** @type {(headings: string[], rule: RegExp) => Offered[]} */
  const priced = (headings, rule) => {
    const found = headings.map((line) => every(line, rule)).reduce((all, some) => all.concat(some), []);
    const things = found.map((match) => ({ code: "", name: match[1].replace(SAID, ""), price: Number(match[2]) }));
    return things.filter((thing) => !NO_THING.test(thing.name));
  };

  /**
   * Numbers before things as the codes by which they are ordered.
   * @type {(line: string) => string}
   */
  const withCode = (line) => line.replace(/^(\d{1,2})[. )]+(?=[\u3400-\u9fff])/, "$1号 ");

  /**
   * @param {string[]} headings folded
   * @returns {Offered[]}
   */
  const read = (headings) => {
    const things = coded(headings.map(withCode));
    const bare = headings.map((line) => priced([line], LISTED)).filter((some) => some.length > 1);
    return [things, priced(headings, PRICED), ...bare].sort((one, two) => two.length - one.length)[0];
  };

  /**
   * Reads letters of offered things at a place: A2 gives A, AB各1 gives A and B.
   * @type {(offered: Offered[]) => (text: string, from: number) => OrderToken[]}
   */
  const codeAt = (offered) => (text, from) => {
    const run = /^(?:[A-Za-z]\d?(?![A-Za-z\d])|[A-Za-z](?=\d?[x*X]?\d*)|[①-⑩]|\d{1,2}号(?!楼|院|桌|台|线|店))+/.exec(text.slice(from, from + 12));
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

  /**
   * The offered thing that these words mean: "" for none, null for several.
   * @type {(offered: string[], words: string) => string | null}
   */
  const meant = (offered, words) => {
    const exact = offered.find((name) => plain.fold(name) === words);
    if (exact !== undefined) return exact;
    const near = offered.filter((name) => name.includes(words) || words.includes(name));
    const longest = near.filter((name) => words.includes(name)).sort((one, two) => two.length - one.length);
    if (longest.length) return longest[0];
    if (near.length > 1) return null;
    return near[0] || "";
  };

  return { read, codeAt, meant };
})();
