"""A file that somebody has at hand, as a text with its pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qunli.checks.pieces import is_column, pieces
from qunli.proof.office import Cell, read_office
from qunli.proof.unreadable import UnreadableError
from qunli.workbook import read_text

MOST_BYTES = 20_000_000
SUFFIXES = (".txt", ".md", ".docx", ".xlsx")

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OTHER_FORMATS = {
    ".doc": ".docx",
    ".xls": ".xlsx",
    ".wps": ".docx",
    ".et": ".xlsx",
    ".pdf": ".docx",
    ".rtf": ".docx",
}
# Of a text in Chinese more than half of the characters are common ones; where hardly one is, the bytes were no text.
_LEAST_SCORE = 0.05


@dataclass(frozen=True)
class Script:
    """A text, and the pieces that are judged by themselves, by their places; `names` says what each is called, if anything."""

    text: str
    spans: tuple[tuple[int, int], ...]
    names: tuple[str, ...] = ()

    @property
    def is_column(self) -> bool:
        return self.spans != ((0, len(self.text)),)


def script_of(text: str, column: bool | None = None) -> Script:
    """Return a text with its pieces; `column` says that each line is a post, None that the text tells it."""
    return Script(text, tuple(pieces(text, column=is_column(text) if column is None else column)))


def read_file(name: str, content: bytes, column: bool | None = None) -> Script:
    """Return what a file says; raise UnreadableError for what cannot be read or holds no words.

    What kind of file it is its bytes tell, so that a name without an ending (standard input) is read too.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableError(f"文件太大了，超过 {MOST_BYTES // 1_000_000} MB", "只留下要查的字，另存一份")
    found = _of_office(content, column) if content.startswith(_ZIP) else _of_text(name, content, column)
    if not found.spans:
        raise UnreadableError("里面没有字，没什么可查", "看看是不是选错了文件，或者还没有保存")
    return found


def _of_office(content: bytes, column: bool | None) -> Script:
    found = read_office(content)
    return script_of(found.replace("\r", ""), column or False) if isinstance(found, str) else _of_cells(found)


def _of_cells(cells: Sequence[Cell]) -> Script:
    """Return the cells one below the other; each is judged by itself, however many lines it has."""
    spans = []
    at = 0
    for cell in cells:
        spans.append((at, at + len(cell.text)))
        at += len(cell.text) + 1
    return Script("\n".join(cell.text for cell in cells), tuple(spans), tuple(cell.name for cell in cells))


def _of_text(name: str, content: bytes, column: bool | None) -> Script:
    other = next((better for suffix, better in _OTHER_FORMATS.items() if name.lower().endswith(suffix)), None)
    if content.startswith(_OLD) or other:
        better = other or ".docx 或 .xlsx"
        raise UnreadableError(
            "这种文件读不了（老格式，或加了密码）", f"在 Word、WPS 或 Excel 里另存为 {better} 再查"
        )
    read = read_text(content)
    if read is None:
        raise UnreadableError("这不是文字文件", f"能查的是 {'、'.join(SUFFIXES)}，图片和声音查不了")
    if "\ufffd" in read.text or read.score < _LEAST_SCORE:
        raise UnreadableError("认不出文件的编码，读出来是乱码", "在记事本里打开，另存为，编码选 UTF-8")
    return script_of(read.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), column)
