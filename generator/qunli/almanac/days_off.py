"""Days off and make-up workdays: by law, as chinesecalendar has them, and as a project's own files say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, NamedTuple

from qunli import shape
from qunli.almanac.rules import Lunar, OneDay, Solar, Term
from qunli.problem import Problem
from qunli.shape import Day, Field, Line, Shape, after
from qunli.source import Source


def _solar(day: str) -> Solar:
    return Solar.model_validate({"solar": day})


# 全国年节及纪念日放假办法, as in force since 2025.
_BY_LAW: tuple[tuple[str, OneDay], ...] = (
    ("元旦", _solar("01-01")),
    ("劳动节", _solar("05-01")),
    ("劳动节", _solar("05-02")),
    ("国庆", _solar("10-01")),
    ("国庆", _solar("10-02")),
    ("国庆", _solar("10-03")),
    ("春节", Lunar(lunar="01-01", offset=-1)),
    ("春节", Lunar(lunar="01-01")),
    ("春节", Lunar(lunar="01-02")),
    ("春节", Lunar(lunar="01-03")),
    ("清明", Term(term="清明")),
    ("端午", Lunar(lunar="05-05")),
    ("中秋", Lunar(lunar="08-15")),
)
Days = Annotated[tuple[Day, ...], shape.list_of, after(shape.unique)]


class Holidays(Shape):
    """calendars/holidays/<year>.yml: days off and make-up workdays of the year and of the December before."""

    off: Days = Field(default=(), title="放假")
    work: Days = Field(default=(), title="调休上班")
    source: Line | None = Field(default=None, title="哪份通知")


def read_holidays(source: Source, year: int) -> tuple[Holidays | None, list[Problem]]:
    """Return (value, []) or (None, problems), as shape.problems does, for the file of this year."""
    value, found = shape.problems(source, Holidays)
    if value is not None:
        found += _misplaced(source, value, year)
    return (None if found else value), found


def _misplaced(source: Source, value: Holidays, year: int) -> Iterator[Problem]:
    for name, days in (("off", value.off), ("work", value.work)):
        for index, day in enumerate(days):
            if day.year != year and (day.year, day.month) != (year - 1, 12):
                hint = f"{year}.yml 里只写 {year} 年和前一年 12 月的日期，其他的写到那一年的文件里"
                yield source.problem((name, index), "Q004", f"日期 {day} 不在这一年", hint)
            if name == "work" and day in value.off:
                hint = "对照放假通知，删掉一处"
                yield source.problem((name, index), "Q010", f"{day} 既写了放假又写了上班", hint)


class Year(NamedTuple):
    """The working calendar of one year; `known` says whether it is announced."""

    known: bool
    off: Mapping[date, str]  # days of announced or statutory breaks, each with a name
    work: frozenset[date]  # make-up days


def year_of(year: int, holidays: Mapping[int, Holidays]) -> Year:
    """Return a year as announced, or else by law; the days that files (by year) name win, all others stay."""
    known, announced, makeups = announced_year(year)
    off, work = dict(announced), set(makeups)
    # A notice may name days of the December before its own year.
    for file in (holidays.get(year), holidays.get(year + 1)):
        if file is None:
            continue
        off = {**dict.fromkeys(file.off, "放假"), **off}
        off = {day: name for day, name in off.items() if day not in file.work}
        work = work.difference(file.off).union(file.work)
    return Year(known or year in holidays, off, frozenset(work))


@cache
def statutory(year: int) -> Mapping[date, tuple[str, ...]]:
    """Return the names of the days off by law, by day; two may fall on one day."""
    named: defaultdict[date, tuple[str, ...]] = defaultdict(tuple)
    for name, rule in _BY_LAW:
        span = rule.dates(year)
        if span:
            named[span[0]] += (name,)
    return dict(named)


@cache
def announced_year(year: int) -> Year:
    """Return what chinesecalendar knows of a year, or the days by law; its tables are silent past their data, so ask."""
    import chinese_calendar as library

    try:
        library.is_workday(date(year, 1, 1))
        library.is_workday(date(year, 12, 31))
    except NotImplementedError:
        return Year(False, dict.fromkeys(statutory(year), "放假"), frozenset())
    names = {day: library.Holiday(name).chinese for day, name in library.holidays.items() if day.year == year}
    return Year(True, names, frozenset(day for day in library.workdays if day.year == year))
