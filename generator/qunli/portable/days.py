"""What the almanac knows of the days around a build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from qunli.almanac import Almanac
from qunli.schedule import horizon_of

BEFORE, AFTER = 60, 400
# How far from a festival a post of it may lie: sixty days, and three that an opening is moved by.
_REACH = timedelta(days=63)
_LUNAR_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class Known:
    """The days that are known at a build, from the first to the last."""

    almanac: Almanac
    first: date
    last: date

    @classmethod
    def at(cls, almanac: Almanac, today: date) -> Known:
        last = min(today + timedelta(days=AFTER), horizon_of(today))
        return cls(almanac, today - timedelta(days=BEFORE), last)


def days_data(almanac: Almanac, today: date) -> dict[str, Any]:
    """Return the days that are known: from, to, the horizon, breaks (`off`), make-up days (`work`), and what days are
    counted from: the first day of each festival by its own year, and of each lunar month by its number.

    Beyond the horizon nothing is known: single events and exceptions end there. The last lunar month is only the end of
    the one before it.
    """
    known = Known.at(almanac, today)
    first, last = known.first, known.last
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    return {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "horizon": horizon_of(today).isoformat(),
        "off": [day.isoformat() for day in days if almanac.is_off(day)],
        "work": [day.isoformat() for day in days if almanac.is_makeup(day)],
        "festivals": {name: [*_years(almanac, name, first, last)] for name in almanac.festivals},
        "moons": _moons(almanac, first, last),
    }


def _years(almanac: Almanac, name: str, first: date, last: date) -> Iterator[tuple[int, str]]:
    """Yield (own year, first day) of each time that a festival has posts from first to last."""
    for year in range(first.year - 2, last.year + 3):
        span = almanac.span(name, year)
        if span and first - _REACH <= span[0] <= last + _REACH:
            yield year, span[0].isoformat()


def _moons(almanac: Almanac, first: date, last: date) -> list[tuple[str, int]]:
    """Return (first day, number) of the lunar months from first to last, and of the next."""
    found = {
        day - timedelta(days=monthday - 1): number
        for day, number, monthday in almanac.lunar_days(first, last + _LUNAR_MONTH)
    }
    return [(begins.isoformat(), number) for begins, number in found.items()]
