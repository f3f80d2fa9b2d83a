/* The page of all texts of a plan: fetched once, when somebody wants more than the first text of a post. */
"use strict";
var qunli = qunli || {};

qunli.whole = (() => {
  const { all } = qunli.dom;
  /** @type {Promise<Document> | null} */
  let asked = null;

  const address = () => {
    const link = document.querySelector(".q-whole");
    return link instanceof HTMLAnchorElement ? link.href : "";
  };

  /** A page opened from a folder may fetch nothing. */
  const isWithin = () => /^https?:/.test(location.protocol) && address() !== "";

  /** @type {() => Promise<Document>} */
  const fetched = async () => {
    const got = await fetch(address());
    if (!got.ok) throw new Error(address());
    return new DOMParser().parseFromString(await got.text(), "text/html");
  };

  /** The page; asked for again where it did not come. @type {() => Promise<Document>} */
  const page = () => {
    asked = asked || fetched();
    asked.catch(() => {
      asked = null;
    });
    return asked;
  };

  /** The texts of a post on it, in the order of turns. @type {(from: Document, post: string) => HTMLElement[]} */
  const texts = (from, post) => all(from, ".q-text").filter((each) => each.id.split(".")[0] === post);

  return { isWithin, page, texts };
})();
