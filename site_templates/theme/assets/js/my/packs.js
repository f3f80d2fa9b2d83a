/* The plan of a trade, loaded as a script. */
"use strict";
var qunli = qunli || {};

qunli.packs = (() => {
  /** @type {Map<string, Promise<PackData | null>>} */
  const asked = new Map();

  /** @type {(root: string, id: string) => Promise<PackData | null>} */
  const fresh = async (root, id) => {
    try {
      await qunli.loading.script(`${root}industries/${id}/plan.js`);
    } catch (error) {
      asked.delete(id);
      return null;
    }
    const pack = window.qunliPack;
    return pack && pack.id === id && pack.form === 1 ? pack : null;
  };

  /**
   * The plan of a trade, null where there is none, or none that these scripts can read.
   * @type {(root: string, id: string) => Promise<PackData | null>}
   */
  const load = (root, id) => {
    const known = asked.get(id) || fresh(root, id);
    asked.set(id, known);
    return known;
  };

  return { load };
})();
