/* 今天发什么: the page starts here, follows its links, and turns to the new day. */
"use strict";
(() => {
  const { plan, memory, dates, view } = qunli;
  const root = document.getElementById("_posts");
  if (!plan.isReadable || !root) {
    document.documentElement.className = "";
    return;
  }
  const REFRESH = 30000;

  // --- links that open a post or hand over a day

  /** The hand-over stays in the address until it could be read. @type {(code: string) => void} */
  const takeOverSoon = (code) => {
    view.show(plan.now().day);
    const fail = () => view.say("交班没接到，多半是没连上网。连上网，把这一页刷新一下。");
    qunli.after.arrived().then(() => qunli.taken(code), fail);
  };

  /**
   * Today's posts, below the words of one that is not posted in the days to come.
   * @type {(id: string) => void}
   */
  const openPlain = (id) => {
    const plain = document.getElementById(id);
    view.show(plan.now().day);
    const words = `这一条到${dates.words(plan.last())}都不发。它的文案在这里，再下面是今天要发的。`;
    view.say(plain ? words : "这里没有这一条了，下面是今天要发的。");
    if (!plain) return;
    view.notice.after(plain);
    plain.classList.add("asked");
  };

  /**
   * A post on the day that a link names, else on the next day that has it.
   * @type {(id: string, named: string) => void}
   */
  const open = (id, named) => {
    const today = plan.now().day;
    if (plan.posts(named).some((post) => post.id === id)) {
      view.open(named, id, "");
      return;
    }
    const day = plan.next(id, today);
    if (!day) {
      openPlain(id);
      return;
    }
    view.open(day, id, day === today ? "" : `这一条今天不发，下次是${dates.words(day)}，下面就是。`);
  };

  const follow = () => {
    const { shift, post, lent, day: named } = qunli.address.read(location.hash);
    const day = named || lent;
    view.state.role = memory.role();
    if (shift !== null) takeOverSoon(shift);
    else if (post) open(post, day);
    else if (day && !isNaN(dates.number(day))) view.show(day);
    else view.show(plan.now().day);
  };

  // --- a page left open overnight turns to the new day, unless someone is writing in it

  const FIELD = "textarea, select, input:not([type=checkbox])";
  const PAUSE = 10; // minutes after which nobody is writing any more
  let touched = 0;
  const touch = () => {
    touched = dates.minute();
  };

  /** A field keeps the focus when a phone is put away. Only what changes a post is not kept while it is written. */
  const isWriting = () => {
    const focused = document.activeElement;
    if (!focused || !focused.matches(FIELD)) return false;
    return focused.matches(".bend *") || dates.minute() - touched < PAUSE;
  };

  // Another window of this page noted something: it shows here too, but under nobody's fingers.
  let isBehind = false;
  const catchUp = () => {
    if (!isBehind || isWriting()) return;
    isBehind = false;
    view.redraw();
  };

  /** @type {(event: StorageEvent) => void} */
  const noted = ({ key }) => {
    isBehind = isBehind || memory.isOf(key, view.state.day);
    catchUp();
  };

  const tick = () => {
    catchUp();
    const today = plan.now().day;
    const { day, drawnOn } = view.state;
    const isNewDay = today !== drawnOn && !isWriting();
    if (isNewDay && day === drawnOn) view.show(today);
    else if (isNewDay) view.redraw();
    else view.refresh();
  };

  document.documentElement.className = "js";
  document.title = `${plan.data.title || "我家"} · 今天发什么`;
  memory.forgetOld(qunli.trouble.sureDay());
  view.mount(root);
  follow();
  for (const each of ["focusin", "input"]) root.addEventListener(each, touch);
  view.finish();
  window.addEventListener("hashchange", follow);
  window.addEventListener("storage", noted);
  document.addEventListener("visibilitychange", tick);
  // Back from the page that counts a 接龙: what it noted shows.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) view.show(view.state.day);
  });
  setInterval(tick, REFRESH);
})();
