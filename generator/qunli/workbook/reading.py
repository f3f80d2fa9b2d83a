"""Bytes of a spreadsheet as tables, whatever kind of file they are; what is none is refused in plain words."""

from __future__ import annotations

from pathlib import PurePosixPath

from qunli.workbook.commas import read_csv
from qunli.workbook.opendocument import read_ods
from qunli.workbook.parts import SAVE_AS, refused
from qunli.workbook.tables import Book
from qunli.workbook.webpages import is_page, read_page
from qunli.workbook.xlsx import read_xlsx

MOST_BYTES = 20_000_000

_ZIP = b"PK\x03\x04"
# Every OpenDocument begins with its kind, which is not packed. OpenDocument 1.3 part 2, 3.3.
_ODS, _BEGINNING = b"application/vnd.oasis.opendocument.spreadsheet", 100
_XLSX = b"xl/workbook"
_OLD = b"\xd0\xcf\x11\xe0"
# Endings of the old kind, under which systems of shops save web pages, texts between tabs and newer workbooks.
_BORROWED = frozenset((".xls", ".et"))
_READERS = {
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
    ".ods": read_ods,
    ".csv": read_csv,
    ".txt": read_csv,
    ".tsv": read_csv,
}


def read_book(name: str, content: bytes) -> Book:
    """Return the tables of a file as a person sees them; `name` is how people know it.

    Raises ContentError for what is no such file, too large, protected, or has more rows than a plan can have.
    """
    if len(content) > MOST_BYTES:
        hint = "把图片删掉，只留下表格"
        raise refused(name, "Q009", f"文件超过 {MOST_BYTES // 1_000_000} MB，太大了", hint)
    suffix = PurePosixPath(name).suffix.lower()
    if content.startswith(_OLD):
        raise refused(name, "Q005", "这是旧格式的表格（.xls、.et），或者加了密码", f"{SAVE_AS}，不要加密码")
    if suffix in _BORROWED and content:
        suffix = ".xlsx"
    suffix = _packed(content, suffix) if suffix in _READERS else suffix
    if suffix not in _READERS:
        raise refused(name, "Q005", f"不认识 {suffix or '没有后缀'} 的文件", f"{SAVE_AS}，或 .csv")
    read = _READERS[suffix]
    if read is not read_csv and _is_text(content):
        # A table of a website or of another program that only borrowed the ending.
        if is_page(content):
            return read_page(name, content)
        return read_csv(name, content)
    return read(name, content)


def _packed(content: bytes, suffix: str) -> str:
    """Return the ending of the kind of spreadsheet that is packed in a file, whatever it is called; else its own."""
    if content.startswith(_ZIP) and _ODS in content[:_BEGINNING]:
        return ".ods"
    is_xlsx = content.startswith(_ZIP) and _XLSX in content
    return ".xlsx" if is_xlsx and _READERS[suffix] is not read_xlsx else suffix


def _is_text(content: bytes) -> bool:
    """Say whether this is no zip but words, as far as its beginning shows."""
    head = content[:4000]
    return bool(head) and not head.startswith(_ZIP[:2]) and b"\x00" not in head and not _has_controls(head)


def _has_controls(head: bytes) -> bool:
    return any(each < 32 and each not in b"\t\n\r" for each in head)
