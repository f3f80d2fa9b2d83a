"""What one row of a list says of its days: in columns of days, in that of its stage, among its hours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qunli.workbook.dates import as_date
from qunli.workbook.days import Reader
from qunli.workbook.headings import Columns
from qunli.workbook.kinds import kind_of
from qunli.workbook.other_columns import DAY_NAMES, LAST_DAY
from qunli.workbook.remarks import ended, has_hour_behind, span
from qunli.workbook.spans import span_in
from qunli.workbook.steps import Said
from qunli.workbook.tables import Cell
from qunli.workbook.unclear_days import is_like_days

# What a column of weekdays or days of a run holds beside whole words: 3, 一、三、五, 1-5.
_COUNTED = re.compile(
    r"(?:\d{1,3}|[一二三四五六日天]+)(?:\s*[、,，/&和~–—至到-]\s*(?:\d{1,3}|[一二三四五六日天]+))*"
)
# How often something is posted on its days says nothing of these where it is once: 1条, 仅一次.
_ONCE = re.compile(r"[仅只共就]?发?(?:[一1]|单)[次条篇遍]")
# Parts of a month are days that nobody can tell: they are refused, and not passed over.
_PART_OF_MONTH = re.compile("[上中下]旬|月[初中底末]")
_OF_RUN, _OF_MONTH = DAY_NAMES["天数"], DAY_NAMES["每月几号"]
_DATE = re.compile(r"\d\s*[月./-]\s*\d")

# Columns of the day on which something begins that comes again, and words for that.
_STARTS = frozenset(("开始日期", "起始日期", "首次日期", "Start Date"))
_AGAIN = re.compile("每|隔|单周|双周")

Line = tuple[Cell, ...]


def is_day(cell: Cell, reader: Reader) -> bool:
    """Say whether a cell is a day."""
    return kind_of(cell.text, reader) == "day"


def timed_columns(columns: Columns) -> tuple[int, ...]:
    """Return the columns of times, where there are several under different names: some may say days."""
    spare = columns.spare.get("when", ())
    return (*columns.by_key["when"], *spare) if spare else ()


def columns_of_days(columns: Columns, lines: Iterable[Line], reader: Reader) -> frozenset[int]:
    """Return those columns of times that have days, understood or not: every word there is about days."""
    return frozenset(
        number
        for line in lines
        for number in timed_columns(columns)
        if is_day(line[number], reader)
        or is_like_days(line[number].text)
        or _PART_OF_MONTH.search(line[number].text)
    )


def days_said(
    columns: Columns,
    line: Line,
    reader: Reader,
    around: str,
    day_columns: frozenset[int],
    place: int | None = None,
) -> Iterator[Said]:
    """Yield what a row says of its days; `place` is the number of the pair of hour and text that is meant.

    `around` are the words that may name the month of a bare number, a line each, the nearest first; `day_columns` are the
    columns of times that have days.
    """
    said = [*_said_in_columns(columns, line, around, place)]
    yield from _with_start(said, columns)
    yield from _of_stage(columns, line)
    for number in timed_columns(columns):
        cell = line[number]
        if is_day(cell, reader) or (cell and number in day_columns and not _is_hour(cell, reader)):
            yield Said(_words("", cell, around), cell.place, cell.also)


def with_sides(said: Iterable[Said], filled: Sequence[Cell]) -> tuple[Said, ...]:
    """Return what is said of days with whether it stands over the cells of a row or beside them.

    The rows of a sheet that is turned are its columns.
    """
    rows, columns = ({cell.place.row for cell in filled}, {cell.place.column for cell in filled})
    is_turned = len(columns) == 1 < len(rows)
    first = filled[0].place

    def is_above(each: Said) -> bool:
        return each.place.column != first.column if is_turned else each.place.row != first.row

    return tuple(replace(each, is_above=is_above(each)) for each in said)


def _with_start(said: list[tuple[str, Said]], columns: Columns) -> list[Said]:
    """Return what columns say, with the day on which something that comes again begins as part of how often it does."""
    starts = [each for name, each in said if name in _STARTS]
    often = [each for name, each in said if name not in _STARTS and _AGAIN.search(each.text)]
    if len(starts) != 1 or len(often) != 1 or LAST_DAY in columns.by_key:
        return [each for _, each in said]
    joined = Said(f"{often[0].text}({starts[0].text}起)", often[0].place, (*often[0].also, *starts[0].places))
    return [joined, *(each for _, each in said if each not in (starts[0], often[0]))]


def _said_in_columns(
    columns: Columns, line: Line, around: str, place: int | None
) -> Iterator[tuple[str, Said]]:
    """Yield what the columns of days say, each with its name."""
    paired = columns.paired() if place is not None else {}
    for key, numbers in columns.by_key.items():
        meant = paired[key][place : place + 1] if place is not None and key in paired else numbers
        for cell in (line[number] for number in meant if key.startswith("day:") and line[number]):
            words = _words(DAY_NAMES[key[4:]], cell, around)
            said = "" if _ONCE.fullmatch(cell.text) else _until(columns, line, key, words, around)
            yield key[4:], Said(said, cell.place, cell.also)


def _is_hour(cell: Cell, reader: Reader) -> bool:
    return kind_of(cell.text, reader) == "hour"


def _of_stage(columns: Columns, line: Line) -> Iterator[Said]:
    """Yield the dates of the stage that a row belongs to, 预热期(12.1-12.5), where it has no date of its own."""
    own = [number for key, each in columns.by_key.items() if key.startswith("day:") for number in each]
    if any(_DATE.search(line[number].text) for number in own):
        return
    for number in columns.by_key.get("stage", ()):
        days = span_in(line[number].text)
        if _DATE.search(days):
            yield Said(days, line[number].place, line[number].also)


def _until(columns: Columns, line: Line, key: str, first: str, around: str) -> str:
    """Return the words of a first day with the last one, where another column has it."""
    last = next((line[each] for each in columns.by_key.get(LAST_DAY, ()) if line[each]), None)
    if DAY_NAMES[key[4:]] or LAST_DAY not in columns.by_key:
        return first
    if last and has_hour_behind(first):
        return ended(first, last.text)
    until = as_date(last, around) if last else ""
    return span(first, until) if until else f"{first}起"


def _words(pattern: str, cell: Cell, around: str) -> str:
    """Return the words of a cell in a column of days; a bare number there is what the heading says it counts."""
    if pattern == _OF_RUN and re.fullmatch(r"-\d{1,2}|0", cell.text):
        # Days before the one that others are counted from.
        return f"D{cell.text}" if cell.text != "0" else "D日"
    if pattern == _OF_MONTH:
        return (
            cell.text
            if cell.text.startswith("每") or "月" in cell.text
            else f"每月{cell.text}{'号' if cell.text.isdecimal() else ''}"
        )
    if pattern:
        return pattern.format(cell.text) if _COUNTED.fullmatch(cell.text) else cell.text
    return as_date(cell, around)
