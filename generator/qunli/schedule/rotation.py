"""Rotation: which place of a cycle takes which text on which day.

Periods (a day, some weeks, a month) count from the Monday of the week of the start, months from its month; places
before the start count but are not posted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from qunli.library import Shop
from qunli.model import EveryDay, EveryMonth, EveryWeeks, Recurring, Slot
from qunli.schedule.series import Recurrence
from qunli.text import Row, Value

MOST_PERIODS = 99
MOST_DAYS = 999


def rows(shop: Shop, slot: Slot) -> tuple[Row, ...]:
    """Return the rows of the table that take turns in a slot, or none."""
    value: Value = shop.variables.get(slot.rotate, ()) if slot.rotate else ()
    return value if isinstance(value, tuple) else ()


def longest(shop: Shop, slot: Slot) -> int:
    """Return m, the number of places before text and row both start anew side by side."""
    return max(len(slot.texts), len(rows(shop, slot)))


def cycle(when: Recurring, places: int) -> tuple[int, str, int]:
    """Return the length of a whole rotation in days, weeks or months, the unit, and how long it may be."""
    count = periods(when, places)
    if isinstance(when, EveryWeeks):
        return count * when.every, "周", MOST_PERIODS
    if isinstance(when, EveryMonth):
        return count, "个月", MOST_PERIODS
    return (count, "天", MOST_DAYS) if when.every == "day" else (count, "周", MOST_PERIODS)


def periods(when: Recurring, places: int) -> int:
    """Return how many periods a whole rotation takes."""
    return -(-places // _days_a_period(when))


def _days_a_period(when: Recurring) -> int:
    if isinstance(when, EveryDay):
        return 1 if when.every == "day" else 5
    return len(when.weekdays) if isinstance(when, EveryWeeks) else len(when.monthdays)


def places(when: Recurring, start: date, periods: int) -> Iterator[tuple[date, Recurrence]]:
    """Yield the places of a rotation in order: the first day at or after `start`, and how it repeats."""
    if isinstance(when, EveryMonth):
        yield from _monthly(when, start, periods)
    elif isinstance(when, EveryDay) and when.every == "day":
        for period in range(periods):
            day = monday(start) + timedelta(days=period)
            yield _not_before(day, start, periods), Recurrence("DAILY", periods)
    else:
        weekdays = when.weekdays if isinstance(when, EveryWeeks) else range(5)
        weeks = when.every if isinstance(when, EveryWeeks) else 1
        interval = periods * weeks
        for period in range(periods):
            for weekday in weekdays:
                day = monday(start) + timedelta(days=7 * weeks * period + weekday)
                yield _not_before(day, start, 7 * interval), Recurrence("WEEKLY", interval, weekday=weekday)


def _monthly(when: EveryMonth, start: date, periods: int) -> Iterator[tuple[date, Recurrence]]:
    for period in range(periods):
        for monthday in when.monthdays:
            month = start.year * 12 + start.month - 1 + period
            if period == 0 and monthday < start.day:
                month += periods
            yield (
                date(month // 12, month % 12 + 1, monthday),
                Recurrence("MONTHLY", periods, monthday=monthday),
            )


def monday(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def _not_before(day: date, start: date, step: int) -> date:
    return day if day >= start else day + timedelta(days=-((day - start).days // step) * step)
