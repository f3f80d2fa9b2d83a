"""Spreadsheets as people make them, each written in a small YAML file beside the posts that a person reads in it.

A file has: `about`; `file`, by which people know it (its ending says how it is saved); `sheets`, each with a `name`, its
`rows` as lines of cells between bars, and what else a sheet can have (`values` by cell for what is no text, `formats`,
`merged`, `hidden_rows`, `hidden_columns`, `struck`); the `answers` and the `group` given; and what comes of it: `posts`,
`asks` (questions raised), `told` (codes of reminders), or `refused` (a code and a cell).
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook
from openpyxl.styles import Font

FOLDER = Path(__file__).parent / "layouts"


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
        return as_csv(self.sheets[0]) if self.file.endswith(".csv") else as_xlsx(self.sheets)


def layouts() -> list[Layout]:
    """Return every layout by its name."""
    return [
        Layout(path.stem, yaml.safe_load(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.yml"))
    ]


def rows_of(sheet: dict[str, Any]) -> list[list[str]]:
    """Return the cells of a sheet's lines; \\n in a cell is a line break."""
    lines = sheet["rows"].rstrip("\n").split("\n")
    return [[cell.strip().replace("\\n", "\n") for cell in line.split("|")] for line in lines]


def as_csv(sheet: dict[str, Any]) -> bytes:
    """Return a sheet as CSV in UTF-8, or as its `encoding` says."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=sheet.get("delimiter", ",")).writerows(rows_of(sheet))
    return stream.getvalue().encode(sheet.get("encoding", "utf-8"), sheet.get("errors", "strict"))


def as_xlsx(sheets: list[dict[str, Any]]) -> bytes:
    """Return sheets as an .xlsx file."""
    book = Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(sheets, 1):
        _fill(book.create_sheet(sheet.get("name", f"Sheet{number}")), sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(page: Any, sheet: dict[str, Any]) -> None:
    for number, row in enumerate(rows_of(sheet), 1):
        for column, text in enumerate(row, 1):
            page.cell(number, column).value = text or None
    for cell, value in sheet.get("values", {}).items():
        page[cell].value = value
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
