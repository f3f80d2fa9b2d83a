/* The first screen: the card of today for the chosen trade, or of one's own shop. What it takes is asked for once the page
   is drawn; until then, and where it does not come, the post of the build stands there with its day. */
"use strict";
(() => {
  const TRADE = "qunli.industry";
  const SHOPS = "qunli:1:my";
  const home = document.querySelector(".q-home");
  if (!home) return;
  const { all, button } = qunli.dom;
  const cards = all(home, ".q-card");
  const hasOwn = Array.isArray(qunli.storage.record(SHOPS).ids);
  const links = all(document, hasOwn ? "link[data-own], link[data-then]" : "link[data-then]");
  const scripts = links.map((each) => each.getAttribute("href") || "");
  const state = { isOwn: hasOwn, asked: 0 };

  const chosen = () => {
    const id = qunli.storage.get(TRADE);
    return cards.find((card) => card.dataset.door === id) || cards[0];
  };

  /** Show the card of a trade alone, or none. @type {(card: HTMLElement | null) => void} */
  const mark = (card) => {
    for (const each of cards) {
      each.hidden = each !== card;
      each.classList.toggle("q-card--chosen", each === card);
    }
    for (const door of all(home, ".q-door")) {
      door.setAttribute("aria-pressed", String(card !== null && door.dataset.door === card.dataset.door));
    }
  };

  /** @type {Promise<boolean> | null} */
  let scripted = null;

  /** The scripts of the card, asked for all at once; false where the network fails. */
  const arrived = () => {
    scripted = scripted || Promise.all(scripts.map(qunli.loading.script)).then(() => true, () => false);
    return scripted;
  };

  /** Ask for the plan of a trade along with the scripts. @type {(card: HTMLElement) => void} */
  const ask = ({ dataset }) => {
    const root = document.documentElement.dataset.root || "";
    qunli.packs.load(root, dataset.industry || "");
    qunli.packs.calendar(root, dataset.calendar || "");
  };

  /** From one's own shop to the general edition of its trade, and back. @type {(trade: string) => void} */
  const turn = (trade) => {
    state.isOwn = !state.isOwn;
    if (trade) qunli.storage.set(TRADE, trade);
    show();
  };

  const show = async () => {
    const [card, { isOwn }] = [chosen(), state];
    state.asked += 1;
    const number = state.asked;
    const isAsked = () => number === state.asked;
    mark(isOwn ? null : card);
    const coming = arrived();
    if (!isOwn) ask(card);
    const isHere = await coming;
    if (isHere && isOwn && isAsked() && (await qunli.speaker.own(home, turn))) return;
    if (!isAsked()) return;
    mark(card);
    if (isHere) qunli.speaker.edited(card, isAsked, turn);
  };

  // Links work without this script; with it they are buttons that change the card in place.
  for (const link of all(home, "a.q-door")) {
    const id = link.dataset.door || "";
    const made = button(link.textContent || "", () => {
      qunli.storage.set(TRADE, id);
      state.isOwn = false;
      show();
    }, link.className);
    made.dataset.door = id;
    link.replaceWith(made);
  }

  mark(state.isOwn ? null : chosen());
  requestAnimationFrame(() => setTimeout(show));
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && qunli.speaker && qunli.speaker.isOver()) show();
  });
})();
