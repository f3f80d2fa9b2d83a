/* Campaigns and closed days: an opening is moved forward or the whole round is left out, never its beginning alone; and what
   gives way to them. The same as schedule/campaigns.py and giving_way.py. Days are counted from 1970. */
"use strict";
var qunli = qunli || {};

/**
 * One single post: its day, the day's part of its UID, its number in the rotation of texts. `campaign` names the round that
 * it is part of, "" for a post by itself; `lead` says that it comes before the day it is about.
 * @typedef {{day: number, rest: string, number: number, campaign: string, lead: boolean}} Occasion
 * @typedef {{day: number, replaces: string[], count: number}} Guest what stands for ordinary posts, and how many groups read
 * @typedef {{day: number, id: string, count: number}} Ordinary
 */

qunli.campaigns = (() => {
  /** An invitation may come so many days sooner; before that its words would be stale. */
  const SOONEST = 3;

  /** @type {(occasions: Occasion[]) => Map<string, Occasion>} */
  const openings = (occasions) => {
    /** @type {Map<string, Occasion>} */
    const found = new Map();
    for (const each of occasions) {
      const known = found.get(each.campaign);
      if (each.campaign && (!known || each.day < known.day)) found.set(each.campaign, each);
    }
    return found;
  };

  /**
   * The nearest open day before an opening that leads up to its day; a start or a feast cannot move.
   * @type {(opening: Occasion, first: number, isClosed: (day: number) => boolean) => number | null}
   */
  const sooner = (opening, first, isClosed) => {
    for (let back = 1; opening.lead && back <= SOONEST; back += 1) {
      const day = opening.day - back;
      if (day >= first && !isClosed(day)) return day;
    }
    return null;
  };

  /**
   * The days on which posts are made, null where one is not.
   * @param {Occasion[]} occasions all single posts of a run
   * @param {number} first the first day on which anything is posted
   * @param {(day: number) => boolean} isClosed
   * @returns {(occasion: Occasion) => number | null}
   */
  const daysOf = (occasions, first, isClosed) => {
    const known = openings(occasions);
    return (occasion) => {
      const opening = known.get(occasion.campaign);
      const usual = isClosed(occasion.day) ? null : occasion.day;
      if (!opening || opening.day < first || !isClosed(opening.day)) return usual;
      const day = sooner(opening, first, isClosed);
      return day === null || occasion.day === opening.day ? day : usual;
    };
  };

  /**
   * What gives way in a week, as "day slot": all that is replaced on its day, then of the posts that groups read the nearest
   * to those that replace them, of two as near the later, until as many are gone as have come.
   * @type {(guests: Guest[], ordinary: Ordinary[]) => Set<string>}
   */
  const givenWay = (guests, ordinary) => {
    const gone = new Set();
    let more = guests.reduce((sum, { count }) => sum + count, 0);
    for (let far = 0; far < 7; far += 1) {
      const near = ordinary.filter(({ day, id }) => guests.some(({ day: other, replaces }) =>
        Math.abs(day - other) === far && (replaces[0] === "all" || replaces.includes(id))));
      for (const { day, id, count } of near) {
        const name = `${day} ${id}`;
        if (gone.has(name) || (far && (!count || more <= 0))) continue;
        gone.add(name);
        more -= count;
      }
    }
    return gone;
  };

  /**
   * The slots of each day of the week of a Monday, the last day first, with how many ordinary posts groups read of them; how far
   * `once` has come is not known here.
   * @type {(work: Work, run: PlannedRun, monday: number) => Ordinary[]}
   */
  const ordinary = ({ pack, last, isClosed }, { slots, starts }, monday) => {
    const start = qunli.days.startOf(starts[0]);
    const [from, to] = [Math.max(monday, start.number), Math.min(monday + 6, last)].map(qunli.dates.written);
    const found = [];
    for (const day of qunli.days.since(pack.days, from, to).reverse()) {
      for (const id of Object.keys(slots).sort()) {
        const { when, at, once: isOnce, to: alone } = slots[id];
        const isRead = when.unit && !isOnce && !alone && !isClosed(day.number);
        found.push({ day: day.number, id, count: isRead ? qunli.places.turns(when, start, day).length * at.length : 0 });
      }
    }
    return found;
  };

  /**
   * Whether nothing stands on a day for a slot.
   * @type {(work: Work, run: PlannedRun, guests: Guest[]) => (day: Day, id: string) => boolean}
   */
  const leaving = (work, run, guests) => {
    /** @type {{[monday: number]: Set<string>}} */
    const weeks = {};
    return ({ number, weekday }, id) => {
      const monday = number - weekday;
      if (!weeks[monday]) {
        const here = guests.filter(({ day }) => monday <= day && day < monday + 7);
        weeks[monday] = givenWay(here, here.length ? ordinary(work, run, monday) : []);
      }
      return !weeks[monday].has(`${number} ${id}`);
    };
  };

  return { daysOf, leaving };
})();
