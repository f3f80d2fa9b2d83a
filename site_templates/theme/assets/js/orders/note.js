/* The number of orders, noted for a post. The page is opened from a post as #<day>/<post>/<place>, the place where its page of
   today keeps what is noted: 2026-12-10/welfare.menu/%2Fcalendars%2Fmain%2Ftoday%2F, of one's own shop my:<id>:day. A group that is
   not the first of its post stands behind. What is
   noted stands where that page looks for it, under `qunli:1:<place>:<day>`, as {[post]: {figures: {chain: "23"}}}, and whole under `qunli:1:orders:<day>`, as
   {[post]: {day, orders, people, portions}}. */
"use strict";
var qunli = qunli || {};

/** @typedef {{day: string, post: string, place: string, group: string}} OrderPost `group` is "" for the first */

qunli.orderNote = (() => {
  const KEPT = "qunli:1:orders:";
  const PLACE = /^\/(?!\/)[^?#]{0,400}$|^my:my-[a-z0-9]{5,20}:day$/;
  const ID = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*$/;

  /** @type {(value: any) => {[name: string]: unknown}} */
  const object = (value) => Object.assign({}, value && typeof value === "object" && !Array.isArray(value) ? value : null);

  /** @type {(code: string) => string} */
  const decoded = (code) => {
    try {
      return decodeURIComponent(code);
    } catch (error) {
      return "";
    }
  };

  /**
   * The post that a fragment names, or null.
   * @type {(fragment: string) => OrderPost | null}
   */
  const post = (fragment) => {
    const [day, id, code = "", group = ""] = fragment.replace(/^#/, "").split("/");
    const place = decoded(code).replace(/index\.html$/, "");
    const isWhole = !Number.isNaN(qunli.dates.number(day)) && ID.test(id || "") && PLACE.test(place);
    return isWhole ? { day, post: id, place, group: decoded(group).slice(0, 60) } : null;
  };

  /** @type {(at: OrderPost, totals: OrderTotals) => void} */
  const keep = (at, totals) => {
    const { storage } = qunli;
    const all = storage.record(KEPT + at.day);
    const behind = at.group ? ` ${at.group}` : "";
    all[at.post + behind] = { day: at.day, orders: totals.orders, people: totals.people, portions: totals.portions };
    storage.keep(KEPT + at.day, all);
    const key = `qunli:1:${at.place}:${at.day}`;
    const noted = storage.record(key);
    const mine = object(noted[at.post]);
    mine.figures = Object.assign(object(mine.figures), { [`chain${behind}`]: String(totals.orders) });
    noted[at.post] = mine;
    storage.keep(key, noted);
  };

  return { post, keep };
})();
