"""数接龙: the page that counts the orders of a group in the browser."""

from __future__ import annotations

from qunli.handbook.press import Press

PAGE, TEMPLATE = "orders.md", "orders.md.j2"


def orders_page(press: Press) -> None:
    """Add the page; its scripts count what is pasted, on the device alone."""
    press.add(PAGE, TEMPLATE, "数接龙", press.source_of(TEMPLATE))
