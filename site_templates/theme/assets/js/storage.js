/* What stays on this device. Where the browser keeps nothing (private windows, a full or forbidden store) values last
   as long as the page, and `isForgetful` says so. */
"use strict";
var qunli = qunli || {};

qunli.storage = (() => {
  /** @type {Map<string, string>} */
  const unwritten = new Map();
  let forgetful = false;
  const MOST_CHARACTERS = 500000; // a busy shop's day has some thousands


  /** @type {(key: string) => string | null} */
  const get = (key) => {
    const kept = unwritten.get(key);
    if (kept !== undefined) return kept;
    try {
      return window.localStorage.getItem(key);
    } catch (error) {
      return null;
    }
  };

  /** @type {(key: string, value: string) => void} */
  const set = (key, value) => {
    try {
      window.localStorage.setItem(key, value);
      unwritten.delete(key);
    } catch (error) {
      unwritten.set(key, value);
      forgetful = true;
    }
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
        if (key.startsWith(prefix) && isOld(key.slice(prefix.length))) window.localStorage.removeItem(key);
      }
    } catch (error) {
      forgetful = true;
    }
  };

  const isForgetful = () => forgetful;

  return { get, set, record, keep, forgetBefore, isForgetful };
})();
