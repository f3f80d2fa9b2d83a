"""`{every: day, at: 11:00}`: every day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar, Literal

from qunli.shape import Field
from qunli.when.every_weeks import EveryWeeks
from qunli.when.form import AT, HOLIDAYS, MOST_DAYS, SEASON, Form, Place, Recurring
from qunli.when.hearing import Ear
from qunli.when.recurrence import Recurrence, monday, not_before
from qunli.when.seasons import Season
from qunli.when.values import WEEKDAYS, Festival, Holidays, Hours, weekday_words

_HEARD = re.compile(
    r"(?:每天|每日|天天|日常|每一天|每天都|全周|日更|长期|一直|全年|一周[七7]天|周一到周日每天)(?:都?发)?(?:[\d一二两三四五六七八九十]+[次条])?"
)


class EveryDay(Recurring):
    """Every day.

    Where the shop is closed on weekdays, a rotation of whole weeks stands still and leaves out their places, since
    its texts may know their weekday; any other goes on week by week on the weekdays that are open.
    """

    key: ClassVar[str] = "every"
    unit: ClassVar[str] = "天"
    most: ClassVar[int] = MOST_DAYS

    every: Literal["day"] = Field(title="每天、每周还是每月")
    at: Hours = AT
    holidays: Holidays | None = HOLIDAYS
    season: Season | None = SEASON

    @classmethod
    def suits(cls, raw: Mapping[str, Any]) -> bool:
        return bool(raw["every"] == "day")

    @property
    def days_a_period(self) -> int:
        return 1

    def starts(self, start: date, periods: int) -> Iterator[tuple[date, Recurrence]]:
        for period in range(periods):
            day = monday(start) + timedelta(days=period)
            yield not_before(day, start, periods), Recurrence("DAILY", periods)

    @property
    def weekdays_shown(self) -> Sequence[int]:
        return [each for each in range(7) if each not in self._shut]

    def places(self, start: date, turns: int) -> Iterator[Place]:
        return (each for each in super().places(start, turns) if each.first.weekday() not in self._shut)

    def without(self, shut: Sequence[int], turns: int) -> Form | None:
        if self.periods(turns) % 7 == 0:
            return self._shut_on(shut)
        weekly = EveryWeeks.model_validate(dict(self) | {"every": "week", "weekdays": [*WEEKDAYS]})
        return weekly.without(shut, turns)

    def returns(self, turns: int) -> int:
        return turns // len(self.at)

    @classmethod
    def a_day_later(cls, said: Mapping[str, Any]) -> dict[str, Any] | None:
        return {**said}

    def day_words(self, festival: Festival) -> str:
        return self._said(f"除{weekday_words(self._shut)}外每天" if self._shut else "每天", festival)

    def id_part(self) -> str:
        return "daily"

    def as_data(self) -> dict[str, Any]:
        return self._periods("day", [0])

    @classmethod
    def heard(cls, text: str, ear: Ear) -> dict[str, Any] | None:
        return {"every": "day"} if _HEARD.fullmatch(text) else None
