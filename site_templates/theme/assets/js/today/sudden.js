/* 临时发: what nobody planned and a day posts all the same, goods that came in, no power. It is noted with the day under an id
   of its own that says the minute in which it was chosen, so that two phones rarely mean two things by one. */
"use strict";
var qunli = qunli || {};

qunli.sudden = (() => {
  const { plan, memory } = qunli;
  const ID = /^_anytime\.([a-z][a-z0-9-]*)\.([01]\d|2[0-3])([0-5]\d)$/;
  const MOST = 30; // a day: a link with thousands would keep the phone busy

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

  return { isSudden, kind, ids, post, posts, hasRoom };
})();
