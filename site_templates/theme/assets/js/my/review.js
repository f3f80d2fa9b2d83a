/* 上周怎么样: what of each post to keep, to change, to drop, judged from what was noted. Little data says so. */
"use strict";
var qunli = qunli || {};

/**
 * One turn of a slot as it was noted; a figure that was not noted is null, and where nothing at all was noted on a day nobody knows.
 * What goes to several groups is one for each `group`, with the `turn` that they share; else neither is said.
 * @typedef {{id: string, title: string, isSudden?: boolean, day: string, isNoted: boolean, isOff: boolean, isMoved: boolean, isSent: boolean,
 *   figures: {[record: string]: number | null}, group?: string, turn?: string}} Reviewed
 * @typedef {{group: string, turn: unknown, number: number}} Counted
 * Of a tally `due`, `off`, `moved` and `posted` count turns; `wanted` and `sent` count the groups of each, as `ticks` tells them.
 * @typedef {{id: string, title: string, isSudden: boolean, due: number, off: number, moved: number, posted: number, wanted: number, sent: number,
 *   ticks: {group: string, sent: number, wanted: number}[], record: string, counted: Counted[], sums: {[record: string]: number}}} Tally
 * @typedef {Map<string, number>} People how many there are in each group
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

  /** How many turns these are, whatever their groups. @type {(of: {turn?: unknown}[]) => number} */
  const several = (of) => new Set(of.map(({ turn }) => turn || {})).size;

  /** @type {(turns: Reviewed[]) => Tally["ticks"]} */
  const ticksOf = (turns) => {
    const groups = Array.from(new Set(turns.map(({ group = "" }) => group)));
    return groups.map((group) => {
      const mine = turns.filter((turn) => (turn.group || "") === group);
      return { group, wanted: mine.length, sent: mine.filter((turn) => turn.isSent).length };
    });
  };

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
    const due = turns.filter((turn) => !turn.isOff);
    const sent = due.filter((turn) => turn.isSent);
    return {
      id: all[0].id, title: all[0].title, isSudden: Boolean(all[0].isSudden), due: several(turns), off: several(turns.filter((turn) => turn.isOff)),
      moved: several(due.filter((turn) => turn.isMoved)), posted: several(sent), wanted: due.length, sent: sent.length, ticks: ticksOf(due), record,
      counted: has(record).map(({ group = "", turn = {}, figures }) => ({ group, turn, number: Number(figures[record]) })), sums,
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
  const byTicks = ({ due, off, moved, sent, wanted, ticks }) => {
    const of = ticks.length > 1 ? `${ticks.length} 个群一共` : "";
    if (!due) return { word: UNKNOWN, why: "那几天什么也没记" };
    if (!sent && !off) return { word: UNKNOWN, why: `该发 ${due} 次，一次也没打勾` };
    if (due < ENOUGH) return { word: UNKNOWN, why: `才 ${due} 次，再发 ${ENOUGH - due} 次看` };
    if (off * 2 >= due) return { word: DROP, why: `${due} 次里有 ${off} 次点了今天不发` };
    if (sent * 2 < wanted) return { word: CHANGE, why: `${of}该发 ${wanted} 次，发了 ${sent} 次：换个发得出来的钟点，或少发几天` };
    if (moved * 2 >= due - off) return { word: CHANGE, why: `${due - off} 次里有 ${moved} 次改了钟点：把钟点定过去` };
    return null;
  };

  /** How many did so on average in one group. @type {(counted: Counted[], group: string) => number} */
  const usual = (counted, group) => mean(counted.filter((each) => each.group === group).map(({ number }) => number));

  /** @type {(counted: Counted[], people: People) => Share} */
  const share = (counted, people) => {
    const found = { hits: 0, of: 0 };
    people.forEach((count, group) => {
      found.hits += Math.min(count, Math.round(usual(counted, group)));
      found.of += count;
    });
    return found;
  };

  /** The groups of which people, and numbers in each of these lists, are known: no other tells anything. @type {(people: People, ...lists: Counted[][]) => People} */
  const among = (people, ...lists) =>
    new Map(Array.from(people).filter(([group]) => lists.every((list) => list.some((each) => each.group === group))));

  /** @type {(people: People) => number} */
  const crowd = (people) => Array.from(people.values()).reduce((sum, each) => sum + each, 0);

  /** @type {(people: People) => string} */
  const crowdWords = (people) => `${Array.from(people.keys()).filter(Boolean).join("、") || "群里"} ${crowd(people)} 人`;

  /**
   * Against the others that count the same, in the groups that both are known of. People are counted once however often something was
   * posted: they are the same ones.
   * @type {(of: Tally, others: Tally[], known: People) => Verdict}
   */
  const byFigures = (of, others, known) => {
    /** @type {Counted[]} */
    const pooled = [];
    for (const each of others) pooled.push(...each.counted);
    const people = among(known, of.counted, pooled);
    const [mine, rest] = [of.counted, pooled].map((list) => list.filter(({ group }) => people.has(group)));
    const average = (/** @type {Counted[]} */ list, /** @type {Iterable<string>} */ groups) =>
      said(Array.from(groups).reduce((sum, group) => sum + usual(list, group), 0));
    const own = average(of.counted, among(known, of.counted).keys());
    if (several(rest) < ENOUGH) return { word: UNKNOWN, why: `平均 ${own} ${DID[of.record]}，别的还没记够，没得比` };
    if (several(mine) < ENOUGH || crowd(people) < CROWD) return { word: UNKNOWN, why: `和别的在同一个群里记的还不够，没得比` };
    const told = `平均 ${average(mine, people.keys())} ${DID[of.record]}，别的 ${average(rest, people.keys())}（${crowdWords(people)}）`;
    const way = chance.compared(share(mine, people), share(rest, people));
    if (way > 0) return { word: KEEP, why: `${told}，多得不像碰巧` };
    if (way < 0) return { word: DROP, why: `${told}，少得不像碰巧` };
    return { word: KEEP, why: `${told}，看不出差别，照发` };
  };

  /** @type {(of: Tally, all: Tally[], known: People) => Verdict} */
  const verdict = (of, all, known) => {
    if (of.isSudden) return SUDDEN;
    const plain = byTicks(of);
    if (plain) return plain;
    const { counted, posted } = of;
    const times = several(counted);
    if (times < ENOUGH) return { word: UNKNOWN, why: `发了 ${posted} 次，记了 ${times} 次数，再记 ${ENOUGH - times} 次看` };
    const people = among(known, counted);
    if (crowd(people) < CROWD) {
      const isSilent = counted.every(({ number }) => number === 0);
      if (isSilent) return { word: CHANGE, why: `记了 ${times} 次，都是 0` };
      return { word: UNKNOWN, why: people.size ? `${crowdWords(people)}，人少，差一两个是碰巧` : "没记过群里几人，比不了" };
    }
    return byFigures(of, all.filter((each) => each !== of && !each.isSudden && each.record === of.record), known);
  };

  /** How many people there were in each group when it was last noted. @type {(turns: Reviewed[]) => People} */
  const people = (turns) => {
    /** @type {People} */
    const found = new Map();
    for (const { group = "", figures: { members } } of turns.slice().sort((one, other) => (one.day < other.day ? -1 : 1))) {
      if (typeof members === "number") found.set(group, members);
    }
    return found;
  };

  /**
   * What to do with each slot of these turns.
   * @type {(turns: Reviewed[]) => {tally: Tally, verdict: Verdict}[]}
   */
  const judged = (turns) => {
    const all = tallies(turns);
    const known = people(turns);
    return all.map((each) => ({ tally: each, verdict: verdict(each, all, known) }));
  };

  /** Of how many people each group is counted, in words. @type {(people: People) => string} */
  const counted = (known) => {
    const found = Array.from(known, ([group, count]) => (group ? `${group}按 ${count} 人算` : `群里按 ${count} 人算`));
    return found.length ? `${found.join("，")}。` : "";
  };

  /** How often something was posted, by group where they differ: 一群 7/7、二群 3/7; why not, where none was to be. @type {(tally: Tally) => string} */
  const ticked = ({ ticks, off }) => {
    if (!ticks.length) return off ? `${off} 次都点了今天不发` : "那几天没记";
    const alike = new Set(ticks.map(({ sent, wanted }) => `${sent}/${wanted}`));
    if (alike.size < 2) return Array.from(alike)[0];
    return ticks.map(({ group, sent, wanted }) => `${group} ${sent}/${wanted}`).join("、");
  };

  return { judged, people, counted, ticked, words: [KEEP, CHANGE, DROP, UNKNOWN] };
})();
