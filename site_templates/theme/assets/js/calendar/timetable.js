/* The week and the month of a calendar's page, planned anew: the same tables as handbook/views.py makes. */
"use strict";
var qunli = qunli || {};

qunli.timetable = (() => {
  const { dates, planner, slots } = qunli;
  const { element, put, all } = qunli.dom;
  const DAYS = 7;

  /** @typedef {{day: string, time: string, title: string, type: string, post: string}} Cell */

  /**
   * What is posted on each of these days.
   * @type {(pack: PackData, calendar: CalendarData, days: string[]) => Cell[][]}
   */
  const columns = (pack, calendar, days) => {
    const runOf = slots.runOf(pack, calendar);
    const posts = planner.plan(pack, calendar, days[0], days[days.length - 1]);
    return days.map((day) => posts.filter((post) => post.start.slice(0, 10) === day).map((post) => {
      const slot = runOf(post).slots[post.slot];
      return {
        day, time: post.start.slice(11), title: slots.title(slot, post.isAnswer) + (slot.to ? `（${slot.to[0]}）` : ""), type: slot.type,
        post: `${post.run}.${post.slot}${planner.anchorEnd(post)}`,
      };
    }));
  };

  /** @type {(cells: Cell[][]) => string[]} */
  const times = (cells) => Array.from(new Set(cells.reduce((found, column) => [...found, ...column.map(({ time }) => time)], /** @type {string[]} */ ([])))).sort();

  /** @type {(cell: Cell, page: string) => HTMLAnchorElement} */
  const link = ({ day, time, title, type, post }, page) => {
    const made = element("a", { class: `q-cell q-${type}`, href: `${page}#day=${day}&${post}` });
    return put(made, [element("span", { class: "q-cell__time" }, [time]), ` ${title}`]);
  };

  /**
   * The seven days from a day on, in a table that is there; `page` is that of today's posts.
   * @type {(table: Element, pack: PackData, calendar: CalendarData, first: string, page: string) => void}
   */
  const week = (table, pack, calendar, first, page) => {
    const days = Array.from({ length: DAYS }, (_, at) => dates.shifted(first, at));
    const cells = columns(pack, calendar, days);
    const heads = ["时间", ...days.map(dates.words)].map((words) => element("th", { scope: "col", role: "columnheader" }, [words]));
    const rows = times(cells).map((time) => element("tr", { role: "row" }, [
      element("th", { scope: "row", role: "rowheader" }, [time]),
      ...cells.map((column) => element("td", { role: "cell" }, column.filter((cell) => cell.time === time).map((cell) => link(cell, page)))),
    ]));
    put(table, [
      element("thead", { role: "rowgroup" }, [element("tr", { role: "row" }, heads)]), element("tbody", { role: "rowgroup" }, rows),
    ]);
  };

  /**
   * How much of the routine each printed day of the month holds.
   * @type {(root: ParentNode, pack: PackData, calendar: CalendarData) => void}
   */
  const month = (root, pack, calendar) => {
    const days = all(root, "[data-day]");
    if (!days.length) return;
    const [first, last] = [days[0], days[days.length - 1]].map((cell) => cell.dataset.day || "");
    const posts = planner.plan(pack, calendar, first, last).filter((post) => !post.isSingle);
    for (const cell of days) {
      const count = posts.filter((post) => post.start.slice(0, 10) === cell.dataset.day).length;
      for (const old of all(cell, ".q-month__routine")) old.textContent = count ? `日常 ${count} 条` : "";
    }
  };

  return { columns, week, month };
})();
