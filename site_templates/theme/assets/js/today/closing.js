/* 收工: what can be taken away from a day. */
"use strict";
var qunli = qunli || {};

qunli.closing = (() => {
  const { plan, texts, dates, copier } = qunli;
  const { element, button, inWeChat } = qunli.dom;

  /** @type {(words: string, textOf: () => string, more?: HTMLElement[]) => HTMLDivElement} */
  const kind = (words, textOf, more = []) => element("div", {}, [...copier(words, textOf).parts, ...more]);

  /** @type {(words: string) => HTMLParagraphElement} */
  const small = (words) => element("p", { class: "small" }, [words]);

  /** @type {(day: string) => void} */
  const save = (day) => {
    qunli.saving.save(`${plan.data.title} ${dates.monday(day)}.csv`, "text/csv", texts.table(day));
  };

  /** @type {(day: string) => HTMLDivElement} */
  const table = (day) => {
    if (!inWeChat) return element("div", {}, [button("这一周的表（表格软件能打开）", () => save(day))]);
    const why = small("微信里存不了文件。要存成文件，点右上角「···」，用浏览器打开这一页。");
    return kind("复制这一周的表", () => texts.table(day), [why]);
  };

  /** @type {(day: string) => string} */
  const link = (day) => {
    const address = qunli.address.here(`shift=${qunli.handover.written(day)}`);
    return `【交班】${plan.data.title} ${dates.words(day)}，点开接着发：\n${address}`;
  };

  /** @type {(day: string, role: string, tell: Tell) => HTMLElement[]} */
  const closing = (day, role, tell) => {
    const following = dates.shifted(day, 1);
    const isToday = day === plan.now().day;
    const report = isToday ? "复制今日日报" : `复制${dates.words(day)}日报`;
    const list = isToday ? "复制明日清单" : `复制${dates.words(following)}清单`;
    return [
      element("h2", { id: "_closing" }, ["收工"]),
      kind(report, () => texts.report(day, role)),
      kind(list, () => texts.list(following, role)),
      table(day),
      kind("交班：复制链接", () => link(day)),
      qunli.pasting(tell),
      small("勾的、填的、记的数只在这台手机上，留 40 天。交班链接里有这一天的，谁点开谁就能看到。"),
    ];
  };

  return closing;
})();
