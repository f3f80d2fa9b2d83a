"""Writing a spreadsheet that is safe to open, good to print and the same bytes each time. The door to openpyxl."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from qunli.problem import cells
from qunli.workbook.commands import is_command

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_CHARACTERS = 32_767  # in one cell, by Excel's own limit
LISTS = "选项"

_STAMP = (1980, 1, 1, 0, 0, 0)
_EPOCH = datetime(2000, 1, 1)
# What XML 1.0 cannot hold, and lone halves of characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Spreadsheets read _x0041_ as the letter A.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LINE_POINTS = 15.0
_MOST_POINTS = 400.0

Value = str | int | date | time | None


def new_book(title: str) -> tuple[Workbook, Worksheet]:
    """Return a workbook and its first sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "群历"
    book.properties.title = _ILLEGAL.sub("", title)
    book.properties.created = _EPOCH
    sheet: Any = book.active
    sheet.title = sheet_name(title)
    return book, sheet


def sheet_name(words: str) -> str:
    """Return the words as the name of a sheet: 31 characters at most, without those Excel refuses."""
    return _ILLEGAL.sub("", re.sub(r"[\[\]:*?/\\]", " ", words)).strip("' ")[:31] or "排期表"


def as_cell(text: str) -> str:
    """Return a text as the XML of a cell holds it."""
    return _ESCAPE.sub("_x005F_", _ILLEGAL.sub("", text))[:MOST_CHARACTERS]


def put(sheet: Worksheet, row: int, column: int, value: Value) -> Any:
    """Write one cell. A text is a text whatever it begins with: never a formula, a number or an error."""
    cell: Any = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = as_cell(value)
        cell.data_type = "s"
        if is_command(value):
            # As if an apostrophe had been typed before it, so that it stays text when someone edits it.
            cell.number_format, cell.quotePrefix = "@", True
    elif value is not None:
        cell.value = value
    return cell


def lay_out(
    sheet: Any, header: Sequence[str], widths: Sequence[float], frozen: str, turns: Iterable[int] = ()
) -> None:
    """Give a filled sheet its look: header in row 1, widths in half-widths, A4 landscape.

    `turns` are rows with a stronger line above them.
    """
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width + 1
    brush = _Brush()
    kinds = {**dict.fromkeys(turns, "turn"), 1: "head"}
    for number, row in enumerate(sheet.iter_rows(max_col=len(header)), 1):
        for cell in row:
            brush.paint(cell, kinds.get(number, "body"))
        lines = max(_lines(cell.value, width) for cell, width in zip(row, widths, strict=True))
        sheet.row_dimensions[number].height = min(lines * _LINE_POINTS + 3, _MOST_POINTS)
    sheet.freeze_panes = frozen
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{sheet.max_row}"
    _page(sheet)


class _Brush:
    """Paints cells; a style is worked out once for each kind of cell, because that is slow."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        thin, strong = Side(style="thin", color="FFBFBFBF"), Side(style="medium", color="FF5B7F4B")
        self.border = Border(left=thin, right=thin, top=thin, bottom=thin)
        self.turn = Border(left=thin, right=thin, top=strong, bottom=thin)
        self.body = Alignment(vertical="top", wrap_text=True)
        self.head = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self.bold, self.fill = Font(bold=True), PatternFill("solid", fgColor="FFE8F0E4")
        self.known: dict[tuple[Any, ...], Any] = {}

    def paint(self, cell: Any, kind: str) -> None:
        key = (kind, *(cell._style or ()))
        if key not in self.known:
            cell.border = self.turn if kind == "turn" else self.border
            cell.alignment = self.head if kind == "head" else self.body
            if kind == "head":
                cell.font, cell.fill = self.bold, self.fill
            self.known[key] = cell._style
        cell._style = copy(self.known[key])


def hide(sheet: Any, column: int) -> None:
    """Hide a column, by its number."""
    from openpyxl.utils import get_column_letter

    sheet.column_dimensions[get_column_letter(column)].hidden = True


def _page(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = 0.3
    margins.top = margins.bottom = 0.45
    margins.header = margins.footer = 0.2
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "&A  第 &P 页，共 &N 页"


def _lines(value: Any, width: float) -> int:
    """Return how many lines a value takes in a column of so many half-widths."""
    if not isinstance(value, str):
        return 1
    return sum(max(1, -(-cells(line) // int(width))) for line in value.split("\n"))


def offer_choices(
    book: Workbook, sheet: Worksheet, choices: Mapping[int, Sequence[str]], last: int, strict: Iterable[int]
) -> None:
    """Give columns (by number) a drop-down from row 2 to `last`; those in `strict` take nothing else.

    The words stand on a hidden sheet: a list inside the rule itself is limited to 255 characters.
    """
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    lists: Any = book[LISTS] if LISTS in book.sheetnames else book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for place, (column, words) in enumerate(choices.items(), 1):
        for row, word in enumerate(words, 1):
            put(lists, row, place, word)
        letter = get_column_letter(place)
        rule = DataValidation("list", f"'{LISTS}'!${letter}$1:${letter}${len(words)}", allow_blank=True)
        rule.errorTitle, rule.error = "请从下拉里选", "、".join(words)[:200]
        rule.showErrorMessage = column in strict
        there = get_column_letter(column)
        rule.add(f"{there}2:{there}{max(2, last)}")
        sheet.add_data_validation(rule)


def count_only(sheet: Worksheet, first: int, columns: int, last: int) -> None:
    """Let some columns take whole numbers from 0 only."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation("whole", "0", operator="greaterThanOrEqual", allow_blank=True)
    rule.errorTitle, rule.error, rule.showErrorMessage = "这里填个数", "填 0 或更大的整数；没记就空着", True
    rule.add(f"{get_column_letter(first)}2:{get_column_letter(first + columns - 1)}{max(2, last)}")
    sheet.add_data_validation(rule)


def saved(book: Workbook) -> bytes:
    """Return the workbook as the same bytes at any time, on any machine.

    The parts are stored, not compressed: other builds of zlib compress to other bytes.
    """
    first = io.BytesIO()
    book.save(first)
    last = io.BytesIO()
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(last, "w", zipfile.ZIP_STORED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", content)
            info = zipfile.ZipInfo(entry.filename, _STAMP)
            info.create_system, info.external_attr = 0, 0
            new.writestr(info, content)
    return last.getvalue()
