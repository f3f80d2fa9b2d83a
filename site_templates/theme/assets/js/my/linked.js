/* A shop's link that was opened on a page that is not the shop's: what is wrong with it in the words of the shop's pages, or the way there. */
"use strict";
(() => {
  const { address, link } = qunli;
  const { element, all } = qunli.dom;
  const pages = document.querySelector("link[data-shop]");
  const root = document.querySelector("article") || document.querySelector("main") || document.body;

  /** @type {(words: string, way: string, href: string) => HTMLElement} */
  const note = (words, way, href) => element("p", { class: "q-warn note q-shop-link", role: "status" }, [`${words} `, element("a", { href }, [way])]);

  const show = () => {
    for (const each of all(document, ".q-shop-link")) each.remove();
    const { my } = address.read(location.hash);
    const form = pages && pages.getAttribute("data-shop");
    if (!my || !form) return;
    const of = link.read(my);
    const today = form.replace(/index\.html$/, "today/index.html");
    const made = typeof of === "string"
      ? note(`${of}链接整段复制过来，到「我家的」里粘贴也行。`, "到「我家的」", form)
      : note(`这是${of.title ? `「${of.title}」` : "一家店"}的链接。`, "看今天发什么", `${today}#my=${link.written(of)}`);
    root.prepend(made);
  };

  show();
  window.addEventListener("hashchange", show);
})();
