"""Headings of their own below each value of a table of two directions: 周一 over 时间 and 内容."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from qunli.workbook.alike import Row
from qunli.workbook.axes import NAMES, Axis
from qunli.workbook.kinds import bare, is_group
from qunli.workbook.names import heading
from qunli.workbook.tables import Cell, Table

# What heads a column of days is a date even where it could be an hour.
_DOTTED = re.compile(r"(?<![\d.:])(1[0-2]|0?[1-9])\.(3[01]|[12]\d|0?[1-9])(?![\d.])")
_WEEKEND = re.compile(r"周末|双休日?")


def bands_of(table: Table, axis: Axis) -> dict[int, str]:
    """Return the headings below the values where each value has several columns: 周一 over 时间 and 内容."""
    if axis.row + 1 >= len(table.rows):
        return {}
    below = table.rows[axis.row + 1]
    found = {number: below[number].text for number in _covered(table, axis) if heading(below[number].text)}
    keys = {known.key for words in found.values() if (known := heading(words))}
    return (
        found
        if len(found) >= len(axis.values)
        and keys & {"copy", "title"}
        and 1 < len(set(found.values())) < len(found)
        else {}
    )


def _covered(table: Table, axis: Axis) -> range:
    return range(axis.first, len(table.rows[axis.row]))


def banded(line: Sequence[Cell], axis: Axis, beside: Row, bands: dict[int, str]) -> Iterator[Row]:
    """Yield a row for each value that has several columns."""

    def value_of(number: int) -> int:
        return max(each for each in axis.values if each <= number)

    for first, numbers in groupby(sorted(bands), key=lambda number: axis.values[value_of(number)].text):
        cells = {number: line[number] for number in numbers}
        if any(cells.values()):
            value = next(cell for cell in axis.values.values() if cell.text == first)
            yield {**beside, NAMES[axis.kind]: value_cell(value), **_named(cells, bands)}


def _named(cells: dict[int, Cell], bands: dict[int, str]) -> Row:
    """Return cells by their headings; a heading that comes again is told apart by its number."""
    found: Row = {}
    for number, cell in cells.items():
        name = bands[number]
        again = sum(plain_name(each) == name for each in found)
        found[f"{name}#{again}" if again else name] = cell
    return found


def plain_name(name: str) -> str:
    return name.split("#")[0]


def value_cell(cell: Cell) -> Cell:
    words = _DOTTED.sub(r"\1月\2日", bare(cell.text))
    words = words if is_group(words) else _WEEKEND.sub("周六、周日", words)
    return replace(cell, raw=words, shown=None, lies_in=None)
