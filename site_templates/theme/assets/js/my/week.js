/* The week of one's own shop: a list by day on a phone, a table of days and hours where there is room. */
"use strict";
(() => {
  const { plan, dates, memory, cells, frame, wall } = qunli;
  const { element } = qunli.dom;
  const root = document.getElementById("_sheet");
  if (!root || !plan.isReadable) return;

  /** @type {(day: string, post: BentPost) => string} */
  const stateOf = (day, post) => {
    if (post.isOff) return "off";
    return memory.isDone(day, post) ? "done" : "";
  };

  /** @type {(day: string, post: BentPost) => HTMLElement} */
  const entry = (day, post) => {
    const { slot } = post;
    const state = stateOf(day, post);
    /** @type {Words} */
    const words = { off: "不发", done: "已发" };
    return element("a", { class: `e ${slot.type[0]}`, href: cells.address(day, post.id), "data-state": state || null }, [
      cells.mark(slot.type[0]), element("time", {}, [slot.at]), " ", element("span", {}, [slot.title]),
      state ? element("small", {}, [` ${words[state]}`]) : null,
    ]);
  };

  /** @type {(day: SheetDay) => string} */
  const emptyWords = ({ day, isClosed }) => {
    if (isClosed) return "店休";
    if (day < plan.data.starts) return "还没开始";
    return day > plan.last() ? "还没排到" : "没有要发的";
  };

  /** One day; its posts of an hour stand together, in the row of that hour. @type {(day: SheetDay, at: number, hours: string[]) => HTMLElement} */
  const section = (each, at, hours) => {
    const { day, posts } = each;
    const isToday = day === plan.now().day;
    const head = element("h3", { class: isToday ? "today" : null }, [
      element("a", { href: cells.address(day) }, [`${cells.weekday(day)} ${cells.date(day)}`]), isToday ? element("small", {}, [" 今天"]) : null,
    ]);
    const rows = hours.map((hour, row) => {
      const mine = posts.filter((post) => post.slot.at === hour);
      const cell = element("ul", { class: mine.length ? null : "none" }, mine.map((post) => element("li", {}, [entry(day, post)])));
      cell.style.setProperty("--row", String(row + 2));
      return cell;
    });
    const made = element("section", { class: "day" }, [head, ...rows, posts.length ? null : element("p", { class: "nothing" }, [emptyWords(each)])]);
    made.style.setProperty("--column", String(at + 2));
    return made;
  };

  /** @type {(days: SheetDay[]) => HTMLElement} */
  const table = (days) => {
    const hours = new Set();
    for (const { posts } of days) posts.forEach((post) => hours.add(post.slot.at));
    const rows = Array.from(hours).sort();
    const labels = rows.map((hour, row) => {
      const label = element("time", { class: "hour", "aria-hidden": "true" }, [hour]);
      label.style.setProperty("--row", String(row + 2));
      return label;
    });
    return element("div", { class: "tt" }, [...labels, ...days.map((each, at) => section(each, at, rows))]);
  };

  /** @type {(first: string) => HTMLElement[]} */
  const sheet = (first) => {
    const days = cells.days(first, 7);
    return [cells.key(), table(days), wall.sheet(days)];
  };

  frame.mount(root, {
    word: "周", from: dates.monday, next: (first) => dates.shifted(first, 7),
    title: (first) => `${cells.date(first)}–${cells.date(dates.shifted(first, 6))}`,
  }, sheet);
  root.append(qunli.reviewing.section());
})();
