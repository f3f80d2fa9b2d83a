/* Whether the phone keeps a shop of the trade that a page is of: only then the rest of its scripts is asked for. */
"use strict";
(() => {
  const { storage } = qunli;
  const SHOPS = "qunli:1:my";
  const line = document.getElementById("_whose");
  const trade = line ? line.getAttribute("data-trade") : null;
  const { ids } = storage.record(SHOPS);
  if (!line || !Array.isArray(ids)) return;
  if (!ids.some((id) => storage.record(`${SHOPS}:${id}`).industry === trade)) return;
  const scripts = qunli.dom.all(document, "link[data-then]").map((each) => each.getAttribute("href") || "");
  // Without them the general edition stays.
  Promise.all(scripts.map(qunli.loading.script)).then(() => qunli.words.mount(line), () => {});
})();
