/* The blanks of a printed text, filled in beside it: its fields come with the first tap on its copy button. */
"use strict";
var qunli = qunli || {};

/** @typedef {{parts: Parts, values: string[], drawn: string, inputs: HTMLInputElement[], rule: {asks: () => string, settle: () => void}}} Filling */

qunli.filling = (() => {
  const { blanks, gaps } = qunli;
  const { element, put, all } = qunli.dom;
  // A text to post holds three, and some variables that nobody filled in; a sheet with more asks as well, but is filled in where
  // it was pasted.
  const MOST = 8;
  /** @type {WeakMap<Element, Filling>} */
  const known = new WeakMap();

  /** @type {(part: string | [string, string]) => string} */
  const label = (part) => (typeof part === "string" ? "" : part[0].trim());

  /**
   * A text in pieces, a blank as what was filled in, else as 〔label〕, never as its example.
   * @type {(parts: Parts, values: string[]) => {text: string, isBlank: boolean}[]}
   */
  const pieces = (parts, values) => parts.map((part, at) => {
    if (typeof part === "string") return { text: part, isBlank: false };
    return { text: values[(at - 1) / 2].trim() || blanks.toPaste(`〔${part[0]}〕`), isBlank: true };
  });

  /** @type {(parts: Parts, values: string[]) => string} */
  const filled = (parts, values) => pieces(parts, values).map((piece) => piece.text).join("");

  /** @type {(box: Element, one: Filling) => void} */
  const draw = (box, one) => {
    put(box, pieces(one.parts, one.values).map(({ text, isBlank }) => (isBlank ? element("mark", {}, [text]) : text)));
    one.drawn = box.textContent || "";
  };

  /** @type {(box: Element, one: Filling, name: string, at: number) => HTMLLabelElement} */
  const field = (box, one, name, at) => {
    const input = element("input", { type: "text", autocomplete: "off", enterkeyhint: "next" });
    input.value = one.values[at];
    input.addEventListener("input", () => {
      one.values[at] = input.value;
      one.rule.settle();
      draw(box, one);
    });
    one.inputs.push(input);
    return element("label", {}, [element("span", {}, [name || `填空${at + 1}`]), input]);
  };

  /** @type {(around: Element, box: Element, one: Filling) => void} */
  const show = (around, box, one) => {
    for (const old of all(around, ".q-copy__fields")) old.remove();
    const names = one.parts.filter((part) => typeof part !== "string").map(label);
    const fields = names.length > MOST ? [] : names.map((name, at) => field(box, one, name, at));
    box.after(element("div", { class: "q-copy__fields" }, [...fields, element("p", { role: "status" })]));
    draw(box, one);
  };

  /** @type {(one: Filling) => Gap[]} */
  const open = (one) => {
    const names = one.parts.filter((part) => typeof part !== "string").map(label);
    if (!one.inputs.length) return names.map(() => ({ label: "", go: () => {} }));
    const left = names.map((name, at) => ({ label: name, go: () => one.inputs[at].focus(), isOpen: !one.values[at].trim() }));
    return left.filter((gap) => gap.isOpen);
  };

  /**
   * What is filled in of a text as it stands now, null where it has no blanks to fill in here.
   * @type {(around: Element, box: Element) => Filling | null}
   */
  const of = (around, box) => {
    const text = box.textContent || "";
    const old = known.get(box);
    if (old && old.drawn === text) return old;
    const parts = blanks.cut(text);
    const count = (parts.length - 1) / 2;
    if (!count) return null;
    /** @type {Filling} */
    const made = { parts, values: Array(count).fill(""), drawn: text, inputs: [], rule: gaps.rule(() => open(made)) };
    known.set(box, made);
    show(around, box, made);
    return made;
  };

  /**
   * A tap on the copy button of a text: what to say instead of copying, "" where it is copied.
   * @type {(around: Element, box: Element) => string}
   */
  const asks = (around, box) => {
    const one = of(around, box);
    const why = one ? one.rule.asks() : "";
    for (const said of all(around, ".q-copy__fields [role=status]")) said.textContent = why;
    return why;
  };

  /** What is copied of a text. @type {(box: Element) => string} */
  const text = (box) => {
    const one = known.get(box);
    return one && one.drawn === box.textContent ? filled(one.parts, one.values) : box.textContent || "";
  };

  return { asks, text, filled };
})();
