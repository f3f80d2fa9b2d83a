"""The file of reminders that a page saves, imported into khal and with ical.js: both hold what the page posts, and no more."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.test_my import begin, on
from tests.clients.test_subscriber import LOOK, run
from tests.conftest import DAY, REPOSITORY, needs

NODE = shutil.which("node")
DAYS = 28
USED_UP = "提醒用完了，再存一份"
FIELDS = ("start-long", "title", "description", "alarms-list", "status")


class Phone:
    """What khal and ical.js hold of the files that were imported into them, one after the other."""

    def __init__(self, home: Path) -> None:
        (home / "phone").mkdir(parents=True)
        self.look = home / "look"
        self.look.write_text(LOOK.format(home=home).replace("readonly = True", "readonly = False"))
        self.files: list[Path] = []

    def take(self, file: Path) -> None:
        run("khal", "-c", self.look, "import", "--batch", file)
        self.files.append(file)

    def khal(self) -> list[dict[str, Any]]:
        words = [word for field in FIELDS for word in ("--json", field)]
        listed = run("khal", "-c", self.look, "list", "--once", *words, str(DAY), f"{DAYS}d")
        events = [event for line in listed.splitlines() if line.startswith("[") for event in json.loads(line)]
        return ordered(
            {
                "start": each["start-long"].replace(" ", "T"),
                "title": each["title"],
                "description": each["description"],
                "alarms": [[alarm["delta"], alarm["description"]] for alarm in each["alarms-list"]],
            }
            for each in events
            if each["status"].strip() != "CANCELLED"
        )

    def ical(self) -> list[dict[str, Any]]:
        script = REPOSITORY / "tests/clients/imported.mjs"
        done = subprocess.run(
            [str(NODE), str(script), *map(str, self.files)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return ordered(json.loads(done.stdout))


def ordered(events: Any) -> list[dict[str, Any]]:
    return sorted(events, key=lambda each: (each["start"], each["title"]))


def saved(page: Page, button: str, path: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    download.value.save_as(path)
    return path


def posted(page: Page, folder: Path) -> list[tuple[str, str]]:
    """Return (start, text) of the posts of the next weeks, as the table of the same page has them."""
    page.locator("summary", has_text="存成文件").click()
    table = saved(page, "28 天的排期表", folder / "table.csv").read_text("utf-8-sig")
    return sorted(
        (f"{row['日期']}T{row['几点']}", row["文案"])
        for row in csv.DictReader(table.splitlines(keepends=True))
    )


def agreed(phone: Phone, expected: list[tuple[str, str]]) -> None:
    """Both clients hold these posts, each with its alarm, and the reminder to save another file; nothing else."""
    held = phone.khal()
    assert held == phone.ical()
    posts = [each for each in held if each["title"] != USED_UP]
    assert [each["start"] for each in held if each not in posts] == [
        f"{DAY + timedelta(days=DAYS - 1)}T09:00"
    ]
    said = [(each["start"], each["description"].split("\n————————\n")[0]) for each in posts]
    assert sorted(said) == expected
    for each in held:
        ((before, words),) = each["alarms"]
        assert -3 * 3600 <= before <= -600
        assert words == each["title"].split("｜")[0]


@pytest.mark.slow
@needs("node", NODE)
def test_khal_and_ical_js_hold_what_the_page_posts_also_after_the_shop_was_changed(
    page: Page, url: str, tmp_path: Path
) -> None:
    """Five posts a day; then four a week, where the others are called off; the name is full of what iCalendar escapes."""
    page.goto(f"{url}my/")
    begin(page, "餐饮", "老王,小馆;\\n「分店」\u2066")
    on(page)
    page.locator(".seg button").nth(2).click()
    on(page, 4)
    phone = Phone(tmp_path / "home")
    page.locator("summary", has_text="到点手机自己响").click()
    phone.take(saved(page, "存成日历文件", tmp_path / "first.ics"))
    many = posted(page, tmp_path)
    assert len(many) > 100
    agreed(phone, many)
    page.clock.set_fixed_time(f"{DAY}T12:30:00+08:00")
    page.get_by_role("button", name="改一改").click()
    on(page)
    page.locator(".seg button").nth(0).click()
    on(page, 4)
    page.locator("summary", has_text="到点手机自己响").click()
    phone.take(saved(page, "存成日历文件", tmp_path / "second.ics"))
    few = posted(page, tmp_path)
    assert len(few) < len(many) / 4
    agreed(phone, few)
    gone = (tmp_path / "second.ics").read_text("utf-8").count("STATUS:CANCELLED")
    assert gone == len(many) - len(few)
