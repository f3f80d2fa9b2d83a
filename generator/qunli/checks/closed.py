"""Q803, Q804, Q807: what closed days make of campaigns, of the days that were promised and of texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from qunli.checks.registry import check
from qunli.checks.subjects import At, Findings, PlanCase
from qunli.library import ShopRun
from qunli.model import PACES
from qunli.schedule import Missed, rows, turns
from qunli.when import Recurring

_PROMISE = re.compile("取货|自提|来取|领取|截单|收单|开奖|交货|发货")
# A round of more posts is called by its plan.
MOST_NAMED = 3
_ROUND = "slots:\n  festival: {when: {festival: dongzhi, day: [-2, -1, 0]}, copy: [后天包饺子, 明天包饺子, 今天来取]}\n"


@check(
    "Q803",
    "一轮活动的第一条碰上店休",
    on=PlanCase,
    level="warning",
    source="project",
    why="没发过邀请，却发“今天来取”，没人看得懂。所以第一条碰上店休，就提前发；提前不了，这一轮整个不发。",
    bad=f"{_ROUND}calendar: {{closed: [2026-12-20]}}",
    good=f"{_ROUND}calendar: {{closed: [2026-12-19]}}",
    hint="看看提前以后“明天”“后天”还对不对；整个不发的，挪开店休，或给这一期换个开始的日子",
)
def opening_on_a_closed_day(case: PlanCase) -> Findings:
    lost: defaultdict[tuple[str, str], list[Missed]] = defaultdict(list)
    for each in _ahead(case):
        if each.to:
            title = case.plan.shop.slot(each.run, each.slot).title
            yield At(("closed",), f"「{title}」{each.day} 店休，提前到 {each.to} 发", key=True)
        elif each.whole:
            lost[each.run, each.campaign].append(each)
    for (run, _), posts in lost.items():
        slots = {each.slot: case.plan.shop.slot(run, each.slot).title for each in posts}
        title = "、".join(slots.values()) if len(slots) <= MOST_NAMED else case.sop(run).title
        said = f"「{title}」从 {min(each.day for each in posts)} 开始的那一轮第一天店休，整个不发"
        yield At(("closed",), said, key=True)


@check(
    "Q804",
    "答应的日子店休",
    on=PlanCase,
    level="warning",
    source="project",
    why="取货、截单、开奖那天店里没人，这一条也不发；答应过的人会白等。",
    bad=f"{_ROUND}calendar: {{closed: [2026-12-22]}}",
    good=f"{_ROUND}calendar: {{closed: [2026-12-23]}}",
    hint="店休前在群里说清改到哪天，或把这一条挪到开门的日子",
)
def promise_on_a_closed_day(case: PlanCase) -> Findings:
    told = set()
    for each in _ahead(case):
        found = _PROMISE.search(each.text)
        if found and not each.to and not each.whole and (each.run, each.slot) not in told:
            told.add((each.run, each.slot))
            title = case.plan.shop.slot(each.run, each.slot).title
            yield At(("closed",), f"「{title}」{each.day} 店休不发，那天要{found[0]}", key=True)


@check(
    "Q807",
    "每周店休，有的文案永远轮不到",
    on=PlanCase,
    level="warning",
    source="project",
    why="每天一条、几个整周轮一遍的，星期几发哪条是固定的，店每周都休那天，那天的文案一次也不发；只在那天发的也一样。",
    bad="slots: {tip: {when: {date: [2026-12-13, 2026-12-14], at: 15:00}, copy: [擀皮, 调馅]}}\ncalendar: {closed: [sun]}",
    good="slots: {tip: {when: {date: [2026-12-12, 2026-12-14], at: 15:00}, copy: [擀皮, 调馅]}}\ncalendar: {closed: [sun]}",
    hint="想让它们也轮到，给这一条换个开门的星期，或加减一条文案，让它不再是整周轮一遍；不想发就不用管",
)
def text_of_a_closed_weekday(case: PlanCase) -> Findings:
    shop = case.plan.shop
    for run in shop.runs.values() if shop.calendar.closed_weekdays else ():
        for slot in run.shut.values():
            if PACES.index(slot.pace) <= PACES.index(shop.calendar.pace):
                yield At(("closed",), f"「{slot.title}」要发的星期都店休，一次也不发", key=True)
        for name in {each.slot: None for each in case.plan.series if each.run == run.id}:
            lost = "、".join(_lost(case, run, name))
            if lost:
                title = run.sop.slots[name].title
                yield At(("closed",), f"「{title}」有永远轮不到的：{lost}", key=True)


def _lost(case: PlanCase, run: ShopRun, name: str) -> Iterator[str]:
    """Yield the texts, and the rows of the table, that come up only on weekdays on which the shop is closed."""
    plan, slot = case.plan, run.sop.slots[name]
    if slot.once:
        return  # its texts wait for the next day that is open
    if isinstance(slot.when, Recurring):
        come = [each.turn for each in slot.when.places(run.starts[0], turns(plan.shop, slot))]
        lists = {"文案": tuple(slot.texts), "表格的行": range(1, len(rows(plan.shop, slot)) + 1)}
        for words, every in lists.items():
            found = {every[turn % len(every)] for turn in come} if every else set()
            yield from (f"{words} {each}" for each in every if each not in found)
        return
    said = {each.text_id for each in plan.series if (each.run, each.slot) == (run.id, name)}
    silent = {
        each.text for each in plan.missed if (each.run, each.slot) == (run.id, name) and _is_shut(case, each)
    }
    yield from (f"文案 {each}" for each, text in slot.texts.items() if text in silent and each not in said)


def _is_shut(case: PlanCase, missed: Missed) -> bool:
    return not missed.to and missed.day.weekday() in case.plan.shop.calendar.closed_weekdays


def _ahead(case: PlanCase) -> Iterator[Missed]:
    """Yield what is missed in the days that are judged."""
    for each in case.plan.missed:
        if any(first <= each.day <= last for first, last in case.spans):
            yield each
