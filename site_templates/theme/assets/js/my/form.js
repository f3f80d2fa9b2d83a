/* The form of 我家: six steps, each with a default and to be skipped, beside a preview of the next post. */
"use strict";
var qunli = qunli || {};

/**
 * @typedef {{id: string, title: string}} Trade
 * @typedef {{legend: string, hint: string, fields: () => (Node | string | null)[]}} Step
 * @typedef {{trades: Trade[], root: string, edition: Edition | null, done: (of: Edition, pack: PackData) => void}} Form
 * @typedef {{of: Edition, pack: PackData}} Made
 */

qunli.form = (() => {
  const { beginning, edition, packs, dates, shops, storage, facts, groups, paces, tones, preview, crowd, doubts } = qunli;
  const { element, put, button, limit } = qunli.dom;
  // What was begun of a new shop, and of one that the phone keeps: the one takes nothing from the other.
  const DRAFTS = { fresh: "qunli:1:my:draft", kept: "qunli:1:my:change" };
  const PAUSE = 300;
  const TRADE = "qunli.industry"; // as the home page keeps it
  const state = {
    form: /** @type {Form} */ ({ trades: [], root: "", edition: null, done: () => {} }),
    made: /** @type {Made | null} */ (null),
    step: 0,
  };

  const progress = element("p", { class: "small soft", "aria-live": "polite" });
  const notice = element("p", { class: "note", role: "status" });
  const box = element("fieldset");
  const back = button("上一步", () => show(state.step - 1), "btn");
  const on = button("下一步", () => (state.made ? show(state.step + 1) : choose(usual())), "btn main");
  const nav = element("div", { class: "nav" }, [back, on]);
  const crowded = element("div", { role: "status" });
  const aside = element("aside", { class: "pv", "aria-label": "下一条会是这样" });

  /** A new shop that was begun and not finished. @type {() => Edition | null} */
  const draft = () => {
    const begun = edition.read(storage.record(DRAFTS.fresh));
    return begun && !shops.get(begun.id) ? begun : null;
  };

  /** What was changed of a shop and not finished: a phone may have put the page away meanwhile. @type {(of: Edition) => Edition | null} */
  const unfinished = (of) => {
    const begun = edition.read(storage.record(DRAFTS.kept));
    if (!begun || begun.id !== of.id || begun.edition !== of.edition) return null;
    return JSON.stringify(begun) === JSON.stringify(of) ? null : begun;
  };

  /** @type {(of: Edition) => string} */
  const placeOf = (of) => (shops.get(of.id) ? DRAFTS.kept : DRAFTS.fresh);

  /** @type {(of: Edition) => void} */
  const forget = (of) => storage.keep(placeOf(of), {});

  /** A clock that is wrong by a year must not empty the preview. */
  const today = () => dates.sure(made().pack.built, dates.now(edition.ZONE).day);

  const made = () => /** @type {Made} */ (state.made);

  const changed = () => {
    const { of, pack } = made();
    storage.keep(placeOf(of), edition.written(of));
    put(aside, [
      element("p", { class: "note warn" }, [dates.doubt(pack.built, dates.now(edition.ZONE).day, pack.days.to)]), ...preview.drawn(pack, of, today()),
    ]);
    weigh();
  };

  // --- the steps

  /** What was filled in of a shop by trade: who taps another trade by mistake comes back to it. @type {(id: string) => string} */
  const trialsOf = (id) => `qunli:1:my:${id}:trades`;

  /** @type {(was: Edition) => void} */
  const remember = (was) =>
    storage.keep(trialsOf(was.id), Object.assign(storage.record(trialsOf(was.id)), { [was.industry]: edition.written(was) }));

  /**
   * The shop as it was where its trade stays, or comes back; of another trade it keeps what every trade has: its name, its id, when
   * it talks and when it is closed.
   * @type {(pack: PackData) => Edition}
   */
  const of = (pack) => {
    const before = state.made && state.made.of;
    if (!before) return beginning.fresh(pack);
    if (before.industry === pack.id) return before;
    remember(before);
    const { id, edition: number, title, hours, shut, closed } = before;
    const known = edition.read(storage.record(trialsOf(id))[pack.id]);
    const whole = known && known.id === id && known.industry === pack.id ? beginning.fitting(known, pack) : beginning.fresh(pack);
    return Object.assign(whole, { id, edition: number, title, hours, shut, closed });
  };

  /** @type {(trade: Trade) => Promise<void>} */
  const choose = async (trade) => {
    const pack = await packs.load(state.form.root, trade.id);
    notice.textContent = pack ? "" : `${trade.title}的计划没有打开，连上网再点一次。`;
    if (!pack) return;
    const before = state.made && state.made.pack;
    state.made = { of: of(pack), pack };
    changed();
    show(1);
    notice.textContent = before && before.id !== pack.id ? `换成${pack.title}了。${before.title}填的都记着，点「上一步」选回${before.title}就在。` : "";
  };

  /** The trade that was looked at on the home page, else the first: who skips the step may change it later. @type {() => Trade} */
  const usual = () => {
    const seen = storage.get(TRADE);
    return state.form.trades.find((each) => each.id === seen) || state.form.trades[0];
  };

  const trades = () => {
    const skipped = state.made ? [] : [element("p", { class: "small" }, [`没想好就点「下一步」，先按${usual().title}做，随时能换。`])];
    const buttons = state.form.trades.map((each) => {
      const one = button(each.title, () => choose(each));
      one.setAttribute("aria-pressed", String(state.made !== null && made().of.industry === each.id));
      return one;
    });
    return [element("div", { class: "trades" }, buttons), ...skipped];
  };

  const name = () => {
    const input = element("input", {
      type: "text", class: "in large", placeholder: "例：老王小馆",
      autocomplete: "organization", "aria-label": "店名",
    });
    input.value = made().of.title;
    input.addEventListener("input", () => {
      made().of.title = edition.line(input.value, edition.MOST.title);
      changed();
    });
    return [input, limit(input, edition.MOST.title), doubts.place];
  };

  const said = () =>
    facts.fields(made().pack, made().of, (each, value) => {
      const { values } = made().of;
      if (value.length) values[each] = value;
      else delete values[each];
      changed();
    }).concat(doubts.place);

  /** @type {Step[]} */
  const STEPS = [
    { legend: "你开什么店？", hint: "没有一样的，挑最像的。", fields: trades },
    { legend: "店叫什么？", hint: "写到招牌上，也写进要发的话里。", fields: name },
    {
      legend: "一周发多少？", hint: "一个人管店，先从少的来。随时能改。",
      fields: () => [
        ...paces.choice(made().pack, made().of, today(), changed), crowded, ...tones.choice(made().pack, made().of, today(), changed),
      ],
    },
    { legend: "要写进话里的几样", hint: "先写一两样，轮着发。会变的就空着，发的时候再填。", fields: said },
    {
      legend: "群里几点到几点说话，哪天歇？", hint: "不是营业时间：这之外群里一句也不发，早了晚了的挪进来。",
      fields: () => paces.silence(made().pack, made().of, changed),
    },
    {
      legend: "发到哪几个群？", hint: "一个人管，只勾头一个就够。",
      fields: () => [...groups.fields(Object.assign({ today: today(), changed }, made())), crowded, doubts.place],
    },
  ];

  const steps = () => {
    if (!state.made) return STEPS.slice(0, 1);
    const { now, later } = facts.asked(made().pack, made().of);
    const isAsked = now.length + later.length > 0;
    return STEPS.filter((each) => each.fields !== said || isAsked);
  };

  // --- from step to step

  /** A group whose name was emptied is called as its plan. @type {(chosen: Chosen) => Chosen} */
  const named = (chosen) => {
    const names = chosen.groups.map((each) => edition.line(each, edition.MOST.group)).filter(Boolean);
    return Object.assign({}, chosen, { groups: names.length ? names : [made().pack.sops[chosen.sop].title] });
  };

  /** The shop as it would be kept. @type {() => Edition} */
  const whole = () => {
    const { of: shop } = made();
    return /** @type {Edition} */ (edition.read(edition.written(Object.assign({}, shop, { runs: shop.runs.map(named) }))));
  };

  let weighing = 0;

  /** Say below the step what one group cannot bear; says whether there is such. */
  const isCrowded = () => {
    clearTimeout(weighing);
    const words = crowd.note(made().pack, whole(), today(), (shop) => {
      made().of = shop;
      changed();
      show(state.step);
    });
    put(crowded, words);
    return words.length > 0;
  };

  /** The same once nobody types: it reckons more than a year. Without a group in common no plan comes upon another. */
  const weigh = () => {
    clearTimeout(weighing);
    const isAsked = crowded.isConnected && (crowded.hasChildNodes() || crowd.isShared(whole()));
    if (isAsked) weighing = window.setTimeout(isCrowded, PAUSE);
    if (doubts.place.isConnected) doubts.look(made().pack, whole());
  };

  const finish = () => {
    if (isCrowded()) {
      crowded.scrollIntoView({ block: "center" });
      return;
    }
    const [shop, { pack }] = [whole(), made()];
    forget(made().of);
    state.form.done(edition.next(shop), pack);
  };

  /** @type {(at: number) => void} */
  const show = (at) => {
    const known = steps();
    if (at >= known.length && state.made) {
      finish();
      return;
    }
    notice.textContent = "";
    state.step = Math.max(0, Math.min(known.length - 1, at));
    const { legend, hint, fields } = known[state.step];
    put(box, [element("legend", { tabindex: "-1" }, [legend]), element("p", { class: "soft" }, [hint]), ...fields()]);
    back.hidden = state.step === 0;
    on.textContent = state.made && state.step === known.length - 1 ? "做好了" : "下一步";
    progress.textContent = known.length > 1 ? `第 ${state.step + 1} 步，一共 ${known.length} 步` : "";
    put(crowded, []);
    if (state.made) weigh();
    window.scrollTo(0, 0);
  };

  /** @type {(root: HTMLElement, form: Form) => Promise<void>} */
  const mount = async (root, form) => {
    const shop = form.edition;
    const pack = shop && (await packs.load(form.root, shop.industry));
    state.form = form;
    state.made = shop && pack ? { of: beginning.fitting(shop, pack), pack } : null;
    put(root, [element("div", { class: "two" }, [element("div", {}, [progress, notice, box, nav]), aside])]);
    put(aside, []);
    if (state.made) changed();
    show(state.made ? 1 : 0);
  };

  return { mount, draft, unfinished, forget };
})();
