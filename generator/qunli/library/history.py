"""When the sources changed, from SOURCE_DATE_EPOCH or git, never from the clock; and which day it is to be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from qunli.library.git import git_text
from qunli.shape import YEARS

SOURCES = ("content", "calendars", "site_templates", "mkdocs.yml")
CHINA = timezone(timedelta(hours=8))


EPOCH = "SOURCE_DATE_EPOCH"


def epoch(environ: Mapping[str, str]) -> datetime | None:
    """Return SOURCE_DATE_EPOCH (UTC, seconds), or None where it is none, or outside the years of our calendars."""
    stamp = environ.get(EPOCH, "").strip()
    # China's day may be the next one.
    moment = datetime.fromtimestamp(int(stamp), UTC) if re.fullmatch(r"[0-9]{1,10}", stamp) else None
    return moment if moment and moment.year in YEARS and (moment + timedelta(days=1)).year in YEARS else None


def fixed_day(value: object) -> date | None:
    """Return the day a setting names, or None where it is no day of our years."""
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        return None
    return day if day.year in YEARS else None


def build_day(wanted: date | None, fixed: object, environ: Mapping[str, str], now: datetime) -> date:
    """Return the day that all commands and the site go by.

    What the command line wants comes before what the settings fix, that before SOURCE_DATE_EPOCH, that before the
    clock; the last two by the day of the almanac, which begins in China, wherever the command runs.
    """
    day = wanted or (fixed_day(fixed) if fixed else None)
    return day or (epoch(environ) or now).astimezone(CHINA).date()


def source_time(root: Path, environ: Mapping[str, str]) -> datetime | None:
    """Return SOURCE_DATE_EPOCH, else HEAD's commit time if the sources are clean, else None (UTC, seconds)."""
    told = epoch(environ)
    if told:
        return told
    clean = git_text(root, "status", "--porcelain", "--", *SOURCES)
    if clean is None or clean.strip():
        return None
    stamp = git_text(root, "log", "-1", "--format=%ct")
    return datetime.fromtimestamp(int(stamp), UTC) if stamp and stamp.strip().isdigit() else None


def last_changes(root: Path) -> dict[str, date]:
    """Return the day (UTC) each source was last committed, by path relative to the root; {} outside git."""
    listing = git_text(root, "log", "--format=%x00%ct", "--name-only", "--relative", "--", *SOURCES)
    changed: dict[str, date] = {}
    for entry in (listing or "").split("\0")[1:]:
        stamp, *names = entry.splitlines()
        day = datetime.fromtimestamp(int(stamp), UTC).date()
        for name in filter(None, names):
            changed.setdefault(name, day)
    return changed
