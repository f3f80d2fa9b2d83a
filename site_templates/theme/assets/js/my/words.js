/* The texts of a trade's pages in the words of one's own shop, with a line that says so and the way back. */
"use strict";
var qunli = qunli || {};

/**
 * A piece of a printed text: `of` is the variable that it stands for, "dishes.name" the column of a table, `row` its row.
 * @typedef {{words: string, of: string, row: number}} Spoken
 */

qunli.words = (() => {
  const { element, put, button, all } = qunli.dom;
  const HEAD = "要填：";
  /** The texts of the page, and the shop whose words they are in; null is nobody's. @type {{found: Place[], of: Edition | null}} */
  const page = { found: [], of: null };

  /**
   * What a shop says for a variable, "" where it says nothing.
   * @type {(of: Edition, name: string, row: number) => string}
   */
  const own = (of, name, row) => {
    const [table, column] = name.split(".");
    const values = qunli.edition.said(of);
    const said = Object.prototype.hasOwnProperty.call(values, table) ? values[table] : "";
    if (typeof said === "string") return column === undefined ? said : "";
    if (column === undefined) return "";
    const cells = said.length ? said[row % said.length] : {};
    return Object.prototype.hasOwnProperty.call(cells, column) ? cells[column] : "";
  };

  /** @type {(node: Node) => Spoken} */
  const read = (node) => {
    const words = node.textContent || "";
    if (!(node instanceof HTMLElement)) return { words, of: "", row: 0 };
    return { words, of: node.dataset.of || "", row: Number(node.dataset.row) || 0 };
  };

  /**
   * A text with what a shop says, null for as it was printed.
   * @type {(parts: Spoken[], of: Edition | null) => string}
   */
  const spoken = (parts, of) => parts.map((part) => (of && part.of && own(of, part.of, part.row)) || part.words).join("");

  /**
   * What is left to fill in of 要填：菜名（例：酸菜鱼）；价格.
   * @type {(words: string, text: string) => string}
   */
  const left = (words, text) => {
    const wanted = words.slice(HEAD.length).split("；");
    const open = wanted.filter((each) => text.includes(`〔${each.replace(/（例：.*$/, "") || "　　"}〕`));
    return open.length ? HEAD + open.join("；") : "";
  };

  /** @typedef {{box: HTMLElement, around: Element, parts: Spoken[], fill: HTMLElement | null, wanted: string}} Place */

  /** Texts with a variable in them. @type {(root: ParentNode) => Place[]} */
  const places = (root) => {
    const boxes = all(root, ".q-copy__text").filter((box) => box.querySelector("[data-of]"));
    return boxes.map((box) => {
      const around = /** @type {Element} */ (box.closest(".q-copy"));
      const below = around.nextElementSibling;
      const fill = below instanceof HTMLElement && below.classList.contains("q-fill") ? below : null;
      return { box, around, parts: Array.from(box.childNodes).map(read), fill, wanted: (fill && fill.textContent) || "" };
    });
  };

  /** Variables in a rule, or another line that nobody pastes, each with how it was printed. */
  const lines = () => all(document, ".q-own").map((box) => ({ box, part: read(box) }));

  /** @type {(place: Place, of: Edition | null) => void} */
  const write = ({ box, around, parts, fill, wanted }, of) => {
    const text = spoken(parts, of);
    for (const fields of all(around, ".q-copy__fields")) fields.remove();
    put(box, text.split(/(〔[^〔〕]*〕)/).map((piece, at) => (at % 2 ? element("mark", {}, [piece]) : piece)));
    if (!fill) return;
    fill.textContent = left(wanted, text);
    fill.hidden = !fill.textContent;
  };

  /** The shop of a trade that was opened last. @type {(trade: string) => Edition | undefined} */
  const shopOf = (trade) => [qunli.shops.current(), ...qunli.shops.all()].filter((of) => of && of.industry === trade)[0] || undefined;

  /** A text that came later speaks as the others do. @type {(root: HTMLElement) => void} */
  const take = (root) => {
    if (page.found.some(({ box }) => root.contains(box))) return;
    const found = places(root);
    page.found.push(...found);
    if (page.of) for (const place of found) write(place, page.of);
  };

  /** @type {(line: HTMLElement) => void} */
  const mount = (line) => {
    const of = shopOf(line.dataset.trade || "");
    if (!of) return;
    page.found = places(document);
    const around = lines();
    const name = of.title ? `「${of.title}」` : "我家";
    const show = (/** @type {boolean} */ isOwn) => {
      page.of = isOwn ? of : null;
      for (const place of page.found) write(place, page.of);
      for (const { box, part } of around) box.textContent = spoken([part], isOwn ? of : null);
      const words = isOwn ? `下面是${name}的话，店里的事用的是你填的。` : `下面是${line.dataset.title || ""}通用版，店里的事要现填。`;
      put(line, [words, " ", button(isOwn ? "看通用版" : `回到${name}`, () => show(!isOwn))]);
    };
    show(true);
    line.hidden = false;
    document.addEventListener("q-text", ({ target }) => target instanceof HTMLElement && take(target));
  };

  return { spoken, left, mount };
})();
