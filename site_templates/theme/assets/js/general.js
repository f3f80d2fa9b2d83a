/* A general edition, which nobody's shop is: the phone shows of it what its main group posts at a pace that is chosen on any
   page, and its calendar on subscribed phones stays whole. */
"use strict";
var qunli = qunli || {};

qunli.general = (() => {
  const { dates, storage, planner, sums } = qunli;
  const KEY = "qunli:1:pace";
  const PACES = [0, 1, 2];
  // The edition as its calendar has it, with all its groups.
  const WHOLE = 3;

  /** The runs of the long-lived group, else all. @type {(pack: PackData, calendar: CalendarData) => RunData[]} */
  const main = (pack, calendar) => {
    const found = calendar.runs.filter((run) => pack.sops[run.sop].kind === "traffic");
    return found.length ? found : calendar.runs;
  };

  /**
   * What is shown of a general edition: a shop may begin with it today, on whatever day its calendar starts.
   * @type {(pack: PackData, calendar: CalendarData, pace: number, today: string) => CalendarData}
   */
  const view = (pack, calendar, pace, today) => {
    if (pace === WHOLE) return calendar;
    const isEarly = today < calendar.starts;
    const starts = isEarly ? dates.monday(today) : calendar.starts;
    const runs = main(pack, calendar).map((run) => (isEarly ? Object.assign({}, run, { starts: [starts] }) : run));
    return Object.assign({}, calendar, { pace, runs, starts });
  };

  /** The chosen pace: as little as there is until somebody chose. @type {() => number} */
  const kept = () => {
    const { pace } = storage.record(KEY);
    return typeof pace === "number" && [...PACES, WHOLE].includes(pace) ? pace : PACES[0];
  };

  /** @type {(pace: number) => void} */
  const keep = (pace) => storage.keep(KEY, { pace });

  /** @type {(pack: PackData, calendar: CalendarData, today: string) => (post: string) => boolean} */
  const posting = (pack, calendar, today) => {
    const planned = planner.plan(pack, calendar, today, pack.days.to);
    const names = new Set(planned.map((post) => `${post.run}.${post.slot}${planner.anchorEnd(post)}`));
    return (post) => names.has(post);
  };

  /**
   * How much an address asks for: what it says; the whole where it brings a day of a colleague, or a post of a subscribed
   * calendar that is not shown otherwise; else what is chosen on this phone.
   * @type {(pack: PackData, calendar: CalendarData, hash: string, today: string) => number}
   */
  const asked = (pack, calendar, hash, today) => {
    const said = /[#&]pace=([0-3])(?!\d)/.exec(qunli.address.plain(hash));
    if (said) return Number(said[1]);
    const { shift, post } = qunli.address.read(hash);
    if (shift !== null) return WHOLE;
    const pace = kept();
    return !post || posting(pack, view(pack, calendar, pace, today), today)(post) ? pace : WHOLE;
  };

  /**
   * What there is to choose from, each called by what is posted; paces that post alike are one.
   * @type {(pack: PackData, calendar: CalendarData, today: string) => {pace: number, words: string}[]}
   */
  const choices = (pack, calendar, today) => {
    const said = (/** @type {number} */ pace) => sums.words(sums.week(pack, view(pack, calendar, pace, today), today).posts);
    const all = PACES.map((pace) => ({ pace, words: said(pace) }));
    return all.filter(({ words }, at) => all.findIndex((each) => each.words === words) === at);
  };

  /**
   * How many places are posted to in all, "" where the main one is alone: what they post together may be called as a pace of that one is.
   * @type {(pack: PackData, calendar: CalendarData) => string}
   */
  const whole = (pack, calendar) => {
    const groups = new Set(calendar.runs.reduce((all, run) => [...all, ...run.groups], /** @type {string[]} */ ([])));
    return main(pack, calendar).length === calendar.runs.length ? "" : `一共 ${groups.size} 处`;
  };

  return { WHOLE, view, kept, keep, asked, choices, whole };
})();
