/* Where the form begins: with a new shop, or with what there is of one. */
"use strict";
var qunli = qunli || {};

qunli.beginning = (() => {
  const { dates, edition } = qunli;
  const LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

  /**
   * An id that no other shop has: drawn once, or two phones would share the ids of their posts.
   * @type {() => string}
   */
  const id = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(8));
    return `my-${Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("")}`;
  };

  /**
   * A new shop of a trade, from the Monday of this week on: its main group and nothing else. A date that cannot be would put it off
   * by a year, so the plan's own day stands for it.
   * @type {(pack: PackData) => Edition}
   */
  const fresh = (pack) => {
    const starts = dates.monday(dates.sure(pack.built, dates.now(edition.ZONE).day));
    const sops = Object.keys(pack.sops);
    const main = sops.filter((sop) => pack.sops[sop].kind === "traffic")[0] || sops[0];
    const runs = [{ sop: main, groups: [pack.sops[main].title], starts, gone: {} }];
    return {
      id: id(), edition: 0, time: dates.minute(), industry: pack.id, title: "", pace: 0, hours: [], shut: [], closed: [], starts,
      values: {}, runs,
    };
  };

  /**
   * The edition to be changed in the form: with the plans that there are, or that of a new shop in the same groups.
   * @type {(of: Edition, pack: PackData) => Edition}
   */
  const fitting = (of, pack) => {
    const runs = edition.known(of, pack);
    const [first] = fresh(pack).runs;
    const [before = first] = of.runs;
    return Object.assign({}, of, { runs: runs.length ? runs : [Object.assign(first, { groups: before.groups })] });
  };

  return { fresh, fitting };
})();
