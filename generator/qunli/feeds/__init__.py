"""Calendars for phones, and their memory. The door to icalendar.

The bytes follow RFC 5545 and 7986 and what real clients were measured to need: CRLF, lines of at most 75 octets,
one literal VTIMEZONE, TZID on every local time, no RDATE, no overrides. Every event is written once by icalendar;
the files of a calendar are put together from those bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from qunli.feeds.addresses import address_fault, site_fault, unsafe_in_address
from qunli.feeds.event import Address, Written, description, series_uid, single, summary, write_event
from qunli.feeds.file import PRODUCT, file, head_lines, stamp_lines
from qunli.feeds.memory import Clock, Memory, stamps
from qunli.problem import Problem
from qunli.schedule import Plan

__all__ = [
    "EXPANDED_DAYS",
    "Address",
    "Clock",
    "address_fault",
    "description",
    "is_of",
    "problems",
    "series_uid",
    "site_fault",
    "summary",
    "too_big",
    "unsafe_in_address",
    "write",
]

MOST_ADDRESS = 256  # longer ones fail silently in Google Calendar
EXPANDED_DAYS = 90
PRODID = f"PRODID:{PRODUCT}".encode()
MOST_BYTES = 900_000  # Google Calendar drops a feed of 1 MB whole


def write(plan: Plan, address: Address, clock: Clock, previous: bytes | None) -> dict[str, bytes]:
    """Return the feeds of one calendar by path.

    `previous` is the last published calendars/<id>.ics: what has not changed since keeps its stamp.
    """
    shop = plan.shop
    events = [(each, write_event(plan, each, address)) for each in plan.series]
    head = head_lines(plan, shop.calendar.title)
    stamped, modified = stamps(head, [event for _, event in events], Memory.of(previous, clock), clock)
    blocks = {event.uid: event.block(stamp_lines(stamped[event.uid])) for _, event in events}
    feeds = {f"calendars/{shop.id}.ics": file(head, modified, blocks.values())}
    for role in shop.industry.pack.roles:
        own = [
            blocks[event.uid] for series, event in events if shop.slot(series.run, series.slot).owner == role
        ]
        if own:
            title = f"{shop.calendar.title}·{shop.staff(role)}"
            feeds[f"calendars/{shop.id}/{role}.ics"] = file(head_lines(plan, title), modified, own)
    expanded = list(_expanded(plan, address, clock.today, {event.uid: event for _, event in events}, stamped))
    if expanded:
        title = f"{shop.calendar.title}·{EXPANDED_DAYS}天"
        feeds[f"calendars/{shop.id}/next-90-days.ics"] = file(head_lines(plan, title), modified, expanded)
    return feeds


def _expanded(
    plan: Plan, address: Address, today: date, events: Mapping[str, Written], stamped: Mapping[str, datetime]
) -> Iterator[bytes]:
    """Yield a single event for each post of the coming days, spliced from its series' bytes."""
    for post in plan.posts(today, today + timedelta(days=EXPANDED_DAYS - 1)):
        event = events[series_uid(plan, post.series, address)]
        yield single(plan, post, event, address).block(stamp_lines(stamped[event.uid]))


def is_of(feed: bytes, project: str) -> bool:
    """Say whether a feed was written by this program for this project."""
    lines = feed.replace(b"\r\n ", b"").splitlines()
    ending = f"@{project}".encode()
    return PRODID in lines and any(line.startswith(b"UID:") and line.endswith(ending) for line in lines)


def too_big(plan: Plan, feeds: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield a reminder for each feed of a calendar that is near what Google still takes."""
    for path, content in feeds.items():
        if len(content) > MOST_BYTES:
            message = f"{path} 有 {len(content) // 1000} kB，谷歌日历超过 1 MB 就整份不收"
            hint = "把一份排期表分成两份，少用几个计划，或写上 ends"
            yield Problem(plan.shop.path, 0, 1, "Q028", message, hint, "warning")


def problems(
    plan: Plan, feeds: Iterable[str], address: Address, previous: bytes | None = None
) -> Iterator[Problem]:
    """Yield an address too long for phones, a project that cannot end a UID, and a memory nobody can read."""
    for path in feeds:
        url = address.url + path
        if len(url) > MOST_ADDRESS:
            message = f"订阅地址有 {len(url)} 个字符，超过 {MOST_ADDRESS} 个有的日历读不到"
            yield Problem(plan.shop.path, 0, 1, "Q021", message, "把 site_url 或排期表的文件名改短")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*", address.project):
        hint = "只用英文字母、数字、点和连字符，比如 shop.example"
        message = f"qunli 的 project {address.project[:60]} 不能当编号的结尾"
        yield Problem("mkdocs.yml", 0, 1, "Q011", message, hint)
    if previous is not None and not Memory.can_read(previous):
        message = "上次发布的日历读不了，这次每一条都算新发布的"
        hint = (
            "它不是日历文件，或者太大、太残缺。有好的那一份就用 --previous 指给它；没有就不用管，下次就好了"
        )
        yield Problem(f"calendars/{plan.shop.id}.ics", 0, 1, "Q023", message, hint, "warning")
