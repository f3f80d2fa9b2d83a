/* Texts that are posted once each, in order, and their answers of a day after: on which days, counted from the start. The same
   as in schedule/planner.py. */
"use strict";
var qunli = qunli || {};

/** @typedef {{day: Day, hour: number, number: number, isAnswer: boolean}} Once `number` is that of the text */

qunli.once = (() => {
  /** After so many days nobody remembers what was asked. */
  const LATEST_ANSWER = 60;

  /**
   * @param {PlannedSlot} slot
   * @param {string} starts of the run
   * @param {Day[]} days on which the shop posts and nothing stands for the slot, from then on
   * @returns {Once[]}
   */
  const posted = ({ when, at, texts }, starts, days) => {
    const start = qunli.days.startOf(starts);
    /** @type {Once[]} */
    const found = [];
    /** @type {Once[]} */
    let asked = [];
    let number = 0;

    /** @type {(day: Day) => void} */
    const answer = (day) => {
      const known = asked.filter((each) => day.number - each.day.number <= LATEST_ANSWER);
      found.push(...known.map((each) => Object.assign({}, each, { day, isAnswer: true })));
      asked = [];
    };

    /** @type {(day: Day) => void} */
    const ask = (day) => {
      for (let hour = 0; hour < at.length && number < texts.length; hour += 1) {
        const one = { day, hour, number, isAnswer: false };
        found.push(one);
        if (texts[number].answer.length) asked.push(one);
        number += 1;
      }
    };

    for (const day of days) {
      if (!qunli.places.rests(when, day)) answer(day);
      if (qunli.places.turns(when, start, day).length) ask(day);
      if (number === texts.length && !asked.length) break;
    }
    return found;
  };

  return posted;
})();
