"""What kind of day a date is: day off, make-up day, festival, solar term.

The door to chinesecalendar (days off and make-up days as the State Council announced them) and to borax
(lunar dates and solar terms, 1900-2100). A year that neither a holidays file nor the library covers is
unknown: it has the statutory days off and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, cast, get_args

from qunli import shape
from qunli.problem import Problem
from qunli.shape import (
    AlsoAccepts,
    Day,
    Discriminator,
    Field,
    Id,
    Line,
    MonthDay,
    Shape,
    Tag,
    WithJsonSchema,
    after,
    before,
    fault,
)
from qunli.source import Source

Span = tuple[date, date]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
TERMS = (
    *("小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至"),
    *("小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至"),
)
_LONGEST_SEASON = 183
_NEW_MOON = date(2000, 1, 7)  # in China; the mean time between two is 29.530589 days
_LUNATION = 29.530589
SolarTerm = Annotated[str, shape.choice(*TERMS, what="节气"), WithJsonSchema({"enum": list(TERMS)})]


class Rule(Shape):
    """When something is, in each of its own years.

    The own year is the lunar year for a lunar date (腊八 of 2026 is 2027-01-15; 除夕 has the year of the 初一
    it precedes), else the solar year; a season has the own year of its `from`.
    """

    def dates(self, own_year: int) -> Span | None:
        """Return the first and the last day, both included, or None where that year has no such day."""
        raise NotImplementedError


class OneDay(Rule):
    """A rule for one day a year; `offset` adds days to it."""

    offset: int = Field(ge=-60, le=60, default=0, title="再加几天")

    def dates(self, own_year: int) -> Span | None:
        try:
            day = self._base(own_year) + timedelta(days=self.offset)
        except (ValueError, OverflowError):
            return None
        return day, day

    def _base(self, own_year: int) -> date:
        raise NotImplementedError


class Solar(OneDay):
    """A day of the solar year, as (month, day)."""

    solar: MonthDay = Field(title="公历", description="月-日")

    def _base(self, own_year: int) -> date:
        return date(own_year, *self.solar)


class NthWeekday(Shape):
    month: int = Field(ge=1, le=12, title="几月")
    weekday: Weekday = Field(title="星期几")
    n: int = Field(ge=1, le=5, title="第几个")


class Nth(OneDay):
    """The n-th weekday of a month, such as 母亲节, the second Sunday of May."""

    nth: NthWeekday = Field(title="第几个星期几")

    def _base(self, own_year: int) -> date:
        start = date(own_year, self.nth.month, 1)
        ahead = (get_args(Weekday).index(self.nth.weekday) - start.weekday()) % 7
        return start.replace(day=1 + ahead + 7 * (self.nth.n - 1))


def _lunar_month_day(value: str) -> str:
    if not re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|30)", value):
        raise fault("Q004", f"农历日期 {value} 不对", "写成 月-日，比如 08-15；腊月是 12")
    return value


class Lunar(OneDay):
    """A day of the lunar year as MM-DD, never of its leap month."""

    lunar: Annotated[Line, after(_lunar_month_day)] = Field(title="农历", description="月-日")

    def _base(self, own_year: int) -> date:
        from borax.calendars.lunardate import LunarDate

        return cast(date, LunarDate(own_year, int(self.lunar[:2]), int(self.lunar[3:])).to_solar_date())


class Term(OneDay):
    """A solar term, or with `geng` the first, second… 庚 day from it on (三伏 are counted so)."""

    term: SolarTerm = Field(title="节气")
    geng: Annotated[int, Field(ge=1, le=9)] | None = Field(default=None, title="从这个节气起第几个庚日")

    def _base(self, own_year: int) -> date:
        from borax.calendars.lunardate import TermUtils

        day = cast(date, TermUtils.nth_term_day(own_year, term_name=self.term))
        if self.geng is None:
            return day
        ahead = (2 - day.toordinal()) % 10  # the ten stems turn day by day; 2026-07-15, a 庚, has ordinal …2
        return day + timedelta(days=ahead + 10 * (self.geng - 1))


def _form(value: Any) -> str | None:
    """Return a tag that is no key of the data, because key paths of problems hold both."""
    keys = ("from", "to", "solar", "nth", "lunar", "term")
    key = next((key for key in keys if isinstance(value, dict) and key in value), None)
    return "Season" if key in ("from", "to") else key and key.capitalize()


_BY_KEY = Discriminator(
    _form,
    custom_error_type="qunli",
    custom_error_message="看不出是哪一天",
    custom_error_context={
        "code": "Q004",
        "hint": "写 solar（公历）、nth（第几个星期几）、lunar（农历）、term（节气）或 from 和 to",
    },
)
End = Annotated[
    Annotated[Solar, Tag("Solar")]
    | Annotated[Nth, Tag("Nth")]
    | Annotated[Lunar, Tag("Lunar")]
    | Annotated[Term, Tag("Term")],
    _BY_KEY,
    before(lambda value: {"solar": value} if isinstance(value, str) else value),
    AlsoAccepts({"type": "string", "pattern": r"^\d{2}-\d{2}$"}),
]


class Season(Rule):
    """From one day to another, both included; an end that lies before the start is the next year's."""

    first: End = Field(alias="from", title="从哪天")
    last: End = Field(alias="to", title="到哪天")

    def dates(self, own_year: int) -> Span | None:
        first = self.first.dates(own_year)
        last = self.last.dates(own_year)
        if first and last and last < first:
            last = self.last.dates(own_year + 1)
        return (first[0], last[0]) if first and last else None

    @shape.model_validator(mode="after")
    def _ends_soon(self) -> Season:
        span = self.dates(2028)
        if span and (span[1] - span[0]).days > _LONGEST_SEASON:
            raise fault("Q004", "from 和 to 前后颠倒了，或隔了半年以上", "from 写开始的一天，to 写结束的一天")
        return self


class _Entry(Rule):
    """What every festival has. `ideas` maps industries to one line; `typical`: dates of other years."""

    title: Line = Field(title="名字")
    ideas: Mapping[Id, Line] = Field(default_factory=dict, title="每个行业能做什么")
    typical: bool = Field(default=False, title="时间每年另外公布")
    note: Line | None = Field(default=None, title="备注")


class SolarFestival(_Entry, Solar): ...


class NthFestival(_Entry, Nth): ...


class LunarFestival(_Entry, Lunar): ...


class TermFestival(_Entry, Term): ...


class SeasonFestival(_Entry, Season): ...


Festival = Annotated[
    Annotated[SolarFestival, Tag("Solar")]
    | Annotated[NthFestival, Tag("Nth")]
    | Annotated[LunarFestival, Tag("Lunar")]
    | Annotated[TermFestival, Tag("Term")]
    | Annotated[SeasonFestival, Tag("Season")],
    _BY_KEY,
]
Festivals = Mapping[Id, Festival]  # the shape of almanac.yml
Days = Annotated[tuple[Day, ...], shape.list_of, after(shape.unique)]


class Holidays(Shape):
    """calendars/holidays/<year>.yml: days off and make-up workdays of the year and of the December before."""

    off: Days = Field(default=(), title="放假")
    work: Days = Field(default=(), title="调休上班")
    source: Line | None = Field(default=None, title="哪份通知")


def read_holidays(source: Source, year: int) -> tuple[Holidays | None, list[Problem]]:
    """Return (value, []) or (None, problems), as shape.problems does, for the file of this year."""
    value, found = shape.problems(source, Holidays)
    for name in ("off", "work"):
        for index, day in enumerate(getattr(value, name, ())):
            if day.year != year and (day.year, day.month) != (year - 1, 12):
                hint = f"{year}.yml 里只写 {year} 年和前一年 12 月的日期，其他的写到那一年的文件里"
                found.append(source.problem((name, index), "Q004", f"日期 {day} 不在这一年", hint))
            if name == "work" and day in value.off:
                hint = "对照放假通知，删掉一处"
                found.append(source.problem((name, index), "Q010", f"{day} 既写了放假又写了上班", hint))
    return (None if found else value), found


class _Year(NamedTuple):
    known: bool
    off: Mapping[date, str]  # days of announced or statutory breaks, each with a name
    work: frozenset[date]  # make-up days


@dataclass(frozen=True, eq=False)
class Almanac:
    """Festivals by id, and the Chinese working calendar.

    The days that `holidays` files (by year) name win over the library; all others stay as they are.
    """

    festivals: Mapping[str, Festival]
    holidays: Mapping[int, Holidays] = field(default_factory=dict)
    _years: dict[int, _Year] = field(default_factory=dict, init=False, repr=False)
    _days: dict[int, dict[date, tuple[str, ...]]] = field(default_factory=dict, init=False, repr=False)

    def span(self, festival_id: str, own_year: int) -> Span | None:
        """Return a festival's first and last day in its own year (see Rule), or None without such a day."""
        return self.festivals[festival_id].dates(own_year)

    def occurrences(self, festival_id: str, start: date, end: date) -> Iterator[tuple[int, date, date]]:
        """Yield (own year, first, last) for every time that touches the days from start to end, in order."""
        for own_year in range(start.year - 2, end.year + 2):
            span = self.span(festival_id, own_year)
            if span and span[0] <= end and start <= span[1]:
                yield own_year, *span

    def on(self, day: date) -> tuple[tuple[str, Festival], ...]:
        """Return (id, festival) for everything that is on this day, in the order of almanac.yml."""
        if day.year not in self._days:
            self._days[day.year] = self._by_day(date(day.year, 1, 1), date(day.year, 12, 31))
        return tuple((each, self.festivals[each]) for each in self._days[day.year].get(day, ()))

    def _by_day(self, start: date, end: date) -> dict[date, tuple[str, ...]]:
        found: dict[date, tuple[str, ...]] = {}
        for festival_id in self.festivals:
            for _, first, last in self.occurrences(festival_id, start, end):
                for ordinal in range(max(first, start).toordinal(), min(last, end).toordinal() + 1):
                    day = date.fromordinal(ordinal)
                    found[day] = (*found.get(day, ()), festival_id)
        return found

    def lunar_days(self, first: date, last: date) -> Iterator[tuple[date, int, int]]:
        """Yield (day, number of its lunar month, day of that month) from first to last, both included.

        Lunar months are numbered as lunations from the new moon of January 2000 on, leap months too, so that
        neighbours differ by one.
        """
        begins = _lunar_month(first)
        while begins <= last:
            ends = _lunar_month(begins + timedelta(days=30))
            number = round((begins - _NEW_MOON).days / _LUNATION)
            for ahead in range((ends - begins).days):
                day = begins + timedelta(days=ahead)
                if first <= day <= last:
                    yield day, number, ahead + 1
            begins = ends

    def is_known(self, year: int) -> bool:
        """Say whether the year's days off are announced: in a holidays file, or in the library."""
        return year in self.holidays or _library(year) is not None

    def is_pending(self, day: date) -> bool:
        """Say whether a notice may still change this day.

        Any day of an unknown year, and 20-31 December, which the next year's notice may move, until out.
        """
        late = day.month == 12 and day.day >= 20
        return not self.is_known(day.year) or (late and not self.is_known(day.year + 1))

    def is_workday(self, day: date) -> bool:
        """Say whether people work on this day, make-up days included."""
        year = self._year(day.year)
        return day in year.work or (day.weekday() < 5 and day not in year.off)

    def is_makeup(self, day: date) -> bool:
        """Say whether this is a weekend day that is worked."""
        return day.weekday() >= 5 and self.is_workday(day)

    def is_off(self, day: date) -> bool:
        """Say whether the day is in an announced or statutory break, weekends of the break included."""
        return self.break_name(day) is not None

    def break_name(self, day: date) -> str | None:
        """Return the name of the break the day is in, such as 春节 or 国庆、中秋, or None."""
        run = [day] if self._rests(day) else []
        for step in (timedelta(days=-1), timedelta(days=1)):
            beside = day + step
            while run and self._rests(beside) and self.is_known(beside.year) == self.is_known(day.year):
                run.append(beside)
                beside += step
        off = [each for each in sorted(run) if each in self._year(each.year).off]
        names = [name for each in off for name in _statutory(each.year).get(each, ())]
        names = names or [self._year(each.year).off[each] for each in off]
        return "、".join(dict.fromkeys(names)) if off else None

    def _rests(self, day: date) -> bool:
        """Say whether the day belongs to a run of days off; the weekends of unknown years do not."""
        year = self._year(day.year)
        return day in year.off or (year.known and not self.is_workday(day))

    def _year(self, year: int) -> _Year:
        if year not in self._years:
            library = _library(year)
            off = dict(library.off) if library else dict.fromkeys(_statutory(year), "放假")
            work = set(library.work) if library else set()
            for file in (self.holidays.get(year, Holidays()), self.holidays.get(year + 1, Holidays())):
                off = {**dict.fromkeys(file.off, "放假"), **off}
                off = {day: name for day, name in off.items() if day not in file.work}
                work = (work - {*file.off}) | {*file.work}
            self._years[year] = _Year(self.is_known(year), off, frozenset(work))
        return self._years[year]


@cache
def _lunar_month(day: date) -> date:
    """Return the first day of the lunar month that a day is in."""
    from borax.calendars.lunardate import LunarDate

    return day - timedelta(days=LunarDate.from_solar_date(day.year, day.month, day.day).day - 1)


@cache
def _statutory(year: int) -> Mapping[date, tuple[str, ...]]:
    """Return the names of the days off by law (全国年节及纪念日放假办法, as in force since 2025)."""
    fixed = {"元旦": ["01-01"], "劳动节": ["05-01", "05-02"], "国庆": ["10-01", "10-02", "10-03"]}
    rules: list[tuple[str, OneDay]]
    rules = [("春节", Lunar(lunar="01-01", offset=ahead)) for ahead in (-1, 0, 1, 2)]
    rules += [("清明", Term(term="清明")), ("端午", Lunar(lunar="05-05")), ("中秋", Lunar(lunar="08-15"))]
    days = [(name, date.fromisoformat(f"{year:04}-{day}")) for name, days in fixed.items() for day in days]
    days += [(name, span[0]) for name, rule in rules if (span := rule.dates(year))]
    named: dict[date, tuple[str, ...]] = {}
    for name, day in days:
        named[day] = (*named.get(day, ()), name)
    return named


@cache
def _library(year: int) -> _Year | None:
    """Return what chinesecalendar knows of a year, or None; its tables are silent past their data, so ask."""
    import chinese_calendar as library

    try:
        library.is_workday(date(year, 1, 1))
        library.is_workday(date(year, 12, 31))
    except NotImplementedError:
        return None
    names = {day: library.Holiday(name).chinese for day, name in library.holidays.items() if day.year == year}
    return _Year(True, names, frozenset(day for day in library.workdays if day.year == year))
