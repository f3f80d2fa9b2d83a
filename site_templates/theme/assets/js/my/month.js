/* The month of one's own shop: festivals, days off, and what is posted besides every day's. */
"use strict";
(() => {
  const { plan, dates, cells, frame, paper } = qunli;
  const { element, all } = qunli.dom;
  const root = document.getElementById("_sheet");
  if (!root || !plan.isReadable) return;
  const LINE = 1.25;
  const ROOM = 144; // millimetres, without the head and what stands below
  /** @type {{[day: string]: {mark: string, names: string[]}}} */
  const named = {};
  for (const each of all(document, "#_named li")) {
    const [mark, ...names] = (each.getAttribute("data-names") || "").split("|");
    named[each.getAttribute("data-day") || ""] = { mark, names };
  }

  /** @type {(day: string) => string} */
  const first = (day) => `${day.slice(0, 8)}01`;

  /** @type {(month: string) => string} */
  const next = (month) => first(dates.shifted(month, 31));

  /** @type {(day: string, post: BentPost) => HTMLElement} */
  const entry = (day, { id, slot, isOff }) =>
    element("li", {}, [element("a", { class: `e ${slot.type[0]}`, href: cells.address(day, id), "data-state": isOff ? "off" : null }, [
      cells.mark(slot.type[0]), element("span", {}, [`${slot.at} ${slot.title}`]),
    ])]);

  /** @type {(each: SheetDay, daily: BentPost[]) => HTMLElement} */
  const cell = (each, daily) => {
    const { day, isClosed, posts } = each;
    const { mark, names } = named[day] || { mark: "", names: [] };
    const rest = cells.rest(each, daily);
    const label = `${dates.words(day)}，${posts.length ? `${posts.length} 条` : "没有要发的"}`;
    return element("td", { class: day === plan.now().day ? "today" : null }, [
      element("a", { class: "d", href: cells.address(day), "aria-label": label }, [
        element("span", { class: "num" }, [String(Number(day.slice(8)))]),
        mark ? element("i", { class: mark === "休" ? "off" : "work" }, [mark]) : null,
      ]),
      isClosed ? element("b", { class: "closed" }, ["店休"]) : null,
      ...names.map((name) => element("b", { class: "named" }, [name])),
      element("ul", {}, rest.map((post) => entry(day, post))),
      posts.length > rest.length ? element("small", {}, [`天天 ${posts.length - rest.length} 条`]) : null,
    ]);
  };

  /** How high a day is on paper: its number, its names, a line or more for each post. @type {(each: SheetDay, daily: BentPost[], size: number) => number} */
  const height = (each, daily, size) => {
    const rest = cells.rest(each, daily).map(({ slot }) => `互 ${slot.at} ${slot.title}`);
    const names = (named[each.day] || { names: [] }).names;
    const lines = [...rest, ...names, each.isClosed ? "店休" : "", daily.length ? "天天" : ""].filter(Boolean);
    return 9 + lines.reduce((sum, words) => sum + paper.lines(words, size, 35), 0) * size * LINE;
  };

  /** The largest letters with which the weeks stand on one page. @type {(days: SheetDay[], daily: BentPost[], before: number) => number} */
  const letters = (days, daily, before) =>
    paper.largest(6, 2, (size) => {
      /** @type {number[]} */
      const weeks = [];
      days.forEach((each, at) => {
        const week = Math.floor((at + before) / 7);
        weeks[week] = Math.max(weeks[week] || 0, height(each, daily, size));
      });
      return weeks.reduce((sum, week) => sum + week, 0) <= ROOM;
    });

  /** @type {(month: string) => HTMLElement[]} */
  const sheet = (month) => {
    const count = dates.between(month, next(month));
    const days = cells.days(month, count);
    const daily = cells.daily(days.filter((each) => each.day >= plan.data.starts && each.day <= plan.last()));
    const before = dates.between(dates.monday(month), month);
    const tds = [...Array.from({ length: before }, () => element("td", { class: "out" })), ...days.map((each) => cell(each, daily))];
    while (tds.length % 7) tds.push(element("td", { class: "out" }));
    const rows = [];
    for (let at = 0; at < tds.length; at += 7) rows.push(element("tr", {}, tds.slice(at, at + 7)));
    const heads = "一二三四五六日".split("").map((each) => element("th", { scope: "col" }, [`周${each}`]));
    const always = daily.map((post) => `${post.slot.at} ${post.slot.title}`).join("、");
    const grid = element("table", { class: "month" }, [
      element("caption", {}, [`${plan.data.title} · ${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`]),
      element("thead", {}, [element("tr", {}, heads)]), element("tbody", {}, rows),
    ]);
    grid.style.setProperty("--size", `${letters(days, daily, before)}mm`);
    return [grid, element("p", { class: "always" }, [always ? `天天发：${always}` : ""]), cells.key()];
  };

  frame.mount(root, {
    word: "月", from: first, next, title: (month) => `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`,
  }, sheet);
})();
