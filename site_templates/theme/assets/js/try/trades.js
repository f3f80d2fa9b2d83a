/* Of which trade a text speaks, guessed as the command line's `trades.py` guesses it. */
"use strict";
var qunli = qunli || {};

qunli.trades = (() => {
  const LEAD = 2;

  /** The likeliest sector, "" where nothing tells it. @type {(words: RewritingData["trades"], text: string) => string} */
  const guess = (words, text) => {
    const low = text.toLowerCase();
    const counts = Object.keys(words).map((sector) => ({ sector, count: words[sector].filter((word) => low.includes(word.toLowerCase())).length }));
    const best = counts.reduce((a, b) => (b.count > a.count ? b : a));
    const isSure = counts.every((other) => other === best || best.count >= LEAD * other.count);
    return best.count && isSure ? best.sector : "";
  };

  /** The sectors that have word checks of their own. @type {(entries: WordCheck[], names: RewritingData["names"]) => string[]} */
  const withChecks = (entries, names) =>
    Object.keys(names).filter((sector) => entries.some(({ scope }) => scope.industries.includes(sector)));

  return { guess, withChecks };
})();
