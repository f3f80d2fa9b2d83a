"""What a part of a base is called now that a fork knew under another name: guessed by its texts, title and hour."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from qunli.library.parts import part_at
from qunli.library.seen import Lock, digest, digests, parts, traces

# A part of a pack: its file, and its dotted name in there, "" for the file as a whole.
Place = tuple[str, str]
T = TypeVar("T")

# How much each likeness counts, and how much of those that both sides show it takes.
_WEIGHTS = {"texts": 0.5, "title": 0.3, "at": 0.2}
_ENOUGH = 0.45
_SAME = 1.0


def guesses(lock: Lock, now: Mapping[str, Any]) -> dict[Place, Place]:
    """Return old → new for each part that the base no longer has and that seems to go by another name.

    `now` is the data of the base by file.
    """
    files = _files(lock, now)
    found: dict[Place, Place] = {(old, ""): (new, "") for old, new in files.items()}
    for file in lock.seen:
        target = files.get(file, file)
        if isinstance(now.get(target), dict):
            entries = _entries(lock, file, now[target])
            found |= {(file, old): (target, new) for old, new in entries.items()}
    return found


def _files(lock: Lock, now: Mapping[str, Any]) -> dict[str, str]:
    gone = [file for file in lock.seen if file not in now and part_at(file)[0].merge == "patch"]
    new = [file for file in now if file not in lock.seen and isinstance(now[file], dict)]

    def likeness(old: str, other: str) -> float:
        if part_at(old)[0] is not part_at(other)[0]:
            return 0
        was, found = set(lock.seen[old].items()), set(digests(now[other]).items())
        return len(was & found) / max(1, len(was))

    return _pairs(gone, new, likeness)


def _entries(lock: Lock, file: str, data: Any) -> dict[str, str]:
    """Return old → new for the entries of one file."""
    known, now = traces(file, data), digests(data)
    was = lock.traces.get(file, {})

    def likeness(old: str, new: str) -> float:
        if old.partition(".")[0] != new.partition(".")[0]:
            return 0
        if lock.seen[file][old] == now[new]:
            return _SAME
        return _alike(was.get(old) or _noted(lock, file, old), known.get(new, {}))

    gone = [part for part in lock.seen[file] if "." in part and part not in now]
    new = [part for part in parts(data) if "." in part and part not in lock.seen[file]]
    return _pairs(gone, new, likeness)


def _noted(lock: Lock, file: str, part: str) -> dict[str, Any]:
    """Return what base.lock says of a part without a trace: what the base said under the fork's overrides."""
    values = lock.values.get(file, {})
    texts = [each for key, each in values.items() if key.startswith(f"{part}.copy.") and each]
    found = {"title": values.get(f"{part}.title"), "at": values.get(f"{part}.when.at")}
    return {**found, "texts": " ".join(digest(each) for each in texts)}


def _alike(old: Mapping[str, Any], new: Mapping[str, Any]) -> float:
    told = {key: weight for key, weight in _WEIGHTS.items() if old.get(key) and new.get(key)}
    return sum(weight * _MEASURES[key](old[key], new[key]) for key, weight in told.items()) / max(
        _ENOUGH, sum(told.values())
    )


_MEASURES: Mapping[str, Callable[[Any, Any], float]] = {
    "texts": lambda old, new: len({*old.split()} & {*new.split()}) / len(old.split()),
    "title": lambda old, new: difflib.SequenceMatcher(None, str(old), str(new)).ratio(),
    "at": lambda old, new: float(old == new),
}


def _pairs(gone: Iterable[T], new: Iterable[T], likeness: Callable[[T, T], float]) -> dict[T, T]:
    """Return the pairs that are like enough, the likest first, each of them once."""
    scored = [(likeness(old, other), old, other) for old in gone for other in new]
    found: dict[T, T] = {}
    for score, old, other in sorted(scored, key=lambda each: -each[0]):
        if score >= _ENOUGH and old not in found and other not in found.values():
            found[old] = other
    return found
