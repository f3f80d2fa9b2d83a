/* What a day needs only once it stands: what closes it, and what takes one over. It is one more file, asked for after the
   first text, and kept on the phone like the others. */
"use strict";
var qunli = qunli || {};

qunli.after = (() => {
  /** @type {Promise<void> | null} */
  let coming = null;

  /** Asked for once, and again where the network failed. @type {() => Promise<void>} */
  const arrived = () => {
    const scripts = qunli.dom.all(document, "link[data-after]").map((each) => each.getAttribute("href") || "");
    coming = coming || Promise.all(scripts.map(qunli.loading.script)).then(() => {
      if (!("closing" in qunli)) throw new Error("something else came in its place");
    });
    coming.catch(() => {
      coming = null;
    });
    return coming;
  };

  return { arrived };
})();
