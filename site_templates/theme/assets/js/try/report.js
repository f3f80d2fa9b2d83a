/* What was found, as a text to hand on. */
"use strict";
var qunli = qunli || {};

/**
 * A finding as the page shows it: where it stands as a person says it, and the sentence that could stand there.
 * @typedef {Spot & {level: string, title: string, hint: string, place: string, better: Rewrite | null}} ToldSpot
 */

qunli.report = (() => {
  const NOTHING = "没有标出来的字。没有标记不等于没问题，它不看的，下面写着。";
  const ALWAYS = "没有标记不等于没问题：图片、话是不是真的、证照齐不齐，这里看不出来。";
  /** @type {{[level: string]: string}} */
  const LEVELS = { error: "先改再发", warning: "看一眼" };

  /** The better sentence in words, "" where there is none. @type {(better: Rewrite | null) => string} */
  const instead = (better) => {
    if (!better) return "";
    return better.text ? `换成：${better.text.trim()}` : "换成：这一句整句删掉";
  };

  /** @type {(one: ToldSpot) => string} */
  const lines = (one) =>
    [`${one.place}「${one.words.trim()}」${one.title}（${LEVELS[one.level]}）`, `  换法：${one.hint}`, one.better ? `  ${instead(one.better)}` : ""].filter(Boolean).join("\n");

  /** @type {(found: ToldSpot[], by: string) => string} */
  const report = (found, by) =>
    [`发前查一查：${found.length} 处风险提示，不是判定违法。${by}`, ...found.map(lines), ALWAYS].join("\n\n");

  return { NOTHING, LEVELS, instead, report };
})();
