/* 以后都不要这条: texts that a shop leaves out, and the way back of each. */
"use strict";
var qunli = qunli || {};

/** @typedef {{run: string, slot: string, text: string}} Unwanted */
/** @typedef {{of: Edition, pack: PackData}} Owned */
/** @typedef {Owned & {keep: (change: (of: Edition) => Edition) => void}} Owning `keep` opens the edition that is so changed */

qunli.unwanted = (() => {
  const { edition, planner, blanks, storage } = qunli;
  const { element, button } = qunli.dom;
  const LONGEST = 24;

  /** @type {(of: Edition, run: string, slot: string, change: (ids: string[]) => string[]) => Edition} */
  const changed = (of, run, slot, change) => {
    const runs = of.runs.map((each) => {
      if (each.sop !== run) return each;
      const { [slot]: ids = [], ...others } = each.gone;
      const left = change(ids);
      return Object.assign({}, each, { gone: left.length ? Object.assign(others, { [slot]: left }) : others });
    });
    return Object.assign({}, of, { runs });
  };

  /** @type {(of: Edition, unwanted: Unwanted) => Edition} */
  const without = (of, { run, slot, text }) => changed(of, run, slot, (ids) => [...ids.filter((id) => id !== text), text]);

  /** @type {(of: Edition, unwanted: Unwanted) => Edition} */
  const back = (of, { run, slot, text }) => changed(of, run, slot, (ids) => ids.filter((id) => id !== text));

  /** How a text begins. @type {(wish: Owned, slot: SlotData, text: TextData) => string} */
  const beginning = ({ of, pack }, { rotate }, { parts, paragraphs }) => {
    const { values } = qunli.slots.of(pack, edition.calendar(of, pack));
    const { blank = {} } = rotate ? (pack.variables || {})[rotate] : {};
    const words = planner.filled(parts || (paragraphs || [{ parts: [] }])[0].parts, values, typeof blank === "string" ? {} : blank);
    const [line] = blanks.toPaste(words).trim().split("\n");
    const letters = Array.from(line);
    return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("")}…` : line;
  };

  /**
   * What is left out and could come back: plans and texts that the trade no longer has could not.
   * @type {(wish: Owned) => (Unwanted & {title: string, words: string})[]}
   */
  const all = (wish) => {
    const found = [];
    const has = (/** @type {object} */ of, /** @type {string} */ name) => Object.prototype.hasOwnProperty.call(of, name);
    for (const { sop: run, gone: texts } of wish.of.runs.filter(({ sop }) => has(wish.pack.sops, sop))) {
      const { slots } = wish.pack.sops[run];
      for (const slot of Object.keys(texts).filter((each) => has(slots, each))) {
        const left = slots[slot].texts.filter(({ id }) => texts[slot].includes(id));
        found.push(...left.map((text) => ({ run, slot, text: text.id, title: slots[slot].title, words: beginning(wish, slots[slot], text) })));
      }
    }
    return found;
  };

  /** @type {(of: Edition) => string} */
  const key = (of) => `qunli:1:my:${of.id}:unwanted`;

  /** Note what was left out just now: the page is opened anew. @type {(of: Edition, unwanted: Unwanted) => void} */
  const note = (of, { run, slot, text }) => storage.keep(key(of), { run, slot, text });

  /** @type {(wish: Owning, each: Unwanted) => HTMLElement} */
  const way = (wish, each) => button("放回来", () => wish.keep((of) => back(of, each)), "quiet");

  /**
   * What was left out just now, with one tap to take it back; null where nothing was.
   * @type {(wish: Owning) => HTMLElement | null}
   */
  const justNow = (wish) => {
    const { run, slot, text } = storage.record(key(wish.of));
    if (!run) return null;
    storage.keep(key(wish.of), {});
    const found = all(wish).find((each) => each.run === run && each.slot === slot && each.text === text);
    if (!found) return null;
    return element("p", { class: "note", role: "status" }, [`「${found.title}」的这一条以后不发了：${found.words} `, way(wish, found)]);
  };

  /**
   * All of them, folded; null where there is none.
   * @type {(wish: Owning) => HTMLElement | null}
   */
  const section = (wish) => {
    const found = all(wish);
    if (!found.length) return null;
    const lines = found.map((each) => element("li", {}, [`${each.title}：${each.words} `, way(wish, each)]));
    return element("details", { class: "unwanted" }, [element("summary", {}, [`不要了的文案，${found.length} 条`]), element("ul", {}, lines)]);
  };

  return { without, back, all, note, justNow, section };
})();
