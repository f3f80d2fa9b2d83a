/* Campaigns and closed days: an opening is moved forward or the whole round is left out, never its beginning alone. The
   same as schedule/campaigns.py. Days are counted from 1970. */
"use strict";
var qunli = qunli || {};

/**
 * One single post: its day, the day's part of its UID, its number in the rotation of texts. `campaign` names the round that
 * it is part of, "" for a post by itself; `lead` says that it comes before the day it is about.
 * @typedef {{day: number, rest: string, number: number, campaign: string, lead: boolean}} Occasion
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

  return { daysOf };
})();
