"""Festivals fall on their days, and days off are what the State Council announced, or said to be unknown."""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import REPOSITORY, own_library
from figures import finished, published
from qunli import library
from qunli.almanac import TERMS, Almanac, Festival, Holidays, LunarFestival, read_holidays
from qunli.shape import Id, json_schema, problems
from qunli.source import File, Source, decode, parse_yaml
from qunli.when import OnFestival

CONTENT = Path(__file__).parent.parent / "content" / "almanac.yml"
YEARS = range(2024, 2041)
HAN = re.compile("[一-鿿]")


def source(text: str, path: str = "content/almanac.yml") -> Source:
    return parse_yaml(File(path, text))


def festivals_of(text: str) -> Mapping[str, Festival]:
    value, found = problems(source(text), Mapping[Id, Festival])
    assert found == []
    return value  # type: ignore[no-any-return]


def faults_of(text: str) -> list[tuple[int, int, str]]:
    _, found = problems(source(text), Mapping[Id, Festival])
    return [(problem.line, problem.column, problem.code) for problem in found]


def holidays_of(text: str, year: int = 2027) -> Holidays:
    value, found = read_holidays(source(text, f"calendars/holidays/{year}.yml"), year)
    assert found == []
    assert value is not None
    return value


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


@pytest.fixture(scope="module")
def festivals() -> Mapping[str, Festival]:
    read = parse_yaml(decode("content/almanac.yml", CONTENT.read_bytes()))
    value, found = problems(read, Mapping[Id, Festival])
    assert [*read.problems, *found] == []
    return value  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def almanac(festivals: Mapping[str, Festival]) -> Almanac:
    return Almanac(festivals)


def first(almanac: Almanac, festival_id: str, own_year: int) -> date:
    span = almanac.span(festival_id, own_year)
    assert span is not None
    return span[0]


# --- the content ----------------------------------------------------------------------------------


def test_there_are_50_festivals_and_the_24_solar_terms(festivals: Mapping[str, Festival]) -> None:
    """The almanac covers the marketing year, and every term has one entry of its own."""
    terms = [each.title for each in festivals.values() if each.title in TERMS]
    assert sorted(terms) == sorted(TERMS)
    assert len(festivals) - len(terms) >= 50


def test_every_festival_has_an_idea_of_its_own_for_every_finished_pack(
    festivals: Mapping[str, Festival],
) -> None:
    """An idea is one line of 8 to 40 characters, none is written twice, and none is for a pack nobody has."""
    found = library.load(REPOSITORY)
    for name, each in festivals.items():
        assert set(finished(found)) <= each.ideas.keys() <= found.industries.keys(), name
    ideas = [idea for each in festivals.values() for idea in each.ideas.values()]
    assert [idea for idea in ideas if not 8 <= len(idea) <= 40] == []
    assert len(ideas) == len(set(ideas))


@pytest.mark.parametrize("name", published(own_library()))
def test_an_idea_speaks_of_what_is_posted_on_its_day(festivals: Mapping[str, Festival], name: str) -> None:
    """A pack's plans and its almanac agree: pairs of characters in both, the fork's own idea before its base's."""
    industry = own_library().industries[name]
    posted: dict[str, str] = {}
    for sop in industry.sops.values():
        for slot in sop.slots.values():
            if isinstance(slot.when, OnFestival):
                said = (
                    slot.title,
                    slot.short or "",
                    slot.notes or "",
                    *(slot.media or ()),
                    *slot.said.values(),
                )
                posted[slot.when.festival] = "\n".join((posted.get(slot.when.festival, ""), *said))
    apart = {}
    for festival, text in posted.items():
        ideas = festivals[festival].ideas
        idea = next((ideas[each] for each in (name, *industry.bases) if each in ideas), "")
        pairs = {a + b for a, b in pairwise(idea) if HAN.match(a) and HAN.match(b)}
        if sum(pair in text for pair in pairs) < 2:
            apart[festival] = idea
    assert len(posted) >= 5
    assert apart == {}


@pytest.mark.parametrize(
    ("festival_id", "title", "days"),
    [
        ("winter-holiday", "寒假", (date(2027, 1, 19), date(2027, 2, 20))),
        ("zhongkao", "中考", (date(2027, 6, 13), date(2027, 6, 27))),
        ("gaokao", "高考", (date(2027, 6, 7), date(2027, 6, 9))),
    ],
)
def test_the_seasons_of_schools_are_in_the_almanac(
    almanac: Almanac, festival_id: str, title: str, days: tuple[date, date]
) -> None:
    """With an idea for each whole pack (above); those whose days differ from place to place say so."""
    festival = almanac.festivals[festival_id]
    assert festival.title == title
    assert almanac.span(festival_id, 2027) == days
    assert festival.note
    assert festival.typical == (festival_id != "gaokao")


def test_titles_are_unique(festivals: Mapping[str, Festival]) -> None:
    """A reader can tell two entries apart by their titles."""
    assert len({each.title for each in festivals.values()}) == len(festivals)


def test_campaigns_of_platforms_are_typical_and_the_days_they_are_named_after_are_not(
    festivals: Mapping[str, Festival],
) -> None:
    """Nobody announces 18 June; the weeks around it are announced every year."""
    typical = {name for name, each in festivals.items() if each.typical}
    assert {"nianhuo", "six-eighteen-season", "double-eleven-season", "nutrition-week"} <= typical
    assert not {"six-eighteen", "double-eleven", "double-twelve"} & typical


@pytest.mark.parametrize("year", YEARS)
def test_every_festival_has_its_days_in_every_year(almanac: Almanac, year: int) -> None:
    """No rule misses a year, none runs backwards, none lasts more than a quarter."""
    for festival_id in almanac.festivals:
        span = almanac.span(festival_id, year)
        assert span is not None, festival_id
        assert 0 <= (span[1] - span[0]).days <= 92, festival_id


# --- lunar days -----------------------------------------------------------------------------------


@pytest.mark.parametrize("year", range(1901, 2100))
def test_new_years_eve_is_the_day_before_new_year_even_where_the_last_month_has_29_days(
    almanac: Almanac, year: int
) -> None:
    """除夕 is never counted as 12-30."""
    assert first(almanac, "spring-festival", year) - first(almanac, "chuxi", year) == timedelta(days=1)


def test_the_30th_of_the_last_month_is_missing_in_years_without_one() -> None:
    """A lunar day that a year does not have gives no day, not a wrong one."""
    rule = festivals_of("last-day: {title: 三十, lunar: 12-30}")
    found = [year for year in range(2024, 2033) if Almanac(rule).span("last-day", year)]
    assert found == [2029, 2032]
    assert list(Almanac(rule).occurrences("last-day", date(2026, 1, 1), date(2029, 12, 31))) == []


@pytest.mark.parametrize(
    ("festival_id", "own_year", "day"),
    [
        ("laba", 2026, date(2027, 1, 15)),
        ("laba", 2030, date(2031, 1, 1)),
        ("xiaonian", 2026, date(2027, 1, 30)),
        ("xiaonian", 2030, date(2031, 1, 16)),
        ("chuxi", 2027, date(2027, 2, 5)),
        ("chuxi", 2031, date(2031, 1, 22)),
        ("spring-festival", 2028, date(2028, 1, 26)),
        ("lantern", 2027, date(2027, 2, 20)),
        ("longtaitou", 2028, date(2028, 2, 26)),
        ("qixi", 2029, date(2029, 8, 16)),
        ("double-ninth", 2030, date(2030, 10, 5)),
    ],
)
def test_a_lunar_day_belongs_to_its_lunar_year(
    almanac: Almanac, festival_id: str, own_year: int, day: date
) -> None:
    """腊八 and 小年 fall in the next solar year; 除夕 has the year of the 初一 that follows."""
    assert first(almanac, festival_id, own_year) == day
    assert [year for year, *_ in almanac.occurrences(festival_id, day, day)] == [own_year]


def test_xiaonian_covers_the_north_and_the_south(almanac: Almanac) -> None:
    """The north keeps the 23rd, the south the 24th."""
    assert almanac.span("xiaonian", 2026) == (date(2027, 1, 30), date(2027, 1, 31))


@pytest.mark.parametrize(
    ("festival_id", "own_year", "day"),
    [
        ("dragon-boat", 2028, date(2028, 5, 28)),
        ("qixi", 2025, date(2025, 8, 29)),
        ("longtaitou", 2031, date(2031, 2, 22)),
        ("mid-autumn", 2025, date(2025, 10, 6)),
    ],
)
def test_a_leap_month_neither_repeats_nor_moves_a_festival(
    almanac: Almanac, festival_id: str, own_year: int, day: date
) -> None:
    """2025 has a leap sixth month, 2028 a leap fifth, 2031 a leap third."""
    found = list(almanac.occurrences(festival_id, date(own_year, 1, 1), date(own_year, 12, 31)))
    assert found == [(own_year, day, day)]


def test_a_new_year_in_january_moves_the_shopping_season_into_december(almanac: Almanac) -> None:
    """春节 2028 is 26 January, so 年货节 begins in 2027 and still is the season of 2028."""
    assert almanac.span("nianhuo", 2028) == (date(2027, 12, 27), date(2028, 1, 23))
    own_years = [year for year, *_ in almanac.occurrences("nianhuo", date(2027, 1, 1), date(2027, 12, 31))]
    assert own_years == [2027, 2028]


def test_a_solar_year_may_have_a_lunar_festival_twice_or_not_at_all(almanac: Almanac) -> None:
    """腊八 was on 10 January and 30 December 2022, and next on 18 January 2024."""
    found = list(almanac.occurrences("laba", date(2022, 1, 1), date(2024, 12, 31)))
    assert [(year, day) for year, day, _ in found] == [
        (2021, date(2022, 1, 10)),
        (2022, date(2022, 12, 30)),
        (2023, date(2024, 1, 18)),
    ]


@pytest.mark.parametrize("year", YEARS)
def test_lunar_days_agree_with_a_second_library(almanac: Almanac, year: int) -> None:
    """borax and lunar-python give the same day for every lunar rule of the almanac."""
    lunar = importlib.import_module("lunar_python").Lunar
    by_moon = {key: each for key, each in almanac.festivals.items() if isinstance(each, LunarFestival)}
    assert len(by_moon) > 5
    for festival_id, festival in by_moon.items():
        month, day = map(int, festival.lunar.split("-"))
        solar = lunar.fromYmd(year, month, day).getSolar()
        found = date(solar.getYear(), solar.getMonth(), solar.getDay()) + timedelta(days=festival.offset)
        assert first(almanac, festival_id, year) == found, festival_id


# --- solar terms and weekdays ---------------------------------------------------------------------


@pytest.mark.parametrize("year", YEARS)
def test_solar_terms_agree_with_a_second_library(almanac: Almanac, year: int) -> None:
    """borax and chinesecalendar give the same 24 days."""
    library = importlib.import_module("chinese_calendar")
    second = {day for day, _ in library.get_solar_terms(date(year, 1, 1), date(year, 12, 31))}
    terms = [name for name, each in almanac.festivals.items() if each.title in TERMS]
    assert {first(almanac, name, year) for name in terms} == second


@pytest.mark.parametrize("year", YEARS)
def test_the_dog_days_agree_with_a_second_library(almanac: Almanac, year: int) -> None:
    """三伏 runs from the third 庚 day after 夏至 to the tenth day after the first 庚 day of 立秋."""
    solar = importlib.import_module("lunar_python").Solar

    def is_dog_day(day: date) -> bool:
        return solar.fromYmd(day.year, day.month, day.day).getLunar().getFu() is not None

    span = almanac.span("dog-days", year)
    assert span is not None
    assert [day for day in days(date(year, 6, 1), date(year, 9, 30)) if is_dog_day(day)] == days(*span)


@pytest.mark.parametrize(
    ("festival_id", "found"),
    [
        ("mothers-day", [date(2026, 5, 10), date(2027, 5, 9), date(2028, 5, 14)]),
        ("fathers-day", [date(2026, 6, 21), date(2027, 6, 20), date(2028, 6, 18)]),
        ("thanksgiving", [date(2026, 11, 26), date(2027, 11, 25), date(2028, 11, 23)]),
        ("black-friday", [date(2026, 11, 27), date(2027, 11, 26), date(2028, 11, 24)]),
    ],
)
def test_nth_weekdays(almanac: Almanac, festival_id: str, found: list[date]) -> None:
    """A month that begins on the weekday itself counts it as the first; 黑五 follows 感恩节."""
    assert [first(almanac, festival_id, year) for year in (2026, 2027, 2028)] == found


def test_a_fifth_weekday_is_missing_in_months_with_four() -> None:
    """No day rather than one of the next month."""
    almanac = Almanac(festivals_of("fifth: {title: 第五个周日, nth: {month: 5, weekday: sun, n: 5}}"))
    assert almanac.span("fifth", 2026) == (date(2026, 5, 31), date(2026, 5, 31))
    assert almanac.span("fifth", 2025) is None


def test_29_february_is_missing_in_common_years() -> None:
    """A solar day that a year does not have gives no day."""
    almanac = Almanac(festivals_of("leap-day: {title: 闰日, solar: 02-29}"))
    assert almanac.span("leap-day", 2027) is None
    assert almanac.span("leap-day", 2028) == (date(2028, 2, 29), date(2028, 2, 29))


def test_years_outside_the_tables_have_no_lunar_days(almanac: Almanac) -> None:
    """Where borax ends there is no day, and solar days go on."""
    assert almanac.span("mid-autumn", 2150) is None
    assert almanac.span("dongzhi", 1800) is None
    assert almanac.span("new-year", 2150) == (date(2150, 1, 1), date(2150, 1, 1))
    assert almanac.is_off(date(2150, 10, 1))


# --- seasons --------------------------------------------------------------------------------------


def test_a_season_may_cross_the_new_year() -> None:
    """Its own year is that of its first day's rule."""
    almanac = Almanac(festivals_of("winter: {title: 冬天, from: 12-20, to: {lunar: 01-01, offset: -1}}"))
    assert almanac.span("winter", 2026) == (date(2026, 12, 20), date(2027, 2, 5))
    touching = almanac.occurrences("winter", date(2027, 2, 5), date(2027, 12, 20))
    assert [own_year for own_year, *_ in touching] == [2026, 2027]


def test_a_day_has_all_its_festivals(almanac: Almanac) -> None:
    """A day lists single days, and seasons from their first to their last day, in the order of the file."""
    assert [name for name, _ in almanac.on(date(2028, 10, 3))] == ["mid-autumn", "national-day"]
    assert [name for name, _ in almanac.on(date(2031, 1, 1))] == ["new-year", "nianhuo", "laba"]
    assert "summer-holiday" in dict(almanac.on(date(2027, 8, 31)))
    assert "summer-holiday" not in dict(almanac.on(date(2027, 9, 1)))
    assert almanac.on(date(2027, 4, 12)) == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: {title: 甲, lunar: 13-01}", (1, 22, "Q004")),
        ("a: {title: 甲, solar: 02-30}", (1, 22, "Q004")),
        ("a: {title: 甲, term: 冬至节}", (1, 21, "Q004")),
        ("a: {title: 甲, nth: {month: 5, weekday: 周日, n: 2}}", (1, 40, "Q004")),
        ("a: {title: 甲, lunar: 01-01, offset: -1, term: 冬至}", (1, 41, "Q001")),
        ("a: {title: 甲, from: 07-01}", (1, 1, "Q002")),
        ("a: {title: 甲, from: 07-01, to: {day: 08-31}}", (1, 28, "Q004")),
        ("a: {title: 甲, from: 08-31, to: 07-01}", (1, 1, "Q004")),
        ("a: {title: 甲}", (1, 1, "Q004")),
        ("a: {solar: 01-01}", (1, 1, "Q002")),
    ],
)
def test_a_wrong_rule_is_one_problem_at_its_place(text: str, place: tuple[int, int, str]) -> None:
    """The key that is present decides the form, so one fault is not reported once per form."""
    assert faults_of(text) == [place]


def test_the_shape_has_a_schema_with_the_keys_people_write() -> None:
    """Editors complete `from` and `to`, not the names the code uses."""
    schema = str(json_schema(Mapping[Id, Festival]))
    keys = ("solar", "nth", "lunar", "term", "geng", "from", "to", "offset")
    assert [key for key in keys if f"'{key}'" not in schema] == []


# --- days off -------------------------------------------------------------------------------------

BREAKS_2026 = [
    ("元旦", date(2026, 1, 1), date(2026, 1, 3)),
    ("春节", date(2026, 2, 15), date(2026, 2, 23)),
    ("清明", date(2026, 4, 4), date(2026, 4, 6)),
    ("劳动节", date(2026, 5, 1), date(2026, 5, 5)),
    ("端午", date(2026, 6, 19), date(2026, 6, 21)),
    ("中秋", date(2026, 9, 25), date(2026, 9, 27)),
    ("国庆", date(2026, 10, 1), date(2026, 10, 7)),
]
MAKEUP_2026 = [date(2026, *day) for day in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))]
ALL_2026 = days(date(2026, 1, 1), date(2026, 12, 31))


def test_the_breaks_of_2026_are_the_announced_ones(almanac: Almanac) -> None:
    """Every day of a break is off, its weekends included, and has its name; no other day is off."""
    expected = {day: name for name, start, end in BREAKS_2026 for day in days(start, end)}
    assert {day: almanac.break_name(day) for day in ALL_2026 if almanac.is_off(day)} == expected


def test_the_makeup_days_of_2026_are_the_announced_ones(almanac: Almanac) -> None:
    """They are weekend days, and worked."""
    assert [day for day in ALL_2026 if almanac.is_makeup(day)] == MAKEUP_2026
    assert all(almanac.is_workday(day) for day in MAKEUP_2026)


def test_working_days_of_known_years_agree_with_the_library(almanac: Almanac) -> None:
    """Day by day, 2020 to 2026."""
    library = importlib.import_module("chinese_calendar")
    span = days(date(2020, 1, 1), date(2026, 12, 31))
    assert [day for day in span if almanac.is_workday(day) != library.is_workday(day)] == []


def test_an_ordinary_weekend_is_neither_worked_nor_in_a_break(almanac: Almanac) -> None:
    """`holidays: skip` must not silence Saturdays."""
    saturday = date(2026, 3, 7)
    assert not almanac.is_workday(saturday)
    assert not almanac.is_off(saturday)
    assert almanac.break_name(saturday) is None


def test_a_weekend_that_joins_a_single_holiday_is_part_of_the_break(almanac: Almanac) -> None:
    """端午 2024 was a Monday: the library names the Monday only, the notice joined it to the weekend."""
    run = days(date(2024, 6, 8), date(2024, 6, 10))
    assert [almanac.break_name(day) for day in run] == ["端午"] * 3
    assert not almanac.is_off(date(2024, 6, 7))


def test_a_break_with_two_festivals_has_both_names(almanac: Almanac) -> None:
    """中秋 2025 lay inside 国庆."""
    run = days(date(2025, 10, 1), date(2025, 10, 8))
    assert {almanac.break_name(day) for day in run} == {"国庆、中秋"}


def test_mid_autumn_2028_lies_inside_national_day_and_is_still_found(almanac: Almanac) -> None:
    """Even in a year without a notice."""
    assert first(almanac, "mid-autumn", 2028) == date(2028, 10, 3)
    assert almanac.break_name(date(2028, 10, 3)) == "国庆、中秋"
    assert not almanac.is_off(date(2028, 10, 4))


# --- years nobody has announced -------------------------------------------------------------------


def unknown_year(festivals: Mapping[str, Festival]) -> int:
    """The first year that the installed library does not cover."""
    plain = Almanac(festivals)
    return next(year for year in range(2026, 2100) if not plain.is_known(year))


def test_an_unknown_year_says_so_and_never_invents_a_makeup_day(almanac: Almanac) -> None:
    """Only the 13 statutory days are off; weekends beside them are ordinary weekends."""
    for year in range(unknown_year(almanac.festivals), 2041):
        span = days(date(year, 1, 1), date(year, 12, 31))
        assert not almanac.is_known(year)
        assert all(almanac.is_pending(day) for day in span)
        assert [day for day in span if almanac.is_makeup(day)] == []
        assert 12 <= sum(almanac.is_off(day) for day in span) <= 13  # 12 where 中秋 is a day of 国庆


def test_the_statutory_days_of_2029() -> None:
    """元旦, 春节 from 除夕 to 初三, 清明, 劳动节, 端午, 中秋 and 国庆."""
    almanac = Almanac({})
    if almanac.is_known(2029):
        pytest.skip("chinesecalendar knows 2029 by now")
    off = [day for day in days(date(2029, 1, 1), date(2029, 12, 31)) if almanac.is_off(day)]
    expected = "01-01 02-12 02-13 02-14 02-15 04-04 05-01 05-02 06-16 09-22 10-01 10-02 10-03"
    assert " ".join(f"{day:%m-%d}" for day in off) == expected
    assert not almanac.is_workday(date(2029, 2, 12))
    assert almanac.is_workday(date(2029, 2, 16))


def test_late_december_is_pending_until_the_next_year_is_known(almanac: Almanac) -> None:
    """The notice of the next year may move the days before it."""
    year = unknown_year(almanac.festivals) - 1
    assert not almanac.is_pending(date(year, 12, 19))
    assert all(almanac.is_pending(day) for day in days(date(year, 12, 20), date(year, 12, 31)))
    announced = Almanac({}, {year + 1: Holidays()})
    assert not any(announced.is_pending(day) for day in days(date(year, 12, 20), date(year, 12, 31)))


def test_a_weekend_before_an_unknown_new_year_is_not_called_a_break() -> None:
    """Whether it is joined to 元旦 is for the notice to say: 2028-12-30 and 31 are a weekend."""
    almanac = Almanac({}, {2028: Holidays()})
    if almanac.is_known(2029):
        pytest.skip("chinesecalendar knows 2029 by now")
    assert not almanac.is_off(date(2028, 12, 30))
    assert almanac.is_pending(date(2028, 12, 30))
    assert almanac.break_name(date(2029, 1, 1)) == "元旦"


# --- our own files --------------------------------------------------------------------------------

FILE_2031 = """
off: [2030-12-31, 2031-01-01, 2031-01-02, 2031-01-22, 2031-01-23, 2031-01-24, 2031-01-25, 2031-01-28]
work: [2030-12-28, 2031-02-01]
source: 示例通知
"""


def test_a_holidays_file_makes_a_year_known_with_its_days_off_and_makeup_days() -> None:
    """The weekend in between is part of the break, and days by law are off though the file forgot them."""
    almanac = Almanac({}, {2031: holidays_of(FILE_2031, 2031)})
    assert almanac.is_known(2031)
    assert almanac.is_makeup(date(2031, 2, 1))
    assert {almanac.break_name(day) for day in days(date(2031, 1, 22), date(2031, 1, 26))} == {"春节"}
    assert almanac.is_workday(date(2031, 1, 27))
    assert almanac.break_name(date(2031, 1, 28)) == "放假"
    assert almanac.break_name(date(2031, 5, 1)) == "劳动节"


def test_a_holidays_file_rules_the_december_before_its_year() -> None:
    """31 December 2030 joins the break, the Saturday before it is worked, though 2030 itself is unknown."""
    almanac = Almanac({}, {2031: holidays_of(FILE_2031, 2031)})
    assert almanac.is_off(date(2030, 12, 31))
    assert not almanac.is_workday(date(2030, 12, 31))
    assert almanac.is_makeup(date(2030, 12, 28))


def test_a_holidays_file_wins_over_the_library_and_leaves_the_other_days() -> None:
    """A file of 2026 that names two days changes these two."""
    almanac = Almanac({}, {2026: holidays_of("off: [2026-10-10]\nwork: [2026-10-07]", 2026)})
    assert not almanac.is_makeup(date(2026, 10, 10))
    assert almanac.is_off(date(2026, 10, 10))
    assert almanac.is_workday(date(2026, 10, 7))
    assert almanac.is_off(date(2026, 10, 6))
    assert almanac.is_makeup(date(2026, 9, 20))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("off: [2027-01-01, 2028-01-01]", (1, 19, "Q004")),
        ("off: [2026-11-30]", (1, 7, "Q004")),
        ("off: [2027-01-01]\nwork:\n  - 2027-01-03\n  - 2027-01-01", (4, 5, "Q010")),
        ("off: [2027-01-01, 2027-01-01]", (1, 6, "Q010")),
        ("off: [1月1日]", (1, 7, "Q004")),
        ("rest: [2027-01-01]", (1, 1, "Q001")),
    ],
)
def test_a_wrong_date_in_a_holidays_file_is_one_problem_at_its_place(
    text: str, place: tuple[int, int, str]
) -> None:
    """Outside the year and the December before, both off and worked, twice, or not a date."""
    value, found = read_holidays(source(text, "calendars/holidays/2027.yml"), 2027)
    assert value is None
    assert [(problem.line, problem.column, problem.code) for problem in found] == [place]


def test_a_december_date_of_the_year_before_is_welcome() -> None:
    """The notice of 2027 may name 31 December 2026."""
    assert holidays_of("off: [2026-12-31, 2027-01-01]\nwork: [2026-12-26]").work == (date(2026, 12, 26),)
