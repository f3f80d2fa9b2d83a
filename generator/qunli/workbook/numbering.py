"""The sheet that a person has with two columns more, by which its rows find their posts: nothing else in it changes."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

from qunli.workbook.columns import BY_KEY, TOLD
from qunli.workbook.commas import parted
from qunli.workbook.headings import heading_row
from qunli.workbook.originals import mark
from qunli.workbook.parts import sheet_names
from qunli.workbook.steps import Step
from qunli.workbook.tables import Book, clean, letters
from qunli.workbook.webpages import is_page

_HEADS = (BY_KEY[""].title, BY_KEY["="].title)
_ROW = re.compile(rb"(<(\w+:)?row\b)([^>]*?)(?<!/)(>)(.*?)(</(?:\w+:)?row>)", re.DOTALL)
_NUMBER = re.compile(rb'\br="(\d+)"')
_SPANS = re.compile(rb'\s+spans="[^"]*"')
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)\d+"')
_COLUMNS = re.compile(rb"<(\w+:)?cols>(.*?)</(?:\w+:)?cols>", re.DOTALL)
_LAST = re.compile(rb'\bmax="(\d+)"')

Lines = Mapping[int, tuple[str, str]]


@dataclass(frozen=True)
class Home:
    """Where rows belong: the pack and the SOP of their ids."""

    pack: str
    sop: str


def numbered(content: bytes, book: Book, rows: Sequence[tuple[Step, str, str]], home: Home) -> bytes | None:
    """Return a file with the ids of its rows and their marks in two columns behind all others.

    `rows` has the slot and the text of each row. None where the sheet has no room for them: a row of several posts, or
    a kind of file that is not written.
    """
    lines = _lines(book, rows, home)
    if lines is None:
        return None
    if is_page(content):
        return None
    if content.startswith(b"PK"):
        return _in_xlsx(content, lines) if PurePosixPath(book.file).suffix.lower() != ".ods" else None
    return _in_csv(content, lines[""])


def _lines(
    book: Book, rows: Sequence[tuple[Step, str, str]], home: Home
) -> dict[str, dict[int, tuple[str, str]]] | None:
    """Return what the two columns say by sheet and row, None where two posts stand in one row."""
    found: dict[str, dict[int, tuple[str, str]]] = {}
    for step, slot, text_id in rows:
        line = found.setdefault(step.place.sheet, {})
        if step.place.row in line:
            return None
        told = mark([clean(step.said(key)) for key in TOLD])
        line[step.place.row] = (f"{home.pack}/{home.sop}/{slot}/{text_id}", told)
    for table in book.tables:
        head = heading_row(table.as_list()) if table.name in found else None
        if head is not None:
            found[table.name][table.rows[head][0].place.row] = _HEADS
    return found if all(_HEADS in line.values() for line in found.values()) else None


# --- .csv -------------------------------------------------------------------------------------------


def _in_csv(content: bytes, lines: Lines) -> bytes | None:
    found = parted(content)
    if found is None:
        return None
    rows, sign = found
    width = max(map(len, rows))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=sign)
    for number, row in enumerate(rows, 1):
        filled = [*row, *[""] * (width - len(row))]
        writer.writerow([*filled, *lines[number]] if number in lines else filled)
    return out.getvalue().encode("utf-8-sig")


# --- .xlsx ------------------------------------------------------------------------------------------


def _in_xlsx(content: bytes, lines: Mapping[str, Lines]) -> bytes | None:
    """Return an .xlsx in which only the rows with ids are other bytes: whatever a program keeps in it stays."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        found = {name: old.read(name) for name in old.namelist() if name.endswith((".xml", ".rels"))}
        wanted = {part: lines[sheet] for sheet, part in sheet_names(found).items() if sheet in lines}
        if len(wanted) < len(lines):
            return None
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename in wanted:
                longer = _longer(part, wanted[entry.filename])
                if longer is None:
                    return None
                part = longer
            new.writestr(entry, part)
    return out.getvalue()


def _longer(part: bytes, lines: Lines) -> bytes | None:
    """Return a sheet's part with two cells more at the end of each of these rows."""
    column = max((_column(each) for each in _CELL.findall(part)), default=0) + 1
    written: set[int] = set()

    def row(found: re.Match[bytes]) -> bytes:
        number = _NUMBER.search(found[3])
        texts = lines.get(int(number[1])) if number else None
        if number is None or texts is None:
            return found[0]
        written.add(int(number[1]))
        prefix = (found[2] or b"").decode()
        cells = "".join(
            _cell(prefix, f"{letters(column + place)}{int(number[1])}", text)
            for place, text in enumerate(texts)
        )
        return b"".join((found[1], _SPANS.sub(b"", found[3]), found[4], found[5], cells.encode(), found[6]))

    longer = _ROW.sub(row, part)
    return _with_hidden(longer, column + 1) if written == set(lines) else None


def _cell(prefix: str, at: str, text: str) -> str:
    p = prefix
    return f'<{p}c r="{at}" t="inlineStr"><{p}is><{p}t>{escape(text)}</{p}t></{p}is></{p}c>'


def _column(name: bytes) -> int:
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number


def _with_hidden(part: bytes, column: int) -> bytes:
    """Return a sheet with the column of the marks hidden, where nothing else is said of it."""
    found = _COLUMNS.search(part)
    if found is None or any(int(last) >= column for last in _LAST.findall(found[2])):
        return part
    prefix = found[1] or b""
    hidden = b'<%bcol min="%d" max="%d" width="6" hidden="1" customWidth="1"/>' % (prefix, column, column)
    end = found.end(2)
    return part[:end] + hidden + part[end:]
