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

  /**
   * Leave a text out for good, on the same page with the next edition; the last text of a post stays.
   * @type {(of: Edition, pack: PackData, unwanted: Unwanted) => void}
   */
  const leaveOut = (of, pack, unwanted) => {
    const next = qunli.unwanted.without(newest(of), unwanted);
    const left = qunli.slots.of(pack, edition.calendar(next, pack)).runs.filter((run) => run.id === unwanted.run);
    if (!left.some((run) => Object.prototype.hasOwnProperty.call(run.slots, unwanted.slot))) {
      receiving.say(root, "这一条只剩这一个写法了，不能再去掉。今天不想发，点「今天不发」。");
      return;
    }
    qunli.unwanted.note(of, unwanted);
    turn(of, () => next);
  };

  qunli.opened(root, ({ of, pack, isNew, isLent }) => {
    if (isLent) return;
    document.addEventListener("qunli-unwanted", (event) => leaveOut(of, pack, /** @type {CustomEvent} */ (event).detail));
    const keep = (/** @type {(of: Edition) => Edition} */ change) => turn(of, change);
    const wish = { of, pack, keep };
    const [said, unwanted] = [qunli.unwanted.justNow(wish), qunli.unwanted.section(wish)];
    if (unwanted) root.after(unwanted);
    root.after(qunli.daysoff.section(of, pack, keep));
    if (said) root.before(said);
    if (isNew) qunli.archive.sent(of);
    qunli.keeping.offer(of, root);
  });
})();
