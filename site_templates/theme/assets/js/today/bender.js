/* The buttons below a post that bend its day. */
"use strict";
var qunli = qunli || {};

/** @typedef {(words?: string, more?: HTMLElement[]) => void} Redraw the day as it is now, with words that are said above it */

(() => {
  const { bending, memory } = qunli;
  const { element, put, button, all } = qunli.dom;

  /**
   * Do something with what a change takes, which the home page asks for only now.
   * @type {(act: () => void, status: HTMLElement) => () => void}
   */
  const withAll = (act, status) => () => {
    const asked = "swap" in bending ? [] : all(document, "link[data-asked]").map((link) => link.getAttribute("href") || "");
    const fail = () => {
      status.textContent = "没拿到，多半是没连上网。再点一次。";
    };
    if (asked.length) Promise.all(asked.map(qunli.loading.script)).then(act, fail);
    else act();
  };

  /** @type {(day: string, post: BentPost, redraw: Redraw) => HTMLElement[]} */
  const editor = (day, post, redraw) => {
    const keep = (/** @type {string} */ words) => {
      bending.type(day, post, words);
      redraw();
    };
    const { bent } = memory.noted(day, post.id);
    const typed = (bent.typed || {})[post.textId] || "";
    return qunli.editor(post, { keep, leave: redraw, before: bending.wordsFor(bent, post.textId) === typed ? "" : typed });
  };

  /** @type {typeof editor} */
  const clock = (day, post, redraw) => qunli.hour(day, post, redraw);

  /** Never again: only one's own shop can leave a text out; its page hears of it. @type {(post: BentPost) => HTMLElement} */
  const unwanted = (post) => button("以后都不要这条", () => {
    const [run, slot] = post.id.split(".");
    document.dispatchEvent(new CustomEvent("qunli-unwanted", { detail: { run, slot, text: post.textId } }));
  }, "quiet");

  /** What nobody planned goes with one tap, and comes back with another. @type {(day: string, post: BentPost, redraw: Redraw) => HTMLElement} */
  const taken = (day, post, redraw) => button("去掉这条", () => {
    const before = memory.noted(day, post.id);
    bending.remove(day, post.id);
    redraw(`去掉了临时发的「${post.slot.title}」。`, [button("放回来", () => {
      memory.note(day, post.id, (noted) => Object.assign(noted, before));
      redraw("放回来了。");
    }, "quiet")]);
  });

  /** @type {(day: string, post: BentPost, redraw: Redraw) => HTMLElement} */
  const left = (day, post, redraw) => button("今天不发", () => {
    bending.note(day, post.id, { off: true });
    redraw();
  });

  /** @type {(day: string, post: BentPost, redraw: Redraw) => HTMLElement} */
  const changed = (day, post, redraw) => {
    const back = () => {
      redraw(bending.undo(day, post.id));
    };
    const told = bending.told(post, memory.noted(day, post.id).bent);
    const status = element("span", { role: "status" });
    return element("p", { class: "bent" }, [`${told}。`, button("改回原来的", withAll(back, status), "quiet"), status]);
  };

  /**
   * @param {string} day
   * @param {BentPost} post
   * @param {Redraw} redraw the day, after it was bent
   */
  const bender = (day, post, redraw) => {
    const place = element("div", { class: "bend", role: "group", "aria-label": "今天改一改" });
    const status = element("p", { class: "small", role: "status" });
    const open = (/** @type {typeof editor} */ form) => () => {
      put(place, form(day, post, redraw));
      const first = place.querySelector("textarea, input");
      if (first instanceof HTMLElement) first.focus();
    };
    const swap = () => {
      if (bending.swap(day, post.id)) redraw();
      else status.textContent = bending.reason(day, post.id);
    };
    if (post.isUnasked) return [element("p", { class: "bent" }, ["那一题没有发，或者本来没有答案，这条就不发了。"])];
    const ways = [button("改几个字", withAll(open(editor), status)), button("改到几点", withAll(open(clock), status))];
    if (!post.asks) ways.unshift(button("换一条", withAll(swap, status)));
    const never = !post.asks && window.qunliOwn && !window.qunliLent ? [unwanted(post)] : [];
    const leaving = post.isSudden ? [taken(day, post, redraw)] : [left(day, post, redraw), ...never];
    put(place, post.isOff ? [] : [...ways, ...leaving, status]);
    return post.isBent ? [changed(day, post, redraw), place] : [place];
  };

  bending.buttons = bender;
})();
