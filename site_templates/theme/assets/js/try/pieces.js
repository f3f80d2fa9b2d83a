/* What of a pasted text is judged by itself, as the command line's `pieces.py` has it: all of an article, each cell of a
   column of posts. */
"use strict";
var qunli = qunli || {};

qunli.pieces = (() => {
  const [LINES, LENGTH, MOST] = [8, 8, 0.8];
  const trimmed = (/** @type {string} */ text) => text.trim();
  const size = (/** @type {string} */ text) => Array.from(text).length;

  /** Whether a text looks like cells of a sheet, or a post on each line. @type {(text: string) => boolean} */
  const isColumn = (text) => {
    const lines = text.trim().split("\n").map(trimmed);
    const filled = lines.filter(Boolean);
    if (filled.length > 1 && 2 * filled.filter((line) => line.includes("\t")).length >= filled.length) return true;
    const whole = filled.filter((line) => size(line) >= LENGTH).length;
    return filled.length === lines.length && lines.length >= LINES && whole >= MOST * filled.length;
  };

  /** The mark that closes a quoted cell, -1 where none does. @type {(text: string, at: number) => number} */
  const closing = (text, at) => {
    for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 2)) {
      const after = text.charAt(end + 1);
      if (after !== '"') return ["", "\t", "\n", "\r"].includes(after) ? end : -1;
    }
    return -1;
  };

  /** Where the cell at a place stands, and where the next one begins. @type {(text: string, at: number) => [number, number, number]} */
  const cell = (text, at) => {
    const closed = text[at] === '"' ? closing(text, at) : -1;
    if (closed >= 0) return [at + 1, closed, closed + 2];
    const ends = [text.indexOf("\t", at), text.indexOf("\n", at)].filter((end) => end >= 0);
    const end = Math.min(text.length, ...ends);
    return [at, end, end + 1];
  };

  /** Where the pieces stand that hold anything, in order. @type {(text: string, isCut: boolean) => Place[]} */
  const pieces = (text, isCut) => {
    if (!isCut) return text.trim() ? [[0, text.length]] : [];
    /** @type {Place[]} */
    const found = [];
    for (let at = 0; at < text.length;) {
      const [start, end, next] = cell(text, at);
      if (text.slice(start, end).trim()) found.push([start, end]);
      at = next;
    }
    return found;
  };

  /** Cells as a spreadsheet copies them, one below the other. @type {(cells: string[]) => string} */
  const column = (cells) => cells.map((text) => (/[\n\t]|^"/.test(text) ? `"${text.replace(/"/g, '""')}"` : text)).join("\n");

  return { isColumn, pieces, column };
})();
