/* 数接龙: what is pasted is counted while it is typed, on this device only, and stays here until it is cleared. */
"use strict";
(() => {
  const box = document.querySelector(".q-orders");
  if (!(box instanceof HTMLElement)) return;
  const { orders, kitchen, orderNote, storage } = qunli;
  const { element, put, button, one, hit } = qunli.dom;
  const KEY = "qunli:1:orders";
  const MOST = 100000; // characters: many times the longest list that WeChat sends
  const PAUSE = 150; // milliseconds after the last letter
  const SAMPLE = "#接龙\n晚上的酸菜鱼，68元一份，五点截单\n例 张三 1份\n\n1. 小雨 2份 不要香菜\n2. 王妈妈2号 1份 6点来取\n3. 3栋502陈姐 两份\n4. 老周 2份改成3份\n5. 李四 不要了\n6. 阿明2";

  /** @typedef {{count?: boolean, portions?: number[]}} Changed */
  const area = /** @type {HTMLTextAreaElement} */ (one(box, "#q-orders-text"));
  const count = one(box, ".q-orders__count");
  const said = one(box, ".q-orders__said");
  const asked = one(box, ".q-orders__asked");
  const items = one(box, ".q-orders__items");
  const result = one(box, ".q-orders__result");
  const state = { changes: /** @type {{[line: string]: Changed}} */ ({}), post: orderNote.post(location.hash) };

  // --- what was changed by hand, by the words of a line

  /** @type {(value: any) => Changed} whatever is really stored */
  const whole = (value) => {
    const from = value && typeof value === "object" ? value : {};
    const portions = Array.isArray(from.portions) ? from.portions.filter((/** @type {unknown} */ each) => Number.isFinite(each)) : [];
    return { ...(typeof from.count === "boolean" ? { count: from.count } : {}), ...(portions.length ? { portions } : {}) };
  };

  /** @type {(entries: Order[]) => Map<Order, string>} */
  const keysOf = (entries) => {
    /** @type {Map<string, number>} */
    const seen = new Map();
    return new Map(entries.map((order) => {
      const nth = (seen.get(order.raw) || 0) + 1;
      seen.set(order.raw, nth);
      return /** @type {const} */ ([order, `${nth}:${order.raw}`]);
    }));
  };

  /** @type {(order: Order, change: Changed) => void} */
  const apply = (order, change) => {
    const { portions } = change;
    if (change.count !== undefined) order.isCounted = change.count;
    if (portions) order.items.forEach((each, at) => Object.assign(each, { portions: portions[at] === undefined ? each.portions : portions[at] }));
  };

  const keep = () => storage.keep(KEY, { text: area.value, changes: state.changes });

  /** What was changed on lines that are gone must not come back with a line of another day. */
  const forget = () => {
    const lines = new Set(read().keys.values());
    for (const key of Object.keys(state.changes)) if (!lines.has(key)) delete state.changes[key];
  };

  /** @type {(key: string, change: Changed) => void} */
  const change = (key, more) => {
    state.changes[key] = { ...whole(state.changes[key]), ...more };
    keep();
    show();
  };

  // --- a line that is to be asked about

  /** @type {(order: Order, key: string, at: number, by: number) => void} */
  const step = (order, key, at, by) => {
    const portions = order.items.map((each) => each.portions);
    portions[at] = Math.max(0, Math.min(9999, portions[at] + by));
    change(key, { portions, count: true });
  };

  /** @type {(order: Order, key: string) => HTMLElement[]} */
  const steppers = (order, key) => order.items.map((each, at) => {
    const less = button("−", () => step(order, key, at, -1), "q-orders__step");
    const more = button("+", () => step(order, key, at, 1), "q-orders__step");
    less.setAttribute("aria-label", `少一份${each.item}`);
    more.setAttribute("aria-label", `多一份${each.item}`);
    return element("span", { class: "q-orders__number" }, [less, element("b", {}, [kitchen.thing(each)]), more]);
  });

  /** @type {(order: Order, key: string) => HTMLLIElement} */
  const line = (order, key) => {
    const words = order.isCounted ? "算进去了，点一下不算" : "没算，点一下算上";
    const toggle = button(words, () => change(key, { count: !order.isCounted }), "q-orders__toggle");
    toggle.setAttribute("aria-pressed", String(order.isCounted));
    return element("li", { class: order.isCounted ? "is-counted" : null }, [
      element("p", { class: "q-orders__raw" }, [order.raw]),
      element("p", { class: "q-orders__why" }, [order.doubt]),
      element("div", { class: "q-orders__row" }, [...steppers(order, key), toggle]),
    ]);
  };

  /** @type {(order: Order) => boolean} */
  const isAsked = (order) => order.doubt !== "" && !order.isCancelled;

  // --- the whole

  /** @type {(found: Orders) => string} */
  const counted = (found) => {
    const { people, portions } = found.totals;
    const open = found.entries.filter((order) => !order.isCounted && isAsked(order)).length;
    const isEmpty = !area.value.trim();
    if (isEmpty) return "";
    if (!found.entries.length) return "这里面没看到接龙，一行一个人的那种才能数。";
    return `${people} 人 · ${kitchen.amount(portions)} 份${open ? `，还有 ${open} 条要问` : ""}`;
  };

  /** @type {(found: Orders) => string[]} */
  const remarks = (found) => {
    const cancelled = found.entries.filter((order) => order.isCancelled).length;
    return [
      ...found.notices,
      cancelled ? `不要了的 ${cancelled} 条，没算。` : "",
      found.talk.length ? `这几句当聊天，没算：${found.talk.slice(0, 20).join(" / ")}` : "",
      area.value.length > MOST ? "太长了，只数了前面一段。" : "",
      storage.isForgetful() ? "这里不让网页记东西，关掉这一页，粘的就没了。" : "",
    ].filter(Boolean);
  };

  /** @type {(found: Orders) => void} */
  const showCopies = (found) => {
    const title = (found.headings[0] || "接龙").slice(0, 60);
    one(result, "#q-orders-kitchen").textContent = kitchen.list(found, title);
    one(result, "#q-orders-names").textContent = kitchen.names(found);
    const noting = one(result, ".q-orders__note");
    noting.hidden = !state.post;
    one(noting, "button").textContent = `把 ${found.totals.orders} 单记到这一条`;
    result.hidden = found.totals.orders === 0;
  };

  const read = () => {
    const found = orders.read(area.value.slice(0, MOST));
    const keys = keysOf(found.entries);
    for (const [order, key] of keys) apply(order, whole(state.changes[key]));
    return { found: { ...found, totals: orders.totals(found.entries, found.offered) }, keys };
  };

  const show = () => {
    const { found, keys } = read();
    const inDoubt = found.entries.filter(isAsked).sort((one_, two) => Number(one_.isCounted) - Number(two.isCounted));
    count.textContent = counted(found);
    put(said, remarks(found).map((words) => element("p", {}, [words])));
    put(asked, inDoubt.map((order) => line(order, keys.get(order) || "")));
    one(box, ".q-orders__ask").hidden = !inDoubt.length;
    put(items, found.totals.items.map((each) => element("li", {}, [
      element("span", {}, [each.item || "没写品名"]), element("b", {}, [`${kitchen.amount(each.portions)} ${each.unit || "份"}`]),
    ])));
    showCopies(found);
  };

  // --- the box

  let timer = 0;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      forget();
      keep();
      show();
    }, PAUSE);
  });

  /** @type {(text: string) => void} */
  const fill = (text) => {
    area.value = text;
    state.changes = {};
    keep();
    show();
    area.focus();
  };

  box.addEventListener("click", (event) => {
    const pressed = hit(event, "[data-orders]");
    if (!pressed) return;
    if (pressed.dataset.orders === "clear") fill("");
    else if (pressed.dataset.orders === "sample") fill(SAMPLE);
    else if (state.post) {
      orderNote.keep(state.post, read().found.totals);
      pressed.textContent = storage.isForgetful() ? "这里不让网页记东西，没记上，请手写进去" : "记好了，回到「今天发什么」看得到";
    }
  });
  window.addEventListener("hashchange", () => {
    state.post = orderNote.post(location.hash);
    show();
  });

  const kept = storage.record(KEY);
  area.value = typeof kept.text === "string" ? kept.text : "";
  state.changes = kept.changes && typeof kept.changes === "object" ? Object.assign(Object.create(null), kept.changes) : Object.create(null);
  one(document, ".q-orders__without").hidden = true;
  box.hidden = false;
  show();
})();
