/* What another phone says of a day, brought into what this one says: what is here stays. */
"use strict";
var qunli = qunli || {};

/**
 * What was brought: `kept` counts where this phone said something else, `lost` what has no place here; `before` is the day as
 * it stood.
 * @typedef {{day: string, ticks: number, blanks: number, figures: number, bent: number, sudden: number, kept: number,
 *   lost: number, before: {[name: string]: unknown}}} Taken
 * @typedef {[group: string, time: string][]} Ticks the time is "" where it is not known
 */

qunli.merging = (() => {
  const { memory } = qunli;

  /** @type {(day: string) => Taken} */
  const begun = (day) => ({ day, ticks: 0, blanks: 0, figures: 0, bent: 0, sudden: 0, kept: 0, lost: 0, before: memory.day(day) });

  /**
   * Take a value over unless this phone has one; returns what became of it.
   * @type {(to: Words, key: string, value?: string) => "" | "kept" | "taken"}
   */
  const take = (to, key, value) => {
    if (!value || to[key] === value) return "";
    if (to[key]) return "kept";
    to[key] = value;
    return "taken";
  };

  /**
   * @param {Words} to
   * @param {[string, string | undefined][]} from by key
   * @param {"blanks" | "figures"} kind
   * @param {Taken} taken
   */
  const values = (to, from, kind, taken) => {
    for (const [key, value] of from) {
      const became = take(to, key, value);
      if (became === "kept") taken.kept += 1;
      if (became === "taken") taken[kind] += 1;
    }
  };

  /** A tick that both have keeps the time of this phone. @type {(noted: Noted, from: Ticks, taken: Taken) => void} */
  const ticks = (noted, from, taken) => {
    for (const [group, time] of from) {
      if (!noted.groups.includes(group)) {
        noted.groups.push(group);
        taken.ticks += 1;
      }
      take(noted.times, group, memory.clock(time));
    }
  };

  /** @type {(taken: Taken) => boolean} */
  const isNew = ({ ticks: count, blanks, figures, bent, sudden }) => count + blanks + figures + bent + sudden > 0;

  /** @type {(taken: Taken) => string} */
  const words = (taken) => {
    const parts = [];
    if (taken.ticks) parts.push(`勾了 ${taken.ticks} 个群`);
    if (taken.blanks) parts.push(`填了 ${taken.blanks} 个空`);
    if (taken.figures) parts.push(`记了 ${taken.figures} 个数`);
    if (taken.bent) parts.push(`改了 ${taken.bent} 条`);
    if (taken.sudden) parts.push(`临时发 ${taken.sudden} 条`);
    const brought = parts.length ? `接过来${parts.join("，")}。` : "没有新的要接。";
    const kept = taken.kept ? `有 ${taken.kept} 处两边不一样，留了这台手机上的。` : "";
    const lost = taken.lost ? `有 ${taken.lost} 条对不上，没接。` : "";
    return brought + kept + lost;
  };

  return { begun, values, ticks, isNew, words };
})();
