"""A table of a web page that only borrowed the ending of a spreadsheet, as systems of shops save it, as tables."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from qunli.workbook.encodings import read_text
from qunli.workbook.parts import SAVE_AS, refused
from qunli.workbook.tables import MOST_COLUMNS, MOST_ROWS, Book, Cell, Place, Table

_MOST_SPAN = 1_000
# What is hidden or struck out is told of in a spreadsheet, and here nobody can tell how it looks.
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide|line-through", re.IGNORECASE)
_STRUCK = frozenset(("s", "del", "strike"))
_MUTE = frozenset(("style", "script", "head", "title", "xml"))
_BLOCKS = frozenset(("br", "p", "div", "li"))


def is_page(content: bytes) -> bool:
    """Say whether some bytes are those of a web page, or of another text of marks."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def read_page(name: str, content: bytes) -> Book:
    """Return the tables of a web page that have rows of several cells.

    Raises ContentError for a page without any, or with words that are not seen.
    """
    reading = read_text(content)
    page = _Page()
    page.feed(reading.text if reading else "")
    page.close()
    rows = [each for each in page.tables if any(sum(bool(text) for text, _, _ in row) > 1 for row in each)]
    if not rows:
        raise refused(name, "Q005", "这其实是一个网页，只是后缀写成了表格", SAVE_AS)
    if page.is_unseen:
        raise refused(name, "Q005", "这其实是一个网页，里面有藏起来或划掉的字", SAVE_AS)
    if sum(map(len, rows)) > MOST_ROWS:
        hint = f"一份发布计划最多 {MOST_ROWS} 行"
        raise refused(name, "Q009", f"有 {sum(map(len, rows))} 行，太多了", hint)
    names = [""] if len(rows) == 1 else [f"表{number}" for number in range(1, len(rows) + 1)]
    return Book(name, tuple(_table(name, sheet, each) for sheet, each in zip(names, rows, strict=True)))


# The words of a cell, and over how many columns and rows it lies.
_Field = tuple[str, int, int]


class _Page(HTMLParser):
    """The rows of every table that lies in no other, and whether the page has words that are not seen."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[_Field]]] = []
        self.is_unseen = False
        self._depth = self._muted = 0
        self._words: list[str] | None = None
        self._spans = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        self.is_unseen |= tag in _STRUCK or bool(_UNSEEN.search(said.get("style", ""))) or "hidden" in said
        self._muted += tag in _MUTE
        if tag == "table":
            self._depth += 1
            self.tables += [[]] if self._depth == 1 else []
        elif tag == "tr" and self._depth == 1:
            self._end_cell()
            self.tables[-1].append([])
        elif tag in ("td", "th") and self._depth == 1 and self.tables[-1]:
            self._end_cell()
            self._words, self._spans = [], (_span(said, "colspan"), _span(said, "rowspan"))
        elif tag in _BLOCKS and self._words:
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._muted -= tag in _MUTE and self._muted > 0
        if self._depth == 1 and tag in ("td", "th", "tr", "table"):
            self._end_cell()
        self._depth -= tag == "table" and self._depth > 0

    def handle_data(self, data: str) -> None:
        if self._words is not None and not self._muted:
            self._words.append(re.sub(r"[^\S\xa0]+", " ", data).replace("\xa0", " "))

    def _end_cell(self) -> None:
        if self._words is not None:
            words = re.sub(r" *\n *", "\n", "".join(self._words)).strip()
            self.tables[-1][-1].append((words, *self._spans))
        self._words = None


def _span(said: dict[str, str], name: str) -> int:
    number = said.get(name, "")
    return min(max(int(number), 1), _MOST_SPAN) if number.isdecimal() else 1


def _table(name: str, sheet: str, rows: list[list[_Field]]) -> Table:
    """Return rows of a page as a table in which every cell of a merged range holds the same."""
    found: dict[tuple[int, int], Cell] = {}
    for row, line in enumerate(rows):
        column = 0
        for words, wide, tall in line:
            while (row, column) in found:
                column += 1
            first = Place(name, sheet, row + 1, column + 1)
            covered = [
                (at, beside)
                for at in range(row, min(row + tall, len(rows)))
                for beside in range(column, min(column + wide, MOST_COLUMNS))
            ]
            for at, beside in covered:
                place = Place(name, sheet, at + 1, beside + 1)
                found[at, beside] = Cell(place, words or None, lies_in=first if len(covered) > 1 else None)
            column += wide
    width = max((column for _, column in found), default=0) + 1
    lines = tuple(
        tuple(
            found.get((row, column), Cell(Place(name, sheet, row + 1, column + 1))) for column in range(width)
        )
        for row in range(len(rows))
    )
    return Table(sheet, lines, knows_merged=True)
