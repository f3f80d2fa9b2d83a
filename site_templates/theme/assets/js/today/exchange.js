/* 换一条 and 改回原来的: which text may stand for another. Only turns still to come change: what is posted, or past, stays. */
"use strict";
var qunli = qunli || {};

(() => {
  const { plan, wording, memory, dates, bending, sudden } = qunli;
  const LATELY = 28;
  // How far from a text it may come again.
  const [ANYWHERE, NEAR, FAR] = [0, 1, 2];

  /** @type {(turn: {day: string, id: string}) => boolean} */
  const isOpen = ({ day, id }) => day >= plan.now().day && !memory.noted(day, id).groups.length;

  /**
   * Whether no turn near this one has its text too: none within four weeks, or, of few texts, within half of the turns that
   * it takes them all to come; NEAR, none just before or after. What both have by the plan is the plan's.
   * @type {(turns: Laid[], at: number, least: number) => boolean}
   */
  const isFar = (turns, at, least) => {
    const count = new Set(turns.map(({ textId }) => textId)).size;
    const isMoved = (/** @type {Laid} */ { text, textId }) => text !== textId;
    return turns.every((turn, other) => {
      const away = Math.abs(other - at);
      if (!away || turn.text !== turns[at].text || !(isMoved(turn) || isMoved(turns[at]))) return true;
      return away > 1 && (least === NEAR || Math.abs(dates.between(turn.day, turns[at].day)) >= LATELY || away * 2 >= count);
    });
  };

  /** @type {(turns: Laid[], turn: {day: string, id: string}) => number} */
  const placeOf = (turns, { day, id }) => turns.findIndex((turn) => turn.day === day && turn.id === id);

  /** The day of the turn to come that has a text, "" where none has. @type {(turn: {day: string, id: string}, text: string) => string} */
  const partner = ({ day, id }, text) => {
    const turns = without({ day, id });
    const found = turns.slice(placeOf(turns, { day, id }) + 1).find((turn) => turn.text === text);
    return found ? found.day : "";
  };

  /**
   * The turns of a slot with another choice of one of them, "" for none; null where that may not be.
   * @type {(turn: {day: string, id: string}, text: string, least?: number) => Laid[] | null}
   */
  const tried = ({ day, id }, text, least = FAR) => {
    const all = bending.choices();
    const [now, bare] = [bending.laid(id, all), without({ day, id })];
    const chosen = { day, id, text, from: partner({ day, id }, text), own: "" };
    const after = text ? bending.laid(id, [...all.filter((each) => each.day !== day || each.id !== id), chosen]) : bare;
    if (now.length !== after.length || bare.length !== after.length) return null;
    const isFine = after.every((turn, at) => {
      const isSame = turn.text === now[at].text;
      return (isSame || isOpen(turn)) && ((isSame && turn.text === bare[at].text) || least === ANYWHERE || isFar(after, at, least));
    });
    return isFine ? after : null;
  };

  /** The turns of a slot as they are without a choice of this one. @type {(turn: {day: string, id: string}) => Laid[]} */
  const without = ({ day, id }) => bending.laid(id, bending.choices().filter((each) => each.day !== day || each.id !== id));

  /** Whether there is something to say on the day after. @type {(id: string, text: string) => boolean} */
  const isAnswered = (id, text) => wording.words(id, `${text}.a`, null) !== null;

  /**
   * The texts that may stand for one: those of the turns to come, the nearest first. What has an answer of the day after goes with
   * what has one, or it would be lost. Where a plan's texts lie too close for any, those that do not come twice running; of three
   * texts any, and of two none, since they would only come twice each.
   * @type {(turn: {day: string, id: string}) => string[]}
   */
  const others = ({ day, id }) => {
    const turns = without({ day, id });
    const at = placeOf(turns, { day, id });
    const { text } = turns[at];
    const found = new Set(turns.slice(at + 1).map((turn) => turn.text));
    found.delete(text);
    const alike = Array.from(found).filter((each) => isAnswered(id, each) === isAnswered(id, text));
    const levels = alike.length === 2 ? [FAR, NEAR, ANYWHERE] : [FAR, NEAR];
    const fitting = levels.map((least) => () => alike.filter((each) => tried({ day, id }, each, least)));
    return fitting.reduce((/** @type {string[]} */ all, next) => (all.length ? all : next()), []);
  };

  /** @type {(day: string, id: string) => BentPost | undefined} */
  const postOf = (day, id) => bending.posts(day).find((post) => post.id === id);

  /** What was typed stays with its text. @type {(day: string, post: BentPost | undefined) => void} */
  const settleWords = (day, post) => {
    const { words, of } = memory.noted(day, post ? post.id : "").bent;
    if (post && words && !of) bending.type(day, post, words);
  };

  /** The text after this one of an occasion, "" where there is no other. @type {(id: string, textId: string) => string} */
  const nextText = (id, textId) => {
    const { texts } = /** @type {Sudden} */ (plan.sudden.find((each) => each.id === id.split(".")[1]));
    const at = texts.findIndex((each) => each.id === textId);
    return texts.length > 1 ? texts[(at + 1) % texts.length].id : "";
  };

  /** Another text of what nobody planned. @type {(day: string, id: string) => boolean} */
  const choose = (day, id) => {
    const text = nextText(id, memory.noted(day, id).bent.text);
    if (text) settleWords(day, postOf(day, id));
    if (text) bending.note(day, id, { text });
    return text !== "";
  };

  /**
   * Exchange the text of a day with that of a later turn, so that none comes twice; after the last one its own comes again.
   * Says whether there was another.
   * @type {(day: string, id: string) => boolean}
   */
  const swap = (day, id) => {
    if (sudden.isSudden(id)) return choose(day, id);
    const post = postOf(day, id);
    if (!post || post.asks || !isOpen({ day, id })) return false;
    const { text: now } = memory.noted(day, id).bent;
    const all = [...others({ day, id }), ""];
    const at = all.indexOf(now);
    const next = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))].find((text) => text || tried({ day, id }, "", NEAR));
    if (next === undefined || next === now) return false;
    settleWords(day, post);
    bending.note(day, id, { from: next && partner({ day, id }, next), text: next });
    return true;
  };

  /** Why there is no other. @type {(day: string, id: string) => string} */
  const reason = (day, id) => {
    if (memory.noted(day, id).groups.length) return "勾了，就是发出去了，不换了。勾错了，先把勾去掉。";
    if (day < plan.now().day) return "这一天过去了，不换了。";
    const texts = new Set(plan.turns(id).map(({ textId }) => textId));
    return texts.size > 1 ? "别的写法都挨得太近，换了就重了。可以点「改几个字」。" : "这一条只有这一个写法，没有别的可换。";
  };

  /** Give a turn its own text back; says whether that could be. @type {(day: string, id: string) => boolean} */
  const giveBack = (day, id) => {
    const turn = { day, id };
    if (!isOpen(turn)) return false;
    // Its own choice, else that of the turn it was exchanged with.
    const mine = bending.choices().filter((each) => each.day <= day && plan.seriesOf(each.id) === plan.seriesOf(id) && isOpen(each));
    const chosen = mine.reverse().find((each) => {
      const after = tried(each, "", NEAR);
      if (!after) return false;
      const { text, textId } = after[placeOf(after, turn)];
      return text === textId || (each.day === day && each.id === id);
    });
    if (chosen) bending.note(chosen.day, chosen.id, { from: "", text: "" });
    return Boolean(chosen);
  };

  /**
   * Back to the plan, as far as it is still to come; says what is not, "" where all of it is. A text comes back with what was
   * typed for it, and says its own words at the next tap.
   * @type {(day: string, id: string) => string}
   */
  const undo = (day, id) => {
    const post = postOf(day, id);
    settleWords(day, post);
    const isBack = !post || !post.isSwapped || giveBack(day, id);
    const isSent = !sudden.isSudden(id) && memory.noted(day, id).groups.length > 0;
    bending.note(day, id, { off: false, at: "" });
    const now = postOf(day, id);
    if (post && now && now.textId === post.textId && !isSent && post.isBent) bending.type(day, now, "");
    return isBack ? "" : "换了的那一条已经发出去，或者那天过去了，不能换回来。";
  };

  Object.assign(bending, { swap, reason, undo });
})();
