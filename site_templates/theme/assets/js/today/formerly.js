/* What the shop of a page was called before: a report of a phone that knows it by an older name is one of it all the same. */
"use strict";
var qunli = qunli || {};

qunli.formerly = (() => {
  const { storage, memory } = qunli;
  const MOST = 10;

  /** Beside the days of the shop, where `shops` keeps them too. */
  const key = () => `qunli:1:${memory.placeOf()}:names`;

  /** @type {() => string[]} */
  const names = () => {
    const { titles } = storage.record(key());
    return Array.isArray(titles) ? titles.filter((each) => typeof each === "string") : [];
  };

  /** @type {(titles: string[]) => void} */
  const know = (titles) => storage.keep(key(), { titles: Array.from(new Set([...names(), ...titles])).slice(-MOST) });

  return { names, know };
})();
