"""`season: {from: 立冬, to: 立春}` of what goes on for ever: the part of each year in which alone it is posted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from qunli.almanac import TERMS, Almanac
from qunli.shape import ID, Field, Line, Shape, after, fault, shown
from qunli.when.hearing import Ear
from qunli.when.values import Festival

_ASKED = "写节气、营销日历里的节日（名字或编号），或 06-01 这样的月-日"
_NUMBERS = re.compile(r"[\d./-]*[./-][\d./-]*|\d{1,2}月\d{1,2}[日号]?")
_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})", re.ASCII)
_LEAP_YEAR = 2028


def _name(value: str) -> str:
    """Return the name of a day of every year; raise a fault for numbers that are none."""
    if not _NUMBERS.fullmatch(value):
        return value
    if value == "02-29":
        raise fault("Q004", "2 月 29 日不是年年都有", "写 02-28 或 03-01")
    try:
        date.fromisoformat(f"{_LEAP_YEAR}-{value}" if _MONTH_DAY.fullmatch(value) else "")
    except ValueError:
        raise fault("Q004", f"月日 {shown(value)} 不对", f"{_ASKED}，年年一样，不写年份") from None
    return value


NamedDay = Annotated[Line, after(_name)]


@dataclass(frozen=True)
class Stretch:
    """Days in which something recurs: the first, the last (None: no end), and its part of a UID."""

    first: date
    last: date | None = None
    rest: str = ""


class Season(Shape):
    """A part of each year, both ends included, that may pass New Year; an end is a day as the almanac names it."""

    first: NamedDay = Field(alias="from", title="从哪天")
    last: NamedDay = Field(alias="to", title="到哪天")

    @property
    def ends(self) -> dict[str, str]:
        """The names of both ends by field."""
        return {"from": self.first, "to": self.last}

    def is_one_day(self, almanac: Almanac) -> bool:
        """Say whether both ends are the same single day."""
        known = almanac.seasons(self.first, self.last, date(_LEAP_YEAR, 1, 1), date(_LEAP_YEAR, 12, 31))
        return all(first == last for _, first, last in known)

    def stretches(self, start: date, last: date, almanac: Almanac) -> Iterator[Stretch]:
        """Yield each time it touches some days. The part of the UID is the own year of its first day (see Rule)."""
        for own_year, first, end in almanac.seasons(self.first, self.last, start, last):
            yield Stretch(max(first, start), end, f".y{own_year}")

    def has(self, day: date, almanac: Almanac) -> bool:
        """Say whether a day is in it, in any year."""
        return any(almanac.seasons(self.first, self.last, day, day))

    def words(self, festival: Festival) -> str:
        """Return 立冬到立春, or where an end is a day of a month, 每年6月1日到9月1日."""
        named = [_words(each, festival) for each in (self.first, self.last)]
        is_each_year = any(_MONTH_DAY.fullmatch(each) for each in (self.first, self.last))
        return ("每年" if is_each_year else "") + "到".join(named)


def season_fault(name: str) -> tuple[str, str]:
    """Return what is wrong with a name that no day has, and the way out."""
    return f"不认识的节气或节日 {shown(name)}", _ASKED


def _words(name: str, festival: Festival) -> str:
    month_day = _MONTH_DAY.fullmatch(name)
    if month_day:
        return f"{int(month_day[1])}月{int(month_day[2])}日"
    return festival(name) if ID.fullmatch(name) else name


# --- in the words of a sheet ----------------------------------------------------------------------

_HEARD = re.compile(r"(每年)?([^到至,\s]{1,20})[到至]([^到至,\s]{1,20}),\s*")
_SPOKEN_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")


def heard_season(words: str, ear: Ear) -> tuple[dict[str, str] | None, str]:
    """Return the season that some words begin with as YAML has it, and the words behind it.

    Two dates are one only with 每年, since without they may be the days themselves.
    """
    found = _HEARD.match(words)
    names = [_heard_name(each, ear) for each in found.group(2, 3)] if found else []
    if not found or not all(names):
        return None, words
    if not found[1] and any(_MONTH_DAY.fullmatch(each) for each in names):
        return None, words
    return {"from": names[0], "to": names[1]}, words[found.end() :]


def _heard_name(words: str, ear: Ear) -> str:
    """Return the name of a day that words say, "" where they say none."""
    spoken = _SPOKEN_MONTH_DAY.fullmatch(words)
    if spoken:
        return f"{int(spoken[1]):02}-{int(spoken[2]):02}"
    return words if words in TERMS or words in ear.festivals.values() else ""
