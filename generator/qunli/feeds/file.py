"""One file: the calendar's own properties, its zone, and the events put together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Timezone, TimezoneStandard

from qunli.feeds.line import Text, fold
from qunli.model import ZONES
from qunli.schedule import Plan

PRODUCT = "-//Qunli//Qunli//ZH"
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def head_lines(plan: Plan, title: str) -> tuple[str, ...]:
    """Return the calendar's own properties and its zone, without LAST-MODIFIED and END:VCALENDAR."""
    zone = plan.shop.calendar.timezone
    calendar = Calendar()
    for name, value in (
        ("version", "2.0"),
        ("prodid", PRODUCT),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("name", Text(title)),
        ("x-wr-calname", Text(title)),
        ("x-wr-timezone", zone),
        ("x-published-ttl", "PT6H"),
    ):
        calendar.add(name, value)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    calendar.add_component(_zone(zone))
    lines = [str(line) for line in calendar.content_lines(sorted=False) if line]
    return tuple(lines[:-1])


def _zone(name: str) -> Timezone:
    """Return the zone as one fixed offset: Outlook ignores rules with RDATE, and none of ours has summer time."""
    timezone, standard = Timezone(), TimezoneStandard()
    timezone.add("tzid", name)
    offset = timedelta(hours=ZONES[name])
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", offset)
    standard.add("tzoffsetto", offset)
    standard.add("tzname", "CST" if offset == timedelta(hours=8) else f"+{ZONES[name]:02}")
    timezone.add_component(standard)
    return timezone


def file(head: tuple[str, ...], modified: datetime, blocks: Iterable[bytes]) -> bytes:
    """Return a whole feed; calendar properties come before its zone and events, as Outlook wants them."""
    zone = head.index("BEGIN:VTIMEZONE")
    lines = [*head[:zone], f"LAST-MODIFIED:{modified:%Y%m%dT%H%M%SZ}", *head[zone:]]
    return b"".join([fold(lines), *blocks, b"END:VCALENDAR\r\n"])


def stamp_lines(stamp: datetime) -> bytes:
    """Return an event's stamps: when it last changed, and the minutes from 2020 to then as its SEQUENCE."""
    written = f"{stamp:%Y%m%dT%H%M%SZ}"
    sequence = max(0, (stamp - _EPOCH) // _MINUTE)
    return f"DTSTAMP:{written}\r\nLAST-MODIFIED:{written}\r\nSEQUENCE:{sequence}\r\n".encode()
