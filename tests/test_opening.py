"""What closed weekdays and the hours of talking make of a shop's plan, from its files to its feed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from conftest import ADDRESS, Write, planned, slot, sop, tries
from hypothesis import given
from hypothesis import strategies as st
from qunli import feeds, library, schedule
from qunli.library import Shop
from qunli.library.shops import opened
from shops import ALMANAC, shops

TODAY = date(2026, 11, 22)
SEVEN = "[一, 二, 三, 四, 五, 六, 日]"


def plan(project: Write, when: str, copy: str, calendar: str, **more: Any) -> schedule.Plan:
    """The plan of a shop that opens on Tuesday, 1 December 2026."""
    files = {
        "content/industries/shop/sops/welfare.yml": sop(menu=slot(when, copy, **more)),
        "calendars/main.yml": f"title: 店\nindustry: shop\nstarts: 2026-12-01\nsops: {{welfare: {{}}}}\n{calendar}\n",
    }
    return planned(project(files), today=TODAY)


def feed(made: schedule.Plan) -> str:
    return feeds.write(made, ADDRESS, feeds.Clock(TODAY), None)["calendars/main.ics"].decode()


def of_weeks(made: schedule.Plan, weeks: int) -> list[str]:
    """The days and texts of so many weeks from 7 December, a Monday: 12-07 一."""
    first = date(2026, 12, 7)
    posts = made.posts(first, first + timedelta(days=7 * weeks - 1))
    return [f"{post.start:%m-%d} {post.series.text}" for post in posts]


def test_a_daily_rotation_of_whole_weeks_stands_still_and_leaves_out_the_closed_weekday(
    project: Write,
) -> None:
    closed = plan(project, "{every: day, at: 11:00}", SEVEN, "closed: [sun]")
    assert of_weeks(closed, 1) == ["12-07 一", "12-08 二", "12-09 三", "12-10 四", "12-11 五", "12-12 六"]
    rules = [line for line in feed(closed).splitlines() if line.startswith(("RRULE", "EXDATE"))]
    assert rules == ["RRULE:FREQ=DAILY;INTERVAL=7;WKST=MO"] * 6


def test_whole_weeks_are_counted_in_days_and_not_in_texts(project: Write) -> None:
    """Fourteen texts at two hours a day take seven days."""
    copy = f"[{', '.join(f'第{number}条' for number in range(1, 15))}]"
    closed = plan(project, "{every: day, at: [9:00, 17:00]}", copy, "closed: [sun]")
    assert of_weeks(closed, 1)[-2:] == ["12-12 第11条", "12-12 第12条"]
    assert {each.rest for each in closed.series} == {str(number) for number in range(1, 13)}


def test_another_daily_rotation_goes_on_week_by_week_on_the_open_weekdays(project: Write) -> None:
    closed = plan(project, "{every: day, at: 11:00}", "[一, 二, 三]", "closed: [tue, sun]")
    assert of_weeks(closed, 2) == [
        *("12-07 三", "12-09 一", "12-10 二", "12-11 三", "12-12 一"),
        *("12-14 二", "12-16 三", "12-17 一", "12-18 二", "12-19 三"),
    ]
    assert "EXDATE" not in feed(closed)
    assert feed(closed).count("FREQ=WEEKLY") == len(closed.series)


@pytest.mark.parametrize(
    ("when", "posted"),
    {
        "{every: week, weekdays: [mon, sun], at: 11:00}": ["12-07 二", "12-14 三"],
        "{every: workday, at: 11:00}": ["12-07 一", "12-08 二", "12-09 三", "12-10 四", "12-14 一"],
    }.items(),
    ids=["week", "workday"],
)
def test_weekly_and_workday_slots_lose_the_weekday_without_exceptions(
    project: Write, when: str, posted: list[str]
) -> None:
    closed = plan(project, when, "[一, 二, 三, 四]", "closed: [fri, sun]")
    assert of_weeks(closed, 2)[: len(posted)] == posted
    assert not {day.weekday() for each in closed.series for day in each.exceptions} & {4, 6}
    assert all(each.recurrence and each.recurrence.frequency == "WEEKLY" for each in closed.series)


def test_a_slot_of_closed_weekdays_alone_is_not_posted_and_not_promised(project: Write) -> None:
    files = {
        "content/industries/shop/sops/welfare.yml": sop(
            menu=slot("{every: day, at: 11:00}", "[一]"),
            sunday=slot("{every: week, weekdays: [sun], at: 11:00}", "[周日见]"),
        )
        + "welcome: [欢迎, {text: 周日见, needs: [sunday]}]\n",
        "calendars/main.yml": "title: 店\nindustry: shop\nstarts: 2026-12-01\nsops: {welfare: {}}\nclosed: sun\n",
    }
    shop = library.load(project(files)).require().shops["main"]
    run = shop.runs["welfare"]
    assert (list(run.sop.slots), list(run.shut), run.sop.welcome) == (["menu"], ["sunday"], "欢迎")


@pytest.mark.parametrize(
    "when",
    ["{date: [2026-12-13, 2026-12-14], at: 11:00}", "{every: month, monthdays: [13, 14], at: 11:00}"],
)
def test_other_posts_on_a_closed_weekday_fall_away(project: Write, when: str) -> None:
    """13 December 2026 is a Sunday."""
    assert of_weeks(plan(project, when, "[一, 二]", "closed: [sun]"), 2) == ["12-14 二"]


def test_a_day_of_the_month_never_begins_on_a_closed_weekday(project: Write) -> None:
    """With so many texts each comes once in years, and its first day may lie beyond all days known."""
    copy = f"[{', '.join(f'第{number}条' for number in range(1, 60))}]"
    closed = plan(project, "{every: month, monthdays: [13], at: 11:00}", copy, "closed: [mon, tue, wed, sun]")
    assert len(closed.series) == 59
    assert {each.first.weekday() for each in closed.series} == {3, 4, 5}


def test_closed_days_and_closed_weekdays_stand_in_one_list(project: Write) -> None:
    closed = plan(project, "{every: day, at: 11:00}", SEVEN, "closed: [sun, 2026-12-08/2026-12-09]")
    assert of_weeks(closed, 1) == ["12-07 一", "12-10 四", "12-11 五", "12-12 六"]


@pytest.mark.parametrize(
    ("closed", "told"),
    {
        "[mon, tue, wed, thu, fri, sat, sun]": "一周七天都店休",
        "[sun, sun]": "列表里有重复",
        "[周日]": "店休 周日 不对",
        "7": "店休 7 不对",
    }.items(),
)
def test_closed_weekdays_that_cannot_be_are_told(project: Write, closed: str, told: str) -> None:
    root = project(
        {
            "calendars/main.yml": f"title: 店\nindustry: shop\nstarts: 2026-12-01\nsops: {{welfare: {{}}}}\nclosed: {closed}\n"
        }
    )
    problems = library.load(root).problems
    assert [(each.line, told in each.message) for each in problems] == [(5, True)]


# --- hours of talking -----------------------------------------------------------------------------

HOURS = {
    "early": slot("{every: day, at: 07:00}", "[早]"),
    "first": slot("{every: day, at: 09:30}", "[开门]"),
    "late": slot("{every: day, at: 21:00}", "[晚]"),
    "last": slot("{every: day, at: 22:00}", "[夜]"),
}


def at_hours(project: Write, calendar: str, pack: str = "", **slots: str) -> schedule.Plan:
    files: dict[str, str | bytes | None] = {
        "content/industries/shop/sops/welfare.yml": sop(**(slots or HOURS)),
        "calendars/main.yml": f"title: 店\nindustry: shop\nstarts: 2026-12-01\nsops: {{welfare: {{}}}}\n{calendar}\n",
    }
    root = project(files)
    if pack:
        path = root / "content/industries/shop/pack.yml"
        path.write_text(path.read_text("utf-8") + f"hours: {pack}\n", "utf-8")
    return planned(root, today=TODAY)


def hours_of(plan: schedule.Plan) -> list[str]:
    return [f"{each.at:%H:%M} {each.slot}" for each in sorted(plan.series, key=lambda each: each.at)]


def test_hours_outside_take_the_ends_in_their_order(project: Write) -> None:
    plan = at_hours(project, "hours: 09:30-20:30")
    assert hours_of(plan) == ["09:30 early", "09:30 first", "20:15 late", "20:30 last"]
    assert [(each.slot, f"{each.was:%H:%M}", f"{each.now:%H:%M}") for each in plan.moved] == [
        ("early", "07:00", "09:30"),
        ("late", "21:00", "20:15"),
        ("last", "22:00", "20:30"),
    ]


def test_the_hours_of_the_pack_hold_where_the_calendar_says_none(project: Write) -> None:
    assert hours_of(at_hours(project, "", "08:00-21:00"))[0] == "08:00 early"
    assert hours_of(at_hours(project, "hours: 06:00-23:00", "08:00-21:00"))[0] == "07:00 early"


def test_past_midnight_all_that_lies_outside_is_before_the_opening(project: Write) -> None:
    night = {
        "night": slot("{every: day, at: 01:00}", "[夜宵]"),
        "gap": slot("{every: day, at: 03:00}", "[收摊]"),
    }
    plan = at_hours(project, "hours: 18:00-02:00", **HOURS, **night)
    assert hours_of(plan) == [
        "01:00 night",
        "18:00 gap",
        "18:15 early",
        "18:30 first",
        "21:00 late",
        "22:00 last",
    ]


def test_a_slot_that_is_not_posted_takes_no_place(project: Write) -> None:
    slots = {
        "late": slot("{every: day, at: 21:00}", "[晚]", pace="light"),
        "last": slot("{every: day, at: 22:00}", "[夜]", pace="full"),
    }
    assert hours_of(at_hours(project, "hours: 09:30-20:30\npace: light", **slots)) == ["20:30 late"]


def test_posts_of_one_hour_on_different_days_do_not_push_each_other_away(project: Write) -> None:
    """A shop that talks from six in the evening posted its weekly coupon at one minute to midnight."""
    days = range(1, 9)
    slots = {f"noon-{day}": slot(f"{{every: month, monthdays: [{day}], at: 12:00}}", "[午]") for day in days}
    plan = at_hours(
        project,
        "hours: 18:00-02:00",
        coupon=slot("{every: week, weekdays: [mon], at: 16:30}", "[券]"),
        **slots,
    )
    assert hours_of(plan) == [*(f"18:00 noon-{day}" for day in days), "18:15 coupon"]


def test_more_posts_than_an_hour_holds_stay_within(project: Write) -> None:
    slots = {f"late-{number}": slot(f"{{every: day, at: 22:{number:02}}}", "[晚]") for number in range(9)}
    assert {
        each.at.hour * 60 + each.at.minute for each in at_hours(project, "hours: 19:30-20:30", **slots).series
    } == {
        1170,
        1185,
        1200,
        1215,
        1230,
    }


@pytest.mark.parametrize(
    "hours", ["09:30", "9-20", "09:30-24:30", "09:30-09:30", "[09:30, 20:30]", "09:30 - 20:30", "上午到晚上"]
)
def test_hours_that_cannot_be_are_told_with_a_way_out(project: Write, hours: str) -> None:
    root = project(
        {
            "calendars/main.yml": f"title: 店\nindustry: shop\nstarts: 2026-12-01\nsops: {{welfare: {{}}}}\nhours: {hours}\n"
        }
    )
    problems = library.load(root).problems
    assert [(each.line, each.code) for each in problems] == [(5, "Q004")]
    assert "09:30-20:30" in problems[0].hint


def naive(shop: Shop, first: int, last: int) -> dict[tuple[str, str, int], int]:
    """Where each hour of a shop's slots goes, in minutes: one after the other, from each end inwards.

    Where there are more than eight at an end, those of one hour go together.
    """
    every = [
        (at.hour * 60 + at.minute, run.id, name, number)
        for run in shop.runs.values()
        for name, each in run.sop.slots.items()
        for number, at in enumerate(each.when.at)
    ]
    over_midnight = last < first
    inside = [each for each in every if (each[0] >= first) + (each[0] <= last) > 1 - over_midnight]
    left = sorted(set(every) - set(inside))
    found = {each[1:]: each[0] for each in inside}
    before = [each for each in left if over_midnight or each[0] < first]
    after = [each for each in left if each not in before][::-1]
    for side, end, way, stop in (
        (before, first, 15, 1439 if over_midnight else last),
        (after, last, -15, first),
    ):
        taken: list[tuple[object, ...]] = []
        for each in side:
            place: tuple[object, ...] = each[:1] if len(side) > 8 else each
            taken += [place] if place not in taken else []
            goes = end + way * taken.index(place)
            found[each[1:]] = min(goes, stop) if way > 0 else max(goes, stop)
    return found


@pytest.mark.slow
@tries(100)
@given(shops(), st.sampled_from(["09:30-20:30", "12:00-12:30", "18:00-02:00", "07:30-23:50", "23:30-00:00"]))
def test_hours_move_the_clock_and_neither_days_nor_uids(made: tuple[Shop, date], hours: str) -> None:
    shop, today = made
    before = schedule.plan(opened(shop), ALMANAC, today)
    span = tuple(map(time.fromisoformat, hours.split("-")))
    calendar = shop.calendar.model_copy(update={"hours": span})
    after = schedule.plan(opened(replace(shop, calendar=calendar)), ALMANAC, today)
    first, last = (each.hour * 60 + each.minute for each in span)
    wanted = naive(before.shop, first, last)
    assert [replace(each, at=before.series[number].at) for number, each in enumerate(after.series)] == [
        *before.series
    ]
    for each in after.series:
        assert each.at.hour * 60 + each.at.minute == wanted[each.run, each.slot, each.hour]
    moved = {(each.run, each.slot, each.number): each.now.hour * 60 + each.now.minute for each in after.moved}
    stays = {
        (run.id, name, number): at.hour * 60 + at.minute
        for run in before.shop.runs.values()
        for name, one in run.sop.slots.items()
        for number, at in enumerate(one.when.at)
    }
    assert stays | moved == wanted
