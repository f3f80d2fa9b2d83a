/* Which post stands on the first screen: the next one of today, and then one after the other. */
"use strict";
var qunli = qunli || {};

/** @typedef {{day: string, post: BentPost}} Coming */

qunli.upcoming = (() => {
  const { plan, memory, bending, dates } = qunli;
  const MOST = 12;
  const DUE = 15; // minutes after its hour at least

  /** Whether its time to be posted is over. @type {(coming: Coming) => boolean} */
  const isPast = ({ day, post }) => -bending.until(day, post) >= Math.max(DUE, post.slot.minutes);

  /** The posts of a day that are to be posted. @type {(day: string) => Coming[]} */
  const due = (day) => bending.posts(day).filter((post) => !post.isOff).map((post) => ({ day, post }));

  /**
   * The posts from today on, as many as one turns over, and what of yesterday is still to come in this night.
   * @returns {Coming[]}
   */
  const all = () => {
    const { day } = plan.now();
    const found = [...due(dates.shifted(day, -1)).filter((each) => !isPast(each)), ...due(day)];
    let next = plan.following(day, "");
    while (next && found.length < MOST) {
      found.push(...due(next.day));
      next = plan.following(next.day, "");
    }
    return found;
  };

  /**
   * The place of the one that stands first: the next of today, else the last of today that nobody posted yet, else the
   * first of another day. -1 where there is none.
   * @type {(found: Coming[]) => number}
   */
  const first = (found) => {
    const { day } = plan.now();
    const left = found.filter((each) => each.day > day || !memory.isDone(each.day, each.post));
    const ahead = left.filter((each) => each.day <= day && !isPast(each))[0];
    const behind = left.filter((each) => each.day === day).pop();
    return found.indexOf(ahead || behind || left[0]);
  };

  return { all, first };
})();
