"""What takes turns in a slot: its texts, and the rows of its table."""

from __future__ import annotations

from qunli.library import Shop
from qunli.model import Slot
from qunli.text import Row, Value


def rows(shop: Shop, slot: Slot) -> tuple[Row, ...]:
    """Return the rows of the table that take turns in a slot, or none."""
    value: Value = shop.variables.get(slot.rotate, ()) if slot.rotate else ()
    return value if isinstance(value, tuple) else ()


def turns(shop: Shop, slot: Slot) -> int:
    """Return how many turns pass before text and row both start anew side by side."""
    return max(len(slot.texts), len(rows(shop, slot)))
