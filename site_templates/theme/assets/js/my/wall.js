/* A week for the wall: one A4 across, as large as it fits, to be read from two metres. Measures are millimetres. */
"use strict";
var qunli = qunli || {};

/** @typedef {{band: number, across: number, size: number}} Fit letters of what is posted every day, how many in a row, letters of the rest */

qunli.wall = (() => {
  const { plan, cells, paper } = qunli;
  const { element } = qunli.dom;
  const { PAGE, LINE } = paper;
  const HEAD = 17;
  const FOOT = 9;
  const GAP = 2.5;
  const COLUMN = { width: 34, head: 11.5 };
  const HOUR = 0.7; // of the letters of a title
  const LETTERS = { most: 12, band: 9.5, least: 2.5 };
  const ACROSS = 5;

  /** How high a post is in a column: its hour, its title in lines, its edges. @type {(title: string, size: number) => number} */
  const height = (title, size) => (HOUR + paper.lines(title, size, COLUMN.width)) * size * LINE + 3.6;

  /**
   * The largest letters with which everything stands on one page.
   * @type {(daily: string[], columns: string[][]) => Fit}
   */
  const fit = (daily, columns) => {
    const rows = Math.ceil(daily.length / ACROSS);
    const across = rows ? Math.ceil(daily.length / rows) : 1;
    const room = (PAGE.width - GAP * (across - 1)) / across - 7;
    const band = Math.max(LETTERS.least, Math.min(LETTERS.band, room / Math.max(1, ...daily.map(paper.width))));
    const taken = rows * (band * LINE * (1 + HOUR) + 2.4 + GAP);
    const left = PAGE.height - HEAD - FOOT - taken - COLUMN.head - GAP * 2;
    const fits = (/** @type {number} */ size) => columns.every((titles) => titles.reduce((sum, title) => sum + height(title, size), 0) <= left);
    return { band, across, size: paper.largest(LETTERS.most, LETTERS.least, fits) };
  };

  /** @type {(post: BentPost) => HTMLElement} */
  const entry = ({ slot }) =>
    element("div", { class: `x ${slot.type[0]}` }, [
      element("span", { class: "num" }, [slot.at, " ", cells.mark(slot.type[0])]), element("b", {}, [slot.title]),
    ]);

  /** @type {(day: SheetDay, posts: BentPost[]) => HTMLElement} */
  const column = ({ day, isClosed }, posts) =>
    element("div", { class: "col" }, [
      element("h3", {}, [cells.weekday(day), element("small", {}, [` ${Number(day.slice(8))}日`])]),
      ...posts.map(entry), isClosed ? element("p", {}, ["店休"]) : null,
    ]);

  /**
   * The sheet of a week; a reader hears the week itself instead.
   * @type {(days: SheetDay[]) => HTMLElement}
   */
  const sheet = (days) => {
    const daily = cells.daily(days);
    const rest = days.map((each) => cells.rest(each, daily).filter((post) => !post.isOff));
    const size = fit(daily.map((post) => post.slot.title), rest.map((posts) => posts.map((post) => post.slot.title)));
    const box = element("section", { class: "wall", "aria-hidden": "true" }, [
      element("header", {}, [
        element("b", {}, [`${plan.data.title} · 几点发什么`]), element("span", {}, [`${cells.date(days[0].day)}–${cells.date(days[6].day)}`]),
      ]),
      daily.length ? element("div", { class: "band" }, daily.map(entry)) : null,
      element("div", { class: "cols" }, days.map((each, at) => column(each, rest[at]))),
      element("footer", {}, [cells.key(), daily.length ? "上面一排天天发" : ""]),
    ]);
    box.style.setProperty("--band", `${size.band}mm`);
    box.style.setProperty("--across", String(size.across));
    box.style.setProperty("--size", `${size.size}mm`);
    return box;
  };

  return { fit, sheet };
})();
