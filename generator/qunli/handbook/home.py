"""The home page: its first screen is one real post of today for each trade."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from qunli import agenda
from qunli.handbook.press import Press
from qunli.library import Library, Shop
from qunli.model import ZONES

HOME = "index.md"
# The page carries a week, so that a site that is not built every night still shows today's post.
DAYS = 7
AHEAD = 90
_UNSAFE = {char: f"\\u{ord(char):04x}" for char in "<>&()`*_"}


@dataclass(frozen=True)
class Door:
    """One button of the first screen: a trade, or a shop where all shops are of one trade."""

    id: str
    title: str
    shop: Shop
    days: tuple[agenda.Day, ...]

    @property
    def first(self) -> tuple[agenda.Day, agenda.Entry]:
        """The first day with posts, and its first post."""
        day = self.days[0]
        return day, day.entries[0]


def home(press: Press) -> None:
    below = press.library.handbook.get("index")
    doors = list(_doors(press))
    press.add(
        HOME,
        "home.md.j2",
        "群历",
        below.path if below else "content/handbook/index.md",
        below=below.body if below else "",
        doors=doors,
        data=_data(doors),
    )


def _doors(press: Press) -> Iterable[Door]:
    for name, title, shop in _shops(press.library):
        plan, today = press.facts.plans[shop.id], press.facts.today
        coming = plan.posts(today, today + timedelta(days=AHEAD))
        if not coming:
            continue
        first = coming[0].start.date()
        week = agenda.days(plan, first, first + timedelta(days=DAYS - 1))
        yield Door(name, title, shop, tuple(day for day in week if day.entries))


def _shops(library: Library) -> Iterable[tuple[str, str, Shop]]:
    """Yield (id, title, shop): each trade's own calendar, or each shop where there is one trade only."""
    by_trade = _by_trade(library)
    if len(by_trade) == 1:
        for shop in next(iter(by_trade.values())):
            yield shop.id, shop.calendar.title, shop
        return
    for trade, shops in by_trade.items():
        own = next((shop for shop in shops if shop.id == trade), shops[0])
        yield trade, own.industry.pack.title, own


def _by_trade(library: Library) -> dict[str, list[Shop]]:
    found: dict[str, list[Shop]] = {}
    for shop in library.shops.values():
        found.setdefault(shop.industry.id, []).append(shop)
    # A trade that changes another one's template stands behind it: the first screen is for choosing at a glance.
    derived = {name for name, shops in found.items() if found.keys() & set(shops[0].industry.bases)}
    return {name: shops for name, shops in found.items() if name not in derived}


def _data(doors: Iterable[Door]) -> str:
    """Return the posts as JSON for a <script>: nothing in it left for Markdown or HTML to find."""
    whole = [_door_data(door) for door in doors]
    # A line for each value, so that a bracket of the JSON never has words behind it that look like a link.
    written = json.dumps(whole, ensure_ascii=False, indent=0)
    return re.sub(r"\[(?!\n)", r"\\u005b", "".join(_UNSAFE.get(char, char) for char in written))


def _door_data(door: Door) -> dict[str, Any]:
    zone = ZONES[door.shop.calendar.timezone]
    return {"id": door.id, "zone": zone, "days": [_day_data(day) for day in door.days]}


def _day_data(day: agenda.Day) -> dict[str, Any]:
    posts = [_post_data(each) for each in day.entries]
    return {"day": day.day.isoformat(), "title": day.title, "posts": posts}


def _post_data(entry: agenda.Entry) -> dict[str, str]:
    return {
        "at": entry.time,
        "title": entry.title,
        "to": "、".join(entry.groups),
        "text": entry.text,
        "fill": "；".join(entry.fill),
    }
