"""When something is in each of its own years, by sun, moon, solar term or weekday. Days of the moon are borax's."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Any, Literal, cast, get_args

from qunli import shape
from qunli.shape import (
    AlsoAccepts,
    Field,
    Line,
    MonthDay,
    Shape,
    Tag,
    WithJsonSchema,
    after,
    before,
    by_key,
    fault,
    shown,
)

Span = tuple[date, date]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
TERMS = (
    *("小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至"),
    *("小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至"),
)
_LONGEST_SEASON = 183
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
    if not re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|30)", value):
        raise fault("Q004", f"农历日期 {shown(value)} 不对", "写成 月-日，比如 08-15；腊月是 12")
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


def rule_named(name: str) -> Rule | None:
    """Return the rule of a solar term or of a day of the year such as 06-01, None for other names."""
    if name in TERMS:
        return Term(term=name)
    return Solar(solar=name) if re.fullmatch(r"\d{2}-\d{2}", name) else None  # type: ignore[arg-type]


def season(first: Rule | None, last: Rule | None, own_year: int) -> Span | None:
    """Return the days from the first day of one rule in its own year to the next last day of another.

    None where one of them is unknown or has no such day.
    """
    opening, following = (first.dates(year) if first else None for year in (own_year, own_year + 1))
    if opening is None or last is None:
        return None
    spans = (last.dates(year) for year in range(own_year - 1, own_year + 3))
    closing = next((span[1] for span in spans if span and span[1] >= opening[0]), None)
    if closing is None:
        return None
    return opening[0], min(closing, following[0] - timedelta(days=1)) if following else closing


_FORMS = {
    "from": "Season",
    "to": "Season",
    "solar": "Solar",
    "nth": "Nth",
    "lunar": "Lunar",
    "term": "Term",
}


def _form(value: Any) -> str | None:
    """Return a tag that is no key of the data, because key paths of problems hold both."""
    if not isinstance(value, dict):
        return None
    return next((form for key, form in _FORMS.items() if key in value), None)


BY_KEY = by_key(
    _form, "看不出是哪一天", "写 solar（公历）、nth（第几个星期几）、lunar（农历）、term（节气）或 from 和 to"
)
End = Annotated[
    Annotated[Solar, Tag("Solar")]
    | Annotated[Nth, Tag("Nth")]
    | Annotated[Lunar, Tag("Lunar")]
    | Annotated[Term, Tag("Term")],
    BY_KEY,
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
        if first is None or last is None:
            return None
        return first[0], last[0]

    @shape.model_validator(mode="after")
    def _ends_soon(self) -> Season:
        span = self.dates(2028)
        if span and (span[1] - span[0]).days > _LONGEST_SEASON:
            raise fault("Q004", "from 和 to 前后颠倒了，或隔了半年以上", "from 写开始的一天，to 写结束的一天")
        return self
