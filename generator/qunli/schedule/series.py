"""Series of posts, and the walk over their days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from qunli.library import Shop


@dataclass(frozen=True)
class Recurrence:
    """How a series repeats: every `interval` days, weeks or months, until a day (included) or for ever."""

    frequency: Literal["DAILY", "WEEKLY", "MONTHLY"]
    interval: int
    weekday: int | None = None
    monthday: int | None = None
    until: date | None = None


@dataclass(frozen=True)
class Series:
    """One text at one place of a rotation, or one single post.

    `rest` is the last part of its UID; `text` has its variables filled in, its blanks not; `exceptions` are days
    of the recurrence on which nothing is posted, all later than `first`, in order.
    """

    run: str
    slot: str
    rest: str
    text_id: str
    row: int | None
    text: str
    short: str
    first: date
    at: time
    minutes: int
    recurrence: Recurrence | None = None
    exceptions: tuple[date, ...] = ()

    def days(self, start: date, end: date) -> Iterator[date]:
        """Yield the days from start to end (both included) on which it is posted."""
        skipped = frozenset(self.exceptions)
        for day in walk(self.first, self.recurrence, start, end):
            if day not in skipped:
                yield day


@dataclass(frozen=True)
class Post:
    """One post on one day; `start` is the shop's local time."""

    start: datetime
    series: Series


@dataclass(frozen=True)
class Plan:
    """All that one calendar posts. Single events and exceptions reach to `horizon`."""

    shop: Shop
    series: tuple[Series, ...]
    horizon: date

    def posts(self, start: date, end: date) -> list[Post]:
        """Return the posts from start to end (both included) in the order of their time."""
        found = [
            Post(datetime.combine(day, series.at), series)
            for series in self.series
            for day in series.days(start, end)
        ]
        return sorted(
            found, key=lambda post: (post.start, post.series.run, post.series.slot, post.series.rest)
        )


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
