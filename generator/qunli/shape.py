"""What a source must look like: validation with key paths and Chinese messages. The door to pydantic."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from qunli.problem import ContentError, Problem
from qunli.source import KeyPath, Source

__all__ = [
    "Clock",
    "Day",
    "Discriminator",
    "Field",
    "Id",
    "Ids",
    "Line",
    "Lines",
    "MonthDay",
    "Shape",
    "Tag",
    "Text",
    "WithJsonSchema",
    "after",
    "before",
    "choice",
    "fault",
    "json_schema",
    "list_of",
    "model_validator",
    "problems",
    "read",
    "unique",
]

RESERVED = frozenset(
    (
        "industries",
        "chapters",
        "calendars",
        "almanac",
        "checks",
        "templates",
        "today",
        "next-90-days",
        "assets",
        "search",
        "all",
        "my",
    )
)
ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

T = TypeVar("T")


class Shape(BaseModel):
    """The base of every noun read from a source: frozen, and no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


def fault(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """Return an error for a validator to raise; `code` is one of problem.FILE_CODES."""
    return PydanticCustomError("qunli", message, {"code": code, "hint": hint})


def before(function: Callable[[Any], Any]) -> BeforeValidator:
    """Return an annotation that converts the plain value before its type is checked."""
    return BeforeValidator(function)


def after(function: Callable[[Any], Any]) -> AfterValidator:
    """Return an annotation that checks or converts the typed value."""
    return AfterValidator(function)


def as_text(value: Any) -> Any:
    """Return what stood in the file where a text is wanted: 618, true and false are texts as written."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else value


def id_fault(value: str) -> PydanticCustomError | None:
    """Return what is wrong with an id, or None."""
    if not ID.fullmatch(value):
        hint = "用小写英文字母开头，后面只用小写字母、数字和连字符，最多 40 个字符，比如 red-packet"
        return fault("Q011", f"编号 {value[:60]} 不合规矩", hint)
    if value in RESERVED:
        return fault("Q011", f"编号 {value} 是网站自己要用的词", f"换一个，比如 {value}-group")
    return None


def _id(value: str) -> str:
    wrong = id_fault(value)
    if wrong:
        raise wrong
    return value


def _text(value: str) -> str:
    if not value.strip():
        raise fault("Q003", "文字是空的", "写上内容，或删掉这个字段")
    return value.rstrip("\n")


def _line(value: str) -> str:
    if "\n" in _text(value):
        raise fault("Q003", "这里只能写一行", "把换行去掉")
    return value.strip()


def _clock(value: Any) -> time:
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise fault("Q004", f"时间 {value} 不对", "写成 24 小时制的 时:分，比如 09:30 或 18:00")
    return time(int(found[1]), int(found[2]))


def _day(value: Any) -> date:
    try:
        if isinstance(value, date):
            return value
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise fault("Q004", f"日期 {value} 不对", "写成 年-月-日，比如 2026-12-01")


def _month_day(value: Any) -> tuple[int, int]:
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{2}-\d{2}", value):
            day = date.fromisoformat(f"2024-{value}")
            return day.month, day.day
    except ValueError:
        pass
    raise fault("Q004", f"月日 {value} 不对", "写成 月-日，比如 06-18")


def unique(values: tuple[T, ...]) -> tuple[T, ...]:
    """Return the list as it is; an empty one or one that repeats an entry is a problem."""
    if not values:
        raise fault("Q010", "列表是空的", "至少写一项，或删掉这个字段")
    for index, value in enumerate(values):
        if value in values[:index]:
            raise fault("Q010", f"列表里有重复：第 {index + 1} 项前面已经写过", "删掉重复的那一项")
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
                "Q004", f"不认识的{what} {value}", nearest(value, words) or f"可以写：{'、'.join(words)}"
            )
        return value

    return AfterValidator(check)


def nearest(word: str, words: Mapping[str, Any] | tuple[str, ...] | list[str]) -> str:
    """Return 你是不是想写 X? for the word most like this one, or nothing."""
    close = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"你是不是想写 {close[0]}?" if close else ""


def problems(source: Source, shape: Any) -> tuple[Any, list[Problem]]:
    """Return (value, []) or (None, problems) for a source that should have this shape."""
    try:
        return TypeAdapter(shape).validate_python(source.data), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        found = [(each, _problem(source, each, shape)) for each in details]
        return None, [problem for each, problem in found if not _explained(each, found)]


def read(source: Source, shape: type[T]) -> T:
    """Return the source as a value of this shape; raise ContentError with every fault in it."""
    value, found = problems(source, shape)
    if found:
        raise ContentError(found)
    return value  # type: ignore[no-any-return]


def json_schema(shape: Any) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a shape."""
    return TypeAdapter(shape).json_schema(mode="validation")


def _explained(error: ErrorDetails, found: list[tuple[ErrorDetails, Problem]]) -> bool:
    """Say whether a missing field stands there, misspelt: one fault is one problem."""
    if error["type"] != "missing":
        return False
    *mapping, name = error["loc"]
    return any(
        other["type"] == "extra_forbidden"
        and [*other["loc"][:-1]] == mapping
        and problem.hint == nearest(str(other["loc"][-1]), (str(name),))
        for other, problem in found
    )


_WRONG = {
    "string_type": "这里要写文字",
    "int_type": "这里要写整数",
    "bool_type": "这里要写 true 或 false",
    "dict_type": "这里要写一组 字段: 内容",
    "mapping_type": "这里要写一组 字段: 内容",
    "model_type": "这里要写一组 字段: 内容",
    "model_attributes_type": "这里要写一组 字段: 内容",
    "tuple_type": "这里要写一个列表",
    "list_type": "这里要写一个列表",
}


def _problem(source: Source, error: ErrorDetails, shape: Any) -> Problem:
    path, rest = _follow(source.data, error["loc"])
    kind, context = error["type"], error.get("ctx") or {}
    if kind == "qunli":
        on_key = "[key]" in error["loc"]
        return source.problem(path, context["code"], error["msg"], context["hint"], key=on_key)
    if kind == "missing":
        name = str(rest[-1]) if rest else ""
        return source.problem(path, "Q002", f"少了 {name}", f"加上 {name}: …", key=True)
    if kind == "extra_forbidden":
        known = _known(shape, error["loc"][:-1])
        hint = nearest(str(path[-1]), known) or (
            f"这里可以写：{'、'.join(known)}" if known else "删掉这个字段"
        )
        return source.problem(path, "Q001", f"不认识的字段 {path[-1]}", hint, key=True)
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        word = "至少" if kind.startswith("greater") else "最多"
        return source.problem(path, "Q004", f"数字不对，{word}是 {bound}")
    if kind == "literal_error":
        words = re.findall(r"'([^']+)'", str(context.get("expected", "")))
        value = source.at(path)
        hint = nearest(str(value), words) or f"可以写：{'、'.join(words)}"
        return source.problem(path, "Q004", f"不认识的写法 {value}", hint)
    return source.problem(path, "Q003", _WRONG.get(kind, f"这里的内容不对（{error['msg']}）"))


def _follow(data: Any, loc: tuple[int | str, ...]) -> tuple[KeyPath, list[int | str]]:
    """Return the part of pydantic's location that exists in the data, and what is left of it.

    Names of union members stand in the location too; they are no keys of the data.
    """
    path: list[int | str] = []
    rest: list[int | str] = []
    for part in loc:
        inside = (
            part in data if isinstance(data, dict) else isinstance(data, list) and part in range(len(data))
        )
        if inside:
            data = data[part]
            path.append(part)
            rest = []
        elif part != "[key]":
            rest.append(part)
    return tuple(path), rest


def _known(shape: Any, loc: tuple[int | str, ...]) -> list[str]:
    """Return the fields that a model has at pydantic's location, union members named by their tags."""
    schema = json_schema(shape)
    nodes = [schema]
    for part in loc:
        nodes = [below for node in nodes for below in _below(schema, node, part)] or nodes
    names = [name for node in nodes for each in _open(schema, node) for name in each.get("properties", {})]
    return list(dict.fromkeys(names))


def _open(schema: dict[str, Any], node: dict[str, Any]) -> list[dict[str, Any]]:
    if "$ref" in node:
        return _open(schema, schema["$defs"][node["$ref"].rsplit("/", 1)[1]])
    members = [*node.get("anyOf", ()), *node.get("oneOf", ())]
    return [each for member in members for each in _open(schema, member)] or [node]


def _below(schema: dict[str, Any], node: dict[str, Any], part: int | str) -> list[dict[str, Any]]:
    found = []
    for each in _open(schema, node):
        if isinstance(part, int):
            found.append(each.get("items") if isinstance(each.get("items"), dict) else None)
        else:
            more = each.get("additionalProperties")
            found.append(each.get("properties", {}).get(part) or (more if isinstance(more, dict) else None))
    return [each for each in found if each]
