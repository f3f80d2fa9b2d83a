/* A text with what the word checks found in it marked; the same on every page that judges words. */
"use strict";
var qunli = qunli || {};

qunli.marking = (() => {
  const { element } = qunli.dom;

  /**
   * One stretch for each place that the same findings cover.
   * @typedef {{words: string, over: Hit[], ending: number[]}} Stretch `ending` are the numbers of the hits that end with it
   */

  /** @type {(text: string, hits: Hit[]) => Stretch[]} */
  const stretches = (text, hits) => {
    const chars = Array.from(text);
    const edges = new Set([0, chars.length]);
    for (const [start, end] of hits) edges.add(start).add(end);
    const sorted = Array.from(edges).sort((a, b) => a - b);
    return sorted.slice(0, -1).map((start, at) => {
      const end = sorted[at + 1];
      const over = hits.filter((found) => found[0] <= start && end <= found[1]);
      const ending = over.filter((found) => found[1] === end).map((found) => hits.indexOf(found) + 1);
      return { words: chars.slice(start, end).join(""), over, ending };
    });
  };

  /**
   * The text with its marks, of which each has the numbers of the hits that end there.
   * @type {(text: string, hits: Hit[], levelOf: (code: string) => string) => (string | HTMLElement)[]}
   */
  const marked = (text, hits, levelOf) =>
    stretches(text, hits).map(({ words, over, ending }) => {
      if (!over.length) return words;
      const isWrong = over.some(([, , code, , learned]) => !learned && levelOf(code) === "error");
      const made = element("mark", { class: isWrong ? "q-try__error" : "q-try__warning" }, [words]);
      if (ending.length) made.append(element("sup", {}, [ending.join(" ")]));
      return made;
    });

  /** Findings by indexes as hits by characters. @type {(text: string, spots: Spot[]) => Hit[]} */
  const hits = (text, spots) => {
    const counts = qunli.expressions.counter(text);
    return spots.map(({ start, end, code, words, learned }) => [counts[start], counts[end], code, words, learned]);
  };

  return { marked, hits };
})();
