"""What differs between two plans, as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

Kind = Literal["moved", "appears", "vanishes", "reads"]


@dataclass(frozen=True)
class Said:
    """What a post says: in that shop, and with the names of what shops fill in; `is_known`: on both sides of a change."""

    text: str
    shared: str
    is_known: bool


@dataclass(frozen=True)
class PostChange:
    """One post that differs; `before` and `after` are its local times, None where there is no such post.

    `old` and `new` are what it says, None where that is the same or where one of the times is missing.
    """

    kind: Kind
    run: str
    slot: str
    title: str
    groups: tuple[str, ...]
    before: datetime | None
    after: datetime | None
    old: Said | None = None
    new: Said | None = None

    @property
    def reads_otherwise(self) -> bool:
        """Say whether its text has other words, or what a shop fills in; else only another text has its turn."""
        old, new = self.old, self.new
        return bool(old and new and (old.shared == new.shared or not (old.is_known or new.is_known)))

    @property
    def shift(self) -> timedelta | None:
        """How many days later it is, None where one of the times is missing."""
        if self.before is None or self.after is None:
            return None
        return self.after.date() - self.before.date()

    def as_data(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "run": self.run,
            "slot": self.slot,
            "title": self.title,
            "groups": list(self.groups),
            "before": _minute(self.before),
            "after": _minute(self.after),
        }


@dataclass(frozen=True)
class TextChange:
    """A text of a slot that has other words, came (`old` is None) or went (`new` is None)."""

    run: str
    slot: str
    old: Said | None
    new: Said | None

    def as_data(self) -> dict[str, Any]:
        texts = {"before": self.old and self.old.text, "after": self.new and self.new.text}
        return {"run": self.run, "slot": self.slot, **texts}


def text_changes(posts: Iterable[PostChange]) -> list[TextChange]:
    """Return what changed in the texts of posts, each change once."""
    return list(dict.fromkeys(each for post in posts for each in _text_changes(post)))


def _text_changes(post: PostChange) -> Iterator[TextChange]:
    old, new = post.old, post.new
    if old is None or new is None:
        return
    if post.reads_otherwise:
        yield TextChange(post.run, post.slot, old, new)
        return
    if not old.is_known:
        yield TextChange(post.run, post.slot, old, None)
    if not new.is_known:
        yield TextChange(post.run, post.slot, None, new)


@dataclass(frozen=True)
class CalendarChange:
    """What differs for one shop. `state` says whether the calendar itself is new or gone."""

    id: str
    title: str
    state: Literal["new", "gone", "kept"]
    posts: tuple[PostChange, ...]

    def as_data(self) -> dict[str, Any]:
        posts = [each.as_data() for each in self.posts]
        texts = [each.as_data() for each in text_changes(self.posts)]
        return {"calendar": self.id, "title": self.title, "state": self.state, "posts": posts, "texts": texts}


def _minute(time: datetime | None) -> str | None:
    return time.isoformat(timespec="minutes") if time else None
