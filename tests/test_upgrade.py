"""Subscribed phones: a frozen project, built over the feeds that an earlier version wrote for it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from qunli import feeds, library, schedule
from qunli.source import decode, parse_yaml

FROZEN = Path(__file__).parent / "upgrade"
DAY = date(2026, 11, 26)
ADDRESS = feeds.Address("https://qunli.example/", "qunli.example")
CALENDARS = sorted(path.stem for path in (FROZEN / "feeds").glob("*.ics"))


@cache
def frozen() -> library.Library:
    root = FROZEN / "project"
    return library.load(root, only=library.calendar_ids(root), fallback=root).require()


def rebuilt(name: str, today: date, previous: bytes | None) -> bytes:
    plan = schedule.plan(frozen().shops[name], frozen().almanac, today)
    return feeds.write(plan, ADDRESS, feeds.Clock(today), previous)[f"calendars/{name}.ics"]


def events(feed: bytes) -> dict[str, list[str]]:
    """Return the sorted lines of each event by UID, without its stamps."""
    lines = feed.decode().replace("\r\n ", "").split("\r\n")
    found: dict[str, list[str]] = {}
    for block in "\n".join(lines).split("BEGIN:VEVENT\n")[1:]:
        kept = [each for each in block.split("\nEND:VEVENT")[0].split("\n") if not each.startswith(STAMPS)]
        uid = next(each.removeprefix("UID:") for each in kept if each.startswith("UID:"))
        found[uid] = sorted(kept)
    return found


STAMPS = ("DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:")


def wanted_changes() -> dict[str, str]:
    path = FROZEN / "changes.yml"
    return dict(parse_yaml(decode("changes.yml", path.read_bytes())).data)


def moved(name: str) -> set[str]:
    old, new = (events(each) for each in (old_feed(name), rebuilt(name, DAY, None)))
    return {uid for uid in {**old, **new} if old.get(uid) != new.get(uid)}


def old_feed(name: str) -> bytes:
    return (FROZEN / "feeds" / f"{name}.ics").read_bytes()


def test_every_frozen_calendar_has_its_feed() -> None:
    assert sorted(frozen().shops) == CALENDARS


@pytest.mark.slow
def test_only_the_events_with_a_reason_read_otherwise_than_the_frozen_ones() -> None:
    found = set[str]().union(*(moved(name) for name in CALENDARS))
    assert found == wanted_changes().keys()
    assert all(len(reason) > 10 for reason in wanted_changes().values())


@pytest.mark.parametrize("days", [0, *(pytest.param(days, marks=pytest.mark.slow) for days in (1, 30))])
@pytest.mark.parametrize("name", CALENDARS)
def test_a_phone_that_has_subscribed_is_told_of_nothing(name: str, days: int) -> None:
    if moved(name):
        pytest.skip("this calendar has changes with a reason")
    assert rebuilt(name, DAY + timedelta(days=days), old_feed(name)) == old_feed(name)
