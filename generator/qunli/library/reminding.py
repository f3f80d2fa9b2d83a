"""Telling a fork where its base moved under what it changes: base.lock no longer fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qunli.library.guessing import Place, guesses
from qunli.library.parts import part_at
from qunli.library.seen import Lock, parts, touched, value_at
from qunli.library.texts import is_copy
from qunli.problem import Problem
from qunli.source import KeyPath, Source
from qunli.source.writing import same

_CODE = "Q035"
_MOST_CHARACTERS = 24


@dataclass(frozen=True)
class Reminder:
    """What the base.lock of a fork is held against: the base's data by file, as it is now."""

    fork: str
    lock: Lock
    base: Mapping[str, Any]

    def stale(self, file: str, patch: Source) -> Iterator[Problem]:
        """Yield a 提醒 for each value of a patch whose base says something else than it did."""
        noted, data = self.lock.values.get(file, {}), self.base.get(file, {})
        known = parts(data).keys() | self.lock.seen.get(file, {}).keys()
        for path in touched(patch, known):
            key = ".".join(path)
            if key not in noted:
                continue
            was, now, mine = noted[key], value_at(data, path), patch.at(path)
            if mine is None and now is None and len(path) == 2:
                yield from self._came_back(file, patch, path)
            if same(was, now) or same(now, mine) or not _matters(path, mine, data):
                continue
            yield self._problem(file, patch, path, (was, now))

    def _problem(self, file: str, patch: Source, path: tuple[str, ...], both: tuple[Any, Any]) -> Problem:
        was, now = both
        message = f"这里改的是上游的内容，上游变了：原来{_shown(was)}，现在{_shown(now)}"
        hint = f"看看要不要跟：qunli outdated {self.fork}；看完记下：qunli outdated --accept {self.fork}"
        other = _elsewhere(self.base.get(file, {}), path, was) if _is_text(path) else None
        if other:
            message += f"；原来那条现在编号是 {other}"
            hint = f"把改动搬回原来那条：运行 qunli outdated {self.fork}，照它写的命令做"
        return patch.problem(path, _CODE, message, hint, key=True).as_warning()

    def _came_back(self, file: str, patch: Source, path: tuple[str, ...]) -> Iterator[Problem]:
        """Yield a 提醒 where what the fork dropped seems to be there again under another name."""
        part = ".".join(path)
        if (file, part) in guesses(self.lock, self.base):
            message = f"这里不要的 {path[-1]}，上游像是换了个名字，又会发出来"
            yield patch.problem(path, _CODE, message, self.way_out(file, path), key=True).as_warning()

    def way_out(self, file: str, path: KeyPath) -> str:
        """Return what to do about a change to what the base does not have, "" where it never had it."""
        part = ".".join(map(str, path))
        if file not in self.lock.seen or (part and part not in self.lock.seen[file]):
            return ""
        trace = self.lock.traces.get(file, {}).get(part, {})
        title = f"「{trace['title']}」" if trace.get("title") else ""
        new = guesses(self.lock, self.base).get((file, part))
        if new is None:
            return f"上游去掉了{title}：运行 qunli outdated {self.fork} 看变了什么，这里删掉或写全"
        names = f"{spelled((file, part))}={spelled(new)}"
        return f"上游像是给{title or '它'}改了名：qunli outdated {self.fork} --rename {names}"


def moved_texts(
    lock: Lock, base: Mapping[str, Any], file: str, paths: Iterable[tuple[str, ...]]
) -> Iterator[tuple[Place, Place]]:
    """Yield old → new for those of the texts at these paths that the base has under another id now."""
    for path in filter(_is_text, paths):
        key, data = ".".join(path), base.get(file, {})
        was = lock.values.get(file, {}).get(key)
        if was is None or same(was, value_at(data, path)):
            continue
        other = _elsewhere(data, path, was)
        if other:
            yield (file, key), (file, ".".join((*path[:-1], other)))


def spelled(place: Place) -> str:
    """Return a part, or a text, as --rename names it: welfare, welfare/menu, welfare/menu/3, roles/staff."""
    file, part = place
    name = part_at(file)[1]
    group, *below = part.split(".")
    return "/".join(filter(None, (name or group, *(each for each in below if each != "copy"))))


def _matters(path: tuple[str, ...], mine: Any, data: Any) -> bool:
    """Say whether a change of the base bears on a change of the fork."""
    if value_at(data, path[:2]) is None and len(path) > 2:
        return False  # the whole part is gone, which is told by itself
    is_apart = mine is None or isinstance(value_at(data, path), dict)
    return (
        _is_text(path) or not is_apart
    )  # what is dropped or replaced as a whole stands on nothing of the base


def _is_text(path: tuple[str, ...]) -> bool:
    return is_copy(path[:-1])


def _elsewhere(data: Any, path: tuple[str, ...], was: Any) -> str | None:
    """Return the id under which the base has a text now that it had under another."""
    texts = value_at(data, path[:-1]) or {}
    return next((text_id for text_id, text in texts.items() if was and same(text, was)), None)


def _shown(value: Any) -> str:
    if value is None:
        return "没有"
    if isinstance(value, dict | list):
        return f"是 {len(value)} 项"
    line = " ".join(str(value).split())
    return f"是「{line if len(line) <= _MOST_CHARACTERS else line[:_MOST_CHARACTERS] + '…'}」"
