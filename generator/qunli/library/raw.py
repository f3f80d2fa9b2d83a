"""A pack's files as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from qunli.library.industry import PackFile
from qunli.library.pages import read_markdown
from qunli.library.parts import PACK, PARTS, Part
from qunli.library.reading import Steps, reading
from qunli.library.tree import Tree, accepts
from qunli.source import Source

Files = Mapping[str, PackFile]


@dataclass(frozen=True)
class Raw:
    """A pack's files, whole, by path in the pack. `bases` are the ids it extends, nearest first.

    `unread` are the files that are there but say nothing; `gone` says where a base took a file out.
    """

    files: Files
    bases: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()
    gone: Mapping[str, str] = field(default_factory=dict)

    @property
    def pack(self) -> Source:
        return self.files[PACK].source

    def whole(self) -> dict[str, Any]:
        """Return the data of all files under their dotted names, as locks name them."""
        found = dict(self.pack.data)
        for part in PARTS[1:]:
            named = {each.name: each.source.data for each in self.files.values() if each.part is part}
            found[part.key] = named if part.folder else named.get("")
        return found


def file_data(files: Files) -> dict[str, Any]:
    """Return the data of a pack's files by path, of a file that forks replace its text."""
    return {name: _data(file) for name, file in files.items()}


def _data(file: PackFile) -> Any:
    if file.part.merge == "replace":
        return file.text
    return {key: value for key, value in file.source.data.items() if key not in file.part.own}


@reading
def read_files(tree: Tree, folder: str) -> Steps[Raw]:
    """Return the files of a pack as they are written, without what they extend."""
    files, unread = {}, set()
    for part in PARTS:
        for name, path in (yield from file_paths(tree, folder, part)).items():
            written = yield from _file(tree, part, name, path)
            if written:
                files[part.file(name)] = written
            else:
                unread.add(part.file(name))
    locked = _locked(files[PACK].source) if PACK in files else ()
    return Raw(files, (), locked, frozenset(unread))


@reading
def file_paths(tree: Tree, folder: str, part: Part) -> Steps[dict[str, str]]:
    """Return name → path of the files of one part of a pack."""
    if not part.folder:
        path = f"{folder}/{part.pattern}"
        return {"": path} if tree.locate(path) else {}
    inside = f"{folder}/{part.folder}"
    if part.suffix == ".yml":
        return (yield from tree.sources(inside, part.level))
    found = {}
    for path in (yield from tree.files(inside, part.suffix)):
        name = PurePosixPath(path).stem
        if (yield from accepts(name, path, part.level)):
            found[name] = path
    return found


@reading
def _file(tree: Tree, part: Part, name: str, path: str) -> Steps[PackFile | None]:
    if part.suffix == ".md":
        written = yield from read_markdown(tree, path)
        return PackFile(part, name, *written) if written else None
    source = yield from tree.read_yaml(path)
    if source is None:
        return None
    if not isinstance(source.data, dict):
        yield source.problem((), "Q003", "这里要写一组 字段: 内容", "照模板里的同名文件写")
        return None
    return PackFile(part, name, source)


def _locked(source: Source) -> tuple[str, ...]:
    locked = source.data.get("locked")
    return tuple(each for each in locked if isinstance(each, str)) if isinstance(locked, list) else ()
