"""Which posts of the coming days move, appear, vanish or read otherwise between two plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from qunli.changes import telling
from qunli.changes.posts import CalendarChange, Kind, PostChange, Said
from qunli.model import Slot
from qunli.schedule import Plan, Post
from qunli.text import as_blank, substitute
from qunli.words import day_words, readers

# A post that is taken from one day to another nearer than this has moved; further away it is another post.
NEAR = timedelta(days=6)
_MOST_SHOPS = 12


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
        voices = _Voice(before, after, key), _Voice(after, before, key)
        for was, now in _pairs(old.get(key, []), new.get(key, [])):
            kind = _kind(was, now)
            if kind and (_is_within(was, first, last) or _is_within(now, first, last)):
                said = _said(voices, was, now)
                yield PostChange(kind, *key, title, groups, _start(was), _start(now), *said)


class _Voice:
    """What the posts of one slot say in one plan, seen beside another."""

    def __init__(self, plan: Plan, other: Plan, key: tuple[str, str]) -> None:
        self.texts = _shared_texts(plan, key)
        self.known = frozenset(_shared_texts(other, key).values())

    def said(self, post: Post) -> Said:
        shared = self.texts[post.series.text_id]
        return Said(post.series.text, shared, shared in self.known)


def _shared_texts(plan: Plan, key: tuple[str, str]) -> dict[str, str]:
    """Return a slot's texts by id with the names of what shops fill in: 来〔店名〕; none where there is no such slot."""
    run, slot_id = key
    slot = plan.shop.runs[run].sop.slots.get(slot_id) if run in plan.shop.runs else None
    return {text_id: _shared(plan, slot, text) for text_id, text in slot.said.items()} if slot else {}


def _shared(plan: Plan, slot: Slot, text: str) -> str:
    known = plan.shop.industry.pack.variables
    columns = (known[slot.rotate].fields or {}) if slot.rotate and slot.rotate in known else {}
    item = {name: as_blank(title) for name, title in columns.items()}
    return substitute(text, {name: as_blank(each.title) for name, each in known.items()}, item)


def _said(
    voices: tuple[_Voice, _Voice], was: Post | None, now: Post | None
) -> tuple[Said, Said] | tuple[None, None]:
    if was is None or now is None or was.series.text == now.series.text:
        return None, None
    return voices[0].said(was), voices[1].said(now)


def _start(post: Post | None) -> datetime | None:
    return post.start if post else None


def _is_within(post: Post | None, first: date, last: date) -> bool:
    return post is not None and first <= post.start.date() <= last


def _names(plan: Plan, key: tuple[str, str]) -> tuple[str, tuple[str, ...]]:
    run, slot = key
    found = plan.shop.slot(run, slot)
    return found.title, readers(found, plan.shop.runs[run].groups)


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
    """Return the changes as a message to the shops; shops for which the same changes share a block."""
    span = f"{day_words(first).split()[0]}到{day_words(last).split()[0]}"
    if not changes:
        return f"{span}，各家要发的都没有变。"
    alike: defaultdict[tuple[str, ...], list[CalendarChange]] = defaultdict(list)
    for change in changes:
        alike[_lines(change, shared=True)].append(change)
    return "\n\n".join([f"{span}，要发的有这些变化：", *map(_block, alike.values())])


def _block(alike: list[CalendarChange]) -> str:
    names = "、".join(dict.fromkeys(each.title for each in alike[:_MOST_SHOPS]))
    more = f" 等 {len(alike)} 家" if len(alike) > _MOST_SHOPS else ""
    head = f"【{names}{more}】"
    if alike[0].state == "new":
        return f"{head}新的排期表"
    if alike[0].state == "gone":
        return f"{head}这份排期表撤掉了"
    own = {_lines(each, shared=False) for each in alike}
    lines = own.pop() if len(own) == 1 else _lines(alike[0], shared=True)
    return "\n".join([head, *(f"- {line}" for line in lines)])


def _lines(change: CalendarChange, *, shared: bool) -> tuple[str, ...]:
    return (change.state, *telling.lines(change.posts, shared=shared))[change.state == "kept" :]
