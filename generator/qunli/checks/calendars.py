"""Q8xx: what a calendar forgets, and what its texts promise all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time, timedelta

from qunli.checks.registry import check
from qunli.checks.subjects import At, Findings, PlanCase
from qunli.library import ShopRun
from qunli.when import spoken

FESTIVAL_WINDOW = 30
# A shorter title is a word that any text may hold.
LEAST_TITLE = 3
_CLAUSE = re.compile(r"[^\n，。；！？,;!?]+")
# Hours at which nothing is said are no promise.
_DENIED = re.compile("[不别勿]|打烊|关门|下班|休息")


@check(
    "Q801",
    "快到的节日没排",
    on=PlanCase,
    level="warning",
    source="S1",
    why="行业模板为这个节日备好了内容，排期表里却一条也没有，节日那几天就只剩日常。",
    bad="calendar: {sops: {welfare: {slots: {festival: null}}}}",
    good="calendar: {starts: 2026-12-01}",
    hint="把带这个节日的那一条加回来，或节奏换快一档（pace）",
)
def festival_ignored(case: PlanCase) -> Findings:
    shop = case.plan.shop
    first, last = case.start, case.start + timedelta(days=FESTIVAL_WINDOW)
    offered = {
        slot.when.about: slot.title
        for run in shop.runs.values()
        for slot in shop.industry.sops[run.sop_id].slots.values()
        if slot.when.about
    }
    planned = {shop.slot(series.run, series.slot).when.about for series in case.plan.series}
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


@check(
    "Q802",
    "文字里说的一条，这份排期表不发",
    on=PlanCase,
    level="warning",
    source="project",
    why="欢迎语里说“傍晚有限量套餐”，这家店的节奏却不发它，人进来等不到，就不信这个群了。",
    bad="welcome: |\n  欢迎来到本店，每月讲一回厨房的事\n\n  不发广告，再发移出\n\n  嫌吵可设免打扰，随时可退群\n"
    "slots: {tip: {pace: full}}\ncalendar: {pace: light}",
    good="welcome:\n- 欢迎来到本店\n- {text: 每月讲一回厨房的事, needs: [tip]}\n- 不发广告，再发移出\n- 嫌吵可设免打扰，随时可退群\n"
    "slots: {tip: {pace: full}}\ncalendar: {pace: light}",
    hint="让排期表发它：节奏换快一档（pace），或把它加回来；或让那一段跟着那一条走，不发就不说（模板里写 {text: 那一段, needs: [那一条的编号]}）",
)
def promise_that_is_not_posted(case: PlanCase) -> Findings:
    posted = {(each.run, each.slot) for each in case.plan.series}
    for run in case.plan.shop.runs.values():
        if not any(run.id == name for name, _ in posted):
            continue  # Q803 and Q806 tell that it posts nothing
        titles, silent, now = _silent(case, run, posted)
        for where, text, keeps_hours in _said(run, posted):
            for title in sorted(title for title in titles if title in text):
                yield At(("sops", run.id), f"{where}里说到「{title}」，这份排期表不发它", key=True)
            for words in _broken_hours(text, silent, now) if keeps_hours else ():
                yield At(("sops", run.id), f"{where}里说到「{words}」，这份排期表那个钟点不发", key=True)


def _silent(
    case: PlanCase, run: ShopRun, posted: set[tuple[str, str]]
) -> tuple[set[str], set[time], set[time]]:
    """Return the titles and hours of the pack's posts that this run does not make, and the hours at which it posts."""
    pack = case.plan.shop.industry.sops[run.sop_id].slots
    now = {name: slot for name, slot in run.sop.slots.items() if (run.id, name) in posted}
    titles = {slot.title for name, slot in pack.items() if name not in now and len(slot.title) >= LEAST_TITLE}
    said = [slot.title for slot in now.values()]
    unsaid = {title for title in titles if not any(title in each for each in said)}
    hours = {at for slot in now.values() for at in slot.when.at}
    return unsaid, {at for slot in pack.values() for at in slot.when.at} - hours, hours


def _broken_hours(text: str, silent: set[time], now: set[time]) -> Iterator[str]:
    """Yield the hours and parts of the day that a text names and at which only posts of the pack would come."""
    for clause in _CLAUSE.findall(text):
        for each in () if _DENIED.search(clause) else spoken(clause):
            if any(map(each.may_mean, silent)) and not any(map(each.may_mean, now)):
                yield each.words


def _said(run: ShopRun, posted: set[tuple[str, str]]) -> Iterator[tuple[str, str, bool]]:
    """Yield what a text is called, the text, and whether an hour in it is one of posting: of all that members read."""
    yield "欢迎语", run.sop.welcome or "", True
    yield "群规", getattr(run.sop.rules, "service", None) or "", True
    for name, slot in run.sop.slots.items():
        if (run.id, name) in posted:
            yield from ((f"「{slot.title}」", text, False) for text in slot.said.values())
