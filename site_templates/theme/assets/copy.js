// Copy buttons: the text beside the button goes to the clipboard. Where the browser refuses (WeChat on iPhone),
// the text is left selected and the button says what to do.
"use strict";
(() => {
  const select = (box) => {
    const range = document.createRange();
    range.selectNodeContents(box);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return selection;
  };

  const copy = async (box) => {
    try {
      await navigator.clipboard.writeText(box.textContent);
      return true;
    } catch {
      const selection = select(box);
      let done = false;
      try {
        done = document.execCommand("copy");
      } catch {
        done = false;
      }
      if (done) selection.removeAllRanges();
      return done;
    }
  };

  // Texts of the chapters are written as code blocks: give them the same button.
  for (const block of document.querySelectorAll(".md-typeset .highlight")) {
    const code = block.querySelector("pre > code");
    if (!code) continue;
    block.classList.add("q-copy");
    code.classList.add("q-copy__text");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "q-copy__button";
    button.textContent = "复制";
    block.append(button);
  }

  for (const button of document.querySelectorAll(".q-copy__button")) {
    button.setAttribute("aria-live", "polite");
    button.dataset.words = button.textContent;
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".q-copy__button");
    if (!button) return;
    const done = await copy(button.closest(".q-copy").querySelector(".q-copy__text"));
    button.textContent = done ? "已复制" : "没复制上：长按选中的字，再点「拷贝」";
    button.classList.toggle("q-copy__button--done", done);
    clearTimeout(button.timer);
    button.timer = setTimeout(() => {
      button.textContent = button.dataset.words;
      button.classList.remove("q-copy__button--done");
    }, done ? 2000 : 8000);
  });
})();
