/* Elements made from words. Text is only ever set as text, so nothing from a plan or a reader becomes markup. */
"use strict";
var qunli = qunli || {};

qunli.dom = (() => {
  /**
   * Let a node hold these children and nothing else.
   * @template {Element} Kind
   * @param {Kind} node
   * @param {(Node | string | null)[]} children null is left out
   * @returns {Kind}
   */
  const put = (node, children) => {
    node.textContent = "";
    for (const child of children) {
      if (child !== null) node.append(child);
    }
    return node;
  };

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {{[name: string]: string | null}} [attributes] null is left out
   * @param {(Node | string | null)[]} [children]
   * @returns {HTMLElementTagNameMap[Tag]}
   */
  const element = (tag, attributes = {}, children = []) => {
    const made = document.createElement(tag);
    for (const name of Object.keys(attributes)) {
      const value = attributes[name];
      if (value !== null) made.setAttribute(name, value);
    }
    return put(made, children);
  };

  /**
   * @param {string} words
   * @param {() => void} click
   * @param {string | null} [look] its class
   */
  const button = (words, click, look = null) => {
    const made = element("button", { type: "button", class: look }, [words]);
    made.addEventListener("click", () => click());
    return made;
  };

  /**
   * Words beside a field where it holds more than is kept. What was typed or pasted stays in it: a browser would cut it and say nothing.
   * @type {(input: HTMLInputElement, most: number) => HTMLElement}
   */
  const limit = (input, most) => {
    const said = element("small", { role: "status" });
    const tell = () => {
      const count = Array.from(input.value).length;
      const words = count > most ? `太长了：有 ${count} 个字，只用前 ${most} 个。` : "";
      // Set only when it changes: it is read aloud.
      if (said.textContent !== words) said.textContent = words;
    };
    input.addEventListener("input", tell);
    tell();
    return said;
  };

  /**
   * The element a template promises; a page without it is a fault of ours.
   * @type {(root: ParentNode, selector: string) => HTMLElement}
   */
  const one = (root, selector) => {
    const found = root.querySelector(selector);
    if (!(found instanceof HTMLElement)) throw new Error(`no ${selector} on this page`);
    return found;
  };

  /** @type {(root: ParentNode, selector: string) => HTMLElement[]} */
  const all = (root, selector) => Array.from(root.querySelectorAll(selector));

  /**
   * The element of this kind that an event fell on, or null.
   * @type {(event: Event, selector: string) => HTMLElement | null}
   */
  const hit = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

  const inWeChat = /MicroMessenger/i.test(navigator.userAgent);

  return { put, element, button, limit, one, all, hit, inWeChat };
})();
