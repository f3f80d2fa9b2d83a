/* What is copied from a 接龙: for the kitchen by thing and hour, and the list of names. */
"use strict";
var qunli = qunli || {};

qunli.kitchen = (() => {
  const { orders } = qunli;
  const UNNAMED = "没写品名";

  /**
   * Without the noise of binary fractions.
   * @type {(count: number) => string}
   */
  const amount = (count) => String(Math.round(count * 100) / 100);

  /** @type {(each: Ordered) => string} 酸菜鱼 2份 */
  const thing = (each) => `${each.item ? `${each.item} ` : ""}${amount(each.portions)}${each.unit || "份"}`;

  /** @type {(order: Order) => string} */
  const wanted = (order) => order.items.map(thing).join("，");

  /** @type {(order: Order) => string} */
  const noted = (order) => [wanted(order), order.note].filter(Boolean).join("，");

  /** @type {(entries: Order[], time: string) => string[]} */
  const atTime = (entries, time) => {
    const mine = entries.filter((order) => order.time === time);
    const { items, portions } = orders.totals(mine);
    return items.length ? [`${time}：${items.map(thing).join("，")}（共 ${amount(portions)} 份）`] : [];
  };

  /** @type {(entries: Order[]) => string[]} */
  const byTime = (entries) => {
    const times = Array.from(new Set(entries.map((order) => order.time).filter(Boolean)));
    return times.length ? ["几点来取：", ...times.sort().reduce((all, time) => all.concat(atTime(entries, time)), /** @type {string[]} */ ([]))] : [];
  };

  /**
   * For the kitchen.
   * @param {Orders} found
   * @param {string} title
   */
  const list = (found, title) => {
    const mine = found.entries.filter(orders.counts);
    const { items, portions, people } = orders.totals(mine, found.offered);
    const special = mine.filter((order) => order.note);
    const open = found.entries.filter((order) => !order.isCounted && !order.isCancelled).length;
    return [
      title,
      `共 ${amount(portions)} 份，${people} 人`,
      ...items.map((each) => `${each.item || UNNAMED} ${amount(each.portions)}${each.unit || "份"}`),
      ...(special.length ? ["另外说的：", ...special.map((order) => `${order.name || "没写名字"}：${noted(order)}`)] : []),
      ...byTime(mine),
      ...(open ? [`还有 ${open} 条没问清，没算在里面`] : []),
    ].filter(Boolean).join("\n");
  };

  /**
   * Who stands in the list: number, name, what, notes.
   * @type {(found: Orders) => string}
   */
  const names = (found) =>
    found.entries.filter(orders.counts).map((order, at) => [`${order.number || at + 1}.`, order.name || "没写名字", noted(order)].join(" ")).join("\n");

  return { list, names, amount, thing };
})();
