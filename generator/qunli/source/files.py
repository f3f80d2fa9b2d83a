"""Bytes as texts: UTF-8, LF line ends, no character that no one can see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qunli.problem import ContentError, Problem

MOST_BYTES = 2_000_000
MOST_DEPTH = 40
# Texts whose reading is remembered: between two readings of a project most of its files stay as they were.
MOST_KEPT = 1_000

# C0 and C1 controls, the separators YAML 1.1 takes for line ends, lone surrogates and non-characters.
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True)
class File:
    """A text and the path people know it by, relative to the project."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def problem(
        self,
        line: int,
        column: int,
        code: str,
        message: str,
        hint: str = "",
        width: int = 1,
    ) -> Problem:
        """Return a problem at a 0-based line and column of this file."""
        snippet = self.lines[line] if line < len(self.lines) else ""
        return Problem(self.path, line + 1, column + 1, code, message, hint, snippet=snippet, width=width)

    def place(self, offset: int) -> tuple[int, int]:
        """Return the 0-based (line, column) of a character of the text."""
        return self.text.count("\n", 0, offset), offset - (self.text.rfind("\n", 0, offset) + 1)


@lru_cache(maxsize=MOST_KEPT)
def decode(path: str, raw: bytes) -> File:
    """Return the bytes as a text with LF line ends.

    Raises ContentError for more than 2 MB, for bytes that are not UTF-8 and for characters no one can see.
    """
    if len(raw) > MOST_BYTES:
        raise ContentError([too_large(path, len(raw), MOST_BYTES)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ContentError([_not_utf8(path, raw)]) from None
    file = File(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    found = UNREADABLE.search(file.text)
    if found:
        message = f"有一个看不见的控制字符 U+{ord(found.group()):04X}"
        hint = "删掉它，重新打这个字"
        raise ContentError([file.problem(*file.place(found.start()), "Q008", message, hint)])
    return file


def too_large(path: str, size: int, most: int) -> Problem:
    """Return the problem of a file of `size` bytes where `most` are allowed."""
    hint = f"一个文件最多 {most // 1_000_000} MB，请拆开"
    return Problem(path, 0, 1, "Q009", f"文件有 {size / 1e6:.0f} MB，太大了", hint)


def _not_utf8(path: str, raw: bytes) -> Problem:
    readable = File(path, raw.decode("utf-8-sig", "surrogateescape"))
    found = re.search("[\udc80-\udcff]", readable.text)
    line, column = readable.place(found.start() if found else 0)
    hint = "用编辑器另存为 UTF-8 编码（不是 GBK，也不是 Unicode）"
    return Problem(path, line + 1, column + 1, "Q008", "文件不是 UTF-8 编码", hint)
