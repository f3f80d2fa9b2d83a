/* 临时发: what nobody planned and a day posts all the same, goods that came in, no power. It is noted with the day under an id
   of its own that says the minute in which it was chosen, so that two phones rarely mean two things by one. */
"use strict";
var qunli = qunli || {};

qunli.sudden = (() => {
  const { plan, memory, dates } = qunli;
  const ID = /^_anytime\.([a-z][a-z0-9-]*)\.([01]\d|2[0-3])([0-5]\d)$/;
  const MOST = 30; // a day: a link with thousands would keep the phone busy
  const LATELY = 28;
  const MINUTES = 24 * 60;

  /** @type {(id: string) => Sudden | undefined} */
  const occasionOf = (id) => {
    const [, name] = ID.exec(id) || ["", ""];
    return plan.sudden.find((each) => each.id === name);
  };

  /** The ids that are chosen on a day. @type {(day: string) => string[]} */
  const ids = (day) =>
    Object.keys(memory.day(day)).filter((id) => occasionOf(id) && memory.noted(day, id).bent.text !== "").sort().slice(0, MOST);

  /**
   * A post by its id, with this text or, where it is gone, another; null where the id is none.
   * @type {(id: string, textId: string) => Post | null}
   */
  const post = (id, textId) => {
    const occasion = occasionOf(id);
    const [, , hour, minute] = ID.exec(id) || [];
    if (!occasion) return null;
    const text = occasion.texts.find((each) => each.id === textId) || occasion.texts[0];
    return { id, slot: Object.assign({}, occasion.slot, { id, at: `${hour}:${minute}` }), parts: text.parts, short: "", textId: text.id, row: null, asks: "" };
  };

  /** @type {(day: string, role: string) => Post[]} */
  const posts = (day, role) => {
    const found = /** @type {Post[]} */ (ids(day).map((id) => post(id, memory.noted(day, id).bent.text)));
    return found.filter(({ slot }) => !role || slot.role === role);
  };

  /** @type {(id: string) => boolean} */
  const isSudden = (id) => ID.test(id);

  /** What it was posted for, whatever the minute: _anytime.arrival. @type {(id: string) => string} */
  const kind = (id) => id.replace(/\.\d+$/, "");

  /** Whether one more has a place on a day. @type {(day: string, id: string) => boolean} */
  const hasRoom = (day, id) => {
    const chosen = ids(day);
    return plan.isKnown(day) && occasionOf(id) !== undefined && (chosen.includes(id) || chosen.length < MOST);
  };

  /**
   * The text to offer: one that was not posted in the last weeks, else the one that was posted longest ago.
   * @type {(day: string, occasion: Sudden) => string}
   */
  const freshText = (day, { id: name, texts }) => {
    const left = texts.map((text) => text.id);
    for (let ago = 0; ago <= LATELY; ago += 1) {
      const date = dates.shifted(day, -ago);
      for (const id of ids(date).filter((each) => each.split(".")[1] === name)) {
        const at = left.indexOf(memory.noted(date, id).bent.text);
        if (at >= 0 && left.length > 1) left.splice(at, 1);
      }
    }
    return left[0];
  };

  /** @type {(count: number) => string} */
  const clock = (count) => [Math.floor(count / 60), count % 60].map((each) => String(each).padStart(2, "0")).join("");

  /**
   * The id of an occasion in this minute, or in the next one that is free.
   * @type {(day: string, name: string, time: string) => string}
   */
  const freeId = (day, name, time) => {
    const taken = ids(day);
    let count = dates.minutes(time);
    while (taken.includes(`_anytime.${name}.${clock(count)}`)) count = (count + 1) % MINUTES;
    return `_anytime.${name}.${clock(count)}`;
  };

  /**
   * Take an occasion up on a day; returns the id of its post, "" where the day is full.
   * @type {(day: string, name: string, time: string) => string}
   */
  const add = (day, name, time) => {
    const occasion = plan.sudden.find((each) => each.id === name);
    const id = freeId(day, name, time);
    if (!occasion || !hasRoom(day, id)) return "";
    const text = freshText(day, occasion);
    memory.note(day, id, (noted) => Object.assign(noted, { groups: [], blanks: {}, figures: {}, bent: { text } }));
    return id;
  };

  return { isSudden, kind, post, posts, hasRoom, add };
})();
