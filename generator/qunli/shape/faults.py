"""What pydantic says is wrong, as problems at the places the values came from: one fault is one problem."""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from qunli.problem import MOST_TOLD, ContentError, Problem, nearest
from qunli.shape.schemas import Schema, adapter_of, fields_at, schema_of
from qunli.shape.values import shown
from qunli.source import KeyPath, Retyped, Source, retyped, retyped_key

T = TypeVar("T")

_WRONG = {
    "string_type": "文字",
    "int_type": "整数",
    "bool_type": " true 或 false",
    "dict_type": "一组 字段: 内容",
    "mapping_type": "一组 字段: 内容",
    "model_type": "一组 字段: 内容",
    "model_attributes_type": "一组 字段: 内容",
    "tuple_type": "一个列表",
    "list_type": "一个列表",
    "none_required": " null",
}

_COLLECTIONS = {"dict_type", "mapping_type", "model_type", "model_attributes_type", "tuple_type", "list_type"}


@dataclass(frozen=True)
class _Fault:
    """One of pydantic's errors. `path` is the part of its location that is in the data, `rest` what follows.

    `branch` is (path, name) of the first member of a union in its location.
    """

    error: ErrorDetails
    path: KeyPath
    rest: tuple[int | str, ...]
    branch: tuple[KeyPath, int | str] | None

    @property
    def kind(self) -> str:
        return self.error["type"]


def problems(source: Source, shape: Any) -> tuple[Any, list[Problem]]:
    """Return (value, []) or (None, problems) for a source that should have this shape.

    What the source has reported as left blank is not reported again, so that (None, []) is possible. No more are
    made than are told of a file, and one.
    """
    adapter = adapter_of(shape)
    value, faults = _validated(adapter, source.data)
    if not faults:
        return value, []
    schema = schema_of(shape)
    others = _Others.of(faults)
    unexplained = (each for each in faults if not _explained(source, each, others, schema))
    kept = list(islice(unexplained, MOST_TOLD + 1))
    meant = _meant(adapter, source, kept)
    told = [_told(source, each, schema, meant.get(_place(each))) for each in kept]
    return None, list(dict.fromkeys(told))


def _validated(adapter: TypeAdapter[Any], data: Any) -> tuple[Any, list[_Fault]]:
    try:
        return adapter.validate_python(data), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        return None, _one_member([_follow(data, each) for each in details])


def read(source: Source, shape: type[T]) -> T:
    """Return the source as a value of this shape; raise ContentError with every fault in it."""
    value, found = problems(source, shape)
    if value is None:
        raise ContentError([*source.problems, *found])
    return value  # type: ignore[no-any-return]


def _follow(data: Any, error: ErrorDetails) -> _Fault:
    """Names of union members stand in pydantic's location too; they are no keys of the data."""
    path: KeyPath = ()
    rest: tuple[int | str, ...] = ()
    branch = None
    for part in error["loc"]:
        inside = (
            part in data if isinstance(data, dict) else isinstance(data, list) and part in range(len(data))
        )
        if inside:
            data, path, rest = data[part], (*path, part), ()
        elif part != "[key]":
            rest = (*rest, part)
            branch = branch or (path, part)
    if error["type"] == "missing" and len(rest) == 1:
        branch = None
    return _Fault(error, path, rest, branch)


# --- one fault, one problem -----------------------------------------------------------------------


def _one_member(faults: list[_Fault]) -> list[_Fault]:
    """Keep of a union the member that fits best: the one whose faults lie deepest."""
    members: defaultdict[KeyPath, dict[int | str, int]] = defaultdict(dict)
    for each in faults:
        if each.branch:
            path, name = each.branch
            members[path][name] = max(members[path].get(name, 0), len(each.path))
    best = {path: max(names, key=lambda name: names[name]) for path, names in members.items()}
    return [each for each in faults if not each.branch or best[each.branch[0]] == each.branch[1]]


@dataclass(frozen=True)
class _Others:
    """What else is wrong: unknown fields by the mapping they stand in, and every place where something is not missing."""

    unknown: Mapping[KeyPath, list[str]]
    wrong: frozenset[KeyPath]

    @classmethod
    def of(cls, faults: list[_Fault]) -> _Others:
        unknown: defaultdict[KeyPath, list[str]] = defaultdict(list)
        for each in faults:
            if each.kind == "extra_forbidden":
                unknown[each.path[:-1]].append(str(each.path[-1]))
        return cls(unknown, frozenset(each.path for each in faults if each.kind != "missing"))


def _explained(source: Source, fault: _Fault, others: _Others, schema: Schema) -> bool:
    """Say whether another problem says it already."""
    if fault.kind not in {"missing", "extra_forbidden"}:
        return source.mark(fault.path).blank
    if fault.kind == "missing":
        unknown = others.unknown.get(fault.path, [])[:MOST_TOLD]
        is_misspelt = any(_is_like(each, str(fault.rest[-1])) for each in unknown)
        return is_misspelt or _is_chosen_by(fault.path, fault, others, schema)
    return _is_chosen_by(fault.path[:-1], fault, others, schema)


def _is_like(written: str, name: str) -> bool:
    typed = retyped_key(written)
    return bool(typed and typed.value == name) or bool(nearest(written, (name,)))


def _is_chosen_by(mapping: KeyPath, fault: _Fault, others: _Others, schema: Schema) -> bool:
    """Say whether the field by which the member of a union was chosen is wrong itself."""
    fields = fields_at(schema, fault.error["loc"][:-1]) if fault.branch else []
    return any((*mapping, each) in others.wrong for each in fields[:1])


# --- typed in Chinese -----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    """A value, or with `key` the name of a field, that is at fault."""

    path: KeyPath
    key: bool


def _place(fault: _Fault) -> _Place:
    on_key = fault.kind == "extra_forbidden" or "[key]" in fault.error["loc"]
    at = (fault.error.get("ctx") or {}).get("at")
    return _Place((*fault.path, at) if at else fault.path, on_key)


def _meant(
    adapter: TypeAdapter[Any], source: Source, faults: list[_Fault]
) -> dict[_Place, dict[KeyPath, Retyped]]:
    """Return of each place at fault what was meant there, where nothing is wrong once it is typed so."""
    tried = {place: found for each in faults if (found := _tried(source, each, place := _place(each)))}
    if not tried:
        return {}
    data = copy.deepcopy(source.data)
    for place, found in sorted(tried.items(), key=lambda item: -len(item[0].path)):
        for path, typed in found.items():
            _put(data, path, typed, place.key)
    _, faults_left = _validated(adapter, data)
    wrong = {each.path[:length] for each in faults_left for length in range(len(each.path) + 1)}
    return {
        place: found
        for place, found in tried.items()
        if ((*place.path[:-1], next(iter(found.values())).value) if place.key else place.path) not in wrong
    }


def _tried(source: Source, fault: _Fault, place: _Place) -> dict[KeyPath, Retyped]:
    if fault.kind == "missing" or not place.path or place.path not in source.marks:
        return {}
    if place.key:
        key = retyped_key(str(place.path[-1]))
        return {place.path: key} if key else {}
    value = source.at(place.path)
    leaves = (
        {(*place.path, at): each for at, each in enumerate(value)}
        if isinstance(value, list)
        else {place.path: value}
    )
    as_list = fault.kind in _COLLECTIONS
    found = {path: retyped(source.mark(path), each, as_list=as_list) for path, each in leaves.items()}
    return {path: typed for path, typed in found.items() if typed}


def _put(data: Any, path: KeyPath, typed: Retyped, key: bool) -> None:
    for part in path[:-1]:
        data = data[part]
    if key:
        data[typed.value] = data.pop(path[-1])
    else:
        data[path[-1]] = typed.value


def _told(source: Source, fault: _Fault, schema: Schema, meant: dict[KeyPath, Retyped] | None) -> Problem:
    problem = _problem(source, fault, schema)
    if not meant:
        return problem
    path, typed = next(iter(meant.items()))
    key = _place(fault).key
    there = source.problem(path, problem.code, problem.message, typed.hint, key=key)
    return (
        replace(there, repair=typed.typed) if typed.is_slip and there.snippet[there.column - 1 :] else there
    )


# --- in words -------------------------------------------------------------------------------------


def _problem(source: Source, fault: _Fault, schema: Schema) -> Problem:
    path, kind, context = fault.path, fault.kind, fault.error.get("ctx") or {}
    if kind == "qunli":
        on_key = "[key]" in fault.error["loc"]
        path = (*path, *context.get("at", ()))
        message = context.get("message", fault.error["msg"])
        return source.problem(path, context["code"], message, context["hint"], key=on_key)
    if kind == "missing":
        name = str(fault.rest[-1])
        return source.problem(path, "Q002", f"少了 {name}", f"加上 {name}: …", key=True)
    if kind == "extra_forbidden":
        known = fields_at(schema, fault.error["loc"][:-1])
        hint = nearest(str(path[-1]), known) or f"这里可以写：{'、'.join(known)}"
        return source.problem(path, "Q001", f"不认识的字段 {shown(path[-1])}", hint, key=True)
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        hint = f"写一个{'不小于' if kind.startswith('greater') else '不大于'} {bound} 的整数"
        return source.problem(path, "Q004", f"数字 {shown(source.at(path))} 不对", hint)
    if kind in {"literal_error", "union_tag_invalid", "union_tag_not_found"}:
        return _choice(source, path, str(context.get("expected", context.get("expected_tags", ""))), context)
    wanted = _WRONG.get(kind, "别的内容")
    return source.problem(path, "Q003", f"这里要写{wanted}", "照模板里同名的字段写")


def _choice(source: Source, path: KeyPath, expected: str, context: Any) -> Problem:
    words = re.findall(r"'([^']+)'", expected)
    field = str(context.get("discriminator", "")).strip("'")
    value = source.at(path)
    if field and isinstance(value, dict):
        if field not in value:
            return source.problem(path, "Q002", f"少了 {field}", f"加上 {field}: …", key=True)
        path, value = (*path, field), value[field]
    hint = nearest(str(value), words) or f"可以写：{'、'.join(words)}"
    return source.problem(path, "Q004", f"不认识的写法 {shown(value)}", hint)
