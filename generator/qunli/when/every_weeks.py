"""`{every: week, weekdays: [mon, thu], at: 11:00}` and `{every: 2 weeks, …}`: weekly, or one week in 2 to 52."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar

from qunli.shape import Field, WithJsonSchema, before, fault, shown
from qunli.when.form import AT, HOLIDAYS, SEASON, Form, Recurring
from qunli.when.hearing import AND, TO, WEEK, Ear, N, UnclearError
from qunli.when.numerals import number
from qunli.when.recurrence import Recurrence, monday, not_before
from qunli.when.seasons import Season
from qunli.when.values import WEEKDAYS, Festival, Holidays, Hours, list_or_one, weekday_numbers, weekday_words

_OTHERS = ("day", "workday", "month")
_OFTEN = re.compile(
    rf"(?:每个?(?P<n>{N})个?周的?|每?隔[一1]?个?周的?|[单双]周的?|每?[两二2]周的?)(?:(?:发?[一1]次|发)的?(?=周))?"
)
_BEHIND = re.compile(r"(周.+?)\(?(每?隔[一1]?个?周|双周|单周|每[两二2]周)(?:(?:发?[一1]次)|发|循环|轮流)?\)?")
_IN_BRACKETS = re.compile(
    rf"^(?P<often>(?:每?隔|每|单|双)[^()周]{{0,3}}周)(?:发?(?P<times>{N})[次条篇])?[,:;]?[\s(]*(?P<days>周[^()]+)\)?$"
)
_NO_DAY = re.compile(rf"(?:每|每?隔|双|单|每?{N}个?)周(?:发?{N}?[次条])?")
_DAYS = re.compile(rf"([{WEEK}])(?:{TO}([{WEEK}]))?")


def _weeks(value: Any) -> int:
    if value == "week":
        return 1
    found = re.fullmatch(r"([1-9][0-9]?) weeks", value) if isinstance(value, str) else None
    if not found or not 2 <= int(found[1]) <= 52:
        raise fault(
            "Q004", f"不认识的周期 {shown(value)}", "可以写 week（每周）或 2 weeks 到 52 weeks（每几周）"
        )
    return int(found[1])


class EveryWeeks(Recurring):
    """On weekdays (0 is Monday) of every week, or of one week in `every`."""

    key: ClassVar[str] = "every"
    unit: ClassVar[str] = "周"

    every: Annotated[
        int, before(_weeks), WithJsonSchema({"type": "string", "pattern": r"^(week|\d+ weeks)$"})
    ] = Field(title="每天、每周还是每月")
    weekdays: Annotated[
        tuple[int, ...], before(weekday_numbers), list_or_one({"type": "string", "enum": list(WEEKDAYS)})
    ] = Field(title="星期几")
    at: Hours = AT
    holidays: Holidays | None = HOLIDAYS
    season: Season | None = SEASON

    @classmethod
    def suits(cls, raw: Mapping[str, Any]) -> bool:
        return raw["every"] not in _OTHERS

    @property
    def days_a_period(self) -> int:
        return len(self.weekdays)

    @property
    def _is_cut(self) -> bool:
        return bool(self._shut)

    def _lasting(self, periods: int) -> int:
        return periods * self.every

    def starts(self, start: date, periods: int) -> Iterator[tuple[date, Recurrence]]:
        interval = periods * self.every
        for period in range(periods):
            for weekday in self.weekdays:
                day = monday(start) + timedelta(days=7 * self.every * period + weekday)
                yield not_before(day, start, 7 * interval), Recurrence("WEEKLY", interval, weekday=weekday)

    @property
    def weekdays_shown(self) -> Sequence[int]:
        return self.weekdays

    @property
    def weeks(self) -> int:
        return self.every

    @classmethod
    def a_day_later(cls, said: Mapping[str, Any]) -> dict[str, Any] | None:
        weekdays = [WEEKDAYS.index(each) + 1 for each in said["weekdays"]]
        if said["every"] != "week" and 7 in weekdays:  # the Monday of a week in which it is not posted
            return None
        return {**said, "weekdays": [WEEKDAYS[each] for each in sorted(each % 7 for each in weekdays)]}

    def without(self, shut: Sequence[int], turns: int) -> Form | None:
        weekdays = tuple(each for each in self.weekdays if each not in shut)
        if weekdays == self.weekdays:
            return self
        return self.model_copy(update={"weekdays": weekdays})._shut_on(shut) if weekdays else None

    def returns(self, turns: int) -> int:
        return turns * 7 * self.every // (len(self.weekdays) * len(self.at))

    def day_words(self, festival: Festival) -> str:
        often = "每" if self.every == 1 else f"每 {self.every} 周的"
        return self._said(often + weekday_words(self.weekdays), festival)

    def id_part(self) -> str:
        days = [WEEKDAYS[each] for each in self.weekdays]
        named = "-".join(days) if len(days) < 4 else f"{days[0]}-to-{days[-1]}"
        return named if self.every == 1 else f"every-{self.every}-weeks-{named}"

    def as_data(self) -> dict[str, Any]:
        return self._periods("week", self.weekdays, self.every)

    @classmethod
    def heard(cls, text: str, ear: Ear) -> dict[str, Any] | None:
        text = re.sub("星期|礼拜", "周", text).removesuffix("每天")
        text = _without_times(text)
        if re.fullmatch(r"每?个?(?:周末|双休日?|周末双休|双休周末|周末两天)", text):
            return {"every": "week", "weekdays": ["sat", "sun"]}
        if "周" not in text:
            return None
        if _NO_DAY.fullmatch(text) and not re.fullmatch(rf"每?隔?周[{WEEK}]", text):
            raise UnclearError(f"{text} 看不出是周几", "写成 每周一、周四 或 隔周周一 这样")
        if behind := _BEHIND.fullmatch(text):
            text = behind[2] + behind[1]
        weeks = 1
        if often := _OFTEN.match(text):
            weeks = number(often["n"]) if often["n"] else 2
            text = "周" + text[often.end() :]
        days = _heard_days(text)
        if not days:
            return None
        every = "week" if weeks == 1 else f"{weeks} weeks"
        return {"every": every, "weekdays": [WEEKDAYS[day] for day in sorted(days)]}


def _without_times(text: str) -> str:
    """Return 每周二、周五 for 每周2次(周二、周五), whose number says nothing more; raise UnclearError where it is another."""
    found = _IN_BRACKETS.match(text)
    if not found:
        return text
    days = _heard_days(found["days"])
    if found["times"] and days and number(found["times"]) not in (1, len(days)):
        hint = "几次就写几天，比如 每周二、周五"
        raise UnclearError(f"{text} 次数和日子对不上", hint)
    return found["often"] + found["days"] if days else text


def _heard_days(text: str) -> set[int]:
    """Return the weekdays of words such as 周一至周三、周六; none where something else stands among them.

    一周三 is no Monday: it is what is left of 一周三次. Numbers are weekdays where no other signs are: 12/1周二 is a date.
    """
    if re.match(rf"[{WEEK}]周|\d", text) or (re.search(r"\d", text) and re.search(rf"[{WEEK}天]", text)):
        return set()
    parts = re.sub(rf"每个?|周|{AND}", "", text.replace("天", "日"))
    parts = "".join(WEEK[int(each) - 1] if each in "1234567" else each for each in parts)
    if not re.fullmatch(rf"(?:[{WEEK}](?:{TO}[{WEEK}])?)+", parts):
        return set()
    days: set[int] = set()
    for first, last in _DAYS.findall(parts):
        begin, end = WEEK.index(first), WEEK.index(last or first)
        over_sunday = begin > end
        days.update(range(begin, 7 if over_sunday else end + 1))
        if over_sunday:
            days.update(range(end + 1))
    return days
