"""Spreadsheets as people make them, each written in a small YAML file beside the posts that a person reads in it.

A file has: `about`; `file`, by which people know it (its ending says how it is saved); `sheets`, each with a `name`, its
`rows` as lines of cells between bars, and what else a sheet can have (`values`, `times` and `moments` by cell for what is
no text, `cached` for a formula and its result, `rich` for the runs of a text, `links`, `formats`, `merged`,
`hidden_rows`, `hidden_columns`, `struck`, `filled`; a CSV file `delimiter`, `encoding` and whether its lines are `ragged`); what it
is `saved_as` where its ending lies; the `answers` and the `group` given; and what comes of it: `posts`, `asks` (questions
raised), `told` (codes of reminders), or `refused` (a code and a cell).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from sheets.opendocument import as_ods

FOLDER = Path(__file__).parent / "layouts"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Layout:
    """One spreadsheet and what comes of it."""

    name: str
    data: dict[str, Any]

    @property
    def file(self) -> str:
        return str(self.data.get("file", "排期.xlsx"))

    @property
    def sheets(self) -> list[dict[str, Any]]:
        return list(self.data["sheets"])

    def content(self) -> bytes:
        """Return the bytes of the file."""
        saved_as = self.data.get("saved_as", self.file.rpartition(".")[2])
        if saved_as in ("csv", "txt"):
            return as_csv(self.sheets[0])
        if saved_as == "html":
            return as_html(self.sheets[0])
        return as_ods(self.sheets, rows_of) if saved_as == "ods" else as_xlsx(self.sheets)


@cache
def layouts() -> list[Layout]:
    """Return every layout by its name."""
    return [
        Layout(path.stem, yaml.load(path.read_text("utf-8"), _LOADER))
        for path in sorted(FOLDER.glob("*.yml"))
    ]


def rows_of(sheet: dict[str, Any]) -> list[list[str]]:
    """Return the cells of a sheet's lines, or its `cells` as they are; \\n in a cell is a line break."""
    if "cells" in sheet:
        return [[*row] for row in sheet["cells"]]
    lines = sheet["rows"].rstrip("\n").split("\n")
    return [[cell.strip().replace("\\n", "\n") for cell in line.split("|")] for line in lines]


def as_csv(sheet: dict[str, Any]) -> bytes:
    """Return a sheet as CSV in UTF-8, or as its `encoding` says."""
    stream = io.StringIO()
    rows = rows_of(sheet)
    width = 0 if sheet.get("ragged") else max(map(len, rows))
    filled = [row + [""] * (width - len(row)) for row in rows]
    csv.writer(stream, delimiter=sheet.get("delimiter", ",")).writerows(filled)
    return stream.getvalue().encode(sheet.get("encoding", "utf-8"), sheet.get("errors", "strict"))


def as_html(sheet: dict[str, Any]) -> bytes:
    """Return a sheet as the table of a web page in GBK, as systems of shops save it under the ending of a spreadsheet."""
    spans = {area.coord.partition(":")[0]: area for area in map(CellRange, sheet.get("merged", ()))}
    inside = {f"{get_column_letter(column)}{row}" for area in spans.values() for row, column in area.cells}
    lines = []
    for row, line in enumerate(rows_of(sheet), 1):
        lines.append("<tr>")
        for column, words in enumerate(line, 1):
            at = f"{get_column_letter(column)}{row}"
            if at in inside and at not in spans:
                continue
            area = spans.get(at)
            size = f" rowspan={area.size['rows']} colspan={area.size['columns']}" if area else ""
            lines.append(f"<td{size}>{escape(words).replace(chr(10), '<br>')}</td>")
    head = "<html><head><meta charset=gb2312><style>td{border:1px}</style></head><body><table>"
    return f"{head}{''.join(lines)}</table></body></html>".encode("gb18030")


def as_xlsx(sheets: list[dict[str, Any]]) -> bytes:
    """Return sheets as an .xlsx file."""
    book = Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(sheets, 1):
        _fill(book.create_sheet(sheet.get("name", f"Sheet{number}")), sheet)
    stream = io.BytesIO()
    book.save(stream)
    results = [sheet.get("cached", {}) for sheet in sheets]
    return _with_results(stream.getvalue(), results) if any(results) else stream.getvalue()


def _with_results(content: bytes, results: list[dict[str, Any]]) -> bytes:
    """Return a file with the results of its formulas, which openpyxl does not write."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = old.read(entry).decode("utf-8", "surrogateescape")
            for number, found in enumerate(results, 1):
                if entry.filename == f"xl/worksheets/sheet{number}.xml":
                    part = _calculated(part, found)
            new.writestr(entry.filename, part.encode("utf-8", "surrogateescape"))
    return out.getvalue()


def _calculated(part: str, results: dict[str, Any]) -> str:
    for cell, (_, result) in results.items():
        kind = ' t="str"' if isinstance(result, str) else ""
        head = re.compile(rf'<c r="{cell}"([^>]*?)(?: t="\w+")?>(<f>.*?</f>)<v ?/?>(?:</v>)?')
        part, count = head.subn(rf'<c r="{cell}"\1{kind}>\2<v>{result}</v>', part)
        assert count == 1, cell
    return part


def _fill(page: Any, sheet: dict[str, Any]) -> None:
    for number, row in enumerate(rows_of(sheet), 1):
        for column, text in enumerate(row, 1):
            page.cell(number, column).value = text or None
    for cell, value in _values(sheet):
        page[cell].value = value
    _draw(page, sheet)


def _values(sheet: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the cells that hold something else than plain text."""
    yield from sheet.get("values", {}).items()
    yield from ((cell, time.fromisoformat(each)) for cell, each in sheet.get("times", {}).items())
    yield from ((cell, datetime.fromisoformat(each)) for cell, each in sheet.get("moments", {}).items())
    yield from ((cell, f"={formula}") for cell, (formula, _) in sheet.get("cached", {}).items())
    for cell, runs in sheet.get("rich", {}).items():
        yield cell, CellRichText([_run(**run) for run in runs])


def _draw(page: Any, sheet: dict[str, Any]) -> None:
    """Give the cells their looks: links, formats, merged, hidden and struck out."""
    for cell, address in sheet.get("links", {}).items():
        page[cell].hyperlink = address
    for cell, form in sheet.get("formats", {}).items():
        page[cell].number_format = form
    for cells in sheet.get("merged", ()):
        page.merge_cells(cells)
    for row in sheet.get("hidden_rows", ()):
        page.row_dimensions[row].hidden = True
    for column in sheet.get("hidden_columns", ()):
        page.column_dimensions[column].hidden = True
    for cell in sheet.get("struck", ()):
        page[cell].font = Font(strike=True)
    for cell, colour in sheet.get("filled", {}).items():
        page[cell].fill = PatternFill("solid", fgColor=colour)


def _values(sheet: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the cells of a sheet that hold something else than plain text."""
    yield from sheet.get("values", {}).items()
    yield from ((cell, time.fromisoformat(value)) for cell, value in sheet.get("times", {}).items())
    yield from ((cell, datetime.fromisoformat(value)) for cell, value in sheet.get("moments", {}).items())
    yield from ((cell, f"={formula}") for cell, (formula, _) in sheet.get("cached", {}).items())
    for cell, runs in sheet.get("rich", {}).items():
        yield cell, CellRichText([_run(**run) for run in runs])


def _run(text: str, *, bold: bool = False, strike: bool = False) -> str | TextBlock:
    return TextBlock(InlineFont(b=bold, strike=strike), text) if bold or strike else text
