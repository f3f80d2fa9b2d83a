/* 今天发什么 of one's own shop: the edition is opened first, then the plan of its trade, then the scripts of the page. */
"use strict";
(() => {
  const { edition, link, receiving, shops } = qunli;
  const root = document.getElementById("_posts");
  if (!root) return;


  /** The newest edition that this phone has: another window may have changed it. @type {(of: Edition) => Edition} */
  const newest = (of) => {
    const kept = shops.get(of.id);
    return kept && kept.edition > of.edition ? kept : of;
  };

  /** Open the edition that is so changed on the same page. @type {(of: Edition, change: (of: Edition) => Edition) => void} */
  const turn = (of, change) => {
    const next = edition.next(change(newest(of)));
    shops.keep(next);
    location.hash = `my=${link.written(next)}`;
    location.reload();
  };

  /** @typedef {{run: string, slot: string, text: string}} Unwanted */

  /** @type {(of: Edition, unwanted: Unwanted) => Edition} */
  const without = (of, { run, slot, text }) => {
    const runs = of.runs.map((each) => {
      if (each.sop !== run) return each;
      const gone = Object.assign({}, each.gone, { [slot]: [...(each.gone[slot] || []), text] });
      return Object.assign({}, each, { gone });
    });
    return Object.assign({}, of, { runs });
  };

  /**
   * Leave a text out for good, on the same page with the next edition; the last text of a post stays.
   * @type {(of: Edition, pack: PackData, unwanted: Unwanted) => void}
   */
  const leaveOut = (of, pack, unwanted) => {
    const next = without(newest(of), unwanted);
    const left = qunli.slots.of(pack, edition.calendar(next, pack)).runs.filter((run) => run.id === unwanted.run);
    if (!left.some((run) => Object.prototype.hasOwnProperty.call(run.slots, unwanted.slot))) {
      receiving.say(root, "这一条只剩这一个写法了，不能再去掉。今天不想发，点「今天不发」。");
      return;
    }
    turn(of, () => next);
  };

  qunli.opened(root, ({ of, pack, isNew, isLent }) => {
    if (isLent) return;
    document.addEventListener("qunli-unwanted", (event) => leaveOut(of, pack, /** @type {CustomEvent} */ (event).detail));
    root.after(qunli.rest.section({ of, pack, keep: (change) => turn(of, change) }));
    qunli.keeping.begin({ of, root, isNew });
  });
})();
