"""`{every: month, monthdays: [1, 15], at: 11:00}`: days 1 to 28 of every month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from qunli.shape import Field, before, fault
from qunli.when.form import AT, HOLIDAYS, SEASON, Recurring
from qunli.when.hearing import AND, TO, Ear, N, UnclearError
from qunli.when.numerals import number
from qunli.when.recurrence import Recurrence
from qunli.when.seasons import Season
from qunli.when.values import Festival, Holidays, Hours, as_list, integer, list_or_one, numbers

LAST = "last"
_ONE = rf"第?{N}[日号天]?(?:{TO}{N}[日号]?)?"
_HEARD = re.compile(rf"每个?月的?({_ONE}(?:{AND}{_ONE})*)")
_PART = re.compile(r"每个?月的?(?:月?初|月?中旬?|上旬|下旬|中)|月初|月中|[上中下]旬")
_NTH_WEEKDAY = re.compile(
    rf"每个?月的?(?:第{N}个?|最后[一1]?个?)周[一二三四五六日天]|每个?月的?第{N}个?周末?"
)


def month_days(value: Any) -> tuple[int, ...]:
    """Return days of a month in order; raise a fault for those that not every month has."""
    if any(each in (29, 30, 31) for each in as_list(value)):
        raise fault(
            "Q004",
            "每月的 29、30、31 日不是月月都有",
            "写 1 到 28 的整数；每月最后一天写 last",
        )
    return numbers(value, 1, 28, "每月几日", "；每月最后一天写 last")


# 每月逢8, 逢5、逢0: the days whose number ends so.
_ENDING = re.compile(r"(?:每个?月的?)?[逢每]((?<=逢)\d(?:[、/和及]逢?\d)*)(?:的?(?:日子?|号|天))?")


class EveryMonth(Recurring):
    """On days 1-28 of every month."""

    key: ClassVar[str] = "every"
    unit: ClassVar[str] = "个月"

    every: Literal["month"] = Field(title="每天、每周还是每月")
    monthdays: Annotated[
        tuple[int, ...],
        before(month_days),
        list_or_one(integer(1, 28)),
    ] = Field(title="每月几日（1-28，最后一天写 last）")
    at: Hours = AT
    holidays: Holidays | None = HOLIDAYS
    season: Season | None = SEASON

    @classmethod
    def suits(cls, raw: Mapping[str, Any]) -> bool:
        return raw["every"] == "month" and LAST not in as_list(raw.get("monthdays"))

    @property
    def days_a_period(self) -> int:
        return len(self.monthdays)

    def starts(self, start: date, periods: int) -> Iterator[tuple[date, Recurrence]]:
        for period in range(periods):
            for monthday in self.monthdays:
                month = start.year * 12 + start.month - 1 + period
                if period == 0 and monthday < start.day:
                    month += periods
                first = date(month // 12, month % 12 + 1, monthday)
                yield first, Recurrence("MONTHLY", periods, monthday=monthday)

    def returns(self, turns: int) -> int:
        return turns * 28 // (len(self.monthdays) * len(self.at))

    def day_words(self, festival: Festival) -> str:
        return self._said("每月 " + "、".join(f"{number}日" for number in self.monthdays), festival)

    def id_part(self) -> str:
        return "month-" + "-".join(map(str, self.monthdays))

    def as_data(self) -> dict[str, Any]:
        return self._periods("month", self.monthdays)

    @classmethod
    def heard(cls, text: str, ear: Ear) -> dict[str, Any] | None:
        if _PART.fullmatch(text):
            raise UnclearError(f"{text} 看不出是几号", "写成 每月1日、每月15日 这样")
        if _NTH_WEEKDAY.fullmatch(re.sub("星期|礼拜", "周", text)):
            raise UnclearError(f"{text} 排不进计划", "写成 每月几号，或每个月写一行日期")
        if ending := _ENDING.fullmatch(text):
            days = [day for day in range(1, 32) if day % 10 in [*map(int, re.findall(r"\d", ending[1]))]]
            return {"every": "month", "monthdays": heard_days("、".join(map(str, days)))}
        found = _HEARD.fullmatch(text)
        if not found:
            return None
        return {"every": "month", "monthdays": heard_days(found[1])}


def heard_days(words: str) -> list[int]:
    """Return the days of 1日、15日 in order; raise UnclearError for those that not every month has."""
    spans = re.findall(rf"({N})[日号天]?(?:{TO}({N}))?", words)
    days = sorted({day for first, last in spans for day in range(number(first), number(last or first) + 1)})
    if spans and not days:
        raise UnclearError(f"每月 {words} 前后不对", "先写开始的一天，再写结束的一天，比如 每月1日-5日")
    if not set(days) <= set(range(1, 29)):
        raise UnclearError("每月的 29、30、31 日不是月月都有", "写 1 到 28 日，或 每月最后一天")
    return days
