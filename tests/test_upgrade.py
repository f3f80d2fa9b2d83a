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


def on_its_day(lines: list[str]) -> list[str]:
    """Return the lines of an event with the link as it is now, where it is posted once: to its very day."""
    if any(line.startswith("RRULE:") for line in lines):
        return lines
    stamp = next(line.rpartition(":")[2] for line in lines if line.startswith("DTSTART"))
    day = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"
    return sorted(line.replace("/today/#", f"/today/#day={day}&") for line in lines)


# What many events read otherwise by one rule, on purpose; the reason stands in changes.yml under the rule's name.
RULES = {"single-events-open-their-day": on_its_day}


@cache
def meant(name: str) -> dict[str, list[str]]:
    """Return the events of a frozen feed with what the rules change in them."""
    found = events(old_feed(name))
    for rule in RULES.values():
        found = {uid: rule(lines) for uid, lines in found.items()}
    return found


def moved(name: str) -> set[str]:
    old, new = meant(name), events(rebuilt(name, DAY, None))
    return {uid for uid in {**old, **new} if old.get(uid) != new.get(uid)}


def blocks(feed: bytes) -> dict[str, bytes]:
    """Return each event of a feed as it is written, by UID."""
    return dict(zip(events(feed), feed.split(b"BEGIN:VEVENT")[1:], strict=True))


def old_feed(name: str) -> bytes:
    return (FROZEN / "feeds" / f"{name}.ics").read_bytes()


def test_every_frozen_calendar_has_its_feed() -> None:
    assert sorted(frozen().shops) == CALENDARS


@pytest.mark.slow
def test_only_the_events_with_a_reason_read_otherwise_than_the_frozen_ones() -> None:
    found = set[str]().union(*(moved(name) for name in CALENDARS))
    assert found == wanted_changes().keys() - RULES
    assert wanted_changes().keys() >= RULES.keys()
    for rule in RULES.values():
        assert any(rule(lines) != lines for name in CALENDARS for lines in events(old_feed(name)).values())
    assert all(len(reason) > 10 for reason in wanted_changes().values())


@pytest.mark.parametrize("days", [0, *(pytest.param(days, marks=pytest.mark.nightly) for days in (1, 30))])
@pytest.mark.parametrize("name", CALENDARS)
def test_a_phone_that_has_subscribed_is_told_once_of_what_has_a_reason_and_of_nothing_else(
    name: str, days: int
) -> None:
    later = DAY + timedelta(days=days)
    told = rebuilt(name, later, old_feed(name))
    kept = {uid for uid, lines in events(old_feed(name)).items() if meant(name)[uid] == lines} - moved(name)
    old, new = blocks(old_feed(name)), blocks(told)
    assert {uid: new[uid] for uid in kept} == {uid: old[uid] for uid in kept}
    if len(kept) == len(old):
        assert told == old_feed(name)
    assert rebuilt(name, later + timedelta(days=1), told) == told
