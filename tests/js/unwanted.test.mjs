import assert from "node:assert/strict";
import test from "node:test";

import { PACK } from "./scripts.mjs";
import { ASKING, WHOLE, loadMy } from "./shops.mjs";

test("a text left out comes back as it was, and what the trade no longer has is not offered", () => {
  const { edition, unwanted } = loadMy();
  const of = edition.read({ ...WHOLE, runs: [{ ...WHOLE.runs[0], gone: { gone: ["1"], evening: ["9"] } }] });
  const one = { run: "welfare", slot: "menu", text: "1" };
  const without = unwanted.without(unwanted.without(of, one), one);
  assert.deepEqual(without.runs[0].gone, { gone: ["1"], evening: ["9"], menu: ["1"] });
  assert.deepEqual(unwanted.back(without, one), of);
  assert.deepEqual(unwanted.all({ of, pack: ASKING }), []);
  const [found] = unwanted.all({ of: without, pack: ASKING });
  assert.deepEqual([found.slot, found.text, found.title, found.words], ["menu", "1", "=今日菜单", "今天有〔菜名〕和〔　　〕，〔菜名〕卖完就没有了"]);
});

test("the beginning of a text that is left out speaks for the shop, its table a blank, and leaves nothing undefined", () => {
  const { edition, unwanted } = loadMy();
  const texts = [{ id: "3", paragraphs: [{ parts: [["store"], "有", ["item", "name"]] }, { parts: ["x"], needs: ["menu"] }] }];
  const slots = { menu: { ...PACK.sops.welfare.slots.menu, rotate: "dishes", texts } };
  const pack = { ...ASKING, sops: { welfare: { ...PACK.sops.welfare, slots } } };
  assert.equal(unwanted.all({ of: edition.read(WHOLE), pack })[0].words, "老王小馆有〔菜名〕");
});

test("a long text is told by how it begins", () => {
  const { edition, unwanted } = loadMy();
  const slots = { menu: { ...PACK.sops.welfare.slots.menu, texts: [{ id: "3", parts: ["🐟".repeat(30)] }] } };
  const pack = { ...ASKING, sops: { welfare: { ...PACK.sops.welfare, slots } } };
  assert.equal(unwanted.all({ of: edition.read(WHOLE), pack })[0].words, `${"🐟".repeat(24)}…`);
});
