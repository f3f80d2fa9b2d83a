"""What the almanac knows of the days around a build."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from qunli.almanac import Almanac
from qunli.library import Industry, Shop
from qunli.schedule import horizon_of
from qunli.when import days_between, monday

BEFORE, AFTER = 60, 400
# How far from a festival a post of it may lie: sixty days, and three that an opening is moved by.
_REACH = timedelta(days=63)
_LUNAR_MONTH = timedelta(days=31)
# The Monday of the week in which the first shop may have been made on a phone, which begins on one.
_FIRST_OWN = date(2026, 1, 5)


@dataclass(frozen=True)
class Known:
    """The days that are known at a build, `today`: those that phones plan, from the first to the last, and those before
    them, from `since` on, on which something was posted once.
    """

    almanac: Almanac
    today: date
    since: date

    @classmethod
    def at(cls, almanac: Almanac, today: date, began: Iterable[date] = ()) -> Known:
        """Return what is known at a build, where posts are counted from the days on which they `began`."""
        return cls(almanac, today, min([_first(today), *began]))

    @property
    def first(self) -> date:
        return _first(self.today)

    @property
    def last(self) -> date:
        sunday = monday(self.today + timedelta(days=AFTER)) + timedelta(days=6)
        return min(sunday, horizon_of(self.today))


def _first(today: date) -> date:
    """Return a Monday: what gives way in a week is known by the whole of it."""
    return monday(today - timedelta(days=BEFORE))


def began(industry: Industry, shops: Iterable[Shop]) -> Iterator[date]:
    """Yield the days from which texts that are posted once are counted, those of shops made on a phone too."""
    if any(slot.once for sop in industry.sops.values() for slot in sop.slots.values()):
        yield _FIRST_OWN
    for shop in shops:
        for run in shop.runs.values():
            if any(slot.once for slot in run.sop.slots.values()):
                yield run.starts[0]


def festivals(industry: Industry, shops: Iterable[Shop]) -> set[str]:
    """Return the festivals from which the posts of a pack, and those of some of its shops, are counted."""
    sops = [*industry.sops.values(), *(run.sop for shop in shops for run in shop.runs.values())]
    return {slot.when.about for sop in sops for slot in sop.slots.values() if slot.when.about}


def days_data(known: Known, named: Collection[str]) -> dict[str, Any]:
    """Return the days that are known: from, to, the horizon, breaks (`off`), make-up days (`work`), and what days are
    counted from: the first day of each of the `named` festivals by its own year, and of each lunar month by its number.
    What is posted once is counted from its start, hence the days `since` then.

    Beyond the horizon nothing is known: single events and exceptions end there. The last lunar month is only the end of
    the one before it.
    """
    almanac, first, last = known.almanac, known.since, known.last
    days = [*days_between(first, last)]
    return {
        **({"since": first.isoformat()} if first < known.first else {}),
        "from": known.first.isoformat(),
        "to": last.isoformat(),
        "horizon": horizon_of(known.today).isoformat(),
        "off": [day.isoformat() for day in days if almanac.is_off(day)],
        "work": [day.isoformat() for day in days if almanac.is_makeup(day)],
        "festivals": {
            name: [*_years(almanac, name, first, last)] for name in almanac.festivals if name in named
        },
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
