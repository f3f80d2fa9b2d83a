from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import feedlint
import pytest
from conftest import ADDRESS, TODAY, Write, few, smoke, tries
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from qunli import feeds, library, plugin, schedule
from shops import ALMANAC, shop
from test_cli import run, told

BLOCK = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
STAMPS = re.compile(rb"^(?:DTSTAMP|LAST-MODIFIED|SEQUENCE):.*\r\n", re.MULTILINE)


@dataclass(frozen=True)
class Words:
    """The sources of a small shop: the texts of a rotation, the dates of a sale, a second slot, the title."""

    texts: tuple[str, ...] = ("鱼", "肉", "汤")
    dates: tuple[str, ...] = ("2026-12-24", "2027-03-08")
    second: bool = True
    title: str = "店"

    def shop(self) -> Any:
        def one(when: dict[str, Any], copy: Any, owner: str) -> dict[str, Any]:
            return {"title": "一条", "type": "content", "when": when, "copy": copy, "owner": owner}

        slots = {"menu": one({"every": "day", "at": "11:00"}, list(self.texts), "staff")}
        if self.dates:
            slots["sale"] = one({"date": list(self.dates), "at": "18:00"}, "卖", "host") | {
                "replaces": ["menu"]
            }
        if self.second:
            slots["vote"] = one({"every": "week", "weekdays": ["wed"], "at": "20:00"}, "投票", "host")
        return shop(slots, title=self.title)


def build(words: Words, clock: feeds.Clock, previous: bytes | None) -> dict[str, bytes]:
    plan = schedule.plan(words.shop(), ALMANAC, clock.today)
    return feeds.write(plan, ADDRESS, clock, previous)


def main(
    words: Words, previous: bytes | None = None, day: date = TODAY, source: datetime | None = None
) -> bytes:
    return build(words, feeds.Clock(day, source), previous)["calendars/main.ics"]


def blocks(raw: bytes) -> dict[str, bytes]:
    """Return each event's bytes by the middle of its UID."""
    found = {}
    for block in BLOCK.findall(raw):
        uid = re.search(rb"^UID:main\.welfare\.(.*)@", block.replace(b"\r\n ", b""), re.MULTILINE)
        assert uid
        found[uid[1].decode()] = block
    return found


def stamp(block: bytes) -> datetime:
    found = re.search(rb"^LAST-MODIFIED:(\d{8}T\d{6})Z", block, re.MULTILINE)
    assert found
    return datetime.strptime(found[1].decode(), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


MINUTE = timedelta(minutes=1)
FIRST = Words()
TOMORROW = TODAY + timedelta(days=1)
NOON = midnight(TODAY) + timedelta(hours=12)


# --- one step at a time ---------------------------------------------------------------------------


def test_nothing_changed_gives_the_same_bytes_on_the_same_and_on_later_days() -> None:
    raw = main(FIRST)
    assert main(FIRST, raw) == raw
    assert main(FIRST, raw, TOMORROW) == raw
    assert main(FIRST, raw, TOMORROW, NOON) == raw


def test_the_first_stamp_is_the_time_of_the_sources_or_the_beginning_of_the_build_day() -> None:
    assert stamp(main(FIRST)) == midnight(TODAY)
    assert stamp(main(FIRST, source=NOON)) == NOON
    assert stamp(main(FIRST, source=NOON - timedelta(days=9))) == midnight(TODAY)


def test_an_edited_text_changes_its_own_events_and_no_others() -> None:
    before = main(FIRST)
    after = main(replace(FIRST, texts=("鱼", "改", "汤")), before, TOMORROW)
    changed = {uid for uid, block in blocks(after).items() if blocks(before)[uid] != block}
    assert changed == {"menu.2"}
    assert stamp(blocks(after)["menu.2"]) == stamp(after) == midnight(TOMORROW)


def test_every_place_of_an_edited_text_changes() -> None:
    """Four texts over a week of workdays: the first has a second place."""

    def made(*texts: str) -> Any:
        when = {"every": "workday", "at": "9:00"}
        return shop({"menu": {"title": "一条", "type": "content", "when": when, "copy": list(texts)}})

    clock = feeds.Clock(TODAY)
    before, after = (
        feeds.write(schedule.plan(each, ALMANAC, TODAY), ADDRESS, clock, None)["calendars/main.ics"]
        for each in (made("一", "二", "三", "四"), made("改", "二", "三", "四"))
    )
    changed = {uid for uid, block in blocks(after).items() if blocks(before)[uid] != block}
    assert changed == {"menu.1", "menu.1.r2"}


def test_an_appended_text_leaves_other_slots_alone_and_keeps_uids() -> None:
    before = blocks(main(FIRST))
    after = blocks(main(replace(FIRST, texts=(*FIRST.texts, "饭")), main(FIRST), TOMORROW))
    assert after.keys() - before.keys() == {"menu.4"}
    assert before.keys() <= after.keys()
    assert {uid for uid in before if before[uid] == after[uid]} == {
        "vote.1",
        "sale.2026-12-24",
        "sale.2027-03-08",
    }


def test_two_changes_within_a_minute_of_sources_still_rise() -> None:
    raw = main(FIRST, source=NOON)
    for number in range(3):
        after = main(replace(FIRST, title=f"店{number}", texts=(str(number),)), raw, source=NOON)
        assert stamp(after) == stamp(raw) + MINUTE
        assert stamp(blocks(after)["menu.1"]) == stamp(after)
        assert feedlint.faults(after) == []
        raw = after


def test_a_removed_event_is_remembered_and_rises_above_its_old_stamp_when_it_returns() -> None:
    first = main(FIRST, source=NOON)
    without = main(replace(FIRST, second=False), first, source=NOON)
    assert stamp(without) == NOON + MINUTE
    assert {stamp(block) for block in blocks(without).values()} == {NOON}
    again = main(FIRST, without, source=NOON)
    assert stamp(blocks(again)["vote.1"]) == NOON + 2 * MINUTE
    assert blocks(again)["menu.1"] == blocks(first)["menu.1"]


def test_an_older_commit_put_back_moves_no_stamp_back() -> None:
    old = main(FIRST, source=NOON)
    new = main(replace(FIRST, texts=("改", "肉", "汤")), old, TOMORROW, NOON + timedelta(days=1))
    back = main(FIRST, new, TOMORROW, NOON)
    assert stamp(blocks(back)["menu.1"]) == stamp(new) + MINUTE
    assert blocks(back)["menu.2"] == blocks(old)["menu.2"]


def test_the_other_files_copy_the_stamps() -> None:
    raw = main(replace(FIRST, texts=("改", "肉", "汤")), main(FIRST), TOMORROW)
    files = build(replace(FIRST, texts=("改", "肉", "汤")), feeds.Clock(TOMORROW), main(FIRST))
    stamps = {uid: stamp(block) for uid, block in blocks(raw).items()}
    assert len(files) == 4
    for file in files.values():
        assert stamp(file) == stamp(raw)
        for uid, block in blocks(file).items():
            assert stamp(block) == stamps[re.sub(r"^((?:menu|vote)\.\d+)\..*", r"\1", uid)]


# --- a memory that has suffered -------------------------------------------------------------------


def _doubled(raw: bytes) -> bytes:
    block = blocks(raw)["vote.1"]
    return raw.replace(block, block + block)


def _future(raw: bytes) -> bytes:
    block = blocks(raw)["vote.1"]
    return raw.replace(block, re.sub(rb"(DTSTAMP|LAST-MODIFIED):\d{4}", rb"\1:2099", block))


def _endless(raw: bytes) -> bytes:
    block = blocks(raw)["vote.1"]
    return raw.replace(block, block.removesuffix(b"END:VEVENT\r\n"))


def _nameless(raw: bytes) -> bytes:
    block = blocks(raw)["vote.1"]
    return raw.replace(block, re.sub(rb"UID:.*\r\n(?: .*\r\n)*?(?=DTSTART)", b"", block))


def _truncated(raw: bytes) -> bytes:
    """Cut within a character of the last event."""
    return raw[: raw.rindex("投票".encode()) + 1]


SUFFERED = [_doubled, _future, _endless, _nameless, _truncated]


@pytest.mark.parametrize("harm", SUFFERED, ids=lambda harm: harm.__name__)
def test_a_damaged_event_is_stamped_anew_and_the_others_stay(harm: Callable[[bytes], bytes]) -> None:
    """vote.1 is the last event; the sources are as they were, and older than the memory."""
    raw = main(FIRST, source=NOON)
    assert harm(raw) != raw
    after = main(FIRST, harm(raw), TOMORROW, NOON)
    assert {uid for uid, block in blocks(after).items() if blocks(raw)[uid] != block} == {"vote.1"}
    assert stamp(blocks(after)["vote.1"]) == stamp(after) == NOON + MINUTE
    assert main(FIRST, after, TOMORROW, NOON) == after


@pytest.mark.parametrize("harm", [_doubled, _endless, _nameless], ids=lambda harm: harm.__name__)
def test_a_damaged_event_that_is_gone_is_remembered_as_a_removal(harm: Callable[[bytes], bytes]) -> None:
    raw = main(FIRST, source=NOON)
    after = main(replace(FIRST, second=False), harm(raw), TOMORROW, NOON)
    assert stamp(after) == NOON + MINUTE


def test_a_future_without_any_past_is_no_memory() -> None:
    raw = re.sub(rb"(DTSTAMP|LAST-MODIFIED):\d{4}", rb"\1:2099", main(FIRST))
    assert main(FIRST, raw) == main(FIRST)


@pytest.mark.parametrize(
    "harm",
    [
        lambda raw: raw.replace(b"\r\n", b"\n"),
        lambda raw: raw.replace(b"\r\n ", b"\r\n\t"),
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw.replace(b"\r\n ", b""),
    ],
    ids=["lf", "tabs", "bom", "unfolded"],
)
def test_a_host_that_changed_line_ends_or_folds_costs_no_stamp(harm: Callable[[bytes], bytes]) -> None:
    raw = main(FIRST)
    assert main(FIRST, harm(raw), TOMORROW, NOON) == raw


UNREADABLE = {
    "empty": b"",
    "html": b"<!doctype html><title>404</title>",
    "binary": bytes(range(256)) * 40,
    "bare": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "cut-head": main(FIRST)[:60],
}


@pytest.mark.parametrize("raw", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_is_no_feed_is_no_memory_and_is_told_as_a_warning(raw: bytes) -> None:
    assert main(FIRST, raw, TOMORROW) == main(FIRST, None, TOMORROW)
    plan = schedule.plan(FIRST.shop(), ALMANAC, TODAY)
    found = list(feeds.problems(plan, [], ADDRESS, raw))
    assert [(each.path, each.code, each.level) for each in found] == [
        ("calendars/main.ics", "Q023", "warning")
    ]
    assert list(feeds.problems(plan, [], ADDRESS, main(FIRST))) == []


def test_a_feed_of_50_mb_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "calendars"
    folder.mkdir()
    (folder / "main.ics").write_bytes(main(FIRST))
    with (folder / "huge.ics").open("wb") as file:
        file.truncate(50_000_000)
    assert library.read_feeds(tmp_path) == {"calendars/main.ics": main(FIRST), "calendars/huge.ics": b""}


# --- random histories -----------------------------------------------------------------------------

HARMS: dict[str, Callable[[bytes], bytes | None]] = {
    "lost": lambda raw: None,
    "html": lambda raw: b"<html>",
    "whole": lambda raw: raw,
    "lf": lambda raw: raw.replace(b"\r\n", b"\n"),
    "cut": lambda raw: raw[: len(raw) * 2 // 3],
    "doubled": lambda raw: BLOCK.sub(lambda found: found[0] * 2, raw, count=1),
    "endless": lambda raw: raw.replace(b"END:VEVENT\r\n", b"", 1),
    "future": lambda raw: BLOCK.sub(
        lambda found: re.sub(rb"MODIFIED:20", rb"MODIFIED:29", found[0]), raw, count=2
    ),
}


class Histories(RuleBasedStateMachine):
    """A shop is edited, put back, built and published on ever later days, with its memory whole or not."""

    @initialize()
    def begin(self) -> None:
        self.now = datetime(2026, 11, 22, 1, 0, 30, tzinfo=UTC)
        self.history = [(FIRST, self.now)]
        self.words, self.committed = self.history[0]
        self.raw: bytes | None = None
        self.top: dict[str, datetime] = {}

    def commit(self, **changes: Any) -> None:
        self.words, self.committed = replace(self.words, **changes), self.now
        self.history.append((self.words, self.committed))

    @rule(number=st.integers(0, 5), text=st.sampled_from("鱼肉汤饭面"))
    def edit(self, number: int, text: str) -> None:
        texts = list(self.words.texts)
        texts[number % len(texts)] = text
        self.commit(texts=tuple(texts))

    @rule()
    def append(self) -> None:
        self.commit(texts=(*self.words.texts, "茶")[:7])

    @rule()
    def shorten(self) -> None:
        self.commit(texts=self.words.texts[: max(1, len(self.words.texts) - 1)])

    @rule()
    def remove_or_restore_a_slot(self) -> None:
        self.commit(second=not self.words.second)

    @rule(dates=st.sets(st.sampled_from(["2026-12-24", "2027-01-15", "2027-03-08"])))
    def move_the_sale(self, dates: set[str]) -> None:
        self.commit(dates=tuple(sorted(dates)))

    @rule(title=st.sampled_from(["店", "老店"]))
    def rename(self, title: str) -> None:
        self.commit(title=title)

    @rule(back=st.integers(1, 9))
    def put_back_an_older_commit(self, back: int) -> None:
        self.words, self.committed = self.history[-min(back, len(self.history))]

    @rule(minutes=st.sampled_from([0, 1, 7, 300, 1440, 1441, 60_000]))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(harm=st.sampled_from([*HARMS, "whole", "whole", "whole"]), clean=st.booleans())
    def publish(self, harm: str, clean: bool) -> None:
        today = (self.now + timedelta(hours=8)).date()
        memory = HARMS[harm](self.raw) if self.raw else None
        made = build(self.words, feeds.Clock(today, self.committed if clean else None), memory)
        raw = made["calendars/main.ics"]
        assert feedlint.faults(raw) == []
        after = {uid: (STAMPS.sub(b"", block), stamp(block)) for uid, block in blocks(raw).items()}
        if memory and b"BEGIN:VEVENT" in memory:
            self.stamps_rise(after, stamp(raw))
            if harm in ("whole", "lf"):
                self.only_changes_are_stamped(raw, after)
        elif max(self.top.values(), default=midnight(date(2000, 1, 1))) < midnight(today):
            self.stamps_rise(after, stamp(raw))
        else:
            self.top.clear()
        self.raw = raw
        self.top |= {uid: each for uid, (_, each) in after.items()} | {"": stamp(raw)}

    @rule()
    def publish_what_is_committed(self) -> None:
        self.publish("whole", True)

    def stamps_rise(self, after: dict[str, tuple[bytes, datetime]], modified: datetime) -> None:
        for uid, (_, each) in after.items():
            assert each >= self.top.get(uid, each)
        assert modified >= max(each for _, each in after.values())
        assert modified >= self.top.get("", modified)

    def only_changes_are_stamped(self, raw: bytes, after: dict[str, tuple[bytes, datetime]]) -> None:
        assert self.raw is not None
        before = blocks(self.raw)
        for uid, (content, each) in after.items():
            if uid in before and STAMPS.sub(b"", before[uid]) == content:
                assert each == stamp(before[uid])
            else:
                assert each > stamp(self.raw)
        if STAMPS.sub(b"", raw) == STAMPS.sub(b"", self.raw):
            assert raw == self.raw
        else:
            assert stamp(raw) > stamp(self.raw)


Histories.TestCase.settings = tries(60, stateful_step_count=30)


@pytest.mark.slow
class TestHistories(Histories.TestCase):  # type: ignore[name-defined,misc]
    """UIDs unique and stable, stamps never fall, what is unchanged stays unchanged."""


# --- the whole site -------------------------------------------------------------------------------


BUILD = ("build", "--date", str(TODAY))


def installed(cwd: Path, package: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own: zone, locale and hash seed are those of a process."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "TZ"))}
    return subprocess.run(
        few(package, "qunli", *BUILD),
        cwd=cwd,
        env={**kept, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def whole_site(root: Path) -> dict[str, bytes]:
    site = root / "site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


@pytest.mark.slow
def test_zone_locale_hash_seed_and_folder_change_no_byte_of_the_site(
    project: Write, tmp_path: Path, short_package: Path
) -> None:
    """The second build has the first one as its memory, and would put a file that differs in its place."""
    root = project()
    first = installed(root, short_package, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="1")
    assert first.returncode == 0, first.stderr
    one = whole_site(root)
    other = root.rename(tmp_path / "another place")
    second = installed(
        other / "calendars", short_package, TZ="America/Los_Angeles", LANG="zh_CN.UTF-8", PYTHONHASHSEED="2"
    )
    assert second.returncode == 0, second.stderr
    two = whole_site(other)
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []
    assert "改动 0 个" in second.stdout


@pytest.mark.slow
def test_a_year_without_announced_days_off_is_told_once_and_is_no_warning(
    project: Write, caplog: pytest.LogCaptureFixture
) -> None:
    config, qunli = plugin.config_of(project())
    qunli.today = TODAY
    with caplog.at_level(logging.INFO, "mkdocs.plugins.qunli"):
        config.plugins.on_config(config)
    told = [(record.levelname, record.message[:4]) for record in caplog.records if "放假" in record.message]
    assert told == [("INFO", "2027")]


@pytest.mark.slow
@pytest.mark.usefixtures("few_chapters")
def test_a_previous_feed_that_is_no_calendar_is_told_and_mended_and_strict_leaves_the_site(
    project: Write,
) -> None:
    root = project()
    assert run(root, *BUILD).exit_code == 0
    good = whole_site(root)
    (root / "site/calendars/main.ics").write_text("<html>")
    bad = whole_site(root)
    strict = run(root, *BUILD, "--strict")
    assert strict.exit_code == 1
    assert "Q023" in told(strict)
    assert whole_site(root) == bad
    mended = run(root, *BUILD)
    assert (mended.exit_code, told(mended).count("Q023")) == (0, 1)
    assert whole_site(root) == good
    # A calendar that cannot be published leaves the last good feeds.
    project(
        {
            "calendars/main.yml": "title: 店\nindustry: shop\nstarts: 2027-06-01\nends: 2027-05-01\nsops: {welfare: {}}\n"
        }
    )
    assert run(root, *BUILD).exit_code == 1
    assert whole_site(root) == good


# --- clocks that are wrong ------------------------------------------------------------------------

MIDNIGHT = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
DAY_AFTER = MIDNIGHT + timedelta(days=1)
OFF = [
    timedelta(seconds=each) for each in (-86_400 * 5, -61, -60, -30, -1, 0, 1, 59, 60, 61, 3600, 86_400 * 5)
]


def _moved(raw: bytes, moment: datetime, number: int | None = None) -> bytes:
    """Return a feed with its stamps, or those of one of its blocks, at another moment."""
    written = f"{moment:%Y%m%dT%H%M%SZ}".encode()
    stamp = re.compile(rb"^(DTSTAMP|LAST-MODIFIED):\d{8}T\d{6}Z", re.MULTILINE)
    if number is None:
        return stamp.sub(rb"\1:" + written, raw)
    block = BLOCK.findall(raw)[number]
    return raw.replace(block, stamp.sub(rb"\1:" + written, block))


@pytest.mark.slow
@pytest.mark.parametrize("source", [None, MIDNIGHT - timedelta(days=9), DAY_AFTER + timedelta(hours=9)])
@pytest.mark.parametrize("number", [None, 0])
@pytest.mark.parametrize("off", smoke({str(each): each for each in OFF}, *map(str, OFF[::4]), str(OFF[5])))
def test_a_stamp_near_the_end_of_the_day_or_from_a_wrong_clock_builds_the_same_twice(
    off: timedelta, number: int | None, source: datetime | None
) -> None:
    for end in {DAY_AFTER, source or DAY_AFTER}:
        published = _moved(main(Words()), end + off, number)
        for words in (Words(), Words(texts=("鱼", "虾", "汤"))):
            once = main(words, published, source=source)
            assert main(words, once, source=source) == once


def test_a_clock_that_was_moved_back_never_takes_back_what_is_believed() -> None:
    published = main(Words(), day=TODAY)
    changed = main(Words(texts=("鱼", "虾", "汤")), published, day=TODAY - timedelta(days=1))
    assert b"LAST-MODIFIED:20261122T000000Z" in changed
    assert main(Words(texts=("鱼", "虾", "汤")), changed, day=TODAY - timedelta(days=1)) == changed


@pytest.mark.parametrize(
    "said",
    [
        "",
        " ",
        "-1",
        "1e9",
        "abc",
        "１７６４２０１６００",
        "99999999999999999999",
        "9999999999",
        "4294967296",
        "0",
        "0.5",
        "\n",
    ],
)
def test_an_epoch_that_is_no_time_of_ours_is_left_out(said: str) -> None:
    assert library.history.epoch({"SOURCE_DATE_EPOCH": said}) is None


def test_an_epoch_is_seconds_with_or_without_blanks() -> None:
    for said in ("1764201600", " 1764201600\n"):
        assert library.history.epoch({"SOURCE_DATE_EPOCH": said}) == datetime(2025, 11, 27, tzinfo=UTC)


@pytest.mark.slow
@pytest.mark.parametrize("said", smoke(["", "-1", "abc", "99999999999999999999"], "abc"))
def test_a_site_is_built_the_same_whatever_the_epoch_says(
    said: str, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    root = Path(shutil.copytree(built, tmp_path / "shop"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    assert plugin.build(root, TODAY, None, False)[1] == 0
    assert os.environ["SOURCE_DATE_EPOCH"] == said
    assert "不是时间" in caplog.text
