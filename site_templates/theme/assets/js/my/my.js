/* 我家: the page starts here. A shop that the phone keeps or a link brings is shown as finished, else the form. */
"use strict";
(() => {
  const { link, shops, packs, form, done, receiving, moving } = qunli;
  const { one, all, element, button } = qunli.dom;
  const root = document.getElementById("_my");
  const about = document.getElementById("_my-about");
  if (!root || !about) return;
  const base = document.documentElement.getAttribute("data-root") || "";
  const project = about.getAttribute("data-project") || "";
  const page = (/** @type {string} */ name) => /** @type {HTMLAnchorElement} */ (one(about, `a[data-${name}]`)).href;
  /** @type {Trade[]} */
  const trades = all(about, "a[data-trade]").map((each) => ({ id: each.getAttribute("data-trade") || "", title: (each.textContent || "").trim() }));

  /** @type {(of: Edition) => void} */
  const address = (of) => history.replaceState(null, "", `${location.pathname}${location.search}#my=${link.written(of)}`);

  /** @type {(of: Edition | null) => void} */
  const edit = (of) => {
    form.mount(root, { trades, root: base, edition: of, done: finished });
  };

  /** @type {(of: Edition, pack: PackData) => void} */
  const finished = (of, pack) => {
    receiving.kept(of, root, (chosen) => {
      qunli.storage.stay();
      receiving.say(root, "");
      if (chosen.industry === pack.id) show(chosen, pack);
      else start(chosen);
    });
  };

  /** @type {(begun: Edition | null, words: string, on: string) => void} */
  const offer = (begun, words, on) => {
    if (!begun) return;
    const card = element("section", { class: "card _unfinished" }, [
      element("p", {}, [words]), button(on, () => edit(begun), "btn main"),
      button("不要了", () => {
        form.forget(begun);
        card.remove();
      }, "btn"),
    ]);
    root.prepend(card);
  };

  /** @type {(of: Edition) => string} */
  const called = (of) => (of.title ? `「${of.title}」` : "");

  /** @type {(of: Edition, pack: PackData) => void} */
  const show = (of, pack) => {
    address(of);
    document.title = `${of.title || "我家"} · 今天发什么`;
    done.show(root, {
      of, pack, today: page("today"), week: page("week"), month: page("month"), project, change: () => edit(of), open: (other) => start(other),
      fresh: () => edit(form.draft()),
      gone: () => {
        shops.remove(of.id);
        history.replaceState(null, "", location.pathname + location.search);
        const [next] = shops.all();
        if (next) start(next);
        else edit(null);
      },
    });
    const begun = form.draft();
    offer(begun, begun ? `再做的那一家${called(begun)}做到一半，没点「做好了」。` : "", "接着做");
    offer(form.unfinished(of), "上次改到一半，没点「做好了」。", "接着改");
    const lost = qunli.edition.lost(of, pack) + qunli.rounds.silent(of, pack);
    if (lost) receiving.say(root, lost);
    if (qunli.storage.isForgetful()) receiving.say(root, `这家店没存进这台手机：存满了，或者这里不让网页记东西。${link.carries(of) ? "先把自家的链接发给「文件传输助手」，点开就回来。" : "先留一份存档。"}`);
    window.scrollTo(0, 0);
  };

  /** @type {(of: Edition) => Promise<void>} */
  const start = async (of) => {
    const pack = await packs.load(base, of.industry);
    if (!pack) {
      edit(null);
      receiving.say(root, "这家店用的行业这里没有了，或者没连上网。店里的资料还在，连上网再打开看看。");
      return;
    }
    shops.open(of.id);
    show(of, pack);
  };

  const begin = () => {
    const code = qunli.address.read(location.hash).my;
    receiving.take(code, root, (of, isNew) => {
      if (of && isNew) qunli.archive.sent(of);
      if (of) start(of).then(() => receiving.sayForgotten(root, of, isNew));
      else edit(form.draft());
    });
  };

  document.documentElement.className = "js";
  root.after(moving.bring(root, (of, words) => start(of).then(() => receiving.say(root, words))));
  begin();
  window.addEventListener("hashchange", begin);
})();
