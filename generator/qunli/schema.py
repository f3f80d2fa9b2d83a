"""JSON Schemas of the source files, for editors: titles in Chinese, draft 7, which YAML editors know.

They are a first reader and never stricter than the model; what they let pass, `qunli check` still judges.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from qunli.almanac import Festivals, Holidays
from qunli.checks import Wording
from qunli.library.parts import PARTS
from qunli.model import Calendar, Reference, Slot
from qunli.shape import json_schema
from qunli.words import MEANINGS

Node = dict[str, Any]

DIALECT = "http://json-schema.org/draft-07/schema#"
_PARTS = [part for part in PARTS if part.schema]
FILES: dict[str, tuple[str, Any]] = {part.schema: (part.words, part.shape) for part in _PARTS} | {
    "calendar": ("排期表", Calendar),
    "almanac": ("营销日历", Festivals),
    "holidays": ("放假和调休", Holidays),
    "sources": ("出处", Mapping[str, Reference]),
    "wordings": ("查字的规则", Mapping[str, Wording]),
}
_MEANINGS = {(shape.__name__, field): words for (shape, field), words in MEANINGS.items()}
# A fork's file holds only what it changes; null removes.
FORKS = {f"{part.schema}-fork": (f"改过的{part.words}", part.shape) for part in _PARTS}
# YAML reads 618 and true as a number and a truth value; the model takes them as the text they were.
_TEXT = ["string", "number", "boolean"]
_NOTHING = {"type": "null"}


def schemas() -> dict[str, str]:
    """Return every schema as JSON text by file name, such as sop.json."""
    found = {name: _whole(title, shape, relaxed=False) for name, (title, shape) in FILES.items()}
    found |= {name: _whole(title, shape, relaxed=True) for name, (title, shape) in FORKS.items()}
    _patches_of_a_shop(found["calendar"])
    return {
        f"{name}.json": json.dumps(each, ensure_ascii=False, indent=1) + "\n" for name, each in found.items()
    }


def _whole(title: str, shape: Any, *, relaxed: bool) -> Node:
    raw = json_schema(shape)
    turn = _relaxed if relaxed else _as_is
    definitions = {name: _read(node, turn) for name, node in raw.pop("$defs", {}).items()}
    whole = {"$schema": DIALECT, **_read(raw, turn), "title": title}
    return whole | ({"definitions": definitions} if definitions else {})


def _patches_of_a_shop(calendar: Node) -> None:
    """Say what a calendar's own changes to slots may hold: slots in which nothing is required."""
    slot = _whole("", Slot, relaxed=True)
    definitions = calendar["definitions"]
    definitions |= slot.pop("definitions")
    definitions["Slot"] = {key: value for key, value in slot.items() if key not in {"$schema", "title"}}
    changes = definitions["Run"]["properties"]["slots"]
    changes |= {
        "anyOf": [
            {"type": "object", "additionalProperties": _or_nothing({"$ref": "#/definitions/Slot"})},
            _NOTHING,
        ]
    }


def _as_is(node: Node) -> Node:
    return node


def _relaxed(node: Node) -> Node:
    """Return a mapping's schema as a merge patch's: nothing required, null everywhere, forms not told apart."""
    node.pop("required", None)
    if "oneOf" in node:
        node["anyOf"] = node.pop("oneOf")
    if isinstance(node.get("additionalProperties"), dict):
        node["additionalProperties"] = _or_nothing(node["additionalProperties"])
    for name, below in node.get("properties", {}).items():
        about = {key: below.pop(key) for key in ("title", "description") if key in below}
        node["properties"][name] = about | _or_nothing(below)
    return node


def _or_nothing(node: Node) -> Node:
    return node if _NOTHING in node.get("anyOf", ()) else {"anyOf": [node, _NOTHING]}


def _read(raw: Node, turn: Callable[[Node], Node]) -> Node:
    """Return one of pydantic's nodes in our words, and all below it."""
    kept = {key: value for key, value in raw.items() if not _is_needless(key, value)}
    shape = raw.get("title", "")
    node = {key: _read_key(key, value, shape, turn) for key, value in kept.items()}
    if node.get("type") == "string" and not node.keys() & {"enum", "const", "pattern"}:
        node["type"] = _TEXT
    return turn(node)


def _is_needless(key: str, value: Any) -> bool:
    return key in {"title", "description", "discriminator"} or (key == "default" and not value)


def _read_key(key: str, value: Any, shape: str, turn: Callable[[Node], Node]) -> Any:
    match key:
        case "$ref":
            return value.replace("#/$defs/", "#/definitions/")
        case "anyOf" | "oneOf":
            return [_read(each, turn) for each in value]
        case "items" | "additionalProperties" if isinstance(value, dict):
            return _read(value, turn)
        case "properties":
            return {name: _field(shape, name, each, turn) for name, each in value.items()}
    return value


def _field(shape: str, name: str, raw: Node, turn: Callable[[Node], Node]) -> Node:
    """Return a field's schema with its title, what is to be known of it, and what the words of a choice mean."""
    node = _read(raw, turn)
    if "$ref" in node:
        node = {"allOf": [node]}  # beside a reference, draft 7 reads nothing
    meanings = _MEANINGS.get((shape, name), {})
    named = [
        f"{word} {meaning}" for word, meaning in meanings.items() if json.dumps(word) in json.dumps(node)
    ]
    told = raw.get("description") or " · ".join(named)
    return {"title": raw["title"]} | ({"description": told} if told else {}) | node
