"""Hours typed as numbers with parts of an hour, 9.5 and 16.25: half past nine and a quarter past four, or minutes, as asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from qunli.problem import ContentError
from qunli.workbook.contents import below
from qunli.workbook.headings import Columns, columns_of
from qunli.workbook.questions import Interview, Question
from qunli.workbook.tables import Cell, Table

_HOURS, _HOUR = 24, 60
_QUARTERS = frozenset((15, 30, 45))
_HALF = 30
_HOUR_HEADS = frozenset(("时", "点", "小时", "几点", "钟点"))


def with_parts_of_hours(table: Table, row: int, interview: Interview) -> Table:
    """Return a list whose hours are all numbers, some with parts of an hour, with what these mean; others as they are."""
    meant: dict[Cell, Cell] = {}
    for cells in _parted(columns_of(table, row), table, row):
        meant |= _meant(cells, interview)
    if not meant:
        return table
    rows = (tuple(meant.get(cell, cell) for cell in line) for line in table.rows[row + 1 :])
    return replace(table, rows=(*table.rows[: row + 1], *rows))


def with_minutes(table: Table, row: int) -> Table:
    """Return a list with hours and minutes in columns of their own, 时 | 分, with both in that of the hours."""
    heads = [cell.text for cell in table.rows[row]]
    if "分" not in heads or not (at := heads.index("分")) or heads[at - 1] not in _HOUR_HEADS:
        return table
    lines = [(line[at - 1].text, line[at].text) for line in below(table, row)]
    if not all(
        _is_below(hour, _HOURS) and (not minute or _is_below(minute, _HOUR)) for hour, minute in lines if hour
    ):
        return table
    rows = (_with_minute(line, at) for line in table.rows[row + 1 :])
    head = (*table.rows[row][:at], Cell(table.rows[row][at].place), *table.rows[row][at + 1 :])
    return replace(table, rows=(*table.rows[:row], head, *rows))


def _is_below(words: str, most: int) -> bool:
    return words.isdecimal() and int(words) < most


def _with_minute(line: tuple[Cell, ...], at: int) -> tuple[Cell, ...]:
    hour, minute = line[at - 1], line[at]
    if not hour:
        return line
    both = hour.joined(f"{int(hour.text):02}:{int(minute.text or 0):02}", [minute])
    return (*line[: at - 1], both, Cell(minute.place), *line[at + 1 :])


def require_parts_known(columns: Columns, table: Table, row: int, interview: Interview) -> None:
    """Refuse hours that may be in parts of an hour or in minutes where nobody answered which."""
    for cells in _parted(columns, table, row):
        if _may_be_either(cells) and interview.ask(question := _question(cells)) is None:
            one, other = question.choices
            hint = question.way_out(f"写成 {one} 这样")
            message = f"{cells[0].text} 看不出是 {one} 还是 {other}"
            raise ContentError([cells[0].place.problem("Q003", message, hint)])


def _parted(columns: Columns, table: Table, row: int) -> Iterator[list[Cell]]:
    """Yield the numbers with parts of an hour of each column of hours beside days that has nothing but numbers."""
    if columns.has_ids or not any(key.startswith("day:") for key in columns.keys):
        return
    for number in columns.by_key.get("when", ()):
        cells = [line[number] for line in below(table, row) if line[number]]
        if all(map(_is_number, cells)) and (parted := [cell for cell in cells if _minutes(cell)]):
            yield parted


def _is_number(cell: Cell) -> bool:
    return isinstance(cell.raw, int | float) and not isinstance(cell.raw, bool) and 1 <= cell.raw < _HOURS


def _minutes(cell: Cell) -> int:
    """Return the minutes (0 to 59) that the part of an hour behind the point is."""
    return round(_number(cell) % 1 * _HOUR)


def _meant(cells: Sequence[Cell], interview: Interview) -> dict[Cell, Cell]:
    """Return the cells as the hours that they are; none where only minutes can stand behind the point, 9.3, or nobody knows."""
    if not _are_quarters(cells):
        return {}
    answer = interview.ask(question := _question(cells)) if _may_be_either(cells) else ""
    if answer is None:
        return {}
    if answer and answer != question.choices[0]:
        return {cell: replace(cell, raw=_as_minutes(cell), shown=None) for cell in cells}
    return {cell: replace(cell, raw=timedelta(hours=_number(cell)), shown=None) for cell in cells}


def _are_quarters(cells: Sequence[Cell]) -> bool:
    """Say whether some numbers are hours with a half or quarters; who shows 9.50 writes minutes."""
    return all(_minutes(cell) in _QUARTERS and not cell.text.endswith("0") for cell in cells)


def _may_be_either(cells: Sequence[Cell]) -> bool:
    return _are_quarters(cells) and all(map(_as_minutes, cells))


def _as_minutes(cell: Cell) -> str:
    """Return the hour (HH:MM) whose minutes stand behind the point, as 9.5 is 9:50; "" where an hour has not that many."""
    hour, _, minutes = f"{cell.raw}".partition(".")
    return f"{int(hour):02}:{minutes:0<2}" if int(f"{minutes:0<2}") < _HOUR else ""


def _question(cells: Sequence[Cell]) -> Question:
    """Return the question in what the first of some numbers is: several with a half among them most often are in parts."""
    first = cells[0]
    choices = (f"{int(_number(first)):02}:{_minutes(first):02}", _as_minutes(first))
    is_likely = len({cell.raw for cell in cells}) > 1 and any(_minutes(cell) == _HALF for cell in cells)
    text = f"{first.text} 是 {choices[0]} 还是 {choices[1]}？别的也一样"
    default = choices[0] if is_likely else None
    return Question(f"{first.text}是几点几分", text, first.place, choices, default)


def _number(cell: Cell) -> float:
    return float(cell.raw) if isinstance(cell.raw, int | float) else 0.0
