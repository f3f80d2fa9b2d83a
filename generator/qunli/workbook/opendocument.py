"""An .ods file as tables, as LibreOffice shows them. OpenDocument 1.3 part 3, 9 Spreadsheet Documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from qunli.workbook.commands import unguarded
from qunli.workbook.floating import plain_words
from qunli.workbook.floating import told as as_told
from qunli.workbook.headings import MOST_HEADING_ROW, own_columns
from qunli.workbook.left_out import Unseen, hidden_sheet
from qunli.workbook.paper import LISTS
from qunli.workbook.parts import SAVE_AS, parts, refused
from qunli.workbook.tables import MOST_COLUMNS, MOST_ROWS, Book, Cell, Place, Raw, Table, is_web

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_NUMBERS = frozenset(("float", "percentage", "currency"))
_TIME = re.compile(r"PT(\d+)H(\d+)M")


def read_ods(name: str, content: bytes) -> Book:
    """Return the visible sheets of a file."""
    found = parts(name, content)
    if "content.xml" not in found:
        raise refused(name, "Q005", "这是一个压缩包，不是 .ods 表格", SAVE_AS)
    try:
        root = ElementTree.fromstring(found["content.xml"])
    except ElementTree.ParseError:
        raise refused(name, "Q005", "表格打不开，文件坏了或加了密码", SAVE_AS) from None
    styles = _styles(root)
    every = [*root.iter(f"{_TABLE}table")]
    sheets = [each for each in every if _style(each, styles).get("display") != "false"]
    tables: list[Table] = []
    unseen = [each.get(f"{_TABLE}name", "") for each in every if each not in sheets and _has_words(each)]
    told = [hidden_sheet(name, sheet) for sheet in unseen if sheet != LISTS]
    notes: list[Cell] = []
    for sheet in sheets:
        reader = _Sheet(name, sheet.get(f"{_TABLE}name", ""), styles)
        tables.append(reader.table(sheet))
        told += [*reader.unseen.problems(), *(as_told(each, "批注") for each in reader.notes)]
        notes += reader.notes
    return Book(name, tuple(tables), problems=tuple(told), floating=tuple(notes))


def _has_words(sheet: Element) -> bool:
    return any("".join(each.itertext()).strip() for each in sheet.iter(f"{_TABLE}table-cell"))


def _styles(root: Element) -> dict[str, dict[str, str]]:
    """Return what the automatic styles say that hides something, by their names."""
    found = {}
    for style in root.iter(f"{_STYLE}style"):
        said: dict[str, str] = {}
        for each in style:
            said |= {key.rpartition("}")[2]: value for key, value in each.attrib.items()}
        found[style.get(f"{_STYLE}name", "")] = said
    return found


def _style(element: Element, styles: dict[str, dict[str, str]], of: str = _TABLE) -> dict[str, str]:
    return styles.get(element.get(f"{of}style-name", ""), {})


@dataclass
class _Sheet:
    """Reads one sheet, row by row; what is repeated a million times is read once."""

    file: str
    title: str
    styles: dict[str, dict[str, str]]
    unseen: Unseen = field(init=False)
    held: dict[tuple[int, int], Cell] = field(default_factory=dict)
    notes: list[Cell] = field(default_factory=list)
    is_own: bool = False

    def __post_init__(self) -> None:
        self.unseen = Unseen(self.file, self.title)

    def table(self, sheet: Element) -> Table:
        own = _own_columns(sheet)
        self.is_own, hidden = bool(own), _hidden_columns(sheet) - own
        number = 1
        for row in _rows(sheet):
            repeated = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
            if any(_is_filled(each) for each in row):
                for again in range(repeated):
                    self._row(row, number + again, hidden)
            number += repeated
        last = max((row for row, _ in self.held), default=0)
        columns = sorted({column for _, column in self.held})
        shown = [each for each in range(1, max(columns, default=0) + 1) if each not in hidden]
        rows = [each for each in range(1, last + 1) if each not in self.unseen.rows]

        def line(row: int) -> tuple[Cell, ...]:
            places = (Place(self.file, self.title, row, column) for column in shown)
            return tuple(self.held.get((row, place.column)) or Cell(place) for place in places)

        return Table(self.title, tuple(map(line, rows)), knows_merged=True, hides_rows=bool(self.unseen.rows))

    def _row(self, row: Element, number: int, hidden: set[int]) -> None:
        if number > MOST_ROWS:
            message = f"表「{self.title}」超过 {MOST_ROWS} 行，太多了"
            raise refused(self.file, "Q009", message, f"一份发布计划最多 {MOST_ROWS} 行")
        if not self.is_own and row.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            self.unseen.rows.add(number)
            return
        column = 1
        for element in (each for each in row if each.tag in _CELLS):
            repeated = int(element.get(f"{_TABLE}number-columns-repeated", "1"))
            if _is_filled(element):
                for again in range(min(repeated, MOST_COLUMNS + 1 - column)):
                    self._cell(element, number, column + again, hidden)
            column += repeated

    def _cell(self, element: Element, row: int, column: int, hidden: set[int]) -> None:
        place = Place(self.file, self.title, row, column)
        if column in hidden:
            self.unseen.columns.add(column)
            return
        if next(element.iter(f"{_DRAW}frame"), None) is not None:
            self.unseen.pictures.append(place)
        for note in element.iter(f"{_OFFICE}annotation"):
            if words := plain_words("\n".join("".join(each.itertext()) for each in note.iter(f"{_TEXT}p"))):
                self.notes.append(Cell(place, words))
        text, is_struck = self._words(element)
        if is_struck:
            self.unseen.struck.append(place)
        if not text:
            return
        raw = _raw(element, text)
        cell = Cell(place, raw, text if isinstance(raw, float) else None)
        self._spread(element, cell)

    def _spread(self, element: Element, cell: Cell) -> None:
        """Put a cell into its place, and into those that are merged with it."""
        rows = int(element.get(f"{_TABLE}number-rows-spanned", "1"))
        columns = int(element.get(f"{_TABLE}number-columns-spanned", "1"))
        first = cell.place
        self.held[first.row, first.column] = cell
        if rows == columns == 1:
            return
        for row in range(first.row, min(first.row + rows, MOST_ROWS + 1)):
            for column in range(first.column, min(first.column + columns, MOST_COLUMNS + 1)):
                place = Place(self.file, self.title, row, column)
                self.held[row, column] = Cell(place, cell.raw, cell.shown, first)

    def _words(self, element: Element) -> tuple[str, bool]:
        """Return the words of a cell that are not struck out, and whether some are."""
        struck = _is_struck(_style(element, self.styles))
        paragraphs = [each for each in element if each.tag == f"{_TEXT}p"]
        if struck:
            return "", any("".join(each.itertext()).strip() for each in paragraphs)
        found: list[str] = []
        lost: list[str] = []
        for paragraph in paragraphs:
            found.append("".join(self._pieces(paragraph, lost)))
        return "\n".join(found).strip(), bool(lost)

    def _pieces(self, element: Element, lost: list[str]) -> Iterator[str]:
        yield element.text or ""
        for each in element:
            if _is_struck(_style(each, self.styles, _TEXT)):
                lost.append("".join(each.itertext()))
            else:
                yield from self._piece(each, lost)
            yield each.tail or ""

    def _piece(self, element: Element, lost: list[str]) -> Iterator[str]:
        match element.tag.removeprefix(_TEXT):
            case "s":
                yield " " * int(element.get(f"{_TEXT}c", "1"))
            case "line-break":
                yield "\n"
            case "tab":
                yield " "
            case _:
                yield from self._pieces(element, lost)
        address = element.get(_HREF, "")
        if is_web(address) and address.rstrip("/") not in "".join(element.itertext()):
            yield f" {address}"


def _rows(sheet: Element) -> Iterator[Element]:
    """Yield the rows of a sheet, those in groups and headings among them."""
    for each in sheet:
        if each.tag == f"{_TABLE}table-row":
            yield each
        elif each.tag in (f"{_TABLE}table-row-group", f"{_TABLE}table-header-rows", f"{_TABLE}table-rows"):
            yield from _rows(each)


def _own_columns(sheet: Element) -> set[int]:
    """Return the columns that the program wrote to find its way back; what hides rows there is a filter."""
    heads: dict[tuple[int, int], str] = {}
    for number, row in zip(range(1, MOST_HEADING_ROW + 1), _rows(sheet), strict=False):
        column = 1
        for element in (each for each in row if each.tag in _CELLS):
            heads[number, column] = "".join(element.itertext())
            column += int(element.get(f"{_TABLE}number-columns-repeated", "1"))
    return own_columns(heads)


def _hidden_columns(sheet: Element) -> set[int]:
    found: set[int] = set()
    number = 1
    for column in sheet.iter(f"{_TABLE}table-column"):
        repeated = int(column.get(f"{_TABLE}number-columns-repeated", "1"))
        if column.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            found.update(range(number, min(number + repeated, MOST_COLUMNS + 1)))
        number += repeated
    return found


def _is_filled(element: Element) -> bool:
    return element.tag in _CELLS and len(element) > 0


def _is_struck(style: dict[str, str]) -> bool:
    return style.get("text-line-through-style", "none") != "none"


def _raw(element: Element, text: str) -> Raw:
    """Return the value of a cell; what it shows where that is all there is."""
    kind = element.get(f"{_OFFICE}value-type", "")
    if kind in _NUMBERS:
        return float(element.get(f"{_OFFICE}value", "0"))
    if kind == "date":
        return datetime.fromisoformat(element.get(f"{_OFFICE}date-value", "")[:19])
    time = _TIME.match(element.get(f"{_OFFICE}time-value", ""))
    return timedelta(hours=int(time[1]), minutes=int(time[2])) if kind == "time" and time else unguarded(text)
