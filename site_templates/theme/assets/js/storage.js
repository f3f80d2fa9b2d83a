/* What stays on this device. Where the browser keeps nothing (private windows, a full or forbidden store) values last
   as long as the page, and `isForgetful` says so. */
"use strict";
var qunli = qunli || {};

qunli.storage = (() => {
  /** @type {Map<string, string>} */
  const unwritten = new Map();
  /** What this page read or wrote: a phone that clears its store between two taps takes nothing of it. @type {Map<string, string>} */
  const seen = new Map();
  const HERE = "qunli:1:here"; // stands in a store that was not cleared since this page came
  const state = { isForgetful: false, isMarked: false };
  const MOST_CHARACTERS = 500000; // a busy shop's day has some thousands


  /** Put back what this page knows, if the store was cleared under it; says so to whoever listens. */
  const mend = () => {
    const store = window.localStorage;
    if (store.getItem(HERE) !== null) {
      state.isMarked = true;
      return;
    }
    store.setItem(HERE, "1");
    const wasMarked = state.isMarked;
    state.isMarked = true;
    if (!wasMarked || !seen.size) return;
    seen.forEach((value, key) => store.setItem(key, value));
    if (typeof window.dispatchEvent === "function") window.dispatchEvent(new Event("qunli-cleared"));
  };

  const tryToMend = () => {
    try {
      mend();
    } catch (error) {
      // A full or forbidden store: what is written is told by `set`.
    }
  };

  /** @type {(key: string) => string | null} */
  const get = (key) => {
    const kept = unwritten.get(key);
    if (kept !== undefined) return kept;
    tryToMend();
    try {
      const value = window.localStorage.getItem(key);
      if (value !== null) seen.set(key, value);
      return value;
    } catch (error) {
      return null;
    }
  };

  /** @type {(key: string, value: string) => void} */
  const set = (key, value) => {
    tryToMend();
    try {
      window.localStorage.setItem(key, value);
      unwritten.delete(key);
      seen.set(key, value);
    } catch (error) {
      unwritten.set(key, value);
      state.isForgetful = true;
    }
  };

  /** The keys that begin so, in order. @type {(prefix: string) => string[]} */
  const keys = (prefix) => {
    tryToMend();
    /** @type {string[]} */
    let there = [];
    try {
      there = Object.keys(window.localStorage);
    } catch (error) {
      state.isForgetful = true;
    }
    return Array.from(new Set([...there, ...unwritten.keys()])).filter((key) => key.startsWith(prefix)).sort();
  };

  /**
   * What is kept as JSON under a key: always an object, whatever really stands there; what is too much for a day is
   * not ours.
   * @type {(key: string) => {[name: string]: unknown}}
   */
  const record = (key) => {
    try {
      const text = get(key) || "null";
      const kept = text.length > MOST_CHARACTERS ? null : JSON.parse(text);
      return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
    } catch (error) {
      return {};
    }
  };

  /** @type {(key: string, value: {[name: string]: unknown}) => void} */
  const keep = (key, value) => set(key, JSON.stringify(value));

  /**
   * Drop what is kept under `prefix` and a day before this one.
   * @param {string} prefix
   * @param {string} oldest the first day that stays
   */
  const forgetBefore = (prefix, oldest) => {
    const isOld = (/** @type {string} */ day) => /^\d{4}-\d\d-\d\d$/.test(day) && day < oldest;
    try {
      for (const key of Object.keys(window.localStorage)) {
        if (!key.startsWith(prefix) || !isOld(key.slice(prefix.length))) continue;
        window.localStorage.removeItem(key);
        seen.delete(key);
      }
    } catch (error) {
      state.isForgetful = true;
    }
  };

  /** Ask the browser not to clear this store by itself; many are never asked, and some say no. */
  const stay = () => {
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => false);
  };

  const isForgetful = () => state.isForgetful;

  return { get, set, keys, record, keep, forgetBefore, stay, isForgetful };
})();
