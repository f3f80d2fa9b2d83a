"""What a fork saw of its base: base.lock, written by the program, so that it can be told what moved since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qunli.library import forks
from qunli.library.industries import FOLDER, Industries, Industry
from qunli.library.tree import Tree
from qunli.problem import ContentError, Problem, errors
from qunli.source import Source, parse_yaml

LOCK = "base.lock"
PACK = "pack.yml"

# A fork has these of its own; the base's are no news to it.
_OWN = frozenset(("grammar", "extends", "title", "summary", "version", "locked", "sops"))
_BY_ID = ("slots", "roles", "variables")

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
    """A fork beside its base: the whole base as it is now, the fork's own files as written, and its lock."""

    id: str
    base: Industry
    patches: Mapping[str, Source]
    chapters: Mapping[str, str]
    base_files: Mapping[str, Any]
    lock: Lock | None
    is_copy: bool = False

    @property
    def folder(self) -> str:
        return f"{FOLDER}/{self.id}"


def fork_ids(tree: Tree) -> list[str]:
    """Return the project's own packs that extend another or were copied from one."""
    return [
        name
        for name in tree.folders(FOLDER)
        if tree.is_local(f"{FOLDER}/{name}")
        and (
            tree.is_local(f"{FOLDER}/{name}/{LOCK}")
            or "extends" in _own(tree, f"{FOLDER}/{name}/{PACK}").data
        )
    ]


def read_fork(tree: Tree, festivals: Mapping[str, Any], name: str) -> Fork:
    """Return a fork beside its base as it is now; raise ContentError where one of them cannot be read."""
    tree = Tree(tree.root, tree.fallback)
    folder = f"{FOLDER}/{name}"
    patches = {PACK: _own(tree, f"{folder}/{PACK}")}
    patches |= {f"sops/{sop}.yml": _own(tree, path) for sop, path in tree.sources(f"{folder}/sops").items()}
    chapters = {
        f"chapters/{path.rsplit('/', 1)[1]}": path for path in tree.files(f"{folder}/chapters", ".md")
    }
    lock = _read_lock(tree, f"{folder}/{LOCK}")
    extends = patches[PACK].data.get("extends")
    base_id = extends or (lock and lock.base)
    base = Industries(tree, festivals).load(base_id) if isinstance(base_id, str) else None
    if base is None:
        message = f"{name} 没有上游" if base_id is None else f"读不到 {name} 的上游 {base_id}"
        hint = "只有写了 extends 的模板才有上游" if base_id is None else "先改好上面的错误"
        raise ContentError([*tree.problems, Problem(f"{folder}/{PACK}", 0, 1, "Q016", message, hint)])
    if errors(tree.problems):
        raise ContentError(errors(tree.problems))
    return Fork(
        name,
        base,
        {} if extends is None else {file: each for file, each in patches.items() if each.data},
        {file: _text(tree, path) for file, path in chapters.items()},
        base_files(tree, base),
        lock,
        extends is None,
    )


def base_files(tree: Tree, base: Industry) -> dict[str, Any]:
    """Return the data of a whole pack by file; a chapter's is its text."""
    sops = {f"sops/{name}.yml": source.data for name, source in base.sop_sources.items()}
    chapters = {f"chapters/{name}.md": _text(tree, page.path) for name, page in base.chapters.items()}
    pack = {key: value for key, value in base.source.data.items() if key not in _OWN}
    return {PACK: pack, **sops, **chapters}


def parts(data: Any) -> dict[str, Any]:
    """Return the parts of a file's data by dotted name; a chapter is one part without a name."""
    if not isinstance(data, dict):
        return {"": data}
    found: dict[str, Any] = {}
    for key, value in data.items():
        if key in _BY_ID and isinstance(value, dict):
            found |= {f"{key}.{name}": each for name, each in value.items()}
        else:
            found[key] = value
    return found


def part_of(path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the key path of the part that a key path lies in."""
    return path[:2] if path[:1] and path[0] in _BY_ID else path[:1]


def digests(data: Any) -> dict[str, str]:
    """Return the digest of each part of a file's data."""
    return {name: _digest(value) for name, value in parts(data).items()}


def overridden(fork: Fork) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (file, key path) of everything the fork says otherwise than its base; chapters have the path ().

    A part that only the fork has is one path.
    """
    for file, patch in fork.patches.items():
        seen = fork.lock.seen.get(file, {}) if fork.lock else {}
        if file not in fork.base_files and not seen:
            continue
        known = parts(fork.base_files.get(file, {})).keys() | seen.keys()
        paths = (tuple(map(str, path)) for path in forks.touched(patch.data))
        paths = (path if ".".join(part_of(path)) in known else part_of(path) for path in paths)
        for path in dict.fromkeys(paths):
            if not (file == PACK and path[0] in _OWN):
                yield file, path
    if not fork.is_copy:
        yield from ((file, ()) for file in fork.chapters if file in fork.base_files)


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
    seen = {file: digests(data) for file, data in fork.base_files.items()}
    version = str(fork.base.source.data.get("version"))
    lock = {"base": fork.base.id, "version": version, "values": values, "seen": seen}
    return json.dumps(lock, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _own(tree: Tree, relative: str) -> Source:
    file = tree.read(relative) if tree.is_local(relative) else None
    if file is None:
        return Source({}, {})
    try:
        source = parse_yaml(file)
    except ContentError as error:
        tree.problems.extend(error.problems)
        return Source({}, {})
    return source if isinstance(source.data, dict) else Source({}, {})


def _text(tree: Tree, relative: str) -> str:
    file = tree.read(relative)
    return file.text if file else ""


def _read_lock(tree: Tree, relative: str) -> Lock | None:
    file = tree.read(relative) if tree.is_local(relative) else None
    if file is None:
        return None
    try:
        data = json.loads(file.text)
        values = {str(k): dict(v) for k, v in data["values"].items()}
        seen = {str(k): {str(part): str(each) for part, each in v.items()} for k, v in data["seen"].items()}
        return Lock(str(data["base"]), str(data["version"]), values, seen)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        hint = f"它由程序来写：删掉它，再运行 qunli outdated --accept {relative.split('/')[-2]}"
        raise ContentError([Problem(file.path, 0, 1, "Q003", "base.lock 读不了", hint)]) from None
