"""The rows of a sheet that begin a table: headings of a plan unlike the ones before, or values over its columns."""

from __future__ import annotations

import re

from qunli.workbook.asides import labelled
from qunli.workbook.axes import Axis, axis_of
from qunli.workbook.dated_texts import are_dated
from qunli.workbook.days import Reader
from qunli.workbook.headings import columns_of
from qunli.workbook.months import is_month, is_printed
from qunli.workbook.names import heading
from qunli.workbook.tables import Cell, Table
from qunli.workbook.week_rows import days_in

_WEEKDAY = re.compile("(?:周|星期|礼拜)?[一二三四五六日天]")


def heads(table: Table, reader: Reader) -> list[int]:
    """Return the rows that begin a table: headings of a plan unlike the ones before, or values over its columns."""
    plain = table.as_list()
    found: list[int] = []
    said: set[str] = set()
    kinds: set[tuple[str, bool]] = set()
    over: Axis | None = None
    in_month = False
    for row, line in enumerate(plain.rows):
        words = {cell.text for cell in line if cell}
        is_one = len(words) < 2 or len(labelled([cell for cell in line if cell])) < 2
        if row - 1 in found or is_one or (found and is_printed([*words], reader)):
            continue
        if over and (are_dated(plain, row, over) or (in_month and _is_of_month(line, over))):
            continue
        axis = axis_of(table, row, reader)
        # Among texts two hours or groups may stand in one row; values head columns again where they did before.
        begins = is_heading(plain, row) or (
            axis is not None and (not found or (axis.kind, axis.counts) in kinds)
        )
        if begins and (not words <= said or _has_title(plain, row)):
            found.append(row)
        if begins:
            said |= words
            kinds |= {(axis.kind, axis.counts)} if axis else set()
            over = axis if axis and axis.kind == "day" else None
            in_month = over is not None and is_month(plain, over)
    return found


def _is_of_month(line: tuple[Cell, ...], axis: Axis) -> bool:
    """Say whether a row is one of texts below the numbers of a month: festivals there head no table."""
    cells = [line[number] for number in axis.values if line[number]]
    is_week = all(_WEEKDAY.fullmatch(cell.text) for cell in cells)
    return bool(cells) and not is_week and not days_in(line, axis)


def _has_title(table: Table, row: int) -> bool:
    return row > 0 and sum(map(bool, table.rows[row - 1])) == 1


def is_heading(table: Table, row: int) -> bool:
    """Say whether a row is a heading throughout, which no row of texts is."""
    filled = [cell for cell in table.rows[row] if cell]
    known = [each for cell in filled if (each := heading(cell.text))]
    exact = [each for each in known if each.rank.is_integer()]
    is_known = len(known) * 3 >= len(filled) * 2 and len(exact) * 2 >= len(known)
    return is_known and columns_of(table, row).is_plan
