import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";

import { PLANNER, THEME, source } from "./scripts.mjs";

const read = (path) => readFileSync(new URL(path, THEME), "utf-8");
const quoted = (text) => Array.from(text.matchAll(/"([\w/-]+)"/g), (match) => match[1]);

/** The named lists of scripts of a page that stands by itself, after what it loads first. */
const named = (page) => {
  const html = read(page);
  const first = Array.from(html.matchAll(/'assets\/js\/([\w/]+)\.js'/g), (match) => match[1]);
  const sets = Array.from(html.matchAll(/set (\w+) = \[([^\]]*)\]/g), (match) => [match[1], quoted(match[2])]);
  return { first, ...Object.fromEntries(sets) };
};

/** The scripts that a page's front matter names, in their order; `check` are those that judge a text. */
const ownOf = (head, check) => {
  const said = (key) => (head.match(new RegExp(`^${key}: \\[(.*)\\]$`, "m")) || ["", ""])[1].split(", ").filter(Boolean);
  const judging = (when) => (head.includes(`\njudging: ${when}\n`) ? check : []);
  // The last script of a page's own starts it, and waits for what comes then.
  const first = [...judging("now"), ...said("scripts")];
  const then = [...judging("later"), ...said("own"), ...said("then")];
  // What a page asks for once somebody wants it, such as the readers of files.
  return [...said("early"), ...first.slice(0, -1), ...then, ...said("asked"), ...first.slice(-1)];
};

/** The lists of scripts of the handbook's pages, by what a page is, and those of the pages of a shop. */
const lists = () => {
  const parts = Array.from(read("qunli.html").matchAll(/set scripts = (.*\[.*\])/g), (match) => quoted(match[1]));
  const common = Array.from(new Set(parts.flat()));
  const today = named("today.html");
  const my = named("my.html");
  const { PLANNER: planning, MINE: mine, KEPT: kept, REPORTS: reports, CHECK: check, BROUGHT: brought } = named("partials/scripts.html");
  const worker = read("qunli.html").match(/data-engine="\{\{ joined\(\[([^\]]*)\]/)[1].match(/[\w/]+/g);
  const found = {
    handbook: common, planner: PLANNER, searching: worker, today: [...today.first, ...planning, ...today.base, ...check, ...today.paced, ...today.day, ...reports, ...today.judging, ...today.after],
    own: Array.from(new Set([...today.first, ...planning, ...mine, ...check, ...kept, ...today.own, ...today.day, ...reports, ...today.judging, ...today.after])),
    my: [...my.first, ...planning, ...mine, ...kept, ...check, ...my.doubted, ...my.form],
    week: [...my.first, ...planning, ...mine, ...my.sheets, ...my.core, ...reports, ...my.week], month: [...my.first, ...planning, ...mine, ...my.sheets, ...my.month],
    every: [...named("partials/app.html").first, "searching"], linked: ["dom", "storage", "dates", ...brought],
  };
  const pages = new URL("../pages/", THEME);
  for (const name of readdirSync(pages)) {
    const own = ownOf(readFileSync(new URL(name, pages), "utf-8"), check);
    if (own.length) found[name] = Array.from(new Set([...common, ...own]));
  }
  return found;
};

const code = (name) => source(name).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
const defined = (name) => Array.from(code(name).matchAll(/^qunli\.(\w+) = /gm), (match) => match[1]);
const used = (name) => {
  const taken = Array.from(code(name).matchAll(/const \{([^}]*)\} = qunli;/g), (match) => match[1].match(/\w+/g));
  const asked = Array.from(code(name).matchAll(/(?<!["`\w])qunli\.(\w+)/g), (match) => match[1]);
  return new Set([...taken.flat(), ...asked]);
};

test("the pages are found with what they load", () => {
  assert.deepEqual(Object.keys(lists()).sort(), [
    "anytime.md.j2", "calendar.md.j2", "checks_try.md.j2", "every", "faq.md.j2", "handbook", "home.md.j2", "industry.md.j2", "linked", "month", "my", "orders.md.j2", "own", "planner", "searching", "sop.md.j2",
    "today", "week",
  ]);
  for (const page of ["today", "own", "my", "week", "month"]) assert.ok(lists()[page].length > 10, page);
});

test("a script finds what it uses: each part is loaded before, or waited for", () => {
  const after = [...named("partials/scripts.html").REPORTS, ...named("today.html").after].flatMap(defined);
  const asked = readFileSync(new URL("../pages/home.md.j2", THEME), "utf-8").match(/^asked: \[(.*)\]$/m)[1].split(", ").flatMap(defined);
  for (const [page, names] of Object.entries(lists())) {
    const known = new Set();
    for (const name of names) {
      defined(name).forEach((part) => known.add(part));
      const isFound = (part) => known.has(part) || (used(name).has("after") && after.includes(part))
        || (used(name).has("loading") && asked.includes(part));
      for (const part of used(name)) assert.ok(isFound(part), `${page}: ${name} uses ${part} before it is loaded`);
    }
  }
});

test("the shared parts of a page's conditions stand by themselves", () => {
  const conditions = Array.from(read("qunli.html").matchAll(/scripts \+ (\[.*\])/g), (match) => quoted(match[1]));
  for (const names of conditions) {
    const known = new Set(["dom", ...names].flatMap(defined));
    for (const part of names.flatMap((name) => Array.from(used(name)))) assert.ok(known.has(part), `${names}: ${part}`);
  }
});

test("a page loads no part that none of its scripts uses", () => {
  for (const [page, names] of Object.entries(lists())) {
    for (const name of names) {
      const others = names.filter((other) => other !== name).flatMap((other) => Array.from(used(other)));
      const isWanted = (part) => others.includes(part) || (page === "planner" && part === "ics");
      for (const part of defined(name)) assert.ok(isWanted(part), `${page}: nothing uses ${part}`);
    }
  }
});

test("every script is loaded by some page and defines one part at most", () => {
  // What both editions of a page, or its letters, need is put there by the build.
  const built = readFileSync(new URL("../../generator/qunli/plugin/editions.py", THEME), "utf-8").matchAll(/assets\/js\/(\w+)\.js/g);
  const loaded = new Set([...Object.values(lists()).flat(), ...Array.from(built, (match) => match[1])]);
  const all = readdirSync(new URL("assets/js/", THEME), { recursive: true }).filter((name) => name.endsWith(".js"));
  assert.deepEqual(Array.from(loaded).sort(), all.map((name) => name.replace(/\.js$/, "")).sort());
  for (const name of loaded) assert.ok(defined(name).length <= 1, name);
});

test("an edited text is judged by what 发前查一查 loads, its data included", () => {
  const tried = readFileSync(new URL("../pages/checks_try.md.j2", THEME), "utf-8");
  assert.match(tried, /^judging: now$/m);
  const { CHECK: check } = named("partials/scripts.html");
  // The page goes on where the editor ends: it lists, rewrites and reports, and names no judge of its own.
  const own = tried.match(/^scripts: \[(.*)\]$/m)[1].split(", ");
  assert.deepEqual(own.filter((name) => check.includes(name)), []);
  assert.match(read("qunli.html"), /judging == "now" %\}[^%]*loading\.load\(scripts\) \}\}\s*\{\{ loading\.load\(loading\.CHECK\) \}\}/);
  assert.match(read("partials/scripts.html"), /data-check="\{\{ 'checks\/try\/words\.js'\|url \}\}/);
  for (const page of ["today.html", "my.html"]) assert.match(read(page), /<main.*scripts\.checks\(scripts\.CHECK\)/, page);
});
