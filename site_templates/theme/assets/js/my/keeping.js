/* Phones forget: the own link and what was noted are offered to be copied in time. */
"use strict";
var qunli = qunli || {};

qunli.keeping = (() => {
  const { archive, moving, link, storage, dates, edition, copier } = qunli;
  const { element, button, inWeChat } = qunli.dom;
  const MOST_DAYS = 4; // an iPhone clears after seven days without a visit
  const LATER = 3;

  const today = () => dates.now(edition.ZONE).day;

  /** @type {(of: Edition) => string} */
  const laterKey = (of) => `qunli:1:my:${of.id}:later`;

  /** What to know of a link that a messenger may cut. @type {(own: string) => HTMLElement | null} */
  const tooLong = (own) => {
    if (own.length <= archive.MESSAGE) return null;
    return element("p", { class: "small" }, [`链接有 ${own.length} 个字，一条微信消息放不下。发给别人用存档文件，在下面「留底、换手机」里。`]);
  };

  /** The ways out of a shop that no link holds. @type {(of: Edition) => HTMLElement[]} */
  const wholeOut = (of) => {
    const words = "店里写的多，链接里装不下：这台手机上照常用，别的手机点链接打不开。发给店员、换手机、留底都用存档，对方到「我家的」里接回来。";
    const status = element("p", { class: "small", role: "status" });
    const say = (/** @type {string} */ said) => { status.textContent = said; };
    return [element("p", { class: "small" }, [words]), ...(inWeChat ? [] : moving.filesOut(of)), ...moving.copyOut(of, say), status];
  };

  /**
   * The button that copies a shop's own link; where no link holds the shop, the ways that do.
   * @param {Edition} of
   * @param {string} own its link
   */
  const linkOut = (of, own) => {
    if (!link.carries(of)) return wholeOut(of);
    return copier("复制自家的链接", () => {
      archive.sent(of);
      return `【${of.title || "我家"}】今天发什么，点开就看到：\n${own}`;
    }, { look: "btn" }).parts;
  };

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
      return { words, ways: link.carries(of) ? [...moving.copyOut(of), ...linkOut(of, own)] : linkOut(of, own) };
    }
    const part = alone(of);
    const way = link.carries(of) ? "把链接发给「文件传输助手」，没了点一下就回来。" : "留一份存档，没了接回来就在。";
    const words = `${part}只存在这台手机上，手机可能会清掉。${way}`;
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

  return { offer, linkOut, tooLong };
})();
