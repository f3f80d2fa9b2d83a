/* 二维码 and a poster of one's own day to print, A4 or A5, for the wall behind the counter. */
"use strict";
var qunli = qunli || {};

qunli.poster = (() => {
  const { code } = qunli;
  const { element, put, button, inWeChat } = qunli.dom;
  const page = document.documentElement;
  const PRINTED = "q-poster";

  /** @type {(of: Edition, picture: string) => HTMLElement} */
  const sheet = (of, picture) => element("section", { class: "poster", "aria-label": "海报" }, [
    element("h2", {}, [of.title || "我家"]),
    element("p", { class: "what" }, ["今天发什么"]),
    element("img", { src: picture, alt: `打开${of.title || "我家"}今天发什么的二维码` }),
    element("p", {}, ["用微信扫一扫，打开就是今天要发的"]),
  ]);

  /** A copy of it stands by itself, so that the page around it takes no paper. @type {(made: HTMLElement) => void} */
  const print = (made) => {
    const printed = /** @type {HTMLElement} */ (made.cloneNode(true));
    printed.classList.add("printed");
    document.body.append(printed);
    page.classList.add(PRINTED);
    window.print();
  };
  window.addEventListener("afterprint", () => {
    page.classList.remove(PRINTED);
    for (const each of qunli.dom.all(document, ".printed")) each.remove();
  });

  /** @type {(box: HTMLElement, of: Edition, own: string) => Promise<void>} */
  const draw = async (box, of, own) => {
    const picture = await code.drawn(page.getAttribute("data-root") || "", own);
    if (!picture) {
      put(box, [element("p", { class: "small" }, ["二维码没画出来，连上网再点一次。"])]);
      return;
    }
    const way = inWeChat ? "长按上面的码，能存成图片；要打印，到电脑上打开自家的链接。" : "贴在店里给店员扫的，不要贴到客人看得到的地方：谁扫到，谁就看得到店里填的菜、价和群名。改了店里的资料，再打一张。";
    const made = sheet(of, picture);
    const printing = inWeChat ? null : button("打印海报（A4、A5 都行）", () => print(made), "btn");
    put(box, [made, element("p", { class: "small" }, [way]), printing]);
  };

  /**
   * @param {Edition} of
   * @param {string} own its link
   */
  const section = (of, own) => {
    const box = element("div", { role: "status" });
    if (!code.fits(own)) {
      return element("p", { class: "small" }, [`这家店填的多，链接有 ${own.length} 个字，做成二维码太密，手机扫不出来，所以这里没有二维码。把链接发给要用的人就行。`]);
    }
    return element("div", {}, [button("二维码和海报", () => draw(box, of, own), "btn"), box]);
  };

  return { section };
})();
