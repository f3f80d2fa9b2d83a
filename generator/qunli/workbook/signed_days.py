"""Numbers of days that are counted from a day, -3, -1, 0, 1, with the words for that."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.problem import ContentError
from qunli.workbook.names import heading
from qunli.workbook.other_columns import DAY_NAMES
from qunli.workbook.tables import Cell, Table

_SIGNED = re.compile(r"[+-]?\d{1,2}")


def with_signed_days(table: Table, row: int) -> Table:
    """Return a list whose numbers of days are counted from a day, -3, -1, 0, 1, with the words for that.

    Raises ContentError for a day after it where none is the day itself: -1 and 1 may be one or two days apart.
    """
    for number, head in enumerate(table.rows[row]):
        known = heading(head.text)
        if known is None or DAY_NAMES.get(known.key[4:]) != DAY_NAMES["天数"]:
            continue
        cells = [line[number] for line in table.rows[row + 1 :] if _SIGNED.fullmatch(line[number].text)]
        days = [int(cell.text) for cell in cells]
        if not any(day < 0 for day in days):
            continue
        if 0 not in days and (after := next((cell for cell in cells if int(cell.text) > 0), None)):
            hint = "当天写 D日，后面写 D+1、D+2；或者改成日期"
            raise ContentError(
                [
                    after.place.problem(
                        "Q004", f"前面是负数，没有 0，看不出 {after.text} 是当天还是后一天", hint
                    )
                ]
            )
        own = {cell.place: replace(cell, raw=_signed(int(cell.text)), shown=None) for cell in cells}
        body = (
            _with(line, {number: own.get(line[number].place, line[number])}) for line in table.rows[row + 1 :]
        )
        table = replace(table, rows=(*table.rows[: row + 1], *body))
    return table


def _signed(day: int) -> str:
    return f"D{day:+d}" if day else "D日"


def _with(line: tuple[Cell, ...], others: dict[int, Cell]) -> tuple[Cell, ...]:
    return tuple(others.get(number, cell) for number, cell in enumerate(line))
