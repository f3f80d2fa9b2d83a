/* The shops that this phone keeps, and which of them is open. */
"use strict";
var qunli = qunli || {};

qunli.shops = (() => {
  const { storage, edition } = qunli;
  const KEY = "qunli:1:my";

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

  /** Keep an edition and open its shop. @type {(of: Edition) => void} */
  const keep = (of) => {
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
