/* A round begins on a day that was chosen for it and is left out whole where its beginning falls on a day off: what is to be said
   of it before its days pass in silence. */
"use strict";
var qunli = qunli || {};

qunli.rounds = (() => {
  const { dates, edition, planner } = qunli;
  const LONGEST = 120; // days: no round goes on longer
  const FURTHEST = 60; // days: a day on which it can begin is sooner

  /** A post that is counted from the beginning of its round. @type {(slot: SlotData) => boolean} */
  const isCounted = ({ when }) => Boolean(when.days) && !when.festival;

  /** A plan that is run from a day chosen for it, and ends. @type {(sop: SopData) => boolean} */
  const isRound = (sop) => Object.values(sop.slots).some(isCounted);

  /**
   * What is posted of a round from today on, a key each: with its days off, or as if there were none.
   * @type {(pack: PackData, calendar: CalendarData, run: RunData, today: string) => {key: string, day: string}[]}
   */
  const posted = (pack, calendar, run, today) => {
    const { slots } = pack.sops[run.sop];
    const [to] = [pack.days.to, dates.shifted(run.starts[0], LONGEST)].sort();
    const posts = to < today ? [] : planner.plan(pack, Object.assign({}, calendar, { runs: [run] }), today, to);
    return posts.filter((post) => isCounted(slots[post.slot])).map(({ start, slot }) => ({ key: `${start} ${slot}`, day: start.slice(0, 10) }));
  };

  /**
   * How a round of a plan stands: "lost" where days on which the shop is open are left out since its beginning is not, "over", "far"
   * where it begins after the last day that is known, else "".
   * @type {(pack: PackData, calendar: CalendarData, run: RunData, today: string) => "lost" | "over" | "far" | ""}
   */
  const state = (pack, calendar, run, today) => {
    const whole = posted(pack, Object.assign({}, calendar, { closed: [], shut: [] }), run, today);
    const [starts] = run.starts;
    if (!whole.length) return starts > pack.days.to ? "far" : "over";
    const isClosed = planner.closing(calendar);
    const kept = new Set(posted(pack, calendar, run, today).map(({ key }) => key));
    return whole.some(({ key, day }) => !isClosed(dates.number(day)) && !kept.has(key)) ? "lost" : "";
  };

  /** The run of a round that an edition chose, with its calendar. @type {(pack: PackData, of: Edition, sop: string) => {calendar: CalendarData, run: RunData | undefined}} */
  const chosen = (pack, of, sop) => {
    const calendar = edition.calendar(of, pack);
    return { calendar, run: calendar.runs.filter((each) => each.sop === sop && isRound(pack.sops[sop]))[0] };
  };

  /**
   * What is to be said of a round, "" where it is posted.
   * @type {(pack: PackData, of: Edition, sop: string, today: string) => string}
   */
  const words = (pack, of, sop, today) => {
    const { calendar, run } = chosen(pack, of, sop);
    if (!run) return "";
    const [starts] = run.starts;
    const isNear = [today, pack.days.to].some((day) => day.slice(0, 4) === starts.slice(0, 4));
    const on = (/** @type {string} */ day) => `${isNear ? "" : `${day.slice(0, 4)}年`}${dates.words(day)}`;
    const from = `「${pack.sops[sop].title}」从${on(starts)}开始`;
    const said = {
      lost: `${from}，开头那天店里歇，所以整轮都不发。`,
      over: `${from}，这一轮已经过完了，不再发。`,
      far: `${from}，现在只排到${on(pack.days.to)}，到时候再打开看。`,
      "": "",
    };
    return said[state(pack, calendar, run, today)];
  };

  /**
   * The first day on which a round that is lost can begin, "" where it is not or none is near.
   * @type {(pack: PackData, of: Edition, sop: string, today: string) => string}
   */
  const sooner = (pack, of, sop, today) => {
    const { calendar, run } = chosen(pack, of, sop);
    if (!run || state(pack, calendar, run, today) !== "lost") return "";
    const isClosed = planner.closing(calendar);
    for (let ahead = 1; ahead <= FURTHEST; ahead += 1) {
      const day = dates.shifted(run.starts[0], ahead);
      if (!isClosed(dates.number(day)) && !state(pack, calendar, Object.assign({}, run, { starts: [day] }), today)) return day;
    }
    return "";
  };

  /** What is to be said of the rounds that would pass in silence, "" where all are posted. @type {(of: Edition, pack: PackData) => string} */
  const silent = (of, pack) => {
    const today = dates.now(edition.ZONE).day;
    const said = of.runs.filter(({ sop }) => {
      const { calendar, run } = pack.sops[sop] ? chosen(pack, of, sop) : { calendar: null, run: undefined };
      return calendar && run && state(pack, calendar, run, today) === "lost";
    }).map(({ sop }) => words(pack, of, sop, today));
    return said.length ? `${said.join("")}到「我家的」点「改一改」，最后一步换一天开始。` : "";
  };

  return { isRound, words, sooner, silent };
})();
