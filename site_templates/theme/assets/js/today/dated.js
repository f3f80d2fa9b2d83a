/* Of which days a sentence speaks that is said on a day: 明早, 下周三, 12月24日到26日, 初三, 元旦, 三天内. Too many rather than too few. */
"use strict";
var qunli = qunli || {};

/** @typedef {Meant & {at: number, end: number}} MeantAt where in the sentence it stands */

qunli.dated = (() => {
  const { dates, reckon, monthly, holidays } = qunli;
  const { NUMBER, WEEK, number, ahead, written, one, nearest, next, weekday, place, steps, monthAhead } = reckon;
  const HOUR = "(?:[上中下]午|[早晚]上?|凌晨|清[晨早]|傍晚|[午半深]?夜里?|零点|打烊|\\d{1,2}(?:[:：点]\\d{0,2}半?)?|[一二三四五六七八九十]+点半?|的|\\s)*";
  const TO = "[到至~～—–-]";
  // What is measured or paid, not dated.
  const MEASURE = "[元块折%个月人位度倍版代号楼点时小分公千厘寸两份斤克米升毫kKgGmMlLcC万千]";

  // Most sentences speak of no day at all.
  const DAY = new RegExp(`[天日号周月年晚早初廿夜节假逢]|凌晨|星期|礼拜|小时|明[上中下儿]|岁末|复工|\\d[-./·]\\d|${holidays.NAMES}`);

  /** 周三, 下周三, 周六日, 周一到周五. @type {(said: SaidOn) => Meant[]} */
  const weekdays = ({ day, groups: [prefix = "", names, end] }) => {
    if (prefix.startsWith("上")) return [];
    const week = dates.shifted(dates.monday(day), 7 * steps(prefix));
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
    const saturday = dates.shifted(dates.monday(day), 5 + 7 * steps(prefix));
    return prefix.startsWith("上") ? [] : [{ from: saturday, to: dates.shifted(saturday, 1) }];
  };

  /** 这周, 下周; its last day is the Sunday. @type {(said: SaidOn) => Meant[]} */
  const week = ({ day, groups: [prefix, isLast] }) => {
    const monday = dates.shifted(dates.monday(day), 7 * steps(prefix));
    if (isLast) return one(dates.shifted(monday, 6));
    return [{ from: monday < day ? day : monday, to: dates.shifted(monday, 6), isLoose: true }];
  };

  /** @type {(words: string) => number} */
  const unit = (words) => {
    if (/周|星期|礼拜/.test(words)) return 7;
    return words.includes("月") ? 30 : 1;
  };

  /** @type {(count: string, words: string) => number} */
  const days = (count, words) => Math.min(92, words === "小时" ? Math.round(number(count) / 24) : Math.ceil(number(count) * unit(words)));

  /** 初三, 正月十五, 腊月廿四. @type {(said: SaidOn) => Meant[]} */
  const moon = ({ day, groups: [year = "", month = "", date], known: { moons, festivals } }) => {
    const begins = moons.map(([first]) => first);
    const years = (festivals["spring-festival"] || []).map(([, first]) => begins.indexOf(first)).filter((at) => at >= 0);
    const back = ["正", "腊", "冬"].indexOf(month[0] || (year.endsWith("年") ? "正" : ""));
    const meant = back < 0 ? begins : years.map((at) => begins[at - back]).filter(Boolean);
    const found = meant.map((first) => dates.shifted(first, number(date) - 1)).find((each) => each >= day);
    return found ? one(found) : [];
  };

  /** @type {(day: string, month: number, date: number, year?: string, which?: string) => Meant[]} */
  const dated = (day, month, date, year = "", which = "") => {
    if (/[去前]/.test(which)) return [];
    const said = year || (which && String(Number(day.slice(0, 4)) + Number(/[明来]/.test(which))));
    return one(said ? written(Number(said), month, date) : nearest(day, month, date));
  };

  /** @type {(said: SaidOn) => Meant[]} */
  const monthDate = ({ day, groups: [year, which, month, date] }) => dated(day, number(month), number(date), year, which);

  /** @type {(said: SaidOn) => Meant[]} */
  const dotted = ({ day, groups: [month, date] }) => dated(day, Number(month), Number(date));

  /** @type {(said: SaidOn) => Meant[]} */
  const nextMonth = ({ day, groups: [which, date] }) => (which.startsWith("上") ? [] : next(monthAhead(day, which === "次" ? 1 : steps(which)), number(date)));

  /** 24日: the next one from the day that was named before, or the one of its month. @type {(said: SaidOn) => Meant[]} */
  const ofMonth = ({ day, near, groups: [date] }) => {
    const same = `${near.slice(0, 8)}${String(number(date)).padStart(2, "0")}`;
    return same < near && same >= day ? [...next(near, number(date)), ...one(same)] : next(near, number(date));
  };

  /** @type {() => Meant[]} */
  const none = () => [];

  /** Every form, the longer before those that are part of it; what one has read the others do not see. @type {DateForm[]} */
  const FORMS = [
    [/昨[天日晚早夜儿]|(?:大|之)前[天晚]|前[天晚](?!天)|每[天日晚早夜]|天天|(?:去|前)年的?今[天日晚]|上(?:个?星期|周|个?礼拜)(?![一二三四五六日天末])/g, none],
    [/大后[天日]/g, ({ day }) => ahead(day, 3)],
    [/明[、]?后(?:两|2)?[天日]/g, ({ day }) => ahead(day, 1, 2)],
    [/今明(?:两|2)?[天日晚早]/g, ({ day }) => ahead(day, 0, 1)],
    [/后[天日](?![天气期子])/g, ({ day }) => ahead(day, 2)],
    [/明(?:[天早晚日]|儿个?|[上中下]午)/g, ({ day }) => ahead(day, 1)],
    // What is called this night is the next day for a calendar.
    [/今[晚夜日儿天]?[晚夜]?[上里]?的?(?:(?:零|0|24|十二|12)点(?!半?前?收)|(?:0?0|24)[:：]00|凌晨|后?半夜|[一二两三四1-4]点)/g, ({ day }) => ahead(day, 0, 1, true)],
    [/今(?:[天日晚早夜]|儿个?)|当[天日晚]/g, ({ day }) => ahead(day, 0, 0, true)],
    [/(\d{4})[-/.年]()(\d{1,2})[-/.月](\d{1,2})[日号]?/g, monthDate],
    [new RegExp(`(?:(\\d{4})年)?(明年|来年|今年|去年|前年)?的?${NUMBER}月份?${NUMBER}(?:[日号]|(?![\\d个月折元%点次回份斤天]))`, "g"), monthDate],
    [new RegExp(`(上+个?|下+个?|次)月${NUMBER}[日号]`, "g"), nextMonth],
    ...monthly.forms,
    ...holidays.forms.slice(0, -1),
    [new RegExp(`(?:这|接下来|未来|往后|今后|连着|一连)${NUMBER}天`, "g"), ({ near, groups: [count] }) => ahead(near, 0, number(count), true)],
    [new RegExp(`${NUMBER}(天|日|周|个?星期|个?礼拜|个?月|小时)[之以]?内`, "g"), ({ day, groups: [count, words] }) => ahead(day, 0, days(count, words), true)],
    [new RegExp(`过${NUMBER}天`, "g"), ({ day, groups: [count] }) => ahead(day, number(count))],
    [new RegExp(`${NUMBER}(天|日|周|个?星期|个?礼拜|个月)[之以]?后`, "g"), ({ day, groups: [count, words] }) => ahead(day, days(count, words))],
    [new RegExp(`([下上这本每]*)个?${WEEK}末`, "g"), weekend],
    [new RegExp(`([下这本]+)个?${WEEK}的?(最后[一1]天)`, "g"), week],
    [new RegExp(`([下上这本每]*)个?${WEEK}([一二三四五六日天](?:[、和及]?${WEEK}?[一二三四五六日天](?![天点个份折月日件杯斤号]))*)(?:${TO}${WEEK}?([一二三四五六日天])(?![点个份]))?`, "g"), weekdays],
    [new RegExp(`([下这本]+)个?${WEEK}`, "g"), week],
    [/隔日[必送速]*达/g, ({ near }) => ahead(near, 1, 2)],
    [/翌[日晨早]|次[日晨早]|隔[天日]|转天|第[二2]天(?=[早上中下晚取到来拿送发达就再能寄开出凌])/g, ({ near }) => ahead(near, 1)],
    [/第([三四五六七3-7])天(?=[早上中下晚取到来拿送发达])/g, ({ near, groups: [count] }) => ahead(near, number(count) - 1)],
    [new RegExp(`(1[0-2]|0[1-9])-(3[01]|[12]\\d|0[1-9])(?=\\s*(?:[到至~～]|[取提到发开截]))(?!${TO}?\\d*${MEASURE})`, "g"), dotted],
    [new RegExp(`(1[0-2]|0?[1-9])[./·](3[01]|[12]\\d|0?[1-9])(?![\\d./]|${MEASURE}|${TO}+[\\d.]+${MEASURE})`, "g"), dotted],
    [new RegExp(`(大?年|农历)?(正月|冬月|腊月)?(?:初|(?=廿))${NUMBER}`, "g"), moon],
    [new RegExp(`()(正月|冬月|腊月)${NUMBER}`, "g"), moon],
    [new RegExp(`${NUMBER}[日号]?(?=(?:[、和及]${NUMBER}[日号]?)*(?:起|开始)?(?:${TO}|[、和及])${NUMBER}[日号])`, "g"), ofMonth],
    [new RegExp(`${NUMBER}[日号](?![楼线店桌窗门柜房厅机位链杆群馆套餐会记期历常三之])`, "g"), ofMonth],
    ...holidays.forms.slice(-1),
    [/(?:^|[^ ])(?:凌晨|后?半夜)/g, ({ day }) => ahead(day, 0, 1, true)],
  ];

  const UNTIL = new RegExp(`^${HOUR}(?:[之以]前|为止|截?止|前(?![面台厅程往后]))`);
  const SINCE = new RegExp(`^${HOUR}(?:起|开始|[之以]后|后(?![台厅厨勤面来]))连?${NUMBER}?天?`);
  const THROUGH = new RegExp(`^(?:起|开始|${HOUR})*(?:一直)?(?:到|至|[-—–~～]+)(?:[次转来明]年|第二年|[次下]个?月|\\s)*$`);
  const UP_TO = /(?:截至|[到至])\s*$/;
  // A goodbye that names a day.
  const GOODBYE = new RegExp(`^${HOUR}(?:再?见(?!分晓|真章|底|效|面礼)|再[聊说想会]|接着聊)`);
  const WEEKDAY = new RegExp(`^(?:这|本)?个?${WEEK}[一二三四五六日天]$`);

  /** @typedef {{at: number, end: number, spans: Meant[]}} Token */

  /** The day of the month or of the year before which a token stands. @type {(found: Token[], at: number, day: string) => string} */
  const nearOf = (found, at, day) => {
    const before = found.filter((each) => each.at < at && each.spans.length).sort((mine, other) => mine.at - other.at).pop();
    return before && !before.spans[0].isLoose ? before.spans[0].to : day;
  };

  /** A dated token does not begin where a number or a price goes on. @type {(words: string, before: string) => boolean} */
  const isTorn = (words, before) => /^\d/.test(words) && /[\d.¥￥]$/.test(before);

  /** 12月24日（周四）: the day of the week only says the date again. @type {(sentence: string, all: Token[]) => Token[]} */
  const plain = (sentence, all) => {
    const isName = (/** @type {Token | undefined} */ each) => Boolean(each) && WEEKDAY.test(sentence.slice(/** @type {Token} */ (each).at, /** @type {Token} */ (each).end));
    const says = (/** @type {Token} */ name, /** @type {Token | undefined} */ other) =>
      Boolean(other) && /[\d月号初明后今]/.test(sentence.slice(/** @type {Token} */ (other).at, /** @type {Token} */ (other).end)) && weekday(/** @type {Token} */ (other).spans[0].to) === weekday(name.spans[0].to);
    return all.filter((each, at) => {
      const [before, after] = [all[at - 1], all[at + 1]];
      if (!isName(each)) return true;
      const isBehind = before && says(each, before) && /^\s*[（(]?\s*$/.test(sentence.slice(before.end, each.at));
      if (isBehind) before.end = each.end + Number(/^[）)]/.test(sentence.slice(each.end)));
      return !isBehind && !(after && says(each, after) && /^\s*[（(]?\s*$/.test(sentence.slice(each.end, after.at)));
    });
  };

  /** @type {(sentence: string, day: string, known: DaysData) => Token[]} */
  const tokens = (sentence, day, known) => {
    /** @type {Token[]} */
    const found = [];
    let rest = sentence;
    for (const [pattern, spansOf] of FORMS) {
      rest = rest.replace(pattern, (whole, ...more) => {
        const at = Number(more[more.length - 2]);
        if (isTorn(whole, rest.slice(0, at))) return whole;
        found.push({ at, end: at + whole.length, spans: spansOf({ day, near: nearOf(found, at, day), known, groups: more.slice(0, -2) }) });
        return " ".repeat(whole.length);
      });
    }
    const meant = found.filter(({ spans, end }) => spans.length && !GOODBYE.test(sentence.slice(end)));
    return plain(sentence, meant.sort((mine, other) => mine.at - other.at));
  };

  /** A date with the words around it: until it, from it on; `isLast` of a span. @type {(sentence: string, day: string, token: Token, isLast: boolean) => Meant[]} */
  const around = (sentence, day, { at, end, spans }, isLast) => {
    const [{ from, to, isLoose }] = spans;
    const behind = sentence.slice(end);
    const since = SINCE.exec(behind);
    if (UNTIL.test(behind) || (!isLast && UP_TO.test(sentence.slice(0, at)))) return from > day ? [...spans, { from: day, to, isLoose }] : spans;
    if (!since) return spans;
    return [...spans, { from, to: dates.shifted(to, since[1] ? Math.max(0, days(since[1], "天") - 1) : 6), isLoose }];
  };

  /**
   * The days of which a sentence speaks that is said on a day.
   * @type {(sentence: string, day: string, known: DaysData) => MeantAt[]}
   */
  const spoken = (sentence, day, known) => {
    const all = DAY.test(sentence) ? tokens(sentence, day, known) : [];
    /** @type {MeantAt[]} */
    const found = [];
    const isSpan = (/** @type {number} */ at) => at > 0 && at < all.length && THROUGH.test(sentence.slice(all[at - 1].end, all[at].at));
    all.forEach((token, index) => {
      const { at, end } = token;
      found.push(...around(sentence, day, token, isSpan(index)).map((each) => Object.assign({ at, end }, each)));
      const after = all[index + 1];
      if (!isSpan(index + 1)) return;
      const [{ from }, { to }] = [token.spans[0], after.spans[0]];
      found.push({ at, end: after.end, from, to: to < from ? dates.shifted(to, 7) : to });
    });
    return found;
  };

  return { spoken, HOUR };
})();
