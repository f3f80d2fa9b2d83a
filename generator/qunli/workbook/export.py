"""An SOP as a spreadsheet, .xlsx or .csv: one row per text, with an id by which it finds its way back."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from qunli.model import Sop
from qunli.problem import ContentError, Problem
from qunli.workbook import paper
from qunli.workbook.columns import COLUMNS, RARE, REQUIRED, TOLD
from qunli.workbook.commands import guarded
from qunli.workbook.field_words import Trade, choices, words
from qunli.workbook.originals import mark
from qunli.workbook.tables import clean

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_BY_TITLE = {column.title: column for column in COLUMNS}
_SPARE_ROWS = 50
_STRICT = REQUIRED | {"way", "stage", "pace", "rotate"}
_ID = -2  # the cell beside the mark, which is the last


def rows(sop: Sop, trade: Trade, pack_id: str, sop_id: str) -> list[list[str]]:
    """Return the heading and one row per text; the id is pack/sop/slot/text, the mark what the row says."""
    titles = {name: slot.title for name, slot in sop.slots.items()}
    is_rare = any(slot.once for slot in sop.slots.values())
    columns = [column for column in COLUMNS if is_rare or column.key not in RARE]
    found = [[column.title for column in columns]]
    for name, slot in sop.slots.items():
        shared = {
            column.key: words(column.key, slot, trade, titles)
            for column in columns
            if column.key in TOLD and column.key not in ("copy", "answer")
        }
        for text_id, text in slot.texts.items():
            cells = {**shared, "copy": text, "": f"{pack_id}/{sop_id}/{name}/{text_id}"}
            cells["answer"] = slot.answers.get(text_id, "")
            cells["="] = mark([clean(cells.get(key, "")) for key in TOLD])
            found.append([cells[column.key] for column in columns])
    return found


@dataclass(frozen=True)
class Exported:
    """An SOP, and the pack (or calendar) and the SOP (or run) that the ids of its rows name."""

    sop: Sop
    pack: str
    id: str


def as_xlsx(sop: Sop, trade: Trade, pack_id: str, sop_id: str) -> bytes:
    """Return the SOP as an .xlsx with drop-downs; the same SOP gives the same bytes.

    Raises ContentError for a text that is longer than a cell can be.
    """
    return as_book(sop.title, [Exported(sop, pack_id, sop_id)], trade)


def as_book(title: str, exported: Sequence[Exported], trade: Trade) -> bytes:
    """Return several SOPs of one pack as an .xlsx, each as a sheet."""
    book, first = paper.new_book(title)
    sheets = [first, *(book.create_sheet() for _ in exported[1:])]
    for sheet, each in zip(sheets, exported, strict=True):
        sheet.title = paper.sheet_name(each.sop.title)
        _fill(book, sheet, rows(each.sop, trade, each.pack, each.id), choices(trade))
    return paper.saved(book)


def _fill(book: Workbook, sheet: Worksheet, lines: list[list[str]], lists: dict[int, Sequence[str]]) -> None:
    for number, line in enumerate(lines, 1):
        _put(sheet, number, line)
    strict = [number for number in lists if COLUMNS[number - 1].key in _STRICT]
    paper.offer_choices(book, sheet, lists, len(lines) + _SPARE_ROWS, strict)
    paper.lay_out(sheet, lines[0], [_BY_TITLE[title].width for title in lines[0]], "B2", _turns(lines))
    paper.hide(sheet, len(lines[0]))


def _put(sheet: Worksheet, number: int, line: list[str]) -> None:
    for column, text in enumerate(line, 1):
        if len(text) > paper.MOST_CHARACTERS or len(paper.as_cell(text)) == paper.MOST_CHARACTERS:
            message = f"有一条文案有 {len(text)} 个字，表格的一格放不下"
            raise ContentError([Problem(line[_ID], 0, 1, "Q009", message, "导出成 .csv")])
        if text or number > 1:
            paper.put(sheet, number, column, text or None)


def _turns(lines: list[list[str]]) -> list[int]:
    """Return the numbers of the rows with which a post begins, but for the first."""
    posts = [line[_ID].rpartition("/")[0] for line in lines[1:]]
    return [number for number, (above, post) in enumerate(pairwise(posts), 3) if above != post]


def as_csv(sop: Sop, trade: Trade, pack_id: str, sop_id: str) -> bytes:
    """Return the SOP as CSV in UTF-8 with a byte order mark, which Excel needs to read Chinese."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    # An hour is read by what it means, so that it may well become a value.
    lines = rows(sop, trade, pack_id, sop_id)
    times = [_BY_TITLE[title].key == "when" for title in lines[0]]
    for line in lines:
        writer.writerow(text if is_time else guarded(text) for text, is_time in zip(line, times, strict=True))
    return out.getvalue().encode("utf-8-sig")
