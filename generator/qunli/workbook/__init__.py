"""Spreadsheets: 28 days to print, an SOP as rows, and rows as an SOP. The door to openpyxl, loaded when needed."""

from __future__ import annotations

from qunli.workbook.days import Reader
from qunli.workbook.download import download, files
from qunli.workbook.encodings import read_text
from qunli.workbook.export import Exported, as_book, as_csv, as_xlsx
from qunli.workbook.field_words import Trade
from qunli.workbook.fresh import guess_kind
from qunli.workbook.grouping import named
from qunli.workbook.groups import groups_of
from qunli.workbook.merging import Merged, Target, merge
from qunli.workbook.numbering import Home, numbered
from qunli.workbook.plans import plans, require_whole
from qunli.workbook.questions import DAY, Interview, Question
from qunli.workbook.reading import MOST_BYTES, read_book
from qunli.workbook.steps import Plan, Puppets
from qunli.workbook.tables import Book

__all__ = [
    "DAY",
    "MOST_BYTES",
    "Book",
    "Exported",
    "Home",
    "Interview",
    "Merged",
    "Plan",
    "Puppets",
    "Question",
    "Reader",
    "Target",
    "Trade",
    "as_book",
    "as_csv",
    "as_xlsx",
    "download",
    "files",
    "groups_of",
    "guess_kind",
    "merge",
    "named",
    "numbered",
    "plans",
    "read_book",
    "read_text",
    "require_whole",
]
