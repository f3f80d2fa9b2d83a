/* How large letters may be on one A4 across. Measures are millimetres. */
"use strict";
var qunli = qunli || {};

qunli.paper = (() => {
  const PAGE = { width: 281, height: 192 }; // between margins of 8 mm, with some air
  const LINE = 1.15;
  const STEP = 0.25;

  /** How wide words are, in letters: three Latin ones are less than two of ours. @type {(words: string) => number} */
  const width = (words) => Array.from(words).reduce((sum, each) => sum + (each.charCodeAt(0) < 0x2e80 ? 0.62 : 1), 0);

  /** How many lines words take at a size of their letters. @type {(words: string, size: number, room: number) => number} */
  const lines = (words, size, room) => Math.ceil(width(words) / Math.max(1, Math.floor(room / size)));

  /** The largest size that fits; the smallest where none does. @type {(most: number, least: number, fits: (size: number) => boolean) => number} */
  const largest = (most, least, fits) => {
    let size = most;
    while (size > least && !fits(size)) size -= STEP;
    return Math.max(size, least);
  };

  return { PAGE, LINE, width, lines, largest };
})();
