"""Q205, Q206, Q208, Q210: when. At which hours, by whom at one time, and how soon a text comes back."""

from __future__ import annotations

from datetime import time, timedelta

from qunli.checks.registry import check
from qunli.checks.subjects import At, Findings, PlanCase, SlotCase
from qunli.schedule import Post

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
    days = case.slot.when.returns(len(case.slot.texts))
    wanted = RETURN_DAYS.get(case.parent.sop.kind, RETURN_DAYS_ELSEWHERE)
    if days is not None and days < wanted:
        yield At(
            case.path("copy"), f"「{case.slot.title}」的文案 {days} 天就轮回来，至少要 {wanted} 天", key=True
        )
