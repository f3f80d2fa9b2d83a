/* What the texts of a shop promise for some days: found before it rests then, so that it is kept or called off. */
"use strict";
var qunli = qunli || {};

/**
 * A post as it goes out on a day, whatever the plan said: `words` names it.
 * @typedef {{day: string, words: string, text: string}} GoneOut
 */

qunli.promises = (() => {
  const { dates, dated } = qunli;
  const BEFORE = 60; // days: what was promised earlier is no longer on the page
  /** @type {DaysData} */
  const NOTHING = { from: "", to: "", horizon: "", off: [], work: [], festivals: {}, moons: [] };
  const ENDS = /[。！？!?；;\n]/;
  // What binds a shop to a day, wherever it stands near it.
  const ACT = new RegExp([
    "取货|自提|提货|来取|[来去]拿|取餐|领|兑|核销|截单|截止|收单|收摊|解散|开奖|抽奖|揭|公布|[订定]|约|报名|名额|接龙|接单|成团|拼团|开团",
    "到货|到店|来店|上新|上架|开卖|开抢|开售|开课|开播|直播|开门|开业|营业|出炉|出锅|现[做烤炒熬夹]|送|发[货车券出走]|寄|补发|补上|退|留(?![言意心神念下])",
    "体验课|公开课|试[吃喝听穿课]|会员日|活动|秒杀|半价|特价|买一送一|作废|有效|到期|过期|[来到]店?[吃喝坐尝摸做]|店里|群里[发说抽]",
  ].join("|"));
  // What does so only in the same breath.
  const LIGHT = /〔|[\d一二三四五六七八九十]点|[:：]\d\d|价|元|块钱|份|优惠|[券课团场]|[有上卖买采抢做烤煮熬炖备装卸切挂讲说给试开供换发收到来取拿出补照走歇]/;

  /** @typedef {{words: string, spans: Meant[]}} Sentence */

  /** @type {(spans: Meant[], first: string, last: string) => Meant[]} */
  const meant = (spans, first, last) => spans.filter(({ from, to }) => from <= last && to >= first);

  /** A day with the act that stands beside it, without a day of its own; "" where none does. @type {(all: Sentence[], at: number) => string} */
  const near = (all, at) => {
    const { words } = all[at];
    // The first line often only calls: what it is about stands below.
    const act = at && !/[，：:,]$/.test(words) ? ACT : LIGHT;
    const isAct = (/** @type {Sentence | undefined} */ each) => each && !each.spans.length && (ACT.test(each.words) || act.test(each.words));
    if (isAct(all[at + 1])) return `${words}\u3000${all[at + 1].words}`;
    return isAct(all[at - 1]) ? `${all[at - 1].words}\u3000${words}` : "";
  };

  /**
   * What a text promises for these days, "" where nothing.
   * @type {(text: string, day: string, first: string, last: string, known: DaysData) => string}
   */
  const told = (text, day, first, last, known) => {
    /** @type {Sentence[]} */
    const all = text.split(ENDS).map((each) => each.trim()).filter(Boolean).map((words) => ({ words, spans: dated.spoken(words, day, known) }));
    for (let at = 0; at < all.length; at += 1) {
      const { words, spans } = all[at];
      const found = meant(spans, first, last);
      if (!found.length) continue;
      if (ACT.test(words)) return words;
      if (found.every(({ isLoose }) => isLoose)) continue;
      if (LIGHT.test(words)) return words;
      const beside = near(all, at);
      if (beside) return beside;
    }
    return "";
  };

  /**
   * The posts of these days and of the weeks before them that promise something for these days; what was said several times
   * as it was said last.
   * @param {(day: string) => GoneOut[]} saidOn what a day posts
   * @param {string} first
   * @param {string} last
   * @param {DaysData} [known] of the almanac
   */
  const all = (saidOn, first, last, known = window.qunliPack ? window.qunliPack.days : NOTHING) => {
    /** @type {Map<string, string>} */
    const found = new Map();
    for (let at = dates.shifted(first, -BEFORE); at <= last; at = dates.shifted(at, 1)) {
      for (const { day, words, text } of saidOn(at)) {
        const promise = qunli.blanks.toPaste(told(text, day, first, last, known));
        if (!promise) continue;
        found.delete(promise);
        found.set(promise, `${words}：「${promise}」`);
      }
    }
    return Array.from(found.values());
  };

  return { all, told };
})();
