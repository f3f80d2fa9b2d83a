"""`{date: 2026-12-24, at: 18:00}`, or a list: fixed dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, ClassVar

from qunli.almanac import Almanac
from qunli.shape import Field
from qunli.when.form import AT, Festival, Listed, Occasion, Window
from qunli.when.hearing import AND, TO, WEEK, Ear, UnclearError
from qunli.when.values import Dates, Hours, date_words

MOST_SPAN = 60
_WEEKDAY = re.compile(rf"\(?(?:周|星期|礼拜)[{WEEK}天]\)?")
_PARTS = re.compile(AND.replace("/", ""))
# A hyphen between bare numbers may belong to a date.
_UNTIL = re.compile(rf"(?<=[日号]){TO}|[~–—至到]+")
_DAY = re.compile(r"(?:(?P<y>\d{4})[-/.年])?(?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})[日号]?")
_DAY_OF_SAME_MONTH = re.compile(r"(?P<d>\d{1,2})[日号]")


class OnDates(Listed):
    """Fixed dates."""

    key: ClassVar[str] = "date"

    date: Dates = Field(title="哪一天")
    at: Hours = AT

    def days(self, window: Window, almanac: Almanac) -> Iterator[Occasion]:
        for number, day in enumerate(self.date):
            yield Occasion(day, day.isoformat(), number)

    def day_words(self, festival: Festival) -> str:
        return "、".join(map(date_words, self.date))

    def id_part(self) -> str:
        return f"on-{self.date[0]:%Y%m%d}"

    @classmethod
    def heard(cls, text: str, ear: Ear) -> dict[str, Any] | None:
        found: list[date] = []
        for part in _PARTS.split(_WEEKDAY.sub("", text)):
            days = _heard_span(part, ear.today)
            if days is None:
                return None
            found += days
        written = sorted({day.isoformat() for day in found})
        return {"date": written[0] if len(written) == 1 else written}


def _heard_span(part: str, today: date) -> list[date] | None:
    """Return the days of 12月24日 or 12月1日至5日; None for other words."""
    first, _, last = _UNTIL.sub("~", part).partition("~")
    start = _DAY.fullmatch(first)
    if not start:
        return None
    begin = _date(start["y"], start["m"], start["d"], today)
    if not last:
        return [begin]
    end = _DAY.fullmatch(last) or _DAY_OF_SAME_MONTH.fullmatch(last)
    if not end:
        return None
    final = _last_day(begin, end.groupdict(), today)
    if not 0 < (final - begin).days < MOST_SPAN:
        raise UnclearError(f"日期 {part} 前后不对", f"先写开始的一天，再写结束的一天，最多 {MOST_SPAN} 天")
    return [begin + timedelta(days=ahead) for ahead in range((final - begin).days + 1)]


def _last_day(begin: date, said: dict[str, str | None], today: date) -> date:
    """Return the end of a span; without a year of its own it is the first such day after the beginning."""
    month, day = said.get("m") or str(begin.month), said["d"] or ""
    year = said.get("y")
    final = _date(year or str(begin.year), month, day, today)
    if final < begin and not year:
        return _date(str(begin.year + 1), month, day, today)
    return final


def _date(year: str | None, month: str, day: str, today: date) -> date:
    """Return a day; without a year the next such day from today on."""
    try:
        if year:
            return date(int(year), int(month), int(day))
        this = date(today.year, int(month), int(day))
        return this if this >= today else date(this.year + 1, this.month, this.day)
    except ValueError:
        raise UnclearError(f"没有 {month}月{day}日 这一天", "写成 2026-12-24 或 12月24日") from None
