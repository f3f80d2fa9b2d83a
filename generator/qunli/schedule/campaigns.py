"""Campaigns and closed days: an opening is moved forward or the whole round is left out, never its beginning alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from qunli.when import Occasion

# An invitation may come so many days sooner; before that its words would be stale.
SOONEST = 3


@dataclass(frozen=True)
class Missed:
    """A post that a closed day moved to another one, or that is not made: `whole` because its campaign is not.

    Posts of one run and `campaign` are one round; "" is a post for itself.
    """

    run: str
    slot: str
    campaign: str
    day: date
    to: date | None
    whole: bool
    text: str


class Campaigns:
    """What becomes of the campaigns of one run on the days of a shop.

    `first` is the first day on which anything is posted, `is_closed` says of a day that the shop is.
    """

    def __init__(self, occasions: Iterable[Occasion], first: date, is_closed: Callable[[date], bool]) -> None:
        self.first, self.is_closed = first, is_closed
        self.openings: dict[str, Occasion] = {}
        sizes: dict[str, int] = {}
        for each in occasions:
            if each.campaign:
                known = self.openings.setdefault(each.campaign, each)
                self.openings[each.campaign] = min(known, each, key=lambda one: one.day)
                sizes[each.campaign] = sizes.get(each.campaign, 0) + 1
        self.sizes = sizes

    def day_of(self, occasion: Occasion) -> date | None:
        """Return the day on which a post is made, None where it is not."""
        opening = self.openings.get(occasion.campaign)
        if opening is None or not self._fails(opening):
            return None if self.is_closed(occasion.day) else occasion.day
        sooner = self._sooner(opening)
        if sooner is None:
            return None
        if occasion.day == opening.day:
            return sooner
        return None if self.is_closed(occasion.day) else occasion.day

    def is_lost(self, occasion: Occasion) -> bool:
        """Say whether a post is not made because its campaign, of which there is more, cannot open."""
        opening = self.openings.get(occasion.campaign)
        if opening is None or self.sizes[occasion.campaign] == 1:
            return False
        return self._fails(opening) and self._sooner(opening) is None

    def _fails(self, opening: Occasion) -> bool:
        return opening.day >= self.first and self.is_closed(opening.day)

    def _sooner(self, opening: Occasion) -> date | None:
        """Return the nearest open day before an opening that leads up to its day; a start or a feast cannot move."""
        return next(self._open_before(opening.day), None) if opening.lead else None

    def _open_before(self, day: date) -> Iterator[date]:
        for back in range(1, SOONEST + 1):
            sooner = day - timedelta(days=back)
            if sooner >= self.first and not self.is_closed(sooner):
                yield sooner
