/* The page of a general edition: how much of it is shown, chosen there; what a phone subscribes to stays whole. */
"use strict";
(() => {
  const { all, element, one, put } = qunli.dom;
  
  const root = document.getElementById("_pace");
  if (!root) return;
  const scripts = all(document, "link[data-then]").map((each) => each.getAttribute("href") || "");

  /** @type {(pack: PackData, calendar: CalendarData, pace: number) => void} */
  const draw = (pack, calendar, pace) => {
    const { general, timetable, dates, sums } = qunli;
    const today = dates.now(calendar.zone[1]).day;
    const view = general.view(pack, calendar, pace, today);
    const whole = general.whole(pack, calendar);
    const note = whole ? element("p", { class: "q-small" }, [`加到手机日历的、值班表和 Excel 是连别的群的整套：${sums.words(sums.week(pack, calendar, today).posts)}，${whole}。`]) : null;
    put(root, [qunli.paceswitch.drawn({ pack, calendar, pace, today }, (chosen) => draw(pack, calendar, chosen), true), note]);
    const table = document.querySelector("#_wall .q-week");
    const first = today > view.starts ? today : view.starts;
    const page = one(document, "a.q-today-link").getAttribute("href") || "";
    if (table) timetable.week(table, pack, view, first, page);
    one(document, "#_wall .q-sheet__title").textContent = `${calendar.title} ${dates.words(first)}起的一周`;
    timetable.month(document, pack, view);
  };

  const start = () => {
    const { qunliPack: pack, qunliCalendar: calendar } = window;
    if (pack && calendar && calendar.general && calendar.industry === pack.id && pack.form === 1) draw(pack, calendar, qunli.general.kept());
  };

  // Once the page is drawn; without them what the build printed stays.
  requestAnimationFrame(() => setTimeout(() => Promise.all(scripts.map(qunli.loading.script)).then(start, () => {})));
})();
