"""A page per calendar: its week, its month, how it comes onto a phone, and a duty sheet per role."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from qunli import agenda, portable
from qunli.handbook.press import Press
from qunli.handbook.subscribe import subscription
from qunli.handbook.views import Duty, duties, month, week_of
from qunli.handbook.weeks import main_plan, volume
from qunli.library import Shop
from qunli.schedule import Plan


def shop_pages(press: Press, plan: Plan) -> None:
    shop, facts = plan.shop, press.facts
    first = max(facts.today, shop.calendar.starts)
    last = first + timedelta(days=6)
    week = agenda.days(plan, first, last)
    press.add(
        f"calendars/{shop.id}/index.md",
        "calendar.md.j2",
        shop.calendar.title,
        shop.path,
        shop=shop,
        volume=_volume(shop),
        data=[portable.pack_path(shop.industry.id), portable.calendar_path(shop.id)],
        timetable=week_of(plan, week),
        weeks=month(plan, press.library.almanac, first),
        days=week,
        sheets=list(_sheets(plan, week)),
        moved=[(shop.slot(each.run, each.slot).title, each.was, each.now) for each in plan.moved],
        subscription=subscription(plan, facts, press.festival),
    )


def _volume(shop: Shop) -> str:
    """Return how much the shop's main group hears, such as 福利群一周四条; "" where no plan has a week."""
    sops = {name: run.sop for name, run in shop.runs.items()}
    main = main_plan(sops)
    if not main:
        return ""
    said = volume(sops[main], shop.calendar.pace)
    return said and f"{sops[main].title}{said}"


def _sheets(plan: Plan, week: list[agenda.Day]) -> Iterable[tuple[str, str, str, list[Duty]]]:
    """Yield (role, who, what the role is for, lines) for each role with something to post this week."""
    for role, each in plan.shop.industry.pack.roles.items():
        lines = duties(agenda.days(plan, week[0].day, week[-1].day, role))
        if lines:
            yield role, plan.shop.staff(role), each.duty, lines
