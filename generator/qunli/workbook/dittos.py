"""Cells that only say that they hold the same as the one above or beside them: 同上, 〃, 同左."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.workbook.tables import Cell, Table

_ABOVE = re.compile(
    r"[(（]?(?:内容)?(?:同上(?:一[条行])?|同前|照上|和上面一样|ditto|do\.)[)）]?|[〃″”“々]|\"|''",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"[(（]?同左[)）]?")


def without_dittos(table: Table) -> Table:
    """Return a table whose cells hold what they say they hold; one that repeats nothing stays as it is."""
    rows: list[tuple[Cell, ...]] = []
    for line in table.rows:
        cells: list[Cell] = []
        for number, cell in enumerate(line):
            source = _source(cell, _last(rows, number), cells[-1] if cells else None)
            cells.append(replace(cell, raw=source.raw, shown=source.shown) if source else cell)
        rows.append(tuple(cells))
    return replace(table, rows=tuple(rows))


def _last(rows: list[tuple[Cell, ...]], number: int) -> Cell | None:
    return next((line[number] for line in reversed(rows) if line[number]), None)


def _source(cell: Cell, above: Cell | None, before: Cell | None) -> Cell | None:
    text = cell.text
    if _BEFORE.fullmatch(text):
        return before
    return above if _ABOVE.fullmatch(text) else None
