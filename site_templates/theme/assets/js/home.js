/* The first screen: one post of today for the chosen trade. The choice stays on this device. */
"use strict";
(() => {
  /**
   * @typedef {{at: string, title: string, to: string, text: string, fill: string}} Posted
   * @typedef {{id: string, zone: number, days: {day: string, title: string, posts: Posted[]}[]}} Door
   * @typedef {Posted & {day: string, words: string}} Coming
   */
  const KEY = "qunli.industry";
  const home = document.querySelector(".q-home");
  const data = document.getElementById("q-home-data");
  if (!home || !data) return;
  const { one, all, hit, button } = qunli.dom;
  /** @type {Door[]} */
  const doors = JSON.parse(data.textContent || "[]");

  /** @param {Door} door */
  const postsOf = (door) => {
    /** @type {Coming[]} */
    const posts = [];
    for (const day of door.days) {
      for (const post of day.posts) posts.push({ ...post, day: day.day, words: day.title });
    }
    return posts;
  };

  // All posts that came with the page, and which one to show first: the last one due today, else the next.
  /** @param {Door} door */
  const coming = (door) => {
    const posts = postsOf(door);
    const { day, time } = qunli.dates.now(door.zone);
    const due = posts.filter((post) => post.day < day || (post.day === day && post.at <= time)).length;
    const isToday = due > 0 && posts[due - 1].day === day;
    const at = isToday || due === posts.length ? Math.max(0, due - 1) : due;
    return { posts, at, today: day };
  };

  const state = new Map(doors.map((door) => /** @type {const} */ ([door.id, coming(door)])));

  /** @type {(card: HTMLElement, post: Coming, today: string) => void} */
  const write = (card, post, today) => {
    one(card, ".q-card__day").textContent = post.day === today ? "今天" : post.words;
    one(card, ".q-card__at").textContent = post.at;
    one(card, ".q-card__title").textContent = post.title;
    one(card, ".q-card__to").textContent = `→ ${post.to}`;
    one(card, ".q-copy__text").textContent = post.text;
    const fill = one(card, ".q-fill");
    fill.hidden = !post.fill;
    fill.textContent = post.fill ? `要填：${post.fill}` : "";
  };

  /** @type {(id: string) => void} */
  const show = (id) => {
    const mine = state.get(id);
    if (!mine) return;
    for (const card of all(home, ".q-card")) card.hidden = card.dataset.door !== id;
    for (const door of all(home, ".q-door")) door.setAttribute("aria-pressed", String(door.dataset.door === id));
    const post = mine.posts[mine.at];
    if (!post) return;
    const card = one(home, `.q-card[data-door="${id}"]`);
    write(card, post, mine.today);
    one(card, ".q-next").hidden = mine.posts.length < 2;
  };

  /** @type {(id: string) => void} */
  const choose = (id) => {
    qunli.storage.set(KEY, id);
    show(id);
  };

  /** @type {(id: string) => void} */
  const turn = (id) => {
    const mine = state.get(id);
    if (!mine) return;
    mine.at = (mine.at + 1) % mine.posts.length;
    show(id);
  };

  // Links work without this script; with it they are buttons that change the card in place.
  for (const link of all(home, "a.q-door")) {
    const id = link.dataset.door || "";
    const made = button(link.textContent || "", () => choose(id), link.className);
    made.dataset.door = id;
    link.replaceWith(made);
  }
  home.addEventListener("click", (event) => {
    const next = hit(event, ".q-next");
    const card = next && next.closest(".q-card");
    if (card instanceof HTMLElement) turn(card.dataset.door || "");
  });

  const chosen = qunli.storage.get(KEY) || "";
  show(state.has(chosen) ? chosen : doors[0].id);
})();
