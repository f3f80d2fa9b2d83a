/* How much of a trade's week is shown: what is chosen here is what the pages of its days show too, and the other way about. */
"use strict";
(() => {
  const { dates, storage } = qunli;
  const { all } = qunli.dom;
  // As general.js keeps it.
  const KEY = "qunli:1:pace";
  const week = document.querySelector(".q-paced");
  const choices = all(document, ".q-seg [data-pace]");
  if (!(week instanceof HTMLElement)) return;

  /** @type {(step: number) => void} */
  const show = (step) => {
    week.dataset.step = String(step);
    choices.forEach((each, at) => each.setAttribute("aria-pressed", String(at === step)));
  };

  const paces = choices.map((each) => Number(each.dataset.pace));
  const { pace } = storage.record(KEY);
  const kept = paces.filter((each) => typeof pace === "number" && each <= pace).length - 1;
  if (kept > 0) show(kept);
  choices.forEach((each, at) => each.addEventListener("click", () => {
    storage.keep(KEY, { pace: paces[at] });
    show(at);
  }));
  const today = all(week, `[data-day="${(dates.number(dates.now(8).day) + 3) % 7}"]`)[0];
  if (today) today.classList.add("q-now");
})();
