/* What the texts of a shop promise for some days: found before it rests then, so that it is kept or called off. */
"use strict";
var qunli = qunli || {};

/**
 * A post as it goes out on a day, whatever the plan said: `words` names it.
 * @typedef {{day: string, words: string, text: string}} GoneOut
 */

qunli.promises = (() => {
  const { dates, dated, reckon } = qunli;
  const BEFORE = 60; // days: what was promised earlier is no longer on the page
  /** @type {DaysData} */
  const NOTHING = { from: "", to: "", horizon: "", off: [], work: [], festivals: {}, moons: [] };
  const ENDS = /[。！？!?；;\n]/;
  // What binds a shop to a day, wherever it stands near it.
  const ACT = new RegExp(
    "取(?![消暖名决])|[自提]提|提货|[来去能可][拿提]|领|兑|核销|截|收[单活]|解散|[开中]奖|抽|揭|公布|订|定(?!时|制)|约|报[名数我]|名额|接[龙单]|团|下单|单子|登记|免[单费]|能到|就到[，,]|红包|请早|预[售登]|最后一[班车趟]"
    + "|到货|[到来进回][店门]|上[新架桌]|[直开]播|演出|比赛|开放日|开新?[卖抢售课班炉业锅门市张]|营业|值班|打烊|摊|赶[集场]|出[炉锅货]|现[做烤炒熬夹]|送|发[货车券出走]|寄|补[发上货课]|换|退|留(?![言意心神念下])|照常|正常|堂食|改[签衣裤尺地]|请\\S{0,5}[吃喝尝]|到一?[批车]"
    + "|[日天]达|必发|到家|[日天号一二三四五六早晚午]到[，,]?$|上门|安装|[验开]课|上课(?![了啦的时前])|试[吃喝听穿课]|会员|义[诊卖剪]|讲座|[享书面茶日]会|专场|[早夜]市|店庆|答疑|清[零仓库]|[涨调降半特]价|活动|秒杀|折(?!腾|磨|叠)|积分|[双翻]倍|各得|优惠|券|减[\\d一二三四五六七八九十]|[都也]是[，,]?$|买.送|赠|返[\\d现]|作废|有效|[到过]期|[来到]店?[吃喝坐尝摸做]|坐[店诊]|店里|在店|驻[店场]|坐班|群里[发说抽]|交[货付]|[结算]账|结[款算清]|尾款|续费|充值|缴|定金|付清|恢复|复工",
  );
  // Of what is signed up for, wherever it is said.
  const SIGN = /报名|截[单止]|接龙|预[订约定]|名额|登记/;
  // What sounds like an act and is none, or is called off already.
  const CLOSED = "[小本]?店?里?(?:不在[店家]里?|(?:[店休]休|休息|歇(?=[业歇一两几到着\\d])|停[业课]|关[门店两几]|[^不]打烊(?=[一两几\\d，,]|$)|放假)(?!日)|(?:不|没|暂停|停)(?:再|能)?(?:[接营开发送做]|出[摊炉锅]|上新|直播|[水电气运]))";
  const NO_ACT = new RegExp(`大约|约(?=\\s*\\d)|约等于|[一肯说决确稳否]不?定|定了?主意|退休|送[走别孩娃]|高速免费|照顾|补一?补|领导|[^，,]{0,4}取消|${CLOSED}`, "g");
  // What does so only in the same breath.
  const LIGHT = /〔|[\d一二三四五六七八九十]点|[:：]\d\d|\d$|满[了员座]|加[蛋量场送开]|[价元块份课团场市集毛斤有上卖买采抢做烤煮熬炖烘焙备装卸切杀宰摘蒸揉卤腌磨洗剪烫染裁缝织熨捏印擦贴刷修教挂讲说给试开供换发收到来取拿出补照走接报添尝锅选腾]/;
  const NO_LIGHT = new RegExp(
    "[上下][班学课]|上[午面]|出[门行太]|有点|没有|有啥|听说|难熬|不好买|到了才|有[雨雪风雾霾太空]|说一?[不话声]|开[学心车春]|[来到][了啦]$|[又快要没睡迟]到|绕\\S?走|熬[过夜]|到?\\d+[\\d.点]*[度℃]|进货"
    + `|元[旦宵]|[预日]报|[早晚桥路街车楼网山]上|[今明后]天再?说|收[到心]|照顾|走[走路慢]|点走|做[梦饭作个自好]|给[自爸妈家]|来临|到来|${CLOSED}`, "g",
  );
  const IS_OFF = /取消|不在店/;
  // What is told of a day and is nobody's act.
  const TOLD = new RegExp(`[降升气高]温|回暖|[雨雪](?![糕梨])|大风|零下|天[冷热]|转[晴阴凉]|多云|路况|车票|高铁|你[家们]|供暖|好日子|冷空气|台风|雾|太阳|\\d[度℃]|快乐|愉快|安康|\\S倒计时|气氛|油价|限[行号]|停运|延误|[中高期]考|考试|期末|家长会|学校|由来|习俗|去?哪[儿里]|取消|还没|堵车|睡|高速|祝|原价|平时|[了过好]没|吗$|${CLOSED}`);

  // What a day is, and nothing that is done on it.
  const CALLED = new RegExp(`^(?=.)(?:[也就又是过]|[刚正]好)*(?:[立春夏秋冬][春夏秋冬分至]|[小大][暑雪寒]|雨水|惊蛰|谷雨|小满|芒种|处暑|[白寒]露|霜降|周[一二三四五六日末]|生日|工作日|${qunli.named.NAMES})?节?(?:快乐|愉快|[好了啦呀哦吧嘛])*$`);

  /**
   * A sentence as it was said and in one spelling, with the days in it and its parts, each with a day: `left` without days and hours.
   * @typedef {{at: number, words: string, left: string}} Part
   * @typedef {{said: string, words: string, spans: MeantAt[], parts: Part[]}} Sentence
   */

  /** @type {(words: string) => boolean} */
  const isAct = (words) => ACT.test(words.replace(NO_ACT, ""));

  /** @type {(words: string) => boolean} */
  const isLight = (words) => LIGHT.test(words.replace(NO_LIGHT, ""));

  /** @type {(spans: MeantAt[], first: string, last: string) => MeantAt[]} */
  const meant = (spans, first, last) => spans.filter(({ from, to }) => from <= last && to >= first);

  /** Whether it only says what a day before it is called: 明天立冬. @type {(words: string, span: MeantAt, from: number) => boolean} */
  const isName = (words, { at, end }, from) => at > from && CALLED.test(words.slice(at, end));

  /** What is left of words without the days and hours in them. @type {(words: string, spans: MeantAt[], from: number, to: number) => string} */
  const bare = (words, spans, from, to) => {
    const named = spans.filter((each) => each.at < to && each.end > from && !isName(words, each, from));
    const left = Array.from({ length: to - from }, (_, at) => (named.some((each) => each.at <= from + at && from + at < each.end) ? "" : words[from + at])).join("");
    return left.replace(new RegExp(dated.HOUR, "g"), "").replace(/[，,、：:～~…\s]/g, "");
  };

  /** The parts that have a day, from comma to comma, the first with what leads to it; a day that stands alone goes with the next. @type {(words: string, spans: MeantAt[]) => Part[]} */
  const partsOf = (words, spans) => {
    const commas = [0, ...Array.from(words).map((each, at) => (/[，,]/.test(each) ? at + 1 : 0)).filter(Boolean)];
    const all = commas.filter((comma, at) => spans.some((each) => each.at >= comma && !(each.at >= commas[at + 1])));
    const begins = [0, ...all.slice(1), words.length];
    /** @type {Part[]} */
    const found = [];
    for (let at = begins.length - 2; at >= 0; at -= 1) {
      const [part, after] = [{ at: begins[at], words: words.slice(begins[at], begins[at + 1]), left: bare(words, spans, begins[at], begins[at + 1]) }, found[0]];
      found.unshift(part.left || !after ? part : { at: part.at, words: part.words + after.words, left: after.left });
    }
    return found;
  };

  /** A day with the act that stands beside it, without a day of its own; "" where none does. @type {(all: Sentence[], at: number) => string} */
  const near = (all, at) => {
    const { said, words, parts } = all[at];
    // The first line often only calls: what it is about stands below.
    const binds = at && !/[，：:,]$/.test(words) ? isAct : isLight;
    const isBound = (/** @type {Sentence | undefined} */ each) => each && !each.spans.length && (isAct(each.words) || binds(each.words));
    const below = parts.some(({ left }) => left) ? [at + 1] : [at + 1, at + 2, at + 3];
    const found = below.find((each) => isBound(all[each]));
    if (found) return `${said}\u3000${all[found].said}`;
    return isBound(all[at - 1]) ? `${all[at - 1].said}\u3000${said}` : "";
  };

  /** @type {(sentence: Sentence, span: MeantAt) => Part} */
  const partAt = ({ parts }, { at }) => parts.filter((part) => part.at <= at).pop() || parts[0];

  /** Whether a part tells of the weather, of somebody else or of what day it is. @type {(sentence: Sentence, span: MeantAt) => boolean} */
  const isIdle = (sentence, span) => {
    const { words, left } = partAt(sentence, span);
    const [own] = sentence.words.slice(span.at).split(/[，,]/, 1);
    return !isAct(IS_OFF.test(own) ? own : words) && (TOLD.test(words) || CALLED.test(left.replace("也就是", "")));
  };

  /** What the parts of a sentence share: a heading with a colon, or that all is signed up for. @type {(words: string) => boolean} */
  const isShared = (words) => SIGN.test(words) || isAct(words.replace(/^([^，\d]*[：:])?.*/, "$1"));

  /** Whether its own part binds to a day: an act, or less where just this day is meant. @type {(sentence: Sentence, span: MeantAt) => boolean} */
  const isBinding = (sentence, span) => {
    const { words, left } = partAt(sentence, span);
    // Nobody chats by dates.
    const isDated = /\d[号日]|月\d/.test(sentence.words.slice(span.at, span.end));
    if (isAct(words) || (!span.isLoose && (isDated || isLight(words))) || isShared(sentence.words)) return true;
    return /^(?:也?就是|即|或|最[晚迟早]|左右|前后|[也都](?:行|成|可以))?$/.test(left) && (isAct(sentence.words) || isLight(sentence.words));
  };

  /** @type {(text: string, day: string, known: DaysData) => Sentence[]} */
  const sentences = (text, day, known) => text.split(ENDS).map((each) => each.trim()).filter(Boolean).map((said) => {
    const words = reckon.plain(said);
    const spans = dated.spoken(words, day, known);
    return { said, words, spans, parts: spans.length ? partsOf(words, spans) : [] };
  });

  /**
   * What a text promises for these days, "" where nothing.
   * @type {(text: string, day: string, first: string, last: string, known: DaysData) => string}
   */
  const told = (text, day, first, last, known) => {
    const all = sentences(text, day, known);
    for (let at = 0; at < all.length; at += 1) {
      const busy = meant(all[at].spans, first, last).filter((span) => !isIdle(all[at], span));
      if (!busy.length) continue;
      if (busy.some((span) => isBinding(all[at], span))) return all[at].said;
      if (busy.every(({ isLoose }) => isLoose)) continue;
      const beside = near(all, at);
      if (beside) return beside;
      if (all.length === 1 && !all[at].parts.some(({ left }) => left)) return all[at].said;
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
        const promise = qunli.blanks.toPaste(told(text, day, first, last, known)).replace(/[，,、]$/, "");
        if (!promise) continue;
        found.delete(promise);
        found.set(promise, `${words}：「${promise}」`);
      }
    }
    return Array.from(found.values());
  };

  return { all, told };
})();
