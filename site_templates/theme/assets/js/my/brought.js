/* A shop's link that somebody opens on a page that is not the shop's: what reads it is asked for only then. */
"use strict";
(() => {
  const links = qunli.dom.all(document, "link[data-shop]");
  const readLink = () => {
    if (!/[#&]my(?:=|%3d|$)/i.test(location.hash)) return;
    for (const each of links.splice(0)) {
      const script = document.createElement("script");
      script.src = each.getAttribute("href") || "";
      script.async = false;
      document.head.append(script);
    }
  };
  readLink();
  window.addEventListener("hashchange", readLink);
})();
