"""Schemas of shapes, and the fields they name."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

Schema = dict[str, Any]


def json_schema(shape: Any) -> Schema:
    """Return the JSON Schema (draft 2020-12) of a shape."""
    return adapter_of(shape).json_schema(mode="validation", schema_generator=_OwnTitles)


def adapter_of(shape: Any) -> TypeAdapter[Any]:
    try:
        return _kept_adapter(shape)
    except TypeError:
        # A shape that holds a dict has no hash to be remembered by.
        return TypeAdapter(shape)


@lru_cache
def _kept_adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def schema_of(shape: Any) -> Schema:
    return _kept_schema(shape) if isinstance(shape, type) else json_schema(shape)


@lru_cache
def _kept_schema(shape: type) -> Schema:
    """Return a noun's schema; remembered, since a calendar may have a thousand plans at fault. Not to be changed."""
    return json_schema(shape)


class _OwnTitles(GenerateJsonSchema):
    """Gives a field the title its shape gives it, and never one made from its name."""

    def field_title_should_be_set(self, schema: object) -> bool:
        return False


def fields_at(schema: Schema, loc: tuple[int | str, ...]) -> list[str]:
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
