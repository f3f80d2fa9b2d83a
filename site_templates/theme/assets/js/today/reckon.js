/* Numbers and days as a sentence has them: 廿四, 两三, 12月24日, the next 24th. What reads dates shares it. */
"use strict";
var qunli = qunli || {};

/**
 * Days from one to another, both included. `isLoose` where a sentence of them need not mean each: this week, these days, today.
 * @typedef {{from: string, to: string, isLoose?: boolean}} Meant
 * @typedef {{day: string, groups: string[], near: string, known: DaysData}} SaidOn `near` is the date that was named before, else the day
 * @typedef {[RegExp, (said: SaidOn) => Meant[]]} DateForm
 */

qunli.reckon = (() => {
  const { dates } = qunli;
  const NUMBER = "(\\d{1,2}|[一二两三四五六七八九十廿半几]{1,3})";
  const WEEK = "(?:周|星期|礼拜)";
  const DIGITS = "零一二三四五六七八九十";

  /** @type {(text: string) => number} */
  const number = (text) => {
    if (/\d/.test(text)) return Number(text);
    if (text === "半") return 0.5;
    const plain = text.replace("廿", "二十").replace("几", "三").replace("两", "二").replace(/十十$/, "十");
    const [, tens, ones] = /^(.?)十(.?)$/.exec(plain) || [];
    // 三五天: as many as may be.
    if (tens === undefined) return DIGITS.indexOf(plain.slice(-1));
    return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0);
  };

  /** @type {(day: string, from: number, to?: number, isLoose?: boolean) => Meant[]} */
  const ahead = (day, from, to = from, isLoose = false) => [{ from: dates.shifted(day, from), to: dates.shifted(day, to), isLoose }];

  /** @type {(year: number, month: number, date: number) => string} */
  const written = (year, month, date) => `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;

  /** @type {(day: string) => Meant[]} */
  const one = (day) => (isNaN(dates.number(day)) ? [] : [{ from: day, to: day }]);

  /** The date of a month that is meant on a day: the nearest of its years. @type {(day: string, month: number, date: number) => string} */
  const nearest = (day, month, date) => {
    const own = Number(day.slice(0, 4));
    const away = (month - Number(day.slice(5, 7))) * 30 + date - Number(day.slice(8));
    const turned = away < -183 ? own + 1 : own;
    return written(away > 183 ? own - 1 : turned, month, date);
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

  /** How often a word says the next one: 下下周. @type {(prefix: string) => number} */
  const steps = (prefix) => (prefix.match(/下/g) || []).length;

  /** The first day of the month that lies so many months ahead. @type {(day: string, by: number) => string} */
  const monthAhead = (day, by) => {
    const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + by;
    return written(Math.floor(months / 12), (months % 12) + 1, 1);
  };

  return { NUMBER, WEEK, number, ahead, written, one, nearest, next, weekday, place, steps, monthAhead };
})();
