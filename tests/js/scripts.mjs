// The pages' scripts in node: loaded as a browser does, one after the other, all with one `window`.
import { readFileSync } from "node:fs";
import vm from "node:vm";

export const THEME = new URL("../../site_templates/theme/", import.meta.url);
const SCRIPTS = new URL("assets/js/", THEME);

export const source = (name) => readFileSync(new URL(`${name}.js`, SCRIPTS), "utf-8");

/** Put something beside the scripts, as a browser would. */
export const provide = (name, value) => {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
};

/** A store whose keys are its own properties, as a browser's; `quota` is how many characters a value may have. */
export class Store {
  constructor(quota = Infinity) {
    Object.defineProperty(this, "quota", { value: quota, writable: true });
  }

  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }

  setItem(key, value) {
    if (value.length > this.quota) throw new Error("QuotaExceededError");
    this[key] = String(value);
  }

  removeItem(key) {
    delete this[key];
  }

  clear() {
    Object.keys(this).forEach((key) => this.removeItem(key));
  }
}

/** Run these scripts anew; returns what they share. */
export const load = (...names) => {
  provide("window", globalThis);
  provide("qunli", undefined);
  for (const name of names) vm.runInThisContext(source(name), { filename: `${name}.js` });
  return globalThis.qunli;
};

const slot = (id, more) => ({
  id, run: "福利群", groups: ["一群", "二群"], title: id, at: "11:00", minutes: 5, type: ["content", "干货"], way: "直接发",
  role: "staff", who: "小陈", media: [], notes: "", record: [], ...more,
});

/** Days.js of a small shop: two posts a day on 7-13 December 2026, the second without blanks; the 12th is closed. */
export const PLAN = {
  form: 1, calendar: "main", title: "中山路店", zone: 8, built: "2026-12-10", starts: "2026-12-07", first: "2026-12-07",
  roles: { staff: "小陈", host: "群主" }, records: { reach: "到达", payments: "付费" },
  titles: { media: "准备", notes: "发前看" },
  slots: [
    slot("welfare.menu", { title: "=今日菜单", media: ["菜单图", "海报"], record: ["reach", "payments"] }),
    slot("welfare.evening", { title: "晚安", at: "20:30", role: "host", who: "" }),
  ],
  texts: [["今天有", ["菜名", "酸菜鱼"], "和", ["", "上海青"], "，", ["菜名", ""], "卖完就没有了"], ["晚安"]],
  days: [0, 1, 2, 3, 4, 5, 6].map((day) => (day === 5 ? [] : [[0, 0, 1], [1, 1, -1]])),
  closed: [5],
};

export const DAY = "2026-12-10";

/** The scripts of today's posts, those that need no page, at five past eleven of DAY in China. */
export const loadToday = (store = new Store()) => {
  provide("localStorage", store);
  provide("location", { pathname: "/calendars/main/today/index.html" });
  provide("qunliPlan", PLAN);
  Date.now = () => Date.UTC(2026, 11, 10, 3, 5);
  return load("storage", "dates", "csv", "fragment", "today/plan", "today/memory", "today/texts", "today/handover");
};
