/* 大字: larger letters, kept on this device and set before anything is drawn. */
"use strict";
(() => {
  const { dataset } = document.documentElement;

  /** Where nothing is kept, the switch holds for the page. @type {(act: (store: Storage) => void) => void} */
  const kept = (act) => {
    try {
      act(window.localStorage);
    } catch (error) {
      // As if nothing was chosen.
    }
  };

  const show = () => {
    for (const each of document.querySelectorAll("[data-enlarge]")) each.setAttribute("aria-pressed", String(dataset.large === "1"));
  };

  dataset.large = "0";
  kept((store) => Object.assign(dataset, { large: store["qunli.large"] || "0" }));
  // Without scripts there is no button that does nothing.
  document.addEventListener("DOMContentLoaded", () => {
    for (const each of document.querySelectorAll("template[data-larger]")) {
      if (each instanceof HTMLTemplateElement) each.replaceWith(each.content);
    }
    show();
  });
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest("[data-enlarge]")) return;
    dataset.large = dataset.large === "1" ? "0" : "1";
    show();
    kept((store) => store.setItem("qunli.large", dataset.large || "0"));
  });
})();
