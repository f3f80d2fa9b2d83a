/* Tables for spreadsheets: CSV with a mark of its encoding, every cell a text. */
"use strict";
var qunli = qunli || {};

qunli.csv = (() => {
  // A spreadsheet takes a cell that begins so for a formula, also after blanks and what no one can see. What already
  // begins with the apostrophe that prevents it gets one more, so that taking one away gives back what was written. As
  // in qunli/workbook/commands.py: tests/js/commands.json tries both.
  const COMMAND =
    /^'*[\s\u0000-\u001f\u007f-\u009f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\-@＝＋－＠\t\r]/;

  /** @type {(value: string) => string} */
  const cell = (value) => {
    const text = COMMAND.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };

  /** @type {(rows: string[][]) => string} */
  const file = (rows) => `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;

  return { cell, file };
})();
