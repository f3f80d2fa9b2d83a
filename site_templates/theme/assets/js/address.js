/* What stands behind the # of a page of today's posts, parted by &: the shop (my=), a hand-over (shift=),
   that this shop is none of the phone's own (lent=), a day, a post. */
"use strict";
var qunli = qunli || {};

/** @typedef {{my: string, shift: string | null, lent: string, day: string, post: string}} Address a hand-over may be cut off to nothing */

qunli.address = (() => {
  const POST = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*(\.h\d+)?(\.a)?$/;

  /** What a messenger wrote otherwise in a link: %3D for =, &amp; for &. @type {(text: string) => string} */
  const plain = (text) => text.replace(/%(?:3D|26|2E|23|2D|5F|0A|0D|20)/gi, decodeURIComponent).replace(/&amp;/g, "&");

  /** The beginning of a value, before words or a sign behind it. @type {(value: string) => string} */
  const begun = (value) => (/^[a-z0-9.-]*[a-z0-9]/.exec(value.trim()) || [""])[0];

  /** @type {(hash: string) => string[]} */
  const parts = (hash) => plain(hash).split(/[#&]/);

  /**
   * @param {string} hash with its #
   * @returns {Address} "" for what is not said, null for no hand-over
   */
  const read = (hash) => {
    /** @type {Address} */
    const found = { my: "", shift: null, lent: "", day: "", post: "" };
    for (const part of parts(hash)) {
      const [name, ...more] = part.split("=");
      const value = more.join("=");
      // A link that was cut before its shop is not one without a shop.
      if (name === "my") found.my = value || "-";
      else if (name === "shift" && more.length) found.shift = value;
      else if ((name === "lent" || name === "day") && more.length) found[name] = begun(value) || value;
      else if (POST.test(begun(part))) found.post = begun(part);
    }
    return found;
  };

  /** What a hash says besides the shop. @type {(hash: string) => string} */
  const rest = (hash) => parts(hash).filter((part) => part && !/^(my|lent)(=|$)/.test(part)).join("&");

  /** The shop of the page, as it stands behind a #. */
  const shop = () => [window.qunliOwn ? `my=${window.qunliOwn}` : "", window.qunliLent ? `lent=${window.qunliLent}` : ""];

  /**
   * The address of this page with something behind its #; one's own shop goes along, and how much of a general edition.
   * @type {(more?: string) => string}
   */
  const here = (more = "") => {
    const pace = window.qunliPace === undefined ? "" : `pace=${window.qunliPace}`;
    const all = [...shop(), pace, more].filter(Boolean);
    return location.href.split("#")[0] + (all.length ? `#${all.join("&")}` : "");
  };

  return { plain, read, rest, shop, here };
})();
