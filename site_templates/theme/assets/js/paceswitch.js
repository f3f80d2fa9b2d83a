/* The switch of a general edition: how much of it is shown, called by what it posts. */
"use strict";
var qunli = qunli || {};

qunli.paceswitch = (() => {
  const { general } = qunli;
  const { element, button } = qunli.dom;

  /**
   * @typedef {{pack: PackData, calendar: CalendarData, pace: number, today: string}} Shown
   */

  /** @type {(pace: number, words: string, isOn: boolean, choose: (pace: number) => void) => HTMLButtonElement} */
  const choice = (pace, words, isOn, choose) => {
    const made = button(words, () => {
      general.keep(pace);
      choose(pace);
    });
    made.setAttribute("aria-pressed", String(isOn));
    return made;
  };

  /**
   * Of paces that post alike the least stands for all. `choose` is called when the choice is kept.
   * @param {Shown} shown
   * @param {(pace: number) => void} choose
   * @param {boolean} withWhole whether all groups may be shown together
   */
  const drawn = ({ pack, calendar, pace, today }, choose, withWhole) => {
    const choices = general.choices(pack, calendar, today);
    const isWhole = withWhole && pace === general.WHOLE;
    const on = choices.filter((each) => each.pace <= pace).pop();
    const buttons = choices.map((each) => choice(each.pace, each.words, !isWhole && each === on, choose));
    const more = withWhole ? general.whole(pack, calendar) : "";
    const all = more ? [choice(general.WHOLE, `别的群也看：${more}`, isWhole, choose)] : [];
    return element("div", { class: "pace" }, [
      element("div", { class: "seg", role: "group", "aria-label": "发多少" }, buttons), ...all,
    ]);
  };

  return { drawn };
})();
