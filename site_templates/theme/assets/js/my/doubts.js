/* What the word checks say of a shop, below the steps of its form and beside its files. They are asked for once somebody wrote
   something, and keep nobody from anything. */
"use strict";
var qunli = qunli || {};

qunli.doubts = (() => {
  const { dom, loading } = qunli;
  const PAUSE = 600; // milliseconds after the last letter
  const place = dom.element("div");
  let timer = 0;

  /** What judges a shop, null where it did not come. @type {() => Promise<((pack: PackData, of: Edition) => Risk[]) | null>} */
  const ready = async () => {
    const scripts = dom.all(document, "link[data-doubts]").map((each) => each.getAttribute("href") || "");
    try {
      if (!qunli.risks) await Promise.all(scripts.map(loading.script));
      return await qunli.risks.ready();
    } catch (error) {
      return null;
    }
  };

  /** Whether anything is in the owner's words. @type {(pack: PackData, of: Edition) => boolean} */
  const isSaid = (pack, { title, values, runs }) =>
    title !== "" || Object.keys(values).length > 0 || runs.some(({ sop, groups }) => groups.join() !== pack.sops[sop].title);

  /** Mark below the step what a shop may not say, once nobody types. @type {(pack: PackData, of: Edition) => void} */
  const look = (pack, of) => {
    clearTimeout(timer);
    timer = window.setTimeout(async () => {
      const judge = isSaid(pack, of) || qunli.risks ? await ready() : null;
      if (judge && place.isConnected) qunli.risks.show(judge(pack, of), place);
    }, PAUSE);
  };

  return { place, ready, look };
})();
