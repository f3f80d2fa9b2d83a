"""Columns whose heading says that their days are of the lunar calendar: 农历日子, 阴历."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.workbook.names import is_afterwards
from qunli.workbook.spelling import simplified
from qunli.workbook.tables import Cell, Table

_HEAD = re.compile(r"[(（]?(?:农历|阴历|旧历)[)）]?的?(?:日子|日期|日|哪[天日]|时间|初几|节点)?")
_FESTIVAL = re.compile(r"[^月初\d十廿]{1,4}节?")


def with_lunar_days(table: Table, row: int) -> Table:
    """Return a list with the calendar's name in each cell of such a column, so that no day of it is taken for a solar one."""
    heads = table.rows[row]
    found = [
        number
        for number, cell in enumerate(heads)
        if _HEAD.fullmatch(simplified(cell.text)) and not is_afterwards(cell.text)
    ]
    if len(found) != 1:
        return table
    (column,) = found
    named = _with(heads, column, replace(heads[column], raw="日期", shown=None, lies_in=None))
    body = [_with(line, column, _lunar(line[column])) for line in table.rows[row + 1 :]]
    return replace(table, rows=(*table.rows[:row], named, *body))


def _lunar(cell: Cell) -> Cell:
    """Return a day of the lunar calendar with its name; a festival has the same in both, and a word that is none none."""
    words = cell.text
    if not words or re.match("农历|阴历|旧历", words) or _FESTIVAL.fullmatch(words):
        return cell
    return replace(cell, raw=f"农历{words}", shown=None)


def _with(line: tuple[Cell, ...], column: int, cell: Cell) -> tuple[Cell, ...]:
    return (*line[:column], cell, *line[column + 1 :])
