"""The last published feed as memory: what has not changed since keeps its stamp."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from qunli.feeds.event import Written
from qunli.feeds.line import unfold

_MINUTE = timedelta(minutes=1)
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?BEGIN:VCALENDAR\r?\n")
_STAMPED = re.compile(rb"^LAST-MODIFIED:\d{8}T\d{6}Z", re.MULTILINE)
_STAMPS = ("DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:")

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Clock:
    """The build day (UTC) and the time of the sources, if known (UTC)."""

    today: date
    source_time: datetime | None = None

    @property
    def midnight(self) -> datetime:
        return datetime.combine(self.today, time(), UTC)

    @property
    def sources(self) -> datetime:
        """The time of the sources, or the beginning of the build day."""
        return self.source_time or self.midnight

    @property
    def latest(self) -> datetime:
        """The latest stamp that is believed: the end of the build day, or the sources where they are later."""
        return max(self.sources, self.midnight + timedelta(days=1))


@dataclass(frozen=True)
class Memory:
    """What the last published feed says: its head, each event's content and stamp, and the last change.

    `lost` says that some of it could not be trusted: without END, without UID, doubled, or from the future.
    """

    head: Lines
    events: Mapping[str, tuple[Lines, datetime]]
    last: datetime
    lost: bool

    @staticmethod
    def can_read(raw: bytes) -> bool:
        """Say whether what was published is a calendar with a stamp, however damaged."""
        return bool(_BEGINNING.match(raw) and _STAMPED.search(raw))

    @classmethod
    def of(cls, raw: bytes | None, clock: Clock) -> Memory | None:
        """Return the memory in a feed, or None where there is none to be read."""
        if raw is None or not cls.can_read(raw):
            return None
        text = raw.decode("utf-8-sig", errors="replace")
        head, blocks, lost = _split(unfold(text))
        known = [_stamp(lines, clock.latest) for lines in (head, *blocks)]
        stamps = [stamp for stamp in known if stamp]
        if not stamps:
            return None
        events = _trusted(blocks, clock.latest)
        return cls(_content(head), events, max(stamps), lost or len(events) < len(blocks))


def stamps(
    head: Lines, events: Iterable[Written], memory: Memory | None, clock: Clock
) -> tuple[dict[str, datetime], datetime]:
    """Return each event's stamp by UID and the calendar's, which also remembers removals."""
    if memory is None:
        fresh = max(clock.sources, clock.midnight)
        return {event.uid: fresh for event in events}, fresh
    # Never later than what is believed, or the next build would not believe this one.
    fresh = min(max(clock.sources, memory.last + _MINUTE), clock.latest)
    found = {}
    for event in events:
        content, stamp = memory.events.get(event.uid, ((), fresh))
        found[event.uid] = stamp if content == event.content else fresh
    same = fresh not in found.values() and memory.events.keys() <= found.keys()
    same = same and not memory.lost and memory.head == tuple(sorted(head))
    return found, memory.last if same else fresh


def _split(lines: list[str]) -> tuple[list[str], list[list[str]], bool]:
    """Return the lines before the first event, each whole event's lines, and whether one has no end."""
    head: list[str] = []
    blocks: list[list[str]] = []
    block: list[str] | None = None
    begun = 0
    for line in lines:
        if line == "BEGIN:VEVENT":
            block, begun = [], begun + 1
        if block is not None:
            block.append(line)
        elif not begun:
            head.append(line)
        if line == "END:VEVENT" and block is not None:
            blocks.append(block)
            block = None
    return head, blocks, begun > len(blocks) or "END:VCALENDAR" not in lines[-2:]


def _trusted(blocks: list[list[str]], latest: datetime) -> dict[str, tuple[Lines, datetime]]:
    """Return the content and stamp of each event that has both a stamp and a UID of its own, by UID."""
    times = Counter(_value(block, "UID") for block in blocks)
    events = {}
    for block in blocks:
        uid, stamp = _value(block, "UID"), _stamp(block, latest)
        if uid and stamp and times[uid] == 1:
            events[uid] = (_content(block), stamp)
    return events


def _value(lines: Iterable[str], name: str) -> str | None:
    return next((line.partition(":")[2] for line in lines if re.match(rf"{name}[;:]", line)), None)


def _stamp(lines: Iterable[str], latest: datetime) -> datetime | None:
    """Return when the lines say they last changed; what lies in the future is no stamp."""
    try:
        value = _value(lines, "LAST-MODIFIED") or ""
        stamp = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    return None if stamp > latest else stamp


def _content(lines: Iterable[str]) -> Lines:
    return tuple(sorted(line for line in lines if line and not line.startswith(_STAMPS)))
