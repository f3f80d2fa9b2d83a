/* A page of one's own shop: its edition is opened first, then its trade's plan, then the scripts of the page, which the page
   names as links with data-then. Links with data-own take the shop along. */
"use strict";
var qunli = qunli || {};

/** @typedef {{of: Edition, pack: PackData, isNew: boolean, isLent: boolean}} Opened `isNew` where the phone had nothing of this shop */

qunli.opened = (() => {
  const { edition, link, packs, receiving, shops, lent } = qunli;
  const { all, element } = qunli.dom;
  const base = document.documentElement.getAttribute("data-root") || "";

  /** What an address has behind its # when it takes the shop along. @type {(page: string, more?: string) => string} */
  const carried = (page, more = "") => `${page.split("#")[0]}#${[...qunli.address.shop(), more].filter(Boolean).join("&")}`;

  const carryLinks = () => {
    // What is changed there is one's own, whoever handed this day over.
    const isOfOwn = (/** @type {HTMLElement} */ each) => window.qunliLent && each.dataset.own === "form";
    for (const each of all(document, "a[data-own]")) {
      if (each instanceof HTMLAnchorElement && !isOfOwn(each)) each.href = carried(each.href);
    }
  };

  /** The address of a page of the shop that the template names. @type {(name: string, more?: string) => string} */
  const page = (name, more = "") => {
    const found = document.querySelector(`a[data-own="${name}"]`);
    return found instanceof HTMLAnchorElement ? carried(found.href, more) : "";
  };

  /** @type {(root: HTMLElement, wrong: string) => void} */
  const sayNone = (root, wrong) => {
    const none = "这台手机上没有自家的一份：还没做过，或者手机清掉了。";
    const ways = wrong ? "链接整段复制过来，到「我家的」里粘贴也行。" : "有链接就点开链接，有存档就到「我家的」里粘贴；没有就先花三分钟做一份。";
    receiving.say(root, `${wrong}${none}${ways}`);
    const form = document.querySelector('a[data-own="form"]');
    if (form instanceof HTMLAnchorElement) root.append(element("a", { class: "btn main", href: form.href }, ["做一份我家的"]));
  };

  /** The plan of an edition, as this page's scripts read it; null where it did not come. @type {(of: Edition, root: HTMLElement) => Promise<PackData | null>} */
  const load = async (of, root) => {
    const pack = await packs.load(base, of.industry);
    if (!pack) {
      receiving.say(root, `${window.qunliLent ? "交班的" : "自家的"}这一份没有打开：没连上网，或者这一行这里没有了。店里的资料还在，连上网再打开。`);
      return null;
    }
    if (!window.qunliLent) shops.open(of.id);
    window.qunliCalendar = edition.calendar(of, pack);
    window.qunliOwn = link.written(of);
    // Whatever takes the address along, a favourite or another browser, takes this edition of the shop along.
    history.replaceState(null, "", qunli.address.here(qunli.address.rest(location.hash)));
    root.textContent = "";
    qunli.dom.one(document, "#_shop").textContent = of.title;
    // In WeChat a card shows nothing else.
    const [what] = Array.from(qunli.dom.one(document, "h1").childNodes);
    document.title = `${of.title || "我家"} · ${what.textContent}`;
    carryLinks();
    const lost = edition.lost(of, pack) + qunli.rounds.silent(of, pack);
    if (lost) receiving.say(root, lost);
    return pack;
  };

  /**
   * @param {HTMLElement} root of the page
   * @param {(opened: Opened) => void} then once the page's scripts have run
   */
  const opened = (root, then) => {
    const scripts = all(document, "link[data-then]").map((each) => each.getAttribute("href") || "");

    const address = qunli.address.read(location.hash);
    const found = lent.read(address);
    const before = shops.current();

    /** @type {(of: Edition | null, isNew: boolean, wrong?: string) => Promise<void>} */
    const open = async (of, isNew, wrong = "") => {
      const pack = of ? await load(of, root) : null;
      if (!of) sayNone(root, wrong);
      if (!of || !pack) return;
      // Asked for all at once; they run one after the other.
      await Promise.all(scripts.map(qunli.loading.script));
      document.dispatchEvent(new Event("qunli-opened"));
      if (found) lent.say(root, found);
      else if (isNew && before) lent.sayOther(root, of, before);
      if (!found) receiving.sayForgotten(root, of, isNew);
      then({ of, pack, isNew, isLent: found !== null });
    };
    if (found) window.qunliLent = found.day;
    if (found) open(found.of, false);
    else receiving.take(address.my, root, open);
    // Another shop's link in the same window.
    window.addEventListener("hashchange", () => {
      const { my } = qunli.address.read(location.hash);
      if (my && my !== window.qunliOwn) location.reload();
    });
  };

  return Object.assign(opened, { page, carried });
})();
