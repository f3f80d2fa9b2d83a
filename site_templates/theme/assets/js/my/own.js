/* 今天发什么 of one's own shop: the edition is opened first, then the plan of its trade, then the scripts of the page. */
"use strict";
(() => {
  const { edition, link, packs, receiving, shops } = qunli;
  const root = document.getElementById("_posts");
  const scripts = qunli.dom.all(document, "link[data-then]").map((each) => each.getAttribute("href") || "");
  if (!root) return;
  const base = document.documentElement.getAttribute("data-root") || "";
  const state = { isStarted: false };

  /** @type {(of: Edition, isNew: boolean) => Promise<void>} */
  const start = async (of, isNew) => {
    const pack = await packs.load(base, of.industry);
    if (!pack) {
      receiving.say(root, "今天的没有打开：没连上网，或者这一行这里没有了。店里的资料还在，连上网再打开。");
      return;
    }
    shops.open(of.id);
    window.qunliCalendar = edition.calendar(of, pack);
    window.qunliOwn = link.written(of);
    // Whatever takes the address along, a favourite or another browser, takes this edition of the shop along.
    history.replaceState(null, "", qunli.address.here(qunli.address.rest(location.hash)));
    for (const each of qunli.dom.all(document, "a[data-own]")) each.setAttribute("href", `${(each.getAttribute("href") || "").split("#")[0]}#my=${window.qunliOwn}`);
    root.textContent = "";
    qunli.dom.one(document, "#_shop").textContent = of.title;
    state.isStarted = true;
    document.addEventListener("qunli-unwanted", (event) => leaveOut(of, pack, /** @type {CustomEvent} */ (event).detail));
    // Asked for all at once; they run one after the other.
    await Promise.all(scripts.map(qunli.loading.script));
    document.dispatchEvent(new Event("qunli-opened"));
    root.after(qunli.rest.section({ of, pack, keep: (change) => turn(of, change) }));
    qunli.keeping.begin({ of, root, isNew });
  };

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

  /** @type {(of: Edition | null, isNew: boolean) => void} */
  const open = (of, isNew) => {
    if (of) start(of, isNew);
    else receiving.say(root, "这台手机上没有自家的一份：还没做过，或者手机清掉了。有链接就点开链接，有存档就到「我家的」里粘贴；没有就先花三分钟做一份。");
  };

  const begin = () => {
    if (state.isStarted) return;
    receiving.take(qunli.address.read(location.hash).my, root, open);
  };

  // Another shop's link in the same window.
  const turned = () => {
    const { my } = qunli.address.read(location.hash);
    if (my && window.qunliOwn && my !== window.qunliOwn) location.reload();
  };

  begin();
  window.addEventListener("hashchange", turned);
})();
