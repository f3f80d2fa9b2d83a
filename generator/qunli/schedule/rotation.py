"""What takes turns in a slot: its texts, and the rows of its table."""

from __future__ import annotations

from itertools import pairwise
from math import lcm

from qunli.library import Shop
from qunli.library.opening import turns_of
from qunli.model import Slot
from qunli.text import Row, Value, places
from qunli.when import Recurring


def rows(shop: Shop, slot: Slot) -> tuple[Row, ...]:
    """Return the rows of the table that take turns in a slot, or none."""
    value: Value = shop.variables.get(slot.rotate, ()) if slot.rotate else ()
    return value if isinstance(value, tuple) else ()


def turns(shop: Shop, slot: Slot) -> int:
    """Return how many turns pass before text and row both start anew side by side."""
    return turns_of(slot, shop.variables)


def gap(slot: Slot, count: int) -> int:
    """Return after how many turns, at the soonest, members read the same words again; `count` rows take turns.

    A recurring slot begins anew where its longer list ends; elsewhere texts and rows go on by their own numbers.
    """
    texts = [*slot.texts.values()]
    has_item = [any(place.field for place in places(text)) for text in texts]
    whole = max if isinstance(slot.when, Recurring) else lcm
    length = whole(len(texts), count or 1)
    last: dict[tuple[int, int], list[int]] = {}
    for turn in range(length):
        number = turn % len(texts)
        words = (number, turn % count if count and has_item[number] else 0)
        last.setdefault(words, []).append(turn)
    return min(b - a for turns in last.values() for a, b in pairwise([*turns, turns[0] + length]))
