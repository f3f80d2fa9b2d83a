import assert from "node:assert/strict";
import test from "node:test";

import { WHOLE, loadMy } from "./shops.mjs";

const PAGE = "https://x.example/my/today/";
/** What messengers, hands and other pages make of a link; each still holds the whole of it. */
const FORMS = {
  "as it is": (code) => `#my=${code}`,
  "a full stop behind": (code) => `#my=${code}。`,
  "words behind": (code) => `#my=${code}，谢谢老板`,
  "words behind, as a browser writes them": (code) => `#my=${code}${encodeURIComponent("，谢谢")}`,
  "a space and a word": (code) => `#my=${code} thanks`,
  "signs behind": (code) => `#my=${code}...`,
  "in brackets": (code) => `#my=${code}）`,
  "= as %3D": (code) => `#my%3D${code}`,
  ". as %2e": (code) => `#my=${code.replace(".", "%2e")}`,
  "& as &amp;": (code) => `#lent=2026-12-10&amp;my=${code}&amp;from=timeline`,
  "what WeChat adds": (code) => `#my=${code}?from=singlemessage&isappinstalled=0`,
  "what WeChat puts behind": (code) => `#my=${code}#wechat_redirect`,
  "broken into lines": (code) => `#my=${code.slice(0, 60)}\n${code.slice(60, 90)}\r\n${code.slice(90)}`,
  "a break as %0A": (code) => `#my=${code.slice(0, 60)}%0A${code.slice(60)}`,
  "a break and words": (code) => `#my=${code.slice(0, 60)}\n${code.slice(60)}，收一下`,
  "what nobody sees": (code) => `#my=${code.slice(0, 30)}\u200b${code.slice(30)}\u200b`,
};
const CUT = {
  half: (code) => `#my=${code.slice(0, code.length / 2)}`,
  "cut with dots": (code) => `#my=${code.slice(0, -3)}...`,
  "nothing of the shop": () => "#my=",
  "nothing but its name": () => "#my",
  "no version": (code) => `#my=${code.slice(2)}`,
  "words": () => "#my=你好",
  "a letter changed": (code) => `#my=${code.slice(0, 40)}${code[40] === "A" ? "B" : "A"}${code.slice(41)}`,
};

test("a link is read in every form in which it arrives, from the address and as a pasted message", () => {
  const { edition, link, address, archive } = loadMy();
  const of = edition.read(WHOLE);
  for (const [name, form] of Object.entries(FORMS)) {
    const hash = form(link.written(of));
    assert.deepEqual(link.read(address.read(hash).my), of, name);
    assert.deepEqual(archive.read(`【老王小馆】今天发什么，点开就看到：\n${PAGE}${hash}`), [{ of, notes: {} }], name);
  }
  const quoted = `${PAGE}#my=${link.written(of)}`.match(/.{1,50}/g).join("\n> ");
  assert.deepEqual(archive.read(`> ${quoted}\n收到`), [{ of, notes: {} }]);
});

test("a link that is cut, of another version or none says so in plain words, wherever it is read", () => {
  const { edition, link, address, archive } = loadMy();
  const code = link.written(edition.read(WHOLE));
  for (const [name, form] of Object.entries(CUT)) {
    assert.match(String(link.read(address.read(form(code)).my)), /^这个链接不完整/, name);
    if (name !== "nothing but its name") assert.match(String(archive.read(PAGE + form(code))), /^这个链接不完整/, name);
  }
  assert.match(String(link.read(address.read(`#my=2${code.slice(1)}，谢谢`).my)), /新版做的/);
  assert.equal(address.read("#welfare.menu").my, "");
});

test("the day, the post and the hand-over of a link are read with words behind them, too", () => {
  const { address, fragment, edition, link } = loadMy();
  const code = link.written(edition.read(WHOLE));
  const { day, post, my } = address.read(`#my=${code}&day=2026-12-12&welfare.menu.h2。`);
  assert.deepEqual([day, post, link.read(my).title], ["2026-12-12", "welfare.menu.h2", "老王小馆"]);
  assert.equal(address.read("#day=2026-12-12，谢谢").day, "2026-12-12");
  assert.equal(address.read("#welfare.menu.").post, "welfare.menu");
  assert.equal(fragment.read(`${address.read(`#shift=${fragment.written("交班")}。麻烦了`).shift}`), "交班");
  assert.equal(address.rest(`#my%3D${code}&amp;day=2026-12-12`), "day=2026-12-12");
});
