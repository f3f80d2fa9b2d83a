"""The home page: its first screen is the card of today's posts for each trade, printed here and planned in the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from qunli import agenda
from qunli.handbook.press import Press
from qunli.library import Library, Shop
from qunli.model import PACES

HOME = "index.md"
AHEAD = 90


@dataclass(frozen=True)
class Door:
    """One button of the first screen: a trade, or a shop where all shops are of one trade.

    `day` is the first that posts anything at the build, `post` what is printed of it for readers without JavaScript.
    """

    id: str
    title: str
    shop: Shop
    day: agenda.Day
    post: agenda.Entry


def home(press: Press) -> None:
    below = press.library.handbook.get("index")
    press.add(
        HOME,
        "home.md.j2",
        "群历",
        below.path if below else "content/handbook/index.md",
        below=below.body if below else "",
        doors=list(_doors(press)),
    )


def _doors(press: Press) -> Iterable[Door]:
    for name, title, shop in _shops(press.library):
        found = _first(press, shop)
        if found:
            yield Door(name, title, shop, *found)


def _first(press: Press, shop: Shop) -> tuple[agenda.Day, agenda.Entry] | None:
    """Return the next post of a shop with its day: of a general edition one that the page shows before anybody chose."""
    least = (each for each in _coming(press, shop) if shop.is_general and _is_least(shop, each[1]))
    return next(least, None) or next(_coming(press, shop), None)


def _coming(press: Press, shop: Shop) -> Iterator[tuple[agenda.Day, agenda.Entry]]:
    plan, today = press.facts.plans[shop.id], press.facts.today
    posted = {post.start.date(): None for post in plan.posts(today, today + timedelta(days=AHEAD))}
    for each in posted:
        for day in agenda.days(plan, each, each):
            yield from ((day, entry) for entry in day.entries)


def _is_least(shop: Shop, entry: agenda.Entry) -> bool:
    return shop.runs[entry.run].sop.kind == "traffic" and shop.slot(entry.run, entry.slot).pace == PACES[0]


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
    """Return the shops of each trade, a trade that changes another's template right behind it.

    Such a trade is left out where it has no general edition: the first screen is for choosing at a glance.
    """
    found: dict[str, list[Shop]] = {}
    for shop in library.shops.values():
        found.setdefault(shop.industry.id, []).append(shop)
    base = {
        name: next((each for each in shops[0].industry.bases if each in found), None)
        for name, shops in found.items()
    }
    is_shown = {
        name: base[name] is None or any(shop.is_general for shop in shops) for name, shops in found.items()
    }
    order = sorted(found, key=lambda name: (base[name] or name, base[name] is not None, name))
    return {name: found[name] for name in order if is_shown[name]}
