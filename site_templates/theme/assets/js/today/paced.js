/* 今天发什么 of a general edition: the page plans what is chosen of it, and says what there is to choose. */
"use strict";
(() => {
  const { general, dates, address } = qunli;
  const { qunliPack: pack, qunliCalendar: calendar } = window;
  const root = document.getElementById("_posts");
  if (!root || !pack || !calendar || !calendar.general || calendar.industry !== pack.id || pack.form !== calendar.form) return;
  const today = dates.now(calendar.zone[1]).day;
  const pace = general.asked(pack, calendar, location.hash, today);
  window.qunliPace = pace;
  window.qunliCalendar = general.view(pack, calendar, pace, today);

  // The page plans anew from its beginning.
  /** @type {(chosen: number) => void} */
  const turn = (chosen) => {
    window.qunliPace = chosen;
    history.replaceState(null, "", address.here());
    location.reload();
  };

  root.before(qunli.paceswitch.drawn({ pack, calendar, pace, today }, turn, true));
  window.addEventListener("hashchange", (event) => {
    if (general.asked(pack, calendar, location.hash, today) === pace) return;
    // What follows links on this page has another plan than the address wants.
    event.stopImmediatePropagation();
    location.reload();
  });
})();
