/* Scripts that are loaded when they are wanted: a page opened from a folder may fetch nothing else. */
"use strict";
var qunli = qunli || {};

qunli.loading = (() => {
  /**
   * Run a script of this site after those that were asked for before it.
   * @type {(address: string) => Promise<void>}
   */
  const script = (address) =>
    new Promise((resolve, reject) => {
      const made = document.createElement("script");
      made.src = address;
      made.async = false;
      made.addEventListener("load", () => resolve());
      made.addEventListener("error", () => {
        made.remove();
        reject(new Error(address));
      });
      document.head.append(made);
    });

  return { script };
})();
