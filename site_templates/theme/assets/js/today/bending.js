/* A day that bends: another text, other words, another hour, or nothing of a post on one day. It is noted with the day, so
   that it is handed over and reported with it, and undone with one tap. */
"use strict";
var qunli = qunli || {};

/**
 * A post as its day has it now: `was` is the hour of the plan, `isBent` says that anything is otherwise, `isSudden` that nobody
 * planned it, `isUnasked` that it answers what was not asked, `isShut` that it falls on a day off noted on this phone.
 * @typedef {Post & {was: string, isOff: boolean, isBent: boolean, isSudden: boolean, isUnasked: boolean, isShut: boolean}} BentPost
 */

qunli.bending = (() => {
  const { plan, memory, dates, blanks, sudden } = qunli;
  const LATELY = 28;

  /** The post of a slot on a day. @type {(day: string, id: string) => Post | undefined} */
  const planned = (day, id) => plan.posts(day).find((post) => post.id === id);

  /**
   * A post with the text of the turn it was exchanged with, where both still know of it and that turn has the text.
   * @type {(day: string, post: Post, bent: Bent) => Post}
   */
  const exchanged = (day, post, { from, text }) => {
    const other = from ? planned(from, post.id) : undefined;
    if (!other || other.textId !== text || memory.noted(from, post.id).bent.from !== day) return post;
    return Object.assign({}, post, { parts: other.parts, short: other.short, textId: other.textId });
  };

  /**
   * An answer to what was really asked, null where nothing was: it follows its question without a note of its own.
   * @type {(answer: Post) => Post | null}
   */
  const answered = (answer) => {
    const turn = plan.turns(answer.asks).find(({ textId }) => `${textId}.a` === answer.textId);
    const asked = turn && planned(turn.day, answer.asks);
    if (!turn || !asked) return answer;
    const { bent } = memory.noted(turn.day, asked.id);
    const { textId } = exchanged(turn.day, asked, bent);
    const found = plan.turns(answer.id).find((each) => each.textId === `${textId}.a`);
    return (!bent.off && !memory.isRested(turn.day) && found && planned(found.day, answer.id)) || null;
  };

  /** @type {(day: string, from: Post) => BentPost} */
  const bend = (day, from) => {
    const said = from.asks ? answered(from) : from;
    const post = said || from;
    const { bent } = memory.noted(day, post.id);
    const whole = exchanged(day, post, bent);
    const slot = bent.at ? Object.assign({}, post.slot, { at: bent.at }) : post.slot;
    const words = bent.words ? { parts: blanks.cut(bent.words), short: "" } : {};
    const isBent = bent.off || slot.at !== post.slot.at || whole !== post || bent.words !== "";
    const isSudden = sudden.isSudden(post.id);
    const isShut = !isSudden && memory.isRested(day);
    const isOff = bent.off || isShut || !said;
    return Object.assign({}, whole, words, { slot, was: post.slot.at, isOff, isBent, isSudden, isUnasked: !said, isShut });
  };

  /**
   * The posts of a day as they are now, in the order of their hours.
   * @type {(day: string, role?: string) => BentPost[]}
   */
  const posts = (day, role = "") => {
    const found = [...plan.posts(day, role), ...sudden.posts(day, role)].map((post, at) => ({ post: bend(day, post), at }));
    found.sort((one, other) => (one.post.slot.at < other.post.slot.at ? -1 : Number(one.post.slot.at > other.post.slot.at) || one.at - other.at));
    return found.map(({ post }) => post);
  };

  /** @type {(day: string, id: string, change: Partial<Bent>) => void} */
  const note = (day, id, change) =>
    memory.note(day, id, (noted) => {
      noted.bent = Object.assign({}, noted.bent, change);
    });

  /** Give a turn its own text back, and the one it was exchanged with too. @type {(day: string, id: string) => void} */
  const giveBack = (day, id) => {
    const { from } = memory.noted(day, id).bent;
    if (!from) return;
    for (const each of [day, from]) note(each, id, { from: "", text: "" });
  };

  /** Whether a turn is exchanged with another that knows of it. @type {(day: string, id: string) => boolean} */
  const isExchanged = (day, id) => {
    const { from } = memory.noted(day, id).bent;
    return from !== "" && memory.noted(from, id).bent.from === day;
  };

  /**
   * The turn to exchange with: the next one after `after` whose text is another, not the one just `seen`, and was not posted lately.
   * @type {(day: string, id: string, after: string, seen: string) => {day: string, textId: string} | null}
   */
  const candidate = (day, id, after, seen) => {
    const turns = plan.turns(id);
    const mine = turns.find((turn) => turn.day === day);
    if (!mine || mine.textId.endsWith(".a")) return null;
    const isLate = (/** @type {string} */ each) => each < day && dates.between(each, day) <= LATELY;
    const lately = turns.filter((turn) => isLate(turn.day)).map((turn) => turn.textId);
    const answers = plan.turns(`${id}.a`).map((turn) => turn.textId);
    // What has an answer of the day after goes with what has one, or it would be lost.
    const isAlike = (/** @type {string} */ textId) => answers.includes(`${textId}.a`) === answers.includes(`${mine.textId}.a`);
    const isFree = (/** @type {{day: string, textId: string}} */ turn) =>
      turn.textId !== mine.textId && turn.textId !== seen && isAlike(turn.textId) && !isExchanged(turn.day, id);
    const free = turns.filter((turn) => turn.day > after && isFree(turn));
    return free.find((turn) => !lately.includes(turn.textId)) || free[0] || null;
  };

  /** Another text of what nobody planned. @type {(day: string, id: string) => boolean} */
  const choose = (day, id) => {
    const text = sudden.nextText(id, memory.noted(day, id).bent.text);
    if (text) note(day, id, { text, words: "" });
    return text !== "";
  };

  /**
   * Exchange the text of a day with that of a later turn, so that none comes twice; says whether there was another.
   * @type {(day: string, id: string) => boolean}
   */
  const swap = (day, id) => {
    if (sudden.isSudden(id)) return choose(day, id);
    const { from, text } = memory.noted(day, id).bent;
    giveBack(day, id);
    const found = candidate(day, id, from || day, text) || candidate(day, id, day, text) || candidate(day, id, day, "");
    const mine = planned(day, id);
    if (!found || !mine) return false;
    note(day, id, { from: found.day, text: found.textId, words: "" });
    note(found.day, id, { from: day, text: mine.textId });
    return true;
  };

  /** What was bent on another phone. @type {(day: string, id: string, bent: Bent) => void} */
  const take = (day, id, bent) => {
    const mine = planned(day, id);
    note(day, id, bent);
    if (bent.from && mine) note(bent.from, id, { from: day, text: mine.textId });
  };

  /** Back to the plan. @type {(day: string, id: string) => void} */
  const undo = (day, id) => {
    giveBack(day, id);
    note(day, id, { off: false, at: "", words: "" });
  };

  /** Take what nobody planned off its day, with all that was noted for it. @type {(day: string, id: string) => void} */
  const remove = (day, id) =>
    memory.note(day, id, (noted) => Object.assign(noted, { groups: [], blanks: {}, figures: {}, bent: {} }));

  /** What is otherwise of a post that is posted, in words. @type {(post: BentPost, bent: Bent) => string} */
  const changes = ({ was, slot, isBent }, { from, words }) => {
    const said = [slot.at === was ? "" : `${was} 改到 ${slot.at}`, isBent && from ? "换了一条" : "", words ? "改了几个字" : ""];
    return said.filter(Boolean).join("，");
  };

  /** What is otherwise, in words. @type {(post: BentPost, bent: Bent) => string} */
  const told = (post, bent) => [post.isOff ? "今天不发" : "", changes(post, bent)].filter(Boolean).join("，");

  return { posts, note, take, swap, undo, remove, changes, told };
})();
