/* A pasted 日报: what a colleague's phone noted of a day, read line by line; what cannot be understood is left and counted. */
"use strict";
var qunli = qunli || {};

/** @typedef {{days: string[], taken: number, kept: number, lost: number}} Pasted kept: both phones say something else */

qunli.pasted = (() => {
  const { plan, memory, dates, bending } = qunli;
  const HEAD = /^【.*】\s*(\d{1,2})月(\d{1,2})日.*日报/;
  const LINE = /^\d{1,2}:\d\d\s+(.*)$/;

  /** The nearest such day to today that the plan knows. @type {(month: string, date: string) => string} */
  const dayOf = (month, date) => {
    const today = plan.now().day;
    const year = Number(today.slice(0, 4));
    const days = [year - 1, year, year + 1].map((each) => `${each}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`);
    const known = days.filter((day) => !isNaN(dates.number(day)));
    const away = (/** @type {string} */ day) => Math.abs(dates.between(today, day));
    return known.sort((one, other) => away(one) - away(other))[0] || "";
  };

  /** The groups that a line says were posted to. @type {(rest: string, groups: string[]) => string[]} */
  const groupsOf = (rest, groups) => {
    if (/^已发/.test(rest)) return groups;
    const only = /^只发了(\S+)/.exec(rest);
    return only ? groups.filter((group) => only[1].split("、").includes(group)) : [];
  };

  /** @type {(rest: string, record: string[]) => [string, string][]} */
  const figuresOf = (rest, record) => {
    /** @type {[string, string][]} */
    const found = [];
    for (const name of record) {
      const at = ` ${rest}`.lastIndexOf(` ${plan.data.records[name]}`);
      const number = at < 0 ? null : /^\s*(\d[\d.]*)/.exec(rest.slice(at + plan.data.records[name].length));
      if (number && memory.figure(number[1])) found.push([name, memory.figure(number[1])]);
    }
    return found;
  };

  /** @type {(day: string, words: string, told: Pasted) => boolean} */
  const takeLine = (day, words, told) => {
    const fitting = bending.posts(day).filter(({ slot }) => words === slot.title || words.startsWith(`${slot.title} `));
    const post = fitting.sort((one, other) => other.slot.title.length - one.slot.title.length)[0];
    if (!post) return false;
    const rest = words.slice(post.slot.title.length).trim();
    memory.note(day, post.id, (noted) => {
      const fresh = groupsOf(rest, post.slot.groups).filter((group) => !noted.groups.includes(group));
      noted.groups.push(...fresh);
      told.taken += fresh.length;
      for (const [name, value] of figuresOf(rest, post.slot.record)) {
        const mine = memory.figure(noted.figures[name]);
        if (mine && mine !== value) told.kept += 1;
        if (mine) continue;
        noted.figures[name] = value;
        told.taken += 1;
      }
    });
    return true;
  };

  /**
   * Note what pasted reports of this shop say; what this phone says already stays.
   * @type {(text: string) => Pasted}
   */
  const take = (text) => {
    const told = { days: /** @type {string[]} */ ([]), taken: 0, kept: 0, lost: 0 };
    let day = "";
    for (const line of text.slice(0, 100000).split(/\r?\n/).map((each) => each.trim())) {
      const head = HEAD.exec(line);
      if (head) {
        day = line.startsWith(`【${plan.data.title}】`) ? dayOf(head[1], head[2]) : "";
        if (day && !told.days.includes(day)) told.days.push(day);
        if (!day) told.lost += 1;
        continue;
      }
      const words = LINE.exec(line);
      if (day && words && !takeLine(day, words[1], told)) told.lost += 1;
    }
    return told;
  };

  return { take };
})();
