/* What stands behind the # of a page of today's posts, parted by &: the shop (my=), a hand-over (shift=),
   that this shop is none of the phone's own (lent=), a day, a post. */
"use strict";
var qunli = qunli || {};

/** @typedef {{my: string, shift: string | null, lent: string, day: string, post: string}} Address a hand-over may be cut off to nothing */

qunli.address = (() => {
  const POST = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*(\.h\d+)?(\.a)?$/;

  /**
   * @param {string} hash with its #
   * @returns {Address} "" for what is not said, null for no hand-over
   */
  const read = (hash) => {
    /** @type {Address} */
    const found = { my: "", shift: null, lent: "", day: "", post: "" };
    for (const part of hash.replace(/^#/, "").split("&")) {
      const at = part.indexOf("=");
      const name = part.slice(0, Math.max(at, 0));
      if (name === "my" || name === "shift" || name === "lent" || name === "day") found[name] = part.slice(at + 1);
      else if (POST.test(part)) found.post = part;
    }
    return found;
  };

  /** What a hash says besides the shop. @type {(hash: string) => string} */
  const rest = (hash) => hash.replace(/^#/, "").split("&").filter((part) => part && !/^(my|lent)=/.test(part)).join("&");

  /** The shop of the page, as it stands behind a #. */
  const shop = () => [window.qunliOwn ? `my=${window.qunliOwn}` : "", window.qunliLent ? `lent=${window.qunliLent}` : ""];

  /**
   * The address of this page with something behind its #; one's own shop goes along, and how much of a general edition.
   * @type {(more?: string) => string}
   */
  const here = (more = "") => {
    const pace = window.qunliPace === undefined ? "" : `pace=${window.qunliPace}`;
    const parts = [...shop(), pace, more].filter(Boolean);
    return location.href.split("#")[0] + (parts.length ? `#${parts.join("&")}` : "");
  };

  return { read, rest, shop, here };
})();
