/* 大字: larger letters, kept on this device and set before anything is drawn. */
"use strict";
(() => {
  const KEY = "qunli.large";
  const root = document.documentElement;

  /** @type {(kept?: string) => string | null} */
  const store = (kept) => {
    try {
      if (kept) window.localStorage.setItem(KEY, kept);
      return window.localStorage.getItem(KEY);
    } catch (error) {
      return null;
    }
  };

  const show = (/** @type {string} */ large) => {
    root.dataset.large = large;
    for (const each of document.querySelectorAll("[data-enlarge]")) each.setAttribute("aria-pressed", String(large === "1"));
  };

  show(store() || "0");
  document.addEventListener("DOMContentLoaded", () => show(root.dataset.large || "0"));
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest("[data-enlarge]")) return;
    show(root.dataset.large === "1" ? "0" : "1");
    store(root.dataset.large);
  });
})();
