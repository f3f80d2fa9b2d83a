"""Forks: a JSON Merge Patch (RFC 7396) over a base, with two additions for `when` and `copy`."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator, Mapping
from typing import Any

from qunli.model import when_form
from qunli.problem import Problem
from qunli.shape import nearest
from qunli.source import KeyPath, Mark, Source

_COMPLETE = {
    "slots": ("title", "when", "type", "copy"),
    "roles": ("title", "duty"),
}


def normalise(source: Source) -> Source:
    """Return an SOP in which every `copy` is a mapping by text id; a list's ids are its positions."""
    slots = source.data.get("slots") if isinstance(source.data, dict) else None
    if not isinstance(slots, dict):
        return source
    data, marks = dict(source.data), dict(source.marks)
    data["slots"] = dict(slots)
    for name, slot in slots.items():
        if isinstance(slot, dict) and isinstance(slot.get("copy"), str | int | list):
            data["slots"][name] = {**slot, "copy": _by_id(slot["copy"], ("slots", name, "copy"), marks)}
    return Source(data, marks, source.problems)


def _by_id(copy: Any, path: KeyPath, marks: dict[KeyPath, Mark]) -> Any:
    if copy == [] or isinstance(copy, bool):
        return copy
    texts = copy if isinstance(copy, list) else [copy]
    for number in range(len(texts)):
        marks[(*path, str(number + 1))] = marks.pop((*path, number), marks[path])
    return {str(number): text for number, text in enumerate(texts, 1)}


def merge(base: Source, patch: Source) -> tuple[Source, list[Problem]]:
    """Return the base with the patch laid over it; every value keeps the mark of its own file.

    A removal of what the base does not have is a warning.
    """
    found: list[Problem] = []
    marks: dict[KeyPath, Mark] = {}
    data = _merged(normalise(base), patch, (), marks, found)
    return normalise(Source(data, marks, base.problems + patch.problems)), found


def _merged(
    base: Source, patch: Source, path: KeyPath, marks: dict[KeyPath, Mark], found: list[Problem]
) -> dict[str, Any]:
    old, new = base.at(path), patch.at(path)
    marks[path] = patch.mark(path)
    is_copy, is_when = _is(path, "copy"), _is(path, "when")
    if is_when:
        old = _kept_when(old, new)
    result: dict[str, Any] = {}
    for key, value in old.items():
        if key not in new:
            result[key] = value
            _take(base, (*path, key), marks)
    for key, value in new.items():
        here = (*path, key)
        if value is None and not is_copy:
            if key not in old:
                found.append(_nothing_to_remove(patch, here, old))
        elif isinstance(value, dict) and isinstance(old.get(key), dict):
            result[key] = _merged(base, patch, here, marks, found)
        elif value is not None:
            result[key] = _without_nulls(value)
            _take(patch, here, marks)
        elif key not in old:
            found.append(_nothing_to_remove(patch, here, old))
    return {
        key: result[key] for key in [*(k for k in old if k in result), *(k for k in result if k not in old)]
    }


def _is(path: KeyPath, name: str) -> bool:
    return len(path) == 3 and path[0] == "slots" and path[2] == name


def _kept_when(old: Mapping[str, Any], new: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what of the base's `when` outlives the patch."""
    named = any(key in new for key in ("every", "festival", "date"))
    if named:
        same = when_form(new) == when_form(old)
    else:
        same = "day" not in new or when_form(old) in {"OnDays", "OnFestival"}
    return old if same else {key: value for key, value in old.items() if key == "at"}


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(each) for key, each in value.items() if each is not None}
    return value


def _take(source: Source, path: KeyPath, marks: dict[KeyPath, Mark]) -> None:
    """Copy the marks of everything at and below a path."""
    marks[path] = source.mark(path)
    value = source.at(path)
    below = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in below:
        _take(source, (*path, key), marks)


def _nothing_to_remove(patch: Source, path: KeyPath, old: Mapping[str, Any]) -> Problem:
    hint = nearest(str(path[-1]), tuple(old)) or "删掉这一行"
    message = f"上游没有 {path[-1]}，不用删"
    return patch.problem(path, "Q018", message, hint, key=True, level="warning")


def incomplete(base: Source, patch: Source) -> tuple[Source, list[Problem]]:
    """Return the patch without new slots and roles that are not whole, and a problem for each of them."""
    found = []
    data = dict(patch.data)
    for group, required in _COMPLETE.items():
        new, old = patch.data.get(group), base.data.get(group)
        if not isinstance(new, dict) or not isinstance(old, dict):
            continue
        for name, value in new.items():
            if name in old or not isinstance(value, dict):
                continue
            missing = [each for each in required if each not in value]
            if missing:
                near = nearest(name, tuple(old)).removeprefix("你是不是想写 ").removesuffix("?")
                known = near or "、".join(old)
                message = f"上游没有这一条 {name}，自己新写的又少了 {'、'.join(missing)}"
                hint = f"上游没有这一条，你是不是想改 {known}?"
                found.append(patch.problem((group, name), "Q017", message, hint, key=True))
                data[group] = {key: each for key, each in data[group].items() if key != name}
    return Source(data, patch.marks, patch.problems), found


def touched(patch: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the key paths a patch sets or removes."""
    if isinstance(patch, dict) and patch:
        for key, value in patch.items():
            yield from touched(value, (*path, key))
    else:
        yield path


def breaches(
    patch: Source, locked: tuple[str, ...], prefix: KeyPath, whole: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield a problem for every value of the patch that a base has locked.

    `locked` are dotted paths such as sops.welfare.slots.*.when; `prefix` is where the patch's root stands in
    `whole`, the base's pack.yml with its SOPs under `sops`. What the base does not have is free.
    """
    for path in touched(patch.data):
        full = (*prefix, *path)
        for lock in locked:
            parts = lock.split(".")
            here = full[: len(parts)]
            # A removed ancestor takes the locked value with it.
            matches = all(fnmatch.fnmatchcase(str(key), part) for key, part in zip(here, parts, strict=False))
            if matches and _has(whole, here):
                message = f"{'.'.join(map(str, here))} 是总部锁定的"
                yield patch.problem(path, "Q019", message, "删掉这一处改动；真要改，请找总部", key=True)
                break


def _has(data: Any, path: KeyPath) -> bool:
    for key in path:
        if not isinstance(data, dict) or key not in data:
            return False
        data = data[key]
    return True
