import assert from "node:assert/strict";
import test from "node:test";

import { load, provide } from "./scripts.mjs";

class Element {
  constructor() {
    this.style = {};
    this.focusedBy = null;
  }

  setAttribute() {}

  select() {
    globalThis.document.selected = this.value;
  }

  setSelectionRange() {}

  remove() {
    globalThis.document.left -= 1;
  }

  focus(how) {
    this.focusedBy = how;
  }
}

/** A page whose old way of copying answers so, with this clipboard. */
const page = (clipboard, answer) => {
  const document = {
    activeElement: new Element(),
    left: 0,
    createElement: () => new Element(),
    execCommand: answer,
    body: { append: () => { document.left += 1; } },
  };
  provide("HTMLElement", Element);
  provide("document", document);
  provide("navigator", { clipboard });
  return { document, copy: load("clipboard").clipboard.copy };
};

const refusing = { writeText: () => Promise.reject(new Error("NotAllowedError")) };

test("the browser's own clipboard is asked first", async () => {
  const written = [];
  const { copy, document } = page({ writeText: (text) => Promise.resolve(written.push(text)) }, () => false);
  assert.equal(await copy("晚安"), true);
  assert.deepEqual([written, document.selected], [["晚安"], undefined]);
});

test("where there is none, or it refuses, the old way is tried and the page is left as it was", async () => {
  for (const clipboard of [undefined, {}, refusing]) {
    const { copy, document } = page(clipboard, () => true);
    assert.equal(await copy("晚安"), true);
    assert.equal(document.selected, "晚安");
    assert.equal(document.left, 0);
    assert.deepEqual(document.activeElement.focusedBy, { preventScroll: true });
  }
});

test("without a clipboard the copy happens within the tap, not after it", () => {
  const { copy, document } = page(undefined, () => true);
  copy("晚安");
  assert.equal(document.selected, "晚安");
});

test("a refusal is told, whether the browser says no or throws", async () => {
  const throwing = () => {
    throw new Error("no");
  };
  for (const answer of [() => false, throwing]) {
    const { copy, document } = page(refusing, answer);
    assert.equal(await copy("晚安"), false);
    assert.equal(document.left, 0);
  }
});
