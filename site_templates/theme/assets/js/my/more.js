/* Posts that a shop wants though it posts less than they ask for: chosen one by one. */
"use strict";
var qunli = qunli || {};

/** @typedef {{run: Chosen, slot: string, title: string, days: string}} Offer `days` says when it is posted */

qunli.more = (() => {
  const { dates, planner, edition, slots, sums } = qunli;
  const WEEKS = 4;
  const DAYS = "一二三四五六日";

  /**
   * When something is posted, from its starts in some weeks; "" where it comes more rarely than weekly, such as a draw, which
   * goes with another post that announces it. A holiday may take a week away.
   * @type {(monday: string, starts: string[]) => string}
   */
  const often = (monday, starts) => {
    const days = starts.map((each) => dates.between(monday, each.slice(0, 10)));
    if (new Set(days.map((day) => Math.floor(day / 7))).size < WEEKS - 1) return "";
    const weekdays = Array.from(new Set(days.map((day) => day % 7))).sort();
    const hours = Array.from(new Set(starts.map((each) => each.slice(11, 16)))).join("、");
    return `每${weekdays.length === 7 ? "天" : `周${weekdays.map((day) => DAYS[day]).join("、")}`} ${hours}`;
  };

  /** Until when something is posted that has its season, "" where that is all year. @type {(when: When, monday: string) => string} */
  const season = ({ seasons = [] }, monday) => {
    const [now] = seasons.filter(([, last]) => last >= monday);
    const date = (/** @type {string} */ day) => dates.words(day).split(" ")[0];
    if (!now) return "";
    return now[0] > monday ? `，${date(now[0])}到${date(now[1])}这一季` : `，这一季到${date(now[1])}`;
  };

  /**
   * What the plans of a shop post in ordinary weeks at a fuller pace than its own, in their order.
   * @type {(pack: PackData, of: Edition, today: string) => Offer[]}
   */
  const offers = (pack, of, today) => {
    const monday = dates.shifted(dates.monday(today), 7);
    const calendar = edition.calendar(Object.assign({}, of, { pace: 2, closed: [] }), pack);
    const posts = planner.plan(sums.usual(pack), calendar, monday, dates.shifted(monday, 7 * WEEKS - 1)).filter((post) => !post.isSingle);
    const whole = slots.of(pack, calendar).runs;
    return [].concat(...of.runs.map(/** @type {(run: Chosen) => any} */ (run) => {
      const planned = whole.filter((each) => each.id === run.sop).map((each) => each.slots)[0] || {};
      return Object.keys(planned).filter((slot) => planned[slot].pace > of.pace).map((slot) => {
        const starts = posts.filter((post) => post.run === run.sop && post.slot === slot).map((post) => post.start);
        const days = often(monday, starts);
        return { run, slot, title: planned[slot].title, days: days && days + season(planned[slot].when, monday) };
      });
    })).filter((/** @type {Offer} */ each) => each.days);
  };

  /** @type {(offer: Offer, isWanted: boolean) => void} */
  const set = ({ run, slot }, isWanted) => {
    const others = (run.also || []).filter((each) => each !== slot);
    const also = isWanted ? [...others, slot] : others;
    if (also.length) run.also = also;
    else delete run.also;
  };

  /**
   * The choice, folded until something of it is chosen; null where nothing is left to choose.
   * @type {(pack: PackData, of: Edition, today: string, changed: () => void) => HTMLElement | null}
   */
  const choice = (pack, of, today, changed) => {
    const { element } = qunli.dom;
    const found = offers(pack, of, today);
    if (!found.length) return null;
    const rows = found.map((each) => {
      const box = element("input", { type: "checkbox" });
      box.checked = (each.run.also || []).includes(each.slot);
      box.addEventListener("change", () => {
        set(each, box.checked);
        changed();
      });
      return element("label", { class: "ck" }, [box, element("span", {}, [element("b", {}, [each.title]), ` ${each.days}`])]);
    });
    const few = found.slice(0, 3).map(({ title }) => title).join("、");
    const folded = element("details", {}, [element("summary", {}, [`另外想发的，一样一样挑：${few}${found.length > 3 ? "…" : ""}`]), ...rows]);
    folded.open = found.some(({ run, slot }) => (run.also || []).includes(slot));
    return folded;
  };

  return { offers, set, choice };
})();
