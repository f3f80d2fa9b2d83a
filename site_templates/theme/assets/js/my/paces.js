/* The steps of a form that say how much is posted, and when a shop is silent. */
"use strict";
var qunli = qunli || {};

qunli.paces = (() => {
  const { edition, sums, more } = qunli;
  const { element, put, button } = qunli.dom;
  const DAYS = "一二三四五六日";

  /** @type {(types: string[][], words: Row) => HTMLElement} */
  const week = (types, words) => {
    const days = types.map((each, at) => {
      const marks = each.map((type) => element("i", { class: `m ${type}`, title: words[type] || null }, [(words[type] || "").slice(0, 1)]));
      return element("div", {}, [...marks, element("small", {}, [DAYS[at]])]);
    });
    return element("div", { class: "dots", "aria-hidden": "true" }, days);
  };

  /** A pace by what it posts by itself: 一周四条. @type {(pack: PackData, of: Edition, pace: number, today: string) => string} */
  const called = (pack, of, pace, today) => {
    const runs = of.runs.map((each) => Object.assign({}, each, { also: [] }));
    return sums.words(sums.week(pack, edition.calendar(Object.assign({}, of, { pace, runs }), pack), today).posts);
  };

  /** @type {(types: Row) => HTMLElement} */
  const key = (types) => element("p", { class: "key" }, Object.keys(types).map((type) =>
    element("span", {}, [element("i", { class: `m ${type}` }, [types[type].slice(0, 1)]), types[type]])));

  /** One pace is no choice. @type {(buttons: HTMLElement[]) => HTMLElement} */
  const ways = (buttons) =>
    (buttons.length > 1 ? element("div", { class: "seg" }, buttons) : element("p", { class: "small" }, ["这一行就这么多，不用选。"]));

  /**
   * Three paces, each called by what this shop would post at it.
   * @param {PackData} pack
   * @param {Edition} of
   * @param {string} today
   * @param {(pace: number) => void} changed
   */
  const choice = (pack, of, today, changed) => {
    const names = [0, 1, 2].map((pace) => called(pack, of, pace, today));
    const [drawn, further, said] = [element("div"), element("div"), element("p", { class: "big", "aria-live": "polite" })];
    // Paces that post alike are one.
    const least = (/** @type {number} */ pace) => names.indexOf(names[pace]);
    const offered = [0, 1, 2].filter((pace) => least(pace) === pace);
    const offer = () => put(further, [more.choice(pack, of, today, turned)]);
    const buttons = offered.map((pace) => button(names[pace], () => {
      of.pace = pace;
      turned();
      offer();
    }, "btn"));
    const turned = () => {
      changed(of.pace);
      draw();
    };
    const draw = () => {
      const now = sums.week(pack, edition.calendar(of, pack), today);
      buttons.forEach((each, at) => each.setAttribute("aria-pressed", String(offered[at] === least(of.pace))));
      put(said, [element("b", {}, [sums.words(now.posts)]), `，一周 ${now.posts} 条，每天大约 ${now.minutes} 分钟`]);
      put(drawn, [week(now.types, pack.words.types)]);
    };
    draw();
    offer();
    return [said, drawn, ways(buttons), key(pack.words.types), further];
  };

  /** @type {(words: string, value: string, first: string, changed: (value: string) => void) => HTMLElement} */
  const hour = (words, value, first, changed) => {
    const select = element("select", { class: "in", "aria-label": words }, [element("option", { value: "" }, [first])]);
    // From five in the morning to half past four in the night: some shops close after midnight.
    for (let half = 10; half < 58; half += 1) {
      const time = `${String((half >> 1) % 24).padStart(2, "0")}:${half % 2 ? "30" : "00"}`;
      select.append(element("option", { value: time }, [time]));
    }
    if (value && !Array.from(select.options).some((each) => each.value === value)) select.append(element("option", { value }, [value]));
    select.value = value;
    select.addEventListener("change", () => changed(select.value));
    return select;
  };

  /**
   * The hours that were chosen, where only one was with the trade's other; none where neither was, or both are the same.
   * @type {(said: string[], usual: string[]) => string[]}
   */
  const spanOf = (said, usual) => {
    const [first, last] = [said[0] || usual[0] || "05:00", said[1] || usual[1] || "23:30"];
    return (said[0] || said[1]) && first !== last ? [first, last] : [];
  };

  /**
   * From when to when the group talks; `usual` are the hours of the trade, none where it says none.
   * @type {(of: Edition, usual: string[], changed: () => void) => HTMLElement}
   */
  const hours = (of, usual, changed) => {
    const said = [of.hours[0] || "", of.hours[1] || ""];
    const words = (/** @type {number} */ at) => (usual[at] ? `照这一行，${usual[at]}` : "不限");
    const set = (/** @type {number} */ at) => (/** @type {string} */ value) => {
      said[at] = value;
      of.hours = spanOf(said, usual);
      changed();
    };
    return element("div", { class: "time2" }, [hour("几点起", said[0], words(0), set(0)), "到", hour("几点止", said[1], words(1), set(1))]);
  };

  /** The weekdays without posts; one stays. @type {(of: Edition, changed: () => void) => HTMLElement[]} */
  const shut = (of, changed) => {
    const words = element("p", { class: "small", role: "status" });
    const turn = (/** @type {number} */ day) => {
      const isShut = of.shut.includes(day);
      if (!isShut && of.shut.length === 6) return;
      of.shut = isShut ? of.shut.filter((each) => each !== day) : [...of.shut, day].sort();
      changed();
      draw();
    };
    const buttons = Array.from(DAYS, (name, day) => {
      const made = button(name, () => turn(day));
      made.setAttribute("aria-label", `每周${name}歇`);
      return made;
    });
    const draw = () => {
      buttons.forEach((each, day) => each.setAttribute("aria-pressed", String(of.shut.includes(day))));
      const days = of.shut.map((day) => DAYS[day]).join("、");
      words.textContent = days ? `每周${days}歇，那天一条也不发。` : "不歇。";
    };
    draw();
    return [element("div", { class: "days7", role: "group", "aria-label": "每周歇哪天" }, buttons), words];
  };

  /** @type {(pack: PackData, of: Edition, changed: () => void) => HTMLElement[]} */
  const silence = (pack, of, changed) => [hours(of, pack.hours || [], changed), element("h3", {}, ["每周歇哪天"]), ...shut(of, changed)];

  return { choice, silence, spanOf };
})();
