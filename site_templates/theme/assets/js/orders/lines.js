/* The lines of a pasted 接龙: what stands above, who stands in it, and what people said in between. */
"use strict";
var qunli = qunli || {};

/**
 * @typedef {{number: number, text: string, raw: string, isLoose: boolean}} OrderLine
 * `earlier` are the lines of lists before the last one.
 * @typedef {{headings: string[], entries: OrderLine[], earlier: OrderLine[], talk: string[], notices: string[]}} OrderLines
 */

qunli.orderLines = (() => {
  const { plain, tokens } = qunli;
  const START = /^(?:[^#]{0,20}[: ])?# ?接[龙龍]/;
  const EXAMPLE = /^(?:\d{1,2}[. ]+)?[([]?(?:例如|例|示例|样例|格式|比如|举例|如)[)\] :.]/;
  const STAMP = /^(.{0,24}?)[ :,]*(?:\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?)?[ ]*(?:上午|下午|昨天|今天|星期.|周.|早上|晚上|中午|凌晨)?[ ]*\d{1,2}:\d{2}(?::\d{2})?$/;
  const RULE = /^[-=_*— ]{3,}|^[-=— ]*\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?[-=— ]*$|^\[(?:图片|表情|视频|语音|动画表情|链接|红包)\]$/;
  const SPEAKER = /^([^:\d#]{1,20}):\s*(.*)$/;
  const ASKED = /[?？]|[吗么呢嘛]$|^(?:请问|问下|问一下|谢谢|收到|好的|ok)/i;
  const PICTURED = /^(?:([\u2460-\u2473])|([\u2474-\u2487])|([\u2488-\u249b])|([\u2776-\u277f]))/;
  const BASES = [0x2460, 0x2474, 0x2488, 0x2776];
  const NUMBERED = /^[ ]*[#[(]?(?:第|No\.?|NO\.?)?(\d{1,3})(?:位)?[ ]*([.,:)\]·-]+|(?= )|$)[ ]*/;
  const GLUED = /^[ ]*(\d{1,3})(?=[\u3400-\u9fff@])(?!\d*(?:[点号栋幢月日元块楼座份个盒碗只条斤袋瓶箱套件杯位人]|单元|分钟))/;
  const HOUR_OR_PART = new RegExp(`^\\d{1,2} ?(?:$|前|后|左右|来|到|去|取|拿|自提|送|${tokens.UNIT})`);
  const OFFERING = /接龙|截单|截止|团购|开团|预[订定]/;
  const WANTING = /^(?:我也|也要|我要|算我|加我|给我|帮我|同要)/;
  const NEXT = new RegExp(`([ ,;]|${tokens.UNIT})(\\d{1,3})[.,)] ?(?=[^\\d .])`, "g");
  const AMOUNT = new RegExp(`${tokens.NUM} ?${tokens.UNIT}|[+x*X] ?\\d|[俩仨]`);

  /** @type {(text: string) => {number: number, length: number} | null} */
  const pictured = (text) => {
    const found = PICTURED.exec(text);
    if (!found) return null;
    const kind = [1, 2, 3, 4].findIndex((at) => found[at]);
    return { number: found[0].charCodeAt(0) - BASES[kind] + 1, length: found[0].length };
  };

  /** @type {(text: string, expected: number) => {number: number, length: number} | null} */
  const numbered = (text, expected) => {
    const picture = pictured(text);
    if (picture) return picture;
    const found = NUMBERED.exec(text) || GLUED.exec(text);
    if (!found) return null;
    const rest = text.slice(found[0].length);
    const number = Number(found[1]);
    const isSized = !/[.,)\]:]/.test(found[2] || "") && new RegExp(`^${tokens.UNIT}(?: |$)`).test(rest);
    const isTimed = /\d[.:]$/.test(found[0]) && HOUR_OR_PART.test(rest) && number !== expected;
    return isSized || isTimed ? null : { number, length: found[0].length };
  };

  /**
   * Where the lines of the list begin: with several lists after one another the last is meant, which holds the others.
   * @type {(folded: string[]) => number}
   */
  const lastStart = (folded) => {
    const starts = folded.map((line, at) => (START.test(line) ? at : -1)).filter((at) => at >= 0);
    return starts.length > 1 ? starts[starts.length - 1] : 0;
  };

  /** @type {(raw: string, folded: string) => string} what stands behind the number 1, or nothing */
  const firstOne = (raw, folded) => {
    const found = numbered(picturedOr(raw.trim(), folded.trim()), 0);
    return found && found.number === 1 ? folded.trim().slice(found.length).trim() : "";
  };

  /**
   * The lines between the first and the last time that the same person stands first: the list was pasted again, under no heading.
   * @type {(raw: string[], folded: string[]) => [number, number]}
   */
  const again = (raw, folded) => {
    const firsts = folded.map((line, at) => firstOne(raw[at], line));
    const from = firsts.findIndex((words, at) => words.length > 1 && firsts.some((other, later) => later > at && other.slice(0, 2) === words.slice(0, 2)));
    if (from < 0) return [0, 0];
    const last = firsts.reduce((known, other, at) => (other.slice(0, 2) === firsts[from].slice(0, 2) ? at : known), from);
    return [from, last];
  };

  /**
   * A line with several numbered people in it as a line for each: 1. 张三 2个 2. 李四 3个.
   * @type {(raw: string, at: number, all: string[]) => string[]}
   */
  const apart = (raw, at, all) => {
    const folded = plain.fold(raw);
    const first = numbered(picturedOr(raw.trim(), folded.trim()), 0);
    if (!first || !/\d.*\d[.,)]/.test(folded)) return [raw];
    const cuts = [0];
    NEXT.lastIndex = 0;
    for (let found = NEXT.exec(folded); found; found = NEXT.exec(folded)) {
      if (Number(found[2]) === first.number + cuts.length) cuts.push(found.index + found[1].length);
    }
    const next = all.slice(at + 1).map((line) => numbered(plain.fold(line).trim(), 0)).find(Boolean);
    const isTaken = next && next.number < first.number + cuts.length;
    return isTaken ? [raw] : cuts.map((cut, nth) => raw.slice(cut, cuts[nth + 1]).trim());
  };

  /** @type {(raw: string[], folded: string[]) => boolean} whether any line has a number */
  const hasNumbers = (raw, folded) => {
    const named = folded.filter((line, at) => numbered(raw[at].startsWith(" ") ? line : picturedOr(raw[at], line), 0));
    return named.length > 0;
  };

  /** Pictures are lost in folding. @type {(raw: string, folded: string) => string} */
  const picturedOr = (raw, folded) => (PICTURED.test(raw) ? raw : folded);

  /**
   * @param {string[]} raw
   * @param {string[]} folded
   * @returns {number} how many lines above the list look numbered, too: things with prices, or rules above an example
   */
  const headingEnd = (raw, folded) => {
    let [first, second, example] = [-1, -1, -1];
    folded.forEach((line, at) => {
      if (EXAMPLE.test(line.trim())) example = at;
      const found = numbered(picturedOr(raw[at], line), 0);
      if (!found || found.number !== 1) return;
      if (first < 0) first = at;
      else if (second < 0) second = at;
    });
    if (second < 0) return example > first && first >= 0 && folded.slice(example).some((line) => numbered(line, 0)) ? example : 0;
    const above = folded.slice(first, second).filter((line) => numbered(line, 0));
    const later = folded.slice(second);
    const words = above.map((line) => line.trim().replace(/^\d+[., )]*/, ""));
    const isNamed = words.every((name) => !AMOUNT.test(name)) && words.some((name) => name.length > 1 && later.some((line) => line.includes(name) && !line.trim().endsWith(name)));
    const isList = isNamed || above.every((line) => /\d[.,)][^\d]+\d[.,)]/.test(line) && !AMOUNT.test(line)) || above.every((line) => /[¥￥]? ?\d+(?:\.\d+)? ?(?:元|块|\/)|[\u3400-\u9fff] ?\d{2,3}$/.test(line));
    return isList || (example > first && example < second) ? second : 0;
  };

  /** The rows of a spreadsheet, or names with a bare number each, as numbered lines. @type {(raw: string[]) => string[]} */
  const rowsOf = (raw) => {
    const isRow = (/** @type {string} */ line) => /^[^\t\d]+\t.*\d|^[^\d:：#]{1,12}\d{1,2}[ |]*$/.test(line);
    const isTable = raw.filter(isRow).length > 1 && raw.every((line) => isRow(line) || !/\d/.test(line)) && !raw.some((line) => numbered(line, 0));
    return isTable ? raw.map((line, at) => (isRow(line) ? `${at + 1}. ${line}` : line)) : raw;
  };

  /** @typedef {{lines: OrderLines, speaker: string, last: number, wasBlank: boolean}} Reading */

  /** @type {(folded: string) => {speaker: string, words: string}} 张三: 2份 */
  const spoken = (folded) => {
    const found = SPEAKER.exec(folded);
    return found ? { speaker: found[1], words: found[2] } : { speaker: "", words: folded };
  };

  /** @type {(name: string, raw: string, isLoose: boolean) => OrderLine} */
  const unnumbered = (name, raw, isLoose) => ({ number: 0, text: name ? `${name} ${raw}` : raw, raw, isLoose });

  /** @type {(reading: Reading, raw: string, words: string, speaker: string) => void} a line between numbered ones */
  const takeBetween = (reading, raw, words, speaker) => {
    const { entries, headings, talk } = reading.lines;
    const before = entries[entries.length - 1];
    const isOwn = !speaker && !reading.speaker && !reading.wasBlank;
    if (!before) headings.push(raw);
    else if (OFFERING.test(words)) talk.push(raw);
    else if (isOwn && continues(reading, raw, words)) before.text += ` ${raw.trim()}`;
    else if (AMOUNT.test(words) || WANTING.test(words)) entries.push(unnumbered(speaker ? "" : reading.speaker, raw, true));
    else talk.push(raw);
  };

  /** @type {(reading: Reading, words: string, speaker: string) => boolean} what somebody said, no order */
  const isChat = ({ speaker: before, lines: { headings } }, words, speaker) => {
    if (!(speaker || before) || AMOUNT.test(words) || WANTING.test(words)) return false;
    return !/^\d{1,2}$/.test(words.trim()) && !headings.some((line) => line.includes(words.trim()));
  };

  /** @type {(reading: Reading, raw: string, said: {speaker: string, words: string}) => void} a line where none has a number */
  const takeFree = (reading, raw, { speaker, words }) => {
    const { entries, talk } = reading.lines;
    const isOrder = AMOUNT.test(words) || speaker + reading.speaker !== "" || entries.length > 0;
    if (isChat(reading, words, speaker)) talk.push(raw);
    else if (isOrder && !(OFFERING.test(words) && !entries.length)) entries.push(unnumbered(speaker ? "" : reading.speaker, raw, false));
    else takeBetween(reading, raw, words, speaker);
  };

  /** @type {(reading: Reading, raw: string, folded: string, isFree: boolean) => void} */
  const takeLoose = (reading, raw, folded, isFree) => {
    const said = spoken(folded);
    if (said.speaker && !said.words) reading.speaker = raw.slice(0, said.speaker.length);
    else if (ASKED.test(said.words.trim())) reading.lines.talk.push(raw);
    else if (isFree) takeFree(reading, raw, said);
    else takeBetween(reading, raw, said.words, said.speaker);
  };

  /**
   * Whether a line without a number belongs to the one above.
   * @type {(reading: Reading, raw: string, words: string) => boolean}
   */
  const continues = ({ lines: { entries, headings } }, raw, words) => {
    const before = entries[entries.length - 1];
    const [lead] = /^[\u3400-\u9fff]{2,8}/.exec(words) || [""];
    const isThing = lead !== "" && headings.some((line) => line.includes(lead));
    if (/^[ \t\u3000·•*-]/.test(raw)) return true;
    const isNote = /^(?:不要|不加|少|多|加|免|微|中|特|去|自提|送|备注|地址|电话|\()/.test(words) || tokens.noted(words, 0) !== null;
    if (isNote) return true;
    return !AMOUNT.test(plain.fold(before.text)) && AMOUNT.test(words) && (isThing || !/^[\u3400-\u9fff]{2,3} /.test(words));
  };

  /** @type {(reading: Reading, raw: string, folded: string, isFree: boolean) => void} */
  const take = (reading, raw, folded, isFree) => {
    const { lines } = reading;
    const line = folded.trim();
    const found = isFree ? null : numbered(picturedOr(raw.trim(), line), reading.last + 1);
    const stamp = STAMP.exec(line);
    if (!line || EXAMPLE.test(line) || RULE.test(line)) return;
    if (START.test(line)) lines.headings.push(line.replace(START, "").trim() && raw.trim().replace(/^.*?接[龙龍]/, "").trim());
    else if (found) {
      const twice = new RegExp(`^ *${found.number}[.、)） ]+(?=\\D)`);
      lines.entries.push({ number: found.number, text: raw.trim().slice(found.length).replace(twice, ""), raw: raw.trim(), isLoose: false });
      reading.last = found.number;
      reading.speaker = "";
    } else if (stamp && !AMOUNT.test(stamp[1])) reading.speaker = stamp[1].trim();
    else takeLoose(reading, /^[ ]/.test(folded) ? raw : raw.trim(), /^[ ]/.test(folded) ? folded : line, isFree);
  };

  /** @type {(raw: string) => OrderLine | null} */
  const earlierLine = (raw) => {
    const found = EXAMPLE.test(plain.fold(raw).trim()) ? null : numbered(picturedOr(raw.trim(), plain.fold(raw).trim()), 0);
    return found && { number: found.number, text: raw.trim().slice(found.length), raw: raw.trim(), isLoose: false };
  };

  /** @type {(line: OrderLine | null) => line is OrderLine} */
  const isLine = (line) => line !== null;

  /**
   * @param {string} text as pasted
   * @returns {OrderLines}
   */
  const read = (text) => {
    const pasted = rowsOf(plain.lines(text));
    const every = pasted.reduce((all, line, at) => all.concat(apart(line, at, pasted)), /** @type {string[]} */ ([]));
    const start = lastStart(every.map(plain.fold));
    const rest = every.slice(start);
    const [from, to] = again(rest, rest.map(plain.fold));
    const raw = [...rest.slice(0, from), ...rest.slice(to)];
    const folded = raw.map(plain.fold);
    const earlier = [...every.slice(0, start), ...rest.slice(from, to)].map(earlierLine).filter(isLine);
    /** @type {OrderLines} */
    const lines = { headings: [], entries: [], earlier, talk: [], notices: [] };
    const reading = { lines, speaker: "", last: 0, wasBlank: false };
    const isFree = !hasNumbers(raw, folded);
    const end = isFree ? 0 : headingEnd(raw, folded);
    folded.forEach((line, at) => {
      if (at < end && !EXAMPLE.test(line.trim())) lines.headings.push(raw[at].trim());
      else if (at >= end) take(reading, raw[at], line, isFree);
      reading.wasBlank = !line.trim();
    });
    if (earlier.length) lines.notices.push("粘进来好几份接龙，按最后一份算。");
    lines.headings = lines.headings.filter(Boolean);
    return lines;
  };

  return { read };
})();
