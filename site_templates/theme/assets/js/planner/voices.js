/* A pack in the voice that a shop chose: some words of its texts are said otherwise, by lists that the pack holds. The same as
   model/voices.py, replacement by replacement. What a calendar changed itself came from there in its voice already. */
"use strict";
var qunli = qunli || {};

/**
 * What is said instead of a word, the longest first: at the beginning of a text, at its end, at the end of a clause, anywhere.
 * @typedef {[string, string[]][]} Replaced
 * @typedef {Replaced[]} VoiceData
 */

qunli.voices = (() => {
  const KEPT = "\\{\\{[^{}]*\\}\\}|〔[^〔〕\\n]*〕|「[^「」\\n]*」|“[^“”\\n]*”|《[^《》\\n]*》";
  const EMOJI = "\\ufe0f\\u{1f300}-\\u{1faff}\\u2600-\\u27bf";
  const MARKS = "，。！？、；：～…";
  const LAST = `(?=[${EMOJI}]*[ \\u3000\\n]*$)`;
  const ENDED = `(?=[${EMOJI}${MARKS}） \\u3000\\n]|$)`;
  const NEVER = "(?!)";
  const PARTICLES = 2;
  const SIGN = new RegExp(`^[${MARKS}]`);
  const STARTS = new RegExp(`^[${EMOJI}]`, "u");
  const ENDS = new RegExp(`[${EMOJI}]$`, "u");

  /** @typedef {{pattern: RegExp, lists: Map<string, string[]>[]}} Ready */

  /** @type {(list: Replaced) => string} */
  const either = (list) => list.map(([old]) => old.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|") || NEVER;

  /** The groups of the pattern are the lists; what is passed over is in none. @type {(voice: VoiceData) => Ready} */
  const ready = (voice) => {
    const [greeting, closing, particles, words] = voice.map(either);
    const pattern = new RegExp(`${KEPT}|^(${greeting})|(${closing})${LAST}|(${particles})${ENDED}|(${words})`, "gu");
    return { pattern, lists: voice.map((list) => new Map(list)) };
  };

  /** The number by which one of several words is chosen. @type {(id: string) => number} */
  const numberOf = (id) => (/^\d+$/.test(id) ? Number(id) : Array.from(id).reduce((sum, char) => sum + char.charCodeAt(0), 0));

  /** @typedef {{begins: boolean, isLed: boolean, isFollowed: boolean, before: string, behind: string}} Sides */

  /** What is before and behind a word. @type {(before: string, behind: string) => Sides} */
  const sidesOf = (before, behind) => ({
    begins: /(^|\n)$/.test(before), isLed: SIGN.test(before.slice(-1)), isFollowed: SIGN.test(behind.slice(0, 1)), before, behind,
  });

  /** Without a mark that would be doubled. @type {(said: string, sides: Sides) => string} */
  const joined = (said, { begins, isLed, isFollowed, before, behind }) => {
    const ended = isFollowed || STARTS.test(behind) ? said.replace(/[，。]$/, "") : said;
    return begins || isLed || ENDS.test(before) ? ended.replace(SIGN, "") : ended;
  };

  /**
   * What stands for a word; itself where a line would be left without words, and between two digits.
   * @type {(old: string, said: string, sides: Sides, isParticle: boolean) => string}
   */
  const fitted = (old, said, sides, isParticle) => {
    const { begins, isLed, isFollowed, before, behind } = sides;
    const isSpan = /[0-9]$/.test(before) && /^[0-9]/.test(behind);
    if (isSpan || (isParticle && (begins || isLed))) return old;
    const isBare = begins ? isFollowed || /^(\n|$)/.test(behind) : isLed && isFollowed;
    return joined(said, sides) || (isBare ? old : "");
  };

  /**
   * A text in a voice, from left to right.
   * @type {(text: string, id: string, voice: Ready) => string}
   */
  const said = (text, id, { pattern, lists }) =>
    text.replace(pattern, (old, ...found) => {
      const list = found.slice(0, lists.length).findIndex((each) => each !== undefined);
      if (list < 0) return old;
      const at = /** @type {number} */ (/** @type {unknown} */ (found[lists.length]));
      const words = /** @type {string[]} */ (lists[list].get(old));
      return fitted(old, words[numberOf(id) % words.length], sidesOf(text.slice(0, at), text.slice(at + old.length)), list === PARTICLES);
    });

  /**
   * Parts of a text in a voice; variables stay where they are.
   * @type {(parts: TextPart[], id: string, voice: Ready) => TextPart[]}
   */
  const parts = (from, id, voice) => {
    const whole = from.map((part, at) => (typeof part === "string" ? part : `{{${at}}}`)).join("");
    const made = said(whole, id, voice).split(/\{\{(\d+)\}\}/).map((part, at) => (at % 2 ? from[Number(part)] : part));
    return made.filter((part) => part !== "");
  };

  /** @type {(text: TextData, voice: Ready) => TextData} */
  const spoken = (text, voice) => {
    const { id } = text;
    const made = Object.assign({}, text);
    if (text.parts) made.parts = parts(text.parts, id, voice);
    if (text.answer) made.answer = parts(text.answer, id, voice);
    if (text.paragraphs) made.paragraphs = text.paragraphs.map((each) => Object.assign({}, each, { parts: parts(each.parts, id, voice) }));
    return made;
  };

  /**
   * @template T, U
   * @param {{[id: string]: T}} map
   * @param {(value: T) => U} make
   * @returns {{[id: string]: U}}
   */
  const each = (map, make) => {
    /** @type {{[id: string]: U}} */
    const found = {};
    for (const id of Object.keys(map)) found[id] = make(map[id]);
    return found;
  };

  /** @type {(pack: PackData, voice: Ready) => PackData} */
  const whole = (pack, voice) => {
    const slot = (/** @type {SlotData} */ from) => {
      const made = Object.assign({}, from, { texts: from.texts.map((text) => spoken(text, voice)) });
      return from.short ? Object.assign(made, { short: parts(from.short, "", voice) }) : made;
    };
    const occasion = (/** @type {OccasionData} */ from) =>
      Object.assign({}, from, { texts: from.texts.map((text) => Object.assign({}, text, { parts: parts(text.parts, text.id, voice) })) });
    return Object.assign({}, pack, {
      sops: each(pack.sops, (sop) => Object.assign({}, sop, { slots: each(sop.slots, slot) })),
      anytime: pack.anytime && each(pack.anytime, occasion),
    });
  };

  /** @type {WeakMap<PackData, {[voice: string]: PackData}>} */
  const kept = new WeakMap();

  /**
   * A pack as a calendar has it; itself in its own voice, and in one of which it says nothing.
   * @type {(pack: PackData, calendar: {voice?: string}) => PackData}
   */
  const of = (pack, { voice = "" }) => {
    const { voices = {} } = pack;
    if (!Object.prototype.hasOwnProperty.call(voices, voice)) return pack;
    const known = kept.get(pack) || {};
    known[voice] = known[voice] || whole(pack, ready(voices[voice]));
    kept.set(pack, known);
    return known[voice];
  };

  return { of };
})();
