/* 今天发什么 of one's own shop: the edition is opened first, then the plan of its trade, then the scripts of the page. */
"use strict";
(() => {
  const { edition, link, packs, receiving, shops } = qunli;
  const root = document.getElementById("_posts");
  const scripts = qunli.dom.all(document, "link[data-then]").map((each) => each.getAttribute("href") || "");
  if (!root) return;
  const base = document.documentElement.getAttribute("data-root") || "";
  const state = { isStarted: false };

  /** @type {(of: Edition) => Promise<void>} */
  const start = async (of) => {
    const pack = await packs.load(base, of.industry);
    if (!pack) {
      receiving.say(root, "今天的没有打开：没连上网，或者这一行这里没有了。店里的资料还在，连上网再打开。");
      return;
    }
    shops.open(of.id);
    window.qunliCalendar = edition.calendar(of, pack);
    window.qunliOwn = link.written(of);
    root.textContent = "";
    qunli.dom.one(document, "#_shop").textContent = of.title;
    state.isStarted = true;
    for (const each of scripts) await packs.script(each);
  };

  /** @type {(of: Edition | null) => void} */
  const open = (of) => {
    if (of) start(of);
    else receiving.say(root, "这台手机上还没有自家的一份。有链接就点开链接；没有就先花三分钟做一份。");
  };

  const begin = () => {
    if (state.isStarted) return;
    receiving.take(qunli.address.read(location.hash).my, root, open);
  };

  begin();
})();
