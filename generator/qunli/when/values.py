"""The values that forms of `when` are written with: hours, dates, weekdays, whole numbers in lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Annotated, Any, Literal

from qunli.shape import Clock, Day, WithJsonSchema, after, before, fault, shown, unique

Festival = Callable[[str], str]
Holidays = Literal["skip"]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY_WORDS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_CLOCK_SCHEMA = {"type": "string", "pattern": r"^([01]?\d|2[0-3]):[0-5]\d$"}


def as_list(value: Any) -> list[Any]:
    """Return what a file says as a list; one value is a list of one."""
    return value if isinstance(value, list) else [value]


def integer(least: int, most: int) -> dict[str, Any]:
    """Return the JSON Schema of a whole number within bounds."""
    return {"type": "integer", "minimum": least, "maximum": most}


def list_or_one(item: dict[str, Any]) -> WithJsonSchema:
    """Return the JSON Schema of a value that may also be a list of such."""
    several = {"type": "array", "items": item, "minItems": 1, "uniqueItems": True}
    return WithJsonSchema({"anyOf": [item, several]})


def numbers(value: Any, least: int, most: int, what: str, also: str = "") -> tuple[int, ...]:
    """Return a number or a list of numbers in order; raise a fault for one outside the bounds.

    `also` is what else the field takes, for the way out.
    """
    for number in as_list(value):
        if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= most:
            raise fault(
                "Q004",
                f"{what} {shown(number)} 不对",
                f"写 {least} 到 {most} 的整数，可以写成列表 [1, 3]{also}",
            )
    return tuple(sorted(unique(tuple(as_list(value)))))


def put_off(days: Any) -> Any:
    """Return days as YAML counts them, 3, [1, 3] or 1-21, each a day later."""
    if isinstance(days, str):
        return "-".join(str(int(each) + 1) for each in days.split("-"))
    return [each + 1 for each in days] if isinstance(days, list) else days + 1


def weekday_numbers(value: Any) -> tuple[int, ...]:
    """Return mon, thu… as numbers from 0 for Monday, in order."""
    words = as_list(value)
    for word in words:
        if word not in WEEKDAYS:
            raise fault("Q004", f"不认识的星期 {shown(word)}", f"可以写：{'、'.join(WEEKDAYS)}")
    return tuple(sorted(WEEKDAYS.index(word) for word in unique(tuple(words))))


def weekday_words(weekdays: Iterable[int]) -> str:
    """Return 周一、周四."""
    return "、".join(WEEKDAY_WORDS[each] for each in weekdays)


def _as_tuple(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else tuple(as_list(value))


def _in_order(value: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(sorted(unique(value)))


Dates = Annotated[tuple[Day, ...], before(_as_tuple), after(_in_order), list_or_one({"type": "string"})]
Hours = Annotated[tuple[Clock, ...], before(_as_tuple), after(_in_order), list_or_one(_CLOCK_SCHEMA)]


def hour_words(hours: Iterable[time]) -> str:
    """Return 11:00、17:00."""
    return "、".join(f"{each:%H:%M}" for each in hours)


def date_words(day: date) -> str:
    """Return 2026年12月24日."""
    return f"{day.year}年{day.month}月{day.day}日"


def spans(numbers: Iterable[int]) -> str:
    """Return sorted numbers with their runs drawn together: 1–3、5."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1][1:] = [number]
        else:
            found.append([number])
    return "、".join("–".join(str(end) for end in run) for run in found)
