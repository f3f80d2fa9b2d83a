/* A 接龙 as it was typed, folded for reading: full-width signs, traditional measure words and signs of multiplication
   become the plain ones. Folding keeps every position, so that names and notes show as they were written. */
"use strict";
var qunli = qunli || {};

qunli.plain = (() => {
  const UNSEEN = /[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000e-\u001f]/g;
  const FROM = "　。、【】「」《》〈〉〜～—–－−➕×✕✖╳÷個兩倆隻盤條張雙單點樓號塊錢來領團龍顆籠組種樣給這為換變幾請問嗎麼夠雞湯飯麵魚鴨";
  const INTO = " .,()<><><>~~----+xxxx/个两俩只盘条张双单点楼号块钱来领团龙颗笼组种样给这为换变几请问吗么够鸡汤饭面鱼鸭";
  const FOLDED = new Map(Array.from(FROM, (char, at) => /** @type {const} */ ([char, INTO[at]])));
  const DIGITS = "零一二三四五六七八九";
  const ALSO = new Map([["〇", 0], ["两", 2], ["俩", 2], ["双", 2], ["仨", 3], ["壹", 1], ["贰", 2], ["叁", 3], ["拾", 10], ["廿", 20], ["半", 0.5]]);

  /** @type {(char: string) => string} */
  const foldedChar = (char) => {
    const code = char.charCodeAt(0);
    if (code > 0xff00 && code < 0xff5f) return String.fromCharCode(code - 0xfee0);
    return FOLDED.get(char) || char;
  };

  /** @type {(text: string) => string} */
  const fold = (text) => text.replace(/[^\u0000-\u007f]/g, foldedChar).replace(/\s/g, " ");

  /**
   * Digits on keys, 1 and U+20E3, the picture of 10, and a count in a circle as digits.
   * @type {(line: string) => string}
   */
  const unkeyed = (line) => {
    const begun = line.replace(/^\s*\u{1f51f}/u, "10. ").replace(/^\s*(?:\d\u20e3)+/, (keys) => `${keys.replace(/\u20e3/g, "")}. `);
    return begun.replace(/\u20e3/g, "").replace(/(.)([①-⑳])(?=[份个盒碗只条斤袋包瓶箱套件杯])/g, (_, before, count) => before + (count.charCodeAt(0) - 0x245f));
  };

  /** @type {(text: string) => string[]} */
  const lines = (text) => text.replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n").replace(UNSEEN, "").replace(/\ufe0f/g, "").split("\n").map(unkeyed);

  /** @type {(char: string) => number} */
  const digit = (char) => {
    const known = ALSO.get(char);
    return known === undefined ? DIGITS.indexOf(char) : known;
  };

  /**
   * What a number of a 接龙 says: 12, 1.5, 两, 十二, 二十, 一百, 一百二十, 一百零五, 一百五.
   * @type {(written: string) => number}
   */
  const number = (written) => {
    if (/^\d/.test(written)) return Number(written);
    const hundreds = /^(.)百零?(.*)$/.exec(written);
    if (!hundreds) return upToHundred(written);
    const rest = hundreds[2] ? upToHundred(hundreds[2]) : 0;
    return digit(hundreds[1]) * 100 + (rest < 10 && !written.includes("零") ? rest * 10 : rest);
  };

  /** @type {(written: string) => number} */
  const upToHundred = (written) => {
    const tens = /^(.?)十(.?)$/.exec(written);
    if (!tens) return digit(written);
    return (tens[1] ? digit(tens[1]) : 1) * 10 + (tens[2] ? digit(tens[2]) : 0);
  };

  /** What makes two names one: no blanks, no pictures, small letters. */
  const same = (/** @type {string} */ name) => {
    const folded = fold(name).toLowerCase().replace(/^@/, "");
    return folded.replace(/[^a-z0-9\u3400-\u9fff]/g, "") || folded.replace(/ /g, "");
  };

  return { fold, lines, number, same };
})();
