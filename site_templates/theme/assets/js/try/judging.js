/* What the page 这句能不能发 makes of a text: findings with their places, by the trade and the way that were chosen or guessed. */
"use strict";
var qunli = qunli || {};

/**
 * How a text is to be judged; "" is to be guessed. `names` are the cells of a sheet that was opened.
 * @typedef {{sector: string, type: string, way: string, names: string[]}} Wish
 * @typedef {{found: ToldSpot[], allowed: number, by: string}} Judgement `by` says what was guessed
 */

qunli.judging = (() => {
  const EVERY = "all";

  /** @type {(text: string, wish: Wish) => boolean} */
  const isCut = (text, { way }) => (way ? way === "lines" : qunli.pieces.isColumn(text));

  /** Which trade's checks judge, and where it has none of its own, which have. @type {(kit: Kit, sector: string, isGuessed: boolean) => string} */
  const byTrade = ({ data, reasons: { names } }, sector, isGuessed) => {
    if (!sector) return isGuessed ? "看不出是哪一行，各行的都查了；上面选一下更准。" : "各行的都查了。";
    const own = qunli.trades.withChecks(data.entries, names);
    const by = isGuessed ? `看着像${names[sector]}，按${names[sector]}查；不对就在上面选。` : "";
    return own.includes(sector) ? by : `${by}这一行只查通用的。有自己一套的是：${own.map((each) => names[each]).join("、")}。`;
  };

  /** @type {(text: string, pieces: Place[], names: string[]) => (start: number, piece: number) => string} */
  const placing = (text, pieces, names) => {
    const isNamed = names.length > 0 && names.length === pieces.length;
    const isLong = text.trim().includes("\n");
    return (start, piece) => {
      if (isNamed) return names[piece];
      return isLong ? `第 ${text.slice(0, start).split("\n").length} 行` : "";
    };
  };

  /**
   * What judges, made once for a page.
   * @typedef {{data: WordData, reasons: RewritingData, find: (text: string, sector: string, type: string, isAlone?: boolean) => Hit[],
   *   checks: Map<string, WordCheck>, rewrite: (text: string, spot: Spot, judge: Judge) => Rewrite | null}} Kit
   */

  /** @type {(data: WordData, reasons: RewritingData, learned?: () => {again: Again} | null) => Kit} */
  const kit = (data, reasons, learned) => ({
    data, reasons, find: qunli.matcher.finder(data, learned), rewrite: qunli.rewriting.rewriter(reasons),
    checks: new Map(data.entries.map((entry) => /** @type {const} */ ([entry.code, entry]))),
  });

  /** @type {(kit: Kit, code: string) => WordCheck} */
  const checkOf = ({ checks }, code) => /** @type {WordCheck} */ (checks.get(code));

  /** A check as a finding says it: what is learned only looks like it. @type {(one: WordCheck, spot: Spot) => WordCheck} */
  const asSaid = (one, { learned }) =>
    learned ? { ...one, level: "warning", title: `像是${one.title}`, hint: `${one.hint.replace(/。$/, "")}。这条是照例句学来的，可能看走眼` } : one;

  /** Findings by indexes of the string. @type {(kit: Kit, text: string, sector: string, type: string, isAlone?: boolean) => Spot[]} */
  const spots = ({ find }, text, sector, type, isAlone = false) => {
    const starts = [0];
    for (const char of text) starts.push(starts[starts.length - 1] + char.length);
    return find(text, sector, type, isAlone).map(([start, end, code, words, learned = false]) => ({ start: starts[start], end: starts[end], code, words, learned }));
  };

  /** @type {(kit: Kit, text: string, wish: Wish) => string} */
  const sectorOf = ({ reasons }, text, { sector }) => {
    if (sector === EVERY) return "";
    return sector || qunli.trades.guess(reasons.trades, text);
  };

  /** @type {(kit: Kit, text: string, wish: Wish) => Judgement} */
  const judged = (made, text, wish) => {
    const sector = sectorOf(made, text, wish);
    const cut = isCut(text, wish);
    const pieces = qunli.pieces.pieces(text, cut);
    const placed = placing(text, pieces, wish.names);
    const all = pieces.map(([first, last], piece) =>
      spots(made, text.slice(first, last), sector, wish.type).map((spot) => {
        const { level, title, hint } = asSaid(checkOf(made, spot.code), spot);
        const start = first + spot.start;
        return { ...spot, start, end: first + spot.end, level, title, hint, place: placed(start, piece), better: null };
      })
    );
    const found = /** @type {ToldSpot[]} */ ([]).concat(...all);
    const left = qunli.allowed.without(text, found, ({ code, learned }) => checkOf(made, code).final && !learned);
    const arranged = cut ? `一行一条查，共 ${pieces.length} 条。` : "";
    return { found: left, allowed: found.length - left.length, by: byTrade(made, sector, !wish.sector) + arranged };
  };

  /** The sentence that could stand in place of a finding's. @type {(kit: Kit, text: string, one: ToldSpot, wish: Wish) => Rewrite | null} */
  const better = (made, text, one, wish) => {
    const pieces = qunli.pieces.pieces(text, isCut(text, wish));
    const piece = pieces.find(([from, to]) => from <= one.start && one.end <= to);
    if (!piece) return null;
    const [first, last] = piece;
    const sector = sectorOf(made, text, wish);
    const here = { ...one, start: one.start - first, end: one.end - first };
    const said = made.rewrite(text.slice(first, last), here, (other) => spots(made, other, sector, wish.type, true));
    return said && { start: said.start + first, end: said.end + first, text: said.text };
  };

  return { kit, judged, better, checkOf };
})();
