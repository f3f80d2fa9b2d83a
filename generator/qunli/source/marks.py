"""Plain data with the place of every value in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from qunli.problem import Problem
from qunli.source.files import File

KeyPath = tuple[str | int, ...]
BLANK = "?"  # the style of a value that was left out behind its key


@dataclass(frozen=True)
class Mark:
    """Where one value stands: 0-based (line, column) of its key and of itself, and how it was written.

    `width` is its columns where it is one line, `height` the lines of a text, that of a block's | included.
    """

    file: File
    key: tuple[int, int] | None
    value: tuple[int, int]
    style: str = ""
    key_width: int = 1
    width: int = 1
    height: int = 1

    @property
    def blank(self) -> bool:
        return self.style == BLANK

    def inside(self, text: str, offset: int) -> tuple[int, int]:
        """Return the 0-based (line, column) in the file of a character of this value's text."""
        line, column = self.value
        before = text[:offset]
        row = before.count("\n")
        into = len(before) - (before.rfind("\n") + 1)
        if self.style == "|":
            at = line + 1 + row
            # A block's line ends in its part of the text, so what comes before is indentation.
            indent = len(self.file.lines[at]) - len(text.split("\n")[row]) if at < len(self.file.lines) else 0
            return at, max(0, indent) + into
        if self.style in {"'", '"', ""} and row == 0:
            return line, column + into + (1 if self.style else 0)
        return line, column


@dataclass(frozen=True)
class Source:
    """Plain data (dict with str keys, list, str, int, bool, None) and a mark for every key path in it."""

    data: Any
    marks: Mapping[KeyPath, Mark]
    problems: tuple[Problem, ...] = field(default=())

    def mark(self, path: KeyPath) -> Mark:
        """Return the mark of the path, or of its closest ancestor."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks[path]

    def problem(
        self,
        path: KeyPath,
        code: str,
        message: str,
        hint: str = "",
        *,
        key: bool = False,
        span: tuple[int, int] | None = None,
    ) -> Problem:
        """Return a problem at a value, at its key, or at a span (start, end) of characters of its text."""
        mark = self.mark(path)
        if span and path in self.marks:
            line, column = mark.inside(str(self.at(path)), span[0])
            width = max(1, span[1] - span[0])
        elif mark.key and (key or path not in self.marks or mark.style == "{"):
            (line, column), width = mark.key, mark.key_width
        else:
            (line, column), width = mark.value, mark.width
        return mark.file.problem(line, column, code, message, hint, width)

    def at(self, path: KeyPath) -> Any:
        """Return the value at a key path."""
        value = self.data
        for key in path:
            value = value[key]
        return value

    def filled(self) -> Source:
        """Return the source without the keys that were left blank: as a patch they would remove a value."""
        blank = {path for path, mark in self.marks.items() if mark.blank and isinstance(path[-1], str)}
        return Source(_without(self.data, (), blank), self.marks, self.problems) if blank else self

    def child(self, *path: str | int) -> Source:
        """Return the part below a key path as a source of its own."""
        cut = len(path)
        near = self._below[path[:2]] if cut > 1 else self.marks
        marks = {at[cut:]: self.marks[at] for at in near if at[:cut] == path}
        return Source(self.at(path), marks)

    @cached_property
    def _below(self) -> dict[KeyPath, list[KeyPath]]:
        """Every path by its first two keys: a calendar may ask for the part of each of a thousand plans."""
        found: dict[KeyPath, list[KeyPath]] = {}
        for at in self.marks:
            found.setdefault(at[:2], []).append(at)
        return found


def _without(value: Any, at: KeyPath, blank: set[KeyPath]) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: _without(each, (*at, key), blank) for key, each in value.items() if (*at, key) not in blank}
