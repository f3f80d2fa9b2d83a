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
    "取货|自提|提货|来取|[来去]拿|取餐|领|兑|核销|截单|截止|收单|收摊|解散|开奖|抽奖|揭|公布|订|定(?!时|制)|约|报名|名额|接龙|接单|成团|拼团|开团|下单|单子",
    "到货|到店|来店|上新|上架|开卖|开抢|开售|开课|开播|直播|开门|开业|营业|打烊|出摊|出炉|出锅|现[做烤炒熬夹]|送|发[货车券出走]|寄|补发|补上|退|留(?![言意心神念下])",
    "[日天]达|到家|上门|安装|体验课|公开课|试[吃喝听穿课]|会员日|活动|秒杀|半价|特价|买一送一|作废|有效|到期|过期|[来到]店?[吃喝坐尝摸做]|店里|群里[发说抽]|交[货付]|结[账款算]|恢复|复工",
  ].join("|"));
  // What sounds like an act and is none.
  const NO_ACT = /大约|约(?=\s*\d)|约等于|[一肯说决确稳否]不?定|定[了]?主意|退休|送[走别]|活动活动|照顾|照样?(?=[睡吃过])|补[一补]补|留神|领导/g;
  // What does so only in the same breath.
  const LIGHT = /〔|[\d一二三四五六七八九十]点|[:：]\d\d|价|元|块钱|份|优惠|[券课团场]|[有上卖买采抢做烤煮熬炖备装卸切挂讲说给试开供换发收到来取拿出补照走歇接报添尝]/;
  const NO_LIGHT = new RegExp([
    "[上下][班学课]|上[午面]|出[门行太]|有点|没有|有[雨雪风雾霾太空]|小心|说[不话]|开[学心车春]|[来到][了啦]$|到\\d+(?:\\.\\d+)?[度℃]|\\d+点?\\d*[度℃]",
    "元[旦宵]|[预日]报|[早晚]上|[今明后]天[再]?说|收[到心]|照顾|补一补|走走|走[路慢]|慢点走|做(?:梦|饭|作业|个|自己)|早点|加油|考试|吃饺子|给(?:自己|爸|妈|家)|一场[雨雪]|来临|到来|做好",
  ].join("|"), "g");
  const WEATHER = /降温|升温|回暖|[下有]\S?[雨雪]|[雨雪]天|雨夹雪|大风|气温|高温|零下|天[冷热]|转[晴阴凉]|多云|冷空气|台风|雾霾|太阳|\d[度℃]/;

  // What a day is, and nothing that is done on it.
  const TERMS = "立春|雨水|惊蛰|春分|谷雨|立夏|小满|芒种|夏至|小暑|大暑|立秋|处暑|白露|秋分|寒露|霜降|立冬|小雪|大雪|小寒|大寒|周[一二三四五六日末]|生日|工作日";
  const CALLED = new RegExp(`^(?=.)(?:也|就|又|刚好|正好|是|过)*(?:${TERMS}|${qunli.holidays.NAMES})?节?(?:快乐|愉快|好|了|啦|呀|哦|吧|嘛)*$`);

  /** @typedef {{words: string, spans: MeantAt[]}} Sentence */

  /** @type {(words: string) => boolean} */
  const isAct = (words) => ACT.test(words.replace(NO_ACT, ""));

  /** @type {(words: string) => boolean} */
  const isLight = (words) => LIGHT.test(words.replace(NO_LIGHT, ""));

  /** @type {(spans: MeantAt[], first: string, last: string) => MeantAt[]} */
  const meant = (spans, first, last) => spans.filter(({ from, to }) => from <= last && to >= first);

  /** A day with the act that stands beside it, without a day of its own; "" where none does. @type {(all: Sentence[], at: number) => string} */
  const near = (all, at) => {
    const { words } = all[at];
    // The first line often only calls: what it is about stands below.
    const binds = at && !/[，：:,]$/.test(words) ? isAct : isLight;
    const isBound = (/** @type {Sentence | undefined} */ each) => each && !each.spans.length && (isAct(each.words) || binds(each.words));
    if (isBound(all[at + 1])) return `${words}\u3000${all[at + 1].words}`;
    return isBound(all[at - 1]) ? `${all[at - 1].words}\u3000${words}` : "";
  };

  /** Where the parts of a sentence begin that have a day, the first with what leads to it. @type {(sentence: Sentence) => number[]} */
  const begins = ({ words, spans }) => {
    const commas = [0, ...Array.from(words).map((each, at) => (/[，,]/.test(each) ? at + 1 : 0)).filter(Boolean)];
    const of = (/** @type {number} */ at) => commas.filter((comma) => comma <= at).pop() || 0;
    const all = Array.from(new Set(spans.map(({ at }) => of(at)))).sort((one, other) => one - other);
    return [0, ...all.slice(1), words.length];
  };

  /** What is left of words without the days and hours in them. @type {(sentence: Sentence, from: number, to: number) => string} */
  const bare = ({ words, spans }, from, to) => {
    const left = Array.from({ length: to - from }, (_, at) => (spans.some((each) => each.at <= from + at && from + at < each.end) ? "" : words[from + at])).join("");
    return left.replace(new RegExp(dated.HOUR, "g"), "").replace(/[，,、：:～~…\s]/g, "");
  };

  /**
   * Whether what a sentence says of one of its days is of the weather, or what day it is; a day that stands alone goes with the
   * next.
   * @type {(sentence: Sentence, span: MeantAt) => boolean}
   */
  const isIdle = (sentence, { at }) => {
    const all = begins(sentence);
    const place = all.filter((each) => each <= at).length - 1;
    let end = place + 1;
    while (end < all.length - 1 && !bare(sentence, all[place], all[end])) end += 1;
    const words = sentence.words.slice(all[place], all[end]);
    if (isAct(words)) return false;
    return WEATHER.test(words) || (all.length > 2 && CALLED.test(bare(sentence, all[place], all[end])));
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
      const busy = found.filter((span) => !isIdle(all[at], span));
      if (!busy.length) continue;
      if (isAct(words)) return words;
      if (busy.every(({ isLoose }) => isLoose)) continue;
      if (isLight(words)) return words;
      const beside = near(all, at);
      if (beside) return beside;
      if (all.length === 1 && !bare(all[at], 0, words.length)) return words;
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
