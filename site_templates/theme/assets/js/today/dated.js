/* Of which days a sentence speaks that is said on a day: 明早, 下周三, 12月24日到26日, 初三, 元旦, 三天内. Too many rather than too few. */
"use strict";
var qunli = qunli || {};

/** @typedef {Meant & {at: number, end: number}} MeantAt where in the sentence it stands */

qunli.dated = (() => {
  const { dates, reckon, named } = qunli;
  const { NUMBER, TO, every, number, ahead, written, one, nearest, next, weekday, steps, monthAhead, lunar, again } = reckon;
  const HOUR = "(?:[上中下]午|[早晚]上?|一早|凌晨|清[晨早]|傍晚|[午半深]?夜里?|零点|打烊|\\d{1,2}(?:[:：点]\\d{0,2}半?)?|[一二三四五六七八九十]+点半?|的|\\s)*";
  const SPAN = "(天|日|个?周|个?月|小时|[hH]|个?工作日)";

  // Most sentences speak of no day at all.
  const DAY = new RegExp(`[天日号周月年旬晚早初廿夜节假逢]|凌晨|小时|明[上中下]|岁末|\\d[-./·]\\d|\\d[hH]|${named.NAMES}`);

  /** How many days from a day a length of time is. @type {(day: string, count: string, words: string, known: DaysData) => number} */
  const days = (day, count, words, known) => {
    if (words.includes("工作日")) {
      const worked = again(day, (each) => each > day && !reckon.isFree(known, each))[number(count) - 1];
      return worked ? dates.between(day, worked.from) : 31;
    }
    if (/小时|h/i.test(words)) return Math.round(number(count) / 24);
    const size = words.includes("周") ? 7 : 1;
    return Math.min(92, words.includes("月") ? Math.round(number(count) * 30.5) : Math.ceil(number(count) * size));
  };

  /** 三天内, 三天后, 过三天, 接下来三天, 还有三天. @type {Meaning} */
  const lasting = ({ day, near, known, groups: [way = "", least, most, words, end = ""] }) => {
    const count = days(day, most || least, words, known);
    if (/过/.test(way) || /后/.test(end)) return ahead(day, count);
    if (/[有剩时]/.test(way)) return ahead(day, count - 1, count);
    if (!way && !end) return null;
    return ahead(way ? near : day, most ? days(day, least, words, known) : 0, count, !most);
  };

  /** 三天发货, 3-5天到, 最后三天. @type {Meaning} */
  const soon = ({ day, known, groups: [way = "", least, most, words, end] }) => {
    const count = days(day, most || least, words, known);
    if (way === "最后") return ahead(day, 0, count - 1, true);
    return way || !end ? null : ahead(day, most ? days(day, least, words, known) : 1, count, !most);
  };

  /** 初三, 正月十五, 腊月廿四, 年廿八. Without a month that of the new year, where it is near, and the next one. @type {Meaning} */
  const moon = ({ day, groups: [year = "", month = "", date], known }) => {
    const count = number(date);
    const of = (/** @type {number[]} */ some) => some.reduce((all, each) => [...all, ...lunar(known, each, count)], /** @type {string[]} */ ([]))
      .filter((each) => each >= day).sort().slice(0, 1);
    const months = { 正: [1], 冬: [11], 腊: [12] }[month[0]] || (year.endsWith("年") && [count > 19 ? 12 : 1]);
    const found = months ? of(months) : [...of([1]).filter((each) => dates.between(day, each) < 75), ...of(Array.from({ length: 12 }, (_, at) => at + 1))];
    return found.map((each) => ({ from: each, to: each }));
  };

  /** @type {(day: string, month: number, date: number, year?: string, which?: string) => Meant[]} */
  const dated = (day, month, date, year = "", which = "") => {
    if (/[去前]/.test(which)) return [];
    const said = year || (which && String(Number(day.slice(0, 4)) + Number(/[明来]/.test(which))));
    return one(said ? written(Number(said), month, date) : nearest(day, month, date));
  };

  /** @type {Meaning} */
  const monthDate = ({ day, groups: [year, which, month, date] }) => dated(day, number(month), number(date), year, which);

  /** @type {Meaning} */
  const dotted = ({ day, groups: [month, date] }) => dated(day, Number(month), Number(date));

  /** @type {Meaning} */
  const nextMonth = ({ day, groups: [which, date] }) => (which.startsWith("上") ? [] : next(monthAhead(day, which === "次" ? 1 : steps(which)), number(date)));

  /** 24日: the next one from the day that was named before, or the one of its month. @type {Meaning} */
  const ofMonth = ({ day, near, groups: [date] }) => {
    const same = `${near.slice(0, 8)}${String(number(date)).padStart(2, "0")}`;
    return same < near && same >= day ? [...next(near, number(date)), ...one(same)] : next(near, number(date));
  };

  /** @type {() => Meant[]} */
  const none = () => [];

  /** @type {(from: number, to?: number, isLoose?: boolean) => Meaning} */
  const from = (first, last, isLoose) => ({ day }) => ahead(day, first, last, isLoose);

  /** Every form, the longer before those that are part of it; what one has read the others do not see. @type {DateForm[]} */
  const FORMS = [
    [/昨[天日晚早夜]|(?:大|之)前[天晚]|前[天晚](?!天)|每[天日晚早夜]|天天|透明|周六福|(?:去|前)年的?今[天日晚]|上个?周(?![一二三四五六日天末1-7])|生日/g, none],
    // What runs from the day on which a customer gets it.
    [every(`(?:收到?货?|签收|到手|开[封袋盖]|拆封?|解冻|回家|拿到)[^，,]{0,4}?${NUMBER}(?:天|小时|周)[之以]?内`), none],
    [every(`(?:近|过去|最近)${NUMBER}(?:天|个?月|周)`), none],
    [/大后[天日]/g, from(3)],
    [/今明后[三3]?天/g, from(0, 2)],
    [/明、?后[两2]?[天日]/g, from(1, 2)],
    [/今明[两2]?[天日晚早]/g, from(0, 1)],
    [/后[天日](?![天气期子])|(?:^|[，,：:、\s])后[晚早]/g, from(2)],
    [/明(?:[天早晚夜]|日(?!之)|[上中下]午)/g, from(1)],
    // What is called this night is the next day for a calendar.
    [/今[晚夜日天]?[晚夜]?[上里]?的?(?:(?:零|0|24|十二|12)点(?!半?前?收)|(?:0?0|24)[:：]00|凌晨|后?半夜|[一二两三四1-4]点)/g, from(0, 1, true)],
    [/今(?:[天日晚早夜]|(?=起))/g, from(0, 0, true)],
    [/(\d{4})[-/.年]()(\d{1,2})[-/.月](\d{1,2})[日号]?/g, monthDate],
    [every(`(?:(\\d{4})年)?(明年|来年|今年|去年|前年)?的?${NUMBER}月份?${NUMBER}(?:[日号]|(?![\\d个月折元%点次回份斤天]))`), monthDate],
    [every(`(上+个?|下+个?|次)月${NUMBER}[日号]`), nextMonth],
    ...named.monthForms,
    ...named.forms.slice(0, -1),
    named.unnamed,
    // 15、16两天, 18-20三天.
    [every(`(\\d{1,2})(?=(?:(?:${TO}|[、/和及])\\d{1,2})*[两三四五六七]天)`), ofMonth],
    [every(`(这|接下来|未来|往后|今后|连着|一连|连续|再?过|还有|剩|倒计时)?(?:最后)?:?${NUMBER}(?:${TO}${NUMBER})?${SPAN}([之以]?[内后])?`), lasting],
    ...named.weekForms,
    [every(`(最后|[第 ])?${NUMBER}(?:${TO}${NUMBER})?(天|个?周|小时|个?工作日)(左右|就?能?(?:[发到寄]|送[到达]|取货|出货|开奖|截))?`), soon],
    [/(1[0-2]|0[1-9])-(3[01]|[12]\d|0[1-9])(?=\s*(?:[到至~～（(周上下早晚前后起日号截止]|[取提发开送试]))(?!\d)/g, dotted],
    [/(1[0-2]|0?[1-9])[./·](3[01]|[12]\d|0?[1-9])[日号]?(?![\d./])/g, dotted],
    [/初一[、和跟与及或]?十五/g, ({ day, known }) => again(day, (each) => known.moons.some(([first]) => [0, 14].includes(dates.between(first, each))))],
    [every(`(大?年|农历)?(正月|冬月|腊月)?(?:初|(?=廿(?!.?号)))${NUMBER}`), moon],
    [every(`(年?)(正月|冬月|腊月)${NUMBER}`), moon],
    [every(`${NUMBER}[日号]?(?=(?:[、/和及]${NUMBER}[日号]?)*(?:起|开始)?(?:${TO}|[、/和及])${NUMBER}两?[日号])`), ofMonth],
    [every(`${NUMBER}两?(?:号|日(?![记期历常三游]|之[^前后]))`), (said) => (said.groups[0] === "几" ? null : ofMonth(said))],
    ...named.forms.slice(-1),
    [/隔日[必送速]*达/g, ({ near }) => ahead(near, 1, 2)],
    [/翌[日晨早]|次[日晨早]|隔[天日]|转天|第二[日早]|第[二2]天(?![，,：:｜|打的】、\s]|$)/g, ({ near }) => ahead(near, 1)],
    [/当[天日晚]/g, ({ near }) => ahead(near, 0, 0, true)],
    [/(?:^|[^ ])(?:凌晨|后?半夜)/g, from(0, 1, true)],
  ];

  const UNTIL = new RegExp(`^${HOUR}(?:[之以]前|为止|截?止|前(?![面台厅程往后]))`);
  const SINCE = new RegExp(`^${HOUR}(?:起|开始|[之以]后|后(?![台厅厨勤面来天日]))[，,]?(?:连[续着]?|的|为期)?(?:${NUMBER}()${SPAN})?`);
  // After an hour it is later on that day; after midnight it is not.
  const LATER = /^(?!.*(?:零点|24)).*(?:点半?|[:：]\d\d|午)[之以]?后[，,]?$/;
  const THROUGH = new RegExp(`^(?:起|开始|${HOUR})*(?:一直)?(?:到|至|[-—–~～]+)(?:[次转来明]年|第二年|[次下]个?月|\\s)*$`);
  const UP_TO = /(?:截至|(?:^|[^改挪延迟前期后冬夏])[到至])\s*$/;
  // A goodbye that names a day.
  const GOODBYE = new RegExp(`^${HOUR}(?:再?见(?!分晓|真章|底|效|面礼)|再[聊说想会]|接着聊)`);
  // What was meant for a day and is put on another.
  const MOVED = /^.{0,12}(?:改期?[到成为在]?|挪[到至]|延[期后]?[到至]|推迟?[到至]|提前[到至])\s*$/;
  const WEEKDAY = new RegExp(`^(?:这|本)?个?周${reckon.WEEKDAY}$`);

  /** @typedef {{at: number, end: number, spans: Meant[]}} Token */
  /** @typedef {{sentence: string, rest: string, day: string, known: DaysData, found: Token[]}} Reading */

  /** The day of the month or of the year before which a token stands. @type {(found: Token[], at: number, day: string) => string} */
  const nearOf = (found, at, day) => {
    const before = found.filter((each) => each.at < at && each.spans.length).sort((mine, other) => mine.at - other.at).pop();
    return before && !before.spans[0].isLoose ? before.spans[0].to : day;
  };

  /** The token that a form has found, with what is counted from it. @type {(reading: Reading, form: DateForm, match: RegExpExecArray) => Token | null} */
  const tokenOf = ({ rest, day, known, found }, [, of, counted], match) => {
    const { index: at } = match;
    const end = at + match[0].length;
    // No date begins where a number goes on.
    if (/^\d/.test(match[0]) && /[\d.]$/.test(rest.slice(0, at))) return null;
    const said = { day, near: nearOf(found, at, day), known, groups: match.slice(1) };
    const spans = of(said);
    const bases = counted ? counted(said) : spans;
    const count = bases && bases.length ? reckon.counted(rest.slice(end), said, bases, Boolean(counted)) : null;
    if (count) return { at, end: end + count.length, spans: count.spans };
    return spans && { at, end, spans };
  };

  /** @type {(reading: Reading, form: DateForm) => void} */
  const read = (reading, form) => {
    const [pattern] = form;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(reading.rest); match; match = pattern.exec(reading.rest)) {
      const token = tokenOf(reading, form, match);
      if (!match[0]) pattern.lastIndex += 1;
      if (!token) continue;
      reading.found.push(token);
      reading.rest = reading.rest.slice(0, token.at) + " ".repeat(token.end - token.at) + reading.rest.slice(token.end);
    }
  };

  /** 12月24日（周四）: the day of the week only says the date again. @type {(sentence: string, all: Token[]) => Token[]} */
  const plain = (sentence, all) => {
    const words = (/** @type {Token} */ { at, end }) => sentence.slice(at, end);
    /** Whether the first of two is a date and the second its name. @type {(date: Token, name: Token, first: Token, second: Token) => boolean} */
    const isSame = (date, name, first, second) => WEEKDAY.test(words(name)) && /[\d月号初明后今]/.test(words(date))
      && weekday(date.spans[0].to) === weekday(name.spans[0].to) && /^\s*[（(]?\s*$/.test(sentence.slice(first.end, second.at));
    return all.filter((each, at) => {
      const [before, after] = [all[at - 1], all[at + 1]];
      const isBehind = before && isSame(before, each, before, each);
      if (isBehind) before.end = each.end + Number(/^[）)]/.test(sentence.slice(each.end)));
      return !isBehind && !(after && isSame(after, each, each, after));
    });
  };

  /** @type {(sentence: string, day: string, known: DaysData) => Token[]} */
  const tokens = (sentence, day, known) => {
    /** @type {Reading} */
    const reading = { sentence, rest: reckon.struck(sentence), day, known, found: [] };
    FORMS.forEach((form) => read(reading, form));
    const meant = reading.found.filter(({ spans, end }) => spans.length && !GOODBYE.test(sentence.slice(end))).sort((mine, other) => mine.at - other.at);
    return plain(sentence, meant.filter(({ end }, at) => !meant[at + 1] || !MOVED.test(sentence.slice(end, meant[at + 1].at))));
  };

  /**
   * A date with the words around it: until it, from it on; not where it only begins or ends a span.
   * @type {(sentence: string, said: {day: string, known: DaysData}, token: Token, begins: boolean, ends: boolean) => Meant[]}
   */
  const around = (sentence, { day, known }, { at, end, spans }, begins, ends) => {
    const [{ from: first, to, isLoose }] = spans;
    const behind = sentence.slice(end);
    const [since, ...length] = SINCE.exec(behind) || [];
    if (UNTIL.test(behind) || (!ends && UP_TO.test(sentence.slice(0, at)))) return first > day ? [...spans, { from: day, to, isLoose }] : spans;
    if (since === undefined || begins || LATER.test(since)) return spans;
    const last = length[0] ? Math.max(0, days(to, length[0], length[2], known) - 1) : 6;
    return [...spans, { from: first, to: dates.shifted(to, last), isLoose }];
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
      found.push(...around(sentence, { day, known }, token, isSpan(index + 1), isSpan(index)).map((each) => Object.assign({}, each, { at, end })));
      const after = all[index + 1];
      if (!isSpan(index + 1)) return;
      const [{ from: first }, { to }] = [token.spans[0], after.spans[0]];
      found.push({ at, end: after.end, from: first, to: to < first ? dates.shifted(to, 7) : to });
    });
    return found;
  };

  return { spoken, HOUR };
})();
