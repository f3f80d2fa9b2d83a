/* What is shown of the list of posts: those of a weekday, of festivals, or with some words. */
"use strict";
var qunli = qunli || {};

qunli.finder = (() => {
  const { dates, whole } = qunli;
  const { element, all } = qunli.dom;
  const list = document.querySelector(".q-list");
  const field = document.getElementById("_find");
  const posts = all(document, ".q-list .q-post");
  const choices = all(document, ".q-list [data-show]");
  const nothing = element("p", { class: "q-nothing", role: "status" }, ["没有这样的一条。换个词，或看全部。"]);
  /** What a post says in all its texts, by its id. @type {Map<string, string>} */
  const said = new Map(posts.map((post) => [post.id, post.textContent || ""]));
  const state = { chosen: "", words: "" };

  /** @type {(post: HTMLElement) => boolean} */
  const isMeant = (post) => {
    const { chosen, words } = state;
    const has = (said.get(post.id) || "").toLowerCase();
    return (!chosen || (post.dataset.on || "").includes(chosen)) && words.split(/\s+/).every((word) => has.includes(word));
  };

  const draw = () => {
    for (const post of posts) post.hidden = !isMeant(post);
    for (const head of all(document, ".q-group")) {
      let next = head.nextElementSibling;
      let isEmpty = true;
      for (; next && !next.classList.contains("q-group"); next = next.nextElementSibling) {
        if (next.classList.contains("q-post") && !(/** @type {HTMLElement} */ (next).hidden)) isEmpty = false;
      }
      head.hidden = isEmpty;
    }
    for (const each of choices) each.setAttribute("aria-pressed", String(each.dataset.show === state.chosen));
    nothing.hidden = posts.some((post) => !post.hidden);
  };

  /** Show all of them, as where an address leads to one that is not shown. */
  const clear = () => {
    Object.assign(state, { chosen: "", words: "" });
    if (field instanceof HTMLInputElement) field.value = "";
    draw();
  };

  // What is not on this page is looked through as well, once somebody looks for anything.
  const read = () => {
    if (!whole.isWithin()) return;
    whole.page().then((page) => {
      for (const post of posts) {
        const texts = whole.texts(page, post.id).map((text) => text.textContent || "");
        said.set(post.id, [post.textContent || "", ...texts].join("\n"));
      }
      draw();
    }, () => undefined);
  };

  if (list && field instanceof HTMLInputElement) {
    list.append(nothing);
    field.addEventListener("focus", read, { once: true });
    field.addEventListener("input", () => {
      state.words = field.value.trim().toLowerCase();
      draw();
    });
    for (const each of choices) {
      each.addEventListener("click", () => {
        state.chosen = state.chosen === each.dataset.show ? "" : each.dataset.show || "";
        draw();
      });
    }
    const weekday = (dates.number(dates.now(8).day) + 3) % 7;
    for (const each of all(document, `.q-strip [data-show="${weekday}"], [data-weekday="${weekday}"]`)) each.classList.add("q-now");
    draw();
  }

  return { clear };
})();
