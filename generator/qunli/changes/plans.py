"""Which posts of the coming days move, appear, vanish or read otherwise between two plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
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

    @property
    def shift(self) -> timedelta | None:
        """How many days later it is, None where one of the times is missing."""
        if self.before is None or self.after is None:
            return None
        return self.after.date() - self.before.date()

    def as_data(self) -> dict[str, Any]:
        times = {"before": _minute(self.before), "after": _minute(self.after)}
        return {**asdict(self), "groups": list(self.groups), **times}


@dataclass(frozen=True)
class CalendarChange:
    """What differs for one shop. `state` says whether the calendar itself is new or gone."""

    id: str
    title: str
    state: Literal["new", "gone", "kept"]
    posts: tuple[PostChange, ...]

    def as_data(self) -> dict[str, Any]:
        posts = [each.as_data() for each in self.posts]
        return {"calendar": self.id, "title": self.title, "state": self.state, "posts": posts}


def _minute(time: datetime | None) -> str | None:
    return time.isoformat(timespec="minutes") if time else None


def compare(
    before: Mapping[str, Plan], after: Mapping[str, Plan], first: date, last: date
) -> list[CalendarChange]:
    """Return what differs from first to last (both included) for each calendar, by id; equal ones are left out."""
    found = []
    for name, plan in sorted({**before, **after}.items()):
        title = plan.shop.calendar.title
        if name not in before:
            found.append(CalendarChange(name, title, "new", ()))
        elif name not in after:
            found.append(CalendarChange(name, title, "gone", ()))
        elif posts := tuple(_posts(before[name], plan, first, last)):
            found.append(CalendarChange(name, title, "kept", posts))
    return found


def _posts(before: Plan, after: Plan, first: date, last: date) -> Iterator[PostChange]:
    # Seen a little wider, so that a post that moves over the edge has not vanished.
    old = _by_slot(before, first - NEAR, last + NEAR)
    new = _by_slot(after, first - NEAR, last + NEAR)
    for key in dict.fromkeys((*old, *new)):
        title, groups = _names(after if key in new else before, key)
        for was, now in _pairs(old.get(key, []), new.get(key, [])):
            kind = _kind(was, now)
            if kind and (_is_within(was, first, last) or _is_within(now, first, last)):
                yield PostChange(kind, *key, title, groups, _start(was), _start(now))


def _start(post: Post | None) -> datetime | None:
    return post.start if post else None


def _is_within(post: Post | None, first: date, last: date) -> bool:
    return post is not None and first <= post.start.date() <= last


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
    yield from _nearest(left, [post for day in sorted(by_day) for post in by_day[day]])


def _nearest(old: list[Post], new: list[Post]) -> Iterator[tuple[Post | None, Post | None]]:
    """Yield (before, after) of posts that share no day, in the order of their days; empties both lists."""
    while old and new:
        if abs(old[0].start.date() - new[0].start.date()) <= NEAR:
            yield old.pop(0), new.pop(0)
        elif old[0].start < new[0].start:
            yield old.pop(0), None
        else:
            yield None, new.pop(0)
    for post in old:
        yield post, None
    for post in new:
        yield None, post


# --- in words -------------------------------------------------------------------------------------


def as_message(changes: list[CalendarChange], first: date, last: date) -> str:
    """Return the changes as a message to the shops."""
    span = f"{day_words(first).split()[0]}到{day_words(last).split()[0]}"
    if not changes:
        return f"{span}，各家要发的都没有变。"
    return "\n\n".join([f"{span}，要发的有这些变化：", *map(_block, changes)])


def _block(change: CalendarChange) -> str:
    head = f"【{change.title}】"
    if change.state == "new":
        return f"{head}新的排期表"
    if change.state == "gone":
        return f"{head}这份排期表撤掉了"
    return "\n".join([head, *(f"- {line}" for line in _lines(change.posts))])


def _lines(posts: tuple[PostChange, ...]) -> list[str]:
    """Return a line for each slot and way of changing; posts that move alike share one."""
    alike: defaultdict[tuple[Any, ...], list[PostChange]] = defaultdict(list)
    for post in posts:
        hours = _hour(post.before), _hour(post.after)
        alike[post.run, post.slot, post.kind, hours, post.shift].append(post)
    return [_line(group) for group in alike.values()]


def _line(alike: list[PostChange]) -> str:
    first = alike[0]
    name = f"「{first.title}」→{'、'.join(first.groups)}"
    was, now = _hour(first.before), _hour(first.after)
    before = [each.before.date() for each in alike if each.before]
    after = [each.after.date() for each in alike if each.after]
    if first.kind == "vanishes":
        return f"{name} 不发了：{_days(before)}"
    if first.kind == "appears":
        return f"{name} 新加 {now}：{_days(after)}"
    if first.kind == "reads":
        return f"{name} 文案换了：{_days(after)}"
    if not first.shift:
        return f"{name} {was} → {now}：{_days(after)}"
    moves = f"{name} 换了日子：{_moves(before, after)}"
    return moves if was == now else f"{moves}，时间 {was} → {now}"


def _hour(time: datetime | None) -> str:
    return f"{time:%H:%M}" if time else ""


def _days(days: list[date]) -> str:
    shown = "、".join(day_words(day) for day in days[:_MOST_DAYS])
    return shown if len(days) <= _MOST_DAYS else f"{shown} 等 {len(days)} 次，到 {day_words(days[-1])}"


def _moves(before: list[date], after: list[date]) -> str:
    pairs = [f"{day_words(was)} → {day_words(now)}" for was, now in zip(before, after, strict=True)]
    shown = "，".join(pairs[:_MOST_DAYS])
    return shown if len(pairs) <= _MOST_DAYS else f"{shown} 等 {len(pairs)} 次"
