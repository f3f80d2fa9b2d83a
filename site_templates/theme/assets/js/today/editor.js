/* 改几个字: the words of one post on one day, judged while they are typed. */
"use strict";
var qunli = qunli || {};

qunli.editor = (() => {
  const { checking, plan, memory } = qunli;
  const { element, put, button } = qunli.dom;
  const PAUSE = 300; // milliseconds after the last letter
  /** @type {Judged} */
  const UNJUDGED = { marked: [], lines: ["没连上网，有没有风险的字这次没查。照样能改、能发。"] };

  const NOTHING = "没有标出来的字。没有标记不等于没问题。";

  /** The words of a post to edit: blanks without their examples. @type {(post: Post) => string} */
  const words = (post) => plan.filled(post.parts, {});

  /**
   * Below the words what the checks say of them, a short line each; it keeps nobody from anything.
   * @type {(area: HTMLTextAreaElement, type: string) => HTMLElement}
   */
  const judged = (area, type) => {
    const shown = element("div", { class: "marked", "aria-label": "标出来的原文", role: "group" });
    const told = element("div", { role: "status" });
    let timer = 0;
    const judge = async () => {
      const find = await checking.ready(plan.data.sector);
      const { marked, lines } = find ? find(area.value, type) : UNJUDGED;
      shown.hidden = !marked.length;
      put(shown, marked);
      const items = Array.from(new Set(lines)).map((line) => element("li", {}, [line]));
      const none = area.value.trim() ? element("p", { class: "small" }, [NOTHING]) : null;
      put(told, [items.length ? element("ul", { class: "risks" }, items) : none]);
    };
    area.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(judge, PAUSE);
    });
    judge();
    return element("div", { class: "checked" }, [shown, told]);
  };

  /**
   * @param {BentPost} post
   * @param {{keep: (text: string) => void, leave: () => void, before: string}} to `keep` the new words, "" for those of the plan;
   *   `before` were typed once and put aside, "" where none were
   * @returns {HTMLElement[]}
   */
  const editor = (post, { keep, leave, before }) => {
    const area = element("textarea", { rows: "6", "aria-label": "改这一条的字", "data-said": "" });
    area.value = words(post);
    const first = area.value;
    const status = element("p", { class: "small", role: "status" });
    const done = () => {
      const most = memory.MOST_WORDS;
      const count = Array.from(area.value.trim()).length;
      if (area.value === first) leave();
      else if (count > most) put(status, [`太长了：有 ${count} 个字，一条最多 ${most} 个。删短了再点「改好了」。`]);
      else keep(area.value.trim());
    };
    const again = () => {
      area.value = before;
      area.dispatchEvent(new Event("input"));
    };
    return [
      area, ...(before ? [button("用上次改的字", again, "quiet")] : []), judged(area, post.slot.type[0]), element("p", { class: "small" }, ["〔〕里是要现填的空。只改这一天的这一条。"]),
      status, button("改好了", done), button("不改了", leave, "quiet"),
    ];
  };

  return editor;
})();
