"""Several tables in one sheet: side by side between blank columns, or one under another with headings of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby, pairwise

from qunli.workbook.tables import Cell, Table

_DITTO = frozenset(("同上", "同前", "同上一条", "同上一行", "〃", "″", "ditto", "do."))


def side_by_side(table: Table, is_plan: Callable[[Table], bool]) -> list[Table]:
    """Return the tables that stand beside each other, parted by blank columns; the sheet itself if it is one."""
    width = len(table.rows[0]) if table.rows else 0
    listed = table.as_list().rows
    filled = [any(row[column] for row in listed) for column in range(width)]
    runs = [list(run) for is_filled, run in groupby(range(width), key=filled.__getitem__) if is_filled]
    parts = [table.only(run[0], run[-1] + 1) for run in runs]
    plans = [part for part in parts if is_plan(part)] if len(parts) > 1 else []
    return plans if len(plans) > 1 else [table]


def stacked(table: Table, heads: list[int]) -> list[Table]:
    """Return the tables that stand one under another, given the rows of their headings.

    Lines of one cell right above a heading are its own; those above the first one are said of every table.
    """
    if len(heads) < 2:
        return [table]
    rows = table.rows
    starts = [0, *(_start(rows, head) for head in heads[1:]), len(rows)]
    common = rows[: heads[0]]
    found = [replace(table, rows=rows[: starts[1]])]
    found += [replace(table, rows=(*common, *rows[first:end])) for first, end in pairwise(starts[1:])]
    return found


def _start(rows: tuple[tuple[Cell, ...], ...], head: int) -> int:
    """Return the first row of the table with this heading: its title lines are above, after blank lines or texts."""
    first = head
    while first and _is_title(rows[first - 1]):
        first -= 1
    return first


def _is_title(line: tuple[Cell, ...]) -> bool:
    filled = [cell for cell in line if cell and not cell.is_beside]
    return len(filled) == 1


def turned(table: Table) -> Table:
    """Return a table with its columns as rows: headings down the first column become a heading row."""
    return replace(table, rows=tuple(zip(*table.rows, strict=True)))


def with_dittos(table: Table) -> Table:
    """Return a table with what stands above where a cell only says that it is the same."""
    above: dict[int, Cell] = {}
    rows = []
    for line in table.rows:
        cells = tuple(_undittoed(cell, above.get(number)) for number, cell in enumerate(line))
        above |= {number: cell for number, cell in enumerate(cells) if cell}
        rows.append(cells)
    return replace(table, rows=tuple(rows))


def _undittoed(cell: Cell, above: Cell | None) -> Cell:
    is_ditto = above and cell.text.strip("()（） ").casefold() in _DITTO
    return replace(cell, raw=above.raw, shown=above.shown) if above and is_ditto else cell
