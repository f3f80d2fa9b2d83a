/* Phones forget: the own link and what was noted are offered to be copied in time. */
"use strict";
var qunli = qunli || {};

qunli.keeping = (() => {
  const { archive, moving, link, storage, dates, edition, copier } = qunli;
  const { element, button } = qunli.dom;
  const MOST_DAYS = 4; // an iPhone clears after seven days without a visit
  const LATER = 3;

  const today = () => dates.now(edition.ZONE).day;

  /** @type {(of: Edition) => string} */
  const laterKey = (of) => `qunli:1:my:${of.id}:later`;

  /**
   * The button that copies a shop's own link.
   * @param {Edition} of
   * @param {string} own its link
   */
  const linkOut = (of, own) =>
    copier("复制自家的链接", () => {
      archive.sent(of);
      return `【${of.title || "我家"}】今天发什么，点开就看到：\n${own}`;
    }, { look: "btn" }).parts;

  /** What of a shop only this phone has, "" where nothing: said from the day after on, when nobody is still at it. @type {(of: Edition) => string} */
  const alone = (of) => {
    const known = archive.sentEdition(of);
    const changed = dates.stamp(of.time + edition.ZONE * 60).slice(0, 8);
    if (known === of.edition || changed === today().replace(/-/g, "")) return "";
    return isNaN(known) ? "自家的这一份" : "上次复制以后改的，";
  };

  /** @type {(of: Edition) => {words: string, ways: HTMLElement[]} | null} */
  const due = (of) => {
    const own = `${location.href.split("#")[0]}#my=${link.written(of)}`;
    const days = archive.uncopied(of);
    if (days >= MOST_DAYS) {
      const words = `有 ${days} 天记的东西只在这台手机上，手机可能会清掉。复制一份发给「文件传输助手」，没了粘回来就在。`;
      return { words, ways: [...moving.copyOut(of), ...linkOut(of, own)] };
    }
    const part = alone(of);
    const words = `${part}只存在这台手机上，手机可能会清掉。把链接发给「文件传输助手」，没了点一下就回来。`;
    return part ? { words, ways: linkOut(of, own) } : null;
  };

  /** @type {(of: Edition, root: HTMLElement) => void} */
  const offer = (of, root) => {
    const { day } = storage.record(laterKey(of));
    const isLater = typeof day === "string" && day > today() && day <= dates.shifted(today(), LATER);
    const found = isLater ? null : due(of);
    if (!found) return;
    const later = button("过几天再说", () => {
      storage.keep(laterKey(of), { day: dates.shifted(today(), LATER) });
      box.remove();
    }, "quiet");
    const box = element("section", { class: "note _offer", "aria-label": "留底" }, [element("p", {}, [found.words]), ...found.ways, later]);
    root.after(box);
  };

  return { offer, linkOut };
})();
