"""The project's folder over the content inside the installed package; local files win."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from qunli.problem import ContentError, Problem
from qunli.shape import ID, RESERVED
from qunli.source import MOST_BYTES, File, decode

MARKERS = ("mkdocs.yml", "calendars", "content")


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
        return next((path for path in found if path.is_file() or path.is_symlink()), None)

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
            if folder.is_dir():
                yield from (path for path in sorted(folder.iterdir()) if not path.name.startswith("."))

    def sources(self, relative: str) -> dict[str, str]:
        """Return id → relative path of the .yml files in a folder; wrong names are problems."""
        found = {}
        for each in self.files(relative, ".yaml"):
            path = self.root / each if (self.root / each).exists() else self.fallback / each
            both = path.with_suffix(".yml").exists()
            message = "同一个名字有 .yml 和 .yaml 两个文件" if both else "文件名要以 .yml 结尾"
            self.problems.append(Problem(self.shown(path), 0, 1, "Q015", message, "留下 .yml 的那一个"))
        for each in self.files(relative, ".yml"):
            name = PurePosixPath(each).stem
            # Word lists have no page, so that every id is free to them.
            if relative == "content/wordings" or self.accepts(name, each):
                found[name] = each
        return found

    def accepts(self, name: str, relative: str) -> bool:
        """Say whether the name of a file or folder is an id; note a problem where it is not."""
        if ID.fullmatch(name) and name not in RESERVED:
            return True
        reserved = name in RESERVED
        message = f"{name} 是网站自己要用的词，不能当编号" if reserved else f"名字 {name} 不能当编号"
        hint = "用小写英文字母开头，后面只用小写字母、数字和连字符，最多 40 个字符"
        self.problems.append(Problem(relative, 0, 1, "Q011", message, hint))
        return False

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

    def read_bytes(self, relative: str, most: int = MOST_BYTES) -> bytes | None:
        """Return the bytes of a file, or None with a problem noted."""
        path = self.locate(relative)
        if path is None:
            return None
        shown = self.shown(path)
        inside = path.resolve()
        if not any(inside.is_relative_to(root.resolve()) for root in (self.root, self.fallback)):
            hint = "把文件本身放进项目里，不要放链接"
            self.problems.append(Problem(shown, 0, 1, "Q015", "这是一个指到项目外面的链接", hint))
            return None
        try:
            size = inside.stat().st_size
            if size > most:
                message = f"文件有 {size / 1e6:.0f} MB，太大了"
                self.problems.append(
                    Problem(shown, 0, 1, "Q009", message, f"一个文件最多 {most // 1_000_000} MB，请拆开")
                )
                return None
            return inside.read_bytes()
        except OSError as error:
            self.problems.append(
                Problem(shown, 0, 1, "Q015", f"文件打不开（{error.strerror}）", "检查文件和权限")
            )
            return None
