"""Two numbers that may be an hour or a date: 9.30, 12.24, 9-10, 9/10."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qunli.workbook.spelling import plain

_TWO = re.compile(r"(\d{1,2})([./~-])(\d{1,2})")


@dataclass(frozen=True)
class Either:
    """Both meanings, in words that say only one."""

    clock: str
    day: str


def as_either(text: str) -> Either | None:
    """Return both meanings of two numbers, None for words that are none or can only be one of them."""
    found = _TWO.fullmatch(plain(text))
    clock, day = (_clock(*found.groups()), _day(found[1], found[3])) if found else ("", "")
    return Either(clock, day) if clock and day else None


def as_clock(text: str) -> str:
    """Return two numbers as the hours they are, other words as they are."""
    found = _TWO.fullmatch(plain(text))
    return (_clock(*found.groups()) if found else "") or text


def _clock(first: str, sign: str, second: str) -> str:
    """Return 9.30 as 9:30, 9-10 as the hours from nine to ten; nothing where there are no such hours."""
    if int(first) > 23:
        return ""
    if sign == "." and second == "5":
        # 9.50 that lost its zero, or half past nine.
        return ""
    if sign == ".":
        minute = f"{second:0<2}"
        return f"{first}:{minute}" if int(minute) < 60 else ""
    if int(second) > 23:
        return ""
    return f"{first}点{'、' if sign == '/' else '-'}{second}点"


def _day(month: str, day: str) -> str:
    return f"{int(month)}月{int(day)}日" if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else ""
