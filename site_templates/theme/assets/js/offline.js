/* The page's side of days without network: it asks for the worker, and turns to a newer build when nobody is writing.
   WeChat and a page from a folder have no workers; there nothing happens. */
"use strict";
(() => {
  const mark = document.querySelector("script[data-worker]");
  const container = navigator.serviceWorker;
  const state = { isNewer: false };

  // Past all caches, which the worker asked for: the address is nobody's but this visit's.
  if (/^\?fresh$/.test(location.search)) history.replaceState(null, "", location.pathname + location.hash);
  // An iPhone's desktop takes the page's address as it is, the shop behind its # with it, only where no manifest says another.
  const manifest = document.querySelector("link[rel=manifest]");
  if (manifest && "standalone" in navigator) manifest.remove();
  if (!mark || !container || !/^http/.test(location.protocol)) return;

  const used = () => {
    const loaded = performance.getEntriesByType("resource").map((each) => each.name);
    const named = Array.from(document.querySelectorAll("script[src]")).map((each) => /** @type {HTMLScriptElement} */ (each).src);
    return [location.href, ...named, ...loaded];
  };

  /** @type {() => void} */
  const keep = () => {
    container.ready.then(({ active }) => active && active.postMessage({ keep: used() }));
  };

  /** Whether a reload would take something from somebody: what is ticked or filled in is kept, what stands in a box is not. */
  const isWriting = () => {
    const focused = document.activeElement;
    const isIn = focused !== null && focused.matches("textarea, select, input:not([type=checkbox])");
    return isIn || Array.from(document.querySelectorAll("textarea")).some((each) => each.value !== each.defaultValue);
  };

  const turn = () => {
    if (state.isNewer && !document.hidden && !isWriting()) location.reload();
  };

  const tellStale = () => {
    if (document.querySelector("._fresh")) return;
    const link = document.createElement("a");
    link.href = `${location.pathname}?fresh${location.hash}`;
    link.textContent = "群历有新版了，点这里换上，记的都在";
    const line = document.createElement("p");
    line.className = "note warn _fresh";
    line.setAttribute("role", "status");
    line.append(link);
    (document.querySelector("main") || document.body).prepend(line);
  };

  const begin = () => {
    container.register(mark.getAttribute("data-worker") || "").then(keep, () => {});
  };

  container.addEventListener("controllerchange", () => {
    state.isNewer = true;
  });
  container.addEventListener("message", ({ data }) => {
    if (data && data.qunli === "stale") tellStale();
  });
  document.addEventListener("visibilitychange", turn);
  document.addEventListener("qunli-opened", keep);
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin);
})();
