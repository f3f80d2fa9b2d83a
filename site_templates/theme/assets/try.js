// 这句能不能发: the word checks of words.js over a text, on this device only.
"use strict";
(() => {
  const data = globalThis.qunliWords;
  const box = document.querySelector(".q-try");
  if (!data || !box) return;

  // --- reading a text. Positions count characters (code points), as the command line's do.

  // In Python's expressions a dot is anything but \n; here it would also stop at \r, \u2028 and \u2029.
  const dots = /\\.|\[(?:\\.|[^\]])*\]|\./gsu;
  const compiled = (source, flags) => {
    if (!source) return null;
    return new RegExp(source.replace(dots, (part) => (part === "." ? "[^\\n]" : part)), flags);
  };
  const once = (source) => compiled(source, "u");
  const each = (source) => compiled(source, "gu");
  const rules = {
    masked: each(data.rules.masked),
    blank: each(data.rules.blank),
    unseen: once(data.rules.unseen),
    separators: each(data.rules.separators),
    clauseEnd: each(data.rules.clause_end),
    negation: once(data.rules.negation),
  };
  const entries = data.entries.map((entry) => ({
    ...entry,
    look: each(entry.look),
    unless: each(entry.unless),
    cleared: once(entry.cleared),
    near: once(entry.near),
    denied: once(entry.denied),
  }));

  // From an index of the string to the number of characters before it.
  const counter = (text) => {
    const counts = new Uint32Array(text.length + 1);
    let index = 0;
    let count = 0;
    for (const char of text) {
      counts.fill(count, index, index + char.length);
      index += char.length;
      count += 1;
    }
    counts[index] = count;
    return counts;
  };

  const folded = (char) => {
    if (rules.unseen.test(char)) return [];
    return Array.from(char.normalize("NFKC"), (one) => (one >= "A" && one <= "Z" ? one.toLowerCase() : one));
  };

  const normalise = (text) => {
    const chars = [];
    const spans = [];
    let at = 0;
    let count = 0;
    const fold = (part) => {
      for (const char of part) {
        for (const one of folded(char)) {
          chars.push(one);
          spans.push([count, count + 1]);
        }
        count += 1;
      }
    };
    for (const found of text.matchAll(rules.masked)) {
      fold(text.slice(at, found.index));
      const width = Array.from(found[0]).length;
      chars.push("\ufffc");
      spans.push([count, count + width]);
      count += width;
      at = found.index + found[0].length;
    }
    fold(text.slice(at));
    return joined(chars, spans);
  };

  const joined = (chars, spans) => {
    const whole = chars.join("");
    const counts = counter(whole);
    const kept = [];
    let at = 0;
    for (const found of whole.matchAll(rules.separators)) {
      const first = counts[found.index];
      for (let number = at; number <= first; number += 1) kept.push(number);
      at = counts[found.index + found[0].length];
    }
    for (let number = at; number < chars.length; number += 1) kept.push(number);
    return { chars: kept.map((number) => chars[number]), spans: kept.map((number) => spans[number]) };
  };

  const denied = (entry, chars, start) => {
    if (entry.denied && entry.denied.test(chars.slice(0, start).join("").split(rules.clauseEnd).pop())) return true;
    if (!entry.negation) return false;
    const before = chars.slice(Math.max(0, start - entry.negation), start).join("");
    return rules.negation.test(before.split(rules.clauseEnd).pop());
  };

  const inCompany = (entry, text, chars, start, end) => {
    if (!entry.near) return true;
    const around = entry.within ? chars.slice(Math.max(0, start - entry.within), end + entry.within).join("") : text;
    return entry.near.test(around);
  };

  const look = (entry, text, chars, counts) => {
    const found = [];
    let exempt = null;
    const span = (match) => [counts[match.index], counts[match.index + match[0].length]];
    for (const match of text.matchAll(entry.look)) {
      if (exempt === null) {
        if (entry.cleared && entry.cleared.test(text)) return [];
        exempt = entry.unless ? Array.from(text.matchAll(entry.unless), span) : [];
      }
      const [start, end] = span(match);
      if (exempt.some(([first, last]) => first < end && start < last)) continue;
      if (!denied(entry, chars, start) && inCompany(entry, text, chars, start, end)) found.push([start, end]);
    }
    return found;
  };

  const applies = ({ names, scope }, industry, type) => {
    if (names) return false; // judges the names of roles, not texts
    if (industry && scope.industries.length && !scope.industries.includes(industry)) return false;
    if (industry && scope.other_than.includes(industry)) return false;
    return !type || !scope.types.length || scope.types.includes(type);
  };

  // Returns [start, end, code, words] by position; industry and type may be "" where they are not known.
  const find = (text, industry, type) => {
    const asked = entries.filter((entry) => applies(entry, industry, type));
    const strict = asked.filter((entry) => entry.level === "error");
    const hits = new Map();
    const read = (part, offset, some) => {
      const { chars, spans } = normalise(part);
      const whole = chars.join("");
      const counts = counter(whole);
      const original = Array.from(part);
      for (const entry of some) {
        for (const [start, end] of look(entry, whole, chars, counts)) {
          const [first, last] = [spans[start][0], spans[end - 1][1]];
          const hit = [offset + first, offset + last, entry.code, original.slice(first, last).join("")];
          hits.set(hit.join("\u0000"), hit);
        }
      }
    };
    read(text, 0, asked);
    const counts = counter(text);
    for (const blank of text.matchAll(rules.blank)) read(blank[1], counts[blank.index] + 1, strict);
    return Array.from(hits.values()).sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1));
  };

  // --- showing what was found

  const byCode = new Map(entries.map((entry) => [entry.code, entry]));
  const pages = new Map();
  for (const link of document.querySelectorAll(".q-try__list a")) pages.set(link.textContent.split(" ")[0], link.href);
  const levels = { error: "先改再发", warning: "看一眼" };
  const area = box.querySelector("#q-try-text");
  const industry = box.querySelector("#q-try-industry");
  const type = box.querySelector("#q-try-type");
  const count = box.querySelector(".q-try__count");
  const shown = box.querySelector(".q-try__shown");
  const list = box.querySelector(".q-try__found");

  const element = (name, words, className) => {
    const made = document.createElement(name);
    if (words) made.textContent = words;
    if (className) made.className = className;
    return made;
  };

  // One mark for each stretch that the same findings cover; their numbers stand where they end.
  const marked = (text, hits) => {
    const chars = Array.from(text);
    const edges = [...new Set([0, chars.length, ...hits.flatMap(([start, end]) => [start, end])])].sort((a, b) => a - b);
    return edges.slice(0, -1).map((start, number) => {
      const end = edges[number + 1];
      const words = chars.slice(start, end).join("");
      const over = hits.filter((hit) => hit[0] <= start && end <= hit[1]);
      if (!over.length) return document.createTextNode(words);
      const wrong = over.some((hit) => byCode.get(hit[2]).level === "error");
      const mark = element("mark", words, wrong ? "q-try__error" : "q-try__warning");
      const ends = over.filter((hit) => hit[1] === end).map((hit) => hits.indexOf(hit) + 1);
      if (ends.length) mark.append(element("sup", ends.join(" ")));
      return mark;
    });
  };

  const item = ([, , code, words]) => {
    const entry = byCode.get(code);
    const made = element("li");
    made.append(
      element("strong", `风险提示：「${words.trim()}」${entry.title}`),
      element("span", levels[entry.level], `q-try__${entry.level}`),
      element("p", `换法：${entry.hint}`),
      element("p", `依据：${data.basis[code]}`, "q-try__basis"),
    );
    if (pages.has(code)) {
      const link = element("a", `${code} 为什么`);
      link.href = pages.get(code);
      made.append(link);
    }
    return made;
  };

  const counted = (text, hits) => {
    if (!text.trim()) return "";
    if (!hits.length) return "没有标出来的字。它不看的，下面写着。";
    return `有 ${hits.length} 处风险提示，不是判定违法。`;
  };

  const check = () => {
    const text = area.value;
    const chosen = industry.selectedOptions[0].dataset.scope || "";
    const hits = text.trim() ? find(text, chosen, type.value) : [];
    count.textContent = counted(text, hits);
    shown.hidden = !hits.length;
    shown.replaceChildren(...marked(text, hits));
    list.replaceChildren(...hits.map(item));
  };

  // --- the box

  const key = "qunli.industry";
  const panels = [...document.querySelectorAll(".q-try__panel")];
  const choose = () => {
    const mine = panels.filter((panel) => panel.dataset.industries.split(" ").includes(industry.value));
    for (const panel of panels) panel.hidden = mine.length > 0 && !mine.includes(panel);
  };

  let timer = 0;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, 300);
  });
  type.addEventListener("change", check);
  industry.addEventListener("change", () => {
    try {
      if (industry.value) localStorage.setItem(key, industry.value);
    } catch { /* nothing is kept here */ }
    choose();
    check();
  });
  box.addEventListener("click", (event) => {
    const button = event.target.closest("[data-try]");
    if (!button) return;
    area.value = button.dataset.try === "clear" ? "" : "本店烤鱼全国第一，转发朋友圈就送小菜1份";
    check();
    area.focus();
  });

  try {
    const kept = localStorage.getItem(key);
    if ([...industry.options].some((option) => option.value === kept)) industry.value = kept;
  } catch { /* nothing is kept here */ }
  document.querySelector(".q-try__without").hidden = true;
  box.hidden = false;
  choose();
  check();
  globalThis.qunliTry = { find };
})();
