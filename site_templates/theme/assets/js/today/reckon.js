/* Numbers and days as a sentence has them: its spelling, what in it is no date, 廿四, 两三, 腊月廿三, 前两天, 后第一个周六. */
"use strict";
var qunli = qunli || {};

/**
 * Days from one to another, both included. `isLoose` where a sentence need not mean each of them: this week, today. Of days that
 * others are counted from: `before` and `ends` are where 前 and 后 count from besides; `isOpen` are counted on beyond their end,
 * of `isWide` 前三天 are the first; of `isAny` the first that fits is meant.
 * @typedef {{from: string, to: string, isLoose?: boolean, before?: string, ends?: string, isWide?: boolean, isOpen?: boolean, isAny?: boolean}} Meant
 * @typedef {{day: string, groups: string[], near: string, known: DaysData}} SaidOn `near` is the date that was named before, else the day
 * @typedef {(said: SaidOn) => Meant[] | null} Meaning null where it is none
 * @typedef {[RegExp, Meaning, Meaning?]} DateForm what it means, and what 第一天, 最后三天 behind it are counted in
 */

qunli.reckon = (() => {
  const { dates } = qunli;
  const NUMBER = "(\\d{1,2}|[一二两三四五六七八九十廿半几首]{1,3})";
  const TO = "[到至~～—–-]";
  const WEEKDAY = "[一二三四五六日天1-7]";
  const DIGITS = "零一二三四五六七八九十";
  const AGAIN = 62; // days that are looked for: as long as a text stays on the page

  /** @type {(pattern: string) => RegExp} */
  const every = (pattern) => new RegExp(pattern, "g");

  // --- spelling

  const TRADITIONAL = "週號後點個兩發單貨節開來訂領時會預約";
  const SIMPLE = "周号后点个两发单货节开来订领时会预约";
  // Behind a date some of these signs begin another word: 12.12 元旦, 12.12 两天.
  const UNIT = "(?:元(?!旦|宵)|[块折%％代楼点克升毫万杯枚颗粒桌级层码平度倍版寸]|💰|个(?!月|工作)|人(?!到)|位(?!置)|小?时(?!间)|分(?![批享])|[公千]|两(?![天日号晚])|米(?![粉线饭])|[一二三四五六七八九十两]?[份斤件箱瓶盒袋支块]|岁|[kKmMcC]?[gGmMlLvV](?![a-z])|[*×xX]\\d)";
  /** @type {[RegExp, string][]} */
  const SPELT = [
    [/(\d) +(?=[年月日号点元块周份个~～—–-])/g, "$1"], [/([年月周号日到至~～—–-]) +(?=\d)/g, "$1"], [/星期|礼拜/g, "周"],
    [/(^|[^双二\d月周第])十一(?=期间|放?假|长假|黄金周)/g, "$1国庆"], [/([今明后])儿个?/g, "$1天"], [/双休日?|休息日/g, "周末"],
    [/等?[过放休歇][完了]这?个?(元旦|春节|五一|国庆|中秋|小?长假|年|节|假)(?:[之以]?后)?/g, "$1后"], [/收假后?/g, "假后"],
    [/复工(?=后|第)/g, "节"], [/一过(?=[，,]?[第头首])/g, "后"], [/上班日/g, "工作日"], [/元月/g, "1月"], [/每到/g, "每"], [/年二十(?=[三四五六七八九])/g, "年廿"],
    // 12月30、31 and 12.11-18 are of one month.
    [every(`(\\d{1,2}[月./])(\\d{1,2})[日号]?([、/和]|${TO})(\\d{1,2})(?![\\d.月/:：点天]|${UNIT})`), "$1$2$3$1$4"],
  ];

  /** A sentence in one spelling. @type {(words: string) => string} */
  const plain = (words) => {
    const half = words.replace(/[０-９．／]/g, (each) => String.fromCharCode(each.charCodeAt(0) - 0xfee0));
    const short = half.replace(every(`[${TRADITIONAL}]`), (each) => SIMPLE[TRADITIONAL.indexOf(each)]);
    return SPELT.reduce((found, [pattern, by]) => found.replace(pattern, by), short);
  };

  // What has a number with 号 as its name.
  const NAMED = "(?:[桌铺柜楼窗房厅链杆馆套色码井箱筐摊院棚栋座餐台衣]|球衣|店(?![庆里内休])|线(?![上下])|字|球员|门(?!店)|位(?!置)|群(?![里内公])|库(?!存)|车(?![厘到来])|包[间厢]|机(?!器)|电池|汽油|技师|选手|顾客|单元|款(?![到项])|口(?!红))";
  // Prices, names, tables, addresses, measures, telephones, hours.
  const NO_DATE = new RegExp([
    "(20\\d\\d[-/.年]\\d{1,2}[-/.月]\\d{1,2})|https?:[^\\s，。]+|[¥￥$]\\s*[\\d.]+|\\d+[:：]\\d+\\.\\d+|[vV]\\d[\\d.]*",
    "(?:[价员]|到手|现在?|[斤份件盒箱袋瓶杯]|卖|只要|仅需?|满|减|付)[:：是为]?\\s*\\d+\\.\\d+(?![\\d.]*[日号到至~～—–-])",
    "(?:[^\\d一二三四五六七八九十廿几\\s]号|版本|座位|比分|尺[码寸]|身高|[密件]码|电话|手机|微信|房间)[:：是为\\s]*[\\w.-]*\\d+",
    "[路街巷弄道村栋幢]\\d+号(?:[-~到至]\\d+号)?|\\d+(?:[栋幢]|号楼)(?:\\S{0,4}?\\d+[号室])?",
    `(?:\\d+|[一二三四五六七八九十]{1,3})\\s*(?:(?:${TO}|[、/和,.号])+\\s*\\d+)*\\s*号\\s*${NAMED}`,
    `\\d+(?:[./]\\d+(?:${TO}\\d+(?:[./]\\d+)?)?|${TO}\\d+(?:\\.\\d+)?)\\s?${UNIT}`,
    "\\d{5,}|\\d{3,}(?:-\\d{2,})+|\\d{1,2}-\\d{1,2}-\\d{3,}",
    `(?:[早晚]上?|[上中下]午|营业(?:时间)?[:：]?|凌晨|傍晚)\\d{1,2}\\.\\d\\d(?:${TO}\\d{1,2}\\.\\d\\d)?`,
  ].join("|"), "g");

  /** The same words, of the same length, without the numbers that are no date; one with its year is always one. @type {(words: string) => string} */
  const struck = (words) => words.replace(NO_DATE, (each, whole) => whole || "#".repeat(each.length));

  // --- numbers and days

  /** @type {(text: string) => number} */
  const number = (text) => {
    if (/\d/.test(text)) return Number(text);
    if (text === "半") return 0.5;
    const said = text.replace("廿", "二十").replace("几", "三").replace("两", "二").replace("首", "一").replace(/十十$/, "十");
    const [, tens, ones] = /^(.?)十(.?)$/.exec(said) || [];
    // 三五天: as many as may be.
    if (tens === undefined) return DIGITS.indexOf(said.slice(-1));
    return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0);
  };

  /** @type {(day: string, from: number, to?: number, isLoose?: boolean) => Meant[]} */
  const ahead = (day, from, to = from, isLoose = false) => [{ from: dates.shifted(day, from), to: dates.shifted(day, to), isLoose }];

  /** @type {(year: number, month: number, date: number) => string} */
  const written = (year, month, date) => `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;

  /** @type {(day: string) => Meant[]} */
  const one = (day) => (isNaN(dates.number(day)) ? [] : [{ from: day, to: day }]);

  /** @template Each @param {Each[]} all @param {(each: Each) => Meant[]} of */
  const joined = (all, of) => all.reduce((found, each) => [...found, ...of(each)], /** @type {Meant[]} */ ([]));

  /** @type {(from: string, to: string) => string[]} */
  const through = (from, to) => Array.from({ length: Math.max(0, dates.between(from, to) + 1) }, (_, at) => dates.shifted(from, at));

  /** The days from one on that come again. @type {(day: string, isOne: (each: string) => boolean) => Meant[]} */
  const again = (day, isOne) => joined(through(day, dates.shifted(day, AGAIN)).filter(isOne), one);

  /** The date of a month that is meant on a day: the nearest of its years. @type {(day: string, month: number, date: number) => string} */
  const nearest = (day, month, date) => {
    const away = (month - Number(day.slice(5, 7))) * 30 + date - Number(day.slice(8));
    return written(Number(day.slice(0, 4)) + Number(away < -183) - Number(away > 183), month, date);
  };

  /** The next day with this number of a month. @type {(near: string, date: number) => Meant[]} */
  const next = (near, date) => again(near, (day) => Number(day.slice(8)) === date).slice(0, 1);

  /** @type {(day: string) => number} */
  const weekday = (day) => (dates.number(day) + 3) % 7;

  /** @type {(name: string) => number} */
  const place = (name) => (/\d/.test(name) ? Number(name) - 1 : Math.min(6, "一二三四五六日天".indexOf(name)));

  /** Whether nobody works for the calendar's sake. @type {(known: DaysData, day: string) => boolean} */
  const isFree = (known, day) => known.off.includes(day) || (weekday(day) > 4 && !known.work.includes(day));

  /** How often a word says the next one: 下下周. @type {(prefix: string) => number} */
  const steps = (prefix) => (prefix.match(/[下次]/g) || []).length;

  /** The first day of the month that lies so many months ahead. @type {(day: string, by: number) => string} */
  const monthAhead = (day, by) => {
    const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + by;
    return written(Math.floor(months / 12), (months % 12) + 1, 1);
  };

  /**
   * A date of the lunar years that are known, counted from a year's begin and back from the next: a month that is put in mostly
   * comes before 七月.
   * @type {(known: DaysData, month: number, date: number) => string[]}
   */
  const lunar = ({ moons }, month, date) => {
    const begins = moons.map(([first]) => first);
    const at = (/** @type {string} */ day, /** @type {number} */ year) => {
      if (day.slice(5) < "01-21" || day.slice(5) > "02-20") return [];
      const size = dates.shifted(day, -354).slice(5) > "02-21" ? 13 : 12;
      return month < 7 ? [begins[year - size + month - 1], begins[year + month - 1]] : [begins[year + month - 13]];
    };
    const firsts = begins.reduce((found, day, year) => [...found, ...at(day, year)], /** @type {string[]} */ ([]));
    return firsts.filter(Boolean).map((first) => dates.shifted(first, date - 1));
  };

  // --- days counted in, before and behind others

  const UNITS = `[天日晚早夜夕]|工作日|周末|周${WEEKDAY}|周`;
  const COUNTED = new RegExp(
    `^(?:那天|[的里份内中这个])*((?:[放过休完]|连休|结束)*[之以过]?(?:前后|[前后])(?:上班|开[工门业])?[的，,]?)?(?:([第头]|最后的?|倒数第?)?${NUMBER}|(最后的?|头)|(?=[夜夕晚]))个?(${UNITS})(?!内)`,
  );

  /** @type {(unit: string, known: DaysData) => (day: string) => boolean} */
  const isOf = (unit, known) => {
    if (unit === "工作日") return (day) => !isFree(known, day);
    if (!/^周./.test(unit)) return () => true;
    return (day) => weekday(day) === (unit === "周末" ? 5 : place(unit.slice(-1)));
  };

  /** The days among which is counted, in that order: from an end where it says so. @type {(side: string, way: string, base: Meant, end: string) => string[]} */
  const among = (side, way, { from, to, before = from, isOpen, isWide }, end) => {
    if (/后/.test(side) && !isWide) return through(dates.shifted(end, 1), dates.shifted(end, AGAIN));
    if (/前/.test(side) && !isWide) return through(dates.shifted(before, -AGAIN), dates.shifted(before, -1)).reverse();
    return /后|倒数/.test(side + way) ? through(from, end).reverse() : through(from, isOpen ? dates.shifted(from, AGAIN) : to);
  };

  /** What is counted from one stretch; where its end is not sure, from both, and the days between. @type {(said: SaidOn, base: Meant) => Meant[]} */
  const from = ({ groups: [side = "", nth = "", count = "一", only = "", unit], known }, base) => {
    const [way, size] = [nth + only, unit === "周" ? 7 : 1];
    const [first, last] = [base.to, base.ends || base.to];
    const ends = /后|倒数/.test(side + way) ? [first, last] : [first];
    const days = ends.reduce((all, end) => [...all, ...among(side, way, base, end).filter(isOf(unit, known))
      .slice(/第/.test(way) ? (number(count) - 1) * size : 0, Math.ceil(number(count)) * size)], /** @type {string[]} */ ([])).sort();
    if (side.includes("前后")) return [{ from: dates.shifted(base.before || base.from, -number(count)), to: dates.shifted(last, number(count)) }];
    if (/^周[^末]/.test(unit)) return joined(days, one);
    return days.length ? [{ from: days[0], to: dates.shifted(days[days.length - 1], Number(unit === "周末")), isLoose: size > 1 }] : [];
  };

  /**
   * What is counted behind the words for some days, with its length, null where nothing is; without 前 and 后 only where that lies in them.
   * @type {(behind: string, said: SaidOn, bases: Meant[], isWithin: boolean) => {length: number, spans: Meant[]} | null}
   */
  const counted = (behind, said, bases, isWithin) => {
    const [whole, ...groups] = COUNTED.exec(behind) || [];
    if (whole === undefined || !(groups[0] || isWithin)) return null;
    const found = joined(bases, (base) => from(Object.assign({}, said, { groups }), base)).filter(({ to }) => to >= said.day);
    return { length: whole.length, spans: bases.some(({ isAny }) => isAny) ? found.slice(0, 1) : found };
  };

  return { every, NUMBER, TO, WEEKDAY, UNITS, plain, struck, number, ahead, written, one, joined, through, again, nearest, next, weekday, place, isFree, steps, monthAhead, lunar, counted };
})();
