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

  /**
   * What stands for a word between what is before and behind it: no doubled mark, no line without words.
   * @type {(old: string, said: string, before: string, behind: string, isParticle: boolean) => string}
   */
  const fitted = (old, said, before, behind, isParticle) => {
    const starts = /(^|[，。！？、；：～…\n])$/.test(before);
    const stops = /^($|[，。！？、；：～…\n])/.test(behind);
    if ((/\d$/.test(before) && /^\d/.test(behind)) || (isParticle && starts)) return old;
    const isFollowed = STARTS.test(behind) || /^[，。！？、；：～…]/.test(behind);
    const ended = isFollowed ? said.replace(/[，。]$/, "") : said;
    const made = starts || ENDS.test(before) ? ended.replace(/^[，。！？、；：～…]/, "") : ended;
    return !made && starts && stops ? old : made;
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
      return fitted(old, words[numberOf(id) % words.length], text.slice(0, at), text.slice(at + old.length), list === PARTICLES);
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
