/* Text to the clipboard. WeChat, file:// and plain http give a page none of its own: there the old way is tried. */
"use strict";
var qunli = qunli || {};

qunli.clipboard = (() => {
  // Large letters, since an iPhone zooms in on smaller ones when they are focused.
  const UNSEEN = "position:fixed;top:0;left:-200vw;width:1px;height:1px;font-size:16px";

  /** @type {(text: string) => HTMLTextAreaElement} */
  const unseen = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    area.readOnly = true;
    area.tabIndex = -1;
    area.setAttribute("aria-hidden", "true");
    area.style.cssText = UNSEEN;
    return area;
  };

  const commandCopied = () => {
    try {
      return document.execCommand("copy");
    } catch (error) {
      return false;
    }
  };

  /** @type {(text: string) => boolean} */
  const copiedTheOldWay = (text) => {
    const focused = document.activeElement;
    const area = unseen(text);
    document.body.append(area);
    area.select();
    area.setSelectionRange(0, text.length);
    const isCopied = commandCopied();
    area.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    return isCopied;
  };

  /**
   * Whether the text is on the clipboard. To be called from a tap; the old way works only within it.
   * @type {(text: string) => Promise<boolean>}
   */
  const copy = (text) => {
    if (!navigator.clipboard || !navigator.clipboard.writeText) return Promise.resolve(copiedTheOldWay(text));
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => copiedTheOldWay(text),
    );
  };

  return { copy };
})();
