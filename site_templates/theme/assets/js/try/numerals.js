/* Amounts as people write them, read as plain digits; in the same steps as the command line's `numerals.py`. */
"use strict";
var qunli = qunli || {};

qunli.numerals = (() => {
  /** @type {(keys: string, values: string) => Map<string, string>} */
  const zipped = (keys, values) => new Map(Array.from(keys, (key, at) => /** @type {const} */ ([key, values[at]])));
  const DIGITS = zipped("零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖", "001223456789123456789");
  /** @type {{[char: string]: number}} */
  const TENS = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
  /** @type {{[char: string]: number}} */
  const ZEROS = { 万: 4, w: 4, 千: 3, k: 3 };
  const ROW = 4; // digits without tens that are a number and no "two or three"

  /** @type {(written: string) => string} */
  const plain = (written) => {
    const number = written.replace(/,/g, "");
    const zeros = ZEROS[number[number.length - 1]];
    if (!zeros) return number;
    const [whole, part = ""] = number.slice(0, -1).split(".");
    const shifted = whole + part.padEnd(zeros, "0").slice(0, zeros);
    return shifted.replace(/^0+/, "") || "0";
  };

  /** @type {(written: string) => string} */
  const counted = (written) => {
    if (!DIGITS.has(written[0]) && !"十拾".includes(written[0])) return "";
    if (written.split("万").length > 2) return "";
    let [whole, part, digit, last] = [0, 0, 0, 1];
    for (const char of written) {
      const read = DIGITS.get(char);
      if (read !== undefined) {
        digit = Number(read);
        last = "零〇".includes(char) ? 1 : last;
      } else if (char === "万") {
        [whole, part, digit, last] = [(whole + part + digit) * 10000, 0, 0, 10000];
      } else {
        last = TENS[char];
        part += (digit || 1) * last;
        digit = 0;
      }
    }
    return String(whole + part + (last > 10 ? (digit * last) / 10 : digit));
  };

  /** @type {(written: string, unit: string) => string} */
  const chinese = (written, unit) => {
    if (written === "拾" && !unit) return ""; // to pick up, and no ten
    if (!Array.from(written).every((char) => DIGITS.has(char))) return counted(written);
    const isCounted = unit === "折" || (unit !== "" && unit !== "块" && written.length === 1);
    if (!isCounted && written.length < ROW) return "";
    return Array.from(written, (char) => DIGITS.get(char)).join("");
  };

  /** @type {(number: string) => string} */
  const fold = (number) =>
    /^[0-9]{2}$/.test(number) ? `${number[0]}.${number[1]}`.replace(/\.0$/, "") : number;

  /** @type {(unit: string) => string} */
  const money = (unit) => {
    if (!unit || ["元", "块", "块钱"].includes(unit)) return unit && "元";
    return `.${DIGITS.get(unit[1]) || unit[1]}元`;
  };

  /**
   * What the groups of an amount say in digits, or nothing where it is none.
   * @type {(percent: string, digits: string, words: string, unit: string) => string}
   */
  const digits = (percent, written, words, unit) => {
    const whole = percent && words === "百" ? "100" : "";
    const number = whole || (written ? plain(written) : chinese(words, unit));
    if (!number) return "";
    const said = unit === "折" ? `${fold(number)}折` : number + money(unit);
    return percent && !unit ? `${said}%` : said;
  };

  return { digits };
})();
