"""`{lunar: [1, 15], at: 10:00}`: days of every lunar month, 初一 and 十五.

Single events, since no recurrence rule of RFC 5545 knows the lunar months.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from qunli.almanac import Almanac
from qunli.shape import Field, before, fault
from qunli.when.form import AT, HOLIDAYS, SEASON, Listed, Occasion, Routine, Window
from qunli.when.hearing import AND, Ear, UnclearError
from qunli.when.seasons import Season
from qunli.when.values import Festival, Holidays, Hours, as_list, integer, list_or_one, numbers

_ONES = "一二三四五六七八九十"
NAMES = (
    *(f"初{each}" for each in _ONES),
    *(f"十{each}" for each in _ONES[:9]),
    "二十",
    *(f"廿{each}" for each in _ONES[:9]),
)
_NAME = "|".join(NAMES)
_CALENDAR = "农历|阴历|旧历"
_EVERY = "(?:每个?月的?|每逢?|逢)?"
_HEARD = re.compile(rf"{_EVERY}(?:{_CALENDAR})?{_EVERY}((?:(?:{_NAME}){AND}?)+)")


def _days(value: Any) -> tuple[int, ...]:
    if 30 in as_list(value):
        raise fault("Q004", "农历三十不是月月都有", "写 1 到 29 的整数，比如 [1, 15]")
    return numbers(value, 1, 29, "农历几日")


class OnLunarDays(Routine, Listed):
    """On days 1-29 of every lunar month; the text is chosen by the running number of the lunar month."""

    key: ClassVar[str] = "lunar"

    lunar: Annotated[tuple[int, ...], before(_days), list_or_one(integer(1, 29))] = Field(
        title="农历每月几日，初一是 1"
    )
    at: Hours = AT
    holidays: Holidays | None = HOLIDAYS
    season: Season | None = SEASON

    def days(self, window: Window, almanac: Almanac) -> Iterator[Occasion]:
        for day, month, monthday in almanac.lunar_days(window.first, window.last):
            if monthday in self.lunar:
                number = month * len(self.lunar) + self.lunar.index(monthday)
                yield Occasion(day, f"l{day.isoformat()}", number)

    def returns(self, turns: int) -> int:
        return turns * 29 // (len(self.lunar) * len(self.at))

    def day_words(self, festival: Festival) -> str:
        names = "、".join(NAMES[number - 1] for number in self.lunar)
        return self._said(f"农历每月{names}", festival)

    def id_part(self) -> str:
        return "lunar-" + "-".join(map(str, self.lunar))

    def as_data(self) -> dict[str, Any]:
        return self._periods("moon", self.lunar)

    @classmethod
    def heard(cls, text: str, ear: Ear) -> dict[str, Any] | None:
        if not re.search(f"初|廿|{_CALENDAR}", text):
            return None
        text = re.sub(f"二十(?=[{_ONES[:9]}])", "廿", text)
        if re.fullmatch(rf"{_EVERY}(?:{_CALENDAR}){_EVERY}三十", text):
            raise UnclearError("农历三十不是月月都有", "写 初一、十五 这样的日子，或 每月最后一天")
        found = _HEARD.fullmatch(text)
        if not found:
            return None
        return {"lunar": sorted({NAMES.index(name) + 1 for name in re.findall(_NAME, found[1])})}
