"""Spreadsheets of tests as .ods files, with no more in them than LibreOffice needs to open them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import range_boundaries

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
# What LibreOffice writes below the last row: the whole rest of the sheet, in which nothing stands.
_REST = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def as_ods(sheets: list[dict[str, Any]], rows_of: Callable[[dict[str, Any]], list[list[str]]]) -> bytes:
    """Return sheets of texts as an .ods file, with merged cells and hidden rows."""
    tables = "".join(
        f"<table:table table:name={quoteattr(sheet.get('name', f'Sheet{number}'))}>"
        f"{''.join(_rows(sheet, rows_of(sheet)))}{_REST}</table:table>"
        for number, sheet in enumerate(sheets, 1)
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content {_NAMES}>{body}</office:document-content>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", _TYPE)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", content)
    return out.getvalue()


def _rows(sheet: dict[str, Any], rows: list[list[str]]) -> Iterator[str]:
    spans, covered = _merged(sheet)
    hidden = sheet.get("hidden_rows", ())
    for number, row in enumerate(rows, 1):
        cells = (_cell(text, (number, column), spans, covered) for column, text in enumerate(row, 1))
        seen = ' table:visibility="collapse"' if number in hidden else ""
        yield f"<table:table-row{seen}>{''.join(cells)}</table:table-row>"


def _merged(sheet: dict[str, Any]) -> tuple[dict[tuple[int, int], str], set[tuple[int, int]]]:
    spans: dict[tuple[int, int], str] = {}
    covered: set[tuple[int, int]] = set()
    for cells in sheet.get("merged", ()):
        left, top, right, bottom = range_boundaries(cells)
        spans[top, left] = (
            f' table:number-columns-spanned="{right - left + 1}" table:number-rows-spanned="{bottom - top + 1}"'
        )
        covered |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
    return spans, covered - spans.keys()


def _cell(
    text: str, at: tuple[int, int], spans: dict[tuple[int, int], str], covered: set[tuple[int, int]]
) -> str:
    if at in covered:
        return "<table:covered-table-cell/>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n")) if text else ""
    kind = ' office:value-type="string"' if text else ""
    return f"<table:table-cell{kind}{spans.get(at, '')}>{lines}</table:table-cell>"
