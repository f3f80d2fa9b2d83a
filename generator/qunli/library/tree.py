"""The project's folder over the content inside the installed package; local files win."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from qunli.library.reading import Steps, parsed, reading, shaped_file
from qunli.problem import ContentError, Problem
from qunli.shape import id_fault
from qunli.source import MOST_BYTES, File, Source, decode, too_large

# What stands before the paths of files that come with the program.
PACKAGED = "qunli:"
MARKERS = ("mkdocs.yml", "calendars", "content")
# Names that some systems make of a.yml, and that would be passed over in silence.
_NEARLY_YAML = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)


def packaged() -> Path:
    """Return the folder with the content that comes with the program."""
    inside = Path(__file__).parents[1] / "_data"
    return inside if inside.is_dir() else Path(__file__).parents[3]


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above `start` that looks like a project, else `start` itself."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file() and any((folder / each).is_dir() for each in MARKERS[1:]):
            return folder
    return start


@dataclass(frozen=True)
class Tree:
    """Read access to the sources. Paths are relative and POSIX."""

    root: Path
    fallback: Path = field(default_factory=packaged)

    @cached_property
    def _resolved(self) -> tuple[Path, Path]:
        return self.root.resolve(), self.fallback.resolve()

    def _roots(self, relative: str) -> tuple[Path, ...]:
        root, fallback = self._resolved
        # Calendars are the shop's alone: those in the package are examples of the checkout.
        own = root == fallback or relative.split("/")[0] == "calendars"
        return (self.root,) if own else (self.root, self.fallback)

    def locate(self, relative: str) -> Path | None:
        """Return the file of this name, the project's before the package's."""
        found = (root / relative for root in self._roots(relative))
        return next((path for path in found if path.exists() or path.is_symlink()), None)

    def is_local(self, relative: str) -> bool:
        """Say whether the project itself holds something of this name."""
        return (self.root / relative).exists()

    def shown(self, path: Path) -> str:
        """Return the path as people know it: relative to the project, or qunli:… inside the package."""
        for root, prefix in ((self.root, ""), (self.fallback, PACKAGED)):
            if path.is_relative_to(root):
                return prefix + path.relative_to(root).as_posix()
        return path.as_posix()

    def _problem(self, path: Path, message: str, hint: str) -> Problem:
        return Problem(self.shown(path), 0, 1, "Q015", message, hint)

    # --- what is there ---

    @reading
    def _entries(self, relative: str) -> Steps[list[Path]]:
        found: list[Path] = []
        for root in self._roots(relative):
            folder = root / relative
            try:
                found += sorted(folder.iterdir()) if folder.is_dir() else []
            except OSError:
                yield self._problem(folder, "文件夹打不开", "检查它的权限")
        return [path for path in found if not path.name.startswith(".")]

    @reading
    def folders(self, relative: str) -> Steps[list[str]]:
        """Return the names of the folders in a folder, sorted."""
        entries = yield from self._entries(relative)
        return sorted({path.name for path in entries if path.is_dir()})

    @reading
    def files(self, relative: str, suffix: str) -> Steps[list[str]]:
        """Return the relative paths of the files with this suffix in a folder, sorted by name."""
        entries = yield from self._entries(relative)
        return sorted({f"{relative}/{path.name}" for path in entries if path.suffix == suffix})

    @reading
    def sources(self, relative: str, level: str | None = None) -> Steps[dict[str, str]]:
        """Return name → relative path of the .yml files in a folder; wrong names are problems.

        `level` is where in the address the names stand; None where they are in none, and free.
        """
        found: dict[str, str] = {}
        for path in (yield from self._entries(relative)):
            name, each = path.stem, f"{relative}/{path.name}"
            if path.suffix != ".yml":
                yield from self._nearly(path)
            elif name not in found and (level is None or (yield from accepts(name, each, level))):
                found[name] = each
        return dict(sorted(found.items()))

    @reading
    def _nearly(self, path: Path) -> Steps[None]:
        if not _NEARLY_YAML.search(path.name):
            return
        if path.with_suffix(".yml").exists():
            yield self._problem(path, "同一个名字有 .yml 和 .yaml 两个文件", "留下 .yml 的那一个")
        else:
            yield self._problem(path, "文件名要以 .yml 结尾", "把结尾改成小写的 .yml")

    # --- what it says ---

    @reading
    def read_yaml(self, relative: str) -> Steps[Source | None]:
        """Return a YAML file, None where it cannot be read."""
        file = yield from self.read(relative)
        return (yield from parsed(file)) if file else None

    @reading
    def read(self, relative: str) -> Steps[File | None]:
        """Return a text, None where it cannot be read."""
        raw = yield from self.read_bytes(relative)
        path = self.locate(relative)
        if raw is None or path is None:
            return None
        try:
            return decode(self.shown(path), raw)
        except ContentError as error:
            yield from error.problems
            return None

    @reading
    def read_shaped(self, relative: str, shape: Any) -> Steps[Any]:
        """Return a YAML file as a value of this shape, None where it cannot be read or is not one."""
        file = yield from self.read(relative)
        return (yield from shaped_file(file, shape)) if file else None

    @reading
    def read_bytes(self, relative: str, most: int = MOST_BYTES) -> Steps[bytes | None]:
        """Return the bytes of a file, None where it cannot be read."""
        path = self.locate(relative)
        if path is None:
            return None
        try:
            wrong = self._unfit(path, most)
            if wrong is None:
                return path.read_bytes()
        except (OSError, RuntimeError) as error:
            # A link that leads back to itself is a RuntimeError before Python 3.13.
            if path.is_symlink() and not isinstance(error, PermissionError):
                wrong = self._problem(path, "这个链接指到的文件不在了", "把文件本身放进项目里，不要放链接")
            else:
                wrong = self._problem(path, "文件打不开", "检查文件和它的权限")
        yield wrong
        return None

    @reading
    def require_inside(self, relative: str) -> Steps[None]:
        """Tell every link that leads out of the project in a folder that is read by other programs too."""
        folder = self.root / relative
        links = [path for path in (folder, *folder.rglob("*")) if path == folder or path.is_symlink()]
        for path in sorted(links) if folder.exists() or folder.is_symlink() else ():
            try:
                inside = self._is_inside(path.resolve(strict=True))
            except (OSError, RuntimeError):
                inside = False
            if not inside:
                yield self._leads_out(path)

    def _is_inside(self, resolved: Path) -> bool:
        return any(resolved.is_relative_to(root) for root in self._resolved)

    def _leads_out(self, path: Path) -> Problem:
        return self._problem(path, "这是一个指到项目外面的链接", "把文件本身放进项目里，不要放链接")

    def _unfit(self, path: Path, most: int) -> Problem | None:
        """Return why a file is not to be opened at all."""
        inside = path.resolve(strict=True)
        if not self._is_inside(inside):
            return self._leads_out(path)
        if not inside.is_file():
            return self._problem(path, "这里要放一个文件，不是文件夹", "删掉它，或换个名字")
        size = inside.stat().st_size
        return too_large(self.shown(path), size, most) if size > most else None


@reading
def accepts(name: str, relative: str, level: str) -> Steps[bool]:
    """Say whether the name of a file or folder is an id at this level of the address."""
    wrong = id_fault(name, level)
    if wrong:
        yield Problem(relative, 0, 1, "Q011", *wrong)
    return wrong is None
