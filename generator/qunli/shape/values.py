"""The values a source is made of: ids, texts, times and days, each with what may be wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError

from qunli.problem import nearest
from qunli.source import KeyPath

# Words that the site uses itself, by the level of the address (or of the page, #) where they stand. Elsewhere they
# are free.
RESERVED: Mapping[str, frozenset[str]] = {
    level: frozenset(words.split())
    for level, words in {
        "/": "index industries calendars almanac checks templates assets search suggest orders today all my makers",
        "/templates/": "index",
        "/industries/": "index",
        "/industries/*/": "index chapters",
        "/industries/*/chapters/": "index",
        "/calendars/": "index all my",
        "/calendars/*/": "index today next-90-days",
        "#": "all",
    }.items()
}
ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Festivals and days off are known for no other years.
YEARS = range(2000, 2100)

T = TypeVar("T")


class Shape(BaseModel):
    """The base of every noun read from a source: frozen, and no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


def fault(code: str, message: str, hint: str = "", at: str | KeyPath = ()) -> PydanticCustomError:
    """Return an error for a validator to raise.

    `code` is one of problem.FILE_CODES, `at` the field or the key path below the value that a validator finds fault
    with.
    """
    path = (at,) if isinstance(at, str) else at
    # The words are no template: pydantic would put its context into braces that people write.
    return PydanticCustomError("qunli", "qunli", {"message": message, "code": code, "hint": hint, "at": path})


def before(function: Callable[[Any], Any]) -> BeforeValidator:
    """Return an annotation that converts the plain value before its type is checked."""
    return BeforeValidator(function)


def after(function: Callable[[Any], Any]) -> AfterValidator:
    """Return an annotation that checks or converts the typed value."""
    return AfterValidator(function)


class _ByKey(Discriminator):
    """A discriminator that shapes can be remembered by: pydantic's own holds a dict."""

    def __hash__(self) -> int:
        return hash(self.discriminator)


def by_key(tag: Callable[[Any], str | None], message: str, hint: str) -> Discriminator:
    """Return an annotation that chooses the member of a union by a value's keys; None of them is a fault."""
    return _ByKey(
        tag,
        custom_error_type="qunli",
        custom_error_message=message,
        custom_error_context={"code": "Q004", "hint": hint},
    )


@dataclass(frozen=True)
class AlsoAccepts:
    """An annotation: what a value of another kind looks like that a file may hold here too, as a JSON Schema."""

    other: dict[str, Any]

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [self.other, handler(core)]}


def titles(shape: type[Shape]) -> dict[str, str]:
    """Return what people call each field of a shape, by its name in a file."""
    return {each.alias or name: each.title or "" for name, each in shape.model_fields.items()}


def as_text(value: Any) -> Any:
    """Return what stood in the file where a text is wanted: 618, true and false are texts as written."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else value


def shown(value: Any) -> str:
    """Return a plain value as a message names it: short, and no Python."""
    if value is None:
        return "null"
    if isinstance(value, dict | list):
        return "这一组" if isinstance(value, dict) else "这个列表"
    text = str(as_text(value))
    return text if len(text) <= 40 else text[:39] + "…"


def id_fault(value: str, level: str | None = None) -> tuple[str, str] | None:
    """Return what is wrong with an id and the way out, or None.

    `level` is that of the address, or of the page, where the id will stand: a key of RESERVED.
    """
    if not ID.fullmatch(value):
        hint = "用小写英文字母开头，后面只用小写字母、数字和连字符，最多 40 个字符，比如 red-packet"
        return f"编号 {value[:60]} 不合规矩", hint
    if level is not None and value in RESERVED[level]:
        return f"编号 {value} 是网站自己要用的词", f"换一个，比如 {value}-group"
    return None


def _id(value: str, level: str | None = None) -> str:
    wrong = id_fault(value, level)
    if wrong:
        raise fault("Q011", *wrong)
    return value


def id_at(level: str) -> AfterValidator:
    """Return an annotation for an id that is part of an address, or of a page's anchors, at this level."""

    return AfterValidator(lambda value: _id(value, level))


def _text(value: str) -> str:
    if not value.strip():
        raise fault("Q003", "文字是空的", "写上内容，或删掉这个字段")
    return value.rstrip("\n")


def _line(value: str) -> str:
    if "\n" in _text(value):
        raise fault("Q003", "这里只能写一行", "把换行去掉")
    return value.strip()


def _clock(value: Any) -> time:
    if isinstance(value, time):
        return value
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise fault("Q004", f"时间 {shown(value)} 不对", "写成 24 小时制的 时:分，比如 09:30 或 18:00")
    return time(int(found[1]), int(found[2]))


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None:
        raise fault("Q004", f"日期 {shown(value)} 不对", "写成 年-月-日，比如 2026-12-01")
    if day.year not in YEARS:
        raise fault("Q004", f"日期 {value} 太远了", f"年份写 {YEARS[0]} 到 {YEARS[-1]}")
    return day


def _month_day(value: Any) -> tuple[int, int]:
    try:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{2}-[0-9]{2}", value):
            day = date.fromisoformat(f"2024-{value}")
            return day.month, day.day
    except ValueError:
        pass
    raise fault("Q004", f"月日 {shown(value)} 不对", "写成 月-日，比如 06-18")


def unique(values: tuple[T, ...]) -> tuple[T, ...]:
    """Return the list as it is; an empty one or one that repeats an entry is a problem."""
    if not values:
        raise fault("Q010", "列表是空的", "至少写一项，或删掉这个字段")
    seen = set()
    for number, value in enumerate(values, 1):
        if value in seen:
            raise fault("Q010", f"列表里有重复：第 {number} 项前面已经写过", "删掉重复的那一项")
        seen.add(value)
    return values


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


Id = Annotated[str, before(as_text), after(_id)]
Line = Annotated[str, before(as_text), after(_line)]
Text = Annotated[str, before(as_text), after(_text)]
Clock = Annotated[
    time, before(_clock), WithJsonSchema({"type": "string", "pattern": r"^([01]?\d|2[0-3]):[0-5]\d$"})
]
Day = Annotated[date, before(_day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]
MonthDay = Annotated[
    tuple[int, int], before(_month_day), WithJsonSchema({"type": "string", "pattern": r"^\d{2}-\d{2}$"})
]
Lines = Annotated[tuple[Line, ...], before(_as_tuple), after(unique)]
Ids = Annotated[tuple[Id, ...], before(_as_tuple), after(unique)]
list_of = before(_as_tuple)


def choice(*words: str, what: str) -> AfterValidator:
    """Return an annotation for a text that must be one of the words; `what` names it in the message."""

    def check(value: str) -> str:
        if value not in words:
            raise fault(
                "Q004",
                f"不认识的{what} {shown(value)}",
                nearest(value, words) or f"可以写：{'、'.join(words)}",
            )
        return value

    return AfterValidator(check)
