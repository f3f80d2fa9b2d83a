// What every page needs besides copying: ticks that stay, printing one sheet, and a word for WeChat's browser.
"use strict";
(() => {
  const kept = (key, value) => {
    try {
      if (value === undefined) return localStorage.getItem(key);
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      return null; // private windows and some in-app browsers keep nothing
    }
    return null;
  };

  // --- checklists: kept by page and by the item's words, so that a new item above moves nothing

  const seen = new Map();
  const tick = (item) => {
    const box = item.querySelector("input[type=checkbox]");
    if (!box) return;
    const words = item.textContent.trim().replace(/\s+/g, " ");
    const nth = (seen.get(words) || 0) + 1;
    seen.set(words, nth);
    const key = `qunli.tick:${location.pathname}:${words}${nth > 1 ? `#${nth}` : ""}`;
    const before = kept(key);
    if (before !== null) box.checked = before === "1";
    box.disabled = false;
    box.setAttribute("aria-label", words);
    const keep = () => kept(key, box.checked ? "1" : "0");
    box.addEventListener("change", keep);
    item.addEventListener("click", (event) => {
      if (event.target.closest("a, label, input, button")) return;
      box.checked = !box.checked;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };
  document.querySelectorAll(".md-typeset .task-list-item").forEach(tick);

  for (const list of document.querySelectorAll(".md-typeset .task-list")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "q-again";
    button.textContent = "全部重来";
    const boxes = [...list.querySelectorAll("input[type=checkbox]")];
    const show = () => { button.hidden = !boxes.some((box) => box.checked); };
    button.addEventListener("click", () => {
      for (const box of boxes) {
        box.checked = false;
        box.dispatchEvent(new Event("change"));
      }
      show();
    });
    list.addEventListener("change", show);
    list.after(button);
    show();
  }

  // --- printing one sheet of a page

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const sheet = document.getElementById(button.dataset.print);
      const folded = sheet.closest("details:not([open])");
      if (folded) folded.open = true;
      sheet.classList.add("q-sheet--picked");
      document.documentElement.classList.add("q-one-sheet");
      window.print();
    });
  }
  window.addEventListener("afterprint", () => {
    document.documentElement.classList.remove("q-one-sheet");
    for (const sheet of document.querySelectorAll(".q-sheet--picked")) sheet.classList.remove("q-sheet--picked");
  });

  // --- WeChat opens no calendar link

  if (/MicroMessenger/i.test(navigator.userAgent)) {
    document.documentElement.classList.add("q-in-wechat");
    for (const note of document.querySelectorAll(".q-wechat")) note.hidden = false;
  }
})();
