// The first screen: one post of today for the chosen trade. The choice stays on this device.
"use strict";
(() => {
  const home = document.querySelector(".q-home");
  const data = document.getElementById("q-home-data");
  if (!home || !data) return;
  const doors = JSON.parse(data.textContent);
  const key = "qunli.industry";
  const two = (number) => String(number).padStart(2, "0");
  const now = new Date();
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const clock = `${two(now.getHours())}:${two(now.getMinutes())}`;

  // All posts that came with the page, and which one to show first: the last one due today, else the next.
  const coming = (door) => {
    const posts = door.days.flatMap((day) => day.posts.map((post) => ({ ...post, day: day.day, words: day.title })));
    const due = posts.filter((post) => post.day < today || (post.day === today && post.at <= clock)).length;
    const isToday = due > 0 && posts[due - 1].day === today;
    return { posts, at: isToday || due === posts.length ? Math.max(0, due - 1) : due };
  };

  const state = new Map(doors.map((door) => [door.id, coming(door)]));

  const show = (id) => {
    const { posts, at } = state.get(id);
    const card = home.querySelector(`.q-card[data-door="${id}"]`);
    for (const each of home.querySelectorAll(".q-card")) each.hidden = each !== card;
    for (const each of home.querySelectorAll(".q-door")) {
      const mine = each.dataset.door === id;
      each.setAttribute("aria-pressed", String(mine));
    }
    const post = posts[at];
    if (!post) return;
    card.querySelector(".q-card__day").textContent = post.day === today ? "今天" : post.words;
    card.querySelector(".q-card__at").textContent = post.at;
    card.querySelector(".q-card__title").textContent = post.title;
    card.querySelector(".q-card__to").textContent = `→ ${post.to}`;
    card.querySelector(".q-copy__text").textContent = post.text;
    const fill = card.querySelector(".q-fill");
    fill.hidden = !post.fill;
    fill.textContent = post.fill ? `要填：${post.fill}` : "";
    const next = card.querySelector(".q-next");
    next.hidden = posts.length < 2;
  };

  // Links work without this script; with it they are buttons that change the card in place.
  for (const link of home.querySelectorAll("a.q-door")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.dataset.door = link.dataset.door;
    button.textContent = link.textContent;
    link.replaceWith(button);
  }

  home.addEventListener("click", (event) => {
    const door = event.target.closest(".q-door");
    if (door) {
      try {
        localStorage.setItem(key, door.dataset.door);
      } catch { /* nothing is kept here */ }
      show(door.dataset.door);
      return;
    }
    if (event.target.closest(".q-next")) {
      const id = event.target.closest(".q-card").dataset.door;
      const mine = state.get(id);
      mine.at = (mine.at + 1) % mine.posts.length;
      show(id);
    }
  });

  let chosen = null;
  try {
    chosen = localStorage.getItem(key);
  } catch { /* nothing is kept here */ }
  show(state.has(chosen) ? chosen : doors[0].id);
})();
