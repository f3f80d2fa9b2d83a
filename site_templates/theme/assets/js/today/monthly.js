/* Days of a month that are told without their number: 月底, 这个月最后一天, 下月第一个周六, 12月最后三天, 年底, 逢8. */
"use strict";
var qunli = qunli || {};

qunli.monthly = (() => {
  const { dates, reckon } = qunli;
  const { NUMBER, WEEK, number, one, nearest, weekday, place, steps, monthAhead } = reckon;
  // Which month: the last one is over, each one is this and the next.
  const WHICH = `(?:(上+个?|下+个?|次|这个?|本|当|每个?)|${NUMBER})?(?:个?月份?的?)?月`;
  const LAST = `(倒数第|最后的?)${NUMBER}?个?`;
  const KIND = `(天|日|晚|${WEEK}[一二三四五六日天]|${WEEK}末|工作日)`;
  const MOST = 31;

  /** The first days of the months that are meant. @type {(day: string, prefix: string, named: string) => string[]} */
  const months = (day, prefix, named) => {
    if (prefix.startsWith("上")) return [];
    if (named) return number(named) > 0 && number(named) < 13 ? [nearest(day, number(named), 1)] : [];
    if (!prefix || prefix.startsWith("每")) return [monthAhead(day, 0), monthAhead(day, 1)];
    return [monthAhead(day, prefix === "次" ? 1 : steps(prefix))];
  };

  /** @type {(first: string) => string} */
  const lastOf = (first) => dates.shifted(monthAhead(first, 1), -1);

  /** What is still to come; of a month without a name the first of them. @type {(day: string, prefix: string, found: Meant[]) => Meant[]} */
  const coming = (day, prefix, found) => {
    const left = found.filter(({ to }) => to >= day);
    return prefix ? left : left.slice(0, 1);
  };

  /** The days of a kind in a month, in order. @type {(first: string, kind: string) => string[]} */
  const ofKind = (first, kind) => {
    const all = Array.from({ length: dates.between(first, lastOf(first)) + 1 }, (_, at) => dates.shifted(first, at));
    if (/^[天日晚]$/.test(kind)) return all;
    if (kind === "工作日") return all.filter((day) => weekday(day) < 5);
    return all.filter((day) => weekday(day) === (/末$/.test(kind) ? 5 : place(kind.slice(-1))));
  };

  /** A day of a kind, with the Sunday where it is a weekend. @type {(day: string | undefined, kind: string) => Meant[]} */
  const whole = (day, kind) => (day ? [{ from: day, to: /末$/.test(kind) ? dates.shifted(day, 1) : day }] : []);

  /** 最后一天, 最后三天, 倒数第二个周六. @type {(first: string, counted: string, count: string, kind: string) => Meant[]} */
  const counted = (first, way, count, kind) => {
    const days = ofKind(first, kind);
    const from = days[days.length - (count ? number(count) : 1)];
    return way.startsWith("最后") && from ? [{ from, to: whole(days[days.length - 1], kind)[0].to }] : whole(from, kind);
  };

  /** @type {(all: Meant[][]) => Meant[]} */
  const joined = (all) => all.reduce((found, each) => [...found, ...each], []);

  /** @type {(said: SaidOn) => Meant[]} */
  const lastDays = ({ day, groups: [prefix = "", named = "", way, count = "", kind] }) =>
    coming(day, prefix + named, joined(months(day, prefix, named).map((first) => counted(first, way, count, kind))));

  /** 最后一个周日, of this month or the next. @type {(said: SaidOn) => Meant[]} */
  const lastWeekday = ({ day, near, known, groups }) => lastDays({ day, near, known, groups: ["", "", ...groups] });

  /** 下月第一个周六, 每月第二个周日, 下月第一天. @type {(said: SaidOn) => Meant[]} */
  const nth = ({ day, groups: [prefix = "", named = "", count, kind] }) => {
    const found = months(day, prefix, named).map((first) => whole(ofKind(first, kind)[number(count.replace("头", "一").replace("首", "一")) - 1], kind));
    return coming(day, prefix + named, joined(found));
  };

  /** 月初, 中旬: the days about it; 月底 is the very last. @type {{[name: string]: [number, number]}} */
  const PARTS = { 初: [1, 5], 中: [13, 17], 中旬: [11, 20], 上旬: [1, 10], 下旬: [21, MOST], 底: [MOST, MOST] };

  /** @type {(said: SaidOn) => Meant[]} */
  const part = ({ day, groups: [prefix = "", named = "", name] }) => {
    const [from, to] = PARTS[name] || PARTS["底"];
    const of = (/** @type {string} */ first, /** @type {number} */ date) => dates.shifted(first, Math.min(date - 1, dates.between(first, lastOf(first))));
    return coming(day, prefix + named, months(day, prefix, named).map((first) => ({ from: of(first, from), to: of(first, to), isLoose: from < to })));
  };

  /** @type {(said: SaidOn) => Meant[]} */
  const yearEnd = ({ day, groups: [past] }) => (past ? [] : one(`${day.slice(0, 4)}-12-31`));

  /** @type {(said: SaidOn) => Meant[]} */
  const yearsEnd = (said) => yearEnd(said).map(({ from, to }) => ({ from, to, isLoose: true }));

  /** 新年第一天. @type {(said: SaidOn) => Meant[]} */
  const yearBegin = ({ day }) => one(`${Number(day.slice(0, 4)) + Number(day.slice(5) > "01-01")}-01-01`);

  /** 逢8, 逢五逢十: within a month. @type {(said: SaidOn) => Meant[]} */
  const everyTenth = ({ day, groups: [count] }) => {
    const all = Array.from({ length: MOST }, (_, at) => dates.shifted(day, at));
    return joined(all.filter((each) => Number(each.slice(8)) % 10 === number(count) % 10).map(one));
  };

  /** @type {DateForm[]} */
  const forms = [
    [new RegExp(`(去年|前年|上一年)?(?:今|这一|全|一|去|前)?年(?:的|[底末])?最后[一1]天`, "g"), yearEnd],
    [/(?:新的?一年|新年|明年|来年|元月)(?:的|里)?(?:第一|头一|首)[天日]/g, yearBegin],
    [new RegExp(`${WHICH}(?:[底末尾]|里|的|份)*${LAST}${KIND}`, "g"), lastDays],
    [new RegExp(`${LAST}(${WEEK}[一二三四五六日天]|${WEEK}末|工作日)`, "g"), lastWeekday],
    [new RegExp(`${WHICH}(?:里|的)*(?:第)?([一二两三四五1-5头首])(?:个|(?=[天日]))${KIND}`, "g"), nth],
    [new RegExp(`${WHICH}的?(中旬|上旬|下旬|[底末尾初中])(?![一二三四五六七八九十廿\\d]|国)`, "g"), part],
    [/([去前上]一?年?)?(?:年[底末终](?!奖)|岁末)/g, yearsEnd],
    [/逢([1-9一二三四五六七八九十])(?![年个次人])/g, everyTenth],
  ];

  return { forms };
})();
