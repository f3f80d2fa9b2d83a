/* Of which days a sentence speaks that is said on a day: 明早, 下周三, 12月24日到26日, 初三, 元旦, 三天内. Too many rather than too few. */
"use strict";
var qunli = qunli || {};

/**
 * Days from one to another, both included. `isLoose` where a sentence of them need not mean each: this week, these days, today.
 * @typedef {{from: string, to: string, isLoose?: boolean}} Meant
 * @typedef {{day: string, groups: string[], near: string, known: DaysData}} SaidOn `near` is the date that was named before, else the day
 */

qunli.dated = (() => {
  const { dates } = qunli;
  const NUMBER = "(\\d{1,2}|[一二两三四五六七八九十廿半几]{1,3})";
  const WEEK = "(?:周|星期|礼拜)";
  const DIGITS = "零一二三四五六七八九十";
  const HOUR = "(?:[上中下]午|[早晚]上?|凌晨|夜里|打烊|\\d{1,2}(?:[:：点]\\d{0,2}半?)?|[一二三四五六七八九十]+点半?|\\s)*";
  const HOLIDAYS = "元旦=new-year 腊八=laba 小年=xiaonian 除夕=chuxi 年三十=chuxi 春节=spring-festival 情人节=valentines 元宵=lantern"
    + " 妇女节=womens-day 三八=womens-day 清明=qingming 五一=labour-day 劳动节=labour-day 520=five-twenty 母亲节=mothers-day"
    + " 端午=dragon-boat 六一=childrens-day 儿童节=childrens-day 618=six-eighteen 父亲节=fathers-day 七夕=qixi 教师节=teachers-day"
    + " 中秋=mid-autumn 国庆=national-day 重阳=double-ninth 双11=double-eleven 双十一=double-eleven 双12=double-twelve 双十二=double-twelve"
    + " 冬至=dongzhi 平安夜=12-24 圣诞=12-25 跨年=12-31";
  /** @type {Map<string, string>} */
  const NAMED = new Map(HOLIDAYS.split(" ").map((each) => /** @type {[string, string]} */ (each.split("="))));

  const NAMES = Array.from(NAMED.keys()).join("|");
  // Most sentences speak of no day at all.
  const DAY = new RegExp(`[天日号周月晚早初廿]|星期|礼拜|小时|明[上中下儿]|\\d[-./]\\d|${NAMES}`);

  /** @type {(text: string) => number} */
  const number = (text) => {
    if (/\d/.test(text)) return Number(text);
    if (text === "半") return 0.5;
    if (text === "几") return 3;
    const [, tens, ones] = /^(.?)十(.?)$/.exec(text.replace("廿", "二十").replace("两", "二").replace(/十十$/, "十")) || [];
    if (tens === undefined) return DIGITS.indexOf(text.replace("两", "二"));
    return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0);
  };

  /** @type {(day: string, from: number, to?: number, isLoose?: boolean) => Meant[]} */
  const ahead = (day, from, to = from, isLoose = false) => [{ from: dates.shifted(day, from), to: dates.shifted(day, to), isLoose }];

  /** @type {(year: number, month: number, date: number) => string} */
  const written = (year, month, date) => `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;

  /** @type {(day: string) => Meant[]} */
  const one = (day) => (isNaN(dates.number(day)) ? [] : [{ from: day, to: day }]);

  /** The date of a month that is meant on a day: the nearest of its years. @type {(day: string, month: number, date: number, year?: string) => Meant[]} */
  const dated = (day, month, date, year = "") => {
    const own = Number(day.slice(0, 4));
    if (year) return one(written(Number(year), month, date));
    const away = (month - Number(day.slice(5, 7))) * 30 + date - Number(day.slice(8));
    const turned = away < -183 ? own + 1 : own;
    return one(written(away > 183 ? own - 1 : turned, month, date));
  };

  /** The next day with this number of a month. @type {(near: string, date: number) => Meant[]} */
  const next = (near, date) => {
    for (let at = 0; at < 62; at += 1) {
      const day = dates.shifted(near, at);
      if (Number(day.slice(8)) === date) return one(day);
    }
    return [];
  };

  /** @type {(day: string) => number} */
  const weekday = (day) => (dates.number(day) + 3) % 7;

  /** @type {(words: string) => number} */
  const place = (words) => Math.min(6, "一二三四五六日天".indexOf(words));

  /** 周三, 下周三, 周六日, 周一到周五. @type {(said: SaidOn) => Meant[]} */
  const weekdays = ({ day, groups: [prefix = "", names, end] }) => {
    if (prefix.startsWith("上")) return [];
    const week = dates.shifted(dates.monday(day), 7 * (prefix.match(/下/g) || []).length);
    const isFixed = /[下这本]/.test(prefix);
    const dayOf = (/** @type {string} */ name) =>
      (isFixed ? dates.shifted(week, place(name)) : dates.shifted(day, (place(name) - weekday(day) + 7) % 7));
    const found = (names.match(/[一二三四五六日天]/g) || []).map(dayOf);
    if (!end) return found.reduce((all, each) => [...all, ...one(each)], /** @type {Meant[]} */ ([]));
    const last = dayOf(end);
    // Within such a span the days that are left are meant, too.
    return last < found[0] ? [{ from: day, to: last }, { from: found[0], to: dates.shifted(last, 7) }] : [{ from: found[0], to: last }];
  };

  /** 周末, 下周末. @type {(said: SaidOn) => Meant[]} */
  const weekend = ({ day, groups: [prefix = ""] }) => {
    const saturday = dates.shifted(dates.monday(day), 5 + 7 * (prefix.match(/下/g) || []).length);
    return prefix.startsWith("上") ? [] : [{ from: saturday, to: dates.shifted(saturday, 1) }];
  };

  /** 这周, 下周. @type {(said: SaidOn) => Meant[]} */
  const week = ({ day, groups: [prefix] }) => {
    const monday = dates.shifted(dates.monday(day), 7 * (prefix.match(/下/g) || []).length);
    return [{ from: monday < day ? day : monday, to: dates.shifted(monday, 6), isLoose: true }];
  };

  /** @type {(words: string) => number} */
  const unit = (words) => {
    if (/周|星期|礼拜/.test(words)) return 7;
    return words.includes("月") ? 30 : 1;
  };

  /** @type {(count: string, words: string) => number} */
  const days = (count, words) => Math.min(92, Math.ceil(number(count) * (words === "小时" ? 1 / 24 : unit(words))));

  /** 初三, 正月十五, 腊月廿四. @type {(said: SaidOn) => Meant[]} */
  const moon = ({ day, groups: [, month = "", date], known: { moons, festivals } }) => {
    const begins = moons.map(([first]) => first);
    const years = (festivals["spring-festival"] || []).map(([, first]) => begins.indexOf(first)).filter((at) => at >= 0);
    const steps = ["正", "腊", "冬"].indexOf(month[0]);
    const meant = steps < 0 ? begins : years.map((at) => begins[at - steps]).filter(Boolean);
    const found = meant.map((first) => dates.shifted(first, number(date) - 1)).find((each) => each >= day);
    return found ? one(found) : [];
  };

  /** A holiday, and the days off that go on from it. @type {(said: SaidOn) => Meant[]} */
  const holiday = ({ day, groups: [name], known }) => {
    const id = NAMED.get(name) || "";
    if (/^\d/.test(id)) return dated(day, Number(id.slice(0, 2)), Number(id.slice(3)));
    const [, first] = (known.festivals[id] || []).find((each) => each[1] >= day) || [0, ""];
    if (!first) return [];
    let last = first;
    while (known.off.includes(dates.shifted(last, 1))) last = dates.shifted(last, 1);
    return [...one(first), { from: first, to: last, isLoose: true }];
  };

  /** 除夕前三天: that day or one of the days from it on. @type {(said: SaidOn) => Meant[]} */
  const beforeHoliday = (said) => {
    const [found] = holiday(said);
    return found ? ahead(found.from, -number(said.groups[1]), -1) : [];
  };

  /** @type {(said: SaidOn) => Meant[]} */
  const monthDate = ({ day, groups: [year, , month, date] }) => dated(day, number(month), number(date), year);

  /** The end of this month or of the next. @type {(said: SaidOn) => Meant[]} */
  const monthEnd = ({ day, groups: [prefix] }) => {
    const first = `${dates.shifted(`${day.slice(0, 8)}01`, prefix ? 63 : 32).slice(0, 8)}01`;
    return one(dates.shifted(first, -1));
  };

  /** @type {(said: SaidOn) => Meant[]} */
  const nextMonth = ({ day, groups: [date] }) => next(`${dates.shifted(`${day.slice(0, 8)}01`, 32).slice(0, 8)}01`, number(date));

  /** Every form, the longer before those that are part of it; what one has read the others do not see. @type {[RegExp, (said: SaidOn) => Meant[]][]} */
  const FORMS = [
    [/大后[天日]/g, ({ day }) => ahead(day, 3)],
    [/明[、]?后(?:两|2)?[天日]/g, ({ day }) => ahead(day, 1, 2)],
    [/今明(?:两|2)?[天日晚早]/g, ({ day }) => ahead(day, 0, 1)],
    [/(?:大?后天|明(?:[天早晚日]|儿个?))(?:[早晚]上|[上中下]午)?(?:再?见(?!分晓|真章)|再[聊说想会]|接着聊)/g, () => []],
    [/后[天日](?![天气期子])/g, ({ day }) => ahead(day, 2)],
    [/明(?:[天早晚日]|儿个?|[上中下]午)/g, ({ day }) => ahead(day, 1)],
    [/(?:今(?:[天日晚早]|儿个?)|当[天日晚])/g, ({ day }) => ahead(day, 0, 0, true)],
    [/(\d{4})[-/.年]()(\d{1,2})[-/.月](\d{1,2})[日号]?/g, monthDate],
    [new RegExp(`(?:(\\d{4})年)?(明年|今年)?${NUMBER}月份?${NUMBER}(?:[日号]|(?![\\d个月折元%点次回份斤天]))`, "g"), monthDate],
    [new RegExp(`下个?月${NUMBER}[日号]`, "g"), nextMonth],
    [/(下个?)?月[底末]/g, monthEnd],
    [new RegExp(`(?:这|接下来|未来|往后|今后)${NUMBER}天`, "g"), ({ day, groups: [count] }) => ahead(day, 0, number(count), true)],
    [new RegExp(`${NUMBER}(天|日|周|个?星期|个?礼拜|个?月|小时)[之以]?内`, "g"), ({ day, groups: [count, words] }) => ahead(day, 0, days(count, words), true)],
    [new RegExp(`过${NUMBER}天`, "g"), ({ day, groups: [count] }) => ahead(day, number(count))],
    [new RegExp(`${NUMBER}(天|日|周|个?星期|个?礼拜)[之以]?后`, "g"), ({ day, groups: [count, words] }) => ahead(day, days(count, words))],
    [new RegExp(`([下上这本每]*)个?${WEEK}末`, "g"), weekend],
    [new RegExp(`([下上这本每]*)个?${WEEK}([一二三四五六日天](?:[、和及]?${WEEK}?[一二三四五六日天](?![天点个份折月日件杯斤号]))*)(?:[到至~～—–-]${WEEK}?([一二三四五六日天])(?![点个份]))?`, "g"), weekdays],
    [new RegExp(`([下这本]+)个?${WEEK}`, "g"), week],
    [/翌日|次[日晨早]|隔[天日]|第二天(?=[早上中下晚取到来拿送发])/g, ({ near }) => ahead(near, 1)],
    [/(^|[^\d.¥￥])(1[0-2]|0?[1-9])[./](3[01]|[12]\d|0?[1-9])(?![\d./元块折%kK斤克米升个])/g, ({ day, groups: [, month, date] }) => dated(day, Number(month), Number(date))],
    [new RegExp(`(大?年|农历)?(正月|冬月|腊月)?(?:初|(?=廿))${NUMBER}`, "g"), moon],
    [new RegExp(`()(正月|冬月|腊月)${NUMBER}`, "g"), moon],
    [new RegExp(`${NUMBER}[日号]?(?=[到至~～—–-]${NUMBER}[日号])`, "g"), ({ near, groups: [date] }) => next(near, number(date))],
    [new RegExp(`${NUMBER}[日号](?![楼线店桌窗门柜房厅机位链杆群馆套餐会记期历常三之])`, "g"), ({ near, groups: [date] }) => next(near, number(date))],
    [new RegExp(`(${NAMES})前${NUMBER}天`, "g"), beforeHoliday],
    [new RegExp(`(${NAMES})(?![元块])`, "g"), holiday],
  ];

  const UNTIL = new RegExp(`^${HOUR}(?:[之以]前|为止|截?止|前(?![面台厅程往后]))`);
  const SINCE = new RegExp(`^${HOUR}(?:起|开始|[之以]后|后(?![台厅厨勤面来]))连?${NUMBER}?天?`);
  const THROUGH = new RegExp(`^(?:起|${HOUR})*(?:到|至|[-—–~～]+)\\s*$`);
  const UP_TO = /(?:截至|[到至])\s*$/;

  /** @typedef {{at: number, end: number, spans: Meant[]}} Token */

  /** @type {(sentence: string, day: string, known: DaysData) => Token[]} */
  const tokens = (sentence, day, known) => {
    /** @type {Token[]} */
    const found = [];
    let rest = sentence;
    for (const [pattern, spansOf] of FORMS) {
      rest = rest.replace(pattern, (whole, ...more) => {
        const at = Number(more[more.length - 2]);
        const before = found.filter((each) => each.at < at && each.spans.length).sort((mine, other) => mine.at - other.at).pop();
        const near = before && !before.spans[0].isLoose ? before.spans[0].to : day;
        found.push({ at, end: at + whole.length, spans: spansOf({ day, near, known, groups: more.slice(0, -2) }) });
        return " ".repeat(whole.length);
      });
    }
    return found.filter((each) => each.spans.length).sort((mine, other) => mine.at - other.at);
  };

  /** A date with the words around it: until it, from it on. @type {(sentence: string, day: string, token: Token) => Meant[]} */
  const around = (sentence, day, { at, end, spans }) => {
    const [{ from, to, isLoose }] = spans;
    const behind = sentence.slice(end);
    const since = SINCE.exec(behind);
    if (UNTIL.test(behind) || UP_TO.test(sentence.slice(0, at))) return from > day ? [...spans, { from: day, to, isLoose }] : spans;
    if (!since) return spans;
    return [...spans, { from, to: dates.shifted(to, since[1] ? Math.max(0, days(since[1], "天") - 1) : 6), isLoose }];
  };

  /**
   * The days of which a sentence speaks that is said on a day.
   * @type {(sentence: string, day: string, known: DaysData) => Meant[]}
   */
  const spoken = (sentence, day, known) => {
    const all = DAY.test(sentence) ? tokens(sentence, day, known) : [];
    /** @type {Meant[]} */
    const found = [];
    all.forEach((token, index) => {
      found.push(...around(sentence, day, token));
      const after = all[index + 1];
      if (!after || !THROUGH.test(sentence.slice(token.end, after.at))) return;
      const [{ from }, { to }] = [token.spans[0], after.spans[0]];
      found.push({ from, to: to < from ? dates.shifted(to, 7) : to });
    });
    return found;
  };

  return { spoken };
})();
