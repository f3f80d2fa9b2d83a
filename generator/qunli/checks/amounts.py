"""Q201-Q204, Q207, Q209, Q212: how much. The load of a group and its mixture, judged on the plan, campaigns included."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from qunli.checks.registry import check
from qunli.checks.subjects import At, Findings, PlanCase
from qunli.model import PACES
from qunli.schedule import Post
from qunli.when import monday

MOST_A_DAY = 5
MANY_A_DAY = 3
LEAST_ACTIVITY = 0.5
MOST_ACTIVITY = 0.8
MOST_MENTIONS_A_WEEK = 2
MOST_OFFERS_IN_MOMENTS = 3
MIX_WINDOW = timedelta(days=27)
MIXED_KINDS = {"traffic", "content", "flash"}


def _posts(*hours: str, way: str = "post") -> str:
    """Return YAML for slots that are all posted on one day: the example of a day too full."""
    same = f"type: activity, owner: host, way: {way}, media: [图], record: [replies], copy: 看菜单"
    one = "  extra-{0}: {{title: 加一条, when: {{date: 2026-12-08, at: {1}}}, {2}}}"
    return "\n".join(one.format(number, hour, same) for number, hour in enumerate(hours, 1))


def _groups(case: PlanCase, posts: Iterable[Post]) -> dict[str, list[Post]]:
    """Return the posts by the group that reads them; Moments are no group, and what one customer gets is in none."""
    found: defaultdict[str, list[Post]] = defaultdict(list)
    for post in posts:
        if case.sop(post.series.run).kind != "moments" and not case.slot(post).is_private:
            for group in case.plan.shop.runs[post.series.run].groups:
                found[group].append(post)
    return found


def _busiest(posts: Iterable[Post]) -> tuple[date, list[Post], int] | None:
    """Return the first of the fullest days, its posts, and how many days are as full."""
    days: defaultdict[date, list[Post]] = defaultdict(list)
    for post in posts:
        days[post.start.date()].append(post)
    if not days:
        return None
    most = max(len(each) for each in days.values())
    full = sorted(day for day, each in days.items() if len(each) == most)
    return full[0], days[full[0]], len(full)


def _run_of(posts: Iterable[Post]) -> str:
    return Counter(post.series.run for post in posts).most_common(1)[0][0]


def _overfull(case: PlanCase, least: int, most: float) -> Findings:
    for group, posts in _groups(case, case.posts).items():
        full = _busiest(posts)
        if full and least < len(full[1]) <= most:
            day, those, days = full
            path = ("sops", _run_of(those))
            again = f"，这样的日子有 {days} 天" if days > 1 else ""
            yield At(path, f"「{group}」{day} 一天要发 {len(those)} 条{again}", key=True)


@check(
    "Q201",
    "一个群一天超过五条",
    on=PlanCase,
    level="error",
    source="S3",
    why="一天三到五条是上限，再多就被设免打扰，发了也等于没发。活动、节日那几天也算在内。",
    bad="slots:\n" + _posts("09:00", "10:00", "11:00", "12:00", "13:00"),
    good="slots:\n" + _posts("11:00"),
    hint="挪到别的日子，节奏放慢一档（pace），或让活动那几天替换日常（replaces）",
)
def too_many_posts_a_day(case: PlanCase) -> Findings:
    yield from _overfull(case, MOST_A_DAY, float("inf"))


@check(
    "Q202",
    "一个群一天超过三条",
    on=PlanCase,
    level="warning",
    source="S3",
    why="三到五条里，三条最稳；四五条要看群友受不受得了，盯着退群数。",
    bad="slots:\n" + _posts("10:00", "11:00", "12:00"),
    good="slots:\n" + _posts("11:00"),
    hint="小店三条就够；真要多发，先看退群和免打扰",
)
def many_posts_a_day(case: PlanCase) -> Findings:
    yield from _overfull(case, MANY_A_DAY, MOST_A_DAY)


def _mix(case: PlanCase) -> Iterable[tuple[str, int, int]]:
    """Yield run, its posts and how many are activities, over four weeks or, for a short run, over all of it."""
    for run_id in case.plan.shop.runs:
        posts = [post for post in case.posts if post.series.run == run_id and not case.slot(post).is_private]
        if posts and case.sop(run_id).kind in MIXED_KINDS:
            end = posts[0].start + MIX_WINDOW
            window = [post for post in posts if post.start <= end]
            yield run_id, len(window), sum(case.slot(post).type == "activity" for post in window)


@check(
    "Q203",
    "福利不到一半",
    on=PlanCase,
    level="warning",
    source="S3",
    why="人进群是为了好处：拼团、秒杀、预订、抽奖这些能参加的事，至少占一半。",
    bad="slots: {booking: {type: content}}",
    good="slots: {booking: {type: activity}}",
    hint="把一条干货换成能参加的：预订、试吃、征集",
)
def activities_too_few(case: PlanCase) -> Findings:
    for run_id, total, activities in _mix(case):
        if activities < LEAST_ACTIVITY * total:
            yield At(("sops", run_id), f"四周 {total} 条里福利只有 {activities} 条，不到一半", key=True)


@check(
    "Q204",
    "福利超过八成",
    on=PlanCase,
    level="warning",
    source="S3",
    why="流量群里福利最多八成；全是优惠，人只等最低价，不再理你。",
    bad="slots:\n  tip: null\n  vote: {when: {every: month, monthdays: [26], at: 19:00}}",
    good="slots: {vote: {type: warmth}}",
    hint="加一条干货或互动",
)
def activities_too_many(case: PlanCase) -> Findings:
    for run_id, total, activities in _mix(case):
        if case.sop(run_id).kind == "traffic" and activities > MOST_ACTIVITY * total:
            yield At(("sops", run_id), f"四周 {total} 条里有 {activities} 条是福利，超过八成", key=True)


@check(
    "Q207",
    "朋友圈一天超过三条优惠",
    on=PlanCase,
    level="warning",
    source="S1",
    why="朋友圈一天三条左右，优惠只是四种之一；天天刷优惠会被屏蔽。",
    bad="kind: moments\nslots:\n" + _posts("11:30", "12:00", "12:30", "13:00", way="moments"),
    good="kind: moments\nslots:\n" + _posts("12:00", way="moments"),
    hint="一天最多一条优惠，别的换成产品故事、日常",
)
def moments_full_of_offers(case: PlanCase) -> Findings:
    for run_id in case.plan.shop.runs:
        offers = [p for p in case.posts if p.series.run == run_id and _is_offer(case, p)]
        full = _busiest(offers)
        if full and len(full[1]) > MOST_OFFERS_IN_MOMENTS:
            yield At(("sops", run_id), f"朋友圈 {full[0]} 一天有 {len(full[1])} 条优惠", key=True)


def _is_offer(case: PlanCase, post: Post) -> bool:
    slot = case.slot(post)
    return slot.way == "moments" and (slot.type == "activity" or slot.offer is not None)


@check(
    "Q209",
    "一周 @所有人超过两次",
    on=PlanCase,
    level="warning",
    source="S3",
    why="@所有人是最吵的一种，用多了，真有大事时没人看。",
    bad="slots: {booking: {way: mention-all}, vote: {way: mention-all}}",
    good="slots: {booking: {way: mention-all}}",
    hint="一周最多两次，别的直接发",
)
def mention_all_too_often(case: PlanCase) -> Findings:
    loud = [post for post in case.posts if case.slot(post).way == "mention-all"]
    for group, posts in _groups(case, loud).items():
        weeks = Counter(post.start.isocalendar()[:2] for post in posts)
        week, times = max(weeks.items(), key=lambda item: item[1])
        if times > MOST_MENTIONS_A_WEEK:
            first = date.fromisocalendar(*week, 1)
            yield At(("sops", _run_of(posts)), f"「{group}」{first} 那一周要 @所有人 {times} 次", key=True)


_EVE = "calendar: {pace: light}\nslots: {festival: {when: {festival: dongzhi, day: [-1, 0]}"


@check(
    "Q212",
    "节日那一周比说好的多",
    on=PlanCase,
    level="warning",
    source="project",
    why="说好一周几条，节日那一周也该是几条：节日的替下日常的，人才不嫌吵。",
    bad=f"{_EVE}}}}}",
    good=f"{_EVE}, replaces: [booking]}}}}",
    hint="让节日那条替下日常（replaces），挪到别的周，或前一周先在群里说一声",
)
def week_fuller_than_promised(case: PlanCase) -> Findings:
    for run_id in case.plan.shop.runs if case.plan.shop.calendar.pace == PACES[0] else ():
        if case.sop(run_id).kind != "traffic":
            continue
        posts = [each for each in case.posts if each.series.run == run_id and not case.slot(each).is_private]
        weeks, most = Counter(monday(post.start.date()) for post in posts), _fullest(case, run_id)
        full = [week for week, count in weeks.items() if count > most]
        if full and most:
            again = f"，这样的有 {len(full)} 周" if len(full) > 1 else ""
            said = (
                f"「{case.sop(run_id).title}」{full[0]} 那一周 {weeks[full[0]]} 条，平常最多 {most} 条{again}"
            )
            yield At(("sops", run_id), said, key=True)


def _fullest(case: PlanCase, run_id: str) -> int:
    """Return the most posts that a week of a run has where no festival comes, 0 where nothing goes on for ever."""
    weeks = Counter(
        monday(day)
        for series in case.plan.series
        for first, last in case.spans
        if series.run == run_id and case.plan.shop.slot(run_id, series.slot).when.routine
        if not case.plan.shop.slot(run_id, series.slot).is_private
        for day in replace(series, exceptions=()).days(first, last)
    )
    return max(weeks.values(), default=0)
