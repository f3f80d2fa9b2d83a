"""What a festival takes the place of: all that it replaces on its day, and where nothing is, the nearest of its week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from qunli.when import monday

# By slot, the days on which it is not posted.
Days = defaultdict[str, set[date]]
# By slot and day, how many posts there are.
Counts = Mapping[str, Mapping[date, int]]


@dataclass(frozen=True)
class Guest:
    """A post that takes the place of ordinary ones, of the slots `replaces`; `is_heard` says that a group reads it."""

    day: date
    replaces: tuple[str, ...]
    is_heard: bool


def given_way(guests: Iterable[Guest], ordinary: Counts) -> Days:
    """Return the days that slots leave to guests, so that a week has no more posts with them than without.

    `ordinary` are the posts that groups would read in the weeks of the guests, were there none.
    """
    found: Days = defaultdict(set)
    weeks: dict[date, list[Guest]] = {}
    for guest in guests:
        weeks.setdefault(monday(guest.day), []).append(guest)
        for slot in guest.replaces:
            found[slot].add(guest.day)
    for week, here in weeks.items():
        left = [
            (slot, day, count)
            for slot, counts in ordinary.items()
            for day, count in counts.items()
            if monday(day) == week
        ]
        _give_way(here, left, found)
    return found


def _give_way(guests: list[Guest], ordinary: list[tuple[str, date, int]], found: Days) -> None:
    """Let the posts of a week give way, the nearest to a guest first, until as many are gone as guests have come."""
    gone = sum(count for slot, day, count in ordinary if day in found[slot])
    more = sum(guest.is_heard for guest in guests) - gone
    near = sorted(
        (min(days), -day.toordinal(), slot, count, day)
        for slot, day, count in ordinary
        if day not in found[slot]
        and (days := [abs((day - each.day).days) for each in guests if slot in each.replaces])
    )
    for _, _, slot, count, day in near:
        if more <= 0:
            return
        found[slot].add(day)
        more -= count
