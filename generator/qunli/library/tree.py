"""The project's folder over the content inside the installed package; local files win."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qunli.problem import ContentError, Problem
from qunli.shape import id_fault
from qunli.source import MOST_BYTES, File, Source, decode, parse_yaml, too_large

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
    """Read access to the sources. Paths are relative and POSIX; problems met on the way are kept."""

    root: Path
    fallback: Path = field(default_factory=packaged)
    problems: list[Problem] = field(default_factory=list)

    def _roots(self, relative: str) -> tuple[Path, ...]:
        # Calendars are the shop's alone: those in the package are examples of the checkout.
        own = self.root.resolve() == self.fallback.resolve() or relative.split("/")[0] == "calendars"
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
        for root, prefix in ((self.root, ""), (self.fallback, "qunli:")):
            if path.is_relative_to(root):
                return prefix + path.relative_to(root).as_posix()
        return path.as_posix()

    def folders(self, relative: str) -> list[str]:
        """Return the names of the folders in a folder, sorted."""
        return sorted({path.name for path in self._entries(relative) if path.is_dir()})

    def files(self, relative: str, suffix: str) -> list[str]:
        """Return the relative paths of the files with this suffix in a folder, sorted by name."""
        return sorted(
            {f"{relative}/{path.name}" for path in self._entries(relative) if path.suffix == suffix}
        )

    def _entries(self, relative: str) -> Iterator[Path]:
        for root in self._roots(relative):
            folder = root / relative
            try:
                found = sorted(folder.iterdir()) if folder.is_dir() else []
            except OSError:
                self._report(folder, "Q015", "文件夹打不开", "检查它的权限")
                found = []
            yield from (path for path in found if not path.name.startswith("."))

    def sources(self, relative: str, *, ids: bool = True) -> dict[str, str]:
        """Return name → relative path of the .yml files in a folder; wrong names are problems.

        `ids` asks for names that are ids, because they become addresses.
        """
        found = {}
        for path in self._entries(relative):
            name, each = path.stem, f"{relative}/{path.name}"
            if path.suffix != ".yml":
                if _NEARLY_YAML.search(path.name):
                    both = path.with_suffix(".yml").exists()
                    message = "同一个名字有 .yml 和 .yaml 两个文件" if both else "文件名要以 .yml 结尾"
                    hint = "留下 .yml 的那一个" if both else "把结尾改成小写的 .yml"
                    self._report(path, "Q015", message, hint)
            elif name not in found and (not ids or self.accepts(name, each)):
                found[name] = each
        return dict(sorted(found.items()))

    def _report(self, path: Path, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.shown(path), 0, 1, code, message, hint))

    def accepts(self, name: str, relative: str) -> bool:
        """Say whether the name of a file or folder is an id; note a problem where it is not."""
        wrong = id_fault(name)
        if wrong:
            self.problems.append(Problem(relative, 0, 1, "Q011", *wrong))
        return wrong is None

    def read(self, relative: str) -> File | None:
        """Return a text, or None with a problem noted."""
        raw = self.read_bytes(relative)
        if raw is None:
            return None
        path = self.locate(relative)
        try:
            return decode(self.shown(path) if path else relative, raw)
        except ContentError as error:
            self.problems.extend(error.problems)
            return None

    def read_yaml(self, relative: str) -> Source | None:
        """Return a YAML file, or None with its problems noted."""
        file = self.read(relative)
        if file is None:
            return None
        try:
            source = parse_yaml(file)
        except ContentError as error:
            self.problems.extend(error.problems)
            return None
        self.problems.extend(source.problems)
        return source

    def read_bytes(self, relative: str, most: int = MOST_BYTES) -> bytes | None:
        """Return the bytes of a file, or None with a problem noted."""
        path = self.locate(relative)
        if path is None:
            return None
        try:
            inside = path.resolve(strict=True)
            if not any(inside.is_relative_to(root.resolve()) for root in (self.root, self.fallback)):
                self._report(path, "Q015", "这是一个指到项目外面的链接", "把文件本身放进项目里，不要放链接")
            elif not inside.is_file():
                self._report(path, "Q015", "这里要放一个文件，不是文件夹", "删掉它，或换个名字")
            elif (size := inside.stat().st_size) > most:
                self.problems.append(too_large(self.shown(path), size, most))
            else:
                return inside.read_bytes()
        except (OSError, RuntimeError) as error:
            # A link that leads back to itself is a RuntimeError before Python 3.13.
            missing = path.is_symlink() and not isinstance(error, PermissionError)
            hint = "把文件本身放进项目里，不要放链接" if missing else "检查文件和它的权限"
            self._report(path, "Q015", "这个链接指到的文件不在了" if missing else "文件打不开", hint)
        return None
