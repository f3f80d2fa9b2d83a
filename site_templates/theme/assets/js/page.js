/* Printing one sheet of a page, and a word for WeChat's browser, which opens no calendar link. */
"use strict";
(() => {
  const PICKED = "q-sheet--picked";
  const root = document.documentElement;

  /** @type {(button: HTMLElement) => void} */
  const print = (button) => {
    const sheet = document.getElementById(button.dataset.print || "");
    if (!sheet) return;
    const folded = sheet.closest("details");
    if (folded) folded.open = true;
    sheet.classList.add(PICKED);
    root.classList.add("q-one-sheet");
    window.print();
  };

  for (const button of qunli.dom.all(document, "[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print(button));
  }
  window.addEventListener("afterprint", () => {
    root.classList.remove("q-one-sheet");
    for (const sheet of qunli.dom.all(document, `.${PICKED}`)) sheet.classList.remove(PICKED);
  });

  // A row of tabs that is wider than a phone is walked by keys too.
  for (const labels of qunli.dom.all(document, ".tabbed-labels")) labels.tabIndex = 0;

  if (qunli.dom.inWeChat) {
    root.classList.add("q-in-wechat");
    for (const note of qunli.dom.all(document, ".q-wechat")) note.hidden = false;
  }
})();
