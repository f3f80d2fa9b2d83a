"""What the parts of a fork and its base are called."""

from __future__ import annotations

from typing import Any

from qunli.changes.change import text_words
from qunli.library.locks import Fork
from qunli.library.parts import GROUPS, part_at
from qunli.library.seen import value_at
from qunli.shape import Shape, titles


def name_of(fork: Fork, file: str, key: str) -> str:
    """Return what a value is called: 门店福利群「今日菜单」时间."""
    part, name = part_at(file)
    if part.merge == "replace":
        return f"{part.words} {name}"
    title = _title(fork, file) or name
    if key:
        return (title if part.folder else "") + _key_words(fork, file, key)
    return f"{part.words}「{title}」" if title else part.words


def _title(fork: Fork, file: str) -> str:
    own = fork.patches[file].data if file in fork.patches else {}
    return str(own.get("title") or fork.base_files.get(file, {}).get("title") or _remembered(fork, file, ""))


def _remembered(fork: Fork, file: str, part: str) -> str:
    """Return what a part was called when the fork last looked, "" where nobody noted it."""
    known = fork.lock.traces.get(file, {}) if fork.lock else {}
    return str(known.get(part, {}).get("title", ""))


def _key_words(fork: Fork, file: str, key: str) -> str:
    field, *rest = key.split(".")
    shape = part_at(file)[0].shape
    if field not in GROUPS or not rest:
        return titles(shape).get(field, field)
    group, entry = GROUPS[field], value_at(fork.base_files.get(file), (field, rest[0]))
    named = (
        entry.get(group.called) if isinstance(entry, dict) else _remembered(fork, file, f"{field}.{rest[0]}")
    )
    called = named or rest[0]
    return f"{group.words}「{called}」{_field(group.shape, entry, rest[1:])}"


def _field(shape: type[Shape], entry: Any, path: list[str]) -> str:
    if not path:
        return ""
    if path[0] == "copy" and len(path) > 1:
        return text_words(path[1], value_at(entry, ("copy",)) or ())
    return titles(shape).get(path[0], path[0])
