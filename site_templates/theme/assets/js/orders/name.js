/* Where the name ends in a line of a 接龙; a door may stand before it or in it, and numbers. */
"use strict";
var qunli = qunli || {};

qunli.orderName = (() => {
  const { tokens, offers } = qunli;
  const PLACE = /^[\d\-:栋幢号楼单元室座#院期弄]+$/;
  const ADDRESS = /^[\u3400-\u9fff]{0,6}[\d\-栋幢号楼单元室座#院期弄 ]*(?:\d-\d+|[栋幢座#]\d+|\d[栋室])$/;

  /** @type {(text: string, at: number, context: OrderContext) => boolean} 张三A2 */
  const beginsWithCode = (text, at, context) => {
    const isBehindName = /^[\u3400-\u9fff][A-Za-z]\d?[x*+\d一二两三各]/.test(text.slice(Math.max(0, at - 1), at + 3));
    return at > 0 && isBehindName && offers.thingAt(context)(text, at).length > 0;
  };

  /** @type {(text: string, at: number, context: OrderContext) => boolean} whether what is wanted begins here */
  const begins = (text, at, context) => {
    if (context.known.some((name) => name.length > 1 && text.startsWith(name, at))) return at > 0;
    if (/^\d\d/.test(text.slice(at - 1, at + 1))) return false;
    if (beginsWithCode(text, at, context)) return true;
    return beginsWithAmount(text, at);
  };

  /** @type {(text: string, at: number) => boolean} */
  const beginsWithAmount = (text, at) => {
    const found = tokens.amount(text, at);
    if (!found || (!found.unit && found.why !== "sign")) return false;
    const isInWord = /[A-Za-z]/.test(text[at - 1] || "") && /^[xX]/.test(found.text);
    return !isInWord && (at > 0 || /^(?: |$)/.test(text.slice(found.to)));
  };

  /** @type {(text: string, at: number) => number} how far a door, which may stand before or in a name, reaches; 0: none */
  const through = (text, at) => {
    const found = tokens.noted(text, at);
    if (found && found.kind === "time" && !text.slice(0, at).trim()) return found.to;
    return found && (found.kind === "room" || (found.kind === "size" && !/^\d{3}/.test(found.text))) ? found.to : 0;
  };

  /** @type {(text: string, at: number) => boolean} whether a stroke stands by itself or before an amount: 张三-2份 */
  const isApart = (text, at) => {
    const following = tokens.amount(text, at + 1);
    return / /.test(text.slice(Math.max(0, at - 1), at + 2)) || (following !== null && following.unit !== "");
  };

  /** @type {(text: string, at: number, context: OrderContext) => boolean} whether a name follows on a door: 3-2-501 张姐 */
  const isDoorOfName = (text, at, { known }) => {
    const named = /^ ([\u3400-\u9fff]{1,4})(?=[ \d]|$)/.exec(text.slice(at));
    if (!named || !ADDRESS.test(text.slice(0, at))) return false;
    return !tokens.amount(text, at + 1) && !tokens.noted(text, at + 1) && offers.meant(known, named[1]) === "";
  };

  /** @type {(text: string, at: number, context: OrderContext) => boolean} whether a thing of the heading follows: 305 红富士1份 */
  const isAbove = (text, at, { above }) => {
    const [, words = ""] = /^ ([\u3400-\u9fff]{2,8})/.exec(text.slice(at)) || [];
    return PLACE.test(text.slice(0, at).trim()) && words !== "" && above.includes(words);
  };

  /** @type {(text: string, at: number, context: OrderContext) => boolean} whether a sign here parts the name from the rest */
  const parts = (text, at, context) => {
    const isGap = /[ ,:;/|+()]/.test(text[at]) || (text[at] === "-" && isApart(text, at));
    if (!isGap) return false;
    const before = text.slice(0, at);
    const isNoName = PLACE.test(before.trim()) || /^[^A-Za-z0-9\u3400-\u9fff]*$/.test(before);
    const isDoorAlone = PLACE.test(before.trim()) && /^ (?:\d{1,2} *$|各|都)/.test(text.slice(at));
    if (isNoName && isAbove(text, at, context)) return true;
    if (isDoorAlone || isDoorOfName(text, at, context)) return isDoorAlone;
    const isOneName = /[A-Za-z]$/.test(before) && /^ [A-Za-z]{2,}(?: |$)/.test(text.slice(at));
    return !isNoName && !isOneName;
  };

  /** @type {(text: string, at: number) => boolean} whether a remark begins here */
  const remarks = (text, at) => {
    const found = tokens.noted(text, at);
    return found !== null && at > 0 && /phone|tail|time|price/.test(found.kind);
  };

  /** @type {(text: string, context: OrderContext) => number} where the name ends */
  const nameEnd = (text, context) => {
    let at = 0;
    while (at < text.length) {
      if (parts(text, at, context) || remarks(text, at) || (text[at] !== " " && begins(text, at, context))) return at;
      at = Math.max(through(text, at), at + 1);
    }
    return text.length;
  };

  return { end: nameEnd };
})();
