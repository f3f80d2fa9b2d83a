/* One post as a card. */
"use strict";
var qunli = qunli || {};

/** @typedef {{post: BentPost, item: HTMLElement, details: HTMLDetailsElement, chip: HTMLElement, bend: () => void}} Card `bend` draws the buttons that bend it */

qunli.card = (() => {
  const { plan, memory, copier } = qunli;
  const { element, put, button, limit } = qunli.dom;

  /**
   * The value of another day, one tap away; or nothing.
   * @type {(post: Post, blank: Blank, input: HTMLInputElement) => HTMLButtonElement | null}
   */
  const offered = (post, blank, input) => {
    const last = memory.lastValue(post.id, blank.key);
    if (!last || input.value) return null;
    const take = () => {
      input.value = last;
      input.dispatchEvent(new Event("input"));
      offer.remove();
      input.focus();
    };
    const offer = button(`上次：${last}`, take, "offer");
    return offer;
  };

  /** @type {(day: string, post: Post, blank: Blank, name: string, changed: () => void) => HTMLDivElement} */
  const field = (day, post, blank, name, changed) => {
    const input = element("input", {
      type: "text", autocomplete: "off", enterkeyhint: "next",
      placeholder: blank.example ? `例：${blank.example}` : null,
    });
    input.value = memory.noted(day, post.id).blanks[blank.key] || "";
    input.addEventListener("input", () => {
      memory.fill(day, post.id, blank.key, input.value);
      changed();
    });
    input.addEventListener("change", () => memory.keepLast(day, post.id));
    const label = element("label", {}, [element("span", {}, [name]), input]);
    return element("div", { class: "field" }, [label, limit(input, memory.MOST), offered(post, blank, input)]);
  };

  /** @type {(day: string, post: Post, group: string, changed: () => void) => HTMLLabelElement} */
  const tick = (day, post, group, changed) => {
    const box = element("input", { type: "checkbox" });
    const when = element("small");
    const show = () => {
      const { groups, times } = memory.noted(day, post.id);
      box.checked = groups.includes(group);
      when.textContent = times[group] || "";
    };
    box.addEventListener("change", () => {
      memory.tick(day, post.id, group, box.checked);
      show();
      changed();
    });
    show();
    return element("label", {}, [box, element("span", {}, [group]), when]);
  };

  /**
   * @param {string} day
   * @param {Post} post
   * @param {[words: string, key: string]} about
   * @param {() => void} changed
   */
  const figure = (day, post, [words, name], changed) => {
    const box = element("input", { type: "text", inputmode: "decimal", autocomplete: "off" });
    const judge = () => {
      const isWrong = box.value.trim() !== "" && !memory.figure(box.value);
      box.setAttribute("aria-invalid", String(isWrong));
    };
    box.value = memory.noted(day, post.id).figures[name] || "";
    judge();
    box.addEventListener("input", () => {
      memory.note(day, post.id, (noted) => {
        noted.figures[name] = box.value;
      });
      judge();
      changed();
    });
    return element("label", {}, [element("span", {}, [words]), box]);
  };

  /** What is counted, in each group by itself. @type {(slot: Slot) => [words: string, key: string][]} */
  const counted = (slot) => {
    /** @type {[string, string][]} */
    const found = [];
    slot.groups.forEach((group, at) => {
      const whose = slot.groups.length > 1 ? `${group} ` : "";
      for (const name of slot.record) found.push([whose + plan.data.asked[name][0], memory.figureKeys(slot, name)[at]]);
    });
    return found;
  };

  /** Where the figures of a slot are read. @type {(slot: Slot) => HTMLElement} */
  const places = ({ record }) =>
    element("p", { class: "small" }, [record.map((name) => plan.data.asked[name].join("：")).join("；")]);

  /**
   * The ways to the page that counts a 接龙 and notes its number for this post, one for each group.
   * @type {(day: string, post: Post) => HTMLAnchorElement[]}
   */
  const counting = (day, { id, slot: { groups, record } }) => {
    const link = document.getElementById("_orders");
    if (!(link instanceof HTMLAnchorElement) || !record.includes("chain")) return [];
    return groups.map((group, at) => {
      const place = [day, id, memory.placeOf(), ...(at ? [group] : [])].map(encodeURIComponent).join("/");
      return element("a", { class: "more", href: `${link.href}#${place}` }, [groups.length > 1 ? `粘${group}的接龙，替你数` : "粘接龙，替你数"]);
    });
  };

  /** @type {(look: string, words: string, fields: HTMLElement[]) => HTMLFieldSetElement} */
  const fieldset = (look, words, fields) =>
    element("fieldset", { class: look }, [element("legend", {}, [words]), ...fields]);

  /**
   * @param {string} name
   * @param {string} words nothing where there are none
   */
  const remark = (name, words) => (words ? element("p", {}, [element("b", {}, [`${name} `]), words]) : null);

  /** @type {(post: Post, values: Words) => (string | HTMLElement)[]} */
  const marked = (post, values) =>
    plan.pieces(post.parts, values).map(({ text, isBlank, isEmpty }) => {
      if (!isBlank) return text;
      return element("mark", { class: isEmpty ? "empty" : null }, [text]);
    });

  /**
   * The blanks without words, each with the way to its field.
   * @type {(day: string, post: Post, fields: HTMLElement[]) => Gap[]}
   */
  const open = (day, post, fields) => {
    const keys = plan.blanks(post.parts).map((blank) => blank.key);
    return plan.missing(post.parts, memory.noted(day, post.id).blanks).map(({ key, label }) => (
      { label, go: () => qunli.dom.one(fields[keys.indexOf(key)], "input").focus() }
    ));
  };

  /** @type {(slot: Slot, chip: HTMLElement) => HTMLElement} */
  const summary = (slot, chip) => {
    const title = element("span", { class: "title" }, [slot.title, element("small", {}, [slot.groups.join("、")])]);
    return element("summary", {}, [element("h3", {}, [element("time", {}, [slot.at]), title, chip])]);
  };

  /** @type {(post: Post) => HTMLDivElement | null} */
  const brief = (post) => {
    if (!post.short) return null;
    const { parts } = copier("复制短的", () => post.short);
    return element("div", { class: "brief" }, [remark("短的", post.short), ...parts]);
  };

  /**
   * One post to a colleague, with who posts it and when, where the phone has a sheet to share with; else nothing.
   * @type {(day: string, post: BentPost, textOf: () => string) => HTMLButtonElement | null}
   */
  const sharing = (day, { slot }, textOf) => {
    if (!("share" in navigator)) return null;
    const head = [`${qunli.dates.words(day)} ${slot.at} ${slot.title} → ${slot.groups.join("、")}`, slot.who].filter(Boolean).join("，");
    return button("发给同事", () => {
      // Closing the sheet again is a refusal, too.
      navigator.share({ text: `${head}\n\n${textOf()}` }).catch(() => {});
    });
  };

  /**
   * The text with its fields, what to look at before it is posted, and its copy button.
   * @type {(day: string, post: BentPost, changed: () => void) => (HTMLElement | null)[]}
   */
  const text = (day, post, changed) => {
    const words = element("pre");
    const show = () => put(words, marked(post, memory.noted(day, post.id).blanks));
    const textOf = () => {
      memory.keepLast(day, post.id);
      return plan.filled(post.parts, memory.noted(day, post.id).blanks);
    };
    const main = copier("复制", textOf, {
      open: () => open(day, post, fields), hint: post.short ? "来不及填，就发下面短的那句。" : "", look: "main",
    });
    const retell = () => {
      show();
      main.settle();
      changed();
    };
    const fields = plan.blanks(post.parts).map((blank, at) =>
      field(day, post, blank, blank.label || `填空${at + 1}`, retell));
    show();
    const notes = remark(plan.data.titles.notes, post.slot.notes);
    // The button stays at the foot of the screen while a text goes on below it.
    return [words, ...fields, notes, element("div", { class: "act" }, main.parts), sharing(day, post, textOf)];
  };

  /**
   * A card of a post on a day; `changed` is called when something is noted on it, `redraw` when its day was bent.
   * @type {(day: string, post: BentPost, changed: () => void, redraw: Redraw) => Card}
   */
  const card = (day, post, changed, redraw) => {
    const { slot } = post;
    const chip = element("span", { class: "chip" });
    const ticks = slot.groups.map((group) => tick(day, post, group, changed));
    const figures = counted(slot).map((each) => figure(day, post, each, changed));
    const ways = element("div");
    const bend = () => put(ways, qunli.bending.buttons(day, post, redraw));
    const details = element("details", {}, [
      summary(slot, chip),
      element("p", { class: "meta" }, [[slot.who, slot.way, slot.type[1]].filter(Boolean).join(" · ")]),
      remark(plan.data.titles.media, slot.media.join("、")),
      ...text(day, post, changed),
      brief(post),
      ways,
      fieldset("ticks", "发到了", ticks),
      figures.length ? fieldset("figures", "记几个数，不填也行", [...figures, places(slot)]) : null,
      ...counting(day, post),
    ]);
    bend();
    return { post, bend, item: element("li", { class: slot.type[0] }, [details]), details, chip };
  };

  return card;
})();
