"""What pydantic says is wrong, as problems at the places the values came from: one fault is one problem."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import ErrorDetails

from qunli.problem import ContentError, Problem, nearest
from qunli.shape.values import shown
from qunli.source import KeyPath, Source

T = TypeVar("T")
Schema = dict[str, Any]

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

    What the source has reported as left blank is not reported again, so that (None, []) is possible.
    """
    try:
        return TypeAdapter(shape).validate_python(source.data), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        faults = _one_member([_follow(source.data, each) for each in details])
        schema = json_schema(shape)
        kept = [each for each in faults if not _explained(source, each, faults, schema)]
        told = [_problem(source, each, schema) for each in kept]
        return None, list(dict.fromkeys(told))


def read(source: Source, shape: type[T]) -> T:
    """Return the source as a value of this shape; raise ContentError with every fault in it."""
    value, found = problems(source, shape)
    if value is None:
        raise ContentError([*source.problems, *found])
    return value  # type: ignore[no-any-return]


def json_schema(shape: Any) -> Schema:
    """Return the JSON Schema (draft 2020-12) of a shape."""
    return TypeAdapter(shape).json_schema(mode="validation", schema_generator=_OwnTitles)


class _OwnTitles(GenerateJsonSchema):
    """Gives a field the title its shape gives it, and never one made from its name."""

    def field_title_should_be_set(self, schema: object) -> bool:
        return False


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


def _explained(source: Source, fault: _Fault, faults: list[_Fault], schema: Schema) -> bool:
    """Say whether another problem says it already."""
    if fault.kind not in {"missing", "extra_forbidden"}:
        return source.mark(fault.path).blank
    others = [each for each in faults if each is not fault and each.kind != "missing"]
    if fault.kind == "missing":
        name = str(fault.rest[-1])
        return _is_misspelt(name, fault.path, others) or _is_chosen_by(fault.path, fault, others, schema)
    return _is_chosen_by(fault.path[:-1], fault, others, schema)


def _is_misspelt(name: str, mapping: KeyPath, others: list[_Fault]) -> bool:
    unknown = [each.path for each in others if each.kind == "extra_forbidden"]
    return any(nearest(str(path[-1]), (name,)) for path in unknown if path[:-1] == mapping)


def _is_chosen_by(mapping: KeyPath, fault: _Fault, others: list[_Fault], schema: Schema) -> bool:
    """Say whether the field by which the member of a union was chosen is wrong itself."""
    fields = _fields(schema, fault.error["loc"][:-1]) if fault.branch else []
    return any(each.path == (*mapping, *fields[:1]) for each in others if fields)


# --- in words -------------------------------------------------------------------------------------


def _problem(source: Source, fault: _Fault, schema: Schema) -> Problem:
    path, kind, context = fault.path, fault.kind, fault.error.get("ctx") or {}
    if kind == "qunli":
        on_key = "[key]" in fault.error["loc"]
        path = (*path, *context.get("at", ()))
        return source.problem(path, context["code"], fault.error["msg"], context["hint"], key=on_key)
    if kind == "missing":
        name = str(fault.rest[-1])
        return source.problem(path, "Q002", f"少了 {name}", f"加上 {name}: …", key=True)
    if kind == "extra_forbidden":
        known = _fields(schema, fault.error["loc"][:-1])
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


def _fields(schema: Schema, loc: tuple[int | str, ...]) -> list[str]:
    """Return the fields that a model has at pydantic's location, union members named by their tags."""
    nodes = [schema]
    for part in loc:
        nodes = [below for node in nodes for below in _below(schema, node, part)] or nodes
    names = [name for node in nodes for each in _open(schema, node) for name in each.get("properties", {})]
    return list(dict.fromkeys(names))


def _open(schema: Schema, node: Schema) -> list[Schema]:
    if "$ref" in node:
        return _open(schema, schema["$defs"][node["$ref"].rsplit("/", 1)[1]])
    members = [*node.get("anyOf", ()), *node.get("oneOf", ())]
    return [each for member in members for each in _open(schema, member)] or [node]


def _below(schema: Schema, node: Schema, part: int | str) -> list[Schema]:
    named = _members_named(node, part)
    if named:
        return named
    found = [_inside(each, part) for each in _open(schema, node)]
    return [each for each in found if isinstance(each, dict)]


def _members_named(node: Schema, part: int | str) -> list[Schema]:
    """Return the members of a union that a tag names, else those whose shape is called so."""
    members = [*node.get("anyOf", ()), *node.get("oneOf", ())]
    tagged = [each.get("discriminator", {}).get("mapping", {}).get(part) for each in (node, *members)]
    found = [{"$ref": each} for each in tagged if each]
    return found or [each for each in members if str(each.get("$ref", "")).endswith(f"/{part}")]


def _inside(node: Schema, part: int | str) -> Any:
    if isinstance(part, int):
        return node.get("items")
    return node.get("properties", {}).get(part) or node.get("additionalProperties")
