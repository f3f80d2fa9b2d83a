/* Phones forget: what was noted is offered to be copied in time, and a page says when it was forgotten. */
"use strict";
var qunli = qunli || {};

/** @typedef {{of: Edition, root: HTMLElement, isNew: boolean}} Kept `isNew` where the phone had nothing of this shop */

qunli.keeping = (() => {
  const { archive, moving, receiving, storage, dates, edition } = qunli;
  const { element, button } = qunli.dom;
  const MOST_DAYS = 4; // an iPhone clears after seven days without a visit
  const LATER = 3;

  const today = () => dates.now(edition.ZONE).day;

  /** @type {(of: Edition) => string} */
  const laterKey = (of) => `qunli:1:my:${of.id}:later`;

  /** The shop was not changed today, so that it once was on some phone before. @type {(of: Edition) => boolean} */
  const isOlder = (of) => dates.stamp(of.time + edition.ZONE * 60).slice(0, 8) !== today().replace(/-/g, "");

  /** @type {(kept: Kept) => void} */
  const tellForgotten = ({ of, root, isNew }) => {
    if (!isNew || !isOlder(of)) return;
    receiving.say(root, "这台手机上没有这家店以前的记录：第一次在这里打开，或者手机清掉了。店名、菜、价都在链接里，没丢；勾过、填过、记过的数不在了。留过存档的，到「我家的」里粘贴就回来。");
  };

  /** @type {(kept: Kept) => void} */
  const offer = ({ of, root }) => {
    const days = archive.uncopied(of);
    const { day } = storage.record(laterKey(of));
    if (days < MOST_DAYS || (typeof day === "string" && day > today())) return;
    const later = button("过几天再说", () => {
      storage.keep(laterKey(of), { day: dates.shifted(today(), LATER) });
      box.remove();
    }, "quiet");
    const words = `有 ${days} 天记的东西只在这台手机上，手机可能会清掉。复制一份发给「文件传输助手」，没了粘回来就在。`;
    const box = element("section", { class: "note _offer", "aria-label": "留底" }, [element("p", {}, [words]), ...moving.copyOut(of), later]);
    root.after(box);
  };

  /** @type {(kept: Kept) => void} */
  const begin = (kept) => {
    tellForgotten(kept);
    offer(kept);
  };

  return { begin };
})();
