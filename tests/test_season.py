"""Seasons of what recurs: from their names to the feed, and back from a sheet."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
import recurring_ical_events
from conftest import ADDRESS, Write, planned, slot, sop
from qunli import changes, feeds, library, schedule
from qunli.almanac import Almanac
from qunli.problem import Problem
from qunli.schema import schemas
from qunli.when import FORMS, Ear, Season, heard_season
from shops import FESTIVALS
from test_workbook import edited, exported, imported, opened

PLAN = "content/industries/shop/sops/welfare.yml"
TODAY = date(2026, 11, 22)
WINTER = "{from: 立冬, to: 立春}"


def plan(project: Write, when: str, copy: str = "[一, 二, 三]", calendar: str = "") -> schedule.Plan:
    files = {
        PLAN: sop(soup=slot(when, copy)),
        "calendars/main.yml": f"title: 店\nindustry: shop\nstarts: 2026-10-05\nsops: {{welfare: {{}}}}\n{calendar}\n",
    }
    return planned(project(files), today=TODAY)


def days_of(made: schedule.Plan) -> list[date]:
    return [post.start.date() for post in made.posts(date(2026, 1, 1), made.horizon)]


def season(text: dict[str, str]) -> Season:
    return Season.model_validate(text)


def test_a_season_is_one_series_for_each_year_and_ends_past_new_year(project: Write) -> None:
    """立冬 is 7 November in 2026 and 2027, 立春 4 February in 2027 and 2028; the second is told whole."""
    made = plan(project, f"{{every: week, weekdays: [sat], at: 9:00, season: {WINTER}}}", "[一]")
    assert [(each.rest, str(each.first)) for each in made.series] == [
        ("1.y2026", "2026-11-07"),
        ("1.y2027", "2027-11-13"),
    ]
    feed = feeds.write(made, ADDRESS, feeds.Clock(TODAY), None)["calendars/main.ics"].decode()
    assert [line for line in feed.splitlines() if line.startswith(("UID", "RRULE"))] == [
        "UID:main.welfare.soup.1.y2026@shop.example",
        "RRULE:FREQ=WEEKLY;UNTIL=20270204T010000Z;BYDAY=SA",
        "UID:main.welfare.soup.1.y2027@shop.example",
        "RRULE:FREQ=WEEKLY;UNTIL=20280204T010000Z;BYDAY=SA",
    ]


WHENS = {
    "day": "every: day, at: 9:00",
    "hours": "every: day, at: [9:00, 17:00]",
    "workday": "every: workday, at: 9:00, holidays: skip",
    "weeks": "every: 2 weeks, weekdays: [mon, sat], at: 9:00",
    "month": "every: month, monthdays: [1, 20], at: 9:00",
    "last": "every: month, monthdays: [20, last], at: 9:00",
    "lunar": "lunar: [1, 15], at: 9:00, holidays: skip",
}


@pytest.mark.parametrize("when", WHENS.values(), ids=WHENS)
@pytest.mark.parametrize("calendar", ["", "closed: [sun, 2026-11-16/2026-11-20]\nhours: 10:00-16:00"])
def test_a_season_only_cuts_what_is_posted_without_it(project: Write, when: str, calendar: str) -> None:
    """Turns are counted from the start of the calendar, season or not."""
    copy = "[一, 二, 三, 四, 五, 六, 七, 八, 九, 十, 甲, 乙, 丙, 丁]"
    whole, cut = (plan(project, f"{{{when}{more}}}", copy, calendar) for more in ("", f", season: {WINTER}"))
    spans = [(date(2026, 11, 7), date(2027, 2, 4)), (date(2027, 11, 7), date(2028, 2, 4))]
    wanted = [
        (post.start, post.series.text)
        for first, last in spans
        for post in whole.posts(first, min(last, whole.horizon))
    ]
    assert [(post.start, post.series.text) for post in cut.posts(date(2026, 1, 1), cut.horizon)] == wanted
    assert wanted


def test_another_reader_of_the_feed_sees_the_same_days(project: Write) -> None:
    made = plan(
        project, f"{{every: day, at: [9:00, 17:00], season: {WINTER}}}", calendar="closed: 2026-12-24"
    )
    feed = feeds.write(made, ADDRESS, feeds.Clock(TODAY), None)["calendars/main.ics"]
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(feed)).between(
        date(2026, 1, 1), date(2028, 1, 1)
    )
    assert sorted(each["DTSTART"].dt.replace(tzinfo=None) for each in events) == [
        post.start for post in made.posts(date(2026, 1, 1), made.horizon)
    ]


def test_what_has_no_rule_is_single_events_of_its_season(project: Write) -> None:
    made = plan(project, "{lunar: 1, at: 9:00, season: {from: 12-01, to: 12-31}}")
    assert [each.rest for each in made.series] == ["l2026-12-09", "l2027-12-28"]


def test_a_make_up_day_is_worked_only_within_the_season(project: Write) -> None:
    """In 2026, 10 October is a Saturday that is worked."""
    within, without = (
        plan(project, f"{{every: workday, at: 9:00, season: {{from: {first}, to: 10-20}}}}")
        for first in ("10-08", "10-12")
    )
    assert [date(2026, 10, 10) in days_of(made) for made in (within, without)] == [True, False]


NAMED = {
    "{from: dongzhi, to: 腊八}": ("2026-12-22", "2027-01-15"),
    "{from: 腊八, to: 元宵}": ("2027-01-15", "2027-02-20"),
    "{from: 暑假, to: summer-holiday}": ("2027-07-01", "2027-08-31"),
    "{from: 06-01, to: 立秋}": ("2027-06-01", "2027-08-08"),
    "{from: 除夕, to: 01-03}": ("2027-02-05", "2028-01-03"),
    "{from: 618, to: 中秋}": ("2027-06-18", "2027-09-15"),
}


@pytest.mark.parametrize(("text", "days"), NAMED.items(), ids=NAMED)
def test_an_end_goes_by_any_name_of_a_day_of_the_year(
    project: Write, text: str, days: tuple[str, str]
) -> None:
    found = days_of(plan(project, f"{{every: day, at: 9:00, season: {text}}}"))
    first, last = map(date.fromisoformat, days)
    assert {first, min(last, date(2027, 12, 31))} <= set(found)
    assert first - timedelta(days=1) not in found
    assert last + timedelta(days=1) not in found


def test_a_season_that_the_moon_stretches_ends_before_the_next_begins() -> None:
    """腊八 comes on 10 January and on 30 December of 2022: 元旦 after the first would be within the second."""
    whole = season({"from": "腊八", "to": "01-05"})
    found = [*whole.stretches(date(2022, 1, 10), date(2022, 12, 31), Almanac(FESTIVALS))]
    assert [(str(each.first), str(each.last), each.rest) for each in found] == [
        ("2022-01-10", "2022-12-29", ".y2021"),
        ("2022-12-30", "2023-01-05", ".y2022"),
    ]


FAULTS = {
    "{every: day, at: 9:00, season: {from: 立冻, to: 立春}}": ("Q014", "不认识的节气或节日 立冻", "节气"),
    "{every: day, at: 9:00, season: {from: no-such-day, to: 立春}}": ("Q014", "no-such-day", ""),
    "{every: day, at: 9:00, season: {from: 立冬, to: 立冬}}": ("Q004", "同一天", "to"),
    "{every: day, at: 9:00, season: {from: 06-01, to: 儿童节}}": ("Q004", "同一天", "to"),
    "{every: day, at: 9:00, season: {from: 02-29, to: 立夏}}": ("Q004", "2 月 29 日", "02-28"),
    "{every: day, at: 9:00, season: {from: 13-01, to: 立夏}}": ("Q004", "13-01", "06-01"),
    "{every: day, at: 9:00, season: {from: 2026-12-01, to: 立夏}}": ("Q004", "2026-12-01", "06-01"),
    "{every: day, at: 9:00, season: {from: 12月1日, to: 立夏}}": ("Q004", "12月1日", "06-01"),
    "{every: day, at: 9:00, season: {from: 立冬}}": ("Q002", "to", ""),
    "{every: day, at: 9:00, season: {from: 立冬, to: 立春, at: 9:00}}": ("Q001", "at", ""),
    "{every: day, at: 9:00, season: 立冬}": ("Q003", "", ""),
    "{date: 2026-12-24, at: 9:00, season: {from: 立冬, to: 立春}}": ("Q003", "season", "every"),
    "{day: 3, at: 9:00, season: {from: 立冬, to: 立春}}": ("Q003", "season", "every"),
    "{festival: mid-autumn, at: 9:00, season: {from: 立冬, to: 立春}}": ("Q003", "season", "every"),
}


def problems(project: Write, when: str) -> list[Problem]:
    return library.load(project({PLAN: sop(soup=slot(when))})).problems


@pytest.mark.parametrize(("when", "told"), FAULTS.items(), ids=FAULTS)
def test_what_is_no_season_is_one_fault_with_a_way_out(
    project: Write, when: str, told: tuple[str, str, str]
) -> None:
    code, message, hint = told
    [found] = problems(project, when)
    assert (found.code, found.line, message in found.message, hint in found.hint) == (code, 4, True, True)


def test_pages_say_the_season_before_the_days(project: Write) -> None:
    library_of = library.load(
        project({PLAN: sop(soup=slot(f"{{every: day, at: 9:00, holidays: skip, season: {WINTER}}}"))})
    ).require()
    when = library_of.industries["shop"].sops["welfare"].slots["soup"].when
    assert when.words(str) == "立冬到立春，每天（放假停发） 09:00"
    assert season({"from": "christmas", "to": "06-01"}).words(lambda name: FESTIVALS[name].title) == (
        "每年圣诞到6月1日"
    )


def test_a_shop_and_a_fork_may_change_a_season_and_take_it_away(project: Write) -> None:
    fork = "content/industries/branch"
    when = f"{{every: day, at: 9:00, season: {WINTER}}}"

    def words(patch: str) -> list[str]:
        files = {
            PLAN: sop(soup=slot(when)),
            f"{fork}/pack.yml": "extends: shop\ntitle: 分店\nversion: 1.0.0\n",
            f"{fork}/sops/welfare.yml": f"slots: {{soup: {{when: {patch}}}}}\n",
        }
        return changes.fork_words(library.load(project(files)).require(), "branch")

    assert "福利群「一条」立冬到立春，每天 09:00 → 立冬到雨水，每天 09:00" in words("{season: {to: 雨水}}")
    assert "福利群「一条」立冬到立春，每天 09:00 → 每天 09:00" in words("{season: null}")
    assert "福利群「一条」立冬到立春，每天 09:00 → 每周一 09:00" in words("{every: week, weekdays: [mon]}")


EAR = Ear({name: each.title for name, each in FESTIVALS.items()}, TODAY)


@pytest.mark.parametrize(
    ("words", "meaning"),
    {
        "立冬到立春,每天": ({"from": "立冬", "to": "立春"}, "每天"),
        "圣诞至腊八, 每周一": ({"from": "圣诞", "to": "腊八"}, "每周一"),
        "每年6月1日到9月1日,每天": ({"from": "06-01", "to": "09-01"}, "每天"),
        "6月1日到9月1日,每天": (None, "6月1日到9月1日,每天"),
        "周一到周五,每天": (None, "周一到周五,每天"),
    }.items(),
)
def test_the_season_of_a_cell_is_heard(words: str, meaning: Any) -> None:
    assert heard_season(words, EAR) == meaning


@pytest.mark.parametrize(
    ("written", "said"),
    {
        "{from: lidong, to: 立春}": "立冬到立春，每天（放假停发） 09:00",
        "{from: 06-01, to: 09-01}": "每年6月1日到9月1日，每天（放假停发） 09:00",
    }.items(),
)
def test_a_sheet_keeps_a_season_as_it_is_written(project: Write, written: str, said: str) -> None:
    when = f"{{every: day, at: 09:00, holidays: skip, season: {written}}}"
    draft = opened(project({PLAN: sop(soup=slot(when))}))
    assert draft.file is not None
    assert imported(draft, exported(draft)) == draft.file.text

    def later(sheet: Any, at: dict[str, int]) -> None:
        assert sheet.cell(2, at["时间"]).value == said
        for row in (2, 3):
            sheet.cell(row, at["时间"]).value = said.replace("09:00", "10:30")

    assert imported(draft, edited(exported(draft), later)) == draft.file.text.replace("09:00", "10:30")


@pytest.mark.parametrize("name", ["sop.json", "sop-fork.json", "calendar.json"])
def test_editors_offer_it_where_something_recurs_and_nowhere_else(name: str) -> None:
    forms = {key: each["properties"] for key, each in json.loads(schemas()[name])["definitions"].items()}
    offered = {key for key, fields in forms.items() if "at" in fields and "season" in fields}
    assert offered == {form.__name__ for form in FORMS if form.routine}
    assert set(forms["Season"]) == {"from", "to"}
