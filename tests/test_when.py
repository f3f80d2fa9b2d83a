"""The forms of `when`: what each means, says, and hears."""

from __future__ import annotations

import importlib
import inspect
import itertools
import json
import pkgutil
import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
import qunli.when
from conftest import REPOSITORY, Write, codes, planned, slot, sop, source
from hypothesis import given
from hypothesis import strategies as st
from lunar_python import Solar
from qunli import library, shape
from qunli.almanac import Almanac, SolarFestival
from qunli.model import Slot, Sop
from qunli.problem import ContentError
from qunli.when import (
    FORMS,
    KEYS,
    Ear,
    Form,
    Listed,
    Recurring,
    Routine,
    UnclearError,
    Window,
    form_of,
    heard,
    walk,
)
from shops import ALMANAC, FESTIVALS
from whens import MEANINGS

TITLES = {name: each.title for name, each in FESTIVALS.items()}
EAR = Ear(TITLES, date(2026, 11, 26))

FAULTS = {
    "{at: 11:00}": "Q004",
    "{every: fortnight, at: 11:00}": "Q004",
    "{every: 1 weeks, weekdays: [mon], at: 11:00}": "Q004",
    "{every: 53 weeks, weekdays: [mon], at: 11:00}": "Q004",
    "{every: week, at: 11:00}": "Q002",
    "{every: month, monthdays: [29], at: 11:00}": "Q004",
    "{every: month, monthdays: [last, 30], at: 11:00}": "Q004",
    "{every: month, monthdays: [last, last], at: 11:00}": "Q010",
    "{every: month, monthdays: [0, last], at: 11:00}": "Q004",
    "{every: month, monthdays: [last, {a: 1}], at: 11:00}": "Q004",
    "{every: month, monthdays: [last, [1]], at: 11:00}": "Q004",
    "{lunar: [{a: 1}], at: 11:00}": "Q004",
    "{lunar: 0, at: 11:00}": "Q004",
    "{lunar: 30, at: 11:00}": "Q004",
    "{lunar: [1, 1], at: 11:00}": "Q010",
    "{lunar: 初一, at: 11:00}": "Q004",
    "{lunar: [1], every: day, at: 11:00}": "Q001",
    "{every: day, at: []}": "Q010",
    "{every: day, at: [11:00, 11:00]}": "Q010",
    "{every: day, at: [11:00, 24:00]}": "Q004",
    "{every: day}": "Q002",
}


def read(when: str) -> Form:
    text = f"title: 一条\ntype: content\ncopy: 字\nwhen: {when}\n"
    return shape.read(source(text), Slot).when


@pytest.mark.parametrize(("text", "meaning"), MEANINGS.items(), ids=MEANINGS)
def test_each_form_means_its_days_in_order_and_says_them(text: str, meaning: Any) -> None:
    name, fields, part, words = meaning
    when = read(text)
    assert type(when).__name__ == name
    assert {key: getattr(when, key) for key in fields} == fields
    assert when.id_part() == part
    assert when.words(lambda festival: TITLES[festival]) == words


def test_every_form_is_tried_above() -> None:
    assert {name for name, *_ in MEANINGS.values()} == {form.__name__ for form in FORMS}


def test_every_form_of_the_room_is_one_of_the_forms() -> None:
    """A file that nobody imports is found too."""
    modules = [
        importlib.import_module(f"qunli.when.{each.name}")
        for each in pkgutil.iter_modules(qunli.when.__path__)
    ]
    found = {each for module in modules for each in vars(module).values() if inspect.isclass(each)}
    forms = {each for each in found if issubclass(each, Form) and not inspect.isabstract(each)}
    assert forms == set(FORMS)


def test_the_example_of_every_form_has_every_form() -> None:
    text = (REPOSITORY / "tests/good/sop/every-form.yml").read_text("utf-8")
    assert {type(each.when) for each in shape.read(source(text), Sop).slots.values()} == set(FORMS)


@pytest.mark.parametrize(
    ("said", "later"),
    [
        ({"every": "day"}, {"every": "day"}),
        ({"every": "week", "weekdays": ["mon", "sun"]}, {"every": "week", "weekdays": ["mon", "tue"]}),
        ({"every": "2 weeks", "weekdays": ["sat"]}, {"every": "2 weeks", "weekdays": ["sun"]}),
        ({"every": "2 weeks", "weekdays": ["sat", "sun"]}, None),
        ({"every": "workday"}, None),
        ({"every": "month", "monthdays": [31]}, None),
        ({"every": "month", "monthdays": ["last"]}, None),
        ({"lunar": [30]}, None),
        ({"date": "2026-12-31"}, {"date": "2027-01-01"}),
        ({"date": ["2026-02-28", "2028-02-28"]}, {"date": ["2026-03-01", "2028-02-29"]}),
        ({"festival": "mid-autumn"}, {"festival": "mid-autumn", "day": 1}),
        ({"festival": "mid-autumn", "day": [-1, 0]}, {"festival": "mid-autumn", "day": [0, 1]}),
        ({"day": 3}, {"day": 4}),
        ({"day": [1, 3]}, {"day": [2, 4]}),
        ({"day": "1-21"}, {"day": "2-22"}),
    ],
)
def test_days_are_put_off_by_one_or_said_to_have_no_such(
    said: dict[str, Any], later: dict[str, Any] | None
) -> None:
    form = form_of(said)
    assert form is not None
    assert form.a_day_later(said) == later


@pytest.mark.parametrize("page", ["design.md", "for-assistants.md"])
def test_the_table_of_forms_has_every_form(page: str) -> None:
    """Its rows are what a file says, hours and holidays left out."""
    lines = (REPOSITORY / "docs" / page).read_text("utf-8").splitlines()
    start = lines.index("| `when` | |")
    table = "\n".join(itertools.takewhile(lambda line: line.startswith("|"), lines[start:]))
    said = re.findall(r"`(\{[^`]*\})`", table)
    raws = [source(f"when: {each.replace(', …', '')}\n").data["when"] for each in said]
    assert {form_of(raw) for raw in raws} == set(FORMS)


def test_who_writes_no_form_is_told_the_keys_of_all(project: Write) -> None:
    root = project({"content/industries/shop/sops/welfare.yml": sop(menu=slot("{at: 9:00}"))})
    (problem,) = library.load(root).problems
    assert [key for key in KEYS if key not in problem.hint] == []


@pytest.mark.parametrize(("text", "code"), FAULTS.items(), ids=FAULTS)
def test_what_is_no_time_is_one_fault(project: Write, text: str, code: str) -> None:
    root = project({"content/industries/shop/sops/welfare.yml": sop(menu=slot(text))})
    assert codes(root) == [code]


BOUNDS = {
    "{{festival: mid-autumn, day: {}, at: 11:00}}": ((-60, 60), (-61, 61)),
    "{{every: {} weeks, weekdays: [mon], at: 11:00}}": ((2, 52), (1, 53)),
    "{{every: month, monthdays: [{}], at: 11:00}}": ((1, 28), (0, 29)),
    "{{lunar: [{}], at: 11:00}}": ((1, 29), (0, 30)),
    "{{day: {}, at: 11:00}}": ((1, 366), (0, 367)),
}


@pytest.mark.parametrize(("text", "bounds"), BOUNDS.items(), ids=BOUNDS)
def test_the_numbers_of_a_form_go_so_far_and_no_further(
    text: str, bounds: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    inside, outside = bounds
    for number in inside:
        assert read(text.format(number))
    for number in outside:
        with pytest.raises(ContentError, match="Q004"):
            read(text.format(number))


def test_a_day_that_not_every_year_has_is_found_in_the_years_that_have_it() -> None:
    almanac = Almanac({"leap": SolarFestival.model_validate({"title": "闰日", "solar": "02-29"})})
    when: Any = read("{festival: leap, at: 11:00}")
    found = when.occasions(Window((date(2026, 1, 1),), date(2033, 1, 1)), almanac)
    assert [each.day for each in found] == [date(2028, 2, 29), date(2032, 2, 29)]


def test_the_first_key_present_decides_the_form() -> None:
    raw: dict[str, Any] = dict.fromkeys(KEYS, "x") | {"every": "day"}
    for key in KEYS:
        form = form_of(raw)
        assert form is not None
        assert form.key == key
        del raw[key]
    assert form_of({"at": "9:00"}) is None


def test_a_form_that_leaves_a_question_open_cannot_be_made() -> None:
    class Half(Form):
        key = "half"

    with pytest.raises(TypeError, match="abstract"):
        Half()  # type: ignore[abstract]
    assert not any(inspect.isabstract(form) for form in FORMS)


def test_a_form_that_nobody_could_plan_cannot_be_defined() -> None:
    def answer(*_: Any) -> Any:
        return None

    answered = dict.fromkeys(["day_words", "id_part", "as_data", "heard"], answer)
    with pytest.raises(TypeError, match="neither Recurring nor Listed"):
        type("Forgotten", (Routine,), {"__module__": __name__, **answered})


# --- single days ----------------------------------------------------------------------------------


def days_of(text: str, first: date, last: date) -> list[tuple[date, str, int]]:
    when: Any = read(text)
    found = when.occasions(Window((first,), last), ALMANAC)
    return [(each.day, each.rest, each.number) for each in found if first <= each.day <= last]


@pytest.mark.slow
def test_lunar_days_are_those_of_another_almanac_for_ten_years_leap_months_included() -> None:
    first, last = date(2026, 1, 1), date(2035, 12, 31)
    wanted = []
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        if Solar.fromYmd(day.year, day.month, day.day).getLunar().getDay() in (1, 15):
            wanted.append(day)
    found = days_of("{lunar: [1, 15], at: 10:00}", first, last)
    assert [day for day, _, _ in found] == wanted
    assert len(found) > 12 * 2 * 10


def test_the_texts_of_lunar_days_follow_the_months_and_not_the_start() -> None:
    """2026-12-09 is 初一, 2026-12-23 十五: numbers run on, whenever a shop begins."""
    early = days_of("{lunar: [1, 15], at: 10:00}", date(2026, 10, 1), date(2027, 3, 1))
    late = days_of("{lunar: [1, 15], at: 10:00}", date(2026, 12, 9), date(2027, 3, 1))
    assert late == early[-len(late) :]
    assert late[:2] == [
        (date(2026, 12, 9), "l2026-12-09", late[0][2]),
        (date(2026, 12, 23), "l2026-12-23", late[0][2] + 1),
    ]
    assert [number for *_, number in early] == list(range(early[0][2], early[0][2] + len(early)))


def test_the_last_day_of_a_month_is_its_last_in_february_too() -> None:
    found = days_of("{every: month, monthdays: [last], at: 20:00}", date(2028, 1, 1), date(2028, 4, 30))
    assert [day for day, _, _ in found] == [
        date(2028, 1, 31),
        date(2028, 2, 29),
        date(2028, 3, 31),
        date(2028, 4, 30),
    ]
    assert [rest for _, rest, _ in found] == ["e2028-01-31", "e2028-02-29", "e2028-03-31", "e2028-04-30"]


def test_later_hours_of_a_day_add_their_place_to_the_uid_and_take_the_next_text() -> None:
    found = days_of(
        "{date: [2026-12-24, 2026-12-25], at: [09:00, 21:00]}", date(2026, 12, 1), date(2027, 1, 1)
    )
    assert [(rest, number) for _, rest, number in found] == [
        ("2026-12-24", 0),
        ("2026-12-24.h2", 1),
        ("2026-12-25", 2),
        ("2026-12-25.h2", 3),
    ]


def test_no_two_forms_begin_their_uids_alike() -> None:
    """A slot that becomes another form is another event, also where both fall on one day."""
    window = Window((date(2026, 12, 1),), date(2028, 1, 1))
    single = [when for text in MEANINGS if isinstance(when := read(text), Listed)]
    shapes = {
        (type(when), re.sub(r"-?\d+", "0", each.rest))
        for when in single
        for each in when.days(window, ALMANAC)
    }
    assert len({rest for _, rest in shapes}) == len(shapes) == len({type(when) for when in single})


# --- in a plan ------------------------------------------------------------------------------------


def test_several_hours_of_every_day_take_the_texts_in_turn(project: Write) -> None:
    """Three texts at two hours a day: a cycle is two days, the fourth place is the first text once more."""
    root = project(
        {
            "content/industries/shop/sops/welfare.yml": sop(
                menu=slot("{every: day, at: [11:00, 17:00]}", "[一, 二, 三]")
            ),
            "calendars/main.yml": "title: 店\nindustry: shop\nstarts: 2026-11-30\nsops: {welfare: {}}\n",
        }
    )
    posts = planned(root).posts(date(2026, 11, 30), date(2026, 12, 2))
    assert [
        (f"{post.start:%d %H}", post.series.text, post.series.rest, post.series.anchor) for post in posts
    ] == [
        ("30 11", "一", "1", "welfare.menu"),
        ("30 17", "二", "2", "welfare.menu.h2"),
        ("01 11", "三", "3", "welfare.menu"),
        ("01 17", "一", "1.r2", "welfare.menu.h2"),
        ("02 11", "一", "1", "welfare.menu"),
        ("02 17", "二", "2", "welfare.menu.h2"),
    ]


@pytest.mark.parametrize(
    "when", ["{lunar: 1, at: 10:00}", "{every: month, monthdays: last, at: 10:00}"], ids=["lunar", "last"]
)
def test_what_goes_on_for_ever_gives_way_to_a_campaign(project: Write, when: str) -> None:
    """2026-12-09 is 初一, 2026-12-31 the last of its month: on both the campaign is posted instead."""
    root = project(
        {
            "content/industries/shop/sops/welfare.yml": sop(
                prayer=slot(when),
                sale=slot("{date: [2026-12-09, 2026-12-31], at: 9:00}", replaces="[prayer]"),
            )
        }
    )
    posts = planned(root).posts(date(2026, 12, 1), date(2026, 12, 31))
    assert [post.series.slot for post in posts] == ["sale", "sale"]


def test_what_goes_on_for_ever_may_replace_nothing(project: Write) -> None:
    root = project(
        {
            "content/industries/shop/sops/welfare.yml": sop(
                menu=slot("{every: day, at: 11:00}"), prayer=slot("{lunar: 1, at: 10:00}", replaces="all")
            )
        }
    )
    assert codes(root) == ["Q003"]


def test_lunar_days_within_a_break_are_left_out_on_request() -> None:
    """2026-02-17 is 初一 of the new year, in the midst of the break."""
    almanac = Almanac(FESTIVALS)
    assert read("{lunar: 1, at: 10:00, holidays: skip}").pauses(date(2026, 2, 17), almanac)
    assert not read("{lunar: 1, at: 10:00}").pauses(date(2026, 2, 17), almanac)


@pytest.mark.parametrize("text", MEANINGS, ids=MEANINGS)
def test_a_text_comes_back_when_it_is_said_to(text: str) -> None:
    """Three rounds of texts, six years of posts: the nearest two posts of one text."""
    when: Any = read(text)
    if not when.routine:
        assert when.returns(6) is None
        return
    turns = 3 * _days_a_round(when) * len(when.at)
    gaps = _gaps(_numbered_days(when, turns), turns)
    assert 0.95 * when.returns(turns) <= min(gaps) <= 1.1 * when.returns(turns)


def _days_a_round(when: Any) -> int:
    return len(when.as_data()["on"])


def _numbered_days(when: Any, turns: int) -> list[tuple[int, date]]:
    first, last = date(2026, 1, 5), date(2031, 12, 31)
    if isinstance(when, Recurring):
        return [
            (number, day)
            for number, place in enumerate(when.places(first, turns))
            for day in walk(place.first, place.recurrence, first, last)
        ]
    return [(each.number, each.day) for each in when.occasions(Window((first,), last), ALMANAC)]


def _gaps(days: list[tuple[int, date]], turns: int) -> list[int]:
    by_text: dict[int, list[date]] = {}
    for number, day in sorted(days, key=lambda each: each[1]):
        by_text.setdefault(number % turns, []).append(day)
    return [(later - day).days for each in by_text.values() for day, later in pairwise(each)]


# --- in the words of a sheet ----------------------------------------------------------------------

HEARD: dict[str, dict[str, Any]] = {
    "初一、十五": {"lunar": [1, 15]},
    "初一十五": {"lunar": [1, 15]},
    "每逢初一和十五": {"lunar": [1, 15]},
    "农历每月初一": {"lunar": [1]},
    "每月农历十五": {"lunar": [15]},
    "阴历廿三": {"lunar": [23]},
    "农历二十": {"lunar": [20]},
    "农历二十一、初八": {"lunar": [8, 21]},
    "每月最后一天": {"every": "month", "monthdays": ["last"]},
    "每个月的最后一天": {"every": "month", "monthdays": ["last"]},
    "每月底": {"every": "month", "monthdays": ["last"]},
    "月底": {"every": "month", "monthdays": ["last"]},
    "每月月末": {"every": "month", "monthdays": ["last"]},
    "每月15日、最后一天": {"every": "month", "monthdays": [15, "last"]},
    "每月1号、15号和月底": {"every": "month", "monthdays": [1, 15, "last"]},
    "每月十五": {"every": "month", "monthdays": [15]},
    "每周末": {"every": "week", "weekdays": ["sat", "sun"]},
    "周五至周一": {"every": "week", "weekdays": ["mon", "fri", "sat", "sun"]},
    "中秋前3天": {"festival": "mid-autumn", "day": -3},
    "第3天": {"day": 3},
    "12月24日": {"date": "2026-12-24"},
    "12月30日-1月1日": {"date": ["2026-12-30", "2026-12-31", "2027-01-01"]},
    "2026.12.31至2027.1.1": {"date": ["2026-12-31", "2027-01-01"]},
}


@pytest.mark.parametrize(("text", "meaning"), HEARD.items(), ids=HEARD)
def test_the_words_of_a_cell_are_heard_as_the_form_they_mean(text: str, meaning: dict[str, Any]) -> None:
    assert heard(text, EAR) == meaning


@pytest.mark.parametrize("text", ["农历三十", "每月31日", "每月30号和月底", "第400天", "13月1日"])
def test_days_that_do_not_exist_are_told_with_a_way_out(text: str) -> None:
    with pytest.raises(UnclearError) as told:
        heard(text, EAR)
    assert all(told.value.args)


def test_words_of_no_form_are_heard_by_none() -> None:
    assert heard("店长", EAR) is None
    assert heard("除夕夜", EAR) is None


@pytest.mark.parametrize("text", MEANINGS, ids=MEANINGS)
def test_every_form_hears_its_own_words(text: str) -> None:
    """A sheet that the program wrote comes home as the form that it was."""
    when = read(text)
    words = re.sub("（放假停发）| ", "", when.day_words(TITLES.__getitem__))
    hours = [f"{each:%H:%M}" for each in when.at]
    again = read(json.dumps({**(heard(words, EAR) or {}), "at": hours}))
    assert again.model_copy(update={"holidays": None}) == when.model_copy(update={"holidays": None})


@given(st.lists(st.integers(1, 29), min_size=1, max_size=5, unique=True))
def test_lunar_days_read_back_from_their_own_words(days: list[int]) -> None:
    when = read(f"{{lunar: {days}, at: 10:00}}")
    assert heard(when.day_words(str), EAR) == {"lunar": sorted(days)}


def test_a_mistyped_last_day_is_told_how_it_is_written(project: Write) -> None:
    root = project(
        {
            "content/industries/shop/sops/welfare.yml": sop(
                menu=slot("{every: month, monthdays: [lst], at: 9:00}")
            )
        }
    )
    (problem,) = library.load(root).problems
    assert (problem.code, "每月最后一天写 last" in problem.hint) == ("Q004", True)
