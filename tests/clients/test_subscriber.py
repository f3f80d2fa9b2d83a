"""A person subscribes with vdirsyncer, looks at a day with khal, and an edit arrives."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import DAY, REPOSITORY, smoke

BIN = Path(sys.executable).parent

SYNC = """
[general]
status_path = "{home}/status"
[pair shop]
a = "remote"
b = "phone"
collections = null
conflict_resolution = "a wins"
[storage remote]
type = "http"
url = "{url}"
[storage phone]
type = "filesystem"
path = "{home}/phone"
fileext = ".ics"
"""

LOOK = """
[calendars]
[[shop]]
path = {home}/phone
readonly = True
[locale]
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {home}/khal.db
"""


def run(*command: str | Path) -> str:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [str(BIN / command[0]), *map(str, command[1:])],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class Phone:
    """A folder that one feed is synchronised into."""

    def __init__(self, home: Path, url: str) -> None:
        (home / "phone").mkdir(parents=True)
        self.home = home
        (home / "sync").write_text(SYNC.format(home=home, url=url))
        (home / "look").write_text(LOOK.format(home=home))
        run("vdirsyncer", "-c", home / "sync", "discover")

    def sync(self) -> None:
        run("vdirsyncer", "-c", self.home / "sync", "sync")

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (self.home / "phone").iterdir()}

    def day(self) -> list[tuple[str, str, str]]:
        """Return (time, groups, text to paste) of a day, as khal shows it."""
        fields = ("start-time", "location", "description")
        words = [word for field in fields for word in ("--json", field)]
        listed = run("khal", "-c", self.home / "look", "list", *words, str(DAY), "1d")
        shown = [json.loads(line) for line in listed.splitlines() if line.startswith("[")]
        return sorted(
            (each["start-time"], each["location"], each["description"].split("\n————————\n")[0])
            for events in shown
            for each in events
        )


def said_today(calendar: str) -> list[tuple[str, str, str]]:
    """Return the same of `qunli today`, read from what it prints."""
    printed = run("qunli", "today", calendar, "--date", str(DAY))
    found = []
    for block in re.split(r"\n\n(?=\d\d:\d\d )", printed)[1:]:
        time, groups = re.match(r"(\d\d:\d\d) .* → (.*)", block).groups()  # type: ignore[union-attr]
        text = block.split("\n\n", 1)[1].rstrip("\n")
        found.append((time, groups, re.sub(r"^    ", "", text, flags=re.MULTILINE)))
    return sorted(found)


@pytest.mark.parametrize("calendar", smoke(["catering", "education"], "education"))
def test_a_day_on_the_phone_is_what_today_says(calendar: str, url: str, tmp_path: Path) -> None:
    phone = Phone(tmp_path / "home", f"{url}calendars/{calendar}.ics")
    phone.sync()
    today = said_today(calendar)
    assert len(today) > 5
    assert phone.day() == today


def test_an_edited_text_arrives_and_nothing_else_moves(feeds_apart: tuple[Path, str], tmp_path: Path) -> None:
    """The role's feed of the site, then the same with one text changed."""
    folder, url = feeds_apart
    published = folder / "calendars" / "catering" / "kitchen.ics"
    before = published.read_bytes()
    block = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", before, re.DOTALL)[3]
    after = before.replace(block, re.sub(rb"SUMMARY:", b"SUMMARY:!", block))
    phone = Phone(tmp_path / "home", f"{url}calendars/catering/kitchen.ics")
    phone.sync()
    first = phone.files()
    assert len(first) == before.count(b"BEGIN:VEVENT")
    phone.sync()
    assert phone.files() == first
    published.write_bytes(after)
    phone.sync()
    second = phone.files()
    assert len(second) == len(first)
    assert len(set(second.values()) - set(first.values())) == 1
