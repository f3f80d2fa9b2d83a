/* 放到桌面, as the phone at hand does it. Nothing is said where there is no desktop to put it on, or it stands there already. */
"use strict";
var qunli = qunli || {};

qunli.desktop = (() => {
  const { element, inWeChat } = qunli.dom;
  const APART = "放好以后就从桌面点开：桌面上的那个和浏览器各记各的。";
  const MENU = "每个版本的叫法不一样，找带「桌面」或「主屏幕」的那一条。";

  /** The first that fits holds. @type {[RegExp, string[]][]} */
  const WAYS = [
    [/iPhone|iPad|iPod/, ["用 Safari 打开这一页，点「看今天发什么」。", "点分享按钮（方框里一个向上的箭头），往下找「添加到主屏幕」，再点「添加」。", APART]],
    [/HUAWEI|HONOR|HarmonyOS|HuaweiBrowser/i, ["先点「看今天发什么」。", "点浏览器的菜单（四个点），选「添加至」，再选「桌面」。", MENU]],
    [/Xiaomi|Redmi|MIUI|MiuiBrowser/i, ["先点「看今天发什么」。", "点浏览器的菜单（三条横线），选「添加书签」或「工具箱」，勾「桌面」。", MENU]],
    [/OPPO|OnePlus|realme|HeyTap/i, ["先点「看今天发什么」。", "点浏览器的菜单，选「添加书签」，勾「桌面」或「主屏幕」。", MENU]],
    [/vivo|iQOO|VivoBrowser/i, ["先点「看今天发什么」。", "点浏览器的菜单，选「添加书签」，勾「桌面」。", MENU]],
    [/Android/, ["先点「看今天发什么」。", "点右上角的三个点，选「添加到主屏幕」或「安装应用」。"]],
  ];
  const WECHAT = ["微信里放不了。点右上角「···」，选「在浏览器打开」。", "在浏览器里再点开这一段，照着做。"];

  /**
   * @param {string} agent what the browser calls itself
   * @param {boolean} isInWeChat
   * @returns {string[]} steps; none where there is nothing to do
   */
  const steps = (agent, isInWeChat) => {
    const way = WAYS.filter(([phone]) => phone.test(agent))[0];
    if (!way) return [];
    return isInWeChat ? WECHAT : way[1];
  };

  const isThere = () => window.matchMedia("(display-mode: standalone)").matches || /** @type {any} */ (navigator).standalone === true;

  /** @type {() => HTMLElement | null} */
  const section = () => {
    const said = isThere() ? [] : steps(navigator.userAgent, inWeChat);
    if (!said.length) return null;
    return element("details", { class: "card", id: "_desktop" }, [
      element("summary", {}, ["放到桌面，一点就开"]), element("ol", { class: "small" }, said.map((each) => element("li", {}, [each]))),
    ]);
  };

  return { section, steps };
})();
