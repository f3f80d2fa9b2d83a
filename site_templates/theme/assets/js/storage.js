/* What stays on this device. Where the browser keeps nothing (private windows, a full or forbidden store) values last
   as long as the page, and `isForgetful` says so. What the phone clears under an open page is kept anew from what the page
   read and wrote, and `wasCleared` says so. */
"use strict";
var qunli = qunli || {};

qunli.storage = (() => {
  /** @type {Map<string, string>} */
  const unwritten = new Map();
  /** @type {Map<string, string>} */
  const seen = new Map();
  let isRefused = false;
  let isCleared = false;
  const MOST_CHARACTERS = 500000; // a busy shop's day has some thousands

  /** @type {(key: string, value: string) => boolean} */
  const write = (key, value) => {
    try {
      window.localStorage.setItem(key, value);
      unwritten.delete(key);
      return true;
    } catch (error) {
      unwritten.set(key, value);
      return false;
    }
  };

  /** Whether the phone cleared the store since this page read or wrote something. */
  const isEmptied = () => {
    try {
      return window.localStorage.length === 0 && Array.from(seen.keys()).some((key) => !unwritten.has(key));
    } catch (error) {
      return false;
    }
  };

  /** Put back all that this page knows, if the store was cleared under it. */
  const mend = () => {
    if (!isEmptied()) return;
    isCleared = true;
    seen.forEach((value, key) => write(key, value));
  };

  /** Keep a value; where there is room again, also those that had none. @type {(key: string, value: string) => void} */
  const set = (key, value) => {
    mend();
    seen.set(key, value);
    if (write(key, value)) Array.from(unwritten).forEach((each) => write(...each));
  };

  /** @type {(key: string) => string | null} */
  const stored = (key) => {
    try {
      return window.localStorage.getItem(key);
    } catch (error) {
      isRefused = true;
      return null;
    }
  };

  /** @type {(key: string) => string | null} */
  const get = (key) => {
    const waiting = unwritten.get(key);
    if (waiting !== undefined) return waiting;
    mend();
    const value = stored(key);
    if (value !== null) {
      seen.set(key, value);
      return value;
    }
    const known = seen.get(key);
    if (known === undefined) return null;
    isCleared = true;
    set(key, known);
    return known;
  };

  /** The keys that begin so, in order. @type {(prefix: string) => string[]} */
  const keys = (prefix) => {
    /** @type {string[]} */
    let there = [];
    mend();
    try {
      there = Object.keys(window.localStorage);
    } catch (error) {
      isRefused = true;
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
   * @param {Set<string>} [bound] days that stay too
   */
  const forgetBefore = (prefix, oldest, bound = new Set()) => {
    const isOld = (/** @type {string} */ day) => /^\d{4}-\d\d-\d\d$/.test(day) && day < oldest && !bound.has(day);
    try {
      for (const key of Object.keys(window.localStorage)) {
        if (!key.startsWith(prefix) || !isOld(key.slice(prefix.length))) continue;
        seen.delete(key);
        window.localStorage.removeItem(key);
      }
    } catch (error) {
      isRefused = true;
    }
  };

  /** Ask the browser not to clear this store by itself; many are never asked, and some say no. */
  const stay = () => {
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => false);
  };

  const isForgetful = () => isRefused || unwritten.size > 0;
  const wasCleared = () => isCleared;

  return { get, set, keys, record, keep, forgetBefore, stay, isForgetful, wasCleared };
})();
