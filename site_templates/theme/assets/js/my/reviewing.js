/* The section 上周怎么样 of the week: verdicts first, one table, and a place to paste a colleague's 日报. */
"use strict";
var qunli = qunli || {};

qunli.reviewing = (() => {
  const { plan, dates, memory, bending, review, reports, texts } = qunli;
  const { element, put, button } = qunli.dom;
  const WEEKS = 5; // last week and the four before: as long as the phone keeps its notes

  /** The figures of a post in one of its groups; null where none was noted. @type {(slot: Slot, at: number, noted: Noted) => {[record: string]: number | null}} */
  const figuresIn = (slot, at, { figures }) => {
    /** @type {{[record: string]: number | null}} */
    const found = {};
    for (const name of slot.record) {
      const figure = memory.figure(figures[memory.figureKeys(slot, name)[at]]);
      found[name] = figure ? Number(figure) : null;
    }
    return found;
  };

  /**
   * The groups of which anything was noted on a day: what has no note says nothing of what was posted. Null where the day has none at all.
   * @type {(day: string, posts: BentPost[]) => Set<string> | null}
   */
  const notedIn = (day, posts) => {
    /** @type {Set<string>} */
    const found = new Set();
    for (const { id, slot } of posts) {
      const noted = memory.noted(day, id);
      slot.groups.forEach((group, at) => {
        // How many people there are says nothing of what they were sent.
        const isCounted = Object.values(Object.assign(figuresIn(slot, at, noted), { members: null })).some((each) => each !== null);
        if (isCounted || noted.groups.includes(group)) found.add(group);
      });
    }
    return found.size || posts.some(({ id, isOff }) => isOff || Object.keys(memory.noted(day, id).figures).length > 0) ? found : null;
  };

  /** A post of a day, once for each of its groups that anything is known of. @type {(day: string, post: BentPost, known: Set<string> | null) => Reviewed[]} */
  const turn = (day, post, known) => {
    const { slot, isSudden, isOff } = post;
    const noted = memory.noted(day, post.id);
    const told = slot.groups.filter((group) => known && known.has(group));
    return (told.length ? told : slot.groups).map((group) => (
      {
        id: isSudden ? qunli.sudden.kind(post.id) : post.id, title: texts.called(post), isSudden, day, isNoted: known !== null, isOff, isMoved: slot.at !== post.was,
        isSent: noted.groups.includes(group), figures: figuresIn(slot, slot.groups.indexOf(group), noted), group, turn: `${day} ${post.id}`,
      }
    ));
  };

  /** @type {(first: string, last: string) => Reviewed[]} */
  const turns = (first, last) => {
    /** @type {Reviewed[]} */
    const found = [];
    for (let day = first; day <= last; day = dates.shifted(day, 1)) {
      const posts = bending.posts(day);
      const known = notedIn(day, posts);
      for (const post of posts) found.push(...turn(day, post, known));
    }
    // One group needs no name.
    return new Set(found.map(({ group }) => group)).size > 1 ? found : found.map((each) => Object.assign(each, { group: "" }));
  };

  /** @type {(about: {tally: Tally, verdict: Verdict}) => HTMLElement} */
  const row = ({ tally, verdict }) => {
    const sums = Object.keys(tally.sums).filter((name) => name !== "members").map((name) => `${plan.data.records[name]} ${tally.sums[name]}`);
    return element("tr", {}, [
      element("th", { scope: "row" }, [tally.title]), element("td", {}, [review.ticked(tally)]),
      element("td", {}, [sums.join("、") || "没记"]), element("td", {}, [element("b", {}, [verdict.word])]),
    ]);
  };

  /** @type {(judged: {tally: Tally, verdict: Verdict}[]) => (HTMLElement | null)[]} */
  const lists = (judged) =>
    review.words.map((word) => {
      const mine = judged.filter(({ verdict }) => verdict.word === word);
      if (!mine.length) return null;
      const lines = mine.map(({ tally, verdict }) => element("li", {}, [`${tally.title}：${verdict.why}`]));
      return element("div", {}, [element("h3", {}, [word]), element("ul", { class: "diff" }, lines)]);
    });

  /** @type {(told: Read[] | string) => string} */
  const toldWords = (told) => {
    if (typeof told === "string") return told;
    const sum = (/** @type {(each: Read) => number} */ of) => told.reduce((count, each) => count + of(each), 0);
    const days = told.map(({ day }) => dates.words(day)).join("、");
    const parts = [`记下了${days}的 ${sum(({ ticks, figures, bent, sudden }) => ticks + figures + bent + sudden)} 处`];
    const [kept, unread] = [sum((each) => each.kept), sum((each) => each.unread.length)];
    if (kept) parts.push(`有 ${kept} 处两边数不一样，用了这台手机上的`);
    if (unread) parts.push(`有 ${unread} 行对不上，没用`);
    return `${parts.join("；")}。`;
  };

  /** @type {(redraw: () => void) => HTMLElement} */
  const pasting = (redraw) => {
    const area = element("textarea", { class: "in", rows: "4", "aria-label": "粘同事的日报" });
    const status = element("p", { class: "small", role: "status" });
    const take = button("记进来", () => {
      const told = reports.takeOver(area.value);
      if (typeof told !== "string") area.value = "";
      redraw();
      status.textContent = toldWords(told);
    }, "btn");
    return element("details", {}, [element("summary", {}, ["别的手机发的：粘同事的日报"]), area, take, status]);
  };

  /**
   * The turns of what was posted in the week that begins on a day. What was chosen since then is planned for its days too, and
   * was not posted on them: the plan has it on a day of which something is noted, and the day had it not.
   * @type {(whole: Reviewed[], first: string) => Reviewed[]}
   */
  const posted = (whole, first) => {
    const noted = whole.filter(({ isNoted }) => isNoted);
    const had = new Set(noted.map(({ id }) => id));
    /** @type {Post[]} */
    const planned = [].concat(...Array.from(new Set(noted.map(({ day }) => day)), /** @type {(day: string) => any} */ (plan.posts)));
    const since = new Set(planned.map(({ id }) => id).filter((id) => !had.has(id)));
    const ids = new Set(whole.filter(({ day, id }) => day >= first && !since.has(id)).map(({ id }) => id));
    return whole.filter(({ id }) => ids.has(id));
  };

  /** @type {(first: string, last: string) => (HTMLElement | null)[]} */
  const told = (first, last) => {
    const { starts } = plan.data;
    const oldest = [dates.shifted(first, -7 * (WEEKS - 1)), plan.data.first].sort()[1];
    const all = turns(oldest, last);
    // A beginning that was put off since takes nothing from what was noted before.
    const [noted] = all.filter((each) => each.isNoted);
    const begins = noted && noted.day < starts ? noted.day : [oldest, starts].sort()[1];
    const whole = all.filter(({ day }) => day >= begins);
    const judged = review.judged(posted(whole, first));
    if (!judged.length) return [element("p", {}, ["上周还没开始发，还看不出。"])];
    const heads = ["发什么", "发了", "记的数", "怎么办"].map((each) => element("th", { scope: "col" }, [each]));
    const crowd = review.counted(review.people(whole));
    return [
      ...lists(judged),
      element("table", { class: "figures" }, [element("thead", {}, [element("tr", {}, heads)]), element("tbody", {}, judged.map(row))]),
      element("p", { class: "small" }, [
        `${dates.words(begins)}到${dates.words(last)}，只按这台手机上勾的、记的算；一样也没记的日子不算，没记的数不当 0。`,
        `一共看了 ${judged.length} 条，看得越多越容易碰巧。${crowd}`,
      ]),
    ];
  };

  /** The week before the one of today. @type {() => HTMLElement} */
  const section = () => {
    const first = dates.shifted(dates.monday(plan.now().day), -7);
    const box = element("div");
    const draw = () => put(box, told(first, dates.shifted(first, 6)));
    draw();
    return element("section", { id: "_review", class: "card" }, [element("h2", {}, ["上周怎么样"]), box, pasting(draw)]);
  };

  return { section, turns, posted };
})();
