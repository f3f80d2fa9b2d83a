/* A day that somebody handed over, taken from the address: what is said of it, and the way back. */
"use strict";
var qunli = qunli || {};

qunli.taken = (() => {
  const { plan, memory, dates, view, merging } = qunli;

  /** @type {(read: Taken) => HTMLButtonElement} */
  const undo = (read) =>
    qunli.dom.button("不接，退回去", () => {
      memory.restore(read.day, read.before);
      view.show(read.day);
      view.say("退回去了，和接之前一样。");
    }, "quiet");

  /** @type {(code: string) => void} */
  const taken = (code) => {
    history.replaceState(null, "", qunli.address.here());
    const read = qunli.handover.takeOver(code);
    if (typeof read === "string") {
      view.show(plan.now().day);
      view.say(read);
      return;
    }
    view.show(read.day);
    view.say(`交班（${dates.words(read.day)}）：${merging.words(read)}`, merging.isNew(read) ? [undo(read)] : []);
  };

  return taken;
})();
