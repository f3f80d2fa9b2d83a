"""Q803, Q804: what closed days make of campaigns and of the days that were promised."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from qunli.checks.registry import check
from qunli.checks.subjects import At, Findings, PlanCase
from qunli.schedule import Missed

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


def _ahead(case: PlanCase) -> Iterator[Missed]:
    """Yield what is missed in the days that are judged."""
    for each in case.plan.missed:
        if any(first <= each.day <= last for first, last in case.spans):
            yield each
