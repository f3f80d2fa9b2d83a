/* Days by a name. What comes by the calendar: 月底, 中旬, 下周, 每周三、六, 年底, 逢8, 双号, 工作日. And holidays: 元旦, 除夕前三天,
   假期最后一天, 节前, 国庆七天; the almanac says which days are off. */
"use strict";
var qunli = qunli || {};

qunli.named = (() => {
  const { dates, reckon } = qunli;
  const { NUMBER, TO, WEEKDAY, UNITS, every, number, ahead, written, one, joined, again, nearest, weekday, place, isFree, steps, monthAhead, lunar } = reckon;

  // --- by the calendar

  // Which month: the last one is over, each one is this and the next.
  const WHICH = `(?:(上+个?|下+个?|次|这个?|本|当|每个?|逢)|${NUMBER})?(?:个?月份?的?)?月`;
  const MANY = "[一二两三四五六七八九十几半\\d]"; // 一周一次 is no Monday

  /** The first days of the months that are meant. @type {(day: string, prefix: string, named: string) => string[]} */
  const months = (day, prefix, named) => {
    if (prefix.startsWith("上")) return [];
    if (named) return number(named) > 0 && number(named) < 13 ? [nearest(day, number(named), 1)] : [];
    if (/^[每逢]/.test(prefix)) return [0, 1, 2].map((by) => monthAhead(day, by));
    if (!prefix) return [monthAhead(day, 0), monthAhead(day, 1)];
    return [monthAhead(day, prefix === "次" ? 1 : steps(prefix))];
  };

  /** @type {(first: string) => string} */
  const lastOf = (first) => dates.shifted(monthAhead(first, 1), -1);

  /** @type {Meaning} */
  const wholeMonths = ({ day, groups: [prefix = "", named = ""] }) =>
    months(day, prefix, named).map((first) => ({ from: first, to: lastOf(first), isWide: true, isAny: !prefix && !named }));

  /** 月初, 中旬: the days about it; 月底 is the very last. @type {{[name: string]: [number, number]}} */
  const PARTS = { 初: [1, 5], 头: [1, 5], 中: [13, 17], 中旬: [11, 20], 上旬: [1, 10], 下旬: [21, 31], 底: [31, 31] };

  /** @type {Meaning} */
  const part = ({ day, groups: [prefix = "", named = "", name, alone] }) => {
    const [from, to] = PARTS[name || alone] || PARTS["底"];
    const of = (/** @type {string} */ first, /** @type {number} */ date) => dates.shifted(first, Math.min(date - 1, dates.between(first, lastOf(first))));
    const found = months(day, prefix, named).map((first) => ({ from: of(first, from), to: of(first, to), isLoose: from < to })).filter((each) => each.to >= day);
    return prefix + named ? found : found.slice(0, 1);
  };

  /** @type {Meaning} */
  const yearEnd = ({ day, groups: [past] }) => (past ? [] : [{ from: `${day.slice(0, 4)}-12-31`, to: `${day.slice(0, 4)}-12-31`, isLoose: true }]);

  /** This year, or the next where a word says so. @type {Meaning} */
  const years = ({ day, groups: [past, coming] }) => {
    const year = Number(day.slice(0, 4)) + Number(Boolean(coming) && day.slice(5) > "01-01");
    return past ? [] : [{ from: `${year}-01-01`, to: `${year}-12-31`, isWide: true }];
  };

  /** @type {Meaning} */
  const tenths = ({ day, groups }) => again(day, (each) => groups.some((count) => count && Number(each.slice(8)) % 10 === number(count) % 10));

  /** @type {Meaning} */
  const parity = ({ day, groups: [name] }) => again(day, (each) => Number(each.slice(8)) % 2 === Number(/[单奇]/.test(name)));

  /** 每月8号, 每月1号、15号. @type {Meaning} */
  const everyMonth = ({ day, groups: [all] }) => {
    const named = (all.match(/\d+|[一二三四五六七八九十廿]+/g) || []).map(number);
    return again(day, (each) => named.includes(Number(each.slice(8))));
  };

  /** @type {Meaning} */
  const workdays = ({ day, known, groups: [count] }) => (count ? null : again(day, (each) => !isFree(known, each)));

  /** @type {Meaning} */
  const daysOff = ({ day, known }) => again(day, (each) => isFree(known, each));

  /** Weekdays, each on from the day before it: 下周二开团，周三截单. @type {(near: string, places: number[]) => string[]} */
  const onFrom = (near, places) => places.reduce((found, each) => {
    const before = found[found.length - 1] || near;
    return [...found, dates.shifted(before, (each - weekday(before) + 7) % 7)];
  }, /** @type {string[]} */ ([]));

  /** What goes on from a day may be the very next one as well: 20号发，周五截单. 周三, 下周三, 周六日, 周一到周五, 每周三. @type {Meaning} */
  const weekdays = ({ day, near, groups: [many, prefix = "", names, end, fixed] }) => {
    if (many) return null;
    if (prefix.startsWith("上")) return [];
    const places = (names.match(new RegExp(WEEKDAY, "g")) || []).map(place);
    const [begin, to] = [places[0], end ? place(end) : -1];
    if (fixed || /[每逢]/.test(prefix)) {
      return again(day, (each) => places.includes(weekday(each)) || (to >= 0 && weekday(each) >= begin && weekday(each) <= to));
    }
    const week = dates.shifted(dates.monday(day), 7 * steps(prefix));
    const dayOf = (/** @type {number} */ each) => (/[下这本]/.test(prefix) ? dates.shifted(week, each) : dates.shifted(day, (each - weekday(day) + 7) % 7));
    if (to < 0) return joined([...(prefix ? [] : onFrom(near, places)), ...places.map(dayOf)], one);
    const [first, last] = [dayOf(begin), dayOf(to)];
    // Within such a span the days that are left are meant, too.
    return last < first ? [{ from: day, to: last }, { from: first, to: dates.shifted(last, 7) }] : [{ from: first, to: last }];
  };

  /** 周末, 下周末, 每个周末. @type {Meaning} */
  const weekend = ({ day, groups: [prefix = ""] }) => {
    if (/[每逢]/.test(prefix)) return again(day, (each) => weekday(each) > 4);
    const saturday = dates.shifted(dates.monday(day), 5 + 7 * steps(prefix));
    return prefix.startsWith("上") ? [] : [{ from: saturday, to: dates.shifted(saturday, 1) }];
  };

  /** 这周, 下周. @type {Meaning} */
  const week = ({ day, groups: [prefix] }) => {
    const monday = dates.shifted(dates.monday(day), 7 * steps(prefix));
    return [{ from: monday < day ? day : monday, to: dates.shifted(monday, 6), isLoose: true }];
  };

  /** @type {Meaning} */
  const wholeWeek = ({ day, groups: [prefix] }) => {
    const monday = dates.shifted(dates.monday(day), 7 * steps(prefix));
    return [{ from: monday, to: dates.shifted(monday, 6), isWide: true }];
  };

  /** @type {Meaning} */
  const none = () => null;

  /** @type {DateForm[]} */
  const monthForms = [
    [/([去前上]一?)?(?:今|这一?|全|一)?(新的?一|新|明|来)?年的?[底末里]?(?=[的里]?(?:第|最后|头一|首|倒数))/g, none, years],
    [every(`${WHICH}[底末尾]?(?=[的里]?(?:[第头]?[一二两三四五首1-5]个?(?:${UNITS})|最后|倒数|第|头))`), none, wholeMonths],
    [every(`(?:${WHICH}的?(中旬|上旬|下旬|[底末尾头中]|初(?![一二三四五六七八九十廿\\d]))|([上中下]旬))(?!国)`), part],
    [/([去前上]一?年?)?(?:年[底末终](?!奖)|岁末)/g, yearEnd],
    [every(`每个?月的?((?:[、和,/]?${NUMBER}[日号])+)`), everyMonth],
    [/逢(\d{1,2}|[一二三四五六七八九十])(?:[、和]?逢?(\d{1,2}|[一二三四五六七八九十]))?(?![年个次人])/g, tenths],
    [/(?:^|[^递流订运查货报发])([单双奇偶])(?:号|日|数日|数日期)(?![码发查线:：是为\d])/g, parity],
  ];
  /** 最后一个周日, of this month or the next. @type {DateForm} */
  const unnamed = [every(`()()(?=(?:最后|倒数第?|第)[一二两三四]?个?(?:周[${WEEKDAY.slice(1, -1)}末]|工作日))`), none, wholeMonths];
  /** @type {DateForm[]} */
  const weekForms = [
    [every(`(${MANY}个?|上)?(?:工作日|非周末|周中|平日(?=[半特优打下上中\\d]))`), workdays],
    [/节假日(?!期)/g, daysOff],
    [/([下上这本每逢]*)个?周末/g, weekend],
    [/([下这本]+)个?周(?=的?(?:最后|[第头前后][一二两三四五1-5首]))/g, none, wholeWeek],
    [new RegExp(
      `(${MANY}个?)?([下上这本每逢]*)个?周(${WEEKDAY}(?!${WEEKDAY}?[次款件篇样道回份期种套顿个])(?:[、和及/]?周?${WEEKDAY}(?![天点个份折月日件杯斤号:：])(?!\\d))*)(?:${TO}周?(${WEEKDAY})(?![点个份\\d]))?(?=(固定|都|例行)?)`, "g",
    ), weekdays],
    [/([下这本]+)个?周/g, week],
  ];


  // --- holidays

  // 1-1 is a date, 1.15 a lunar one (+1: a day longer), 5#2 the second Sunday of May, 12~21.94 a solar term by its month and constant.
  const TABLE = "元旦=1-1 腊八=12.8 小年=12.23+1 大年夜=1.0 除夕=1.0 年三十=1.0 大年三十=1.0 大年=1.1 春节=1.1 情人节=2-14 元宵=1.15 妇女节=3-8 女神节=3-8 三八=3-8 清明=4~4.81 五一=5-1 劳动节=5-1"
    + " 520=5-20 母亲节=5#2 端午=5.5 六一=6-1 儿童节=6-1 618=6-18 父亲节=6#3 七夕=7.7 教师节=9-10 中秋=8.15 国庆=10-1 重阳=9.9 双11=11-11 双十一=11-11 双12=12-12 双十二=12-12"
    + " 小寒=1~5.4055 大寒=1~20.12 立春=2~3.87 惊蛰=3~5.63 春分=3~20.646 谷雨=4~20.1 立夏=5~5.52 芒种=6~5.678 夏至=6~21.37 小暑=7~7.108 大暑=7~22.83 立秋=8~7.5"
    + " 处暑=8~23.13 白露=9~7.646 秋分=9~23.042 寒露=10~8.318 霜降=10~23.438 立冬=11~7.438 冬至=12~21.94 平安夜=12-24 圣诞=12-25 跨年=12-31";
  /** @type {Map<string, string>} */
  const NAMED = new Map(TABLE.split(" ").map((each) => /** @type {[string, string]} */ (each.split("="))));
  const NAMES = Array.from(NAMED.keys()).sort((mine, other) => other.length - mine.length).join("|");
  const SPRING = "春节";
  // The time off, by whatever name; 寒假 and 环节 are none.
  const OFF = "(?:小?长假|假期|假日|放假|节假日|节日|节|假)";
  const OTHER = "寒暑年病事产婚休请环细季情关调章佳礼";
  const NEW_YEAR = "(?:^|[^\\d一二三四五六七八九十几多半每去今明新小])(?:过完?)?年";
  const PLACE = "(?![元块]|[路街道桥村巷线]|广场|大道|老人|那[会批]|[树装歌])";

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

  /** @type {(known: DaysData, own: string, more?: number) => Off} */
  const about = (known, own, more = 0) => {
    const isOff = (/** @type {string} */ each) => known.off.includes(each);
    const last = isOff(own) || more ? edge(isOff, dates.shifted(own, more), 1) : own;
    return { own, first: edge(isOff, own, -1), last, end: isOff(own) ? edge((each) => isFree(known, each), own, 1) : last };
  };

  /** The Sundays and the solar terms that a rule names, of one year. @type {(year: number, month: number, rule: string) => string} */
  const ofYear = (year, month, rule) => {
    const first = written(year, month, 1);
    if (rule.includes("#")) return dates.shifted(first, 6 - weekday(first) + 7 * (Number(rule.slice(-1)) - 1));
    const count = year % 100;
    return written(year, month, Math.floor(count * 0.2422 + Number(rule.split("~")[1])) - Math.floor((count - Number(month < 3)) / 4));
  };

  /** The days of a holiday, in order. @type {(said: SaidOn, rule: string) => string[]} */
  const starts = ({ day, known }, rule) => {
    const [month, date] = rule.split(/[-.#~+]/).map(Number);
    if (rule.includes("-")) return [nearest(day, month, date)];
    if (/[#~]/.test(rule)) return [0, 1].map((by) => ofYear(Number(day.slice(0, 4)) + by, month, rule));
    return rule ? lunar(known, month, date) : known.off;
  };

  /** The holiday that is meant on a day: one that is not over yet; without a name the next. @type {(said: SaidOn, name: string) => Off | null} */
  const off = (said, name) => {
    const rule = NAMED.get(name) || "";
    return starts(said, rule).map((own) => about(said.known, own, Number(rule.split("+")[1] || 0))).find(({ end }) => end >= said.day) || null;
  };

  /** A holiday, and the days off that go on from it. @type {Meaning} */
  const plain = (said) => {
    const found = off(said, said.groups[0]);
    if (!found || found.last < said.day) return [];
    return [...one(found.own), { from: found.own, to: found.last, isLoose: true }];
  };

  /** What is counted from: a holiday by its name is its own day, but for the new year. @type {(said: SaidOn, name?: string) => Meant[]} */
  const counted = (said, name = said.groups[0] || "") => {
    const found = off(said, name);
    if (!found) return [];
    const { own, first, last, end } = found;
    return [{ from: name ? own : first, to: last, ends: end, before: name && name !== SPRING ? own : first, isOpen: true }];
  };

  /** Not long before. @type {(said: SaidOn, name?: string) => Meant[]} */
  const before = (said, name = "") => {
    const found = off(said, name);
    return found ? ahead(found.first, -7, -1, true) : [];
  };

  /** Not long after. @type {(said: SaidOn, name?: string) => Meant[]} */
  const after = (said, name = "") => {
    const found = off(said, name);
    return found ? [{ from: dates.shifted(found.last, 1), to: dates.shifted(found.end, 7), isLoose: true }] : [];
  };

  /** Its time off as a whole. @type {(said: SaidOn) => Meant[]} */
  const whole = (said) => {
    const found = off(said, said.groups[0] === "过年" ? SPRING : said.groups[0] || "");
    return found ? [{ from: found.first, to: found.end, isLoose: true }] : [];
  };

  /** The last is a name alone, which is looked for when all other days are read. @type {DateForm[]} */
  const forms = [
    [every(`${NEW_YEAR}(?=[之以]?[前后])`), none, (said) => counted(said, SPRING)],
    [every(`(?:(${NAMES})的?(?:这个)?${OFF}?|(?:^|[^${OTHER}])${OFF})${PLACE}`), none, counted],
    [every(`${NEW_YEAR}[之以]?前(?!的?[我他她你])`), (said) => before(said, SPRING)],
    [every(`${NEW_YEAR}[之以]?后`), (said) => after(said, SPRING)],
    [every(`(?:^|[^${OTHER}])${OFF}[之以过]?后(?![台厅厨勤面来])`), (said) => after(said)],
    [every(`(?:^|[^${OTHER}])${OFF}[之以]?前(?![面台])`), (said) => before(said)],
    [every(`(?:(${NAMES})的?节?|(?:^|[^${OTHER}])(?=小?长假|[放节假]))(?:小?长假|放假期间|假期|节?假?日?期间|这?几天)`), whole],
    [/(过年)(?:期间|这?几天)/g, whole],
    [every(`(${NAMES})${PLACE}`), plain],
  ];


  return { NAMES, monthForms, unnamed, weekForms, forms };
})();
