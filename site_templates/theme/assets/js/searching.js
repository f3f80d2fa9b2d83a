/* The index of the search weighs more than ten pages: it comes when somebody turns to the search, not with every page. */
"use strict";
(() => {
  const { open, send } = XMLHttpRequest.prototype;
  /** @type {WeakSet<XMLHttpRequest>} */
  const indexes = new WeakSet();

  const wanted = new Promise((resolve) => {
    if (new URLSearchParams(window.location.search).has("q")) resolve(null);
    const ask = (/** @type {Event} */ event) => {
      const { target } = event;
      if (target instanceof Element && target.closest("[data-md-component=search], label[for=__search]")) resolve(null);
    };
    document.addEventListener("focusin", ask);
    document.addEventListener("pointerdown", ask);
  });

  // The theme asks for it as soon as it starts, and has no setting for later.
  XMLHttpRequest.prototype.open = function (/** @type {any[]} */ ...order) {
    if (/\/search\/search_index\.json$/.test(String(order[1]))) indexes.add(this);
    Reflect.apply(open, this, order);
  };
  XMLHttpRequest.prototype.send = function (/** @type {any} */ body) {
    if (indexes.has(this)) wanted.then(() => send.call(this, body));
    else send.call(this, body);
  };
})();
