"""The page of today's posts: its words for a reader without JavaScript, and where its data stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from qunli import agenda, portable, words
from qunli.handbook.press import Press
from qunli.handbook.views import month_days
from qunli.model import Slot
from qunli.schedule import Plan, Series
from qunli.text import to_paste

# Days ahead whose texts are printed.
_NEAR = 30


@dataclass(frozen=True)
class OwnSlot:
    """One slot a shop posts, in its own words; `next` is the day it is next posted, with the `text` of that day.

    `places` are the links of calendars that lead to it on days which the page does not print.

    What is far away is named only: nobody prepares it yet, and half of a year's posts are festivals.
    """

    anchor: str
    places: tuple[str, ...]
    title: str
    slot: Slot
    when: str
    groups: tuple[str, ...]
    by: str
    next: str
    text: str
    needs: tuple[str, ...]
    short: str
    is_far: bool
    plan: str


def today_page(press: Press, plan: Plan) -> None:
    """Add the page of today's posts; scripts plan it from the data of pack and calendar."""
    shop = plan.shop
    first = max(press.facts.today, shop.calendar.starts)
    last = first + timedelta(days=6)
    around = month_days(first)
    press.add(
        f"calendars/{shop.id}/today.md",
        "today.md.j2",
        f"{shop.calendar.title} · 今天发什么",
        shop.path,
        shop=shop,
        data=[portable.pack_path(shop.industry.id), portable.calendar_path(shop.id)],
        week=agenda.days(plan, first, last),
        others=[each for each in agenda.days(plan, around[0], around[-1]) if not first <= each.day <= last],
        slots=list(_own_slots(press, plan, (first, last))),
    )


def _own_slots(press: Press, plan: Plan, printed: tuple[date, date]) -> Iterable[OwnSlot]:
    """Yield everything the shop posts, as its next post reads: a past one as its last."""
    places = _places(plan, printed)
    shop = plan.shop
    nearest: dict[str, tuple[bool, int, Series]] = {}
    for series in plan.series:
        coming = next(iter(series.days(press.facts.today, date.max)), None)
        # The soonest to come, else the latest that is past.
        rank = coming.toordinal() if coming else -series.first.toordinal()
        known = nearest.get(series.anchor)
        if known is None or (coming is None, rank) < known[:2]:
            nearest[series.anchor] = (coming is None, rank, series)
    for anchor, (past, day, series) in nearest.items():
        slot = shop.slot(series.run, series.slot)
        yield OwnSlot(
            anchor,
            tuple(places[anchor]),
            words.post_title(slot, series.is_answer),
            slot,
            f"{slot.when.day_words(press.festival)} {series.at:%H:%M}",
            words.readers(slot, shop.runs[series.run].groups),
            words.who_words(shop.staff(slot.owner), slot),
            "" if past else words.day_words(date.fromordinal(day)),
            to_paste(series.text),
            words.needs(slot, series.text),
            to_paste(series.short),
            not past and day > press.facts.today.toordinal() + _NEAR,
            shop.runs[series.run].sop.title,
        )


def _places(plan: Plan, printed: tuple[date, date]) -> Mapping[str, list[str]]:
    """Return where calendars lead for what is posted once, by its slot, without the days from `printed` to `printed`."""
    found: dict[str, list[str]] = defaultdict(list)
    for series in plan.series:
        if not series.recurrence and not printed[0] <= series.first <= printed[1]:
            found[series.anchor].append(series.place)
    return found
