/* 上周怎么样: what of each post to keep, to change, to drop, judged from what was noted. Little data says so. */
"use strict";
var qunli = qunli || {};

/**
 * One turn of a slot as it was noted; a figure that was not noted is null, and where nothing at all was noted on a day nobody knows.
 * @typedef {{id: string, title: string, isSudden?: boolean, day: string, isNoted: boolean, isOff: boolean, isMoved: boolean, isSent: boolean,
 *   figures: {[record: string]: number | null}}} Reviewed
 * @typedef {{id: string, title: string, isSudden: boolean, due: number, off: number, moved: number, sent: number, record: string, counted: number[],
 *   sums: {[record: string]: number}}} Tally
 * @typedef {{word: string, why: string}} Verdict
 */

qunli.review = (() => {
  const { chance } = qunli;
  const ENOUGH = 4; // turns, and turns with a number, on each side of a comparison
  const CROWD = 30; // people: fewer are not compared
  const COUNTED = ["chain", "replies"]; // who joined in: orders where a post takes some, else answers
  /** @type {{[record: string]: string}} */
  const DID = { chain: "单接龙", replies: "个人回" };
  const [KEEP, CHANGE, DROP, UNKNOWN] = ["留着", "改一改", "换掉", "还看不出"];
  // What nobody planned is counted beside the rest; there is nothing of it to keep or to drop.
  const SUDDEN = { word: "临时发", why: "" };

  /** @type {(numbers: number[]) => number} */
  const mean = (numbers) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

  /** @type {(number: number) => string} */
  const said = (number) => String(Math.round(number * 10) / 10);

  /** @type {(turns: Reviewed[]) => Tally} */
  const tally = (all) => {
    const turns = all.filter((turn) => turn.isNoted);
    const has = (/** @type {string} */ record) => turns.filter((turn) => turn.isSent && typeof turn.figures[record] === "number");
    const record = COUNTED.find((each) => has(each).length > 0) || "replies";
    /** @type {{[record: string]: number}} */
    const sums = {};
    for (const each of Object.keys(all[0].figures)) {
      if (has(each).length) sums[each] = has(each).reduce((sum, turn) => sum + Number(turn.figures[each]), 0);
    }
    const count = (/** @type {(turn: Reviewed) => boolean} */ is) => turns.filter(is).length;
    return {
      id: all[0].id, title: all[0].title, isSudden: Boolean(all[0].isSudden), due: turns.length, off: count((turn) => turn.isOff),
      moved: count((turn) => turn.isMoved && !turn.isOff), sent: count((turn) => turn.isSent && !turn.isOff),
      record, counted: has(record).map((turn) => Number(turn.figures[record])), sums,
    };
  };

  /** @type {(turns: Reviewed[]) => Tally[]} */
  const tallies = (turns) => {
    /** @type {Map<string, Reviewed[]>} */
    const found = new Map();
    for (const turn of turns) found.set(turn.id, [...(found.get(turn.id) || []), turn]);
    return Array.from(found.values(), tally);
  };

  /** What the ticks alone say, or null. @type {(of: Tally) => Verdict | null} */
  const byTicks = ({ due, off, moved, sent }) => {
    const wanted = due - off;
    if (!due) return { word: UNKNOWN, why: "那几天什么也没记" };
    if (!sent && !off) return { word: UNKNOWN, why: `该发 ${due} 次，一次也没打勾` };
    if (due < ENOUGH) return { word: UNKNOWN, why: `才 ${due} 次，再发 ${ENOUGH - due} 次看` };
    if (off * 2 >= due) return { word: DROP, why: `${due} 次里有 ${off} 次点了今天不发` };
    if (sent * 2 < wanted) return { word: CHANGE, why: `该发 ${wanted} 次，发了 ${sent} 次：换个发得出来的钟点，或少发几天` };
    if (moved * 2 >= wanted) return { word: CHANGE, why: `${wanted} 次里有 ${moved} 次改了钟点：把钟点定过去` };
    return null;
  };

  /** @type {(of: Tally, people: number) => Share} */
  const share = ({ counted }, people) => ({ hits: Math.min(people, Math.round(mean(counted))), of: people });

  /**
   * Against the others that count the same. People are counted once however often something was posted: they are the same ones.
   * @type {(of: Tally, others: Tally[], people: number) => Verdict}
   */
  const byFigures = (of, others, people) => {
    const pooled = [];
    for (const each of others) pooled.push(...each.counted);
    const mine = said(mean(of.counted));
    if (pooled.length < ENOUGH) return { word: UNKNOWN, why: `平均 ${mine} ${DID[of.record]}，别的还没记够，没得比` };
    const whole = { ...of, counted: pooled };
    const told = `平均 ${mine} ${DID[of.record]}，别的 ${said(mean(pooled))}（群里 ${people} 人）`;
    const way = chance.compared(share(of, people), share(whole, people));
    if (way > 0) return { word: KEEP, why: `${told}，多得不像碰巧` };
    if (way < 0) return { word: DROP, why: `${told}，少得不像碰巧` };
    return { word: KEEP, why: `${told}，看不出差别，照发` };
  };

  /** @type {(of: Tally, all: Tally[], people: number) => Verdict} */
  const verdict = (of, all, people) => {
    if (of.isSudden) return SUDDEN;
    const plain = byTicks(of);
    if (plain) return plain;
    const { counted, sent } = of;
    if (counted.length < ENOUGH) return { word: UNKNOWN, why: `发了 ${sent} 次，记了 ${counted.length} 次数，再记 ${ENOUGH - counted.length} 次看` };
    if (people < CROWD) {
      const isSilent = counted.every((each) => each === 0);
      if (isSilent) return { word: CHANGE, why: `记了 ${counted.length} 次，都是 0` };
      return { word: UNKNOWN, why: people ? `群里 ${people} 人，人少，差一两个是碰巧` : "没记过群里几人，比不了" };
    }
    return byFigures(of, all.filter((each) => each !== of && !each.isSudden && each.record === of.record), people);
  };

  /** How many people there were when it was last noted; 0 where it never was. @type {(turns: Reviewed[]) => number} */
  const people = (turns) => {
    const known = turns.filter((turn) => typeof turn.figures.members === "number").sort((one, other) => (one.day < other.day ? -1 : 1));
    return known.length ? Number(known[known.length - 1].figures.members) : 0;
  };

  /**
   * What to do with each slot of these turns.
   * @type {(turns: Reviewed[]) => {tally: Tally, verdict: Verdict}[]}
   */
  const judged = (turns) => {
    const all = tallies(turns);
    const crowd = people(turns);
    return all.map((each) => ({ tally: each, verdict: verdict(each, all, crowd) }));
  };

  return { judged, people, words: [KEEP, CHANGE, DROP, UNKNOWN] };
})();
