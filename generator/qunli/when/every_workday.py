"""`{every: workday, at: 11:00}`: every Chinese working day, make-up days included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar, Literal

from qunli.almanac import Almanac
from qunli.shape import Field
from qunli.when.form import AT, HOLIDAYS, SEASON, Form, Recurring
from qunli.when.hearing import Ear
from qunli.when.recurrence import Recurrence, monday, not_before
from qunli.when.seasons import Season
from qunli.when.values import Festival, Holidays, Hours, weekday_words

_DAYS = 5


class EveryWorkday(Recurring):
    """Monday to Friday apart from days off, and the weekend days that are worked instead.

    A make-up Saturday has the text of its week's first day that is posted, which is Monday, a Sunday that of the next.
    """

    key: ClassVar[str] = "every"
    unit: ClassVar[str] = "周"

    every: Literal["workday"] = Field(title="每天、每周还是每月")
    at: Hours = AT
    holidays: Holidays | None = HOLIDAYS
    season: Season | None = SEASON

    @classmethod
    def suits(cls, raw: Mapping[str, Any]) -> bool:
        return bool(raw["every"] == "workday")

    @property
    def days_a_period(self) -> int:
        return len(self.weekdays_shown)

    def starts(self, start: date, periods: int) -> Iterator[tuple[date, Recurrence]]:
        for period in range(periods):
            for weekday in self.weekdays_shown:
                day = monday(start) + timedelta(days=7 * period + weekday)
                yield not_before(day, start, 7 * periods), Recurrence("WEEKLY", periods, weekday=weekday)

    def makeups(self, start: date, last: date, almanac: Almanac) -> Iterator[tuple[date, int]]:
        origin, days = monday(start), self.days_a_period
        for ahead in range((last - start).days + 1):
            day = start + timedelta(days=ahead)
            if almanac.is_makeup(day):
                yield day, (day - origin).days // 7 * days + min(day.weekday() - _DAYS, days - 1)

    def rests(self, day: date, almanac: Almanac) -> bool:
        return super().rests(day, almanac) or not almanac.is_workday(day)

    @property
    def _is_cut(self) -> bool:
        return self.days_a_period < _DAYS

    @property
    def weekdays_shown(self) -> Sequence[int]:
        return [each for each in range(_DAYS) if each not in self._shut]

    def without(self, shut: Sequence[int], turns: int) -> Form | None:
        return None if set(range(_DAYS)) <= set(shut) else self._shut_on(shut)

    def returns(self, turns: int) -> int:
        return turns * 7 // (self.days_a_period * len(self.at))

    def day_words(self, festival: Festival) -> str:
        return self._said(
            f"除{weekday_words(self._shut)}外每个工作日" if self._shut else "每个工作日", festival
        )

    def id_part(self) -> str:
        return "workday"

    def as_data(self) -> dict[str, Any]:
        return {**self._periods("week", self.weekdays_shown), "workdays": True}

    @classmethod
    def heard(cls, text: str, ear: Ear) -> dict[str, Any] | None:
        return {"every": "workday"} if re.fullmatch(r"每?个?(?:工作日|上班日)(?:每天)?", text) else None
