"""A calendar as choices: what a run changes is whole fields of a slot, so that no merging rule is needed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from qunli.library import Shop, ShopRun
from qunli.model import PACES, WARM, ZONES, Calendar, Run, Slot
from qunli.portable.days import Known
from qunli.portable.packs import FORM
from qunli.portable.slots import filled, slot_data
from qunli.shape import problems
from qunli.source import Source


def calendar_data(shop: Shop, known: Known) -> dict[str, Any]:
    """Return what a calendar says, beside the data of its pack with the same days."""
    calendar = shop.calendar
    return filled(
        {
            "form": FORM,
            "id": shop.id,
            "title": calendar.title,
            "industry": calendar.industry,
            "general": shop.is_general or None,
            "starts": calendar.starts.isoformat(),
            "ends": calendar.ends and calendar.ends.isoformat(),
            "zone": [calendar.timezone, ZONES[calendar.timezone]],
            "hours": [f"{each:%H:%M}" for each in calendar.hours or ()],
            "pace": PACES.index(calendar.pace),
            "voice": None if calendar.voice == WARM else calendar.voice,
            "remind": calendar.remind,
            "closed": [_span(*each) for each in calendar.closed_spans.values()],
            "shut": [*calendar.closed_weekdays],
            "variables": calendar.model_dump(include={"variables"})["variables"],
            "staff": dict(calendar.staff),
            "runs": [_run(shop, run, known) for run in shop.runs.values()],
        }
    )


def _span(first: date, last: date) -> list[str]:
    return [first.isoformat(), last.isoformat()]


def _run(shop: Shop, run: ShopRun, known: Known) -> dict[str, Any]:
    said = _said(shop.calendar, run)
    return filled(
        {
            "id": run.id,
            "sop": run.sop_id,
            "groups": [*run.groups],
            "starts": [each.isoformat() for each in run.starts],
            "slots": _changes(shop, run, said.slots or (), known),
            "texts": {name: [*ids] for name, ids in said.texts.items()},
        }
    )


def _said(calendar: Calendar, run: ShopRun) -> Run:
    return calendar.sops[run.id] or Run()


def _changes(
    shop: Shop, run: ShopRun, names: Iterable[str], known: Known
) -> dict[str, dict[str, Any] | None]:
    """Return the fields of each of the named slots that a run has otherwise than its pack; None for what is gone."""
    return {name: _change(shop, run, name, known) for name in names}


def _change(shop: Shop, run: ShopRun, name: str, known: Known) -> dict[str, Any] | None:
    slot: Slot | None = _slot(run.whole, name)
    if slot is None:
        return None
    new = slot_data(slot, run.whole.data["slots"][name]["copy"], known)
    base = shop.industry.sops[run.sop_id].slots.get(name)
    if base is None:
        return new
    old = slot_data(base, shop.industry.sop_sources[run.sop_id].data["slots"][name]["copy"], known)
    return {each: new.get(each) for each in {**new, **old} if new.get(each) != old.get(each)}


def _slot(whole: Source, name: str) -> Slot | None:
    found: Slot | None = None
    if name in whole.data["slots"]:
        found, _ = problems(whole.child("slots", name), Slot)
    return found
