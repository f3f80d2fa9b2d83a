/* The words of scripts in Traditional Chinese: what they show, offer to be copied or edited, and share is written anew on its
   way to the reader. What they think, keep and compare stays as it is in the site's first edition, so that both share one shop. */
"use strict";
(() => {
  const { from, to, phrases } = window.qunliHant;
  const chars = new Map(Array.from(to).map((char, at) => [from[at], char]));
  /** @type {Map<string, [string, string][]>} by the first character, the longest first */
  const pieces = new Map();
  for (const pair of phrases.split(" ").map((each, at, all) => /** @type {[string, string]} */ ([each, all[at + 1]])).filter((_, at) => at % 2 === 0)) {
    const [first] = pair[0];
    pieces.set(first, [...(pieces.get(first) || []), pair].sort((one, other) => other[0].length - one[0].length));
  }
  const CHINESE = /[\u3400-\u9fff]/;
  // A day's report is read again by other phones, whichever edition they have open.
  const READ_AGAIN = /【.+】.* ?日报/;

  /** @type {(text: string) => string} */
  const said = (text) => {
    if (!CHINESE.test(text)) return text;
    let made = "";
    for (let at = 0; at < text.length;) {
      const char = text[at];
      const [piece, words] = (pieces.get(char) || []).filter(([each]) => text.startsWith(each, at))[0] || [char, chars.get(char) || char];
      made += words;
      at += piece.length;
    }
    return made;
  };

  const ATTRIBUTES = ["alt", "aria-label", "label", "placeholder", "title"];

  /** @type {(node: Node) => void} */
  const sayText = (node) => {
    const words = said(node.nodeValue || "");
    if (words !== node.nodeValue) node.nodeValue = words;
  };

  /** @type {(element: Element, name: string) => void} */
  const sayAttribute = (element, name) => {
    const before = element.getAttribute(name) || "";
    const words = said(before);
    if (words !== before) element.setAttribute(name, words);
  };

  /** @type {(node: Node) => void} */
  const say = (node) => {
    if (node.nodeType === Node.TEXT_NODE) sayText(node);
    if (!(node instanceof Element) || node.matches("script, style")) return;
    for (const name of ATTRIBUTES) sayAttribute(node, name);
    node.childNodes.forEach(say);
  };

  /** @type {(changes: MutationRecord[]) => void} */
  const heard = (changes) => {
    for (const { type, target, addedNodes, attributeName } of changes) {
      if (type === "characterData") sayText(target);
      else if (type === "attributes") sayAttribute(/** @type {Element} */ (target), attributeName || "");
      else addedNodes.forEach(say);
    }
  };
  new MutationObserver(heard).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
  });

  /** @type {(text: string) => string} */
  const given = (text) => (READ_AGAIN.test(text) ? text : said(text));

  // A text to edit or to select is set as a value, which is no change of the document; what somebody pasted stays as it is.
  const value = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value"));
  Object.defineProperty(HTMLTextAreaElement.prototype, "value", Object.assign({}, value, {
    /** @this {HTMLTextAreaElement} */
    set(/** @type {string} */ text) {
      const isOurs = this.readOnly || "said" in this.dataset;
      Reflect.apply(/** @type {(text: string) => void} */ (value.set), this, [isOurs ? given(text) : text]);
    },
  }));

  if (window.Clipboard) {
    const { writeText } = window.Clipboard.prototype;
    window.Clipboard.prototype.writeText = function (/** @type {string} */ text) {
      return writeText.call(this, given(text));
    };
  }
  const { share } = navigator;
  if (share) navigator.share = (data) => share.call(navigator, Object.assign({}, data, { text: given((data && data.text) || "") }));
  window.qunliGiven = given;
})();
