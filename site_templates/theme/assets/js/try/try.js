/* 这句能不能发: the word checks of words.js over a text, an article or a column of posts, on this device only. */
"use strict";
(() => {
  const { qunliWords: data, qunliRewriting: rewriting } = window;
  const box = document.querySelector(".q-try");
  if (!data || !rewriting || !(box instanceof HTMLElement)) return;
  const { put, one, all, hit } = qunli.dom;
  const { report, tryList, allowed, judging } = qunli;
  const KEY = "qunli.industry";
  const PAUSE = 300; // milliseconds after the last letter
  const AT_ONCE = 4; // better sentences that are looked for before the page may draw again
  const SAMPLE = "本店烤鱼全国第一，转发朋友圈就送小菜1份";

  /** @type {{again: Again} | null} */
  let model = null;
  const kit = judging.kit(data, rewriting, () => model);
  const checkOf = (/** @type {string} */ code) => judging.checkOf(kit, code);
  // The first look reads what every check looks for.
  window.setTimeout(() => kit.find(SAMPLE, "", ""), 0);
  const area = /** @type {HTMLTextAreaElement} */ (one(box, "#q-try-text"));
  const [industry, type, way] = ["industry", "type", "way"].map((name) => /** @type {HTMLSelectElement} */ (one(box, `#q-try-${name}`)));
  const [count, by, shown, list, told, kept] = ["count", "by", "shown", "found", "told", "allowed"].map((name) => one(box, `.q-try__${name}`));
  const panels = all(document, ".q-try__panel");
  const state = { names: /** @type {string[]} */ ([]), before: /** @type {string[]} */ ([]), found: /** @type {ToldSpot[]} */ ([]), round: 0 };

  /** @returns {Wish} */
  const wish = () => ({ sector: industry.selectedOptions[0].dataset.scope || "", type: type.value, way: way.value, names: state.names });

  const tap = (/** @type {string} */ name) => one(/** @type {HTMLElement} */ (box), `[data-try=${name}]`);

  // --- showing what was found

  /** @type {(found: number, isAllowed: number) => string} */
  const counted = (found, isAllowed) => {
    if (!area.value.trim()) return "";
    const more = isAllowed ? `另有 ${isAllowed} 处是你放行的词。` : "";
    return found ? `有 ${found} 处风险提示，不是判定违法。${more}` : `${report.NOTHING}${more}`;
  };

  /** @type {Doing} */
  const doing = {
    pageOf: (code) => {
      const page = all(document, ".q-try__list a").find((link) => (link.textContent || "").startsWith(code.slice(0, 2)));
      return page instanceof HTMLAnchorElement ? `${page.href}#${code.toLowerCase()}` : null;
    },
    isFinal: ({ code, learned }) => checkOf(code).final && !learned,
    replace: (spot) => {
      const { better: made } = spot;
      if (made) write(area.value.slice(0, made.start) + made.text + area.value.slice(made.end));
    },
    allow: (words, reason) => {
      allowed.add(words, reason);
      check();
    },
  };

  /** @type {Promise<void> | null} */
  let asked = null;

  /** Why there is each finding: asked for once the page is drawn; without a network the list stands without it. */
  const explain = async () => {
    asked = asked || qunli.loading.script(/** @type {HTMLElement} */ (box).dataset.why || "");
    try {
      await asked;
      if (window.qunliWhy) tryList.explain(list, window.qunliWhy);
    } catch (error) {
      asked = null;
    }
  };

  /** What examples have taught is large: it is asked for once the page is drawn, and without it the words alone are looked for. */
  const learn = async () => {
    try {
      await qunli.loading.script(/** @type {HTMLElement} */ (box).dataset.learned || "");
      model = window.qunliLearned ? qunli.learned.read(window.qunliLearned) : null;
      if (area.value.trim()) check();
    } catch (error) {
      told.textContent = "有一部分没取到，只查了词；联网后再打开一次这一页。";
    }
  };

  /** Look for better sentences a few at a time, and put each beside its finding. @type {(round: number, at: number) => void} */
  const improve = (round, at) => {
    if (round !== state.round || at >= list.children.length) return;
    state.found.slice(at, at + AT_ONCE).forEach((spot, number) => {
      spot.better = judging.better(kit, area.value, spot, wish());
      const made = tryList.better(spot, doing);
      const item = list.children[at + number];
      if (made && item) item.insertBefore(made, item.querySelector(".q-try__basis"));
    });
    window.setTimeout(() => improve(round, at + AT_ONCE), 0);
  };

  const check = () => {
    const text = area.value;
    const judgement = judging.judged(kit, text, wish());
    const { found } = judgement;
    state.found = found;
    state.round += 1;
    count.textContent = counted(found.length, judgement.allowed);
    by.textContent = text.trim() ? judgement.by : "";
    shown.hidden = !found.length;
    tap("report").hidden = !found.length;
    tap("back").hidden = !state.before.length;
    put(shown, qunli.marking.marked(text, qunli.marking.hits(text, found), (code) => checkOf(code).level));
    put(list, tryList.items(found, doing));
    put(kept, tryList.kept((words) => {
      allowed.remove(words);
      check();
    }));
    one(/** @type {HTMLElement} */ (box), ".q-try__kept").hidden = !kept.children.length;
    explain();
    improve(state.round, 0);
  };

  // --- the box

  /** Put words into the box, so that the last ones can be had back. @type {(text: string) => void} */
  const write = (text) => {
    state.before.push(area.value);
    area.value = text;
    told.textContent = "";
    check();
  };

  const showPanels = () => {
    const mine = panels.filter((panel) => (panel.dataset.industries || "").split(" ").includes(industry.value));
    for (const panel of panels) panel.hidden = mine.length > 0 && !mine.includes(panel);
  };

  /** @type {(file: File) => Promise<void>} */
  const open = async (file) => {
    told.textContent = "正在读…";
    try {
      const scripts = all(document, "link[data-asked]").map((link) => link.getAttribute("href") || "");
      if (!qunli.files) await Promise.all(scripts.map(qunli.loading.script));
      const { text, names } = await qunli.files.open(file.name, file);
      state.names = names;
      if (names.length) way.value = "lines";
      write(text);
      told.textContent = `打开了 ${file.name}，只在这台手机上读，没有上传。`;
    } catch (error) {
      const { isTold = false, message = "" } = /** @type {any} */ (error) || {};
      told.textContent = isTold ? message : "没连上网，读文件的部分没取到。联网后再试，或把字复制、粘贴到框里。";
    }
  };

  const handOn = async () => {
    const isCopied = await qunli.clipboard.copy(report.report(state.found, by.textContent || ""));
    told.textContent = isCopied ? "复制好了，粘贴就能发给别人看。" : "没复制成，长按下面的字自己复制。";
  };

  const back = () => {
    area.value = state.before.pop() || "";
    check();
  };

  /** @type {{[name: string]: () => void}} */
  const TAPS = {
    sample: () => write(SAMPLE),
    clear: () => {
      state.names = [];
      write("");
      area.focus();
    },
    open: () => one(/** @type {HTMLElement} */ (box), "#q-try-file").click(),
    report: handOn,
    back,
  };

  let timer = 0;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(check, PAUSE);
  });
  [type, way].forEach((each) => each.addEventListener("change", check));
  industry.addEventListener("change", () => {
    // What begins so is no trade that other pages know.
    if (industry.value && !industry.value.startsWith("_")) qunli.storage.set(KEY, industry.value);
    showPanels();
    check();
  });
  const file = /** @type {HTMLInputElement} */ (one(box, "#q-try-file"));
  file.addEventListener("change", () => {
    if (file.files && file.files[0]) open(file.files[0]);
    file.value = "";
  });
  box.addEventListener("click", (event) => {
    const button = hit(event, "[data-try]");
    if (button) TAPS[button.dataset.try || ""]();
  });

  const chosen = qunli.storage.get(KEY);
  if (Array.from(industry.options).some((option) => option.value === chosen)) industry.value = chosen || "";
  one(document, ".q-try__without").hidden = true;
  box.hidden = false;
  showPanels();
  check();
  window.setTimeout(learn, 0);
})();
