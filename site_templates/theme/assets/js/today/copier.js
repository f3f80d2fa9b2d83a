/* A copy button with its place for words. */
"use strict";
var qunli = qunli || {};

qunli.copier = (() => {
  const { element, put, button } = qunli.dom;
  const MOST_ROWS = 10;
  const AGAIN = "再点一次，照样复制";

  /**
   * The text, selected, for a browser that lets no page copy.
   * @type {(text: string) => HTMLDivElement}
   */
  const selectable = (text) => {
    const rows = String(Math.min(MOST_ROWS, text.split("\n").length + 1));
    const area = element("textarea", { readonly: "", rows, "aria-label": "要复制的文字" });
    area.value = text;
    setTimeout(() => {
      area.focus();
      area.select();
      area.setSelectionRange(0, text.length);
    });
    return element("div", {}, [
      element("p", {}, ["这里不让自动复制。文字已经选好：按住它，点「拷贝」或「复制」。"]),
      area,
    ]);
  };

  /**
   * @param {string} words
   * @param {() => string} textOf
   * @param {{ready?: () => string, look?: string}} [options] words from `ready` ask for a second tap
   * @returns {{parts: HTMLElement[], settle: () => void}} `settle` brings it back to how it began
   */
  const copier = (words, textOf, { ready = () => "", look } = {}) => {
    const status = element("div", { class: "said", role: "status" });
    let isArmed = false;
    const tell = (/** @type {boolean} */ armed, /** @type {HTMLElement | null} */ said) => {
      isArmed = armed;
      made.textContent = armed ? AGAIN : words;
      put(status, [said]);
    };
    const copy = async () => {
      const text = textOf();
      const isCopied = await qunli.clipboard.copy(text);
      tell(false, isCopied ? element("p", {}, ["已复制，去粘贴吧。"]) : selectable(text));
    };
    const click = () => {
      const why = isArmed ? "" : ready();
      if (why) tell(true, element("p", { class: "wait" }, [why]));
      else copy();
    };
    const made = button(words, click, look);
    return { parts: [made, status], settle: () => tell(false, null) };
  };

  return copier;
})();
