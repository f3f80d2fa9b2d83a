// The pages' scripts in node: loaded as a browser does, one after the other, all with one `window`.
import { readFileSync } from "node:fs";
import vm from "node:vm";

export const THEME = new URL("../../site_templates/theme/", import.meta.url);
const SCRIPTS = new URL("assets/js/", THEME);

export const source = (name) => readFileSync(new URL(`${name}.js`, SCRIPTS), "utf-8");

/** What planning takes, in the order in which a page loads it. */
export const PLANNER = [
  "dates", "planner/blanks", "planner/days", "planner/places", "planner/campaigns", "planner/once", "planner/opening", "planner/voices", "planner/slots",
  "planner/planner", "planner/ics",
];

/** What reads a list of orders, in the same order. */
export const ORDERS = [
  "orders/plain", "orders/tokens", "orders/offers", "orders/lines", "orders/name", "orders/things", "orders/wanted", "orders/judge", "orders/orders", "orders/kitchen",
];

/** What judges a text on the page 这句能不能发, in the same order. */
export const PROOF = [
  "storage", "try/expressions", "try/numerals", "try/spoken", "try/reading", "try/shapes", "try/concerns", "try/company", "try/matcher", "try/learned", "try/pieces", "try/trades", "try/rewriting", "try/allowed",
  "try/judging", "try/report", "try/office", "try/files",
];

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

const slot = (title, more) => ({
  title, when: { unit: "day", every: 1, on: [0] }, pace: 0, minutes: 5, type: "content", way: "post", ...more,
});
const text = (...parts) => [{ id: "1", parts }];

/** A small shop: two posts a day on 7-13 December 2026, the second without blanks; the 12th is closed. */
export const PACK = {
  form: 1, id: "shop", title: "小店", version: "1.0.0", built: "2026-12-10",
  days: {
    from: "2026-12-07", to: "2026-12-13", horizon: "2027-12-31", off: [], work: [], festivals: {},
    moons: [["2026-11-09", 332], ["2026-12-09", 333], ["2027-01-08", 334]],
  },
  words: {
    verbs: { post: "发" }, ways: { post: "直接发" }, types: { content: "干货" }, records: { reach: "到达", payments: "付费" },
    asked: { reach: ["送到几个", "看「已送达」"], payments: ["收款几笔", "数一数"] },
    titles: { media: "准备", notes: "发前看" },
  },
  roles: { staff: "小陈", host: "群主" },
  sops: {
    welfare: {
      title: "福利群", kind: "traffic",
      slots: {
        menu: slot("=今日菜单", {
          at: ["11:00"], owner: "staff", media: ["菜单图", "海报"], record: ["reach", "payments"], short: ["晚安"],
          texts: text("今天有〔菜名，例：酸菜鱼〕和〔例：上海青〕，〔菜名〕卖完就没有了"),
        }),
        evening: slot("晚安", { at: ["20:30"], owner: "host", texts: text("晚安") }),
      },
    },
  },
};
export const CALENDAR = {
  form: 1, id: "main", title: "中山路店", industry: "shop", starts: "2026-12-07", zone: ["Asia/Shanghai", 8], pace: 2,
  remind: 10, closed: [["2026-12-12", "2026-12-12"]],
  runs: [{ id: "welfare", sop: "welfare", groups: ["一群", "二群"], starts: ["2026-12-07"] }],
};

export const DAY = "2026-12-10";

/** The scripts of today's posts, those that need no page, at five past eleven of DAY in China. */
export const loadToday = (store = new Store(), pack = PACK, calendar = CALENDAR, more = []) => {
  provide("localStorage", store);
  provide("location", { pathname: "/calendars/main/today/index.html" });
  provide("qunliPack", pack);
  provide("qunliCalendar", calendar);
  Date.now = () => Date.UTC(2026, 11, 10, 3, 5);
  return load("storage", ...PLANNER, "csv", "fragment", "today/plan", "today/wording", "today/memory", "today/sudden", "today/bending", "today/exchange", "today/texts", "today/merging", "today/handover", "today/formerly", "today/adding", "today/reports", ...more);
};
