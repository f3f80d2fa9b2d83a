"""Spreadsheets: 28 days to print, an SOP as rows, and rows as an SOP. The door to openpyxl, loaded when needed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from qunli.workbook.download import download, files

if TYPE_CHECKING:
    from qunli.workbook.days import Reader
    from qunli.workbook.encodings import read_text
    from qunli.workbook.export import Exported, as_book, as_csv, as_xlsx
    from qunli.workbook.field_words import Trade
    from qunli.workbook.fresh import guess_kind
    from qunli.workbook.grouping import named
    from qunli.workbook.groups import groups_of
    from qunli.workbook.merging import Merged, Target, merge
    from qunli.workbook.numbering import Home, numbered
    from qunli.workbook.questions import DAY, Interview, Question
    from qunli.workbook.reading import MOST_BYTES, read_book
    from qunli.workbook.steps import Plan, Puppets
    from qunli.workbook.tables import Book
    from qunli.workbook.whole import plans, require_whole

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

# What reads sheets is a hundred patterns and the longer half of the room, and a build only writes them.
_ROOMS = {
    "Book": "tables",
    "DAY": "questions",
    "Exported": "export",
    "Home": "numbering",
    "Interview": "questions",
    "MOST_BYTES": "reading",
    "Merged": "merging",
    "Plan": "steps",
    "Puppets": "steps",
    "Question": "questions",
    "Reader": "days",
    "Target": "merging",
    "Trade": "field_words",
    "as_book": "export",
    "as_csv": "export",
    "as_xlsx": "export",
    "groups_of": "groups",
    "guess_kind": "fresh",
    "merge": "merging",
    "named": "grouping",
    "numbered": "numbering",
    "plans": "whole",
    "read_book": "reading",
    "read_text": "encodings",
    "require_whole": "whole",
}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
