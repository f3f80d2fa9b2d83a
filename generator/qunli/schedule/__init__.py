"""What is posted when: a calendar, its library and a day, as series of posts. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from qunli.almanac import Almanac
from qunli.library import Shop, ShopRun
from qunli.problem import Problem
from qunli.schedule.campaigns import Missed
from qunli.schedule.planner import Planner
from qunli.schedule.rotation import gap, rows, turns
from qunli.schedule.series import Plan, Post, Series
from qunli.when import Recurring

__all__ = ["Missed", "Plan", "Post", "Series", "gap", "horizon_of", "plan", "problems", "rows", "turns"]


def horizon_of(today: date) -> date:
    """Return the last day of single events and exceptions: 31 December of the year after today."""
    return date(today.year + 1, 12, 31)


def plan(shop: Shop, almanac: Almanac, today: date) -> Plan:
    """Return what a shop posts, its single events and exceptions to the horizon."""
    horizon = horizon_of(today)
    planners = [Planner(shop, run, almanac, horizon) for run in shop.runs.values()]
    series = [each for planner in planners for each in planner.series()]
    missed = [each for planner in planners for each in planner.missed]
    return Plan(shop, tuple(series), horizon, tuple(missed))


def problems(plan: Plan) -> Iterator[Problem]:
    """Yield rotations too long to plan, posts that a phone could not tell apart, and a calendar without any."""
    for run in plan.shop.runs.values():
        yield from _too_long(plan.shop, run)
    yield from _alike(plan)
    if not plan.series:
        hint = "把 pace 调快一档，换一个发布计划，或看看 starts、ends 和 closed"
        yield plan.shop.source.problem(("sops",), "Q022", "这份排期表里一条也不发", hint, key=True)


def _too_long(shop: Shop, run: ShopRun) -> Iterator[Problem]:
    for slot_id, slot in run.sop.slots.items():
        when = slot.when
        if slot.once or not isinstance(when, Recurring):
            continue
        length = when.units(turns(shop, slot))
        if length > when.most:
            message = f"「{slot.title}」要 {length} {when.unit}才轮完一遍，最多 {when.most} {when.unit}"
            hint = "减少文案或表格的行数，或多排几天"
            yield run.source.problem(("slots", slot_id, "copy"), "Q020", message, hint, key=True)


def _alike(plan: Plan) -> Iterator[Problem]:
    counted = Counter((each.run, each.slot, each.rest) for each in plan.series)
    for (run_id, slot_id, rest), count in counted.items():
        if count > 1:
            message = f"文案的编号 {rest} 和补班那天的编号一样"
            where = plan.shop.runs[run_id].source
            yield where.problem(("slots", slot_id, "copy"), "Q011", message, "换一个编号", key=True)
