/* What stays on this device. Where the browser keeps nothing (private windows, a full or forbidden store) values last
   as long as the page, and `isForgetful` says so. */
"use strict";
var qunli = qunli || {};

qunli.storage = (() => {
  /** @type {Map<string, string>} */
  const unwritten = new Map();
  let forgetful = false;

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
   * What is kept as JSON under a key: always an object, whatever really stands there.
   * @type {(key: string) => {[name: string]: unknown}}
   */
  const record = (key) => {
    try {
      const kept = JSON.parse(get(key) || "null");
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
