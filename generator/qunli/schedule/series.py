"""Series of posts, and the walk over their days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from qunli.library import Shop
from qunli.library.opening import Moved
from qunli.model import ANSWERED
from qunli.schedule.campaigns import Missed
from qunli.when import Recurrence, hour_part, walk


@dataclass(frozen=True)
class Series:
    """One text at one place of a rotation, or one single post.

    `rest` is the last part of its UID; `text` has its variables filled in, its blanks not; `hour` says which of its
    slot's hours of the day it has (from 0); `exceptions` are days of the recurrence on which nothing is posted, all
    later than `first`, in order.
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
    hour: int = 0
    recurrence: Recurrence | None = None
    exceptions: tuple[date, ...] = ()

    @property
    def is_answer(self) -> bool:
        """Say whether it answers a text of the day before, by whose id its own begins."""
        return self.text_id.endswith(ANSWERED)

    @property
    def part(self) -> str:
        """What tells it on the pages of its shop from other posts of its slot: the place of its hour, and `.a`."""
        return hour_part(self.hour) + (ANSWERED if self.is_answer else "")

    @property
    def anchor(self) -> str:
        """What names the post on the pages of its shop: run.slot, and its part."""
        return f"{self.run}.{self.slot}{self.part}"

    @property
    def place(self) -> str:
        """What opens it on the page of today's posts: what is posted once on its very day, a series on its next one."""
        return self.anchor if self.recurrence else f"day={self.first}&{self.anchor}"

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
    """All that one calendar posts, and what its closed days keep it from posting as planned.

    Single events and exceptions reach to `horizon`.
    """

    shop: Shop
    series: tuple[Series, ...]
    horizon: date
    missed: tuple[Missed, ...] = ()

    @property
    def moved(self) -> tuple[Moved, ...]:
        """The hours of slots that the hours of talking moved."""
        return self.shop.moved

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
