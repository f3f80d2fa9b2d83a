/* The shops that this phone keeps, and which of them is open. */
"use strict";
var qunli = qunli || {};

qunli.shops = (() => {
  const { storage, edition } = qunli;
  const KEY = "qunli:1:my";
  const NAMES = 10;

  /** @type {(id: string) => string} */
  const keyOf = (id) => `${KEY}:${id}`;

  const ids = () => {
    const kept = storage.record(KEY).ids;
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  };

  /** @type {(id: string) => Edition | null} */
  const get = (id) => edition.read(storage.record(keyOf(id)));

  /** @type {() => Edition[]} */
  const all = () => /** @type {Edition[]} */ (ids().map(get).filter(Boolean));

  /** The shop that was opened last. @type {() => Edition | null} */
  const current = () => {
    const { open } = storage.record(KEY);
    return (typeof open === "string" && get(open)) || all()[0] || null;
  };

  /** @type {(open: string, known: string[]) => void} */
  const keepList = (open, known) => storage.keep(KEY, { open, ids: known });

  /** What a shop was called before: reports of a phone that has an older edition still say so. @type {(of: Edition) => void} */
  const rename = (of) => {
    const before = get(of.id);
    if (!before || !before.title || before.title === of.title) return;
    const key = `${keyOf(of.id)}:day:names`;
    const { titles } = storage.record(key);
    storage.keep(key, { titles: Array.from(new Set([...(Array.isArray(titles) ? titles : []), before.title])).slice(-NAMES) });
  };

  /** Keep an edition and open its shop. @type {(of: Edition) => void} */
  const keep = (of) => {
    rename(of);
    storage.keep(keyOf(of.id), edition.written(of));
    keepList(of.id, Array.from(new Set([...ids(), of.id])));
  };

  /** @type {(id: string) => void} */
  const open = (id) => keepList(id, ids());

  /** @type {(id: string) => void} */
  const remove = (id) => {
    const left = ids().filter((each) => each !== id);
    storage.keep(keyOf(id), {});
    keepList(left[0] || "", left);
  };

  return { all, current, get, keep, open, remove };
})();
