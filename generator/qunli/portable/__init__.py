"""Packs and calendars as data for the planner of the phones: scripts, since a page opened from a folder may not fetch.

What can be decided without the shop is decided here; what a tap on a phone may change is left as a choice, and
`site_templates/theme/assets/js/planner/` does with it what `library` and `schedule` do.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qunli.almanac import Almanac
from qunli.library import Industry
from qunli.portable.calendars import calendar_data
from qunli.portable.days import Known
from qunli.portable.packs import pack_data
from qunli.portable.scripts import numbered_script, script
from qunli.schedule import Plan

__all__ = [
    "Known",
    "calendar_data",
    "calendar_files",
    "calendar_path",
    "numbered_script",
    "pack_data",
    "pack_files",
    "pack_path",
    "script",
]


def pack_path(pack: str) -> str:
    """Return where the plan of a pack stands among the documents."""
    return f"industries/{pack}/plan.js"


def calendar_path(calendar: str) -> str:
    """Return where the choices of a calendar stand among the documents."""
    return f"calendars/{calendar}/calendar.js"


def pack_files(industries: Iterable[Industry], almanac: Almanac, today: date) -> dict[str, bytes]:
    """Return the plan of each pack by path."""
    return {pack_path(each.id): script("qunliPack", pack_data(each, almanac, today)) for each in industries}


def calendar_files(plans: Iterable[Plan], almanac: Almanac, today: date) -> dict[str, bytes]:
    """Return the choices of each calendar by path."""
    known = Known.at(almanac, today)
    return {
        calendar_path(each.shop.id): script("qunliCalendar", calendar_data(each, known)) for each in plans
    }
