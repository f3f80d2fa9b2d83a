"""One day's list: what is posted, when, where, by whom, in which words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from qunli.model import Slot
from qunli.schedule import Plan, Post
from qunli.text import fill_words, to_paste
from qunli.words import TYPES, day_words, needs, post_title, readers, who_words


@dataclass(frozen=True)
class Entry:
    """One post as its operator meets it.

    `text` is to be pasted, `fill` says what its blanks want, `needs` are lines on what it takes before; `run` and
    `slot` are ids.
    """

    time: str
    title: str
    groups: tuple[str, ...]
    who: str
    by: str
    type: str
    text: str
    fill: tuple[str, ...]
    needs: tuple[str, ...]
    short: str
    media: tuple[str, ...]
    run: str
    slot: str
    anchor: str


@dataclass(frozen=True)
class Day:
    """The posts of one day of one calendar."""

    day: date
    title: str
    entries: tuple[Entry, ...]
    closed: bool

    def as_data(self) -> dict[str, Any]:
        """Return the day as plain data for JSON; `date` as 2026-12-01."""
        posts = [asdict(each) for each in self.entries]
        return {"date": self.day.isoformat(), "closed": self.closed, "posts": posts}


def days(plan: Plan, first: date, last: date, role: str | None = None) -> list[Day]:
    """Return each day from first to last, both included; `role` limits the posts to one role's."""
    by_day: dict[date, list[Entry]] = {}
    for post in plan.posts(first, last):
        slot = plan.shop.slot(post.series.run, post.series.slot)
        if role is None or slot.owner == role:
            by_day.setdefault(post.start.date(), []).append(entry(plan, post, slot))
    every = (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
    return [
        Day(day, day_words(day), tuple(by_day.get(day, ())), plan.shop.calendar.is_closed(day))
        for day in every
    ]


def entry(plan: Plan, post: Post, slot: Slot) -> Entry:
    """Return a post in the words its operator reads."""
    series = post.series
    return Entry(
        time=f"{post.start:%H:%M}",
        title=post_title(slot, series.is_answer),
        groups=readers(slot, plan.shop.runs[series.run].groups),
        who=plan.shop.staff(slot.owner),
        by=who_words(plan.shop.staff(slot.owner), slot),
        type=TYPES[slot.type],
        text=to_paste(series.text),
        fill=tuple(fill_words(series.text)),
        needs=needs(slot, series.text),
        short=to_paste(series.short),
        media=slot.media,
        run=series.run,
        slot=series.slot,
        anchor=series.anchor,
    )


def as_text(day: Day) -> str:
    """Return a day as plain text for a terminal or for the staff's group."""
    if not day.entries:
        return f"{day.title}：{'店休，不发' if day.closed else '没有要发的'}"
    blocks = [f"{day.title} 要发 {len(day.entries)} 条"]
    for each in day.entries:
        head = f"{each.time} {each.title} → {'、'.join(each.groups)}"
        text = [f"    {line}" if line else "" for line in each.text.split("\n")]
        blocks.append("\n".join([head, *(f"  {line}" for line in (each.by, *each.needs)), "", *text]))
    return "\n\n".join(blocks)
