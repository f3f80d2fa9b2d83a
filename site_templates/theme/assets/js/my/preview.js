/* The next post of a shop, as a customer would see it, while the form is filled in. */
"use strict";
var qunli = qunli || {};

qunli.preview = (() => {
  const { dates, edition, planner, slots, blanks } = qunli;
  const { element } = qunli.dom;
  const AHEAD = 40;

  /**
   * The first post from tomorrow on, or null.
   * @type {(pack: PackData, calendar: CalendarData, today: string) => {post: PlannedPost, run: PlannedRun} | null}
   */
  const first = (pack, calendar, today) => {
    const [post] = planner.plan(pack, calendar, dates.shifted(today, 1), dates.shifted(today, AHEAD));
    if (!post) return null;
    return { post, run: slots.runOf(pack, calendar)(post) };
  };

  /** @type {(text: string) => (string | HTMLElement)[]} */
  const marked = (text) => blanks.cut(text).map((part) => {
    if (typeof part === "string") return part;
    return element("mark", {}, [`${part[0] || "　　"}${part[1] ? `，例：${part[1]}` : ""}`]);
  });

  /** @type {(today: string, day: string) => string} */
  const head = (today, day) => (dates.between(today, day) === 1 ? "明天头一条，会是这样" : `明天不发，下一条是${dates.words(day)}`);

  /** @type {(pack: PackData, of: Edition, today: string) => HTMLElement[]} */
  const drawn = (pack, of, today) => {
    const found = first(pack, edition.calendar(of, pack), today);
    const sign = element("span", { class: of.title ? "sign" : "sign empty" }, [of.title || "你的店名"]);
    if (!found) return [sign, element("p", { class: "small" }, ["照现在选的，这些天没有要发的。"])];
    const { post, run } = found;
    const slot = run.slots[post.slot];
    const type = element("i", { class: `m w ${slot.type}` }, [pack.words.types[slot.type]]);
    const header = element("header", {}, [
      element("time", {}, [post.start.slice(11)]), element("h3", {}, [slots.title(slot, post.isAnswer)]), type,
      element("p", {}, [slots.readers(run, slot).join("、")]),
    ]);
    const words = element("p", { class: "bub" }, marked(post.text));
    return [
      element("h2", {}, [head(today, post.start.slice(0, 10))]), sign, element("span", { class: "awn" }),
      element("article", { class: "post" }, [header, element("div", { class: "chat" }, [words])]),
    ];
  };

  return { drawn };
})();
