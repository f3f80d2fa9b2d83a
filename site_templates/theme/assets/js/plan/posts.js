/* The posts of a plan: one is open at a time, in its place on a phone, beside the list on a desk. An address leads to a post,
   #menu, or to one of its texts, #menu.17. */
"use strict";
var qunli = qunli || {};

(() => {
  const { finder, variants } = qunli;
  const { element, put, all, one } = qunli.dom;
  const desk = document.getElementById("_posts");
  const pane = desk && desk.querySelector(".q-pane");
  if (!desk || !(pane instanceof HTMLElement)) return;
  const wide = window.matchMedia("(min-width: 60em)");
  const posts = /** @type {HTMLDetailsElement[]} */ (all(desk, "details.q-post"));
  /** @type {Map<HTMLElement, HTMLElement>} */
  const bodies = new Map(posts.map((post) => [post, one(post, ".q-post__body")]));
  const bodyOf = (/** @type {HTMLElement} */ post) => /** @type {HTMLElement} */ (bodies.get(post));
  const head = element("h2", { tabindex: "-1" });
  const hour = element("span", { class: "q-time" });
  const type = element("span", {});
  pane.append(element("div", { class: "q-pane__head" }, [hour, head, type]));

  /** @type {(text: string) => string} */
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch (error) {
      return text;
    }
  };

  const opened = () => posts.filter((post) => post.open)[0] || null;

  /** @type {(post: HTMLDetailsElement) => void} */
  const place = (post) => {
    const body = bodyOf(post);
    for (const [other, each] of bodies) if (other !== post && each.parentNode === pane) other.append(each);
    if (!wide.matches) {
      post.append(body);
      return;
    }
    const mark = one(post, "summary > .q-m");
    hour.textContent = all(post, ".q-post__time span").map((each) => each.textContent).join("、");
    head.textContent = one(post, ".q-post__name strong").textContent;
    type.className = mark.className.replace("q-m ", "q-m q-m--word ");
    put(type, [mark.title]);
    pane.append(body);
  };

  /** @type {(post: HTMLDetailsElement) => void} */
  const settle = (post) => {
    for (const other of posts) if (other !== post) other.open = false;
    variants.bind(post, bodyOf(post));
    place(post);
    for (const cell of all(document, ".q-bars .q-cell")) cell.classList.toggle("q-chosen", cell.getAttribute("href") === `#${post.id}`);
  };

  /** Open what is folded around a place. @type {(target: Element | null) => void} */
  const unfold = (target) => {
    for (let each = target; each; each = each.parentElement) if (each instanceof HTMLDetailsElement) each.open = true;
  };

  /** Which text of a post an address means, or what was searched for. @type {(post: HTMLElement, name: string) => Promise<void> | null} */
  const turnedTo = (post, name) => {
    if (name !== post.id) return variants.named(post, name);
    const asked = new URLSearchParams(location.search).get("h");
    return asked ? variants.saying(post, asked.toLowerCase().split(/\s+/).filter(Boolean)) : null;
  };

  const drawn = () => document.documentElement.classList.remove("q-linked");

  // A post that an address names is opened, and whatever else it names is unfolded.
  const follow = () => {
    const name = decoded(location.hash.slice(1));
    const post = posts.filter(({ id }) => id === name.split(".")[0])[0];
    if (!post) {
      unfold(document.getElementById(name));
      return drawn();
    }
    if (post.hidden) finder.clear();
    post.open = true;
    settle(post);
    const turning = turnedTo(post, name);
    if (turning) turning.then(drawn);
    else drawn();
    if (wide.matches || name !== post.id) post.scrollIntoView({ block: wide.matches ? "nearest" : "start" });
    return undefined;
  };

  /** @type {(event: Event) => void} */
  const toggled = ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.open && bodies.has(target)) settle(target);
  };

  /** @type {(event: MouseEvent) => void} */
  const pressed = (event) => {
    const summary = qunli.dom.hit(event, ".q-post > summary");
    const post = summary && summary.parentElement;
    if (!summary || !(post instanceof HTMLDetailsElement)) return;
    if (wide.matches && post.open) event.preventDefault();
    const before = summary.getBoundingClientRect().top;
    const isKey = event.detail === 0;
    setTimeout(() => {
      if (!post.open) return;
      settle(post);
      history.replaceState(null, "", `#${post.id}`);
      // What closed above must not move what was pressed from under the finger.
      if (!wide.matches) window.scrollBy(0, summary.getBoundingClientRect().top - before);
      else if (isKey) head.focus({ preventScroll: true });
    });
  };

  const turned = () => {
    const post = opened() || (wide.matches ? posts[0] : null);
    if (!post) return;
    post.open = true;
    settle(post);
  };

  desk.addEventListener("toggle", toggled, true);
  desk.addEventListener("click", pressed);
  pane.addEventListener("keydown", (event) => {
    const post = opened();
    if (event.key === "Escape" && post) one(post, "summary").focus();
  });
  window.addEventListener("hashchange", follow);
  if (wide.addEventListener) wide.addEventListener("change", turned);
  window.addEventListener("beforeprint", () => all(document, ".q-folds > .q-fold").forEach(unfold));
  follow();
  turned();
})();
