/* The step of a form that asks what only this shop knows: lines of text, and tables as rows. */
"use strict";
var qunli = qunli || {};

qunli.facts = (() => {
  const { edition } = qunli;
  const { element, put, button, limit } = qunli.dom;

  /** @type {(parts: TextPart[] | undefined, name: string) => boolean} */
  const names = (parts, name) => (parts || []).some((part) => typeof part !== "string" && part[0] === name);

  /** @type {(slot: SlotData, name: string) => boolean} */
  const asks = (slot, name) => {
    if (slot.rotate === name || names(slot.short, name)) return true;
    return slot.texts.some((text) => names(text.parts, name) || (text.paragraphs || []).some((each) => names(each.parts, name)));
  };

  /**
   * What a shop is asked, the name apart, which has a step of its own: what its plans say now, and what they or others
   * would say at another pace.
   * @type {(pack: PackData, of: Edition) => {now: string[], later: string[]}}
   */
  const asked = (pack, of) => {
    /** @type {SlotData[]} */
    const slots = [];
    for (const { sop } of of.runs) slots.push(...Object.values((pack.sops[sop] || { slots: {} }).slots));
    const posted = slots.filter((slot) => slot.pace <= of.pace);
    const all = Object.keys(pack.variables || {}).filter((name) => name !== "store");
    const now = all.filter((name) => posted.some((slot) => asks(slot, name)));
    return { now, later: all.filter((name) => !now.includes(name)) };
  };

  /** @type {(value: unknown) => string} */
  const example = (value) => (typeof value === "string" && value ? `例：${value}` : "");

  /**
   * @param {string} words its visible name
   * @param {string} value
   * @param {string} hint
   * @param {(value: string) => void} changed
   */
  const line = (words, value, hint, changed) => {
    const input = element("input", { type: "text", class: "in", autocomplete: "off", placeholder: hint || null });
    input.value = value;
    input.addEventListener("input", () => changed(input.value));
    return element("label", { class: "fl" }, [element("span", {}, [words]), input, limit(input, edition.MOST.characters)]);
  };

  /** @type {(variable: VariableData, at: number) => Row} */
  const exampleRow = ({ example: rows }, at) => (Array.isArray(rows) && rows.length ? rows[at % rows.length] : {});

  /**
   * A piece of a spreadsheet goes into rows and columns; `laid` hears what is to be said of it.
   * @type {(field: HTMLElement, rows: Row[], place: {fields: Row, at: number, name: string}, laid: (words: string) => void) => HTMLElement}
   */
  const takingSheets = (field, rows, place, laid) => {
    field.addEventListener("paste", (event) => {
      const lines = qunli.pasted.cells((event.clipboardData && event.clipboardData.getData("text/plain")) || "");
      if (!lines.length) return;
      event.preventDefault();
      laid(qunli.pasted.lay(lines, rows, Object.assign({ most: edition.MOST.rows }, place)));
    });
    return field;
  };

  /** @type {(variable: VariableData, rows: Row[], at: number, changed: (rows: Row[], words?: string) => void) => HTMLElement[]} */
  const inputs = (variable, rows, at, changed) => {
    const fields = variable.fields || {};
    return Object.keys(fields).map((name) => {
      const made = line(fields[name], rows[at][name] || "", example(exampleRow(variable, at)[name]), (value) => {
        rows[at][name] = value;
        changed(rows);
      });
      return takingSheets(made, rows, { fields, at, name }, (words) => changed(rows, words));
    });
  };

  /** @type {(at: number, remove: () => void) => HTMLElement} */
  const removal = (at, remove) => {
    const away = button("去掉", remove, "btn plain");
    away.setAttribute("aria-label", `去掉第 ${at + 1} 样`);
    return away;
  };

  /**
   * The button for one more of what is written below each other; where there are as many as are kept, it says so.
   * @type {(words: string, count: number, most: number, add: () => void) => HTMLElement[]}
   */
  const further = (words, count, most, add) => {
    const more = button(words, add, "btn");
    more.disabled = count >= most;
    return more.disabled ? [more, element("p", { class: "small" }, [`一共能写 ${most} 个。要加别的，先去掉一个。`])] : [more];
  };

  /**
   * A table: a row of fields for each thing that takes turns.
   * @param {VariableData} variable
   * @param {Row[]} rows
   * @param {(rows: Row[]) => void} changed
   */
  const table = (variable, rows, changed) => {
    const [box, said] = [element("div", { class: "rows" }), element("p", { class: "small", role: "status" })];
    const filled = (/** @type {Row[]} */ now, /** @type {string | undefined} */ words) => {
      changed(now);
      said.textContent = words || "";
      if (words !== undefined) draw();
    };
    const remove = (/** @type {number} */ at) => {
      rows.splice(at, 1);
      filled(rows, "");
    };
    const add = () => {
      rows.push({});
      draw();
      qunli.dom.one(qunli.dom.all(box, ".row")[rows.length - 1], "input").focus();
    };
    const row = (/** @type {number} */ at) => element("div", { class: "row", role: "group", "aria-label": `第 ${at + 1} 样` }, [
      ...inputs(variable, rows, at, filled), removal(at, () => remove(at)),
    ]);
    const draw = () => {
      put(box, [...rows.map((_, at) => row(at)), ...further("再加一样", rows.length, edition.MOST.rows, add), said]);
    };
    draw();
    return box;
  };

  /** @type {(variable: VariableData, said: string | Row[] | undefined, changed: (value: string | Row[]) => void) => HTMLElement} */
  const field = (variable, said, changed) => {
    if (!variable.fields) {
      const hint = example(variable.example) || example(variable.default);
      return line(variable.title, typeof said === "string" ? said : "", hint, changed);
    }
    const rows = Array.isArray(said) && said.length ? said.map((row) => Object.assign({}, row)) : [{}, {}];
    const made = table(variable, rows, (now) => changed(now.filter((row) => Object.values(row).some(Boolean))));
    return element("div", { class: "table", role: "group", "aria-label": variable.title }, [element("h3", {}, [variable.title]), made]);
  };

  /**
   * @param {PackData} pack
   * @param {Edition} of
   * @param {(name: string, value: string | Row[]) => void} changed
   * @returns {HTMLElement[]}
   */
  const fields = (pack, of, changed) => {
    const { now, later } = asked(pack, of);
    const drawn = (/** @type {string} */ name) =>
      field((pack.variables || {})[name], of.values[name], (value) => changed(name, value));
    const rest = element("details", {}, [element("summary", {}, ["发得多了、加了别的群才用得上的"]), ...later.map(drawn)]);
    rest.open = now.length === 0;
    return [...now.map(drawn), ...(later.length ? [rest] : [])];
  };

  return { asked, fields, further };
})();
