"""The rows of days in a wall calendar: each day in its own month, and days that a row leaves out between the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qunli.workbook.axes import Axis
from qunli.workbook.dated_texts import date_before
from qunli.workbook.dates import MONTH, month_number
from qunli.workbook.day_numbers import around
from qunli.workbook.tables import Cell, Table

Line = tuple[Cell, ...]

_NUMBER = re.compile(r"(?:(?:20\d\d[年/.-])?\d{1,2}[月/.-])?(\d{1,2})[日号]?")
_NUMBERED = re.compile(
    rf"(?P<day>{_NUMBER.pattern})(?:\s*[(（].{{0,6}}[)）])?(?:\s|[:：,，、|](?!\d)|(?<=[日号)）])(?=\D))\s*(?P<text>.+)",
    re.DOTALL,
)
_BARE = re.compile(r"(\d{1,2})[日号]?")
_LAST_DAY = 28


def numbered(cell: Cell) -> tuple[str, str] | None:
    """Return the day that a cell begins with and its text, None for a cell that is not both."""
    if dated := date_before(cell):
        return dated[0].text, dated[1].text
    found = _NUMBERED.fullmatch(cell.text)
    return (found["day"], found["text"].strip()) if found else None


def day_of(cell: Cell) -> int | None:
    """Return the number of the day that a cell is, or begins with."""
    pair = numbered(cell)
    found = (
        re.search(r"(\d{1,2})[日号]?\s*(?:[(]?(?:周|星期).*)?$", pair[0])
        if pair
        else _NUMBER.fullmatch(cell.text)
    )
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None


def days_in(line: Line, axis: Axis) -> list[int]:
    """Return the numbers of the days in a row of cells that each are a day, or begin with one; none for a row of texts."""
    filled = [line[number] for number in axis.values if line[number]]
    found = [day for cell in filled if (day := day_of(cell))]
    return found if len(found) == len(filled) else []


def with_own_days(table: Table, axis: Axis, about: str) -> Table:
    """Return a calendar whose days have their month where it is not the one of the sheet: 30 before 1 is of the one before.

    `about` is what the file is called.
    """
    rows = [*table.rows]
    rows[axis.row + 1 :] = _completed(table.rows[axis.row + 1 :], axis)
    corner = "\n".join(cell.text for cell in table.rows[axis.row][: axis.first])
    found = MONTH.search(corner) or MONTH.search(around(table, axis.row, about))
    if not found:
        return replace(table, rows=tuple(rows))
    year, month = int(found[1] or 0), month_number(found[2])
    at = [
        (row, number)
        for row in range(axis.row + 1, len(rows))
        if days_in(rows[row], axis)
        for number in axis.values
    ]
    at = [(row, number) for row, number in at if rows[row][number]]
    for (row, number), ahead in zip(
        at, _months([day_of(rows[row][number]) or 0 for row, number in at]), strict=True
    ):
        if ahead or MONTH.search(corner):
            cell = _in_month(rows[row][number], *_month_ahead(year, month, ahead))
            rows[row] = tuple(cell if place == number else each for place, each in enumerate(rows[row]))
    return replace(table, rows=tuple(rows))


def _months(days: Sequence[int]) -> list[int]:
    """Return for days in their order how many months after that of most of them each lies."""
    found: list[int] = []
    for place, day in enumerate(days):
        last = found[-1] if found else 0
        found.append(last + 1 if place and day < days[place - 1] and days[place - 1] >= _LAST_DAY else last)
    most = max(dict.fromkeys(found), key=found.count, default=0)
    return [each - most for each in found]


def _month_ahead(year: int, month: int, ahead: int) -> tuple[int, int]:
    years, rest = divmod(month - 1 + ahead, 12)
    return (year + years if year else 0), rest + 1


def _in_month(cell: Cell, year: int, month: int) -> Cell:
    """Return a bare day with its month; one that has its own as it is."""
    pair = numbered(cell)
    bare = _BARE.fullmatch(pair[0] if pair else cell.text)
    if not bare:
        return cell
    day = f"{f'{year}年' if year else ''}{month}月{bare[1]}日"
    return replace(cell, raw=f"{day} {pair[1]}" if pair else day, shown=None)


def _completed(lines: Sequence[Line], axis: Axis) -> Iterator[Line]:
    """Yield rows with the day before each text of a week whose other texts have theirs."""
    last: dict[int, int] = {}
    for line in lines:
        days = {
            number: day for number in axis.values if numbered(line[number]) and (day := day_of(line[number]))
        }
        others = [number for number in axis.values if line[number] and day_of(line[number]) is None]
        places = {number: place for place, number in enumerate(axis.values)}
        starts = {day - places[number] for number, day in days.items()}
        goes_on = all(last.get(number, day - 7) == day - 7 for number, day in days.items())
        if days and others and len(starts) == 1 and (goes_on and (last or len(days) > 1)):
            first = starts.pop()
            dated = {number: _with_day(line[number], first + places[number], line, days) for number in others}
            line = tuple(dated.get(number, cell) for number, cell in enumerate(line))
        elif others and any(date_before(line[number]) for number in days):
            # What lacks its date belongs to no day: no post takes it, and so it is asked about.
            line = tuple(Cell(cell.place) if number in others else cell for number, cell in enumerate(line))
        if found := days_in(line, axis):
            filled = [number for number in axis.values if line[number]]
            last = dict(zip(filled, found, strict=True))
        yield line


def _with_day(cell: Cell, day: int, line: Line, days: dict[int, int]) -> Cell:
    """Return a text with its day, written as the days beside it are."""
    beside = numbered(line[min(days)])
    before = re.sub(r"\d{1,2}[日号]?\s*(?:[(（]?(?:周|星期).*)?$", "", beside[0]) if beside else ""
    return (
        replace(cell, raw=f"{before}{day} {cell.text}", shown=None)
        if 1 <= day <= _LAST_DAY
        else Cell(cell.place)
    )
