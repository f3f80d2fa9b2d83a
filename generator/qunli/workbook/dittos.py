"""Cells that only say that they hold the same as the one above or beside them: 同上, 〃, 同左."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.workbook.heading_words import WEEKDAY
from qunli.workbook.kinds import is_group
from qunli.workbook.names import heading
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
            source = None if source and _is_head(source, rows, number) else source
            cells.append(replace(cell, raw=source.raw, shown=source.shown) if source else cell)
        rows.append(tuple(cells))
    return replace(table, rows=tuple(rows))


def _last(rows: list[tuple[Cell, ...]], number: int) -> Cell | None:
    return next((line[number] for line in reversed(rows) if line[number]), None)


def _source(cell: Cell, above: Cell | None, before: Cell | None) -> Cell | None:
    """Return the cell that one repeats, None for others: an hour is no text."""
    if _BEFORE.fullmatch(cell.text):
        return before if before and any(map(str.isalpha, before.text)) else None
    return above if _ABOVE.fullmatch(cell.text) else None


def _is_head(cell: Cell, rows: list[tuple[Cell, ...]], number: int) -> bool:
    """Say whether a cell is the first of its column and heads it: nothing is the same as 文案, 福利群 or 周一."""
    is_first = next((line[number] for line in rows if line[number]), None) is cell
    return is_first and any(each(cell.text) for each in (heading, is_group, WEEKDAY.fullmatch))
