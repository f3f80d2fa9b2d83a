/* A shop to another phone, or back after this one forgot it: what leaves as a text or a file, and the box for what comes. */
"use strict";
var qunli = qunli || {};

qunli.moving = (() => {
  const { archive, saving, copier, receiving } = qunli;
  const { element, put, button, inWeChat } = qunli.dom;
  const MOST_BYTES = 4e6;

  /** What to know of a copy that no message holds, "" of another. @type {(isLong: boolean, left: string[]) => string} */
  const heldBack = (isLong, left) => {
    if (left.length) return `一条消息放不下，${left.length} 天早的没放进去。要全的，存成文件。`;
    return isLong ? "一条消息放不下。发出去用存档文件；在这台手机上换浏览器，就直接粘到那边的「我家的」里。" : "";
  };

  /** @type {(of: Edition, say?: (words: string) => void) => HTMLElement[]} */
  const copyOut = (of, say = () => {}) => {
    const { parts } = copier("复制存档", () => {
      const { text, left, isLong } = archive.text(archive.made(of));
      archive.copied(of);
      say(heldBack(isLong, left));
      return text;
    }, { look: "btn" });
    return parts;
  };

  /** @type {(of: Edition) => HTMLElement[]} */
  const filesOut = (of) => {
    const save = (/** @type {string} */ name, /** @type {Archived[]} */ all) => () => {
      saving.save(`${name}.json`, "application/json", archive.file(all));
      all.forEach((each) => archive.copied(each.of));
    };
    const all = archive.everything();
    const one = button("存档存成文件", () => save(`${of.title || "我家"}存档`, [archive.made(of)])(), "btn");
    return all.length > 1 ? [one, button("几家店一起存成文件", () => save("几家店的存档", archive.everything())(), "btn")] : [one];
  };

  /** @type {(found: Archived[], merged: {days: number, kept: number}[]) => string} */
  const taken = (found, merged) => {
    const names = found.map(({ of }) => of.title || "没写店名的店").join("、");
    const days = merged.reduce((sum, each) => sum + each.days, 0);
    const kept = merged.reduce((sum, each) => sum + each.kept, 0);
    const unlike = kept ? `有 ${kept} 处两边不一样，留了这台手机上的。` : "这台手机上原来有的没有动。";
    return `接回来了：${names}${days ? `，${days} 天的记录` : ""}。${unlike}`;
  };

  /** @typedef {(of: Edition, words: string) => void} Open */

  /**
   * Take over shops one after the other, since a newer one asks; the last of them is opened.
   * @type {(found: Archived[], root: HTMLElement, open: Open) => void}
   */
  const settle = (found, root, open) => {
    const words = taken(found, found.map(archive.merge));
    const next = (/** @type {number} */ at) =>
      receiving.arrived(found[at].of, root, (of) => {
        if (at + 1 < found.length) next(at + 1);
        else open(of, words);
      });
    next(0);
  };

  /**
   * The box for a link, an archive or its file.
   * @param {HTMLElement} root where a newer edition asks
   * @param {Open} open
   */
  const bring = (root, open) => {
    const said = element("p", { class: "small", role: "status" });
    const area = element("textarea", { class: "in", rows: "3", "aria-label": "粘贴店的链接或存档", autocomplete: "off", spellcheck: "false" });
    const take = (/** @type {string} */ source) => {
      const found = archive.read(source);
      said.textContent = typeof found === "string" ? found : "";
      if (typeof found !== "string") settle(found, root, open);
    };
    const file = element("input", { type: "file", class: "in", accept: ".json,.txt,application/json,text/plain", "aria-label": "选存档文件" });
    file.addEventListener("change", () => readFile(file, said, take));
    return element("details", { class: "card" }, [
      element("summary", {}, ["有链接或存档，接回来"]),
      element("p", { class: "small" }, ["店的链接、复制出来的存档，整段粘在这里；存成文件的，选那个文件。"]),
      area, button("接回来", () => take(area.value), "btn main"), file, said,
    ]);
  };

  /** @type {(input: HTMLInputElement, said: HTMLElement, take: (source: string) => void) => void} */
  const readFile = (input, said, take) => {
    const file = input.files && input.files[0];
    if (!file) return;
    if (file.size > MOST_BYTES) {
      said.textContent = "这个文件太大，不是群历的存档。";
      return;
    }
    const reader = new FileReader();
    reader.addEventListener("load", () => take(String(reader.result)));
    reader.addEventListener("error", () => { said.textContent = "这个文件打不开，换一个试试。"; });
    reader.readAsText(file);
  };

  /** @type {(of: Edition) => HTMLElement} */
  const out = (of) => {
    const said = element("p", { class: "small", role: "status" });
    const words = "链接里有店名、菜、价；勾过的、填过的、记的数不在链接里，只在这台手机上。手机会把很久没打开的网页存的东西清掉，iPhone 是七天没打开就清。留一份存档，粘回来就都在。";
    return element("details", { class: "card", id: "_keep" }, [
      element("summary", {}, ["留底、换手机"]), element("p", { class: "small" }, [words]),
      ...copyOut(of, (each) => put(said, [each])), ...(inWeChat ? [] : filesOut(of)), said,
    ]);
  };

  return { out, bring, copyOut, filesOut };
})();
