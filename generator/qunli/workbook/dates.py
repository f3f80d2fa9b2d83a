"""Dates as cells hold them that are no words of a date: day numbers, eight digits, the serial numbers of spreadsheets."""

from __future__ import annotations

import re
from datetime import date, timedelta

from qunli.shape import YEARS
from qunli.workbook.tables import Cell

_MONTH = re.compile(
    r"(?:(20\d\d)\s*[年./-]\s*)?(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?!\s*\d)"
)
_NUMERALS = {each: number for number, each in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_DAY = re.compile(r"(\d{1,2})[号日]?")
_EIGHT = re.compile(r"(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
# Day 1 of a spreadsheet is 1900-01-01, and it takes 1900 for a leap year. ECMA-376 part 1, 18.17.4.1.
_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range((date(YEARS[0], 1, 1) - _DAY_ZERO).days, (date(YEARS[-1], 12, 31) - _DAY_ZERO).days + 1)


def as_date(cell: Cell, around: str) -> str:
    """Return the words of a date: a serial number and eight digits are one, a day number takes the month named around."""
    text = cell.text
    if text.isdecimal() and int(text) in _SERIALS:
        return (_DAY_ZERO + timedelta(days=int(text))).isoformat()
    if eight := _EIGHT.fullmatch(text):
        return "-".join(eight.groups())
    day = _DAY.fullmatch(text)
    if not day:
        return text
    month = _MONTH.search(around)
    if not month:
        return f"{day[1]}号"
    year = f"{month[1]}年" if month[1] else ""
    return f"{year}{_NUMERALS.get(month[2]) or int(month[2])}月{day[1]}日"
