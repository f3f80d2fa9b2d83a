/* The step of a form that says which plans a shop uses and what its groups are called. */
"use strict";
var qunli = qunli || {};

/** @typedef {{pack: PackData, of: Edition, today: string, changed: () => void}} Choices the runs of `of` are changed in place */

qunli.groups = (() => {
  const { edition, dates, rounds } = qunli;
  const { isRound } = rounds;
  const { element, put, button, limit } = qunli.dom;

  /** @type {(names: string[], changed: (names: string[]) => void) => HTMLElement} */
  const names = (groups, changed) => {
    const box = element("div", { class: "names" });
    const called = (/** @type {string} */ name, /** @type {number} */ at) => {
      const input = element("input", { type: "text", class: "in", "aria-label": `第 ${at + 1} 个群叫什么` });
      input.value = name;
      input.addEventListener("input", () => {
        groups[at] = input.value;
        changed(groups);
      });
      return element("div", {}, [input, limit(input, edition.MOST.group)]);
    };
    const add = () => {
      groups.push("");
      draw();
      const last = box.querySelectorAll("input")[groups.length - 1];
      if (last) last.focus();
    };
    const draw = () => {
      put(box, [...groups.map(called), ...qunli.facts.further("这样的群还有一个", groups.length, edition.MOST.groups, add)]);
    };
    draw();
    return box;
  };

  /** @type {(desk: Choices, chosen: Chosen) => HTMLElement} */
  const start = ({ pack, of, today, changed }, chosen) => {
    const input = element("input", { type: "date", class: "in", min: dates.shifted(today, -60), max: dates.shifted(today, 390) });
    const said = element("div", { role: "status" });
    const turn = (/** @type {string} */ day) => {
      if (isNaN(dates.number(day))) return;
      chosen.starts = day;
      changed();
      draw();
    };
    const draw = () => {
      input.value = chosen.starts;
      const words = rounds.words(pack, of, chosen.sop, today);
      const day = rounds.sooner(pack, of, chosen.sop, today);
      put(said, [
        words ? element("p", { class: "note warn" }, [words]) : null, day ? button(`改成${dates.words(day)}开始`, () => turn(day), "btn") : null,
      ]);
    };
    input.addEventListener("change", () => turn(input.value));
    draw();
    return element("div", {}, [element("label", { class: "fl" }, [element("span", {}, ["哪天开始"]), input]), said]);
  };

  /** @type {(desk: Choices, sop: string) => Chosen} */
  const fresh = ({ pack, of, today }, sop) => {
    /** @type {(starts: string) => Chosen} */
    const from = (starts) => ({ sop, groups: [pack.sops[sop].title], starts, gone: {} });
    if (!isRound(pack.sops[sop])) return from(of.starts);
    const monday = from(dates.shifted(dates.monday(today), 7));
    const open = rounds.sooner(pack, Object.assign({}, of, { runs: [monday] }), sop, today);
    return open ? from(open) : monday;
  };

  /** What is asked of a plan that was chosen. @type {(desk: Choices, chosen: Chosen) => HTMLElement[]} */
  const asked = (desk, chosen) => {
    const { pack, changed } = desk;
    const called = names(chosen.groups, (groups) => {
      chosen.groups = groups;
      changed();
    });
    return isRound(pack.sops[chosen.sop]) ? [called, start(desk, chosen)] : [called];
  };

  /** One plan stays chosen. @type {(desk: Choices, sop: string) => HTMLElement} */
  const choice = (desk, sop) => {
    const { pack, of } = desk;
    const box = element("input", { type: "checkbox" });
    const below = element("div");
    const draw = () => {
      const chosen = of.runs.filter((each) => each.sop === sop);
      box.checked = chosen.length > 0;
      put(below, chosen.length ? asked(desk, chosen[0]) : []);
    };
    box.addEventListener("change", () => {
      const others = of.runs.filter((each) => each.sop !== sop);
      if (box.checked || others.length) of.runs = box.checked ? [...others, fresh(desk, sop)] : others;
      draw();
      desk.changed();
    });
    draw();
    const label = element("label", { class: "ck" }, [box, element("b", {}, [pack.sops[sop].title])]);
    return element("div", { class: "choice" }, [label, below]);
  };

  /**
   * @param {Choices} desk
   * @returns {HTMLElement[]} the lasting groups first, then what can be run from a day on
   */
  const fields = (desk) => {
    const { sops } = desk.pack;
    const lasting = Object.keys(sops).filter((sop) => !isRound(sops[sop]));
    const ending = Object.keys(sops).filter((sop) => isRound(sops[sop]));
    const kept = lasting.map((sop) => choice(desk, sop));
    if (!ending.length) return kept;
    const later = element("details", {}, [
      element("summary", {}, ["以后再加：快闪、打卡、新人周这些有头有尾的"]), ...ending.map((sop) => choice(desk, sop)),
    ]);
    later.open = ending.some((sop) => desk.of.runs.some((each) => each.sop === sop));
    return [...kept, later];
  };

  return { fields };
})();
