/* Files made in the page. WeChat saves none: there the text is copied, or the page opened in a browser. */
"use strict";
var qunli = qunli || {};

qunli.saving = (() => {
  /** @type {(name: string, type: string, text: string) => void} */
  const save = (name, type, text) => {
    // What programs read again stays in the words of the first edition.
    const said = window.qunliGiven && /csv|calendar/.test(type) ? window.qunliGiven(text) : text;
    const address = URL.createObjectURL(new Blob([said], { type: `${type};charset=utf-8` }));
    const link = qunli.dom.element("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };

  return { save };
})();
