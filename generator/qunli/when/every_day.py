"""`{every: day, at: 11:00}`: every day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar, Literal

from qunli.shape import Field
from qunli.when.form import AT, HOLIDAYS, MOST_DAYS, Festival, Recurring
from qunli.when.hearing import Ear
from qunli.when.recurrence import Recurrence, monday, not_before
from qunli.when.values import Holidays, Hours

_HEARD = re.compile(
    r"(?:每天|每日|天天|日常|每一天|每天都|全周|日更|长期|一直|全年|一周[七7]天|周一到周日每天)(?:都?发)?(?:[一1][次条])?"
)


class EveryDay(Recurring):
    """Every day."""

    key: ClassVar[str] = "every"
    unit: ClassVar[str] = "天"
    most: ClassVar[int] = MOST_DAYS

    every: Literal["day"] = Field(title="每天、每周还是每月")
    at: Hours = AT
    holidays: Holidays | None = HOLIDAYS

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
        return range(7)

    def returns(self, turns: int) -> int:
        return turns // len(self.at)

    def day_words(self, festival: Festival) -> str:
        return self._paused("每天")

    def id_part(self) -> str:
        return "daily"

    @classmethod
    def heard(cls, text: str, ear: Ear) -> dict[str, Any] | None:
        return {"every": "day"} if _HEARD.fullmatch(text) else None
