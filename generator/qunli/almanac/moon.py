"""Days as the moon counts them, from borax."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import cast

_NEW_MOON = date(2000, 1, 7)  # in China; the mean time between two is 29.530589 days
_LUNATION = 29.530589


def lunar_days(first: date, last: date) -> Iterator[tuple[date, int, int]]:
    """Yield (day, number of its lunar month, day of that month) from first to last, both included.

    Lunar months are numbered as lunations from the new moon of January 2000 on, leap months too, so that
    neighbours differ by one.
    """
    begins = _month_begins(first)
    while begins <= last:
        ends = _month_begins(begins + timedelta(days=30))
        number = round((begins - _NEW_MOON).days / _LUNATION)
        for ahead in range((ends - begins).days):
            day = begins + timedelta(days=ahead)
            if first <= day <= last:
                yield day, number, ahead + 1
        begins = ends


def lunar_date(year: int, month: int, day: int) -> date | None:
    """Return a day of a lunar year, never of its leap month; None where the month has no such day."""
    from borax.calendars.lunardate import LunarDate

    try:
        return cast(date, LunarDate(year, month, day).to_solar_date())
    except ValueError:
        return None


def lunar_month_day(day: date) -> tuple[int, int]:
    """Return month and day of a date in the lunar calendar; a leap month has the number of the one before."""
    from borax.calendars.lunardate import LunarDate

    found = LunarDate.from_solar_date(day.year, day.month, day.day)
    return int(found.month), int(found.day)


@cache
def _month_begins(day: date) -> date:
    """Return the first day of the lunar month that a day is in."""
    from borax.calendars.lunardate import LunarDate

    return day - timedelta(days=LunarDate.from_solar_date(day.year, day.month, day.day).day - 1)
