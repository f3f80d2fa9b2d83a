/* 临时发一条, once somebody chooses it: which text, and under which minute. */
"use strict";
var qunli = qunli || {};

qunli.adding = (() => {
  const { plan, memory, dates, sudden } = qunli;
  const LATELY = 28;
  const MINUTES = 24 * 60;

  /**
   * The text to offer: one that was not posted in the last weeks, else the one that was posted longest ago.
   * @type {(day: string, occasion: Sudden) => string}
   */
  const freshText = (day, { id: name, texts }) => {
    const left = texts.map((text) => text.id);
    for (let ago = 0; ago <= LATELY; ago += 1) {
      const date = dates.shifted(day, -ago);
      for (const id of sudden.ids(date).filter((each) => each.split(".")[1] === name)) {
        const at = left.indexOf(memory.noted(date, id).bent.text);
        if (at >= 0 && left.length > 1) left.splice(at, 1);
      }
    }
    return left[0];
  };

  /** @type {(count: number) => string} */
  const clock = (count) => [Math.floor(count / 60), count % 60].map((each) => String(each).padStart(2, "0")).join("");

  /**
   * The id of an occasion in this minute, or in the next one that is free.
   * @type {(day: string, name: string, time: string) => string}
   */
  const freeId = (day, name, time) => {
    const taken = sudden.ids(day);
    let count = dates.minutes(time);
    while (taken.includes(`_anytime.${name}.${clock(count)}`)) count = (count + 1) % MINUTES;
    return `_anytime.${name}.${clock(count)}`;
  };

  /**
   * Take an occasion up on a day; returns the id of its post, "" where the day is full.
   * @type {(day: string, name: string, time: string) => string}
   */
  const adding = (day, name, time) => {
    const occasion = plan.sudden.find((each) => each.id === name);
    const id = freeId(day, name, time);
    if (!occasion || !sudden.hasRoom(day, id)) return "";
    const text = freshText(day, occasion);
    memory.note(day, id, (noted) => Object.assign(noted, { groups: [], blanks: {}, figures: {}, bent: { text } }));
    return id;
  };

  return adding;
})();
