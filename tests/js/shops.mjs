// A shop of one's own for the tests of 我家: its scripts over a store, a trade that asks, and a whole edition.
import { PACK, PLANNER, Store, load, provide } from "./scripts.mjs";

const SCRIPTS = [
  "dom", "storage", ...PLANNER, "fragment", "address", "my/edition", "my/link", "my/shops", "my/sums", "my/alarms", "my/shopfile", "my/calendarfile",
  "my/receiving", "my/lent", "my/archive", "my/unwanted", "my/rounds", "my/beginning", "my/more", "my/crowd",
];

/** The scripts of 我家 over a store, without a page. */
export const loadMy = (store = new Store()) => {
  provide("localStorage", store);
  provide("navigator", { userAgent: "node" });
  return load(...SCRIPTS);
};

export const ASKING = {
  ...PACK,
  variables: {
    store: { title: "店名", default: "本店", blank: "〔店名〕" },
    dishes: { title: "菜", fields: { name: "菜名", price: "价格" }, blank: { name: "〔菜名〕", price: "〔价格〕" } },
  },
};
const { welfare } = PACK.sops;
/** The same with two texts of a post. */
export const TURNING = {
  ...ASKING,
  sops: { welfare: { ...welfare, slots: { ...welfare.slots, menu: { ...welfare.slots.menu, texts: [...welfare.slots.menu.texts, { id: "3", parts: ["鱼"] }] } } } },
};
export const WHOLE = {
  form: 1, id: "my-x7k2q", edition: 3, time: 29929658, industry: "shop", title: "老王小馆", pace: 1, hours: ["09:30", "20:30"],
  shut: [0], closed: [["2026-12-24", "2026-12-25"]], starts: "2026-12-07",
  values: { dishes: [{ name: "酸菜鱼", price: "68元" }, { name: "小炒肉" }], note: "楼下" },
  runs: [{ sop: "welfare", groups: ["一群", "二群"], starts: "2026-12-07", gone: { menu: ["3"] } }],
};
