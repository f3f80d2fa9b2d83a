"""Calendars for phones, and their memory. The door to icalendar.

The bytes follow RFC 5545 and 7986 and what real clients were measured to need: CRLF, lines of at most 75 octets,
one literal VTIMEZONE, TZID on every local time, no RDATE, no overrides. Events are written once by icalendar; the
other files of the same calendar are spliced from those bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from qunli.model import ZONES, Slot
from qunli.problem import Problem
from qunli.schedule import Plan, Series
from qunli.text import blanks, fill_words, to_paste
from qunli.words import TYPES, WAYS

MOST_ADDRESS = 256  # longer ones fail silently in Google Calendar
EXPANDED_DAYS = 90
RULE = "————————"

VERBS = {
    "post": "发",
    "mention-all": "@全员发",
    "notice": "公告发",
    "chain": "接龙发",
    "red-packet": "红包发",
    "mass-send": "群发",
    "moments": "发圈",
    "live": "开播",
}

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_STAMPS = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")


@dataclass(frozen=True)
class Address:
    """Where the site stands: its URL with a slash at its end ("" if unknown), and the project id of UIDs."""

    url: str
    project: str

    def today(self, calendar: str, anchor: str) -> str:
        """Return the address of one post on its shop's own page."""
        return f"{self.url}calendars/{calendar}/today/#{anchor}" if self.url else ""


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


def write(plan: Plan, address: Address, clock: Clock, previous: bytes | None) -> dict[str, bytes]:
    """Return the feeds of one calendar by path.

    `previous` is the last published calendars/<id>.ics: what has not changed since keeps its stamp.
    """
    shop = plan.shop
    path = f"calendars/{shop.id}.ics"
    events = {series_uid(plan, each, address): _event(plan, each, address) for each in plan.series}
    head = _head(plan, shop.calendar.title)
    stamps, modified = _stamps(head, events, _Memory.of(previous, clock), clock)
    stamped = {uid: _stamped(block, stamps[uid]) for uid, block in events.items()}
    feeds = {path: _file(head, modified, stamped.values())}
    for role in shop.industry.pack.roles:
        own = [
            stamped[series_uid(plan, each, address)]
            for each in plan.series
            if shop.slot(each.run, each.slot).owner == role
        ]
        if own:
            title = f"{shop.calendar.title}·{shop.staff(role)}"
            feeds[f"calendars/{shop.id}/{role}.ics"] = _file(_head(plan, title), modified, own)
    expanded = list(_expanded(plan, address, clock.today, stamped))
    if expanded:
        title = f"{shop.calendar.title}·{EXPANDED_DAYS}天"
        feeds[f"calendars/{shop.id}/next-90-days.ics"] = _file(_head(plan, title), modified, expanded)
    return feeds


def problems(plan: Plan, feeds: Iterable[str], address: Address) -> Iterator[Problem]:
    """Yield an address too long for phones."""
    for path in feeds:
        url = address.url + path
        if len(url) > MOST_ADDRESS:
            message = f"订阅地址有 {len(url)} 个字符，超过 {MOST_ADDRESS} 个有的日历读不到"
            yield Problem(plan.shop.path, 0, 1, "Q021", message, "把 site_url 或排期表的文件名改短")


def series_uid(plan: Plan, series: Series, address: Address, suffix: str = "") -> str:
    """Return the UID of a series: made from ids alone, never from words."""
    return f"{plan.shop.id}.{series.run}.{series.slot}.{series.rest}{suffix}@{address.project}"


# --- one event ------------------------------------------------------------------------------------


def summary(slot: Slot, series: Series, groups: tuple[str, ...]) -> str:
    """Return what the lock screen says: what to do, where, and what it takes."""
    where = groups[0] if len(groups) == 1 else f"{groups[0]}等{len(groups)}群"
    verb = VERBS[slot.way]
    title = slot.title.removeprefix("发") if verb.endswith("发") else slot.title
    room = 16 - len(verb) - 1 - len(where)
    if room < 4:
        where, room = where[: 11 - len(verb)] + "…", 3
    title = title if len(title) <= room else title[: room - 1] + "…"
    films = sum("视频" in each for each in slot.media)
    needs = [
        f"{len(slot.media) - films}图" if len(slot.media) > films else "",
        f"{films}视频" if films else "",
        f"填{len(blanks(series.text))}空" if blanks(series.text) else "",
    ]
    tail = "·".join(filter(None, needs))
    return f"{verb}{title}→{where}" + (f"｜{tail}" if tail else "")


def description(plan: Plan, series: Series, link: str) -> str:
    """Return the text to paste, unbroken, then after a rule who, how, with what, and the link."""
    slot = plan.shop.slot(series.run, series.slot)
    to_fill = list(fill_words(series.text))
    who = plan.shop.staff(slot.owner)
    lines = [
        to_paste(series.text),
        RULE,
        f"{who}{'，' if who else ''}{WAYS[slot.way]}",
        "要填：" + "；".join(to_fill) if to_fill else "",
        "准备：" + "、".join(slot.media) if slot.media else "",
        f"发前看：{slot.notes}" if slot.notes else "",
        f"来不及填就发：{series.short}" if series.short else "",
        link,
    ]
    return "\n".join(filter(None, lines))


def _event(plan: Plan, series: Series, address: Address) -> bytes:
    """Return one VEVENT without its stamps."""
    from icalendar import Event

    shop = plan.shop
    run, slot = shop.runs[series.run], shop.slot(series.run, series.slot)
    link = address.today(shop.id, f"{series.run}.{series.slot}")
    event = Event()
    event.add("uid", series_uid(plan, series, address))
    _add_times(event, series, shop.calendar.timezone)
    head = summary(slot, series, run.groups)
    event.add("summary", head)
    event.add("location", "、".join(run.groups))
    event.add("categories", [TYPES[slot.type]])
    event.add("description", description(plan, series, link))
    if link:
        event.add("url", link)
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    remind = shop.calendar.remind if slot.remind is None else slot.remind
    if remind:
        event.add_component(_alarm(remind, head))
    return bytes(event.to_ical(sorted=False))


def _add_times(event: Any, series: Series, zone: str) -> None:
    start = datetime.combine(series.first, series.at)
    local = {"TZID": zone}
    event.add("dtstart", start, parameters=local)
    event.add("dtend", start + timedelta(minutes=series.minutes), parameters=local)
    rule = series.recurrence
    if rule is None:
        return
    parts: dict[str, Any] = {"FREQ": rule.frequency, "INTERVAL": rule.interval}
    if rule.until:
        parts["UNTIL"] = datetime.combine(rule.until, series.at, UTC) - timedelta(hours=ZONES[zone])
    if rule.weekday is not None:
        parts["BYDAY"] = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[rule.weekday]
    if rule.monthday is not None:
        parts["BYMONTHDAY"] = rule.monthday
    parts["WKST"] = "MO"
    event.add("rrule", parts)
    if series.exceptions:
        event.add("exdate", [datetime.combine(day, series.at) for day in series.exceptions], parameters=local)


def _alarm(minutes: int, text: str) -> Any:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm


# --- one file -------------------------------------------------------------------------------------


def _head(plan: Plan, title: str) -> bytes:
    """Return the calendar's own properties and its zone, without END:VCALENDAR and LAST-MODIFIED."""
    from icalendar import Calendar, Timezone, TimezoneStandard

    zone = plan.shop.calendar.timezone
    calendar = Calendar()
    for name, value in (
        ("version", "2.0"),
        ("prodid", "-//Qunli//Qunli//ZH"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("name", title),
        ("x-wr-calname", title),
        ("x-wr-timezone", zone),
        ("x-published-ttl", "PT6H"),
    ):
        calendar.add(name, value)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    timezone, standard = Timezone(), TimezoneStandard()
    timezone.add("tzid", zone)
    offset = timedelta(hours=ZONES[zone])
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", offset)
    standard.add("tzoffsetto", offset)
    standard.add("tzname", "CST" if offset == timedelta(hours=8) else f"+{ZONES[zone]:02}")
    timezone.add_component(standard)
    calendar.add_component(timezone)
    return bytes(calendar.to_ical(sorted=False)).removesuffix(b"END:VCALENDAR\r\n")


def _file(head: bytes, modified: datetime, blocks: Iterable[bytes]) -> bytes:
    properties, zone, rest = head.partition(b"BEGIN:VTIMEZONE\r\n")
    stamp = f"LAST-MODIFIED:{modified:%Y%m%dT%H%M%SZ}\r\n".encode()
    return b"".join([properties, stamp, zone, rest, *blocks, b"END:VCALENDAR\r\n"])


def _stamped(block: bytes, stamp: datetime) -> bytes:
    sequence = (stamp - _EPOCH) // _MINUTE
    written = f"{stamp:%Y%m%dT%H%M%SZ}"
    lines = f"DTSTAMP:{written}\r\nLAST-MODIFIED:{written}\r\nSEQUENCE:{max(0, sequence)}\r\n".encode()
    begin = b"BEGIN:VEVENT\r\n"
    return begin + lines + block.removeprefix(begin)


def _expanded(plan: Plan, address: Address, today: date, stamped: Mapping[str, bytes]) -> Iterator[bytes]:
    """Yield a single event for each post of the coming days, spliced from its series' bytes."""
    zone = plan.shop.calendar.timezone
    cut = {}
    for post in plan.posts(today, today + timedelta(days=EXPANDED_DAYS - 1)):
        uid = series_uid(plan, post.series, address)
        if uid not in cut:
            cut[uid] = b"".join(_without(stamped[uid], ("UID", "DTSTART", "DTEND", "RRULE", "EXDATE")))
        own = (
            uid
            if post.series.recurrence is None
            else series_uid(plan, post.series, address, f".{post.start:%Y-%m-%d}")
        )
        end = post.start + timedelta(minutes=post.series.minutes)
        times = f"DTSTART;TZID={zone}:{post.start:%Y%m%dT%H%M%S}\r\nDTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}\r\n"
        begin = b"BEGIN:VEVENT\r\n"
        yield begin + _uid_line(own) + times.encode() + cut[uid].removeprefix(begin)


@cache
def _uid_line(uid: str) -> bytes:
    from icalendar.parser import Contentline

    return bytes(Contentline(f"UID:{uid}").to_ical()) + b"\r\n"  # type: ignore[no-untyped-call]


def _without(block: bytes, names: tuple[str, ...]) -> Iterator[bytes]:
    """Yield the folded lines of a block, those of some properties left out."""
    wanted = True
    for line in block.splitlines(keepends=True):
        if not line.startswith((b" ", b"\t")):
            wanted = re.split(rb"[;:]", line, maxsplit=1)[0].decode("ascii", "replace") not in names
        if wanted:
            yield line


# --- memory ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Memory:
    """What the last published feed says: its head, each event's content and stamp, and the last change."""

    head: tuple[str, ...]
    events: Mapping[str, tuple[tuple[str, ...], datetime]]
    last: datetime

    @classmethod
    def of(cls, raw: bytes | None, clock: Clock) -> _Memory | None:
        """Return the memory in a feed, or None where there is none to be read."""
        try:
            text = (raw or b"").decode("utf-8")
        except UnicodeDecodeError:
            return None
        if not text.startswith("BEGIN:VCALENDAR"):
            return None
        lines = text.replace("\r\n", "\n").replace("\n ", "").split("\n")
        latest = max(clock.sources, clock.midnight + timedelta(days=1))
        head, blocks = _split(lines)
        events: dict[str, tuple[tuple[str, ...], datetime]] = {}
        doubled: set[str] = set()
        known: list[datetime] = []
        for block in blocks:
            uid, stamp = _value(block, "UID"), _moment(_value(block, "LAST-MODIFIED"))
            if not uid or stamp is None or stamp > latest:
                continue
            known.append(stamp)
            doubled.update({uid} & events.keys())
            events[uid] = (_content(block), stamp)
        stamp = _moment(_value(head, "LAST-MODIFIED"))
        if stamp is not None and stamp <= latest:
            known.append(stamp)
        if not known:
            return None
        return cls(_content(head), {k: v for k, v in events.items() if k not in doubled}, max(known))


def _split(lines: list[str]) -> tuple[list[str], list[list[str]]]:
    """Return the lines before the first event, and each whole event's lines."""
    head: list[str] = []
    blocks: list[list[str]] = []
    block: list[str] | None = None
    seen = False
    for line in lines:
        if line == "BEGIN:VEVENT":
            block, seen = [], True
        if block is not None:
            block.append(line)
        elif not seen:
            head.append(line)
        if line == "END:VEVENT" and block is not None:
            blocks.append(block)
            block = None
    return head, blocks


def _value(lines: Iterable[str], name: str) -> str | None:
    return next((line.partition(":")[2] for line in lines if re.match(rf"{name}[;:]", line)), None)


def _moment(value: str | None) -> datetime | None:
    try:
        return datetime.strptime(value or "", "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _content(lines: Iterable[str]) -> tuple[str, ...]:
    kept = (line for line in lines if line and not line.startswith(tuple(f"{name}:" for name in _STAMPS)))
    return tuple(sorted(kept))


def _unfolded(block: bytes) -> tuple[str, ...]:
    return _content(block.decode().replace("\r\n ", "").split("\r\n"))


def _stamps(
    head: bytes, events: Mapping[str, bytes], memory: _Memory | None, clock: Clock
) -> tuple[dict[str, datetime], datetime]:
    """Return each event's stamp and the calendar's, which also remembers removals."""
    if memory is None:
        fresh = max(clock.sources, clock.midnight)
        return dict.fromkeys(events, fresh), fresh
    fresh = max(clock.sources, memory.last + _MINUTE)
    stamps = {}
    for uid, block in events.items():
        known = memory.events.get(uid)
        stamps[uid] = known[1] if known and known[0] == _unfolded(block) else fresh
    same = fresh not in stamps.values() and memory.events.keys() <= events.keys()
    same = same and memory.head == _unfolded(head)
    return stamps, memory.last if same else fresh
