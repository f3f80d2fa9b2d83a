"""Dates as cells hold them that are no words of a date: day numbers, eight digits, the serial numbers of spreadsheets."""

from __future__ import annotations

import re
from datetime import date, timedelta

from qunli.shape import YEARS
from qunli.workbook.spelling import with_dates
from qunli.workbook.tables import Cell

# The words around a cell stand in lines of their own, and what begins the next line is no day of a month before it.
MONTH = re.compile(
    r"(?<!\d)(?:(20\d\d)\s*[年./-]\s*)?(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?![^\S\n]*\d)"
)
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(
    r"(?<![A-Za-z\d])(?:(?P<before>20\d\d)\s*)?(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?(?:[\s,'-]*(?P<after>20\d\d))?(?!\s*\d)",
    re.IGNORECASE,
)
_STRETCH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月\d{1,2}[日号]?\s*[-~–—至到]+\s*(?:\1月)?\d{1,2}[日号](?!\d)")
_NUMERALS = {each: number for number, each in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_DAY = re.compile(r"(\d{1,2})[号日]?")
_EIGHT = re.compile(r"(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
# 1205 in a column of days.
_FOUR = re.compile(r"(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_CLOCK = re.compile(r"([01]?\d|2[0-3])([0-5]\d)")
_DOTTED = re.compile(r"(0?[1-9]|1[0-2])\.(0?[1-9]|[12]\d|3[01])")
# Day 1 of a spreadsheet is 1900-01-01, and it takes 1900 for a leap year. ECMA-376 part 1, 18.17.4.1.
_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range((date(YEARS[0], 1, 1) - _DAY_ZERO).days, (date(YEARS[-1], 12, 31) - _DAY_ZERO).days + 1)
_MINUTES = 24 * 60


def month_number(words: str) -> int:
    """Return the number of a month that is written as one or as a numeral."""
    return _NUMERALS.get(words) or int(words)


def month_named(words: str) -> str:
    """Return words with an English month that has no day as people write it in Chinese: December 2026.

    The month of a stretch of dates that lies in it is named too: 12月24日-25日.
    """
    return _STRETCH.sub(lambda found: f"{found[0]} {found[1]}月", _ENGLISH.sub(_month_of, with_dates(words)))


def _month_of(found: re.Match[str]) -> str:
    number = _ENGLISH_MONTHS.index(found["month"][:3].lower()) + 1
    year = found["before"] or found["after"]
    return f"{f'{year}年' if year else ''}{number}月"


def as_date(cell: Cell, around: str) -> str:
    """Return the words of a date: a serial number, eight digits, 1206 and 12.6 are one, a day number takes the month around."""
    text = cell.text
    if text.isdecimal() and int(text) in _SERIALS:
        return (_DAY_ZERO + timedelta(days=int(text))).isoformat()
    if eight := _EIGHT.fullmatch(text):
        return "-".join(eight.groups())
    if four := _FOUR.fullmatch(text):
        return f"{int(four[1])}月{int(four[2])}日"
    if _lacks_a_zero(cell):
        return text
    if dotted := _DOTTED.fullmatch(text):
        return f"{int(dotted[1])}月{int(dotted[2])}日"
    day = _DAY.fullmatch(text)
    if not day:
        return text
    month = MONTH.search(around)
    if not month:
        return f"{day[1]}号"
    year = f"{month[1]}年" if month[1] else ""
    return f"{year}{month_number(month[2])}月{day[1]}日"


def _lacks_a_zero(cell: Cell) -> bool:
    """Say whether a number may have been typed as 12.10: a spreadsheet keeps it as 12.1, and a CSV file has that."""
    is_number = isinstance(cell.raw, float) or not cell.place.sheet
    return is_number and re.fullmatch(r"(?:[1-9]|1[0-2])\.[123]", cell.text) is not None


def as_hour(text: str, *, has_days: bool = False) -> str:
    """Return the words of an hour column's number: 0.375 is 9:00, 46380.375 a day with an hour; others as they are.

    Where other columns say the days, 930 is 9:30.
    """
    if has_days and (digits := _CLOCK.fullmatch(text)):
        return ":".join(digits.groups())
    found = re.fullmatch(r"(\d+)(\.\d+)?", text)
    if not found:
        return text
    days, part = int(found[1]), float(found[2] or 0)
    hour = f"{round(part * _MINUTES) // 60:02}:{round(part * _MINUTES) % 60:02}"
    if days in _SERIALS and len(found[1]) == 5:
        return f"{(_DAY_ZERO + timedelta(days=days)).isoformat()} {hour if part else ''}".strip()
    return hour if days == 0 and part else text
