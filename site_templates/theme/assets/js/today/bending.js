/* A day that bends: another text, other words, another hour, or nothing of a post on one day. It is noted with the day, so
   that it is handed over and reported with it, and undone with one tap. */
"use strict";
var qunli = qunli || {};

/**
 * A post as its day has it now: `was` is the hour of the plan and `own` its text, `isBent` says that anything is otherwise,
 * `isSwapped` that it is the text, `isSudden` that nobody planned it, `isUnasked` that it answers what was not asked,
 * `isShut` that it falls on a day off noted on this phone.
 * @typedef {Post & {was: string, own: string, isOff: boolean, isBent: boolean, isSwapped: boolean, isSudden: boolean, isUnasked: boolean, isShut: boolean}} BentPost
 * @typedef {{day: string, id: string, text: string, from: string, own: string}} Choice a text that a day has instead of its `own`
 * @typedef {SlotTurn & {text: string}} Laid a turn with the text that it has after all exchanges
 */

qunli.bending = (() => {
  const { plan, wording, memory, sudden, blanks, dates } = qunli;

  /** What was posted, or counted as if it was. @type {(day: string, id: string) => boolean} */
  const isPosted = (day, id) => {
    const { groups, figures } = memory.noted(day, id);
    return groups.length > 0 || Object.keys(figures).length > 0;
  };

  /** The texts that were chosen, on all days. @type {() => Choice[]} */
  const choices = () => {
    /** @type {Choice[]} */
    const found = [];
    for (const day of memory.days()) {
      const all = /** @type {{[id: string]: any}} */ (memory.day(day));
      // Most are as planned, and not read further.
      const isChosen = (/** @type {string} */ id) => /^[a-z]/.test(id) && !plan.isAnswer(id) && all[id] && all[id].bent && all[id].bent.text;
      for (const id of Object.keys(all).filter(isChosen)) {
        const { text, from } = memory.noted(day, id).bent;
        const [said] = text ? (memory.recorded(day) || []).filter((each) => each.id === id) : [];
        if (text) found.push({ day, id, text, from, own: said ? said.own : "" });
      }
    }
    return found;
  };

  /** The turns of a slot with those that were taken and are planned no more. @type {(id: string, chosen: Choice[]) => SlotTurn[]} */
  const turnsWith = (id, chosen) => {
    const turns = plan.turns(id);
    const gone = chosen.filter(({ day, id: its, own }) => own && turns.every((turn) => turn.day !== day || turn.id !== its));
    if (!gone.length) return turns;
    const all = [...turns, ...gone.map(({ day, id: its, own }) => ({ day, id: its, textId: own }))];
    return all.sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)));
  };

  /**
   * The turns of a post's slot with their texts. One that was chosen is taken out of its turn to come, and that turn has what
   * was put aside for it; whatever lies before a choice is as it was.
   * @type {(id: string, all: Choice[]) => Laid[]}
   */
  const laid = (id, all) => {
    const chosen = all.filter((each) => plan.seriesOf(each.id) === plan.seriesOf(id));
    /** @type {Map<string, {text: string, until: string}>} */
    const owed = new Map();
    const turns = turnsWith(id, chosen);
    return turns.map((turn) => {
      let base = turn.textId;
      for (let next = owed.get(base); next; next = owed.get(base)) {
        owed.delete(base);
        base = next.text;
      }
      // Where its turn fell away, it is owed until it comes by itself.
      owed.forEach(({ text, until }, taken) => text === base && until < turn.day && owed.delete(taken));
      const choice = chosen.find((each) => each.day === turn.day && each.id === turn.id && turns.some(({ textId }) => textId === each.text));
      const isExchange = choice && choice.text !== base && !(choice.from && choice.from < turn.day);
      if (choice && isExchange) owed.set(choice.text, { text: base, until: choice.from });
      return Object.assign({ text: choice ? choice.text : base }, turn);
    });
  };

  /** The text of a turn as it is now. @type {(turn: SlotTurn, all: Choice[]) => string} */
  const textOf = ({ day, id, textId }, all) => {
    const isAny = all.some((each) => each.day <= day && plan.seriesOf(each.id) === plan.seriesOf(id));
    const found = isAny ? laid(id, all).find((turn) => turn.day === day && turn.id === id) : undefined;
    return found ? found.text : textId;
  };

  /**
   * What an answer says to what was really asked, "" where nothing was: it follows its question without a note of its own,
   * but for one that came with a hand-over.
   * @type {(day: string, answer: Post, all: Choice[]) => string}
   */
  const answered = (day, answer, all) => {
    const { text, from } = memory.noted(day, answer.id).bent;
    if (text && from < day) return text;
    const turn = plan.turns(answer.asks).find(({ id, textId }) => id === answer.asks && `${textId}.a` === answer.textId);
    if (!turn) return answer.textId;
    const asked = textOf(turn, all);
    return !memory.noted(turn.day, turn.id).bent.off && !memory.isRested(turn.day) && wording.words(answer.id, `${asked}.a`, answer.row) ? `${asked}.a` : "";
  };

  /** @type {(day: string, post: Post, all: Choice[]) => string} */
  const saidText = (day, post, all) => (post.asks ? answered(day, post, all) : textOf({ day, id: post.id, textId: post.textId }, all));

  /** What was typed for a text, "" where nothing was. @type {(bent: Bent, text: string) => string} */
  const wordsFor = ({ words, of, typed }, text) => (of && of !== text ? (typed && typed[text]) || "" : words);

  /** Words for a post's text as it is now, "" for its own; those before are kept with it. @type {(day: string, post: BentPost, words: string) => void} */
  const type = (day, { id, textId }, words) => {
    const { bent } = memory.noted(day, id);
    const last = words || wordsFor(bent, textId);
    note(day, id, { words, of: textId, typed: Object.assign({}, bent.typed, last && { [textId]: last }) });
  };

  /** What a post says instead of its own. @type {(post: Post, text: string, bent: Bent) => Partial<Post>} */
  const saying = (post, text, bent) => {
    const typed = wordsFor(bent, text);
    if (typed) return { parts: blanks.cut(typed), short: "" };
    const parts = text && text !== post.textId ? wording.words(post.id, text, post.row) : null;
    return parts ? { parts } : {};
  };

  /** The hour of a post; one of the day that was moved to an hour before dawn is in the night after: 24:30. @type {(bent: Bent, was: string) => string} */
  const hourOf = ({ at }, was) => (at < memory.DAWN && was > memory.DAWN ? at.replace(/^0./, (hour) => `${24 + Number(hour)}`) : at) || was;

  /** @type {(day: string, post: Post, text: string, own: string) => BentPost} */
  const bend = (day, post, text, own) => {
    const { bent } = memory.noted(day, post.id);
    const isUnasked = !text && post.asks !== "";
    const slot = Object.assign({}, post.slot, { at: hourOf(bent, post.slot.at) });
    const isSwapped = own !== "" && text !== own && !post.asks;
    const isSudden = sudden.isSudden(post.id);
    // What was posted before the day was closed stays.
    const isShut = !isSudden && !isPosted(day, post.id) && memory.isRested(day);
    const isBent = bent.off || slot.at !== post.slot.at || isSwapped || wordsFor(bent, text) !== "";
    return Object.assign({}, post, saying(post, text, bent), {
      slot, textId: text, was: post.slot.at, own, isOff: bent.off || isShut || isUnasked, isBent, isSwapped, isSudden, isUnasked, isShut,
    });
  };

  /** What a day had when it was noted. @type {(day: string, said: Recorded) => BentPost} */
  const past = (day, said) => bend(day, /** @type {Post} */ (wording.noted(said.id, said)), said.text, said.own);

  /**
   * The posts of a day: of one that is past those that it had when it was noted; else those of the plan, of which what was
   * posted stays as it was.
   * @type {(day: string) => BentPost[]}
   */
  const whole = (day) => {
    const kept = memory.recorded(day) || [];
    const isOver = kept.length > 0 && day < plan.now().day;
    const posted = Object.keys(memory.day(day)).filter((id) => /^[a-z]/.test(id) && isPosted(day, id));
    const stays = kept.filter(({ id }) => isOver || posted.includes(id));
    const planned = plan.posts(day).filter(({ id }) => !stays.some((each) => each.id === id) && (!isOver || posted.includes(id)));
    const all = planned.length ? choices() : [];
    const found = [
      ...stays.map((said) => past(day, said)), ...planned.map((post) => bend(day, post, saidText(day, post, all), post.textId)),
    ];
    // Ticked on another phone, or before this was recorded.
    const others = posted.filter((id) => found.every((post) => post.id !== id)).map((id) => wording.noted(id));
    for (const post of others) if (post) found.push(bend(day, post, memory.noted(day, post.id).bent.text, ""));
    return found;
  };

  /**
   * The posts of a day as they are now, in the order of their hours.
   * @type {(day: string, role?: string) => BentPost[]}
   */
  const posts = (day, role = "") => {
    const all = [...whole(day), ...sudden.posts(day, "").map((post) => bend(day, post, post.textId, post.textId))];
    const found = all.filter(({ slot }) => !role || slot.role === role).map((post, at) => ({ post, at }));
    found.sort((one, other) => (one.post.slot.at < other.post.slot.at ? -1 : Number(one.post.slot.at > other.post.slot.at) || one.at - other.at));
    return found.map(({ post }) => post);
  };

  /** The minutes until a post of a day is due, below 0 once it was; 24:30 is in the night after its day. @type {(day: string, post: Post) => number} */
  const until = (day, { slot }) => {
    const now = plan.now();
    return dates.between(now.day, day) * 1440 + dates.minutes(slot.at) - dates.minutes(now.time);
  };

  /** An hour as a clock shows it: 00:30 for 24:30. @type {(at: string) => string} */
  const clock = (at) => at.replace(/^2[4-9]/, (hour) => `0${Number(hour) - 24}`);

  /**
   * Keep what a day has to post, once anything of it is noted and it has come.
   * @type {(day: string, id: string) => void} the id is of the post that is noted
   */
  const record = (day, id) => {
    if (sudden.isSudden(id) || (day > plan.now().day && !isPosted(day, id))) return;
    const found = whole(day).map(({ id: its, textId, own, row, was, slot: { title, groups } }) => ({ id: its, text: textId, own, row, at: was, title, groups }));
    if (found.length) memory.record(day, found);
  };

  /** The same of a day of which anything is noted, where its plan has changed since. @type {(day: string) => void} */
  const settle = (day) => {
    if (Object.keys(memory.day(day)).length) record(day, "");
  };

  /** @type {(day: string, id: string, change: Partial<Bent>) => void} */
  const note = (day, id, change) =>
    memory.note(day, id, (noted) => {
      noted.bent = Object.assign({}, noted.bent, change);
    });

  /** Take what nobody planned off its day, with all that was noted for it. @type {(day: string, id: string) => void} */
  const remove = (day, id) =>
    memory.note(day, id, (noted) => Object.assign(noted, { groups: [], blanks: {}, figures: {}, bent: {} }));

  /** What is otherwise of a post that is posted, in words. @type {(post: BentPost, bent: Bent) => string} */
  const changes = ({ was, slot, isSwapped, textId }, bent) => {
    const said = [slot.at === was ? "" : `${was} 改到 ${slot.at > "24" ? "次日" : ""}${bent.at}`, isSwapped ? "换了一条" : "", wordsFor(bent, textId) ? "改了几个字" : ""];
    return said.filter(Boolean).join("，");
  };

  /** What is otherwise, in words. @type {(post: BentPost, bent: Bent) => string} */
  const told = (post, bent) => [post.isOff ? "今天不发" : "", changes(post, bent)].filter(Boolean).join("，");

  /**
   * What `exchange` and `bender` put here, on the page of today once the day stands.
   * @type {{swap: (day: string, id: string) => boolean, reason: (day: string, id: string) => string, undo: (day: string, id: string) => string,
   *   buttons: (day: string, post: BentPost, redraw: Redraw) => HTMLElement[]}}
   */
  const ways = { swap: () => false, reason: () => "", undo: () => "", buttons: () => [] };

  memory.watch(record);

  return Object.assign(ways, { posts, until, clock, choices, laid, settle, note, type, wordsFor, isPosted, remove, changes, told });
})();
