"""How a series of posts repeats, and the walk over its days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal


@dataclass(frozen=True)
class Recurrence:
    """How a series repeats: every `interval` days, weeks or months, until a day (included) or for ever."""

    frequency: Literal["DAILY", "WEEKLY", "MONTHLY"]
    interval: int
    weekday: int | None = None
    monthday: int | None = None
    until: date | None = None


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield each day from the first to the last, both included."""
    return (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))


def walk(first: date, recurrence: Recurrence | None, start: date, end: date) -> Iterator[date]:
    """Yield the days of a recurrence within a window, exceptions not yet taken out."""
    if recurrence is None:
        if start <= first <= end:
            yield first
        return
    end = min(end, recurrence.until or end)
    if recurrence.frequency == "MONTHLY":
        yield from _months(first, recurrence, start, end)
        return
    step = recurrence.interval * (7 if recurrence.frequency == "WEEKLY" else 1)
    day = first + timedelta(days=max(0, -((first - start).days // step)) * step)
    while day <= end:
        yield day
        day += timedelta(days=step)


def _months(first: date, recurrence: Recurrence, start: date, end: date) -> Iterator[date]:
    month = first.year * 12 + first.month - 1
    wanted = start.year * 12 + start.month - 1
    month += max(0, (wanted - month) // recurrence.interval) * recurrence.interval
    while (day := date(month // 12, month % 12 + 1, recurrence.monthday or 1)) <= end:
        if day >= start and day >= first:
            yield day
        month += recurrence.interval


def monday(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def not_before(day: date, start: date, step: int) -> date:
    """Return the first of the days `day`, `day` + step, … (in days) that is not before `start`."""
    if day >= start:
        return day
    return day + timedelta(days=-((day - start).days // step) * step)
