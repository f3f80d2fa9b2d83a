"""`{every: month, monthdays: [last], at: 20:00}`: the last day of every month, beside other days if need be.

Single events, since clients do not agree on BYMONTHDAY=-1.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from qunli.almanac import Almanac
from qunli.shape import Field, WithJsonSchema, before, unique
from qunli.when.every_month import LAST, heard_days, month_days
from qunli.when.form import AT, HOLIDAYS, SEASON, Listed, Occasion, Routine, Window
from qunli.when.hearing import AND, Ear, N
from qunli.when.seasons import Season
from qunli.when.values import Festival, Holidays, Hours, as_list, integer

_END = r"(?:最后[一1][天日]|月?[底末]|末日)"
_HEARD = re.compile(rf"(?:每个?月?的?)?(?:({N}[日号]?(?:{AND}{N}[日号]?)*){AND}?)?{_END}(?:当天)?")
_LAST_IN_ORDER = 31
_SCHEMA = {
    "anyOf": [
        {"const": LAST},
        {
            "type": "array",
            "items": {"anyOf": [integer(1, 28), {"const": LAST}]},
            "contains": {"const": LAST},
        },
    ]
}


def _days(value: Any) -> tuple[int, ...]:
    """Return the days in order, the last one as 31."""
    each = as_list(value)
    others = [day for day in each if day != LAST]
    days = month_days(others) if others else ()
    return tuple(sorted(unique((*days, *[_LAST_IN_ORDER] * each.count(LAST)))))


class EveryMonthEnd(Routine, Listed):
    """On the last day of every month, and on other days of it; `monthdays` has the last one as 31.

    The text is chosen by the running number of the month, never counted from the start.
    """

    key: ClassVar[str] = "every"

    every: Literal["month"] = Field(title="每天、每周还是每月")
    monthdays: Annotated[tuple[int, ...], before(_days), WithJsonSchema(_SCHEMA)] = Field(
        title="每月几日（1-28，最后一天写 last）"
    )
    at: Hours = AT
    holidays: Holidays | None = HOLIDAYS
    season: Season | None = SEASON

    @classmethod
    def suits(cls, raw: Mapping[str, Any]) -> bool:
        return raw["every"] == "month" and LAST in as_list(raw.get("monthdays"))

    def days(self, window: Window, almanac: Almanac) -> Iterator[Occasion]:
        first, last = (each.year * 12 + each.month - 1 for each in (window.first, window.last))
        for month in range(first, last + 1):
            year, name = month // 12, month % 12 + 1
            end = calendar.monthrange(year, name)[1]
            for place, monthday in enumerate(self.monthdays):
                day = date(year, name, min(monthday, end))
                yield Occasion(day, f"e{day.isoformat()}", month * len(self.monthdays) + place)

    def returns(self, turns: int) -> int:
        return turns * 28 // (len(self.monthdays) * len(self.at))

    def day_words(self, festival: Festival) -> str:
        others = [f"{number}日" for number in self.monthdays[:-1]]
        return self._said("每月 " + "、".join([*others, "最后一天"]), festival)

    def id_part(self) -> str:
        return "month-" + "-".join([*map(str, self.monthdays[:-1]), LAST])

    def as_data(self) -> dict[str, Any]:
        return self._periods("month-end", self.monthdays)

    @classmethod
    def heard(cls, text: str, ear: Ear) -> dict[str, Any] | None:
        found = _HEARD.fullmatch(text)
        is_of_one_month = re.match(rf"{N}月", text) is not None
        if not found or "月" not in text or is_of_one_month:
            return None
        return {"every": "month", "monthdays": [*heard_days(found[1] or ""), LAST]}
