"""Packs as their files say, laid over what they extend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from qunli.library import forks
from qunli.library.industry import PackFile
from qunli.library.parts import PACK, PARTS, SOPS, Part, values
from qunli.library.raw import Files, Raw, file_data, read_files
from qunli.library.reading import Read, Steps, reading
from qunli.library.reminding import Reminder
from qunli.library.seen import LOCK, read_lock
from qunli.library.texts import normalise
from qunli.library.tree import Tree
from qunli.problem import Problem
from qunli.shape import nearest
from qunli.source import KeyPath, Source

FOLDER = "content/industries"
_CAN_GO = {part.key: part for part in PARTS if part.can_go}


class Bases:
    """Reads packs and what they extend, each once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.known: dict[str, Read[Raw | None]] = {}

    def read(self, name: str, above: tuple[str, ...] = ()) -> Read[Raw | None]:
        """Return the pack of this id, None where it cannot be read; `above` are the forks that led here."""
        if name not in self.known:
            self.known[name] = self._read(name, above)
        return self.known[name]

    @reading
    def _read(self, name: str, above: tuple[str, ...]) -> Steps[Raw | None]:
        folder = f"{FOLDER}/{name}"
        if self.tree.locate(f"{folder}/{PACK}") is None:
            yield from self._no_pack(name, folder)
            return None
        own = yield from read_files(self.tree, folder)
        if PACK not in own.files:
            return None
        if "extends" not in own.pack.data:
            return replace(own, files={file: _normal(each) for file, each in own.files.items()})
        base = yield from self._base(name, own.pack, above)
        if base is None:
            return None
        upstream = yield from self.read(base, (*above, name))
        if upstream is None:
            return None
        own = _filled(own)
        reminder = yield from self._reminder(name, base, upstream)
        if reminder:
            yield from _stale(reminder, own, upstream.unread)
        return (yield from laid_over(_Over(name, base, reminder), upstream, own))

    @reading
    def _reminder(self, name: str, base: str, upstream: Raw) -> Steps[Reminder | None]:
        """Return what the fork remembers of this base; a damaged base.lock stops nothing here."""
        read = read_lock(self.tree, f"{FOLDER}/{name}/{LOCK}")
        yield from (each.as_warning() for each in read.problems)
        lock = read.value
        return Reminder(name, lock, file_data(upstream.files)) if lock and lock.base == base else None

    @reading
    def _no_pack(self, name: str, folder: str) -> Steps[None]:
        misnamed = self.tree.sources(folder, "/industries/*/").problems
        yield from misnamed
        if not misnamed:
            yield Problem(folder, 0, 1, "Q015", f"模板 {name} 里没有 pack.yml", "照别的模板写一个")

    @reading
    def _base(self, name: str, pack: Source, above: tuple[str, ...]) -> Steps[str | None]:
        base = pack.data["extends"]
        folders = yield from self.tree.folders(FOLDER)
        known = [each for each in folders if each != name]
        if pack.mark(("extends",)).blank:
            return None
        if base in (*above, name):
            message, hint = f"模板绕成了一个圈：{' → '.join((*above, name, base))}", "改掉其中一个 extends"
        elif base not in known:
            message = f"没有名叫 {base} 的上游模板" if isinstance(base, str) else "extends 要写一个模板的编号"
            hint = nearest(str(base), known) or f"可以写：{'、'.join(known) or '先建好那个模板'}"
        else:
            return str(base)
        yield pack.problem(("extends",), "Q016", message, hint)
        return None


def _filled(own: Raw) -> Raw:
    """Return a fork's files without the keys that were left blank: in a patch they would remove a value."""
    files = own.files.items()
    return replace(own, files={name: replace(file, source=file.source.filled()) for name, file in files})


def _normal(file: PackFile) -> PackFile:
    return replace(file, source=normalise(file.source))


# --- forks ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Over:
    """A fork and its base by id, and what the fork remembers of it."""

    fork: str
    base: str
    reminder: Reminder | None

    def way_out(self, file: str, problem: Problem, path: KeyPath) -> Problem:
        """Return a problem about what the base does not have with what became of it, where the fork saw it there."""
        said = self.reminder.way_out(file, path) if self.reminder else ""
        return replace(problem, hint=said) if said else problem


def _stale(reminder: Reminder, own: Raw, unread: frozenset[str]) -> Iterator[Problem]:
    """Yield where the base moved; of a file that nobody could read there, nothing is known but what is wrong with it."""
    for name, file in own.files.items():
        if name not in unread and file.part.merge == "patch" and file.source.data:
            yield from reminder.stale(name, file.source)


@reading
def laid_over(over: _Over, upstream: Raw, own: Raw) -> Steps[Raw]:
    """Return a fork's own files laid over those of its base."""
    dropped = yield from _dropped(own.pack, upstream)
    files = {file: each for file, each in upstream.files.items() if file not in dropped}
    whole = upstream.whole()
    for name, file in own.files.items():
        merged = yield from _merged(over, name, file, upstream, whole)
        if merged:
            files[name] = merged
    silent = (upstream.unread - dropped.keys()) | own.unread | (own.files.keys() - files.keys())
    return Raw(
        _without_lost_posts(files, upstream.files, own.files),
        (over.base, *upstream.bases),
        tuple(dict.fromkeys((*upstream.locked, *own.locked))),
        frozenset(silent),
        {**upstream.gone, **dropped},
    )


@reading
def _dropped(pack: Source, upstream: Raw) -> Steps[dict[str, str]]:
    """Return the files that a fork's pack.yml takes out of its base, and the place where it says so."""
    found = {}
    for key, part in _CAN_GO.items():
        named = pack.data.get(key, {})
        if not isinstance(named, dict):
            yield _not_null(pack, (key,), part)
            continue
        for name, value in named.items():
            if value is not None:
                yield _not_null(pack, (key, name), part)
                continue
            if part.file(name) not in upstream.files:
                yield forks.nothing_to_remove(pack, (key, name), _names(upstream.files, part))
            found[part.file(name)] = _place(pack, (key, name))
    return found


def _not_null(pack: Source, path: KeyPath, part: Part) -> Problem:
    message = f"{part.key} 里只能写 编号: null，意思是不要这个{part.words}"
    return pack.problem(path, "Q003", message, f"改动写到 {part.folder} 文件夹里的同名文件", key=True)


def _place(source: Source, path: KeyPath) -> str:
    mark = source.mark(path)
    return f"{mark.file.path}:{mark.value[0] + 1}"


def _names(files: Files, part: Part) -> tuple[str, ...]:
    return tuple(each.name for each in files.values() if each.part is part)


@reading
def _merged(
    over: _Over, name: str, own: PackFile, upstream: Raw, whole: Mapping[str, Any]
) -> Steps[PackFile | None]:
    """Return one file of a fork over its base's file of the same name, None where it cannot be laid there."""
    part, patch = own.part, own.source
    if part.merge == "replace":
        # The whole file takes the other's place, and with it whatever is locked in there.
        yield from forks.breaches(Source(None, patch.marks), upstream.locked, part.place(own.name), whole)
        return own
    base = upstream.files.get(name)
    if name in upstream.unread:
        return None  # what is wrong with it is told there, and nobody knows what this changes
    if base is None:
        missing = [each for each in part.required if each not in patch.data]
        if missing:
            yield over.way_out(name, _not_upstream(name, own, upstream, missing), ())
        return None if missing else replace(own, source=normalise(patch))
    yield from forks.breaches(patch, upstream.locked, part.place(own.name), whole)
    told = partial(over.way_out, name)
    patch = yield from forks.incomplete(base.source, _without_drops(patch, part), told)
    if any(each not in base.source.data and each not in patch.data for each in part.required):
        return None  # the base's own fault, which is told there
    source = yield from forks.merge(base.source, patch, over.fork)
    return replace(own, source=source)


def _without_drops(pack: Source, part: Part) -> Source:
    if part.key:
        return pack
    return Source({key: value for key, value in pack.data.items() if key not in _CAN_GO}, pack.marks)


def _not_upstream(name: str, own: PackFile, upstream: Raw, missing: list[str]) -> Problem:
    part, source = own.part, own.source
    called = f"{part.words} {own.name}".rstrip()
    if name in upstream.gone:
        message = f"{called} 在 {upstream.gone[name]} 已经不要了"
        return source.problem((), "Q017", message, "删掉这个文件，或让上游留下这个计划")
    known = _names(upstream.files, part)
    near = nearest(own.name, known).removeprefix("你是不是想写 ").rstrip("?")
    message = f"上游没有{called}，自己新写的又少了 {'、'.join(missing)}"
    hint = f"上游没有这一条，你是不是想改 {near or '、'.join(known)}?" if known else "把少的补上"
    return source.problem((), "Q017", message, hint)


def _without_lost_posts(files: Files, before: Files, own: Files) -> Files:
    """Return the files without their base's pointers at posts that the fork took out."""
    lost = _posts(before) - _posts(files)
    return {name: _pointing(file, lost, own.get(name)) for name, file in files.items()} if lost else files


def _pointing(file: PackFile, lost: set[str], own: PackFile | None) -> PackFile:
    source = file.source
    pointers = [path for pattern in file.part.slots for path, _ in values(source.data, pattern)]
    for path in dict.fromkeys(path[:-1] for path in pointers):
        if own is None or path not in own.source.marks:
            source = forks.without(source, path, lost)
    return replace(file, source=source)


def _posts(files: Files) -> set[str]:
    found = set()
    for file in files.values():
        slots = file.source.data.get("slots") if file.part is SOPS else None
        found |= {f"{file.name}/{slot}" for slot in slots} if isinstance(slots, dict) else set()
    return found
