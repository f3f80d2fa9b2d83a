/* 临时发一条: what can be posted when it happens, below the posts of a day. */
"use strict";
var qunli = qunli || {};

qunli.offering = (() => {
  const { plan, after } = qunli;
  const { element, button } = qunli.dom;

  /**
   * @param {string} day
   * @param {(day: string, id: string, words: string) => void} open a post of the day, with words
   * @returns {HTMLElement | null} nothing where nothing is offered
   */
  const offering = (day, open) => {
    if (!plan.sudden.length || !plan.isKnown(day)) return null;
    const status = element("p", { class: "small", role: "status" });
    const add = async (/** @type {Sudden} */ { id: name, slot }) => {
      await after.arrived();
      const id = qunli.adding(day, name, plan.now().time);
      if (id) open(day, id, `加了一条「${slot.title}」，在下面。用不着就点「去掉这条」。`);
      else status.textContent = "这一天临时发的已经太多了，先去掉几条。";
    };
    const fail = () => {
      status.textContent = "要用的没拿到，多半是没连上网。再点一次。";
    };
    return element("details", { class: "anytime" }, [
      element("summary", {}, ["临时发一条"]),
      element("p", { class: "small" }, ["没有钟点的事，出了再发；发了一样打勾，日报里有它。"]),
      element("div", { class: "offers" }, plan.sudden.map((each) => button(each.slot.title, () => add(each).catch(fail)))),
      status,
    ]);
  };

  return offering;
})();
