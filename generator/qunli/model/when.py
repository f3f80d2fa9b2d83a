"""When a slot is posted: six forms, told apart by the key that is present."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from qunli.shape import (
    Clock,
    Day,
    Discriminator,
    Field,
    Id,
    Shape,
    Tag,
    WithJsonSchema,
    after,
    before,
    fault,
    unique,
)

Holidays = Literal["skip"]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _weeks(value: Any) -> int:
    found = re.fullmatch(r"([1-9]\d?) weeks", value) if isinstance(value, str) else None
    if value == "week":
        return 1
    if not found or not 2 <= int(found[1]) <= 52:
        raise fault("Q004", f"不认识的周期 {value}", "可以写 week（每周）或 2 weeks 到 52 weeks（每几周）")
    return int(found[1])


def _numbers(value: Any, least: int, most: int, what: str) -> tuple[int, ...]:
    numbers = value if isinstance(value, list) else [value]
    for number in numbers:
        if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= most:
            raise fault("Q004", f"{what} {number} 不对", f"写 {least} 到 {most} 的整数，可以写成列表 [1, 3]")
    return unique(tuple(numbers))


def _run_days(value: Any) -> tuple[int, ...]:
    found = re.fullmatch(r"(\d{1,3})-(\d{1,3})", value) if isinstance(value, str) else None
    if found and int(found[1]) < int(found[2]):
        value = list(range(int(found[1]), int(found[2]) + 1))
    return tuple(sorted(_numbers(value, 1, 366, "第几天")))


def _offsets(value: Any) -> tuple[int, ...]:
    return tuple(sorted(_numbers(value, -60, 60, "节日前后第几天")))


def _month_days(value: Any) -> tuple[int, ...]:
    if isinstance(value, list) and any(number in (29, 30, 31) for number in value):
        raise fault("Q004", "每月的 29、30、31 日不是月月都有", "写 1 到 28 的整数")
    return tuple(sorted(_numbers(value, 1, 28, "每月几日")))


def _weekday_numbers(value: Any) -> tuple[int, ...]:
    words = value if isinstance(value, list) else [value]
    for word in words:
        if word not in WEEKDAYS:
            raise fault("Q004", f"不认识的星期 {word}", f"可以写：{'、'.join(WEEKDAYS)}")
    return tuple(sorted(WEEKDAYS.index(word) for word in unique(tuple(words))))


def _dates(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else (value,)


def _in_order(value: tuple[date, ...]) -> tuple[date, ...]:
    return tuple(sorted(unique(value)))


def _list_or_one(item: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema(
        {"anyOf": [item, {"type": "array", "items": item, "minItems": 1, "uniqueItems": True}]}
    )


Dates = Annotated[tuple[Day, ...], before(_dates), after(_in_order), _list_or_one({"type": "string"})]


class EveryDay(Shape):
    """Every day, or every Chinese working day (make-up days included)."""

    every: Literal["day", "workday"] = Field(title="每天、每周还是每月")
    at: Clock = Field(title="几点", description="24 小时制")
    holidays: Holidays | None = Field(default=None, title="放假停发")


class EveryWeeks(Shape):
    """On weekdays (0 is Monday) of every week, or of one week in `every`."""

    every: Annotated[
        int, before(_weeks), WithJsonSchema({"type": "string", "pattern": r"^(week|\d+ weeks)$"})
    ] = Field(title="每天、每周还是每月")
    weekdays: Annotated[
        tuple[int, ...], before(_weekday_numbers), _list_or_one({"type": "string", "enum": list(WEEKDAYS)})
    ] = Field(title="星期几")
    at: Clock = Field(title="几点", description="24 小时制")
    holidays: Holidays | None = Field(default=None, title="放假停发")


class EveryMonth(Shape):
    """On days 1-28 of every month."""

    every: Literal["month"] = Field(title="每天、每周还是每月")
    monthdays: Annotated[tuple[int, ...], before(_month_days), _list_or_one({"type": "integer"})] = Field(
        title="每月几日", description="1 到 28"
    )
    at: Clock = Field(title="几点", description="24 小时制")
    holidays: Holidays | None = Field(default=None, title="放假停发")


class OnFestival(Shape):
    """Days before (−), on (0) or after the first day of a festival, each year."""

    festival: Id = Field(title="哪个节日", description="营销日历里的编号")
    day: Annotated[tuple[int, ...], before(_offsets), _list_or_one({"type": "integer"})] = Field(
        default=(0,), title="第几天", description="节前是负数，当天是 0"
    )
    at: Clock = Field(title="几点", description="24 小时制")


class OnDates(Shape):
    """Fixed dates."""

    date: Dates = Field(title="哪一天")
    at: Clock = Field(title="几点", description="24 小时制")


class OnDays(Shape):
    """Days of a run; day 1 is its start."""

    day: Annotated[
        tuple[int, ...], before(_run_days), WithJsonSchema({"type": ["integer", "string", "array"]})
    ] = Field(title="第几天", description="第 1 天是开始那天")
    at: Clock = Field(title="几点", description="24 小时制")


def _when_form(value: Any) -> str | None:
    if isinstance(value, Shape):
        return type(value).__name__
    return when_form(value) if isinstance(value, dict) else None


def when_form(value: Mapping[str, Any]) -> str | None:
    """Return the form of a raw `when`: the first present of every, festival, date, day decides."""
    if "every" in value:
        every = value["every"]
        if every in ("day", "workday"):
            return "EveryDay"
        return "EveryMonth" if every == "month" else "EveryWeeks"
    named = {"festival": "OnFestival", "date": "OnDates", "day": "OnDays"}
    return next((form for key, form in named.items() if key in value), None)


Recurring = EveryDay | EveryWeeks | EveryMonth
When = Annotated[
    Annotated[EveryDay, Tag("EveryDay")]
    | Annotated[EveryWeeks, Tag("EveryWeeks")]
    | Annotated[EveryMonth, Tag("EveryMonth")]
    | Annotated[OnFestival, Tag("OnFestival")]
    | Annotated[OnDates, Tag("OnDates")]
    | Annotated[OnDays, Tag("OnDays")],
    Discriminator(
        _when_form,
        custom_error_type="qunli",
        custom_error_message="看不出什么时候发",
        custom_error_context={
            "code": "Q004",
            "hint": "写 every（每天、每周）、festival（节日）、date（日期）或 day（第几天）中的一个，再加 at（几点）",
        },
    ),
]
