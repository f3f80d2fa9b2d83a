"""What a fork saw of its base: base.lock, written by the program, so that it can be told what moved since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qunli.library.industries import FOLDER, Industries, Industry
from qunli.library.parts import PACK, part_at
from qunli.library.raw import Files, file_data, read_files
from qunli.library.reading import Steps, reading
from qunli.library.seen import (
    LOCK,
    Digests,
    Lock,
    as_text,
    digest,
    digests,
    parts,
    read_lock,
    touched,
    traces,
    value_at,
)
from qunli.library.tree import Tree
from qunli.problem import ContentError, Problem, errors
from qunli.source import Source


@dataclass(frozen=True)
class Fork:
    """A fork beside its base: the whole base as it is now, the fork's own files as written, and its lock.

    `patches` are the files laid over the base's, `pages` the text of those that take another's place.
    """

    id: str
    base: Industry
    patches: Mapping[str, Source]
    pages: Mapping[str, str]
    base_files: Mapping[str, Any]
    lock: Lock | None
    is_copy: bool = False

    @property
    def folder(self) -> str:
        return f"{FOLDER}/{self.id}"


def fork_ids(tree: Tree) -> list[str]:
    """Return the project's own packs that extend another or were copied from one."""
    return [name for name in tree.folders(FOLDER).value if _is_fork(tree, f"{FOLDER}/{name}")]


def _is_fork(tree: Tree, folder: str) -> bool:
    if not tree.is_local(folder):
        return False
    pack = tree.read_yaml(f"{folder}/{PACK}").value if tree.is_local(f"{folder}/{PACK}") else None
    extends = pack is not None and isinstance(pack.data, dict) and "extends" in pack.data
    return extends or tree.is_local(f"{folder}/{LOCK}")


def read_fork(tree: Tree, festivals: Mapping[str, Any], name: str) -> Fork:
    """Return a fork beside its base as it is now; raise ContentError where one of them cannot be read."""
    read = _fork(tree, Industries(tree, festivals), name)
    if read.value is None or errors(read.problems):
        raise ContentError(errors(read.problems))
    return read.value


@reading
def _fork(tree: Tree, industries: Industries, name: str) -> Steps[Fork | None]:
    folder = f"{FOLDER}/{name}"
    read = yield from read_files(tree, folder)
    own = {file: each for file, each in read.files.items() if tree.is_local(f"{folder}/{file}")}
    lock = yield from read_lock(tree, f"{folder}/{LOCK}")
    extends = own[PACK].source.data.get("extends") if PACK in own else None
    base = yield from _base(industries, folder, extends or (lock and lock.base))
    if base is None:
        return None
    is_copy = extends is None
    patches = {} if is_copy else _patches(own)
    return Fork(name, base, patches, _pages(own), base_files(base), lock, is_copy)


@reading
def _base(industries: Industries, folder: str, name: Any) -> Steps[Industry | None]:
    """Return the base of the fork in a folder; `name` is what the fork says it is, or None."""
    fork, path = folder.rpartition("/")[2], f"{folder}/{PACK}"
    if name is None:
        yield Problem(path, 0, 1, "Q016", f"{fork} 没有上游", "只有写了 extends 的模板才有上游")
        return None
    read = industries.load(name) if isinstance(name, str) else None
    # What a base that is a fork itself changes in vain stops no comparison: its own base has it no more.
    yield from (each for each in (read.problems if read else ()) if each.code != "Q017")
    base = read.value if read else None
    if base is None:
        yield Problem(path, 0, 1, "Q016", f"读不到 {fork} 的上游 {name}", "先改好上面的错误")
    return base


def _patches(files: Files) -> dict[str, Source]:
    laid_over = {file: each.source for file, each in files.items() if each.part.merge == "patch"}
    return {file: source for file, source in laid_over.items() if source.data}


def _pages(files: Files) -> dict[str, str]:
    return {file: each.text for file, each in files.items() if each.part.merge == "replace"}


def base_files(base: Industry) -> dict[str, Any]:
    """Return the data of a whole pack by file, of a file that forks replace its text."""
    return file_data(base.files)


def base_digests(fork: Fork) -> Digests:
    """Return the digest of every part of a fork's base as it is now, by file."""
    return {file: digests(data) for file, data in fork.base_files.items()}


def overridden(fork: Fork) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (file, key path) of everything the fork says otherwise than its base; a replaced file has the path ().

    A part that only the fork has is one path.
    """
    for file, patch in fork.patches.items():
        seen = fork.lock.seen.get(file, {}) if fork.lock else {}
        if file not in fork.base_files and not seen:
            continue
        known = parts(fork.base_files.get(file, {})).keys() | seen.keys()
        own = part_at(file)[0].own
        yield from ((file, path) for path in touched(patch, known) if path[0] not in own)
    if not fork.is_copy:
        yield from ((file, ()) for file in fork.pages if file in fork.base_files)


def record(fork: Fork) -> str:
    """Return base.lock for a fork and its base as they are now."""
    values: dict[str, dict[str, Any]] = {}
    for file, path in overridden(fork):
        was = value_at(fork.base_files.get(file), path)
        values.setdefault(file, {})[".".join(path)] = was if path else digest(was)
    version = str(fork.base.source.data.get("version"))
    known = {file: found for file, data in fork.base_files.items() if (found := traces(file, data))}
    return as_text(Lock(fork.base.id, version, values, base_digests(fork), known))
