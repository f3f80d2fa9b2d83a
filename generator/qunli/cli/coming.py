"""The next days of a plan as they would be posted, before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qunli.agenda import Day
    from qunli.almanac import Almanac
    from qunli.library.drafts import Draft
    from qunli.source import Source

_DAYS = 7
_MOST_WORDS = 24


def coming_days(
    draft: Draft, source: Source, almanac: Almanac, today: date, starts: date | None = None
) -> list[str]:
    """Return the next seven days of an SOP as lines, days that are alike once; the first post where they have none.

    `starts` is the first day of its run, tomorrow where it is not known.
    """
    from qunli import agenda, schedule
    from qunli.library.previews import shop_of

    first = today + timedelta(days=1)
    shop = shop_of(draft.industry, draft.sop_id, source, draft.path, starts or first)
    if shop is None:
        return []
    plan = schedule.plan(shop, almanac, today)
    days = agenda.days(plan, first, first + timedelta(days=_DAYS - 1))
    if any(day.entries for day in days):
        return [f"接下来 {_DAYS} 天会这样发：", *_lines(days)]
    later = min((post.start for post in plan.posts(first, plan.horizon)), default=None)
    if later is None:
        return ["照这份计划，以后一条也不会发：日子都过去了。"]
    return [f"接下来 {_DAYS} 天没有要发的，第一条在 {later:%Y-%m-%d %H:%M}。"]


def _lines(days: list[Day]) -> Iterator[str]:
    for posts, alike in groupby(days, key=_posts):
        every = [day.title for day in alike]
        title = every[0] if len(every) == 1 else f"{every[0]} 到 {every[-1]}，每天"
        yield f"  {title}" if posts else f"  {title} 没有要发的"
        yield from posts


def _posts(day: Day) -> list[str]:
    return [f"    {each.time} {_begin(each.title, each.text)}" for each in day.entries]


def _begin(title: str, text: str) -> str:
    words = " ".join(text.split())
    words = words if len(words) <= _MOST_WORDS else words[:_MOST_WORDS] + "…"
    return words if words.startswith(title.rstrip("…")) else f"{title}：{words}"
