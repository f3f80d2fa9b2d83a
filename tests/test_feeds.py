from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import feedlint
import icalendar
import pytest
from conftest import ADDRESS, TODAY, Write, own_library, tries
from hypothesis import example, given
from hypothesis import strategies as st
from pytest_regressions.file_regression import FileRegressionFixture
from qunli import feeds, library, schedule, site, words
from qunli.feeds.event import component
from qunli.feeds.line import fold, unfold
from qunli.library import Library, Shop
from qunli.model import Slot
from qunli.problem import ContentError
from shops import ALMANAC, shop, shops

CLOCK = feeds.Clock(TODAY)
GOLDEN = Path(__file__).parent / "golden"
INDUSTRIES = ("apparel", "catering", "education", "maternal-baby")


def one(**changes: Any) -> dict[str, Any]:
    """Return one slot as YAML gives it."""
    plain = {
        "title": "今日菜单",
        "type": "content",
        "when": {"every": "day", "at": "11:00"},
        "copy": "今天有鱼",
    }
    return plain | {"owner": "staff"} | changes


def planned(made: Shop, today: date = TODAY) -> schedule.Plan:
    return schedule.plan(made, ALMANAC, today)


def written(made: Shop, today: date = TODAY) -> dict[str, bytes]:
    return feeds.write(planned(made, today), ADDRESS, feeds.Clock(today), None)


def events(raw: bytes) -> list[feedlint.Part]:
    """Return the events of a feed, which the lint finds no fault with."""
    assert feedlint.faults(raw) == []
    return feedlint.read(raw).parts[1:]


def only(made: Shop, today: date = TODAY) -> feedlint.Part:
    (event,) = events(written(made, today)["calendars/main.ics"])
    return event


# --- what the operator meets ----------------------------------------------------------------------


@pytest.fixture(scope="session")
def repository() -> Library:
    return own_library().require()


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_the_welfare_group_of_each_industry_is_as_read_aloud(
    industry: str, repository: Library, file_regression: FileRegressionFixture
) -> None:
    """golden/<industry>.ics: the general calendar's welfare group at the slowest pace until the end of March.

    After a change of the pack: `pytest tests/test_feeds.py --force-regen`, then read the difference.
    """
    whole = repository.shops[industry]
    calendar = whole.calendar.model_copy(update={"pace": "light", "ends": date(2027, 3, 31)})
    made = replace(whole, calendar=calendar, runs={"welfare": whole.runs["welfare"]})
    plan = schedule.plan(made, repository.almanac, TODAY)
    raw = feeds.write(plan, ADDRESS, CLOCK, None)[f"calendars/{industry}.ics"]
    assert feedlint.faults(raw) == []
    file_regression.check(raw, fullpath=GOLDEN / f"{industry}.ics", binary=True)


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_a_campaign_of_each_industry_takes_the_place_of_the_routine(
    industry: str, repository: Library
) -> None:
    """On the first day of some festival, a routine post of the welfare group gives way, and only there."""
    made = repository.shops[industry]
    plan = schedule.plan(made, repository.almanac, TODAY)
    slots = made.runs["welfare"].sop.slots
    campaigns = [
        each
        for each in plan.series
        if each.run == "welfare" and slots[each.slot].replaces and "f" in each.rest
    ]
    assert campaigns
    for campaign in campaigns:
        gone = slots[campaign.slot].replaces
        posted = {
            post.series.slot
            for post in plan.posts(campaign.first, campaign.first)
            if post.series.run == "welfare" and post.series.recurrence
        }
        assert not posted if gone == ("all",) else posted.isdisjoint(gone)
    replaced = {slot for each in campaigns for slot in slots[each.slot].replaces}
    missed = [
        day
        for each in plan.series
        if each.run == "welfare" and (each.slot in replaced or "all" in replaced)
        for day in each.exceptions
    ]
    assert missed


def test_the_lock_screen_says_verb_group_pictures_and_blanks() -> None:
    made = shop(
        {
            "menu": one(
                copy="今天有〔菜名，例：鱼〕，〔价〕，回〔数〕",
                media=["今日菜单图", "出锅短视频", "主推菜图"],
            )
        }
    )
    assert only(made).value("SUMMARY") == "发今日菜单→福利群｜2图·1视频·填3空"
    assert only(made).parts[0].value("DESCRIPTION") == "发今日菜单→福利群"


def test_several_groups_are_counted_and_listed() -> None:
    event = only(shop({"menu": one()}, {"welfare": {"groups": ["一群", "二群", "三群"]}}))
    assert event.value("SUMMARY") == "发今日菜单→一群等3群"
    assert event.value("LOCATION") == "一群、二群、三群"


WORDS = st.text("发今日菜单红包接龙a1 ·", min_size=1, max_size=30)


@tries(200)
@given(WORDS, st.lists(WORDS, min_size=1, max_size=12), st.sampled_from(list(words.VERBS)))
@example("今天晚上这一道菜的做法", ["城南路店福利一群"], "mention-all")
def test_the_lock_screen_never_needs_more_than_sixteen_characters(
    title: str, groups: list[str], way: str
) -> None:
    slot = Slot.model_validate(one(title=title.strip() or "一", way=way))
    series = planned(shop({"menu": one()})).series[0]
    head = feeds.summary(slot, series, tuple(groups)).partition("｜")[0]
    assert len(head) <= 16
    assert head.startswith(words.VERBS[way])
    title, where = head.rsplit("→", 1)[0], head.rsplit("→", 1)[1]
    assert where[0] == groups[0][0]
    assert len(groups) == 1 or where.endswith(f"等{len(groups)}群")


def test_the_description_begins_with_the_text_to_paste_and_ends_with_the_link() -> None:
    made = shop(
        {
            "menu": one(
                copy="今天有〔菜名，例：鱼〕\n\n要的回「1」",
                way="chain",
                media=["菜单图", "菜图"],
                notes="先核对沽清",
                short="照常营业",
            )
        },
        staff={"staff": "小陈"},
    )
    link = "https://shop.example/calendars/main/today/#welfare.menu"
    assert only(made).value("DESCRIPTION").replace(r"\n", "\n").split("\n") == [
        "今天有〔菜名〕",
        "",
        "要的回「1」",
        "————————",
        "店员（小陈），发接龙",
        "要填：菜名（例：鱼）",
        "准备：菜单图、菜图",
        "发前看：先核对沽清",
        "来不及填就发：照常营业",
        link,
    ]
    assert only(made).value("URL") == link
    assert only(made).value("CATEGORIES") == "干货"


def test_without_a_site_address_there_is_no_link() -> None:
    plan = planned(shop({"menu": one()}))
    raw = feeds.write(plan, feeds.Address("", "shop.example"), CLOCK, None)["calendars/main.ics"]
    assert b"URL" not in raw
    assert b"today/#" not in raw


@pytest.mark.parametrize(
    ("remind", "own", "trigger"),
    [(10, None, "-PT10M"), (10, 90, "-PT1H30M"), (0, None, None), (10, 0, None), (0, 1440, "-P1D")],
)
def test_an_alarm_rings_as_the_slot_says_else_as_the_calendar_does(
    remind: int, own: int | None, trigger: str | None
) -> None:
    slot = one() if own is None else one(remind=own)
    alarms = only(shop({"menu": slot}, remind=remind)).parts
    assert [alarm.value("TRIGGER") for alarm in alarms] == ([trigger] if trigger else [])


# --- lines and bytes ------------------------------------------------------------------------------

HOSTILE = (
    "```\n~~~",
    "<script>alert(1)</script></textarea>",
    "a|b;c,d:e\\n\\N\\;\\\\",
    "BEGIN:VEVENT\nUID:x\nEND:VEVENT",
    "{# {{ ]]>",
    "\u200f\u202e右到左\u2066",
    "𠮷野家👨‍👩‍👧‍👦🇨🇳é",
    "长" * 10_000,
    "\\" * 300,
    "C:\\New\\new",
    " 前后有空格 ",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_comes_back_as_written(text: str) -> None:
    """As a variable's value, since a text itself may not hold {{; icalendar reads it."""
    made = shop({"menu": one(copy="甲{{ store }}乙")}, variables={"store": text})
    raw = written(made)["calendars/main.ics"]
    assert feedlint.faults(raw) == []
    (event,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert str(event["DESCRIPTION"]).startswith(f"甲{text}乙\n————")


LINES = st.text(st.sampled_from("\\\\\\a,;n中𠮷👨\u200d 　"), max_size=400)


@tries(300)
@given(st.lists(LINES, max_size=3))
def test_folding_splits_neither_characters_nor_escapes_and_unfolds(texts: list[str]) -> None:
    escaped = [re.sub(r"([\\,;])", r"\\\1", text) for text in texts]
    lines = [f"DESCRIPTION:{text}" for text in escaped]
    raw = fold(lines)
    frame = b"BEGIN:VCALENDAR\r\n" + raw + b"END:VCALENDAR\r\n"
    assert list(feedlint._byte_faults(frame)) == []
    assert unfold(raw.decode()) == [*lines, ""]
    assert [str(line) for line in icalendar.parser.Contentlines.from_ical(raw) if line] == lines


@pytest.mark.parametrize("escape", [r"\\", r"\n", r"\,", r"\\\n", "中", "𠮷"])
def test_no_fold_stands_inside_an_escape_or_a_character_wherever_it_falls(escape: str) -> None:
    for shift in range(80):
        line = "DESCRIPTION:" + "a" * shift + escape * 40
        raw = fold([line])
        assert list(feedlint._byte_faults(b"BEGIN:VCALENDAR\r\n" + raw + b"END:VCALENDAR\r\n")) == []
        assert unfold(raw.decode()) == [line, ""]


def test_line_ends_of_another_system_unfold_the_same() -> None:
    raw = fold(["SUMMARY:" + "长" * 60, "UID:1"]).decode()
    assert unfold(raw) == unfold(raw.replace("\r\n", "\n")) == unfold(raw.replace("\r\n ", "\r\n\t"))


# --- spliced is as written ------------------------------------------------------------------------


def _plain(
    plan: schedule.Plan, raw: bytes, parts: list[tuple[icalendar.Event, str, schedule.Post | None]]
) -> Any:
    """Write a feed by icalendar alone and read it: events in the order of `parts`, with the stamps of `raw`."""
    calendar = icalendar.Calendar.from_ical(raw)
    stamped = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    calendar.subcomponents = [each for each in calendar.subcomponents if each.name == "VTIMEZONE"]
    for event, uid, post in parts:
        if post:
            for name in ("UID", "DTSTART", "DTEND", "RRULE", "EXDATE"):
                event.pop(name, None)
            end = post.start + timedelta(minutes=post.series.minutes)
            event.add("uid", uid)
            event.add("dtstart", post.start, parameters={"TZID": plan.shop.calendar.timezone})
            event.add("dtend", end, parameters={"TZID": plan.shop.calendar.timezone})
        for name in ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE"):
            event[name] = stamped[uid][name]
        calendar.add_component(event)
    return icalendar.Calendar.from_ical(calendar.to_ical())


def _items(calendar: Any) -> list[Any]:
    parts = calendar.walk("VEVENT") + calendar.walk("VTIMEZONE")
    return sorted(sorted(str(line) for line in part.content_lines()) for part in parts)


@pytest.mark.slow
@tries(15)
@given(shops())
def test_every_file_reads_like_one_written_by_icalendar_alone(made: tuple[Shop, date]) -> None:
    shop, today = made
    plan = planned(shop, today)
    for path, raw in feeds.write(plan, ADDRESS, feeds.Clock(today), None).items() if plan.series else ():
        parts: list[tuple[icalendar.Event, str, schedule.Post | None]] = []
        if path.endswith("next-90-days.ics"):
            for post in plan.posts(today, today + timedelta(days=89)):
                suffix = f".{post.start:%Y-%m-%d}" if post.series.recurrence else ""
                uid = feeds.series_uid(plan, post.series, ADDRESS, suffix)
                parts.append((component(plan, post.series, ADDRESS), uid, post))
        else:
            parts = [
                (component(plan, each, ADDRESS), feeds.series_uid(plan, each, ADDRESS), None)
                for each in plan.series
            ]
        assert feedlint.faults(raw) == []
        assert _items(icalendar.Calendar.from_ical(raw)) == _items(_plain(plan, raw, parts))


def test_a_role_has_the_same_bytes_of_its_own_posts_and_no_others() -> None:
    made = shop({"a": one(), "b": one(owner="host"), "c": one(owner=None)})
    found = written(made)
    assert sorted(found) == [
        "calendars/main.ics",
        "calendars/main/host.ics",
        "calendars/main/next-90-days.ics",
        "calendars/main/staff.ics",
    ]
    blocks = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", found["calendars/main.ics"], re.DOTALL)
    for role, number in (("staff", 0), ("host", 1)):
        raw = found[f"calendars/main/{role}.ics"]
        assert re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", raw, re.DOTALL) == [blocks[number]]
    title = feedlint.read(found["calendars/main/host.ics"]).value("NAME")
    assert title == "店·群主"


def test_next_90_days_holds_every_post_once_without_recurrence() -> None:
    made = shop({"menu": one(copy=["一", "二"]), "sale": one(when={"date": ["2026-12-24"], "at": "09:00"})})
    day = date(2026, 12, 1)
    found = events(written(made, day)["calendars/main/next-90-days.ics"])
    assert all(not each.value("RRULE") and not each.value("EXDATE") for each in found)
    assert len(found) == 91
    assert [each.value("UID") for each in found[:2]] == [
        "main.welfare.menu.2.2026-12-01@shop.example",
        "main.welfare.menu.1.2026-12-02@shop.example",
    ]
    assert "main.welfare.sale.2026-12-24@shop.example" in {each.value("UID") for each in found}


def test_a_calendar_that_begins_later_has_no_next_90_days_yet() -> None:
    assert "calendars/main/next-90-days.ics" not in written(shop({"menu": one()}, starts="2027-06-01"))


# --- UIDs -----------------------------------------------------------------------------------------


def uids(made: Shop, today: date = TODAY) -> list[str]:
    found = [each.value("UID") for each in events(written(made, today)["calendars/main.ics"])]
    return [uid.removeprefix("main.").removesuffix("@shop.example") for uid in found]


@pytest.mark.parametrize(
    ("slot", "wanted"),
    [
        (one(copy=["一", "二"]), ["1", "2"]),
        (one(copy={"rain": "一", "3": "二"}), ["3", "rain"]),
        (one(when={"every": "week", "weekdays": ["mon", "tue"], "at": "9:00"}, copy=["一"] * 3), ["1", "2", "3", "1.r2"]),
        (one(when={"date": ["2026-12-24"], "at": "9:00"}), ["2026-12-24"]),
        (one(when={"day": "1-2", "at": "9:00"}), ["2026-12-01.d1", "2026-12-01.d2"]),
        (one(when={"festival": "christmas", "day": [-3, 0], "at": "9:00"}), ["f2026.d-3", "f2026.d0", "f2027.d-3", "f2027.d0"]),
        (one(when={"festival": "laba", "at": "9:00"}), ["f2026.d0"]),
    ],
    ids=["list", "mapping", "second-place", "date", "run", "festival", "lunar-year"],
)  # fmt: skip
def test_a_uid_is_made_from_ids_and_dates(slot: dict[str, Any], wanted: list[str]) -> None:
    """腊八 of lunar 2026 is 2027-01-15; that of 2027 lies beyond the horizon."""
    assert uids(shop({"menu": slot})) == [f"welfare.menu.{rest}" for rest in wanted]


def test_a_make_up_day_has_a_uid_of_its_own() -> None:
    made = shop({"menu": one(when={"every": "workday", "at": "9:00"})}, starts="2026-01-05")
    assert [uid for uid in uids(made, date(2026, 1, 1)) if ".m2026" in uid] == [
        f"welfare.menu.m2026-{day}" for day in ("02-14", "02-28", "05-09", "09-20", "10-10")
    ]


def test_words_hours_and_groups_leave_uids_alone() -> None:
    before = shop({"menu": one(copy=["一", "二"])})
    after = shop(
        {"menu": one(copy=["三", "四"], title="改了", when={"every": "day", "at": "8:00"}, owner="host")},
        {"welfare": {"groups": ["别的群"]}},
        title="别的店",
    )
    assert uids(before) == uids(after)


@pytest.mark.parametrize("days", [1, 2, 3, 5])
def test_appending_a_text_keeps_the_uid_of_every_texts_first_place(days: int) -> None:
    weekdays = ["mon", "tue", "wed", "thu", "fri"][:days]
    for count in range(1, 8):
        before, after = (
            uids(
                shop(
                    {"menu": one(when={"every": "week", "weekdays": weekdays, "at": "9:00"}, copy=["字"] * k)}
                )
            )
            for k in (count, count + 1)
        )
        first = {uid for uid in before if ".r" not in uid}
        assert len(first) == count
        assert first < set(after)


def test_a_long_uid_is_folded_and_whole() -> None:
    name = "a" * 40
    made = shop({name: one(copy={"b" * 40: "一"})}, {"c" * 40: {}})
    assert only(made).value("UID") == f"main.{'c' * 40}.{name}.{'b' * 40}@shop.example"


# --- the lint finds what it is for ----------------------------------------------------------------

GOOD = shop(
    {"menu": one(when={"every": "2 weeks", "weekdays": ["tue"], "at": "11:00"}, copy="今天有鱼" * 20)},
    closed=["2026-12-15", "2027-01-12"],
    ends="2027-06-30",
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\r\n", b"\n"),
        (b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\n\r\n"),
        (b"BEGIN:VCALENDAR", b"\xef\xbb\xbfBEGIN:VCALENDAR"),
        (b"END:VCALENDAR\r\n", b""),
        (b"END:VEVENT\r\n", b""),
        (b"\r\n ", b""),
        ("今".encode(), "今".encode()[:2]),
        ("今".encode(), "今".encode()[:2] + b"\r\n " + "今".encode()[2:]),
        (rb"\n", b"\\\r\n n"),
        (rb"\n", b"\\\\\\\r\n n"),
        ("有".encode(), b"\x07"),
        ("有".encode(), b","),
        (b"VERSION:2.0\r\n", b""),
        (b"X-PUBLISHED-TTL:PT6H", b"X-PUBLISHED-TTL:P6H"),
        (b";VALUE=DURATION", b""),
        (b"//Qunli//ZH", b"//Qunli 1.0//ZH"),
        (b"X-WR-CALNAME:", b"X-WR-CALNAME:x"),
        (b"BEGIN:VEVENT", b"NAME:x\r\nBEGIN:VEVENT"),
        (b"BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai", b"BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo"),
        (b"TZOFFSETFROM:+0800", b"TZOFFSETFROM:+0900"),
        (b"DTSTART;TZID=Asia/Shanghai:", b"DTSTART:"),
        (b"DTEND;TZID=Asia/Shanghai:2026", b"DTEND;TZID=Asia/Shanghai:2025"),
        (b"EXDATE;TZID=Asia/Shanghai:", b"EXDATE;VALUE=DATE:"),
        (b",20270112T110000", b",20270112T120000"),
        (b",20270112T110000", b",20270113T110000"),
        (b",20270112T110000", b",20261201T110000"),
        (b",20270112T110000", b",20270713T110000"),
        (b":20261215T110000,20270112T110000", b":20270112T110000,20261215T110000"),
        (b"RRULE:FREQ=WEEKLY;UNTIL=20270630T030000Z", b"RRULE:UNTIL=20270630T030000Z;FREQ=WEEKLY"),
        (b"UNTIL=2027", b"UNTIL=2025"),
        (b";INTERVAL=2", b""),
        (b";WKST=MO", b""),
        (b"INTERVAL=2", b"INTERVAL=0"),
        (b"BYDAY=TU", b"BYDAY=MO"),
        (b"BYDAY=TU", b"BYDAY=TU,WE"),
        (b"BYDAY=TU", b"BYDAY=TU;BYHOUR=11"),
        (b"SUMMARY:", b"RDATE;TZID=Asia/Shanghai:20270101T110000\r\nSUMMARY:"),
        (b"TRANSP:TRANSPARENT", b"TRANSP:OPAQUE"),
        (b"SEQUENCE:", b"SEQUENCE:1"),
        (b"UID:main", b"UID:Main"),
        (b"TRIGGER:-PT10M\r\n", b""),
        (b"UID:main", b"UID:x\r\nUID:main"),
    ],
)  # fmt: skip
def test_the_lint_finds_a_damaged_feed(before: bytes, after: bytes) -> None:
    raw = written(GOOD)["calendars/main.ics"]
    assert feedlint.faults(raw) == []
    assert before in raw
    assert feedlint.faults(raw.replace(before, after))


def test_the_lint_finds_a_doubled_uid_and_an_empty_calendar() -> None:
    raw = written(GOOD)["calendars/main.ics"]
    (block,) = re.findall(rb"BEGIN:VEVENT\r\n.*END:VEVENT\r\n", raw, re.DOTALL)
    assert "doubled UID" in feedlint.faults(raw.replace(block, block + block))[0]
    assert feedlint.faults(raw.replace(block, b""))


# --- bytes ----------------------------------------------------------------------------------------


def test_a_main_group_feed_of_28_texts_four_times_a_day_stays_below_180_kb() -> None:
    slots = {
        f"slot-{number}": one(
            when={"every": "day", "at": f"1{number}:00"},
            copy=[f"{text:02}" + "鱼" * 198 for text in range(28)],
            media=["今日菜单图", "主推菜图"],
            notes="发之前核对沽清和价格",
            short="今天照常营业，留位回「几点＋几位」。",
        )
        for number in range(4)
    }
    raw = written(shop(slots))["calendars/main.ics"]
    assert len(events(raw)) == 112
    assert len(raw) <= 180_000


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_an_event_takes_at_most_620_bytes_beside_its_description(industry: str, repository: Library) -> None:
    plan = schedule.plan(repository.shops[industry], repository.almanac, TODAY)
    raw = feeds.write(plan, ADDRESS, CLOCK, None)[f"calendars/{industry}.ics"]
    blocks = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", raw, re.DOTALL)
    described = sum(
        len(text) for text in re.findall(rb"^DESCRIPTION:[^\n]*\n(?: [^\n]*\n)*(?=URL)", raw, re.MULTILINE)
    )
    assert (sum(map(len, blocks)) - described) / len(blocks) <= 620


# --- bad input ------------------------------------------------------------------------------------


def built(root: Path, previous: dict[str, bytes] | None = None) -> site.Site:
    return site.make(library.load(root), TODAY, previous or {}, ADDRESS, None)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"content/industries/shop/sops/welfare.yml": "title: 福利群\nkind: traffic\nslots: {}\n"}, "Q010"),
        ({"calendars/main.yml": "{slots: {menu: null}}"}, "Q010"),
        ({"calendars/main.yml": "{starts: 2027-06-01}\nends: 2027-05-01"}, "Q022"),
        ({"calendars/main.yml": "{}\nends: 2027-05-01\nclosed: 2026-12-01/2027-05-01"}, "Q022"),
        ({"calendars/main.yml": "{slots: {menu: {title: 改, replaces: [none]}}}"}, "Q003"),
        ({"calendars/main.yml": "{slots: {sale: {title: 卖, type: content, when: {date: 2026-12-24, at: 9:00}, copy: 一, replaces: [none]}}}"}, "Q014"),
        ({"calendars/main.yml": "{}\nclosed: 2027-02-08/2027-02-05"}, "Q004"),
        ({"calendars/holidays/2027.yml": "off: [2026-11-30]\n"}, "Q004"),
        ({"calendars/holidays/2027.yml": "off: [2028-01-01]\n"}, "Q004"),
    ],
)  # fmt: skip
def test_a_calendar_that_cannot_be_published_is_told_with_a_code(
    project: Write, changes: dict[str, str], code: str
) -> None:
    """The run of the SOP is given on one line, what follows it belongs to the calendar."""
    head = "title: 店\nindustry: shop\nstarts: 2026-12-01\nsops:\n  welfare: "
    files = {path: head + text if path == "calendars/main.yml" else text for path, text in changes.items()}
    root = project({path: text + "\n" for path, text in files.items()})
    with pytest.raises(ContentError) as caught:
        built(root)
    assert code in {problem.code for problem in caught.value.problems}


def test_a_text_named_like_a_make_up_day_is_told(project: Write) -> None:
    """2026-02-28 is a Saturday worked: two events would have one UID and phones would show one."""
    root = project(
        {
            "content/industries/shop/sops/welfare.yml": "title: 福利群\nkind: traffic\nslots:\n  menu: {title: 一, type: content, when: {every: workday, at: 9:00}, copy: {m2026-02-28: 一}}\n",
            "calendars/main.yml": "title: 店\nindustry: shop\nstarts: 2026-01-05\nsops: {welfare: {}}\n",
        }
    )
    with pytest.raises(ContentError) as caught:
        site.make(library.load(root), date(2026, 1, 1), {}, ADDRESS, None)
    assert [problem.code for problem in caught.value.problems] == ["Q011"]


def test_an_address_of_more_than_256_characters_is_a_problem() -> None:
    plan = planned(shop({"menu": one()}))
    paths = feeds.write(plan, ADDRESS, CLOCK, None)
    room = 256 - len("calendars/main/next-90-days.ics")
    short, long = (feeds.Address("https://" + "a" * (size - 9) + "/", "a") for size in (room, room + 1))
    assert list(feeds.problems(plan, paths, short)) == []
    assert [problem.code for problem in feeds.problems(plan, paths, long)] == ["Q021"]


def test_a_feed_that_google_would_soon_drop_is_told() -> None:
    plan = planned(shop({"menu": one()}))
    told = list(
        feeds.too_big(plan, {"calendars/main.ics": b"x" * 900_001, "calendars/a.ics": b"x" * 900_000})
    )
    assert [(each.code, each.level, each.path, each.line, each.column) for each in told] == [
        ("Q028", "warning", "calendars/main.yml", 0, 1)
    ]
    assert "calendars/main.ics 有 900 kB" in told[0].message


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://shop.example/群/", None),
        ("http://127.0.0.1:8000/", None),
        ("https://shop.example/?a", "不能有 ? 和 #"),
        ("https://shop.example/#a", "不能有 ? 和 #"),
        ("https://a:b@shop.example/?a", "用户名或密码"),
        ("ftp://shop.example/", "http:// 或 https://"),
        ("https://", "后面是域名"),
        ("https://[shop/", "网址不对"),
        ("https://shop.example:port/", "网址不对"),
        ("https://shop example/", "空格"),
    ],
)
def test_the_address_of_a_site_is_one_that_others_can_begin_with(url: str, said: str | None) -> None:
    found = feeds.site_fault(url)
    assert said in found[0] if said and found else found is None
    assert not said or (found and found[1])


@pytest.mark.parametrize("project_id", ["", "店", "a b", "a,b", "a@b", "-a"])
def test_a_project_that_cannot_end_a_uid_is_a_problem(project_id: str) -> None:
    plan = planned(shop({"menu": one()}))
    found = list(feeds.problems(plan, [], feeds.Address("", project_id)))
    assert [(problem.path, problem.code) for problem in found] == [("mkdocs.yml", "Q011")]


def test_an_odd_project_is_quoted_to_sixty_characters_and_an_unreadable_memory_named() -> None:
    plan = planned(shop({"menu": one()}))
    found = list(feeds.problems(plan, [], feeds.Address("", "店" * 61), b"no calendar"))
    assert [(each.path, each.line, each.column, each.code, each.level) for each in found] == [
        ("mkdocs.yml", 0, 1, "Q011", "error"),
        ("calendars/main.ics", 0, 1, "Q023", "warning"),
    ]
    assert found[0].message == f"qunli 的 project {'店' * 60} 不能当编号的结尾"


@pytest.mark.parametrize(
    ("day", "sequence"), [("2019-06-01", "0"), ("2020-01-01", "0"), ("2020-01-02", "1440")]
)
def test_the_sequence_of_what_was_built_before_2020_is_none(day: str, sequence: str) -> None:
    today = date.fromisoformat(day)
    made = shop({"menu": one()}, starts=day)
    raw = feeds.write(planned(made, today), ADDRESS, feeds.Clock(today), None)["calendars/main.ics"]
    assert f"SEQUENCE:{sequence}\r\n".encode() in raw


def test_stamps_are_utc_and_sequence_counts_minutes() -> None:
    clock = feeds.Clock(TODAY, datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC))
    raw = feeds.write(planned(shop({"menu": one()})), ADDRESS, clock, None)["calendars/main.ics"]
    (event,) = events(raw)
    assert event.value("DTSTAMP") == event.value("LAST-MODIFIED") == "20261122T030405Z"
    assert (
        int(event.value("SEQUENCE"))
        == (datetime(2026, 11, 22, 3, 4) - datetime(2020, 1, 1)).total_seconds() / 60
    )


def test_a_feed_tells_whose_it_is() -> None:
    raw = written(shop({"menu": one()}))["calendars/main.ics"]
    assert feeds.is_of(raw, ADDRESS.project)
    assert not feeds.is_of(raw, f"x{ADDRESS.project}")
    assert not feeds.is_of(raw, ADDRESS.project[1:])
    assert not feeds.is_of(raw.replace(b"//Qunli//", b"//Other//"), ADDRESS.project)
    assert not feeds.is_of(b"", ADDRESS.project)
    long = f"{ADDRESS.project}.{'x' * 70}"
    unfolded = raw.replace(b"\r\n ", b"").replace(f"@{ADDRESS.project}".encode(), f"@{long}".encode())
    folded = b"\r\n".join(
        b"\r\n ".join(line[at : at + 70] for at in range(0, len(line), 70))
        for line in unfolded.split(b"\r\n")
    )
    assert feeds.is_of(folded, long)
