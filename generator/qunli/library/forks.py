"""Forks: a JSON Merge Patch (RFC 7396) over a base, with two additions for `when` and `copy`."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any

from qunli.library.parts import GROUPS, PARTS
from qunli.library.reading import Steps, reading
from qunli.library.texts import added, is_copy, normalise
from qunli.model.texts import HELD, in_order
from qunli.problem import Problem
from qunli.shape import nearest
from qunli.source import KeyPath, Mark, Source
from qunli.when import KEYS, form_of

Told = Callable[[Problem, KeyPath], Problem]

_MOST_NAMES = 8
# A base that has none of these is at fault itself.
_NEEDED = {field for part in PARTS for field in part.required} & GROUPS.keys()


@reading
def merge(base: Source, patch: Source, owner: str = "own") -> Steps[Source]:
    """Return the base with the patch laid over it; every value keeps the mark of its own file.

    `owner` begins the ids of texts that the patch adds without one. What was removed keeps a mark without a value, so that a later fork can be told who removed it. A removal of
    what the base does not have is a warning.
    """
    marks: dict[KeyPath, Mark] = {}
    base = normalise(base)
    patch = yield from added(base, patch, owner)
    data = yield from _merged(base, patch, (), marks)
    for path, mark in base.marks.items():
        if len(path) == 2 and path[0] in GROUPS and not _has(data, path):
            marks.setdefault(path, mark)
    merged = Source(data, marks, base.problems + patch.problems)
    return normalise(_without_replaced(merged, patch))


def _merged(base: Source, patch: Source, path: KeyPath, marks: dict[KeyPath, Mark]) -> Steps[dict[str, Any]]:
    old, new = base.at(path), patch.at(path)
    if path[:1] == ("slots",) and path[2:] == ("when",):
        old = kept_when(old, new)
    if is_copy(path[:-1]) and new.keys() & {*HELD}:
        old = {key: each for key, each in old.items() if key not in HELD}
    marks[path] = patch.mark(path)
    result: dict[str, Any] = {}
    for key in {**old, **new}:
        here = (*path, key)
        if key not in new:
            result[key] = old[key]
            _take(base, here, marks)
        elif new[key] is None:
            yield from _removed(patch, here, old, marks)
        elif isinstance(new[key], dict) and isinstance(old.get(key), dict):
            result[key] = yield from _merged(base, patch, here, marks)
        else:
            result[key] = _without_nulls(new[key])
            _take(patch, here, marks)
    return in_order(result, old) if is_copy(path) else result


def _removed(
    patch: Source, path: KeyPath, old: Mapping[str, Any], marks: dict[KeyPath, Mark]
) -> Iterator[Problem]:
    marks[path] = patch.mark(path)
    if path[-1] not in old:
        yield nothing_to_remove(patch, path, tuple(old))


def _without_replaced(merged: Source, patch: Source) -> Source:
    """Take slots the patch removed out of the base's `replaces`: what is not posted need not give way."""
    patched = patch.data.get("slots")
    gone = {name for name, value in patched.items() if value is None} if isinstance(patched, dict) else set()
    for name in merged.data.get("slots", {}) if gone else ():
        path: KeyPath = ("slots", name, "replaces")
        if path not in patch.marks:
            merged = without(merged, path, gone)
    return merged


def without(source: Source, path: KeyPath, gone: Container[str]) -> Source:
    """Return a source whose list at a path has lost these entries, and is gone itself where none is left."""
    entries = _entries(source, path)
    kept = {number: each for number, each in enumerate(entries) if not _is_in(gone, each)}
    if len(kept) == len(entries):
        return source
    marks = {at: mark for at, mark in source.marks.items() if at[: len(path)] != path}
    if kept:
        marks[path] = source.mark(path)
    marks |= {(*path, place): source.mark((*path, number)) for place, number in enumerate(kept)}
    return Source(_replaced(source.data, path, [*kept.values()]), marks, source.problems)


def _entries(source: Source, path: KeyPath) -> list[Any]:
    """Return the list at a path, an empty one where there is none."""
    found = source.at(path) if path in source.marks and _has(source.data, path) else None
    return found if isinstance(found, list) else []


def _is_in(names: Container[str], entry: Any) -> bool:
    return isinstance(entry, str) and entry in names


def _replaced(data: dict[str, Any], path: KeyPath, value: list[Any]) -> dict[str, Any]:
    """Return a mapping with another list at a path, without the list's key where it is empty."""
    key, *below = path
    if below:
        return {**data, str(key): _replaced(data[str(key)], tuple(below), value)}
    return {name: value if name == key else each for name, each in data.items() if name != key or value}


def kept_when(old: Mapping[str, Any], new: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what of a base's `when` outlives a patch: all of it, or where the patch names other fields, `at`."""
    named = next((key for key in KEYS if key in new), None)
    if named is None:
        return old
    own = _fields(old)
    same = named in own and _fields({**old, **new}) == own  # a day alone may be the offset of a festival
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
    for key in _keys(value):
        _take(source, (*path, key), marks)


def _keys(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.keys()
    return range(len(value)) if isinstance(value, list) else ()


def nothing_to_remove(patch: Source, path: KeyPath, known: tuple[str, ...]) -> Problem:
    """Return the warning for a null over what the base does not have; `known` is what it has there."""
    hint = nearest(str(path[-1]), known) or "删掉这一行"
    message = f"上游没有 {path[-1]}，不用删"
    return patch.problem(path, "Q018", message, hint, key=True).as_warning()


@reading
def incomplete(base: Source, patch: Source, told: Told = lambda problem, path: problem) -> Steps[Source]:
    """Return the patch without the entries that are not whole and have nothing of the base below them.

    Each of them is a problem, but where the base's own cannot be read, which is told there. `told` gets the problem and
    the path of the entry, and returns the problem to tell.
    """
    data = dict(patch.data)
    for path, missing in _lacking(base, patch):
        group, name = path
        if _is_new(base, path):
            yield told(_incomplete(base, patch, path, missing), path)
        data[group] = {key: each for key, each in data[group].items() if key != name}
    kept = {key: each for key, each in data.items() if each or not patch.data[key]}
    return Source(kept, patch.marks, patch.problems)


def _is_new(base: Source, path: tuple[str, str]) -> bool:
    group, name = path
    entries = base.data.get(group)
    return isinstance(entries, dict) and name not in entries


def _lacking(base: Source, patch: Source) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """Yield (path, missing fields) of each entry that has no readable one of the base below it and is not whole."""
    for group in GROUPS.values():
        new, old = patch.data.get(group.field), base.data.get(group.field)
        if not isinstance(new, dict) or (old is None and group.field not in _NEEDED):
            continue
        for name, value in new.items():
            if not isinstance(value, dict) or (isinstance(old, dict) and isinstance(old.get(name), dict)):
                continue
            missing = [each for each in group.required if each not in value]
            if missing:
                yield (group.field, name), missing


def _incomplete(base: Source, patch: Source, path: tuple[str, str], missing: list[str]) -> Problem:
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


def idle_locks(pack: Source, whole: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a reminder for each path that a pack itself locks and that names nothing of it."""
    is_own = pack.mark(("locked",)).file.path == pack.mark(()).file.path
    for number, lock in enumerate((is_own and pack.data.get("locked")) or ()):
        if not _names(whole, lock.split(".")):
            hint = "写成 sops.welfare.slots.menu.when 这样，* 是所有的名字；上游改了名字，这里也要改"
            message = f"锁定的 {lock} 这个模板里没有，等于没锁"
            yield pack.problem(("locked", number), "Q014", message, hint).as_warning()


def _names(data: Any, parts: list[str]) -> bool:
    if not parts:
        return True
    keys = data if isinstance(data, dict) else ()
    return any(fnmatch.fnmatchcase(str(key), parts[0]) and _names(data[key], parts[1:]) for key in keys)


def _has(data: Any, path: KeyPath) -> bool:
    for key in path:
        if not isinstance(data, dict) or key not in data:
            return False
        data = data[key]
    return True
