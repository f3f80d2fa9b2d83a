/* Copy buttons: the text beside the button goes to the clipboard, once its blanks were asked for. Where the browser
   refuses (WeChat on iPhone), the text is left selected and the button says what to do. */
"use strict";
(() => {
  const DONE = "q-copy__button--done";
  /** @type {WeakMap<HTMLElement, number>} */
  const timers = new WeakMap();

  /** @type {(box: HTMLElement) => void} */
  const select = (box) => {
    const range = document.createRange();
    range.selectNodeContents(box);
    const selection = window.getSelection();
    if (!selection) return;
    selection.removeAllRanges();
    selection.addRange(range);
  };

  // Texts of the chapters are written as code blocks: give them the same button.
  const dress = () => {
    for (const block of qunli.dom.all(document, ".md-typeset .highlight")) {
      const code = block.querySelector("pre > code");
      if (!code) continue;
      block.classList.add("q-copy");
      code.classList.add("q-copy__text");
      block.append(qunli.dom.element("button", { type: "button", class: "q-copy__button" }, ["复制"]));
    }
  };

  /** @type {(button: HTMLElement, done: boolean) => void} */
  const tell = (button, done) => {
    button.textContent = done ? "已复制" : "没复制上：长按选中的字，再点「拷贝」";
    button.classList.toggle(DONE, done);
    clearTimeout(timers.get(button));
    const back = () => {
      button.textContent = button.dataset.words || "";
      button.classList.remove(DONE);
    };
    timers.set(button, window.setTimeout(back, done ? 2000 : 8000));
  };

  /** What a button says, before it says anything else. @type {(button: HTMLElement) => void} */
  const known = (button) => {
    if (button.dataset.words) return;
    button.setAttribute("aria-live", "polite");
    button.dataset.words = button.textContent || "";
  };

  /** @type {(event: Event) => void} */
  const clicked = (event) => {
    const button = qunli.dom.hit(event, ".q-copy__button");
    const around = button && button.closest(".q-copy");
    if (!button || !around) return;
    known(button);
    const box = qunli.dom.one(around, ".q-copy__text");
    if (qunli.filling.asks(around, box)) {
      clearTimeout(timers.get(button));
      button.textContent = qunli.gaps.AGAIN;
      return;
    }
    qunli.clipboard.copy(qunli.filling.text(box)).then((done) => {
      if (!done) select(box);
      tell(button, done);
    });
  };

  dress();
  qunli.dom.all(document, ".q-copy__button").forEach(known);
  document.addEventListener("click", clicked);
})();
