/* Checklists: ticks stay on this device, by page and by the item's words, so that a new item above moves nothing.
   The edition in Traditional Chinese keeps them by the address and the words of the first one. */
"use strict";
(() => {
  /** @type {Map<string, number>} */
  const seen = new Map();

  /** @type {(words: string) => string} */
  const keyOf = (words) => {
    const nth = (seen.get(words) || 0) + 1;
    seen.set(words, nth);
    return `qunli.tick:${location.pathname.replace("/zh-hant/", "/")}:${words}${nth > 1 ? `#${nth}` : ""}`;
  };

  /** @type {(root: ParentNode) => HTMLInputElement[]} */
  const boxesIn = (root) => Array.from(root.querySelectorAll("input[type=checkbox]"));

  /** @type {(item: HTMLElement) => void} */
  const bring = (item) => {
    const box = boxesIn(item)[0];
    if (!box) return;
    const words = (item.dataset.words || item.textContent || "").trim().replace(/\s+/g, " ");
    const key = keyOf(words);
    const before = qunli.storage.get(key);
    if (before !== null) box.checked = before === "1";
    box.disabled = false;
    box.setAttribute("aria-label", words);
    box.addEventListener("change", () => qunli.storage.set(key, box.checked ? "1" : "0"));
    item.addEventListener("click", (event) => {
      if (qunli.dom.hit(event, "a, label, input, button")) return;
      box.checked = !box.checked;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };

  /** @type {(list: HTMLElement) => void} */
  const addAgain = (list) => {
    const boxes = boxesIn(list);
    const show = () => {
      button.hidden = !boxes.some((box) => box.checked);
    };
    const clear = () => {
      for (const box of boxes) {
        box.checked = false;
        box.dispatchEvent(new Event("change"));
      }
      show();
    };
    const button = qunli.dom.button("全部重来", clear, "q-again");
    list.addEventListener("change", show);
    list.after(button);
    show();
  };

  qunli.dom.all(document, ".md-typeset .task-list-item").forEach(bring);
  qunli.dom.all(document, ".md-typeset .task-list").forEach(addAgain);
})();
