/* 这句能不能发: the word checks of words.js over a text, on this device only. */
"use strict";
(() => {
  const data = window.qunliWords;
  const box = document.querySelector(".q-try");
  if (!data || !(box instanceof HTMLElement)) return;
  const { element, put, one, all, hit } = qunli.dom;
  const KEY = "qunli.industry";
  const PAUSE = 300; // milliseconds after the last letter
  const SAMPLE = "本店烤鱼全国第一，转发朋友圈就送小菜1份";
  /** @type {{[level: string]: string}} */
  const LEVELS = { error: "先改再发", warning: "看一眼" };

  const find = qunli.matcher.finder(data);
  // The first look reads what every check looks for.
  window.setTimeout(() => find(SAMPLE, "", ""), 0);
  const byCode = new Map(data.entries.map((entry) => /** @type {const} */ ([entry.code, entry])));
  const area = /** @type {HTMLTextAreaElement} */ (one(box, "#q-try-text"));
  const industry = /** @type {HTMLSelectElement} */ (one(box, "#q-try-industry"));
  const type = /** @type {HTMLSelectElement} */ (one(box, "#q-try-type"));
  const count = one(box, ".q-try__count");
  const shown = one(box, ".q-try__shown");
  const list = one(box, ".q-try__found");
  const panels = all(document, ".q-try__panel");
  /** @type {Map<string, string>} */
  const pages = new Map();
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".q-try__list a"))) {
    pages.set((link.textContent || "").split(" ")[0], link.href);
  }

  // --- showing what was found

  /** @type {(found: Hit) => WordCheck} */
  const checkOf = ([, , code]) => /** @type {WordCheck} */ (byCode.get(code));

  /** @type {(found: Hit) => HTMLLIElement} */
  const item = (found) => {
    const [, , code, words] = found;
    const check = checkOf(found);
    const page = pages.get(code);
    return element("li", {}, [
      element("strong", {}, [`风险提示：「${words.trim()}」${check.title}`]),
      element("span", { class: `q-try__${check.level}` }, [LEVELS[check.level]]),
      element("p", {}, [`换法：${check.hint}`]),
      element("p", { class: "q-try__basis" }, [`依据：${data.basis[code]}`]),
      page ? element("a", { href: page }, [`${code} 为什么`]) : null,
    ]);
  };

  /** @type {(text: string, hits: Hit[]) => string} */
  const counted = (text, hits) => {
    if (!text.trim()) return "";
    if (!hits.length) return "没有标出来的字。没有标记不等于没问题，它不看的，下面写着。";
    return `有 ${hits.length} 处风险提示，不是判定违法。`;
  };

  const check = () => {
    const text = area.value;
    const chosen = industry.selectedOptions[0].dataset.scope || "";
    const hits = text.trim() ? find(text, chosen, type.value) : [];
    count.textContent = counted(text, hits);
    shown.hidden = !hits.length;
    put(shown, qunli.marking.marked(text, hits, (code) => /** @type {WordCheck} */ (byCode.get(code)).level));
    put(list, hits.map(item));
  };

  // --- the box

  const showPanels = () => {
    const mine = panels.filter((panel) => (panel.dataset.industries || "").split(" ").includes(industry.value));
    for (const panel of panels) panel.hidden = mine.length > 0 && !mine.includes(panel);
  };

  let timer = 0;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(check, PAUSE);
  });
  type.addEventListener("change", check);
  industry.addEventListener("change", () => {
    if (industry.value) qunli.storage.set(KEY, industry.value);
    showPanels();
    check();
  });
  box.addEventListener("click", (event) => {
    const button = hit(event, "[data-try]");
    if (!button) return;
    area.value = button.dataset.try === "clear" ? "" : SAMPLE;
    check();
    area.focus();
  });

  const kept = qunli.storage.get(KEY);
  if (Array.from(industry.options).some((option) => option.value === kept)) industry.value = kept || "";
  one(document, ".q-try__without").hidden = true;
  box.hidden = false;
  showPanels();
  check();
})();
