/* How much of a difference may be chance: Wilson's interval of a share, and Newcombe's of the difference of two. */
"use strict";
var qunli = qunli || {};

/** @typedef {{hits: number, of: number}} Share so many of so many people */

qunli.chance = (() => {
  const NORMAL = 1.959964; // 95 %

  /**
   * The share that so few people leave possible (Wilson).
   * @type {(share: Share) => [number, number]}
   */
  const interval = ({ hits, of }) => {
    if (of <= 0) return [0, 1];
    const share = hits / of;
    const square = (NORMAL * NORMAL) / of;
    const middle = share + square / 2;
    const half = NORMAL * Math.sqrt((share * (1 - share)) / of + square / (4 * of));
    return [Math.max(0, (middle - half) / (1 + square)), Math.min(1, (middle + half) / (1 + square))];
  };

  /**
   * How much larger the second share may be than the first (Newcombe).
   * @type {(one: Share, other: Share) => [number, number]}
   */
  const difference = (one, other) => {
    const [a, b] = [one.hits / one.of, other.hits / other.of];
    const [[lowA, highA], [lowB, highB]] = [interval(one), interval(other)];
    return [
      b - a - Math.sqrt((b - lowB) ** 2 + (highA - a) ** 2),
      b - a + Math.sqrt((highB - b) ** 2 + (a - lowA) ** 2),
    ];
  };

  /** -1 where the first share is smaller for certain, 1 where it is larger, 0 where nobody can tell. @type {(one: Share, other: Share) => number} */
  const compared = (one, other) => {
    const [low, high] = difference(one, other);
    if (low > 0) return -1;
    return high < 0 ? 1 : 0;
  };

  return { interval, difference, compared };
})();
