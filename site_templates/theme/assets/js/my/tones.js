/* In which voice a shop speaks: each is chosen by what it makes of one text of the shop's own plan. */
"use strict";
var qunli = qunli || {};

qunli.tones = (() => {
  const AHEAD = 40;
  const { VOICES } = qunli.receiving;

  /** A text of the coming days in each voice, the first that no two say alike; null where there is none. */
  /** @type {(pack: PackData, of: Edition, today: string, voices: string[]) => string[] | null} */
  const sample = (pack, of, today, voices) => {
    const { edition, planner, dates } = qunli;
    const plans = voices.map((voice) => {
      const calendar = edition.calendar(Object.assign({}, of, { voice, pace: 2 }), pack);
      return planner.plan(pack, calendar, today, dates.shifted(today, AHEAD)).map((post) => post.text);
    });
    for (let at = 0; at < plans[0].length; at += 1) {
      const texts = plans.map((plan) => plan[at]);
      if (new Set(texts).size === voices.length) return texts;
    }
    return null;
  };

  /**
   * The voices of a pack, none where it has only its own.
   * @param {PackData} pack
   * @param {Edition} of
   * @param {string} today
   * @param {() => void} changed
   * @returns {HTMLElement[]}
   */
  const choice = (pack, of, today, changed) => {
    const { element, button } = qunli.dom;
    const voices = ["", ...Object.keys(pack.voices || {}).filter((each) => VOICES[each])];
    if (voices.length < 2) return [];
    const texts = sample(pack, of, today, voices);
    const rows = voices.map((voice, at) => {
      const one = button(VOICES[voice], () => {
        if (voice) of.voice = voice;
        else delete of.voice;
        changed();
        draw();
      }, "btn");
      const said = texts ? element("p", { class: "bub" }, [qunli.blanks.toPaste(texts[at])]) : null;
      return { voice, one, row: element("div", { class: "tone" }, [one, said]) };
    });
    const draw = () => rows.forEach(({ voice, one }) => one.setAttribute("aria-pressed", String(voice === (of.voice || ""))));
    draw();
    const box = element("div", { class: "tones", role: "group", "aria-label": "用什么口气说" }, rows.map(({ row }) => row));
    return [element("h2", {}, ["用什么口气说"]), box];
  };

  return { choice };
})();
