"""Weekdays by their sign alone, 二、四、六, in a column where other cells call them 周一三五."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.workbook.headings import columns_of
from qunli.workbook.other_columns import DAY_NAMES
from qunli.workbook.tables import Cell, Table

_SIGNS = re.compile(r"[一二三四五六日](?:\s*[、,，/ 和]\s*[一二三四五六日])*|[一二三四五六日]{2,6}")
_WEEKDAY = re.compile("(?:周|星期|礼拜)[一二三四五六日天]")


def with_weekday_signs(table: Table, row: int) -> Table:
    """Return a list with such weekdays as people say them; others as they are."""
    columns = columns_of(table, row)
    for key, numbers in columns.by_key.items():
        for number in numbers if key.startswith("day:") and not DAY_NAMES[key[4:]] else ():
            cells = [line[number] for line in table.rows[row + 1 :] if line[number]]
            if not columns.has_ids and any(_WEEKDAY.search(cell.text) for cell in cells):
                lines = (_with_signs(line, number) for line in table.rows[row + 1 :])
                table = replace(table, rows=(*table.rows[: row + 1], *lines))
    return table


def _with_signs(line: tuple[Cell, ...], number: int) -> tuple[Cell, ...]:
    cell = line[number]
    if not _SIGNS.fullmatch(cell.text):
        return line
    words = "、".join(f"周{sign}" for sign in re.findall("[一二三四五六日]", cell.text))
    return (*line[:number], replace(cell, raw=words, shown=None), *line[number + 1 :])
