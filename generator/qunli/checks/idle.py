"""Q805, Q806, Q808: what a shop filled in or planned, and nobody will ever read, or soon no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from qunli.checks.registry import check
from qunli.checks.subjects import At, Findings, PlanCase
from qunli.library import ShopRun
from qunli.library.parts import said
from qunli.model import PACES, Sop
from qunli.schedule import Series
from qunli.text import places

# So long before the last text new ones are asked for.
SOON = timedelta(days=14)
_RIDDLES = "slots: {tip: {once: true, when: {every: week, weekdays: [mon], at: 15:00}, copy: "
_DISHES = "pack: {variables: {dish: {title: 招牌菜}}}\ncalendar: {pace: light, variables: {dish: 酸菜鱼}}\n"


@check(
    "Q805",
    "填了的资料一次也用不到",
    on=PlanCase,
    level="warning",
    source="project",
    why="填了自家的菜名，这个节奏发的文案里却一次也没有它，客人看到的还是别的话。",
    bad=f"{_DISHES}slots: {{tip: {{pace: full, copy: '今天的{{{{ dish }}}}'}}}}",
    good=f"{_DISHES}slots: {{tip: {{copy: '今天的{{{{ dish }}}}'}}}}",
    hint="节奏换快一档（pace），在自己的文案里写上它，或先不填",
)
def value_that_no_text_says(case: PlanCase) -> Findings:
    shop = case.plan.shop
    used = set(_used(case))
    for name in shop.calendar.variables:
        if name not in used and name in shop.industry.pack.variables:
            title = shop.industry.pack.variables[name].title
            yield At(("variables", name), f"「{title}」填了，这份排期表发的里面一次也没有", key=True)


def _used(case: PlanCase) -> Iterator[str]:
    """Yield the variables in everything that the members of a shop's groups may read."""
    shop = case.plan.shop
    for run_id, slot_id in {(each.run, each.slot) for each in case.plan.series}:
        slot = shop.slot(run_id, slot_id)
        yield slot.rotate or ""
        for text in (*slot.said.values(), slot.short or ""):
            yield from _names(text)
    for run in shop.runs.values():
        for text in (run.sop.welcome or "", *_rules(run.sop)):
            yield from _names(text)
    for file in shop.industry.files.values():
        for _, text in said(file.part, file.source):
            yield from _names(text)


def _names(text: str) -> Iterator[str]:
    return (place.name for place in places(text) if not place.field)


def _rules(sop: Sop) -> Iterator[str]:
    for rule in sop.rules.model_dump(exclude_none=True).values() if sop.rules else ():
        yield from [rule] if isinstance(rule, str) else rule


@check(
    "Q806",
    "日子都过去了，或一条也不发",
    on=PlanCase,
    level="warning",
    source="project",
    why="只在某几天发的，日子一过就再也不会发；留着它，人会以为还在发。",
    bad="calendar: {starts: 2026-11-01}\nslots: {tip: {when: {date: 2026-11-10, at: 15:00}}}",
    good="calendar: {starts: 2026-11-01}\nslots: {tip: {when: {date: 2026-12-10, at: 15:00}}}",
    hint="换成以后的日子，或把它去掉",
)
def what_never_comes_again(case: PlanCase) -> Findings:
    calendar = case.plan.shop.calendar
    if calendar.ends and calendar.ends < case.today:
        yield At(("ends",), f"{calendar.ends} 已经结束，以后一条也不发")
        return
    for number, (first, last) in calendar.closed_spans.items():
        if last < calendar.starts:
            span = first if first == last else f"{first} 到 {last}"
            yield At(("closed", number), f"店休 {span} 在这份排期表开始之前")
    for run in case.plan.shop.runs.values():
        posted = {each.slot for each in case.plan.series if each.run == run.id}
        if posted:
            yield from _runs_over(run, case.today)
            yield from _days_over(case, run, posted)
        elif not any(each.run == run.id and each.whole for each in case.plan.missed):  # Q803 says why
            yield At(("sops", run.id), f"「{run.sop.title}」这个节奏和这些日子里一条也不发", key=True)


def _runs_over(run: ShopRun, today: date) -> Findings:
    slots = run.sop.slots.values()
    if not all(slot.when.of_a_run for slot in slots):
        return
    longest = max(max(slot.when.run_days) for slot in slots)
    if run.starts[-1] + timedelta(days=longest - 1) < today:
        yield At(("sops", run.id), f"「{run.sop.title}」每一期都过去了", key=True)


def _days_over(case: PlanCase, run: ShopRun, posted: set[str]) -> Findings:
    """Yield the slots of single days that are over, or that are not posted although the pace has them."""
    pace = PACES.index(case.plan.shop.calendar.pace)
    for slot_id, slot in run.sop.slots.items():
        at, last = ("sops", run.id, "slots", slot_id), slot.when.ends
        if last is None:
            continue
        if last < case.today:
            yield At(at, f"「{slot.title}」的日子 {last} 已经过去了", key=True)
        elif slot_id not in posted and PACES.index(slot.pace) <= pace:
            told = f"「{slot.title}」的日子 {last} 不发：店休，或不在这份排期表的日子里"
            yield At(at, told, key=True)


@check(
    "Q808",
    "每条只发一次的，快发完了",
    on=PlanCase,
    level="warning",
    source="project",
    why="写了 once 的按先后一条只发一次，发完就停，群里的人却还在等下一条。",
    bad=f"{_RIDDLES}[谜一, 谜二]}}}}",
    good=f"{_RIDDLES}[谜一, 谜二, 谜三]}}}}",
    hint="在后面添几条新的；不打算再发，就把这一条去掉，或让它们轮着发（去掉 once）",
)
def texts_that_are_used_up(case: PlanCase) -> Findings:
    for run in case.plan.shop.runs.values():
        for name, slot in run.sop.slots.items():
            days = [each.first for each in case.plan.series if _is_text(each, run.id, name)]
            if not slot.once or len(days) < len(slot.texts) or max(days) > case.start + SOON:
                continue
            done = "已经发完" if max(days) < case.today else "发完"
            said = f"「{slot.title}」的 {len(days)} 条到 {max(days)} {done}，以后不再发"
            yield At(("sops", run.id), said, key=True)


def _is_text(series: Series, run: str, slot: str) -> bool:
    return (series.run, series.slot) == (run, slot) and not series.is_answer
