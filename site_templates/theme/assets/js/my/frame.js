/* What the sheets of a week and a month have around them: the way back and forth, and to print. */
"use strict";
var qunli = qunli || {};

/** @typedef {{word: string, from: (day: string) => string, next: (first: string) => string, title: (first: string) => string}} Span
    a week or a month: its word, its first day, that of the next one, and what it is called */

qunli.frame = (() => {
  const { plan, dates, cells } = qunli;
  const { element, put, button } = qunli.dom;

  /** @type {(span: Span, first: string) => string} */
  const nearness = ({ word, from, next }, first) => {
    const mine = from(plan.now().day);
    if (first === mine) return `这${word}`;
    if (first === next(mine)) return `下${word}`;
    return mine === next(first) ? `上${word}` : "";
  };

  /**
   * The buttons of a span; `go` shows the one that begins on a day.
   * @type {(span: Span, go: (first: string) => void) => {parts: HTMLElement[], tell: (first: string) => void}}
   */
  const turner = (span, go) => {
    const { word, from, next } = span;
    const heading = element("h2", { "aria-live": "polite" });
    let shown = "";
    const back = button(`‹ 上${word}`, () => go(from(dates.shifted(shown, -1))), "btn");
    const forth = button(`下${word} ›`, () => go(next(shown)), "btn");
    const home = button(`回到这${word}`, () => go(from(plan.now().day)), "btn plain");
    const tell = (/** @type {string} */ first) => {
      shown = first;
      const near = nearness(span, first);
      put(heading, [span.title(first), near ? element("small", {}, [` ${near}`]) : null]);
      back.disabled = first <= plan.data.first || first <= from(plan.data.starts);
      forth.disabled = next(first) > plan.last();
      home.hidden = near === `这${word}`;
    };
    return { parts: [element("nav", { class: "turn", "aria-label": `换一${word}` }, [back, heading, forth]), home], tell };
  };

  /**
   * @param {HTMLElement} root
   * @param {Span} span
   * @param {(first: string) => (HTMLElement | null)[]} sheet everything that is drawn of one span
   */
  const mount = (root, span, sheet) => {
    const box = element("div", { class: "sheet" });
    const draw = (/** @type {string} */ first) => {
      tell(first);
      put(box, sheet(first));
    };
    const { parts, tell } = turner(span, (first) => {
      history.replaceState(null, "", qunli.address.here(`day=${first}`));
      draw(first);
    });
    const drawAsked = () => draw(span.from(cells.asked()));
    const print = button("打印成一张 A4", () => window.print(), "btn main");
    const wrong = element("p", { class: "note warn", role: "status" }, [dates.doubt(plan.data.built, plan.now().day, plan.last())]);
    put(root, [wrong, ...parts, box, element("p", { class: "print" }, [print])]);
    drawAsked();
    window.addEventListener("hashchange", drawAsked);
    // Back from a day: what was noted or bent there shows.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) drawAsked();
    });
  };

  return { mount };
})();
