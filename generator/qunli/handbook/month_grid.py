"""A month as a wall calendar shows it: weeks from Monday, lunar days, days off and worked, and what each day is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from qunli.almanac import Almanac, lunar_month_day
from qunli.when import LUNAR_DAYS, days_between, monday

_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
_NUMBERS = (*LUNAR_DAYS, "三十")
_TO_SUNDAY = timedelta(days=6)


@dataclass(frozen=True)
class Square:
    """One day: 休, 班 or "" as `mark`; what it is called, else its lunar day; `begins` says that something begins on it."""

    day: date
    mark: str
    words: str
    begins: bool
    is_today: bool
    is_past: bool

    @property
    def kinds(self) -> str:
        """What its looks go by, in the words of the style sheet."""
        told = {
            "off": self.mark == "休",
            "work": self.mark == "班",
            "begins": self.begins,
            "today": self.is_today,
            "past": self.is_past,
        }
        return " ".join(kind for kind, is_so in told.items() if is_so)


def month_grid(
    almanac: Almanac, start: date, end: date, today: date
) -> tuple[tuple[Square | None, ...], ...]:
    """Return the weeks of a month from its first to its last day, seven squares each; None is a day of another month."""
    named = _begins(almanac, start, end)

    def square(day: date) -> Square | None:
        if not start <= day <= end:
            return None
        words = named.get(day) or _lunar_words(day)
        return Square(day, day_mark(almanac, day), words, day in named, day == today, day < today)

    weeks = [*days_between(monday(start), end)][::7]
    return tuple(tuple(map(square, days_between(each, each + _TO_SUNDAY))) for each in weeks)


def day_mark(almanac: Almanac, day: date) -> str:
    """Return 休 for a day off, 班 for one that is worked instead, "" for others."""
    if almanac.is_off(day):
        return "休"
    return "班" if almanac.is_makeup(day) else ""


def _begins(almanac: Almanac, start: date, end: date) -> dict[date, str]:
    """Return what begins on a day by its title, what lasts that day alone before what goes on."""
    found = [
        (last > first, first, festival.title)
        for name, festival in almanac.festivals.items()
        for _, first, last in almanac.occurrences(name, start, end)
        if first >= start
    ]
    titles: dict[date, str] = {}
    for _, first, title in sorted(found, key=lambda each: each[0]):
        titles.setdefault(first, title)
    return titles


def _lunar_words(day: date) -> str:
    """Return 初二, or the month on its first day: 冬月."""
    month, number = lunar_month_day(day)
    return f"{_MONTHS[month - 1]}月" if number == 1 else _NUMBERS[number - 1]
