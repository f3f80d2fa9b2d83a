/* A shop's link that somebody opens on a page that is not the shop's: what reads it is asked for only then. */
"use strict";
(() => {
  let isRead = false;
  const readLink = () => {
    if (isRead || !/[#&]my(?:=|%3d|$)/i.test(location.hash)) return;
    isRead = true;
    for (const each of qunli.dom.all(document, "link[data-shop]")) {
      const script = document.createElement("script");
      script.src = each.getAttribute("href") || "";
      script.async = false;
      document.head.append(script);
    }
  };
  readLink();
  window.addEventListener("hashchange", readLink);
})();
