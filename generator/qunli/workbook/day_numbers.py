"""Numbers that stand for days of a month, whose month stands elsewhere: over them, beside them, in a title or the name."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from qunli.workbook.dates import MONTH, as_date, month_named
from qunli.workbook.names import heading
from qunli.workbook.other_columns import DAY_NAMES
from qunli.workbook.tables import Cell, Table

_NUMBER = re.compile(r"(\d{1,2})([日号]?)")
_BETWEEN = re.compile(r"\s*[、,，和&/]\s*")
# One number or several: 5日、15日、25日.
_SEVERAL = re.compile(rf"(\d{{1,2}})[日号]?(?:{_BETWEEN.pattern}\d{{1,2}}[日号]?)*")
_FEWEST, _FEWEST_BARE = 2, 4
_POINT = re.compile(r"(1[0-2]|0?[1-9])\.(\d{1,2})")
_HOUR = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_MOST_APART, _YEAR = 7, 366
_MONTH_HEADS = frozenset(("月份", "月", "Month"))
_DAY_HEADS = frozenset(("号", "日子", "哪天"))
_WEEK = "一二三四五六日"
# 周一 beside the number of its day, 周一\n7日, 7(一).
_WITH_WEEKDAY = re.compile(
    r"[(（]?(?:周|星期|礼拜)(?P<before>[一二三四五六日天])[)）]?[\s|/,，]*[(（]?(?P<after_it>\d{1,2})[日号]?[)）]?|"
    r"(?P<before_it>\d{1,2})[日号]?[\s|/,，]*[(（]?(?:周|星期|礼拜)?(?P<after>[一二三四五六日天])[)）]?"
)
_CORNER = re.compile(r"[\\/|]")
# The month of the numbers beside it: 2026年12月.
_IS_MONTH = re.compile(rf"(?:20\d\d\s*年?\s*)?{MONTH.pattern}份?")
_OF_RUN = re.compile(r"天数|第几天|day", re.IGNORECASE)


def numbered(table: Table, row: int, about: str) -> dict[int, Cell]:
    """Return the numbers of days that head columns, each with its month where that is known; none for other rows.

    `about` is what the file is called.
    """
    line = table.rows[row]
    if dotted := _dotted(line):
        return dotted
    if beside := _beside_weekdays(table, row, about):
        return beside
    found = {number: cell for number, cell in enumerate(line) if _NUMBER.fullmatch(cell.text)}
    heads = [cell for number, cell in enumerate(line) if cell and number not in found]
    if not _are_days([cell.text for cell in found.values()]) or not all(
        _is_head(cell.text) for cell in heads
    ):
        return {}
    if any(_OF_RUN.search(cell.text) for cell in heads):
        return {number: replace(cell, raw=f"第{cell.text}天", shown=None) for number, cell in found.items()}
    months = [cell.text for cell in heads if _IS_MONTH.fullmatch(cell.text)]
    words = "\n".join((*months, around(table, row, about)))
    return {
        number: replace(cell, raw=as_date(cell, f"{_over(table, row, number)}\n{words}"), shown=None)
        for number, cell in found.items()
    }


def _beside_weekdays(table: Table, row: int, about: str) -> dict[int, Cell]:
    """Return the days of a row whose numbers stand beside their weekdays in one cell, where both follow each other alike."""
    line = table.rows[row]
    found = {
        number: match for number, cell in enumerate(line) if (match := _WITH_WEEKDAY.fullmatch(cell.text))
    }
    days = [(int(each["after_it"] or each["before_it"]), _weekday(each)) for each in found.values()]
    follow = all(
        (after - before - (later - weekday)) % len(_WEEK) == 0 or after < before
        for (before, weekday), (after, later) in pairwise(days)
    )
    others = (cell for number, cell in enumerate(line) if cell and number not in found)
    if len(found) < _FEWEST or not follow or not all(_is_head(cell.text) for cell in others):
        return {}
    words = around(table, row, about)
    return {
        number: replace(
            line[number], raw=_dated(line[number], day, f"{_over(table, row, number)}\n{words}"), shown=None
        )
        for number, day in zip(found, days, strict=True)
    }


def _weekday(found: re.Match[str]) -> int:
    return _WEEK.index((found["before"] or found["after"]).replace("天", "日"))


def _dated(cell: Cell, day: tuple[int, int], words: str) -> str:
    return f"{as_date(replace(cell, raw=str(day[0]), shown=None), words)}（周{_WEEK[day[1]]}）"


def _is_head(words: str) -> bool:
    """Say whether some words are a heading, a month, or a corner that names what stands below it and what beside it."""
    return _IS_MONTH.fullmatch(words) is not None or any(map(heading, (words, *_CORNER.split(words))))


def _dotted(line: tuple[Cell, ...]) -> dict[int, Cell]:
    """Return dates written with a point, 12.7 | 12.8, where they follow each other as days do and hours do not."""
    found: dict[int, Cell] = {}
    last: date | None = None
    for number, cell in enumerate(line):
        match = _POINT.fullmatch(cell.text)
        if match is None and cell and not heading(cell.text):
            return {}
        if match is None:
            continue
        day = _next_day(int(match[1]), match[2], last)
        if day is None or (last and not 0 < (day - last).days % _YEAR <= _MOST_APART):
            return {}
        last = day
        found[number] = replace(cell, raw=f"{day.month}月{day.day}日", shown=None)
    return found if len(found) >= _FEWEST else {}


def pointed_hours(line: tuple[Cell, ...]) -> dict[int, Cell]:
    """Return hours written with a point, 9.00 | 12.30 | 20.00, that head columns; none where they may be dates."""
    found = {number: cell for number, cell in enumerate(line) if _HOUR.fullmatch(cell.text)}
    heads = [cell for number, cell in enumerate(line) if cell and number not in found]
    clocks = [cell.text.rjust(5, "0") for cell in found.values()]
    rises = all(before < after for before, after in pairwise(clocks))
    if len(found) < _FEWEST or not rises or not all(heading(cell.text) for cell in heads) or _dotted(line):
        return {}
    return {
        number: replace(cell, raw=cell.text.replace(".", ":"), shown=None) for number, cell in found.items()
    }


def _next_day(month: int, number: str, last: date | None) -> date | None:
    """Return a day of a leap year; after the 9th, 12.1 is the 10th, which spreadsheets show like that."""
    is_short = last and last.month == month and number in "123" and last.day == int(number) * 10 - 1
    try:
        return date(2024, month, int(number) * 10 if is_short else int(number))
    except ValueError:
        return None


def _are_days(words: list[str]) -> bool:
    """Say whether some words are days of a month in their order, bare numbers one after another."""
    found = [match for each in words if (match := _NUMBER.fullmatch(each))]
    days = [int(each[1]) for each in found]
    if not all(1 <= day <= 31 for day in days):
        return False
    if found and all(each[2] for each in found):
        return len(found) >= _FEWEST
    follow = all(after == before + 1 or (after == 1 and before >= 28) for before, after in pairwise(days))
    return len(found) >= _FEWEST_BARE and follow


def _over(table: Table, row: int, column: int) -> str:
    """Return what stands over a number: right above it, or above one before it."""
    above = table.rows[row - 1] if row else ()
    return next((cell.text for cell in reversed(above[: column + 1]) if MONTH.search(cell.text)), "")


def around(table: Table, row: int, about: str) -> str:
    """Return the words that may name the month of a row's days, a line each, the nearest first."""
    words = [cell.text for line in reversed(table.rows[:row]) for cell in line if cell]
    return month_named("\n".join((*words, table.name, about)))


def with_months(table: Table, row: int) -> Table:
    """Return a list whose days are numbers with the month that a column or a line of its own says for those below it."""
    heads = table.rows[row]
    months = next((number for number, cell in enumerate(heads) if cell.text in _MONTH_HEADS), None)
    days = next((number for number, cell in enumerate(heads) if _heads_days(cell.text)), None)
    if days is None:
        return table
    body = [*_with_month(table.rows[row + 1 :], months, days)]
    blank = {} if months is None else {months: Cell(heads[months].place)}
    is_known = heading(heads[days].text) is not None
    named = {} if is_known else {days: replace(heads[days], raw="日期", shown=None, lies_in=None)}
    return replace(table, rows=(*table.rows[:row], _with(heads, {**blank, **named}), *body))


def _heads_days(words: str) -> bool:
    """Say whether a heading names days as they are, and no weekdays, weeks or days of a run."""
    known = heading(words)
    return words in _DAY_HEADS or (
        known is not None and known.key.startswith("day:") and not DAY_NAMES[known.key[4:]]
    )


def _with_month(rows: tuple[tuple[Cell, ...], ...], months: int | None, days: int) -> list[tuple[Cell, ...]]:
    """Return rows with the month in the cells of their days, which do not go back below the last one that says it."""
    found, month, last = [], "", 0
    for line in rows:
        filled = [cell for cell in line if cell and not cell.is_beside]
        own = line[months] if months is not None else None
        says = own if own else filled[0] if len(filled) == 1 else None
        name = _month(says.text, bare=says is own) if says else ""
        if name:
            month, last = name, last if name == month else 0
        number = _SEVERAL.fullmatch(line[days].text)
        day = int(number[1]) if number else 0
        if number and month and (own or day >= last):
            each = [replace(line[days], raw=words, shown=None) for words in _BETWEEN.split(line[days].text)]
            dated = line[days].joined("、".join(as_date(cell, month) for cell in each), [own] if own else [])
            line, last = _with(line, {days: dated}), day
        elif number:
            month = ""
        if not (name and len(filled) == 1):
            found.append(
                _with(line, {months: Cell(own.place)}) if name and own and months is not None else line
            )
    return found


def _month(words: str, *, bare: bool) -> str:
    """Return the month that some words are, which may be a bare number below its heading; nothing for others."""
    if bare and re.fullmatch(r"0?[1-9]|1[0-2]", words):
        return f"{int(words)}月"
    return words if re.fullmatch(rf"(?:{MONTH.pattern})份?", words) else ""


def _with(line: tuple[Cell, ...], others: dict[int, Cell]) -> tuple[Cell, ...]:
    return tuple(others.get(number, cell) for number, cell in enumerate(line))
