/* A link as a QR code: the door to the library that draws it, which is loaded when somebody asks. A picture, since in WeChat
   only a picture can be pressed long. */
"use strict";
var qunli = qunli || {};

qunli.code = (() => {
  const MOST = 500; // bytes: beyond it the dots are too fine for the camera of an old phone
  const QUIET = 4; // modules of white around it, which readers want
  const DOT = 8; // pixels of a module

  /** @type {(link: string) => boolean} */
  const fits = (link) => new TextEncoder().encode(link).length <= MOST;

  /**
   * The modules of a code row by row, the smallest that holds the link.
   * @type {(link: string) => boolean[][]}
   */
  const modules = (link) => {
    const made = window.qrcode(0, link.length <= MOST / 2 ? "M" : "L");
    made.addData(link, "Byte");
    made.make();
    const size = Array.from({ length: made.getModuleCount() }, (_, at) => at);
    return size.map((row) => size.map((column) => made.isDark(row, column)));
  };

  /** @type {(rows: boolean[][]) => string} */
  const picture = (rows) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = (rows.length + 2 * QUIET) * DOT;
    const paper = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    paper.fillStyle = "#fff";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.fillStyle = "#000";
    rows.forEach((row, y) => row.forEach((isDark, x) => {
      if (isDark) paper.fillRect((x + QUIET) * DOT, (y + QUIET) * DOT, DOT, DOT);
    }));
    return canvas.toDataURL("image/png");
  };

  /**
   * @param {string} root of the site
   * @param {string} link
   * @returns {Promise<string>} the address of a picture, "" where the library is not to be had
   */
  const drawn = async (root, link) => {
    try {
      await qunli.loading.script(`${root}assets/vendor/qrcode.js`);
    } catch (error) {
      return "";
    }
    return picture(modules(link));
  };

  return { fits, modules, drawn };
})();
