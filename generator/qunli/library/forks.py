"""Forks: a JSON Merge Patch (RFC 7396) over a base, with two additions for `when` and `copy`."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator, Mapping
from typing import Any

from qunli.problem import Problem
from qunli.shape import nearest
from qunli.source import KeyPath, Mark, Source
from qunli.when import KEYS, OnDays, OnFestival, form_of

_COMPLETE = {
    "slots": ("title", "when", "type", "copy"),
    "roles": ("title", "duty"),
}
_MOST_NAMES = 8


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

    What was removed keeps a mark without a value, so that a later fork can be told who removed it. A removal of
    what the base does not have is a warning.
    """
    found: list[Problem] = []
    marks: dict[KeyPath, Mark] = {}
    base = normalise(base)
    data = _merged(base, patch, (), marks, found)
    for path, mark in base.marks.items():
        if len(path) == 2 and path[0] in _COMPLETE and not _has(data, path):
            marks.setdefault(path, mark)
    _drop_from_replaces(data, base, patch, marks)
    return normalise(Source(data, marks, base.problems + patch.problems)), found


def _merged(
    base: Source, patch: Source, path: KeyPath, marks: dict[KeyPath, Mark], found: list[Problem]
) -> dict[str, Any]:
    old, new = base.at(path), patch.at(path)
    marks[path] = patch.mark(path)
    if len(path) == 3 and path[0] == "slots" and path[2] == "when":
        old = kept_when(old, new)
    result: dict[str, Any] = {}
    for key, value in old.items():
        if key not in new:
            result[key] = value
            _take(base, (*path, key), marks)
    for key, value in new.items():
        here = (*path, key)
        if value is None:
            marks[here] = patch.mark(here)
            if key not in old:
                found.append(_nothing_to_remove(patch, here, old))
        elif isinstance(value, dict) and isinstance(old.get(key), dict):
            result[key] = _merged(base, patch, here, marks, found)
        else:
            result[key] = _without_nulls(value)
            _take(patch, here, marks)
    return {
        key: result[key] for key in [*(k for k in old if k in result), *(k for k in result if k not in old)]
    }


def _drop_from_replaces(
    data: dict[str, Any], base: Source, patch: Source, marks: dict[KeyPath, Mark]
) -> None:
    """Take slots the patch removed out of the base's `replaces`: what is not posted need not give way."""
    patched = patch.data.get("slots")
    gone = {name for name, value in patched.items() if value is None} if isinstance(patched, dict) else set()
    for name, slot in data.get("slots", {}).items() if gone else ():
        path: KeyPath = ("slots", name, "replaces")
        if not (isinstance(slot, dict) and isinstance(slot.get("replaces"), list)) or path in patch.marks:
            continue
        kept = [
            number
            for number, each in enumerate(slot["replaces"])
            if not (isinstance(each, str) and each in gone)
        ]
        slot = {**slot, "replaces": [slot["replaces"][number] for number in kept]}
        for place, number in enumerate(kept):
            marks[*path, place] = base.mark((*path, number))
        data["slots"][name] = slot if kept else {k: v for k, v in slot.items() if k != "replaces"}


def kept_when(old: Mapping[str, Any], new: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what of a base's `when` outlives a patch: all of it, or where the patch names other fields, `at`."""
    named, was = (next((key for key in KEYS if key in when), None) for when in (new, old))
    if named is None:
        return old
    if named == OnDays.key:
        same = was in (OnDays.key, OnFestival.key)  # a day alone may be the offset of a festival
    else:
        same = named == was and _fields({**old, **new}) == _fields(old)
    return old if same else {key: value for key, value in old.items() if key == "at"}


def _fields(when: Mapping[str, Any]) -> set[str]:
    form = form_of(when)
    return set(form.model_fields) if form else set()


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
                found.append(_incomplete(base, patch, (group, name), missing))
                data[group] = {key: each for key, each in data[group].items() if key != name}
    return Source(data, patch.marks, patch.problems), found


def _incomplete(base: Source, patch: Source, path: KeyPath, missing: list[str]) -> Problem:
    group, name = path
    removed = base.marks.get(path)
    if removed:
        place = f"{removed.file.path} 第 {(removed.key or removed.value)[0] + 1} 行"
        message = f"{name} 在上游已经删掉了（{place}），这里改不到它"
        hint = f"删掉这一处改动；要留着这一条，就把 {'、'.join(missing)} 也写全"
        return patch.problem(path, "Q017", message, hint, key=True)
    old = tuple(base.data[group])
    near = nearest(str(name), old).removeprefix("你是不是想写 ").removesuffix("?")
    known = near or "、".join(old[:_MOST_NAMES]) + (" 里的一条" if len(old) > _MOST_NAMES else "")
    message = f"上游没有这一条 {name}，自己新写的又少了 {'、'.join(missing)}"
    hint = f"上游没有这一条，你是不是想改 {known}?"
    return patch.problem(path, "Q017", message, hint, key=True)


def touched(patch: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the key paths a patch sets or removes; an empty mapping does neither."""
    if isinstance(patch, dict):
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
