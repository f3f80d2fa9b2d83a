/* Whose words the first screen shows: those of one's own shop, or of a trade's general edition, with the way to the other. */
"use strict";
var qunli = qunli || {};

qunli.speaker = (() => {
  const { packs, general, dates } = qunli;
  const { element, button, put, one } = qunli.dom;
  const LITTLE = 2; // the most of one group; all groups together are for the page of today
  const root = element("div", { class: "q-today" });
  const stage = element("div", { class: "q-stage" });
  const state = { today: "", zone: 8 };

  /**
   * Plan a shop, whose days the phone remembers under this name.
   * @type {(pack: PackData, calendar: CalendarData, place: string) => boolean}
   */
  const open = (pack, calendar, place) => {
    window.qunliPack = pack;
    window.qunliCalendar = calendar;
    window.qunliPlace = place;
    state.zone = calendar.zone[1];
    state.today = dates.now(state.zone).day;
    return qunli.plan.open();
  };

  /** One's own shop; a phone that keeps none has not loaded what reads it. @type {() => Edition | null} */
  const kept = () => (qunli.shops ? qunli.shops.current() : null);

  /** @type {(of: Edition) => string} */
  const named = (of) => (of.title ? `「${of.title}」` : "我家");

  /** @type {(words: string, way: string, turn: () => void) => HTMLElement} */
  const whose = (words, way, turn) => element("p", { class: "q-whose" }, [words, " ", button(way, turn)]);

  /** The way on from one's own card. @type {(home: Element, of: Edition) => HTMLElement} */
  const ways = (home, of) => {
    const to = (/** @type {string} */ selector) => one(home, selector).getAttribute("href");
    return element("p", {}, [
      element("a", { class: "q-card__all", href: to(".q-mine-today") }, [`${named(of)}这一天全部`]),
      element("a", { class: "md-button md-button--primary", href: to(".q-mine") }, ["改一改、加到手机日历"]),
    ]);
  };

  /**
   * Let one's own shop speak; says whether there is one that could be planned.
   * @type {(home: Element, turn: (trade: string) => void) => Promise<boolean>}
   */
  const own = async (home, turn) => {
    const of = kept();
    const pack = of && (await packs.load("", of.industry));
    if (!of || !pack || !open(pack, qunli.edition.calendar(of, pack), `my:${of.id}:day`)) return false;
    const words = `这是${named(of)}的话，店里的事用的是你填的。`;
    put(stage, [whose(words, "看通用版", () => turn(of.industry)), root, ways(home, of)]);
    qunli.homecard.draw(root);
    one(home, ".q-doors").after(stage);
    one(home, ".q-mine").hidden = true;
    return true;
  };

  /** @type {(card: HTMLElement) => string} */
  const placeOf = (card) => /** @type {HTMLAnchorElement} */ (one(card, ".q-card__all")).pathname.replace(/index\.html$/, "");

  /**
   * What the card of a general edition shows, at the chosen pace.
   * @type {(card: HTMLElement, pack: PackData, calendar: CalendarData, turn: (trade: string) => void) => void}
   */
  const draw = (card, pack, calendar, turn) => {
    const today = dates.now(calendar.zone[1]).day;
    const pace = Math.min(general.kept(), LITTLE);
    const view = calendar.general ? general.view(pack, calendar, pace, today) : calendar;
    if (!open(pack, view, placeOf(card))) return;
    const mine = kept();
    const paces = () => qunli.paceswitch.drawn({ pack, calendar, pace, today }, () => draw(card, pack, calendar, turn), false);
    put(stage, [
      mine ? whose(`这是${calendar.title}，店里的事要现填。`, `回到${named(mine)}`, () => turn("")) : null,
      calendar.general ? paces() : null, root,
    ]);
    qunli.homecard.draw(root);
    const print = one(card, ".q-card__print");
    print.hidden = true;
    print.before(stage);
  };

  /**
   * Let a trade's edition speak, where it can be planned and is still asked for by then.
   * @type {(card: HTMLElement, isAsked: () => boolean, turn: (trade: string) => void) => Promise<void>}
   */
  const edited = async (card, isAsked, turn) => {
    const pack = await packs.load("", card.dataset.industry || "");
    const calendar = await packs.calendar("", card.dataset.calendar || "");
    if (pack && calendar && calendar.industry === pack.id && isAsked()) draw(card, pack, calendar, turn);
  };

  /** Whether it is another day than when the card was drawn. */
  const isOver = () => state.today !== "" && state.today !== dates.now(state.zone).day;

  return { own, edited, isOver };
})();
