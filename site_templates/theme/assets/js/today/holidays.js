/* Days that are told by a holiday: 元旦, 除夕前三天, 假期最后一天, 节前, 节后第一天, 国庆七天. The almanac says when it is, and which days are off. */
"use strict";
var qunli = qunli || {};

qunli.holidays = (() => {
  const { dates, reckon } = qunli;
  const { number, ahead, one, nearest, weekday } = reckon;
  const TABLE = "元旦=new-year 腊八=laba 小年=xiaonian 大年夜=chuxi 除夕=chuxi 年三十=chuxi 春节=spring-festival 情人节=valentines 元宵=lantern"
    + " 妇女节=womens-day 三八=womens-day 清明=qingming 五一=labour-day 劳动节=labour-day 520=five-twenty 母亲节=mothers-day"
    + " 端午=dragon-boat 六一=childrens-day 儿童节=childrens-day 618=six-eighteen 父亲节=fathers-day 七夕=qixi 教师节=teachers-day"
    + " 中秋=mid-autumn 国庆=national-day 重阳=double-ninth 双11=double-eleven 双十一=double-eleven 双12=double-twelve 双十二=double-twelve"
    + " 冬至=dongzhi 平安夜=12-24 圣诞=12-25 跨年=12-31";
  /** @type {Map<string, string>} */
  const NAMED = new Map(TABLE.split(" ").map((each) => /** @type {[string, string]} */ (each.split("="))));
  const NAMES = Array.from(NAMED.keys()).join("|");
  const SPRING = "春节";
  // The time off, by whatever name; 寒假 and 环节 are none.
  const OFF = "(?:小?长假|假期|假日|放假|节假日|节日|节|假)";
  const OTHER = "寒暑年病事产婚休请环细季情关调章佳礼";
  // A holiday by its name, with or without its time off, or the next one.
  const HOLIDAY = `(?:(${NAMES})的?(?:这个)?${OFF}?|(?:^|[^${OTHER}])${OFF})`;
  const AFTER = "(?:放|过|休|结束|完)*[之以过]?后的?";
  const COUNT = "(\\d{1,2}|[一二两三四五六七八九十首]{1,2})";
  const UNIT = "(?:天|日|晚|工作日)";
  const NTH = `(第|头|最后)?的?${COUNT}个?${UNIT}`;

  /** Whether nobody works for the calendar's sake: a day off, or a weekend beside one. @type {(known: DaysData, day: string) => boolean} */
  const isFree = (known, day) => known.off.includes(day) || (weekday(day) > 4 && !known.work.includes(day));

  /** @type {(isIn: (day: string) => boolean, from: string, by: number) => string} */
  const edge = (isIn, from, by) => {
    let found = from;
    while (isIn(dates.shifted(found, by))) found = dates.shifted(found, by);
    return found;
  };

  /**
   * A holiday: its own day, its first and last day off, and its last where weekends go on with it.
   * @typedef {{own: string, first: string, last: string, end: string}} Off
   */

  /** @type {(known: DaysData, own: string) => Off} */
  const about = (known, own) => {
    const isOff = (/** @type {string} */ each) => known.off.includes(each);
    const last = edge(isOff, own, 1);
    const isBound = isOff(own);
    return { own, first: edge(isOff, own, -1), last, end: isBound ? edge((each) => isFree(known, each), own, 1) : last };
  };

  /** @type {(count: string) => number} */
  const counted = (count) => (count === "首" ? 1 : number(count));

  /** The holiday that is meant on a day: one that is not over yet; without a name the next. @type {(said: SaidOn, name: string) => Off | null} */
  const off = ({ day, known }, name) => {
    const id = NAMED.get(name) || "";
    if (/^\d/.test(id)) {
      const own = nearest(day, Number(id.slice(0, 2)), Number(id.slice(3)));
      return { own, first: own, last: own, end: own };
    }
    const starts = id ? (known.festivals[id] || []).map(([, first]) => first) : known.off;
    return starts.map((own) => about(known, own)).find(({ end }) => end >= day) || null;
  };

  /** A holiday, and the days off that go on from it. @type {(said: SaidOn) => Meant[]} */
  const plain = (said) => {
    const found = off(said, said.groups[0]);
    if (!found || found.last < said.day) return [];
    return [...one(found.own), { from: found.own, to: found.last, isLoose: true }];
  };

  /** The days before: 除夕前三天, 节前最后一天, 年前. @type {(said: SaidOn, name?: string) => Meant[]} */
  const before = (said, name = said.groups[0] || "") => {
    const [way = "", count = ""] = said.groups.slice(1);
    const found = off(said, name);
    if (!found) return [];
    const from = name && name !== SPRING ? found.own : found.first;
    if (!count) return ahead(from, -7, -1, true);
    return ahead(from, -counted(count), way === "第" ? -counted(count) : -1);
  };

  /** @type {(said: SaidOn) => Meant[]} */
  const eve = (said) => {
    const found = off(said, said.groups[0] || "");
    return found ? ahead(found.own, -1) : [];
  };

  /** The days after. Where its last one is not announced, the weekend that goes on with it may be off, too. @type {(said: SaidOn, name?: string) => Meant[]} */
  const after = (said, name = said.groups[0] || "") => {
    const [way = "", count = ""] = said.groups.slice(1);
    const found = off(said, name);
    if (!found) return [];
    if (!count) return [{ from: dates.shifted(found.last, 1), to: dates.shifted(found.end, 7), isLoose: true }];
    return [{ from: dates.shifted(found.last, way === "第" ? counted(count) : 1), to: dates.shifted(found.end, counted(count)) }];
  };

  /** Its days: 假期最后一天, 元旦第二天, 国庆七天. @type {(said: SaidOn) => Meant[]} */
  const within = (said) => {
    const [name = "", way = "", count = ""] = said.groups;
    const found = off(said, name);
    if (!found) return [];
    const many = counted(count);
    if (way === "最后") return [{ from: dates.shifted(found.last, 1 - many), to: found.end }];
    const from = name ? found.own : found.first;
    return ahead(from, way === "第" ? many - 1 : 0, many - 1);
  };

  /** Its time off as a whole. @type {(said: SaidOn) => Meant[]} */
  const whole = (said) => {
    const found = off(said, said.groups[0] === "过年" ? SPRING : said.groups[0] || "");
    return found ? [{ from: found.first, to: found.end, isLoose: true }] : [];
  };

  const NEW_YEAR = "(?:^|[^\\d一二三四五六七八九十几多半每去今明新])()";
  /** @type {DateForm[]} */
  const forms = [
    [new RegExp(`${NEW_YEAR}年前的?(?:${NTH})?(?![的]?[我他她你])`, "g"), (said) => before(said, SPRING)],
    [new RegExp(`${NEW_YEAR}(?:过完年|过了年|过?年后)的?(?:${NTH})?`, "g"), (said) => after(said, SPRING)],
    [new RegExp(`${HOLIDAY}${AFTER}(?:${NTH})`, "g"), after],
    [new RegExp(`(?:^|[^${OTHER}])${OFF}${AFTER}()()()(?![台厅厨勤面来])`, "g"), after],
    [new RegExp(`()(?:收假|复工)后?的?(?:${NTH})?`, "g"), after],
    [new RegExp(`${HOLIDAY}前的?${NTH}`, "g"), before],
    [new RegExp(`${HOLIDAY}前[夜晚]`, "g"), eve],
    [new RegExp(`(?:^|[^${OTHER}])${OFF}前()()()(?![面台])`, "g"), before],
    [new RegExp(`${HOLIDAY}的?${NTH}(?![内前后])`, "g"), within],
    [new RegExp(`(?:(${NAMES})的?|^|[^${OTHER}])(?:小?长假|放假期间|假期|节假?日期间)`, "g"), whole],
    [/(过年)(?:期间|这?几天)/g, whole],
    [new RegExp(`(${NAMES})(?![元块])`, "g"), plain],
  ];

  return { NAMES, forms };
})();
