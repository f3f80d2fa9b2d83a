/* The texts of a post, of which the page shows one: ‹ 1 / 8 ›. The first stands in the page, the others come when they are
   turned to, and each is asked for its blanks and copied as the first is. */
"use strict";
var qunli = qunli || {};

/** @typedef {{shown: HTMLElement, at: number, pager: HTMLElement, count: HTMLElement, line: HTMLElement, made: HTMLElement[], names: string[]}} Leafing */

qunli.variants = (() => {
  const { whole } = qunli;
  const { element, button, put, all, one } = qunli.dom;
  /** @type {WeakMap<Element, Leafing>} */
  const known = new WeakMap();

  /** A text as the page of all texts has it, with a button on each that may be copied. @type {(text: HTMLElement) => HTMLElement} */
  const dressed = (text) => {
    const made = document.importNode(text, true);
    made.removeAttribute("id");
    for (const number of all(made, ".q-number")) if (number === made.firstElementChild) number.remove();
    for (const copy of all(made, ".q-copy")) {
      copy.append(element("div", { class: "q-foot" }, [element("button", { type: "button", class: "q-copy__button" }, ["复制"])]));
    }
    return made;
  };

  /** @type {(post: HTMLElement, leafing: Leafing) => Promise<HTMLElement[]>} */
  const loaded = async (post, leafing) => {
    const found = whole.texts(await whole.page(), post.id);
    if (!leafing.names.length) {
      leafing.names = found.map(({ id }) => id);
      leafing.made = [leafing.shown];
    }
    return found;
  };

  /** @type {(leafing: Leafing, next: HTMLElement, at: number) => void} */
  const turnTo = (leafing, next, at) => {
    const focused = document.activeElement;
    leafing.shown.hidden = true;
    if (!next.parentNode) leafing.shown.after(next);
    next.hidden = false;
    one(next, ".q-foot").prepend(leafing.pager);
    if (focused instanceof HTMLElement && leafing.pager.contains(focused)) focused.focus({ preventScroll: true });
    Object.assign(leafing, { shown: next, at });
    put(leafing.count, [element("b", {}, [String(at + 1)]), ` / ${leafing.names.length}`]);
  };

  /**
   * Show a text of a post by its place, or by what its address has behind the post. The page stays as it is where it cannot be
   * had, and leads to where all of them stand.
   * @type {(post: HTMLElement, which: (leafing: Leafing, found: HTMLElement[]) => number) => Promise<void>}
   */
  const show = async (post, which) => {
    const leafing = known.get(post);
    if (!leafing) return;
    try {
      const found = await loaded(post, leafing);
      const at = which(leafing, found);
      if (at < 0) return;
      const next = leafing.made[at] || (leafing.made[at] = dressed(found[at]));
      turnTo(leafing, next, at);
      // One's own shop, where the phone keeps one, says its words in it.
      next.dispatchEvent(new CustomEvent("q-text", { bubbles: true }));
    } catch (error) {
      leafing.line.hidden = false;
    }
  };

  /** @type {(post: HTMLElement, by: number) => Promise<void>} */
  const leaf = async (post, by) => {
    await show(post, ({ at, names }) => (at + by + names.length) % names.length);
    const leafing = known.get(post);
    if (leafing && leafing.names.length) history.replaceState(null, "", `#${leafing.names[leafing.at]}`);
  };

  /** @type {(post: HTMLElement, name: string) => Promise<void>} */
  const named = (post, name) => show(post, ({ names }) => names.indexOf(name));

  /**
   * Show the text that has most of what somebody searched for.
   * @type {(post: HTMLElement, terms: string[]) => Promise<void>}
   */
  const saying = (post, terms) => show(post, ({ at }, found) => {
    const counts = found.map(({ textContent }) => terms.filter((term) => (textContent || "").toLowerCase().includes(term)).length);
    const most = Math.max(...counts);
    return counts[at] === most ? -1 : counts.indexOf(most);
  });

  /**
   * Let a post be leafed through, once.
   * @type {(post: HTMLElement, body: HTMLElement) => void}
   */
  const bind = (post, body) => {
    const line = body.querySelector(".q-pages");
    if (!(line instanceof HTMLElement) || known.has(post) || !whole.isWithin()) return;
    const turner = (/** @type {string} */ label, /** @type {number} */ by) => {
      const made = button("", () => leaf(post, by));
      made.setAttribute("aria-label", label);
      return made;
    };
    const count = element("p", { "aria-live": "polite" }, [element("b", {}, ["1"]), ` / ${line.dataset.count}`]);
    const pager = element("div", { class: "q-pager" }, [turner("上一条", -1), count, turner("下一条", 1)]);
    const shown = one(body, ".q-texts > .q-text");
    one(shown, ".q-foot").prepend(pager);
    known.set(post, { shown, at: 0, pager, count, line, made: [], names: [] });
    line.hidden = true;
  };

  return { bind, named, saying };
})();
