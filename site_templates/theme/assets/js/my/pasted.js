/* A piece of a spreadsheet that is pasted into a table of the form: its lines become rows, its columns fields. */
"use strict";
var qunli = qunli || {};

qunli.pasted = (() => {
  // A cell with a tab, a break or a quote in it stands in quotes, in which a quote is doubled.
  const CELL = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/y;

  /** The cells of what was copied, line by line; nothing where it is one cell. @type {(text: string) => string[][]} */
  const cells = (text) => {
    const plain = text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(/\n+$/, "");
    if (!/[\t\n]/.test(plain)) return [];
    /** @type {string[][]} */
    const lines = [[]];
    const reader = new RegExp(CELL.source, "y");
    for (let found = reader.exec(plain); found; found = reader.exec(plain)) {
      const [, quoted, bare, end] = found;
      const said = quoted === undefined ? bare : quoted.replace(/""/g, "\"");
      lines[lines.length - 1].push(said.replace(/\s+/g, " ").trim());
      if (!end) break;
      if (end === "\n") lines.push([]);
    }
    return lines.filter((line) => line.some(Boolean));
  };

  /** Whether a line only names the columns of the table. @type {(line: string[], titles: string[]) => boolean} */
  const isHead = (line, titles) => line.filter(Boolean).every((cell) => titles.some((title) => title === cell || title.startsWith(cell) || cell.startsWith(title)));

  /** @type {(row: Row, names: string[]) => boolean} */
  const isFree = (row, names) => names.every((name) => !row[name]);

  /** What is to be known of what was pasted. @type {(lines: number, left: number, wide: number, most: number) => string} */
  const words = (lines, left, wide, most) => [
    `贴进来 ${lines - left} 行。`,
    left ? `一共能写 ${most} 行，最后 ${left} 行没写进去，还在原来的表里。` : "",
    wide ? `右边多出来的 ${wide} 列没有地方写。` : "",
  ].join("");

  /**
   * Lay lines into a table from one of its fields on, in place: into empty rows and new ones, so that nothing is written over.
   * @param {string[][]} lines
   * @param {Row[]} rows
   * @param {{fields: Row, at: number, name: string, most: number}} place the row and the field that was pasted into
   * @returns {string} what is to be said of it
   */
  const lay = (lines, rows, { fields, at, name, most }) => {
    const all = Object.keys(fields);
    const names = all.slice(all.indexOf(name));
    const body = lines.length > 1 && isHead(lines[0], Object.values(fields)) ? lines.slice(1) : lines;
    const width = Math.max(...body.map((line) => line.length));
    const isOpen = (/** @type {number} */ nth) => nth < rows.length && isFree(rows[nth], nth === at ? names : all);
    let [next, left] = [isOpen(at) ? at : at + 1, 0];
    for (const line of body) {
      const hasRoom = isOpen(next);
      if (!hasRoom && rows.length >= most) {
        left += 1;
        continue;
      }
      if (!hasRoom) rows.splice(next, 0, {});
      names.forEach((each, column) => {
        if (line[column]) rows[next][each] = line[column];
      });
      next += 1;
    }
    return words(body.length, left, Math.max(0, width - names.length), most);
  };

  return { cells, lay };
})();
