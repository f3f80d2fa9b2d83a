// The word matcher of generator/qunli/checks/wordings.py in plain JavaScript. Positions count code points.
// Usage: node match.mjs input.json, where input is {data: portable(wordings), texts: [[text, industry, type]…]}.
import { readFileSync } from "node:fs";

const PLACEHOLDER = "\ufffc";

function reader(data) {
  const rules = data.rules;
  const unseen = new RegExp(rules.unseen, "u");
  const masked = new RegExp(rules.masked, "gu");
  const blank = new RegExp(rules.blank, "gu");
  const separators = new RegExp(rules.separators, "gu");
  const clauseEnd = new RegExp(rules.clause_end, "u");
  const negation = new RegExp(rules.negation, "u");
  const expression = (text, flags) => (text ? new RegExp(text, flags) : null);
  const entries = data.entries.map((entry) => ({
    ...entry,
    look: expression(entry.look, "gu"),
    unless: expression(entry.unless, "gu"),
    cleared: expression(entry.cleared, "u"),
    near: expression(entry.near, "u"),
  }));

  const fold = (char) =>
    unseen.test(char) ? "" : char.normalize("NFKC").replace(/[A-Z]/g, (each) => each.toLowerCase());

  // Returns the normalised text and, for each of its UTF-16 units, its span in code points of the original.
  function normalise(text) {
    const chars = [];
    const add = (piece, start, end) => {
      for (const char of piece) chars.push([char, start, end]);
    };
    let at = 0;
    let point = 0;
    const plain = (piece) => {
      for (const char of piece) {
        add(fold(char), point, point + 1);
        point += 1;
      }
    };
    for (const found of text.matchAll(masked)) {
      plain(text.slice(at, found.index));
      const length = [...found[0]].length;
      add(PLACEHOLDER, point, point + length);
      point += length;
      at = found.index + found[0].length;
    }
    plain(text.slice(at));
    const spans = chars.flatMap(([char, start, end]) => Array(char.length).fill([start, end]));
    const folded = chars.map(([char]) => char).join("");
    let kept = "";
    const keptSpans = [];
    at = 0;
    const keep = (start, end) => {
      kept += folded.slice(start, end);
      keptSpans.push(...spans.slice(start, end));
    };
    for (const found of folded.matchAll(separators)) {
      keep(at, found.index + (found[1] ?? found[2] ?? found[3]).length);
      at = found.index + found[0].length;
    }
    keep(at, folded.length);
    return { text: kept, spans: keptSpans };
  }

  // The last `count` code points of a text before a place, and the first after another.
  const before = (text, end, count) => [...text.slice(0, end)].slice(-count).join("");
  const after = (text, start, count) => [...text.slice(start)].slice(0, count).join("");

  function denied(entry, text, start) {
    if (!entry.negation) return false;
    return negation.test(before(text, start, entry.negation).split(clauseEnd).pop());
  }

  function company(entry, text, start, end) {
    if (!entry.near) return true;
    if (!entry.within) return entry.near.test(text);
    const around = before(text, start, entry.within) + text.slice(start, end) + after(text, end, entry.within);
    return entry.near.test(around);
  }

  function* spansOf(entry, text) {
    let exempt = null;
    for (const found of text.matchAll(entry.look)) {
      if (exempt === null) {
        if (entry.cleared && entry.cleared.test(text)) return;
        exempt = entry.unless ? [...text.matchAll(entry.unless)].map((each) => [each.index, each.index + each[0].length]) : [];
      }
      const [start, end] = [found.index, found.index + found[0].length];
      if (exempt.some(([first, last]) => first < end && start < last)) continue;
      if (!denied(entry, text, start) && company(entry, text, start, end)) yield [start, end];
    }
  }

  function hits(chosen, text, offset) {
    const normal = normalise(text);
    return chosen.flatMap((entry) =>
      [...spansOf(entry, normal.text)].map(([start, end]) => [
        entry.code,
        offset + normal.spans[start][0],
        offset + normal.spans[end - 1][1],
      ]),
    );
  }

  const applies = ({ scope }, industry, type) =>
    (industry === null ||
      ((!scope.industries.length || scope.industries.includes(industry)) && !scope.other_than.includes(industry))) &&
    (type === null || !scope.types.length || scope.types.includes(type));

  return (text, industry = null, type = null) => {
    const chosen = entries.filter((entry) => applies(entry, industry, type));
    const strict = chosen.filter((entry) => entry.level === "error");
    const found = hits(chosen, text, 0);
    for (const each of text.matchAll(blank)) {
      found.push(...hits(strict, each[1], [...text.slice(0, each.index + 1)].length));
    }
    return [...new Map(found.map((hit) => [hit.join(), hit])).values()];
  };
}

const { data, texts } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const find = reader(data);
process.stdout.write(JSON.stringify(texts.map(([text, industry, type]) => find(text, industry, type))));
