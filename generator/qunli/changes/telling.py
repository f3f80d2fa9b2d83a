"""What differs between two plans in words, for a message to the shops."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from qunli.changes.posts import PostChange, Said, text_changes
from qunli.words import day_words

_MOST_DAYS = 4
_MOST_TEXTS = 6


def lines(posts: Iterable[PostChange], *, shared: bool) -> list[str]:
    """Return a line for each slot and way of changing, with the words that changed below; alike posts share one.

    With `shared` what shops fill in goes by its name, so that many shops have the same lines.
    """
    alike: defaultdict[tuple[Any, ...], list[PostChange]] = defaultdict(list)
    for post in posts:
        hours = _hour(post.before), _hour(post.after)
        only_turns = post.kind == "reads" and not post.reads_otherwise
        alike[post.run, post.slot, post.kind, hours, post.shift, only_turns].append(post)
    return ["\n  ".join([_line(group), *_words(group, shared)]) for group in alike.values()]


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
        said = "文案换了" if first.reads_otherwise else "轮到的文案不同了"
        return f"{name} {said}：{_days(after)}"
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


# --- the words --------------------------------------------------------------------------------------


def _words(alike: list[PostChange], shared: bool) -> list[str]:
    """Return the lines of text that changed, old and new, each pair once, then the texts that came and went."""
    found = text_changes(alike)
    told: dict[str, None] = {}
    for each in sorted(found, key=lambda change: (change.old is None) + 2 * (change.new is None)):
        told |= dict.fromkeys([_text(each.old, each.new, shared)])
    left = len(told) - _MOST_TEXTS
    return [*list(told)[:_MOST_TEXTS], *([f"还有 {left} 条文案"] if left > 0 else [])]


def _text(old: Said | None, new: Said | None, shared: bool) -> str:
    if old is None or new is None:
        only = old or new
        assert only is not None
        return f"{'新加的' if new else '去掉的'}：{_joined(_spoken(only, shared))}"
    by_name = shared and old.shared != new.shared
    was, now = _spoken(old, by_name), _spoken(new, by_name)
    gone, came = ([line for line in each if line not in other] for each, other in ((was, now), (now, was)))
    # Where lines only stand in another order, all of them are shown.
    return f"原来：{_joined(gone or was)}\n  现在：{_joined(came or now)}"


def _spoken(said: Said, shared: bool) -> list[str]:
    return (said.shared if shared else said.text).splitlines()


def _joined(lines: list[str]) -> str:
    return "／".join(lines)
