"""Q205, Q206, Q208, Q210, Q211: when. At which hours, by whom at one time, and how soon a text comes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta

from qunli.checks.registry import check
from qunli.checks.subjects import At, Findings, PlanCase, SlotCase
from qunli.model import Slot, Sop
from qunli.schedule import Post, gap, rows
from qunli.text import Value

QUARTER = timedelta(minutes=15)
WAKING = time(7, 30)
NIGHT = time(22, 0)
SCHOOL_NIGHT = time(21, 0)
MOMENTS_WINDOWS = ((time(11, 30), time(13, 30)), (time(20, 0), time(21, 0)))
# Days before members may read the same text again, by kind of group.
RETURN_DAYS = {"traffic": 28}
RETURN_DAYS_ELSEWHERE = 14


@check(
    "Q205",
    "同一个人一刻钟里要发两条",
    on=PlanCase,
    level="warning",
    source="S3",
    why="一个人同一刻钟要在两个地方发，总有一条会漏、会发错群。",
    bad="slots: {tip: {when: {date: 2026-12-08, at: 16:10}, owner: host}}",
    good="slots: {tip: {when: {date: 2026-12-08, at: 17:00}, owner: host}}",
    hint="错开十五分钟以上，或换一个人",
)
def one_person_twice_in_a_quarter(case: PlanCase) -> Findings:
    last: dict[str, Post] = {}
    seen: set[frozenset[tuple[str, str]]] = set()
    for post in case.posts:
        owner = case.slot(post).owner
        if owner is None:
            continue
        person = case.plan.shop.calendar.staff.get(owner, owner)
        before = last.get(person)
        last[person] = post
        if before is None or post.start - before.start >= QUARTER:
            continue
        pair = frozenset({(p.series.run, p.series.slot) for p in (before, post)})
        if pair not in seen:
            seen.add(pair)
            yield At(("sops", post.series.run), _twice(case, before, post, owner), key=True)


def _twice(case: PlanCase, before: Post, post: Post, owner: str) -> str:
    who = case.plan.shop.staff(owner) if owner in case.plan.shop.industry.pack.roles else owner
    titles = f"「{case.slot(before).title}」和「{case.slot(post).title}」"
    return f"{who} {before.start:%Y-%m-%d %H:%M} 前后一刻钟里要发{titles}"


@check(
    "Q206",
    "夜里发",
    on=SlotCase,
    level="warning",
    source="vendor",
    why="晚上十点到早上七点半发，吵人；家长群晚上九点以后就不发了。",
    bad="slots: {menu: {when: {at: 22:30}}}",
    good="slots: {menu: {when: {at: 11:00}}}",
    hint="挪到 7:30 到 22:00 之间；教培的群挪到 21:00 以前",
)
def quiet_hours(case: SlotCase) -> Findings:
    night = SCHOOL_NIGHT if case.parent.is_education else NIGHT
    for at in case.slot.when.at:
        if at < WAKING or at >= night:
            yield At(case.path("when", "at"), f"「{case.slot.title}」排在 {at:%H:%M}，打扰人休息")


@check(
    "Q208",
    "朋友圈没排在中午和晚上八九点",
    on=SlotCase,
    level="warning",
    source="S1",
    why="看朋友圈的人多在中午和晚上八到九点，别的时候发了没人看。",
    bad="slots: {menu: {way: moments, when: {at: 16:00}}}",
    good="slots: {menu: {way: moments, when: {at: 12:00}}}",
    hint="挪到 11:30-13:30 或 20:00-21:00",
)
def moments_at_an_empty_hour(case: SlotCase) -> Findings:
    if case.slot.way != "moments":
        return
    for at in case.slot.when.at:
        if not any(first <= at <= last for first, last in MOMENTS_WINDOWS):
            yield At(case.path("when", "at"), f"朋友圈「{case.slot.title}」排在 {at:%H:%M}")


@check(
    "Q210",
    "同一句话回来得太快",
    on=SlotCase,
    level="warning",
    source="vendor",
    why="同一句话天天见，等于没发。福利群四周内不重样，别的群两周。",
    bad="kind: content\nslots: {vote: {copy: [中午吃什么]}}",
    good="kind: content\nslots: {vote: {copy: [中午吃什么, 晚上吃什么]}}",
    hint="多写几条轮着发，或少排几天",
)
def text_returns_too_soon(case: SlotCase) -> Findings:
    days = _returns(case.slot, _rows(case.slot, case.parent.variables))
    wanted = _wanted(case.parent.sop)
    if days is not None and days < wanted:
        yield At(
            case.path("copy"), f"「{case.slot.title}」的文案 {days} 天就轮回来，至少要 {wanted} 天", key=True
        )


@check(
    "Q211",
    "表格的行数让同一句话回来得太快",
    on=PlanCase,
    level="warning",
    source="vendor",
    why="文案和表格的行一起轮着发；自己填的行数不合适，同一句话没几天就又见面。",
    bad="pack: {variables: {dishes: {title: 菜, fields: {name: 菜名}}}}\n"
    "calendar: {variables: {dishes: [{name: 鱼}, {name: 肉}, {name: 菜}]}}\n"
    "kind: content\nslots: {vote: {rotate: dishes, copy: [中午吃什么, 晚上吃什么]}}",
    good="pack: {variables: {dishes: {title: 菜, fields: {name: 菜名}}}}\n"
    "calendar: {variables: {dishes: [{name: 鱼}, {name: 肉}]}}\n"
    "kind: content\nslots: {vote: {rotate: dishes, copy: [中午吃什么, 晚上吃什么]}}",
    hint="把行数凑成文案条数的倍数或约数，或多填几行",
)
def rows_bring_a_text_back_too_soon(case: PlanCase) -> Findings:
    shop = case.plan.shop
    posted = dict.fromkeys((each.run, each.slot) for each in case.plan.series)
    for run_id, slot_id in posted:
        slot = shop.slot(run_id, slot_id)
        if slot.rotate is None or slot.rotate not in shop.calendar.variables:
            continue
        days, before = (
            _returns(slot, len(rows(shop, slot))),
            _returns(slot, _rows(slot, shop.industry.defaults)),
        )
        wanted = _wanted(case.sop(run_id))
        # What the texts of the pack bring about by themselves is told there.
        if days is not None and before is not None and days < min(wanted, before):
            message = f"「{slot.title}」照这张表轮，同一句话 {days} 天就回来，至少要 {wanted} 天"
            yield At(("variables", slot.rotate), message, key=True)


def _returns(slot: Slot, count: int) -> int | None:
    return None if slot.once else slot.when.returns(gap(slot, count))


def _wanted(sop: Sop) -> int:
    return RETURN_DAYS.get(sop.kind, RETURN_DAYS_ELSEWHERE)


def _rows(slot: Slot, values: Mapping[str, Value]) -> int:
    value = values.get(slot.rotate or "", ())
    return 0 if isinstance(value, str) else len(value)
