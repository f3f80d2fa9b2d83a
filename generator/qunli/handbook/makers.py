"""给做网站的人: which file each page comes from, and what else nobody needs who only posts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from qunli.handbook.press import Press

PAGE, TEMPLATE = "makers.md", "makers.md.j2"
# Pages of one's own shop and of a day are made on the phone.
_MADE_THERE = ("my/", "orders.md")


class Origin(NamedTuple):
    """A page, the file that it comes from, and the day on which that was last changed."""

    title: str
    path: str
    source: str
    changed: date | None


def makers_page(press: Press) -> None:
    """Add the page; it lists what was added before it."""
    press.add(
        PAGE,
        TEMPLATE,
        "给做网站的人",
        press.source_of(TEMPLATE),
        origins=list(_origins(press)),
        packs=[each.pack for each in press.library.industries.values()],
        forks=[
            (press.library.industries[id_].pack.title, lines)
            for id_, lines in press.facts.changes.items()
            if lines
        ],
    )


def _origins(press: Press) -> Iterator[Origin]:
    for path, page in press.pages.items():
        is_listed = not (page.is_apart or path.startswith(_MADE_THERE) or path.endswith("/today.md"))
        if is_listed:
            yield Origin(page.title, path, page.source, press.library.changed.get(page.source))
