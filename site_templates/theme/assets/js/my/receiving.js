/* A link that brings a shop: the same or an older edition opens what the phone has; only a newer one asks. */
"use strict";
var qunli = qunli || {};

qunli.receiving = (() => {
  const { link, shops, dates } = qunli;
  /** What each voice is called, the pack's own under "". @type {Row} */
  const VOICES = { "": "热心", brisk: "利落", expert: "懂行" };
  const { element, put, button } = qunli.dom;

  /** @type {(root: HTMLElement, words: string) => void} */
  const say = (root, words) => {
    for (const each of qunli.dom.all(document, "._said")) each.remove();
    if (words) root.before(element("p", { class: "note warn _said", role: "status" }, [words]));
  };

  /**
   * Say, where a phone has nothing of a shop that was once made on some phone, what is gone and what is not.
   * @type {(root: HTMLElement, of: Edition, isNew: boolean) => void}
   */
  const sayForgotten = (root, of, isNew) => {
    const made = dates.stamp(of.time + qunli.edition.ZONE * 60).slice(0, 8);
    if (!isNew || made === dates.now(qunli.edition.ZONE).day.replace(/-/g, "")) return;
    say(root, "这台手机上没有这家店以前的记录：第一次在这里打开，或者手机清掉了。店名、菜、价都在链接里，没丢；勾过、填过、记过的数不在了。留过存档的，到「我家的」里粘贴就回来。");
  };

  /** @type {(of: Edition) => string} */
  const groupsOf = (of) => of.runs.map((run) => run.groups.join("、")).join("；");

  /** @type {(of: Edition) => string} */
  const shutOf = (of) => of.shut.map((day) => "一二三四五六日"[day]).join("、") || "不歇";

  /** @type {(of: Edition) => string} */
  const closedOf = (of) => of.closed.map((each) => each.join("到")).join("、") || "没有";

  /** @type {(of: Edition) => string} */
  const startsOf = (of) => of.runs.map((run) => dates.words(run.starts)).join("；");

  /** What an edition says beside what was filled in, without when and how often it was changed. @type {(of: Edition) => string} */
  const content = (of) => JSON.stringify(Object.assign({}, of, { edition: 0, time: 0, values: {} }));

  /** @type {(value: string | Row[] | undefined) => string} */
  const value = (said) => {
    if (said === undefined) return "空着";
    return typeof said === "string" ? said : said.map((row) => Object.values(row).filter(Boolean).join(" ")).join("；");
  };

  /** What a shop posts at its pace: 一周四条. @type {(pack: PackData, of: Edition) => string} */
  const posted = (pack, of) => {
    const { edition, sums } = qunli;
    return sums.words(sums.week(pack, edition.calendar(of, pack), dates.now(edition.ZONE).day).posts);
  };

  /** Single posts by their titles, once the plan is here; one that it no longer has is not posted. @type {(pack: PackData, all: string[]) => string} */
  const titled = (pack, all) => {
    const titles = all.map((each) => {
      const [sop, slot] = each.split(".");
      const { slots = {} } = (qunli.edition.has(pack.sops, sop) && pack.sops[sop]) || {};
      return qunli.edition.has(slots, slot) ? slots[slot].title : "";
    });
    return Array.from(new Set(titles)).filter(Boolean).join("、");
  };

  /**
   * Which single posts are chosen beyond the pace, and of which some texts are unwanted, a line for each that differs.
   * @type {(mine: Edition, other: Edition, pack?: PackData) => string[]}
   */
  const singles = (mine, other, pack) => {
    /** @type {(of: Edition, listed: (run: Chosen) => string[]) => string[]} */
    const all = (of, listed) => [].concat(...of.runs.map(/** @type {(run: Chosen) => any} */ (run) => listed(run).map((slot) => `${run.sop}.${slot}`))).sort();
    /** @type {[string, (run: Chosen) => string[], (run: Chosen) => unknown][]} */
    const kinds = [["另外想发的", ({ also = [] }) => also, ({ also = [] }) => also], ["不要的文案", ({ gone }) => Object.keys(gone), ({ gone }) => gone]];
    return kinds.filter(([, , said]) => JSON.stringify(mine.runs.map(said)) !== JSON.stringify(other.runs.map(said))).map(([name, listed]) => {
      const [one, two] = [mine, other].map((of) => (pack ? titled(pack, all(of, listed)) : ""));
      return one === two ? `${name}不一样${one ? `：${one}` : ""}` : `${name}：${one || "没有"} → ${two || "没有"}`;
    });
  };

  /**
   * What a newer edition says otherwise, a line each; how much is posted is called by what the plan posts, once it is here.
   * @type {(mine: Edition, other: Edition, pack?: PackData) => string[]}
   */
  const differences = (mine, other, pack) => {
    const much = (/** @type {Edition} */ of) => (pack ? posted(pack, of) : ["少", "中", "多"][of.pace]);
    /** @type {[string, string, string][]} */
    const said = [
      ["店名", mine.title, other.title], ["发多少", much(mine), much(other)],
      ["口气", VOICES[mine.voice || ""], VOICES[other.voice || ""]],
      ["几点到几点", mine.hours.join("–") || "不限", other.hours.join("–") || "不限"],
      ["每周歇", shutOf(mine), shutOf(other)],
      ["店休", closedOf(mine), closedOf(other)],
      ["群", groupsOf(mine), groupsOf(other)], ["从哪天开始", startsOf(mine), startsOf(other)],
    ];
    const names = Array.from(new Set([...Object.keys(mine.values), ...Object.keys(other.values)]));
    // What a field is called only its trade says, which is not here yet: what was filled in speaks for itself.
    names.forEach((name) => said.push(["填的", value(mine.values[name]), value(other.values[name])]));
    const lines = said.filter(([, one, two]) => one !== two).map(([name, one, two]) => `${name}：${one || "空着"} → ${two || "空着"}`);
    if (mine.industry !== other.industry) lines.unshift("换了行业");
    lines.push(...singles(mine, other, pack));
    // Whatever these lines do not tell apart: a plan that was put in the place of another.
    // Paces of which a plan posts alike are one.
    const alike = pack ? Object.assign({}, other, { pace: mine.pace }) : other;
    if (!lines.length && content(mine) !== content(alike)) lines.push("用的计划不一样");
    return lines;
  };

  /** When an edition was changed: 12月1日 周二 09:05. @type {(of: Edition) => string} */
  const when = (of) => {
    const count = of.time + qunli.edition.ZONE * 60;
    return `${dates.words(dates.written(Math.floor(count / 1440)))} ${dates.stamp(count).replace(/.*T(..)(..).*/, "$1:$2")}`;
  };

  /** @typedef {{title: string, lead: (mine: Edition, other: Edition) => string, take: string, stay: string}} Words */
  /** @type {Words} */
  const BROUGHT = {
    title: "链接里的这家店更新", take: "用链接里的", stay: "还用这台手机上的",
    lead: (mine, other) => `链接是${when(other)}改的，这台手机上的是${when(mine)}改的。不一样的：`,
  };
  /** @type {Words} */
  const TWO_WINDOWS = {
    title: "这家店刚在另一个窗口改过", take: "用这个窗口改的", stay: "用另一个窗口改的",
    lead: () => "两个窗口改得不一样，选一份。不一样的：",
  };

  /** @typedef {{mine: Edition, other: Edition, root: HTMLElement, open: (of: Edition) => void}} Choice */

  /** @type {(choice: Choice, words: Words) => void} */
  const ask = ({ mine, other, root, open }, words) => {
    const list = element("ul", { class: "diff" });
    const draw = (/** @type {PackData | null} */ pack) => {
      const lines = differences(mine, other, pack || undefined);
      put(list, (lines.length ? lines : ["内容一样，只是改过的次数多"]).map((each) => element("li", {}, [each])));
    };
    const take = () => {
      shops.keep(other);
      open(other);
    };
    put(root, [element("section", { class: "card", role: "dialog", "aria-label": "两份不一样" }, [
      element("h2", { tabindex: "-1" }, [words.title]),
      element("p", { class: "small" }, [words.lead(mine, other)]),
      list,
      button(words.take, take, "btn main"), button(words.stay, () => open(mine), "btn"),
    ])]);
    draw(null);
    // Of two trades no plan says both.
    if ((mine.pace === other.pace && !singles(mine, other).length) || mine.industry !== other.industry) return;
    qunli.packs.load(document.documentElement.getAttribute("data-root") || "", mine.industry).then(draw);
  };

  /**
   * Open an edition that came from elsewhere, or the one that the phone has.
   * @param {Edition} other
   * @param {HTMLElement} root where it may ask
   * @param {(of: Edition, isNew: boolean) => void} open told whether the phone had nothing of this shop
   */
  const arrived = (other, root, open) => {
    const mine = shops.get(other.id);
    if (!mine) {
      shops.keep(other);
      open(other, true);
    } else if (other.edition > mine.edition) ask({ mine, other, root, open: (of) => open(of, false) }, BROUGHT);
    else open(mine, false);
  };

  /**
   * Keep an edition made here, unless another window of this phone kept a different one meanwhile: then it asks.
   * @param {Edition} of
   * @param {HTMLElement} root
   * @param {(of: Edition) => void} open
   */
  const kept = (of, root, open) => {
    const mine = shops.get(of.id);
    const other = mine && Object.assign({}, of, { edition: Math.max(of.edition, mine.edition + 1) });
    if (!mine || !other || mine.edition < of.edition || !differences(mine, of).length) {
      shops.keep(of);
      open(of);
    } else ask({ mine, other, root, open }, TWO_WINDOWS);
  };

  /**
   * Open what a link brings, or what the phone has.
   * @param {string} code of the link, "" where there is none
   * @param {HTMLElement} root where it may ask, and before which it says what is wrong
   * @param {(of: Edition | null, isNew: boolean, wrong: string) => void} open told what is wrong with the link, as words
   */
  const take = (code, root, open) => {
    const other = code ? link.read(code) : null;
    const wrong = typeof other === "string" ? other : "";
    say(root, wrong);
    if (other === null || typeof other === "string") open(shops.current(), false, wrong);
    else arrived(other, root, (of, isNew) => open(of, isNew, ""));
  };

  return { VOICES, take, arrived, kept, say, sayForgotten, differences };
})();
