"""Plain data as YAML that people like to read, and that grammar 1 reads back the same."""

from __future__ import annotations

import json
import re
from typing import Any

_WIDTH = 100
_HAN = "\u4e00-\u9fff"
# Texts that need no quotes in any place, in a list on one line neither.
_PLAIN = re.compile(
    rf"(?:[A-Za-z{_HAN}「]|\d+[{_HAN}])(?:[\w{_HAN}·（）、，。？！：；「」〔〕/.+-]| (?=[\w{_HAN}]))*|\d{{1,2}}:\d{{2}}|\d{{4}}-\d{{2}}-\d{{2}}"
)
_WORDS = frozenset(("true", "false", "null"))
_BLOCK = re.compile(r"[^\s#].*(?:\n.*)*[^\s]\n?")


def as_yaml(data: dict[str, Any]) -> str:
    """Return plain data (dict with str keys, list, str, int, bool, None) as YAML."""
    return "".join(f"{line}\n" for line in _mapping(data)) or "{}\n"


def scalar(value: Any) -> str:
    """Return one value on one line, quoted where it must be."""
    if value is None or isinstance(value, bool | int):
        return json.dumps(value)
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


def _mapping(data: dict[str, Any]) -> list[str]:
    lines = []
    for key, value in data.items():
        first, *rest = _value(value)
        lines.append(f"{_key(key)}:{' ' if first else ''}{first}")
        lines += [f"  {line}" if line else "" for line in rest]
    return lines


def _key(key: str) -> str:
    return key if re.fullmatch(r"[a-z0-9][a-z0-9_-]*", key) else json.dumps(key, ensure_ascii=False)


def _value(value: Any) -> list[str]:
    """Return what stands after the colon, then the lines below it."""
    flow = _flow(value)
    if isinstance(value, dict | list):
        if not value or (flow and len(flow) <= _WIDTH and _is_small(value)):
            return [flow or ""]
        below = _mapping(value) if isinstance(value, dict) else _list(value)
        return ["", *below]
    if isinstance(value, str) and "\n" in value and _BLOCK.fullmatch(value):
        head = "|" if value.endswith("\n") else "|-"
        return [head, *value.removesuffix("\n").split("\n")]
    return [scalar(value)]


def _list(values: list[Any]) -> list[str]:
    lines = []
    for value in values:
        first, *rest = _value(value)
        if not first and rest:
            first, *rest = rest
        lines += [f"- {first}", *(f"  {line}" if line else "" for line in rest)]
    return lines


def _is_small(value: Any) -> bool:
    """Say whether a mapping or list reads well on one line: one level, few entries, no long text."""
    entries = list(value.values()) if isinstance(value, dict) else value
    flat = not any(isinstance(each, dict) for each in entries)
    return flat and (isinstance(value, list) or len(entries) <= 4)


def _flow(value: Any) -> str | None:
    """Return a value on one line, or None where a text in it has several."""
    if isinstance(value, dict):
        inner = [f"{_key(key)}: {_flow(each)}" for key, each in value.items()]
        return None if any(_flow(each) is None for each in value.values()) else "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        parts = [_flow(each) for each in value]
        return None if None in parts else "[" + ", ".join(filter(None, parts)) + "]"
    return None if isinstance(value, str) and "\n" in value else scalar(value)
