/* A day on the screen. It is drawn whole when the day changes, and only its words when something is noted. */
"use strict";
var qunli = qunli || {};

qunli.view = (() => {
  const { plan, memory, dates } = qunli;
  const { element, put, button } = qunli.dom;
  const state = { day: "", role: "", drawnOn: "", cards: /** @type {Card[]} */ ([]) };

  const notice = element("div", { class: "notice", role: "status" });
  const previous = button("", () => show(dates.shifted(state.day, -1)));
  const following = button("", () => show(dates.shifted(state.day, 1)));
  const back = button("回到今天", () => show(plan.now().day), "quiet");
  const heading = element("h2", { "aria-live": "polite" });
  const progress = element("p", { class: "progress", "aria-live": "polite" });
  const choice = element("select", { id: "_role" }, [element("option", { value: "" }, ["全部"])]);
  const list = element("ol", { class: "posts" });
  const offer = element("div");
  const night = element("div", { class: "note", role: "status" });
  const closing = element("section", { class: "closing", "aria-labelledby": "_closing" });

  const trouble = element("p", { class: "trouble" });

  /** What is wrong with the phone stays below whatever is said, as long as it is. */
  const complain = () => {
    const words = qunli.trouble.words();
    // Set only when it changes: it is read aloud.
    if (trouble.textContent !== words) trouble.textContent = words;
    if (!words) trouble.remove();
    else if (!trouble.parentNode) notice.append(trouble);
  };

  /** @type {(words: string, more?: HTMLElement[]) => void} */
  const say = (words, more = []) => {
    put(notice, words ? [element("p", {}, [words]), ...more] : []);
    complain();
  };

  // --- what is noted, and what time it is

  /**
   * How a post stands: for the look, and in words.
   * @param {Card} card
   * @param {string} today
   * @param {Card | undefined} next the first that is still to come
   */
  const stateOf = ({ post }, today, next) => {
    if (post.isOff) return ["off", "今天不发"];
    if (memory.isDone(state.day, post)) return ["done", "已发"];
    const left = qunli.bending.until(state.day, post);
    if (left > 0) return next && next.post === post && state.day <= today ? ["next", "下一条"] : ["", ""];
    if (-left < Math.max(15, post.slot.minutes)) return ["now", "现在发"];
    return ["late", state.day < today ? "没发" : "过点没发"];
  };

  /** Bring chips and progress up to what is noted and what time it is. */
  const refresh = () => {
    const { cards } = state;
    const today = plan.now().day;
    const next = cards.find(({ post }) => qunli.bending.until(state.day, post) > 0 && !post.isOff);
    for (const card of cards) {
      const [look, words] = stateOf(card, today, next);
      card.chip.textContent = words;
      card.item.setAttribute("data-state", look);
    }
    const done = cards.filter((card) => card.item.getAttribute("data-state") === "done").length;
    const due = cards.filter((card) => card.item.getAttribute("data-state") !== "off").length;
    const words = due ? `已发 ${done}/${due} 条` : "";
    // Set only when it changes: it is read aloud.
    if (progress.textContent !== words) progress.textContent = words;
    if (qunli.night) qunli.night(night, state.day, open);
    complain();
  };

  // --- a day

  const emptyWords = () => {
    const { first, roles } = plan.data;
    const last = plan.last();
    if (state.day > last) return `排期只到${dates.words(last)}，后面的还没生成。请管网站的人重新生成一次。`;
    if (state.day < first) return "这天的排期已经不在这一页了。";
    let next = plan.following(state.day, state.role);
    while (next && memory.isRested(next.day)) next = plan.following(next.day, state.role);
    const words = next ? `下一条：${dates.words(next.day)} ${next.at} ${next.title}。` : "";
    if (plan.isClosed(state.day)) return `店休，不发。${words}`;
    return `${state.role ? `这天没有${roles[state.role]}要发的。` : "这天没有要发的。"}${words}`;
  };

  /** @type {(today: string) => string} */
  const dayName = (today) => {
    const away = dates.between(today, state.day);
    if (away === -1) return "昨天";
    if (away === 0) return "今天";
    if (away === 1) return "明天";
    return `${Math.abs(away)}天${away < 0 ? "前" : "后"}`;
  };

  /** @type {(today: string) => void} */
  const drawHead = (today) => {
    const isToday = state.day === today;
    heading.textContent = `${dates.words(state.day)} ${dayName(today)}`;
    heading.classList.toggle("other", !isToday);
    previous.textContent = `‹ ${isToday ? "昨天" : "前一天"}`;
    following.textContent = `${isToday ? "明天" : "后一天"} ›`;
    const before = dates.shifted(state.day, -1);
    previous.disabled = state.day <= plan.data.first || reached(before) !== before;
    following.disabled = state.day > plan.last();
    back.hidden = isToday;
    choice.value = state.role;
  };

  /** What stands below a day, as soon as it is there. */
  const close = () => {
    put(offer, [qunli.offering ? qunli.offering(state.day, open) : null]);
    put(closing, qunli.closing ? qunli.closing(state.day, state.role, tell) : []);
  };

  /** Ask for what stands below a day once the day stands. @type {() => void} */
  const finish = () => {
    const again = () => put(closing, [element("p", {}, ["收工、交班要用的没拿到，多半是没连上网。"]), button("再试一次", finish)]);
    qunli.after.arrived().then(() => {
      for (const card of state.cards) card.bend();
      qunli.bending.settle(plan.now().day);
      close();
      refresh();
    }, again);
  };

  const draw = () => {
    const { day, role } = state;
    state.drawnOn = plan.now().day;
    state.cards = qunli.bending.posts(day, role).map((post) => qunli.card(day, post, refresh, redraw));
    const items = state.cards.map((card) => card.item);
    drawHead(state.drawnOn);
    put(list, items.length ? items : [element("li", { class: "nothing" }, [emptyWords()])]);
    close();
    refresh();
    const first = state.cards.find((card) => /now|next/.test(card.item.getAttribute("data-state") || ""));
    if (first) first.details.open = true;
  };

  /** The day after it was bent: what was open stays open. @type {Redraw} */
  const redraw = (words = "", more = []) => {
    const opened = state.cards.filter((card) => card.details.open).map((card) => card.post.id);
    draw();
    for (const card of state.cards) card.details.open = opened.includes(card.post.id);
    if (words) say(words, more);
  };

  /** The first day that is posted on, where a day is before it; nobody is led to an empty one. @type {(day: string) => string} */
  const reached = (day) => {
    const first = day < plan.data.starts && !qunli.bending.posts(day).length ? plan.following(day, "") : null;
    return first ? first.day : day;
  };

  /** @type {(day: string) => void} */
  const show = (day) => {
    state.day = reached(day);
    // A clock that is behind the plan has been told already.
    const isSaid = state.day !== day && plan.now().day >= dates.shifted(plan.data.built, -1);
    say(isSaid ? `${dates.words(state.day)}开始发，先看这一天。` : "");
    for (const each of qunli.dom.all(document, ".asked")) each.classList.remove("asked");
    draw();
  };

  /** Show a day with words above it. @type {Tell} */
  const tell = (day, words, more) => {
    show(day);
    say(words, more);
    notice.scrollIntoView({ block: "center" });
  };

  /**
   * Show a day with one of its posts open.
   * @param {string} day
   * @param {string} id
   * @param {string} words to say about it
   */
  const open = (day, id, words) => {
    const isMine = qunli.bending.posts(day, state.role).some((post) => post.id === id);
    if (!isMine) state.role = "";
    show(day);
    if (words) say(words);
    for (const card of state.cards) card.details.open = card.post.id === id;
    const opened = state.cards.find((card) => card.post.id === id);
    if (!opened) return;
    qunli.dom.one(opened.details, "summary").focus({ preventScroll: true });
    opened.item.scrollIntoView({ block: "start" });
  };

  // --- the frame

  /** @type {(root: HTMLElement) => void} */
  const mount = (root) => {
    const roles = Object.entries(plan.data.roles);
    choice.append(...roles.map(([name, title]) => element("option", { value: name }, [title])));
    choice.addEventListener("change", () => {
      memory.keepRole(choice.value);
      state.role = choice.value;
      draw();
    });
    const chooser = roles.length > 1 ? element("label", { for: "_role" }, ["谁来发 ", choice]) : "";
    root.append(
      element("nav", { class: "days", "aria-label": "换一天" }, [previous, heading, following]),
      element("div", { class: "bar" }, [progress, back, chooser]),
      night,
      notice,
      list,
      offer,
      closing,
      element("p", { class: "small" }, [`排期生成于 ${plan.data.built}。`]),
    );
  };

  return { state, notice, say, show, open, refresh, redraw, finish, mount };
})();
