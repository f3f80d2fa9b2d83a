"""Hours that say on which day before or after another one they are, 提前1天 20:00, as an hour and a column of such days."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.when import UnclearError, offsets, read_clocks
from qunli.workbook.headings import columns_of
from qunli.workbook.spelling import plain
from qunli.workbook.tables import Cell, Table

_HEAD, _HOURS = "节点", "时间"
# 前一天20:00 tells when a post goes out, while D-1 may only be what the day beside it is called.
_SPOKEN, _HEAD_OF_POST = re.compile("[前后]|次日|提早"), "发布节点"
# What a text is for before when it is sent: 课前提醒(前一天19:00).
_LABELLED = re.compile(r"[^\d()]{2,8}\((?P<said>[^()]*\d[^()]*)\)")


def with_days_apart(table: Table, row: int) -> Table:
    """Return a list with the days that are counted in its column of hours in a column of their own."""
    columns = columns_of(table, row)
    others = () if "when" in columns.keys else [number for number, _ in columns.unknown()]
    numbers = [
        number for number in (*columns.by_key.get("when", ()), *others) if _is_counted(table, row, number)
    ]
    if len(numbers) != 1:
        return table
    (column,) = numbers
    lines = [_apart(line[column]) for line in table.rows[row + 1 :] if line[column]]
    is_spoken = any(_SPOKEN.search(days.text) for _, days in filter(None, lines))
    head = Cell(table.rows[row][column].place, _HEAD_OF_POST if is_spoken else _HEAD)
    body = []
    for line in table.rows[row + 1 :]:
        hour, days = _apart(line[column]) or (line[column], Cell(line[column].place))
        body.append((*line[:column], hour, *line[column + 1 :], days))
    above = [(*line, Cell(line[-1].place)) for line in table.rows[:row]]
    named = (
        replace(table.rows[row][column], raw=_HOURS, shown=None)
        if column in others
        else table.rows[row][column]
    )
    heads = (*table.rows[row][:column], named, *table.rows[row][column + 1 :], head)
    return replace(table, rows=(*above, heads, *body))


def _is_counted(table: Table, row: int, column: int) -> bool:
    """Say whether at least half of the cells of a column have an hour and a day that is counted."""
    cells = [line[column] for line in table.rows[row + 1 :] if line[column]]
    return sum(_apart(cell) is not None for cell in cells) * 2 >= max(1, len(cells))


def _apart(cell: Cell) -> tuple[Cell, Cell] | None:
    """Return the hour and the words of the day that are counted in a cell, None for one that has not both."""
    inside = _LABELLED.fullmatch(plain(cell.text))
    try:
        clocks = read_clocks(inside["said"] if inside else plain(cell.text))
    except UnclearError:
        return None
    rest = clocks.rest.strip(" ,、:的")
    if not clocks.at or not offsets(rest):
        return None
    hour, days = (replace(cell, raw=each, shown=None) for each in ("、".join(clocks.at), rest))
    return hour, days
