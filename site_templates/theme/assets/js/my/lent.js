/* A hand-over of another shop on a phone that has its own: that shop's day is shown, the phone's own stays what it was. The
   address says so (lent=, the day), so that a page that is loaded again shows the same. */
"use strict";
var qunli = qunli || {};

/** @typedef {{of: Edition, day: string}} Lent the shop, and the day for which it was handed over */

qunli.lent = (() => {
  const { link, shops, fragment, dates, edition } = qunli;
  const { element, button } = qunli.dom;

  /** @type {(of: Edition, other: string) => string} */
  const named = (of, other) => (of.title ? `「${of.title}」` : other);

  /** The day of a hand-over, else the one that an address says, else today. @type {(shift: string, said: string) => string} */
  const dayOf = (shift, said) => {
    const [, day = said] = (fragment.read(shift) || "").split("\n");
    return isNaN(dates.number(day)) ? dates.now(edition.ZONE).day : day;
  };

  /**
   * What an address lends, null where it opens a shop to stay: the phone has no shop, this very one, or nobody hands over.
   * @type {(address: Address) => Lent | null}
   */
  const read = ({ my, shift, lent }) => {
    const other = my ? link.read(my) : null;
    const mine = shops.current();
    if (!mine || !other || typeof other === "string" || mine.id === other.id) return null;
    if (shift === null && !lent) return null;
    const kept = shops.get(other.id);
    return { of: kept && kept.edition > other.edition ? kept : other, day: dayOf(shift || "", lent) };
  };

  /** @type {(root: HTMLElement, words: string, ways: HTMLElement[]) => void} */
  const tell = (root, words, ways) => {
    root.before(element("section", { class: "note _lent", "aria-label": "哪一家的" }, [element("p", {}, [words]), ...ways]));
  };

  /** The way to a shop of this phone, on the same page. @type {(of: Edition) => HTMLElement} */
  const back = (of) => button(`回到${named(of, "我家")}`, () => {
    shops.open(of.id);
    location.hash = `my=${link.written(of)}`;
    location.reload();
  });

  /** Say above a page whose day it shows, and how to one's own. @type {(root: HTMLElement, lent: Lent) => void} */
  const say = (root, { of, day }) => {
    const mine = shops.current();
    if (!mine) return;
    const stay = button("把这家店也留在这台手机上", () => {
      shops.keep(of);
      location.hash = `my=${link.written(of)}`;
      location.reload();
    }, "quiet");
    const words = `这是交班给你的：${named(of, "别的店")} ${dates.words(day)}。你自己的${named(mine, "那家店")}没有动。`;
    tell(root, words, [back(mine), stay]);
  };

  /** Say that a link opened another shop than the one that was open. @type {(root: HTMLElement, of: Edition, before: Edition) => void} */
  const sayOther = (root, of, before) => {
    tell(root, `打开的是链接里的${named(of, "另一家店")}，也留在这台手机上了。原来的${named(before, "那家店")}还在。`, [back(before)]);
  };

  return { read, say, sayOther };
})();
