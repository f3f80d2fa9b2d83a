/* The one rule of an open blank, wherever a text is copied: the first tap goes to its field and says what is missing, the
   second copies it as 〔菜名〕. */
"use strict";
var qunli = qunli || {};

/** @typedef {{label: string, go: () => void}} Gap a blank without words; `go` leads to its field */

qunli.gaps = (() => {
  const AGAIN = "再点一次，照样复制";

  /** @type {(labels: string[]) => string} */
  const words = (labels) => {
    const names = labels.filter(Boolean).join("、");
    return `还差 ${labels.length} 空${names ? `：${names}` : ""}。`;
  };

  /**
   * @param {() => Gap[]} open the blanks without words, in order
   * @returns {{asks: () => string, settle: () => void}} `asks` at each tap: what to say instead of copying, "" to copy;
   *   `settle` where something was written since
   */
  const rule = (open) => {
    let isArmed = false;
    const asks = () => {
      const left = isArmed ? [] : open();
      isArmed = left.length > 0;
      if (!isArmed) return "";
      left[0].go();
      return words(left.map(({ label }) => label));
    };
    const settle = () => {
      isArmed = false;
    };
    return { asks, settle };
  };

  return { AGAIN, rule };
})();
