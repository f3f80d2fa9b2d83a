"""Packs and calendars as data for the planner of the phones: scripts, since a page opened from a folder may not fetch.

What can be decided without the shop is decided here; what a tap on a phone may change is left as a choice, and
`site_templates/theme/assets/js/planner/` does with it what `library` and `schedule` do.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qunli.library import Library, Shop
from qunli.portable.calendars import calendar_data
from qunli.portable.days import Known, began
from qunli.portable.packs import pack_data
from qunli.portable.scripts import numbered_script, script

__all__ = [
    "Known",
    "began",
    "calendar_data",
    "calendar_path",
    "files",
    "numbered_script",
    "pack_data",
    "pack_path",
    "script",
]


def pack_path(pack: str) -> str:
    """Return where the plan of a pack stands among the documents."""
    return f"industries/{pack}/plan.js"


def calendar_path(calendar: str) -> str:
    """Return where the choices of a calendar stand among the documents."""
    return f"calendars/{calendar}/calendar.js"


def files(library: Library, shops: Iterable[Shop], today: date) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return by path what phones plan with: each pack, and the choices of each shop."""
    shops = [*shops]
    packs, choices = {}, {}
    for industry in library.industries.values():
        own = [each for each in shops if each.industry.id == industry.id]
        known = Known.at(library.almanac, today, began(industry, own))
        packs[pack_path(industry.id)] = script("qunliPack", pack_data(industry, known, own))
        for each in own:
            choices[calendar_path(each.id)] = script("qunliCalendar", calendar_data(each, known))
    return packs, choices
