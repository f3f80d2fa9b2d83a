"""Four readers and the plan agree on every occurrence of 13 months, feed by feed."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import feedlint
import icalendar
import pytest
import recurring_ical_events
from conftest import DAY, REPOSITORY, needs, smoke
from ical.calendar_stream import IcsCalendarStream
from qunli import feeds, schedule

FIRST, LAST = DAY - timedelta(days=10), DAY + timedelta(days=396)
ADDRESS = feeds.Address("https://qunli.example/", "qunli.example")
NODE = shutil.which("node")


class Seen(NamedTuple):
    """One occurrence as a client shows it, in the calendar's own time."""

    start: datetime
    end: datetime
    zone: str
    uid: str
    summary: str
    location: str
    description: str


CALENDARS = sorted(path.stem for path in (REPOSITORY / "calendars").glob("*.yml"))
each_calendar = pytest.mark.parametrize("calendar", smoke(CALENDARS, "catering"))


def paths(site: Path, calendar: str = "*") -> list[Path]:
    return sorted((site / "calendars").glob(f"{calendar}.ics")) + sorted(
        (site / "calendars").glob(f"{calendar}/*.ics")
    )


def inside(start: datetime) -> bool:
    return FIRST <= start.date() <= LAST


def planned(plan: schedule.Plan, path: Path) -> Iterator[Seen]:
    """Yield what the plan says that a feed holds."""
    shop = plan.shop
    expanded = path.stem == "next-90-days"
    first, last = (DAY, DAY + timedelta(days=89)) if expanded else (FIRST, LAST)
    for post in plan.posts(first, last):
        series = post.series
        slot, run = shop.slot(series.run, series.slot), shop.runs[series.run]
        if not expanded and path.stem not in (shop.id, slot.owner):
            continue
        where = ("一对一",) if slot.way == "private" else run.groups
        yield Seen(
            post.start,
            post.start + timedelta(minutes=series.minutes),
            shop.calendar.timezone,
            feeds.series_uid(
                plan, series, ADDRESS, f".{post.start:%Y-%m-%d}" if expanded and series.recurrence else ""
            ),
            feeds.summary(slot, series, where),
            "、".join(where),
            feeds.description(plan, series, ADDRESS.of(f"calendars/{shop.id}/today.md", series.place)),
        )


def by_recurring_ical_events(path: Path) -> Iterator[Seen]:
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    for event in recurring_ical_events.of(calendar).between(FIRST, LAST + timedelta(days=1)):
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        words = [str(event[name]) for name in ("UID", "SUMMARY", "LOCATION", "DESCRIPTION")]
        yield Seen(start.replace(tzinfo=None), end.replace(tzinfo=None), start.tzinfo.key, *words)


def by_allenporter_ical(path: Path) -> Iterator[Seen]:
    calendar = IcsCalendarStream.calendar_from_ics(path.read_text(encoding="utf-8"))
    zone = ZoneInfo("Asia/Shanghai")
    edges = [datetime.combine(day, datetime.min.time(), zone) for day in (FIRST, LAST + timedelta(days=1))]
    for event in calendar.timeline_tz(zone).overlapping(*edges):
        start, end = event.dtstart, event.dtend
        assert isinstance(start, datetime)
        assert isinstance(end, datetime)
        words = [event.uid, event.summary, event.location, event.description]
        name = str(start.tzinfo)
        yield Seen(
            start.replace(tzinfo=None), end.replace(tzinfo=None), name, *(word or "" for word in words)
        )


@pytest.fixture(scope="module")
def by_ical_js(site: Path) -> dict[str, list[Seen]]:
    """What ical.js sees, by path: node is started once for all feeds."""
    script = Path(__file__).with_name("occurrences.mjs")
    command = ["node", str(script), str(FIRST), str(LAST), *map(str, paths(site))]
    done = subprocess.run(command, capture_output=True, check=True, timeout=300)
    return {
        path: [
            Seen(datetime.fromisoformat(start), datetime.fromisoformat(end), *words)
            for start, end, *words in rows
        ]
        for path, rows in json.loads(done.stdout).items()
    }


def test_the_lint_finds_no_fault_in_any_feed_of_the_site(site: Path) -> None:
    assert len(paths(site)) >= 4 * 6
    assert {str(path): feedlint.faults(path.read_bytes()) for path in paths(site)} == {
        str(path): [] for path in paths(site)
    }


@each_calendar
def test_recurring_ical_events_agrees_on_every_occurrence(
    site: Path, plans: dict[str, schedule.Plan], calendar: str
) -> None:
    plan = plans[calendar]
    for path in paths(site, calendar):
        seen = [each for each in by_recurring_ical_events(path) if inside(each.start)]
        assert sorted(seen) == sorted(planned(plan, path)), path.name


@each_calendar
def test_allenporter_ical_agrees_on_every_occurrence(
    site: Path, plans: dict[str, schedule.Plan], calendar: str
) -> None:
    plan = plans[calendar]
    for path in paths(site, calendar):
        seen = [each for each in by_allenporter_ical(path) if inside(each.start)]
        assert sorted(seen) == sorted(planned(plan, path)), path.name


@needs("node", NODE)
def test_ical_js_agrees_on_every_occurrence(
    site: Path, plans: dict[str, schedule.Plan], by_ical_js: dict[str, list[Seen]]
) -> None:
    for path in paths(site):
        plan = plans[path.relative_to(site).parts[1].removesuffix(".ics")]
        assert sorted(by_ical_js[str(path)]) == sorted(planned(plan, path)), path.name


def test_thirteen_months_of_every_general_calendar_are_compared(plans: dict[str, schedule.Plan]) -> None:
    for name in ("apparel", "catering", "education", "maternal-baby"):
        days = {post.start.date() for post in plans[name].posts(FIRST, LAST)}
        assert len(days) > 300
        assert max(days) > date(2027, 12, 31)
