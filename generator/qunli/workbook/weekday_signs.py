"""Weekdays by their sign alone, 二、四、六, in a column where other cells call them 周一三五."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.workbook.headings import columns_of
from qunli.workbook.other_columns import DAY_NAMES
from qunli.workbook.spelling import plain
from qunli.workbook.tables import Cell, Table

_SIGNS = re.compile(r"[一二三四五六日](?:\s*[、,，/ 和]\s*[一二三四五六日])*|[一二三四五六日]{2,6}")
_WEEKDAY = re.compile("(?:周|星期|礼拜)[一二三四五六日天]")
_RUN_HEADS = ("day:天", "day:Day", "day:天数")


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


def with_days_of_month(table: Table, row: int) -> Table:
    """Return a list whose numbers below 天 or Day have weekdays beside them with these as days of a month, 日.

    Days of a run have none of their own; others as they are.
    """
    columns = columns_of(table, row)
    numbers = [at for key in _RUN_HEADS for at in columns.by_key.get(key, ()) if not columns.has_ids]
    lines = table.rows[row + 1 :]
    for number in numbers:
        beside = [
            line[at].text
            for line in lines
            for at, _ in enumerate(line)
            if line[number].text.isdecimal()
            and (at not in numbers)
            and _WEEKDAY.fullmatch(plain(line[at].text))
        ]
        days = [line[number] for line in lines if line[number]]
        if days and all(cell.text.isdecimal() for cell in days) and len(beside) == len(days):
            heads = tuple(
                replace(cell, raw="日", shown=None) if at == number else cell
                for at, cell in enumerate(table.rows[row])
            )
            return replace(table, rows=(*table.rows[:row], heads, *lines))
    return table


def _with_signs(line: tuple[Cell, ...], number: int) -> tuple[Cell, ...]:
    cell = line[number]
    if not _SIGNS.fullmatch(cell.text):
        return line
    words = "、".join(f"周{sign}" for sign in re.findall("[一二三四五六日]", cell.text))
    return (*line[:number], replace(cell, raw=words, shown=None), *line[number + 1 :])
