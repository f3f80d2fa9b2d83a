/* The findings of 这句能不能发 as a list by line, each with its reason, a better sentence and a way to allow its words. */
"use strict";
var qunli = qunli || {};

/**
 * What a finding's buttons do.
 * @typedef {{replace: (one: ToldSpot) => void, allow: (words: string, reason: string) => void, isFinal: (one: ToldSpot) => boolean,
 *   pageOf: (code: string) => string | null}} Doing
 */

qunli.tryList = (() => {
  const { element, button, put } = qunli.dom;
  const { LEVELS, instead } = qunli.report;
  const MOST = 100;

  /** The form that allows some words: what they are and why. @type {(one: ToldSpot, doing: Doing, leave: () => void) => HTMLElement} */
  const allowing = (one, doing, leave) => {
    const words = element("input", { type: "text", maxlength: "40", "aria-label": "哪个词不用标" });
    const reason = element("input", { type: "text", maxlength: "40", "aria-label": "为什么能用", placeholder: "为什么能用，比如：注册的店名" });
    words.value = one.words.trim();
    const told = element("p", { role: "status" });
    const keep = () => {
      if (words.value.trim() && reason.value.trim()) doing.allow(words.value, reason.value);
      else put(told, ["词和理由都要写。"]);
    };
    return element("div", { class: "q-try__allowing" }, [
      words, reason, told, button("记住，以后不标", keep, "q-try__button"), button("算了", leave, "q-try__button"),
    ]);
  };

  /** @type {(one: ToldSpot, doing: Doing) => HTMLElement} */
  const allow = (one, doing) => {
    const box = element("div");
    const leave = () => put(box, [button("这个词我能用", enter, "q-try__button")]);
    const enter = () => {
      put(box, [allowing(one, doing, leave)]);
      qunli.dom.all(box, "input")[1].focus();
    };
    leave();
    return box;
  };

  /** The better sentence, with the tap that puts it into the text. @type {(one: ToldSpot, doing: Doing) => HTMLElement | null} */
  const better = (one, doing) => {
    if (!one.better) return null;
    const words = one.better.text ? "换成这样" : "删掉这句";
    return element("p", { class: "q-try__better" }, [instead(one.better), button(words, () => doing.replace(one), "q-try__button")]);
  };

  /** @type {(one: ToldSpot, doing: Doing) => HTMLLIElement} */
  const item = (one, doing) => {
    const { code } = one;
    const page = doing.pageOf(code);
    return element("li", { "data-code": code }, [
      one.place ? element("em", { class: "q-try__place" }, [one.place]) : null,
      element("strong", {}, [`风险提示：「${one.words.trim()}」${one.title}`]),
      element("span", { class: `q-try__${one.level}` }, [LEVELS[one.level]]),
      element("p", { class: "q-try__why" }),
      element("p", {}, [`换法：${one.hint}`]),
      better(one, doing),
      element("p", { class: "q-try__basis" }),
      page ? element("a", { href: page }, [`${code} 为什么`]) : null,
      doing.isFinal(one) ? null : allow(one, doing),
    ]);
  };

  /** @type {(found: ToldSpot[], doing: Doing) => HTMLElement[]} */
  const items = (found, doing) => {
    const shown = found.slice(0, MOST).map((one) => item(one, doing));
    const rest = found.length - shown.length;
    return rest ? [...shown, element("li", { class: "q-try__rest" }, [`还有 ${rest} 处，先改好上面的。`])] : shown;
  };

  /** Say of each finding why it is one, once that is there. @type {(list: HTMLElement, why: Why) => void} */
  const explain = (list, why) => {
    for (const each of qunli.dom.all(list, "[data-code]")) {
      const [reason, basis] = why[each.dataset.code || ""];
      qunli.dom.one(each, ".q-try__why").textContent = reason;
      qunli.dom.one(each, ".q-try__basis").textContent = `依据：${basis}`;
    }
  };

  /** The words that are allowed on this device, each with its reason and a way to take it back. @type {(remove: (words: string) => void) => HTMLElement[]} */
  const kept = (remove) =>
    qunli.allowed.list().map(({ words, reason }) => {
      const away = button("不再放行", () => remove(words), "q-try__button");
      away.setAttribute("aria-label", `不再放行${words}`);
      return element("li", {}, [`「${words}」${reason} `, away]);
    });

  return { items, explain, kept, better };
})();
