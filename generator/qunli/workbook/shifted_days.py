"""Days that are counted from a date beside them in the place of that date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from qunli.problem import ContentError
from qunli.when import UnclearError
from qunli.workbook.contents import below
from qunli.workbook.counted_days import offset_words, offsets_in
from qunli.workbook.dates import as_date
from qunli.workbook.days import Reader
from qunli.workbook.names import heading
from qunli.workbook.other_columns import DAY_NAMES
from qunli.workbook.questions import Question
from qunli.workbook.tables import Cell, Table

ON_THE_DAY = "当天发"
DATE = re.compile(r"(?:20\d\d\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?")


@dataclass(frozen=True)
class Shift:
    """A column of days before or after those of another: their numbers, and what bare numbers mean there, -1 before.

    0 for one where they mean nothing.
    """

    column: int
    anchors: int
    sign: int


def shifted(table: Table, row: int, shift: Shift, reader: Reader) -> Table:
    """Return a list whose dates are those of the posts, and whose counted days are blank."""
    heads = table.rows[row]
    named = {shift.column: Cell(heads[shift.column].place)}
    if not is_date(heads[shift.anchors]):
        named[shift.anchors] = replace(heads[shift.anchors], raw="日期", shown=None)
    weekdays = [number for number, cell in enumerate(heads) if _is_weekday(cell)]
    rows, last = [], None
    posts = set(map(id, below(table, row)))
    for line in table.rows[row + 1 :]:
        if id(line) not in posts:
            rows.append(line)
            continue
        anchor, cell = line[shift.anchors], line[shift.column]
        last = anchor if anchor else last
        if not any(
            line[number] for number in range(len(line)) if number not in (shift.anchors, shift.column)
        ):
            rows.append(line)
            continue
        if last and (anchor or cell):
            counted = _counted(cell if cell else last, bool(cell), shift, reader)
            day = (anchor if anchor else cell).joined(
                _day_before(last, counted), [last, cell] if cell else [last]
            )
            own = {
                number: Cell(line[number].place) for number in weekdays if _fits(last, line[number], reader)
            }
            line = with_cells(line, {**own, shift.anchors: day, shift.column: Cell(cell.place)})
        rows.append(line)
    return replace(table, rows=(*table.rows[:row], with_cells(heads, named), *rows))


def _is_weekday(head: Cell) -> bool:
    known = heading(head.text)
    return (
        known is not None and known.key.startswith("day:") and DAY_NAMES[known.key[4:]] == DAY_NAMES["星期"]
    )


def _fits(day: Cell, weekday: Cell, reader: Reader) -> bool:
    """Say whether a weekday is that of the day from which is counted."""
    try:
        return bool(weekday) and bool(reader.moment(f"{as_date(day, '')} {weekday.text}").day)
    except UnclearError:
        return False


def _counted(cell: Cell, is_said: bool, shift: Shift, reader: Reader) -> tuple[int, ...]:
    """Return the days that a row counts; a blank is asked about, other words are refused."""
    counted = offsets_in(cell, shift.sign) if is_said else None
    if counted is not None:
        return counted
    if is_said:
        hint = "写成数字，比如 3；当天发就写 0"
        raise ContentError([cell.place.problem("Q004", f"看不懂从那天数几天：{cell.text[:20]}", hint)])
    key = "没写提前几天的"
    question = Question(key, "有的行没写提前几天，当天发吗？", cell.place, (ON_THE_DAY,))
    reader.interview.require(question, "这一行没写提前几天，别的行写了", "当天发就写 0")
    return (0,)


def _day_before(day: Cell, counted: tuple[int, ...]) -> str:
    """Return the words for days counted from a day: from the first one of several."""
    words = as_date(day, "")
    found = DATE.match(words)
    first = re.sub(r"\s", "", found[0]) if found else words
    dotted = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})", first)
    return f"{f'{dotted[1]}月{dotted[2]}日' if dotted else first}{offset_words(counted)}"


def is_date(head: Cell) -> bool:
    """Say whether a heading is one of days."""
    known = heading(head.text)
    return known is not None and known.key.startswith("day:")


def with_cells(line: tuple[Cell, ...], others: dict[int, Cell]) -> tuple[Cell, ...]:
    """Return a line with others in the place of some of its cells, by their numbers."""
    return tuple(others.get(number, cell) for number, cell in enumerate(line))
