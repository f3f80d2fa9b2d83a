/* A copy button with its place for words. */
"use strict";
var qunli = qunli || {};

qunli.copier = (() => {
  const { element, put, button } = qunli.dom;
  const MOST_ROWS = 10;

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

  /** @type {() => Gap[]} */
  const none = () => [];

  /**
   * @param {string} words
   * @param {() => string} textOf
   * @param {{open?: () => Gap[], hint?: string, look?: string}} [options] `open` blanks ask for a second tap, `hint` is said then
   * @returns {{parts: HTMLElement[], settle: () => void}} `settle` brings it back to how it began
   */
  const copier = (words, textOf, { open = none, hint = "", look } = {}) => {
    const status = element("div", { class: "said", role: "status" });
    const rule = qunli.gaps.rule(open);
    const tell = (/** @type {string} */ name, /** @type {HTMLElement | null} */ said) => {
      made.textContent = name;
      put(status, [said]);
    };
    const copy = async () => {
      const text = textOf();
      const isCopied = await qunli.clipboard.copy(text);
      tell(words, isCopied ? element("p", {}, ["已复制，去粘贴吧。"]) : selectable(text));
    };
    const click = () => {
      const why = rule.asks();
      if (why) tell(qunli.gaps.AGAIN, element("p", { class: "wait" }, [why + hint]));
      else copy();
    };
    const settle = () => {
      rule.settle();
      tell(words, null);
    };
    const made = button(words, click, look);
    return { parts: [made, status], settle };
  };

  return copier;
})();
