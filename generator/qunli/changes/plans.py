"""Which posts of the coming days move, appear, vanish or read otherwise between two plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from qunli.schedule import Plan, Post
from qunli.words import day_words

Kind = Literal["moved", "appears", "vanishes", "reads"]

# A post that is taken from one day to another nearer than this has moved; further away it is another post.
NEAR = timedelta(days=6)
_MOST_DAYS = 4


@dataclass(frozen=True)
class PostChange:
    """One post that differs; `before` and `after` are its local times, None where there is no such post."""

    kind: Kind
    run: str
    slot: str
    title: str
    groups: tuple[str, ...]
    before: datetime | None
    after: datetime | None


@dataclass(frozen=True)
class CalendarChange:
    """What differs for one shop. `state` says whether the calendar itself is new or gone."""

    id: str
    title: str
    state: Literal["new", "gone", "kept"]
    posts: tuple[PostChange, ...]


def compare(
    before: Mapping[str, Plan], after: Mapping[str, Plan], first: date, last: date
) -> list[CalendarChange]:
    """Return what differs from first to last (both included) for each calendar, by id; equal ones are left out."""
    found = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        state: Literal["new", "gone", "kept"] = "new" if old is None else "gone" if new is None else "kept"
        title = (new or before[name]).shop.calendar.title
        posts = () if old is None or new is None else tuple(_posts(old, new, first, last))
        if posts or state != "kept":
            found.append(CalendarChange(name, title, state, posts))
    return found


def _posts(before: Plan, after: Plan, first: date, last: date) -> Iterator[PostChange]:
    # Seen a little wider, so that a post that moves over the edge has not vanished.
    old, new = (_by_slot(plan, first - NEAR, last + NEAR) for plan in (before, after))
    for key in dict.fromkeys((*old, *new)):
        title, groups = _names(after if key in new else before, key)
        for was, now in _pairs(old.get(key, []), new.get(key, [])):
            kind = _kind(was, now)
            times = [post.start if post else None for post in (was, now)]
            if kind and any(first <= time.date() <= last for time in times if time):
                yield PostChange(kind, *key, title, groups, *times)


def _names(plan: Plan, key: tuple[str, str]) -> tuple[str, tuple[str, ...]]:
    run, slot = key
    return plan.shop.slot(run, slot).title, plan.shop.runs[run].groups


def _by_slot(plan: Plan, first: date, last: date) -> dict[tuple[str, str], list[Post]]:
    found: defaultdict[tuple[str, str], list[Post]] = defaultdict(list)
    for post in plan.posts(first, last):
        found[post.series.run, post.series.slot].append(post)
    return dict(found)


def _kind(was: Post | None, now: Post | None) -> Kind | None:
    if was is None or now is None:
        return "appears" if was is None else "vanishes"
    if was.start != now.start:
        return "moved"
    return "reads" if was.series.text != now.series.text else None


def _pairs(old: list[Post], new: list[Post]) -> Iterator[tuple[Post | None, Post | None]]:
    """Yield (before, after): posts of one day together, then those left over with the nearest later or earlier."""
    left: list[Post] = []
    by_day: defaultdict[date, list[Post]] = defaultdict(list)
    for post in new:
        by_day[post.start.date()].append(post)
    for post in old:
        same = by_day[post.start.date()]
        if same:
            yield post, same.pop(0)
        else:
            left.append(post)
    rest = [post for day in sorted(by_day) for post in by_day[day]]
    while left and rest:
        if abs(left[0].start.date() - rest[0].start.date()) <= NEAR:
            yield left.pop(0), rest.pop(0)
        elif left[0].start < rest[0].start:
            yield left.pop(0), None
        else:
            yield None, rest.pop(0)
    yield from ((post, None) for post in left)
    yield from ((None, post) for post in rest)


# --- in words -------------------------------------------------------------------------------------


def as_message(changes: list[CalendarChange], first: date, last: date) -> str:
    """Return the changes as a message to the shops."""
    span = f"{day_words(first).split()[0]}到{day_words(last).split()[0]}"
    if not changes:
        return f"{span}，各家要发的都没有变。"
    blocks = [f"{span}，要发的有这些变化："]
    for change in changes:
        if change.state != "kept":
            blocks.append(
                f"【{change.title}】" + ("新的排期表" if change.state == "new" else "这份排期表撤掉了")
            )
            continue
        blocks.append("\n".join([f"【{change.title}】", *(f"- {line}" for line in _lines(change.posts))]))
    return "\n\n".join(blocks)


def as_data(changes: list[CalendarChange]) -> list[dict[str, Any]]:
    """Return the changes as plain data for JSON; times are local, as 2026-12-01T11:00."""

    def moment(value: datetime | None) -> str | None:
        return value.isoformat(timespec="minutes") if value else None

    return [
        {
            "calendar": change.id,
            "title": change.title,
            "state": change.state,
            "posts": [
                {
                    "kind": post.kind,
                    "run": post.run,
                    "slot": post.slot,
                    "title": post.title,
                    "groups": list(post.groups),
                    "before": moment(post.before),
                    "after": moment(post.after),
                }
                for post in change.posts
            ],
        }
        for change in changes
    ]


def _lines(posts: tuple[PostChange, ...]) -> Iterator[str]:
    """Yield a line for each slot and way of changing; posts that move alike share one."""
    alike: dict[tuple[Any, ...], list[PostChange]] = {}
    for post in posts:
        hours = tuple(f"{each:%H:%M}" if each else "" for each in (post.before, post.after))
        days = post.after.date() - post.before.date() if post.before and post.after else None
        alike.setdefault((post.run, post.slot, post.kind, hours, days), []).append(post)
    for (_, _, kind, (was, now), days), group in alike.items():
        name = f"「{group[0].title}」→{'、'.join(group[0].groups)}"
        before = [each.before.date() for each in group if each.before]
        after = [each.after.date() for each in group if each.after]
        if kind == "vanishes":
            yield f"{name} 不发了：{_days(before)}"
        elif kind == "appears":
            yield f"{name} 新加 {now}：{_days(after)}"
        elif kind == "reads":
            yield f"{name} 文案换了：{_days(after)}"
        elif days:
            hours_words = "" if was == now else f"，时间 {was} → {now}"
            yield f"{name} 换了日子：{_moves(before, after)}{hours_words}"
        else:
            yield f"{name} {was} → {now}：{_days(after)}"


def _days(days: list[date]) -> str:
    shown = "、".join(day_words(day) for day in days[:_MOST_DAYS])
    return shown if len(days) <= _MOST_DAYS else f"{shown} 等 {len(days)} 次，到 {day_words(days[-1])}"


def _moves(before: list[date], after: list[date]) -> str:
    pairs = [f"{day_words(was)} → {day_words(now)}" for was, now in zip(before, after, strict=True)]
    shown = "，".join(pairs[:_MOST_DAYS])
    return shown if len(pairs) <= _MOST_DAYS else f"{shown} 等 {len(pairs)} 次"
