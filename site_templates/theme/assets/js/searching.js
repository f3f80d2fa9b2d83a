/* The index of the search weighs more than ten pages: it comes when somebody turns to the search, not with every page, and
   first what pages are called and which questions they answer. Our engine answers in place of the theme's own worker. */
"use strict";
(() => {
  const { open, send } = XMLHttpRequest.prototype;
  /** @type {WeakSet<XMLHttpRequest>} */
  const indexes = new WeakSet();
  const INDEX = /\/search\/search_index\.json$/;

  const settings = document.getElementById("__config");
  const own = document.currentScript instanceof HTMLScriptElement && document.currentScript.dataset.engine;
  if (settings && own) settings.textContent = JSON.stringify({ ...JSON.parse(settings.textContent || "{}"), search: own });

  // The theme takes each link that says only this for an edition in other languages, and asks for a site map beside it.
  document.querySelectorAll("link[rel=alternate]:not([hreflang])").forEach((link) => link.setAttribute("rel", "alternate nofollow"));

  const wanted = new Promise((resolve) => {
    if (new URLSearchParams(window.location.search).has("q")) resolve(null);
    const ask = (/** @type {Event} */ event) => {
      const { target } = event;
      if (target instanceof Element && target.closest("[data-md-component=search], label[for=__search]")) resolve(null);
    };
    document.addEventListener("focusin", ask);
    document.addEventListener("pointerdown", ask);
  });

  // The dialog listens to keys alone: what is pasted, spoken, or picked from what a phone offers presses none.
  document.addEventListener("input", ({ target }) => {
    if (target instanceof Element && target.matches("[data-md-component=search-query]")) target.dispatchEvent(new Event("keyup"));
  });

  // The theme asks for it as soon as it starts, and has no setting for later.
  XMLHttpRequest.prototype.open = function (/** @type {any[]} */ ...order) {
    if (INDEX.test(String(order[1]))) {
      indexes.add(this);
      order[1] = String(order[1]).replace(INDEX, "/search/first.json");
    }
    Reflect.apply(open, this, order);
  };
  XMLHttpRequest.prototype.send = function (/** @type {any} */ body) {
    if (indexes.has(this)) wanted.then(() => send.call(this, body));
    else send.call(this, body);
  };
})();
