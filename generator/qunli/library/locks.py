"""What a fork saw of its base: base.lock, written by the program, so that it can be told what moved since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qunli.library import forks
from qunli.library.industries import FOLDER, Industries, Industry
from qunli.library.industry import PackFile
from qunli.library.parts import GROUPS, PACK, part_at
from qunli.library.raw import Files, read_files
from qunli.library.reading import Steps, reading
from qunli.library.tree import Tree
from qunli.problem import ContentError, Problem, errors
from qunli.source import Source

LOCK = "base.lock"

Values = Mapping[str, Mapping[str, Any]]
Digests = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Lock:
    """The state of the base when the fork last looked.

    Both mappings are by file of the pack (pack.yml, sops/<id>.yml, chapters/<name>.md). `values` holds what the
    base said where the fork says otherwise, by dotted key path, null where it said nothing; `seen` a digest (8 hex
    digits of SHA-256) of every part: slots.<id>, roles.<id>, variables.<id>, else a field of the file.
    """

    base: str
    version: str
    values: Values
    seen: Digests


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
    lock = yield from _read_lock(tree, f"{folder}/{LOCK}")
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
    base = (yield from industries.load(name)) if isinstance(name, str) else None
    if base is None:
        yield Problem(path, 0, 1, "Q016", f"读不到 {fork} 的上游 {name}", "先改好上面的错误")
    return base


def _patches(files: Files) -> dict[str, Source]:
    laid_over = {file: each.source for file, each in files.items() if each.part.merge == "patch"}
    return {file: source for file, source in laid_over.items() if source.data}


def _pages(files: Files) -> dict[str, str]:
    return {file: _text(each) for file, each in files.items() if each.part.merge == "replace"}


def base_files(base: Industry) -> dict[str, Any]:
    """Return the data of a whole pack by file, of a file that forks replace its text."""
    return {name: _data(file) for name, file in base.files.items()}


def _data(file: PackFile) -> Any:
    if file.part.merge == "replace":
        return _text(file)
    return {key: value for key, value in file.source.data.items() if key not in file.part.own}


def _text(file: PackFile) -> str:
    return file.source.mark(()).file.text


def base_digests(fork: Fork) -> Digests:
    """Return the digest of every part of a fork's base as it is now, by file."""
    return {file: digests(data) for file, data in fork.base_files.items()}


def parts(data: Any) -> dict[str, Any]:
    """Return the parts of a file's data by dotted name; a chapter is one part without a name."""
    if not isinstance(data, dict):
        return {"": data}
    found: dict[str, Any] = {}
    for key, value in data.items():
        if key in GROUPS and isinstance(value, dict):
            found |= {f"{key}.{name}": each for name, each in value.items()}
        else:
            found[key] = value
    return found


def part_of(path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the key path of the part that a key path lies in."""
    return path[:2] if path[:1] and path[0] in GROUPS else path[:1]


def digests(data: Any) -> dict[str, str]:
    """Return the digest of each part of a file's data."""
    return {name: _digest(value) for name, value in parts(data).items()}


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
        yield from ((file, path) for path in _paths(patch, known) if path[0] not in own)
    if not fork.is_copy:
        yield from ((file, ()) for file in fork.pages if file in fork.base_files)


def _paths(patch: Source, known: Container[str]) -> Iterator[tuple[str, ...]]:
    """Yield what a patch touches, each once; of a part that is not known the part as a whole."""
    touched = (tuple(map(str, path)) for path in forks.touched(patch.data))
    found = (path if ".".join(part_of(path)) in known else part_of(path) for path in touched)
    yield from dict.fromkeys(found)


def value_at(data: Any, path: tuple[str, ...]) -> Any:
    """Return the value at a key path, or None where there is none."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def record(fork: Fork) -> str:
    """Return base.lock for a fork and its base as they are now."""
    values: dict[str, dict[str, Any]] = {}
    for file, path in overridden(fork):
        was = value_at(fork.base_files.get(file), path)
        values.setdefault(file, {})[".".join(path)] = was if path else _digest(was)
    version = str(fork.base.source.data.get("version"))
    lock = {"base": fork.base.id, "version": version, "values": values, "seen": base_digests(fork)}
    return json.dumps(lock, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@reading
def _read_lock(tree: Tree, relative: str) -> Steps[Lock | None]:
    file = (yield from tree.read(relative)) if tree.is_local(relative) else None
    if file is None:
        return None
    try:
        data = json.loads(file.text)
        values = {str(k): dict(v) for k, v in data["values"].items()}
        seen = {str(k): {str(part): str(each) for part, each in v.items()} for k, v in data["seen"].items()}
        return Lock(str(data["base"]), str(data["version"]), values, seen)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        hint = f"它由程序来写：删掉它，再运行 qunli outdated --accept {relative.split('/')[-2]}"
        yield Problem(file.path, 0, 1, "Q003", "base.lock 读不了", hint)
        return None
