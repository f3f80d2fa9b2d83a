/* Days off of one's own shop: they become part of its edition, and its plan turns with them. */
"use strict";
var qunli = qunli || {};

qunli.daysoff = (() => {
  const { edition, dates, storage } = qunli;
  const KEPT = 60; // days for which a page of today looks back

  /** @type {(of: Edition, pack: PackData) => Shop} */
  const shopOf = (of, pack) => ({ calendar: edition.calendar(of, pack), pack });

  /** Whether texts are posted once: those after a day off would move if it were forgotten. @type {(shop: Shop) => boolean} */
  const isCounted = ({ calendar, pack }) => calendar.runs.some(({ sop }) => Object.values(pack.sops[sop].slots).some((slot) => slot.once));

  /**
   * The edition that rests on these days too. It holds some forty spans, so days long past are forgotten where they may be.
   * @type {(of: Edition, pack: PackData, first: string, last: string) => Edition}
   */
  const rested = (of, pack, first, last) => {
    const oldest = dates.shifted(dates.now(edition.ZONE).day, -KEPT);
    const counted = isCounted(shopOf(of, pack));
    const kept = of.closed.filter((span) => counted || span[1] >= oldest);
    return Object.assign({}, of, { closed: dates.joined([...kept, [first, last]]).slice(-edition.MOST.spans) });
  };

  const WAY = "到「我家的」再存一份提醒，不发的会标成取消；手机不认的，在日历里删掉。";

  /**
   * @param {Edition} of
   * @param {PackData} pack
   * @param {(change: (of: Edition) => Edition) => void} keep opens the edition that is so changed
   * @returns {Resting}
   */
  const wish = (of, pack, keep) => {
    const shop = shopOf(of, pack);
    const ring = (/** @type {string} */ first, /** @type {string} */ last) =>
      qunli.resting.ringing(shop, storage.record(`qunli:1:my:${of.id}:file`), first, last);
    return {
      shop: () => shop, title: of.title, spans: () => of.closed, ring,
      changed: (first, last) => qunli.resting.changes(shop, first, last, qunli.resting.isSent),
      alarms: (first, last) => (ring(first, last).length ? WAY : `这台手机没存过这几天的提醒。别的手机存过的还会响：${WAY}`),
      rest: (first, last) => keep((now) => rested(now, pack, first, last)),
      open: (first, last) => keep((now) => Object.assign({}, now, { closed: now.closed.filter((each) => each[0] !== first || each[1] !== last) })),
    };
  };

  /**
   * The section of a page of today, once what it takes is there.
   * @param {Edition} of
   * @param {PackData} pack
   * @param {(change: (of: Edition) => Edition) => void} keep
   */
  const section = (of, pack, keep) => {
    const folded = qunli.dom.element("div");
    qunli.after.arrived().then(() => folded.append(qunli.rest.section(wish(of, pack, keep))), () => {});
    return folded;
  };

  return { rested, section };
})();
