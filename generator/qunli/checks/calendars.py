"""Q8xx: what a calendar forgets."""

from __future__ import annotations

from datetime import date, timedelta

from qunli.checks.registry import check
from qunli.checks.subjects import At, Findings, PlanCase
from qunli.when import OnFestival

FESTIVAL_WINDOW = 30


@check(
    "Q801",
    "快到的节日没排",
    on=PlanCase,
    level="warning",
    source="S1",
    why="行业模板为这个节日备好了内容，排期表里却一条也没有，节日那几天就只剩日常。",
    bad="calendar: {sops: {welfare: {slots: {festival: null}}}}",
    good="calendar: {starts: 2026-12-01}",
    hint="把带这个节日的那一条加回来，或换快一档的 pace",
)
def festival_ignored(case: PlanCase) -> Findings:
    shop = case.plan.shop
    first, last = case.start, case.start + timedelta(days=FESTIVAL_WINDOW)
    offered = {
        slot.when.festival: slot.title
        for run in shop.runs.values()
        for slot in shop.industry.sops[run.sop_id].slots.values()
        if isinstance(slot.when, OnFestival)
    }
    planned = {
        slot.when.festival
        for series in case.plan.series
        if isinstance((slot := shop.slot(series.run, series.slot)).when, OnFestival)
    }
    for festival, title in sorted(offered.items()):
        day = _next(case, festival, first, last)
        if day and festival not in planned:
            name = case.almanac.festivals[festival].title
            yield At(("sops",), f"{name}（{day}）快到了，模板里有「{title}」，这份排期表没排", key=True)


def _next(case: PlanCase, festival: str, first: date, last: date) -> date | None:
    if festival not in case.almanac.festivals:
        return None
    calendar = case.plan.shop.calendar
    if calendar.ends:
        last = min(last, calendar.ends)
    days = [day for _, day, _ in case.almanac.occurrences(festival, first, last) if first <= day <= last]
    return next((day for day in days if not calendar.is_closed(day)), None)
