"""The page of today's posts: its data for a phone, and its words for a reader without JavaScript."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any, TypeVar

from qunli import agenda, words
from qunli.handbook.press import Press
from qunli.library import Shop
from qunli.model import ANSWERED, ZONES, Slot
from qunli.schedule import Plan, Post, Series
from qunli.shape import titles
from qunli.text import blanks, to_paste
from qunli.when import hour_part

T = TypeVar("T")
SlotKey = tuple[str, str, int, bool]  # run, slot, number of the hour, whether it answers

DAYS = 90
FORM = 1

# Inside a script these would end it, or a line of it.
_UNSAFE = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True)
class OwnSlot:
    """One slot a shop posts, in its own words; `next` is the day it is next posted, with the `text` of that day."""

    anchor: str
    title: str
    slot: Slot
    when: str
    groups: tuple[str, ...]
    by: str
    next: str
    text: str
    needs: tuple[str, ...]
    short: str


def today_page(press: Press, plan: Plan) -> None:
    """Add the page of today's posts; its data is in `today_files`."""
    shop, today = plan.shop, press.facts.today
    press.add(
        f"calendars/{shop.id}/today.md",
        "today.md.j2",
        f"今天发什么·{shop.calendar.title}",
        shop.path,
        shop=shop,
        data=_data_path(shop),
        week=agenda.days(plan, today, today + timedelta(days=6)),
        slots=list(_own_slots(press, plan)),
    )


def today_files(plan: Plan, today: date) -> dict[str, bytes]:
    """Return the data of a calendar's page of today's posts, by path.

    A script and no JSON file, since a page opened from a folder may not fetch.
    """
    text = json.dumps(_data(plan, today), ensure_ascii=False, separators=(",", ":"))
    for char, escape in _UNSAFE.items():
        text = text.replace(char, escape)
    return {_data_path(plan.shop): f"window.qunliPlan={text};\n".encode()}


def _data_path(shop: Shop) -> str:
    return f"calendars/{shop.id}/days.js"


def _own_slots(press: Press, plan: Plan) -> Iterable[OwnSlot]:
    """Yield everything the shop posts, as its next post reads: a past one as its last."""
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
            words.post_title(slot, series.is_answer),
            slot,
            f"{slot.when.day_words(press.festival)} {series.at:%H:%M}",
            shop.runs[series.run].groups,
            words.who_words(shop.staff(slot.owner), slot),
            "" if past else words.day_words(date.fromordinal(day)),
            to_paste(series.text),
            words.needs(slot, series.text),
            to_paste(series.short),
        )


# --- data -----------------------------------------------------------------------------------------


def _data(plan: Plan, today: date) -> dict[str, Any]:
    """Return the posts from the Monday before last to the 90th day: texts once, days by reference.

    A text is a list of strings and, for a blank, [label, example]. A day is a list of
    [number of the slot, number of the text, number of the short text or -1].
    """
    shop = plan.shop
    first = today - timedelta(days=today.weekday() + 7)
    last = today + timedelta(days=DAYS - 1)
    posts = plan.posts(first, last)
    slots = _numbered(map(_slot_key, plan.series))
    texts = _numbered(chain.from_iterable(map(_texts, posts)))
    days: list[list[tuple[int, int, int]]] = [[] for _ in range((last - first).days + 1)]
    for post in posts:
        days[(post.start.date() - first).days].append(_entry(post.series, slots, texts))
    return _about(shop, today) | {
        "first": first.isoformat(),
        "roles": _roles(shop, slots),
        "records": words.RECORDS,
        "titles": {name: titles(Slot)[name] for name in ("media", "notes")},
        "slots": [_slot(shop, *each) for each in slots],
        "texts": list(map(_parts, texts)),
        "days": days,
        "closed": _closed(shop, first, len(days)),
    }


def _numbered(values: Iterable[T]) -> dict[T, int]:
    """Return the number of each value, from 0, as they first come."""
    return {value: number for number, value in enumerate(dict.fromkeys(values))}


def _texts(post: Post) -> tuple[str, ...]:
    series = post.series
    return (series.short, series.text) if series.short else (series.text,)


def _entry(series: Series, slots: Mapping[SlotKey, int], texts: Mapping[str, int]) -> tuple[int, int, int]:
    return slots[_slot_key(series)], texts[series.text], texts.get(series.short, -1)


def _slot_key(series: Series) -> SlotKey:
    return series.run, series.slot, series.hour, series.is_answer


def _about(shop: Shop, today: date) -> dict[str, Any]:
    return {
        "form": FORM,
        "calendar": shop.id,
        "title": shop.calendar.title,
        "zone": ZONES[shop.calendar.timezone],
        "built": today.isoformat(),
        "starts": shop.calendar.starts.isoformat(),
    }


def _roles(shop: Shop, slots: Iterable[SlotKey]) -> dict[str, str]:
    """Return who posts, by role, for the roles that post anything."""
    owners = {shop.slot(run, slot).owner for run, slot, *_ in slots}
    return {role: shop.staff(role) for role in shop.industry.pack.roles if role in owners}


def _closed(shop: Shop, first: date, days: int) -> list[int]:
    return [number for number in range(days) if shop.calendar.is_closed(first + timedelta(number))]


def _slot(shop: Shop, run_id: str, slot_id: str, hour: int, answers: bool) -> dict[str, Any]:
    run, slot = shop.runs[run_id], shop.slot(run_id, slot_id)
    return {
        "id": f"{run_id}.{slot_id}{hour_part(hour)}{ANSWERED if answers else ''}",
        "run": run.sop.title,
        "groups": run.groups,
        "title": words.post_title(slot, answers),
        "at": f"{slot.when.at[hour]:%H:%M}",
        "minutes": slot.minutes,
        "type": [slot.type, words.TYPES[slot.type]],
        "way": words.WAYS[slot.way],
        "role": slot.owner or "",
        "who": shop.staff(slot.owner),
        "media": slot.media,
        "notes": slot.notes or "",
        "record": slot.record,
    }


def _parts(text: str) -> list[str | tuple[str, str]]:
    """Return a text cut at its blanks, so that the page needs no reading of its own."""
    parts: list[str | tuple[str, str]] = []
    at = 0
    for blank in blanks(text):
        parts += [text[at : blank.start], (blank.label, blank.example)]
        at = blank.end
    return [*parts, text[at:]]
