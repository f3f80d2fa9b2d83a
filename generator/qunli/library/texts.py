"""Every `copy` of a file as a mapping by text id, with the marks of what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from qunli.library.reading import Steps, reading
from qunli.model.texts import MORE, Entry, Texts, entries, in_order, wrong
from qunli.source import KeyPath, Mark, Source

Marks = dict[KeyPath, Mark]

_MOST_CHARACTERS = 35
# The groups of entries that hold a `copy`.
COPIED = ("slots", "occasions")


def is_copy(path: Sequence[str | int]) -> bool:
    """Say whether the texts of one entry stand at a key path."""
    return len(path) == 3 and path[0] in COPIED and path[2] == "copy"


def normalise(source: Source) -> Source:
    """Return a file in which every `copy` is a mapping by text id, in the order in which the texts take turns.

    A list with a fault stays as it is, for its shape to be judged.
    """
    marks, data = dict(source.marks), source.data
    for group, name, entry in _entries(data):
        copy = entry.get("copy")
        if isinstance(copy, str | int | list | dict):
            data = _with_copy(data, (group, name), _by_id(copy, (group, name, "copy"), marks))
    return source if data is source.data else Source(data, marks, source.problems)


def _entries(data: Any) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield (group, id, entry) of everything in a file that may have a `copy`."""
    for group in COPIED:
        entries = data.get(group) if isinstance(data, dict) else None
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            if isinstance(entry, dict):
                yield group, name, entry


def _with_copy(data: Mapping[str, Any], at: tuple[str, str], copy: Any) -> dict[str, Any]:
    group, name = at
    return {**data, group: {**data[group], name: {**data[group][name], "copy": copy}}}


def _by_id(copy: Any, path: KeyPath, marks: Marks) -> Any:
    if isinstance(copy, dict):
        return copy if isinstance(copy, Texts) else in_order(copy)
    if isinstance(copy, bool) or copy == [] or (isinstance(copy, list) and wrong(copy)):
        return copy
    if isinstance(copy, list):
        return _listed(copy, entries(copy), path, marks)
    marks[(*path, "1")] = marks[path]
    return Texts({"1": copy})


def _listed(copy: list[Any], found: Iterable[Entry], path: KeyPath, marks: Marks) -> Texts:
    for each in found:
        _carry(each.text, (*path, *each.at), (*path, each.id), marks)
    for place in range(len(copy)):
        marks.pop((*path, place), None)
    return Texts({each.id: each.text for each in found})


def _carry(value: Any, old: KeyPath, new: KeyPath, marks: Marks) -> None:
    """Give everything at and below a path the marks that it had under another."""
    if old in marks:
        marks[new] = marks.pop(old)
    for key in _keys(value):
        _carry(value[key], (*old, key), (*new, key), marks)


def _keys(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.keys()
    return range(len(value)) if isinstance(value, list) else ()


# --- texts that a patch adds ------------------------------------------------------------------------


def word(owner: str) -> str:
    """Return what the ids of the texts begin with that this pack adds to those of its base."""
    return f"{owner[:_MOST_CHARACTERS].rstrip('-')}-"


def more(copy: Mapping[str, Any]) -> list[Any]:
    """Return the entries that a patch adds."""
    said = copy.get(MORE)
    if said is None:
        return []
    return said if isinstance(said, list) else [said]


@reading
def added(base: Source, patch: Source, owner: str) -> Steps[Source]:
    """Return a patch in which the texts that it adds have ids: <owner>-1, <owner>-2 … where it writes none.

    They are the owner's, so that the base may add texts of its own. What cannot be added is a problem, and left out.
    """
    marks, data = dict(patch.marks), patch.data
    for group, name, _ in _entries(patch.data):
        path: KeyPath = (group, name, "copy")
        old, new = (_copy(each, path) for each in (base.data, patch.data))
        if old and MORE in new:
            copy = yield from _added(patch, path, (old, new), word(owner), marks)
            data = _with_copy(data, (group, name), copy)
    return patch if data is patch.data else Source(data, marks, patch.problems)


def _copy(data: Mapping[str, Any], path: KeyPath) -> Mapping[str, Any]:
    value: Any = data
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _added(
    patch: Source, path: KeyPath, both: tuple[Mapping[str, Any], ...], before: str, marks: Marks
) -> Steps[dict[str, Any]]:
    old, new = both
    kept = {key: text for key, text in new.items() if key != MORE}
    listed, place = more(new), (*path, MORE)
    flaw = wrong(listed, before, {*old, *kept})
    if flaw:
        at, code, message, hint = flaw
        yield patch.problem((*place, *at), code, message, hint)
        return kept
    if not isinstance(new[MORE], list):
        marks[(*place, 0)] = marks[place]
    found = entries(listed, before)
    for each in found:
        _carry(each.text, (*place, *each.at), (*path, each.id), marks)
    return kept | {each.id: each.text for each in found}
