/* What a shop says of itself, by the word checks: what a computer would refuse to build is marked in the form, and told before a
   file is made of it. Names and facts are pieces of texts, too short for a warning to be fair. */
"use strict";
var qunli = qunli || {};

/**
 * Something that a shop says: `where` it stands, and whether it is posted in a text; what is not is judged only by the checks that
 * look at every field.
 * @typedef {{where: string, text: string, isPosted: boolean}} OwnWords
 * @typedef {{where: string, text: string, hits: Hit[], lines: string[], marked: () => (string | HTMLElement)[]}} Risk
 */

qunli.risks = (() => {
  const { edition, checking } = qunli;
  const { element } = qunli.dom;
  /** @type {((pack: PackData, of: Edition) => Risk[]) | null} */
  let known = null;

  /** @type {(variable: VariableData, value: string | Row[]) => OwnWords[]} */
  const valuesOf = ({ title, fields = {} }, value) => {
    if (typeof value === "string") return [{ where: title, text: value, isPosted: true }];
    return [].concat(...value.map(/** @type {(row: Row) => any} */ (row) =>
      Object.keys(row).map((name) => ({ where: `${title}，${fields[name]}`, text: row[name], isPosted: true }))));
  };

  /** Whatever a file of the shop holds of its owner's words; a text once. @type {(pack: PackData, of: Edition) => OwnWords[]} */
  const said = (pack, of) => {
    const { title, variables = {}, runs } = edition.calendar(of, pack);
    const groups = runs.reduce((all, run) => [...all, ...run.groups], /** @type {string[]} */ ([]));
    /** @type {OwnWords[]} */
    const all = [].concat(...Object.keys(variables).map(/** @type {(name: string) => any} */ (name) =>
      valuesOf(/** @type {VariableData} */ ((pack.variables || {})[name]), variables[name])));
    all.push({ where: "店名", text: title, isPosted: false }, ...groups.map((text) => ({ where: "群名", text, isPosted: false })));
    return all.filter(({ text }, at) => all.findIndex((each) => each.text === text) === at);
  };

  /**
   * Finds what may not be built.
   * @type {(data: WordData, everywhere: string[]) => (pack: PackData, of: Edition) => Risk[]} `everywhere` are the checks that look at every field
   */
  const judge = (data, everywhere) => {
    const find = qunli.matcher.finder(data);
    const checks = new Map(data.entries.map((entry) => /** @type {const} */ ([entry.code, entry])));
    const checkOf = (/** @type {string} */ code) => /** @type {WordCheck} */ (checks.get(code));
    return (pack, of) => said(pack, of).map(({ where, text, isPosted }) => {
      const isMeant = (/** @type {Hit} */ [, , code]) => checkOf(code).level === "error" && (isPosted || everywhere.includes(code));
      const hits = find(text, pack.sector || "", "", true).filter(isMeant);
      const lines = hits.map(([, , code, words]) => `「${words.trim()}」${checkOf(code).title}：${checkOf(code).hint}`);
      const marked = () => qunli.marking.marked(text, hits, () => "error");
      return { where, text, hits, lines: Array.from(new Set(lines)), marked };
    }).filter(({ hits }) => hits.length > 0);
  };

  /** The field in which some words were typed. @type {(text: string) => HTMLElement | undefined} */
  const fieldOf = (text) => qunli.dom.all(document, "fieldset input[type=text]").find((input) => edition.own(/** @type {HTMLInputElement} */ (input).value) === text);

  /** Each with its marks and what is wrong with it, below its field, else in a place of the step. @type {(risks: Risk[], place: HTMLElement) => void} */
  const show = (risks, place) => {
    for (const each of qunli.dom.all(document, ".risk")) each.remove();
    for (const { where, text, lines, marked } of risks) {
      const box = element("div", { class: "note warn risk", role: "status" }, [
        element("p", {}, [`${where}：`, ...marked()]), element("ul", {}, lines.map((line) => element("li", {}, [line]))),
      ]);
      const input = fieldOf(text);
      if (input) (input.closest("label") || input).after(box);
      else place.append(box);
    }
  };

  /** Why no file is made of it, "" where nothing is wrong. @type {(risks: Risk[]) => string} */
  const refusal = (risks) => {
    const places = risks.map(({ where, hits }) => `${where}里有${Array.from(new Set(hits.map(([, , , words]) => `「${words.trim()}」`))).join("")}`);
    return places.length ? `${places.join("，")}：这样的词有风险，电脑不收这个文件。先点「改一改」换个说法，才有给会电脑的人的文件。` : "";
  };

  /** What judges a shop, null where the checks could not be loaded. @type {() => Promise<((pack: PackData, of: Edition) => Risk[]) | null>} */
  const ready = async () => {
    const data = await checking.loaded();
    const everywhere = qunli.dom.one(document, "[data-everywhere]").dataset.everywhere || "";
    known = known || (data && judge(data, everywhere.split(" ")));
    return known;
  };

  return { judge, show, refusal, ready };
})();
