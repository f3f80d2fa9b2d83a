/* A 日报 that this page wrote, read again: the ticks and numbers of a colleague's phone. */
"use strict";
var qunli = qunli || {};

/**
 * A line of a report: where the post went, its figures, and how it was bent; `was` is the hour from which it was moved, one of
 * its day for one of the night after. Without `ticks` it went nowhere.
 * @typedef {{at: string, was: string, ticks: Ticks, figures: [string, string | undefined][], isOff: boolean, isMoved: boolean}} Told
 * @typedef {{id: string, said: Told}} Found
 * @typedef {{day: string, role: string, lines: string[]}} Sheet one report with the lines below its head
 * @typedef {Taken & {role: string, unread: string[]}} Read
 */

qunli.reports = (() => {
  const { plan, memory, dates, bending, texts, merging } = qunli;
  const MOST = { characters: 20000, line: 1000 };
  const REST = "(\\d{1,2})月(\\d{1,2})日 ?(周.) ?日报(?:[（(](.*)[）)])?$";
  // Some keyboards and chats have other brackets.
  const HEADS = [new RegExp(`【(.+)】${REST}`), new RegExp(`\\[([^[\\]]+)\\]${REST}`)];
  const OFF = "今天不发";
  const LATEST = "23:59";
  const NOWHERE = [OFF, "还没到", "没发"];
  const CHANGES = /[（(]改了[：:]([^（）()]*)[）)]$/;
  const COUNT = `(?:${texts.UNCOUNTED}|\\d{1,9}(?:\\.\\d{1,2})?)`;
  const SUM = /^(发了 \d+\/\d+ 条(，另有 \d+ 条只发了几个群)?|合计 .*|)$/;

  // --- one line

  /** Words whose spaces a chat may have changed. @type {(words: string) => string} */
  const spaced = (words) => words.replace(/[\u200b\u2060\ufeff]/g, "").replace(/\s+/g, " ").trim();

  /** A line as chats and keyboards leave it. @type {(line: string) => string} */
  const plain = (line) => spaced(line).replace(/^(?:[>＞|｜] ?)+/, "").replace(/^(\d\d)：(?=\d\d )/, "$1:");

  /** @type {(words: string) => string} */
  const escaped = (words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  /**
   * Groups in their order, each perhaps with a time, to the end of the words; null where that is not what they are.
   * @type {(groups: string[], words: string) => Ticks | null}
   */
  const listed = (groups, words) => {
    for (let at = 0; at < groups.length; at += 1) {
      const group = groups[at];
      const name = spaced(group);
      const [whole, time = "", comma] = (words.startsWith(name) && /^(?: (\d\d:\d\d))?(、|$)/.exec(words.slice(name.length))) || [""];
      if (comma === "") return [[group, time]];
      const more = comma ? listed(groups.slice(at + 1), words.slice(name.length + whole.length)) : null;
      if (more) return [[group, time], ...more];
    }
    return null;
  };

  /** Where a post went, in the words of its report; null for other words. @type {(groups: string[], words: string) => Ticks | null} */
  const went = (groups, words) => {
    if (NOWHERE.includes(words)) return [];
    const [all, time = ""] = /^已发(?: (\d\d:\d\d))?$/.exec(words) || [];
    if (all) return groups.map((group) => [group, time]);
    const [, list = null] = /^(?:已发[：:]|只发了)(.+)$/.exec(words) || [];
    return list === null ? null : listed(groups, list);
  };

  /**
   * The figures of a line by their keys, group by group.
   * @type {(slot: Slot, figures: (string | undefined)[]) => [string, string | undefined][]}
   */
  const counted = (slot, figures) => {
    /** @type {[string, string | undefined][]} */
    const found = [];
    slot.record.forEach((name, at) => {
      const parts = (figures[at] || "").split("+");
      memory.figureKeys(slot, name).forEach((key, nth) => found.push([key, memory.figure(parts[nth]) || undefined]));
    });
    return found;
  };

  /**
   * What a line tells of a post, null where it is another's.
   * @type {(slot: Slot, called: string, line: string) => Told | null}
   */
  const told = (slot, called, line) => {
    const { groups, record } = slot;
    const head = `${line.slice(0, 6)}${spaced(called)} `;
    if (!/^\d\d:\d\d $/.test(line.slice(0, 6)) || !line.startsWith(head)) return null;
    const [changes = ""] = CHANGES.exec(line) || [];
    const counts = record.map((name) => `(?: ${escaped(spaced(plan.data.records[name]))}(${COUNT}(?:\\+${COUNT})*))?`);
    const rest = line.slice(head.length, line.length - changes.length);
    const [, words, ...figures] = new RegExp(`^(.*?)${counts.join("")}$`).exec(rest) || ["", ""];
    const ticks = went(groups, words);
    const at = bending.clock(line.slice(0, 5));
    const [, was = line < "24" ? at : LATEST] = /(\d\d:\d\d) 改到/.exec(changes) || [];
    return ticks && {
      at, was, ticks, figures: counted(slot, figures), isOff: words === OFF, isMoved: changes.includes("改到"),
    };
  };

  // --- one report

  /** The day of a month and weekday that is nearest to today and planned, "" without one. @type {(month: string, date: string, weekday: string) => string} */
  const dayOf = (month, date, weekday) => {
    const today = plan.now().day;
    const year = Number(today.slice(0, 4));
    const two = (/** @type {string} */ part) => part.padStart(2, "0");
    const days = [year - 1, year, year + 1].map((each) => `${each}-${two(month)}-${two(date)}`).filter(plan.isKnown);
    const meant = days.filter((day) => dates.words(day).endsWith(weekday));
    return meant.sort((one, other) => Math.abs(dates.between(one, today)) - Math.abs(dates.between(other, today)))[0] || "";
  };

  /** The lines of a text. @type {(text: string) => string[]} */
  const linesOf = (text) => text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => plain(line.slice(0, MOST.line)));

  /** What the head of a report says, nothing where a line is none. @type {(line: string) => string[]} */
  const headOf = (line) => HEADS[0].exec(line) || HEADS[1].exec(line) || [];

  /** Whether a report of this name is of the shop of the page. @type {(title: string) => boolean} */
  const isOurs = (title) => [plan.data.title, ...qunli.formerly.names()].some((each) => spaced(each) === title);

  /** The other names under which reports in a text go. @type {(text: string) => string[]} */
  const strangers = (text) => Array.from(new Set(linesOf(text).map((line) => headOf(line)[1]).filter((title) => title && !isOurs(title))));

  /**
   * The reports in a text, or what is wrong with it as words.
   * @type {(text: string) => Sheet[] | string}
   */
  const sheets = (text) => {
    /** @type {Sheet[]} */
    const found = [];
    for (const line of linesOf(text)) {
      const [whole, title, month, date, weekday, role = ""] = headOf(line);
      if (!whole && found.length) found[found.length - 1].lines.push(line);
      if (!whole) continue;
      if (!isOurs(title)) return `这是「${title}」的日报，这一页是「${plan.data.title}」的，没有接。店名改过的，到「今天发什么」的「贴同事的日报」里贴，点「是同一家」。`;
      const day = dayOf(month, date, weekday);
      if (!day) return `${month}月${date}日 ${weekday}，这里没有这一天的排期，没有接。刷新一下再贴。`;
      const roles = plan.data.roles;
      found.push({ day, role: Object.keys(roles).find((name) => spaced(roles[name]) === role) || "", lines: [] });
    }
    return found;
  };

  /**
   * Finds the post of a line among those of a day that no line before it told of.
   * @type {(sheet: Sheet) => (line: string, isMeant: (post: BentPost) => boolean) => Found | null}
   */
  const finder = ({ day, role }) => {
    const left = bending.posts(day, role);
    return (line, isMeant) => {
      const found = left.find((post) => isMeant(post) && told(post.slot, texts.called(post), line));
      if (!found) return null;
      left.splice(left.indexOf(found), 1);
      return { id: found.id, said: /** @type {Told} */ (told(found.slot, texts.called(found), line)) };
    };
  };

  /** What nobody planned comes along. @type {(day: string, line: string, taken: Read) => Found | null} */
  const suddenly = (day, line, taken) => {
    for (const { id: name, slot } of plan.sudden) {
      const said = told(slot, `${slot.run}：${slot.title}`, line);
      const id = said && memory.clock(said.at) && memory.clock(said.was) ? qunli.adding(day, name, said.was) : "";
      if (!said || !id) continue;
      if (said.at !== said.was) bending.note(day, id, { at: said.at });
      taken.sudden += 1;
      return { id, said };
    }
    return null;
  };

  /**
   * A post that the other phone moved or called off, unless this one bent it or has a tick of it.
   * @type {(found: Found, taken: Read) => void}
   */
  const takeBent = ({ id, said }, taken) => {
    const mine = bending.posts(taken.day).find((post) => post.id === id);
    const isOff = said.isOff && !memory.noted(taken.day, id).groups.length;
    if (!mine || mine.isBent || mine.isSudden || !(isOff || said.isMoved) || !memory.clock(said.at)) return;
    bending.note(taken.day, id, { off: isOff, at: said.at === mine.slot.at ? "" : said.at });
    taken.bent += 1;
  };

  /** @type {(found: Found, taken: Read) => void} */
  const merge = (found, taken) => {
    const { id, said } = found;
    takeBent(found, taken);
    memory.note(taken.day, id, (noted) => {
      merging.ticks(noted, said.ticks, taken);
      merging.values(noted.figures, said.figures, "figures", taken);
    });
  };

  /**
   * Posts of their hour and name come first, so that one that was moved takes no other's place.
   * @type {(sheet: Sheet) => Read}
   */
  const takeSheet = (sheet) => {
    /** @type {Read} */
    const taken = Object.assign(merging.begun(sheet.day), { role: sheet.role, unread: [] });
    const find = finder(sheet);
    const lines = sheet.lines.filter((line) => !SUM.test(line));
    const found = lines.map((line) => find(line, ({ slot }) => slot.at === line.slice(0, 5)));
    lines.forEach((line, at) => {
      const post = found[at] || suddenly(sheet.day, line, taken) || find(line, ({ isSudden }) => !isSudden);
      if (post) merge(post, taken);
      else taken.unread.push(line);
    });
    return taken;
  };

  /**
   * Take over the reports in a text; what this phone already says stays.
   * @type {(text: string) => Read[] | string} what is wrong with it as words
   */
  const takeOver = (text) => {
    if (text.length > MOST.characters) return "贴的字太多了。一次贴一天的日报。";
    const found = sheets(text);
    if (typeof found === "string") return found;
    if (found.length) return found.map(takeSheet);
    if (/[#&]shift=/.test(text)) return "这是交班链接，不用贴：点开它，勾过的就都过来了。";
    return "没认出日报。要贴的是这一页「复制日报」抄出来的，从「【」开头，整条都要。";
  };

  // --- what is still to be done, and what was late

  /** @type {(day: string, post: BentPost) => number} minutes between the hour and the last tick */
  const late = (day, post) => {
    const { at } = post.slot;
    const night = (/** @type {string} */ time) => (at >= "24" && time < memory.DAWN ? 1440 : 0);
    const times = Object.values(memory.noted(day, post.id).times).map((time) => dates.minutes(time) + night(time));
    return times.length ? Math.max(...times) - dates.minutes(at) : 0;
  };

  /**
   * The posts of a day that were not posted, and by how much others were late, a line each.
   * @type {(day: string, role: string) => {missed: string[], late: string[]}}
   */
  const judged = (day, role) => {
    const found = { missed: /** @type {string[]} */ ([]), late: /** @type {string[]} */ ([]) };
    for (const post of bending.posts(day, role)) {
      const name = `${post.slot.at} ${post.slot.title}`;
      const { groups } = memory.noted(day, post.id);
      const open = post.slot.groups.filter((group) => !groups.includes(group));
      const isDue = !post.isOff && texts.undone(day, post) === "没发";
      if (open.length && isDue) found.missed.push(open.length < post.slot.groups.length ? `${name}（${open.join("、")}）` : name);
      if (late(day, post) > 0) found.late.push(`${name} 晚了 ${late(day, post)} 分钟`);
    }
    return found;
  };

  return { takeOver, strangers, judged };
})();
