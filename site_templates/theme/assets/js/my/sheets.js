/* The week and the month of one's own shop: the edition is opened first, then the scripts that draw it. */
"use strict";
(() => {
  const root = document.getElementById("_sheet");
  if (root) qunli.opened(root, () => {});
})();
