"""A page per calendar, and its page of today's posts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from qunli import agenda
from qunli.handbook.press import Press
from qunli.handbook.views import Cell, SlotView, TextView, table
from qunli.library import Shop
from qunli.model import EveryMonth
from qunli.schedule import Plan
from qunli.text import as_posted, fill_words, substitute, to_paste


def shop_pages(press: Press, plan: Plan) -> None:
    shop = plan.shop
    folder = f"calendars/{shop.id}"
    first = max(press.facts.today, shop.calendar.starts)
    week = agenda.days(plan, first, first + timedelta(days=6))
    columns = [
        [Cell(each.time, each.title, _type(shop, each.anchor), each.anchor) for each in day.entries]
        for day in week
    ]
    press.add(
        f"{folder}/index.md",
        "calendar.md.j2",
        shop.calendar.title,
        shop.path,
        shop=shop,
        facts=press.facts,
        timetable=table([day.title for day in week], columns),
        month_slots=[
            (slot.title, press.when(slot.when))
            for run in shop.runs.values()
            for slot in run.sop.slots.values()
            if isinstance(slot.when, EveryMonth)
        ],
    )
    press.add(
        f"{folder}/today.md",
        "today.md.j2",
        f"今天发什么·{shop.calendar.title}",
        shop.path,
        shop=shop,
        week=agenda.days(plan, press.facts.today, press.facts.today + timedelta(days=6)),
        slots=list(_own_slots(press, shop)),
    )


def _type(shop: Shop, anchor: str) -> str:
    run, slot = anchor.split(".")
    return shop.slot(run, slot).type


def _own_slots(press: Press, shop: Shop) -> Iterable[tuple[str, SlotView]]:
    """Yield (group names, slot in the shop's own words) for everything the shop posts."""
    for run_id, run in shop.runs.items():
        for slot_id, slot in run.sop.slots.items():
            rows = shop.variables.get(slot.rotate or "", ())
            row = rows[0] if rows and not isinstance(rows, str) else None
            texts = []
            for text_id, text in slot.texts.items():
                filled = substitute(text, shop.variables, row)
                texts.append(
                    TextView(text_id, to_paste(filled), as_posted(filled), tuple(fill_words(filled)))
                )
            short = substitute(slot.short, shop.variables, row) if slot.short else ""
            view = SlotView(
                f"{run_id}.{slot_id}",
                slot,
                press.when(slot.when),
                shop.staff(slot.owner),
                tuple(texts),
                short,
            )
            yield "、".join(run.groups), view
