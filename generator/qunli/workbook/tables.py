"""A spreadsheet as tables of plain words, each with its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from qunli.problem import Level, Problem
from qunli.source import KeyPath, Source
from qunli.workbook.shown import plain

Raw = str | int | float | bool | date | datetime | time | timedelta | None


MOST_ROWS = 5_000
MOST_COLUMNS = 100

_WEB = ("http://", "https://", "weixin://")


def letters(column: int) -> str:
    """Return the name of a column by its number from 1: A, Z, AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def is_web(address: str) -> bool:
    """Say whether a link leads somewhere a customer can go."""
    return address.startswith(_WEB)


@dataclass(frozen=True)
class Place:
    """One cell: the file, the sheet ("" in a CSV file), row and column from 1."""

    file: str
    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """Its name in the sheet: B12."""
        return f"{letters(self.column)}{self.row}"

    def __str__(self) -> str:
        cell = f"单元格 {self.cell}"
        return f"表「{self.sheet}」{cell}" if self.sheet else cell

    def problem(self, code: str, message: str, hint: str = "", level: Level = "error") -> Problem:
        """Return a problem at this cell; line and column of the problem are the cell's row and column."""
        return Problem(self.file, self.row, self.column, code, f"{self}：{message}", hint, level)


@dataclass(frozen=True)
class Cell:
    """What one cell holds, and where; every cell of a merged range holds the same.

    `shown` is what the sheet shows where that is not the value alone: ¥9.90, 80%. `lies_in` is the first cell of the
    range, None for a cell of its own. `also` are the other cells whose words were joined to its own.
    """

    place: Place
    raw: Raw = None
    shown: str | None = None
    lies_in: Place | None = None
    also: tuple[Place, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Every cell that its words come from."""
        return (self.place, *self.also)

    def joined(self, words: str, others: Iterable[Cell]) -> Cell:
        """Return it with words that come from others too."""
        also = dict.fromkeys((*self.also, *(place for other in others for place in other.places)))
        return replace(self, raw=words, shown=None, also=tuple(also))

    @cached_property
    def text(self) -> str:
        """The value as text, without blanks around it; times and dates as a person would write them."""
        return as_words(self.raw) if self.shown is None else clean(self.shown)

    def as_time(self) -> Cell:
        """Return the cell as one of a time column, where a part of a day is an hour however it is shown."""
        if isinstance(self.raw, float) and 0 < self.raw < 1:
            return replace(self, raw=timedelta(minutes=round(self.raw * 1440)), shown=None)
        return self

    @property
    def is_beside(self) -> bool:
        """Say whether it only repeats what a merged range holds that begins in a column before."""
        return self.lies_in is not None and self.lies_in.column != self.place.column

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Table:
    """One sheet as a person sees it: rows of cells, all rows of one length; hidden rows and columns are not among them.

    `knows_merged` says whether merged cells are filled; in a CSV file they are blank below the first. `hides_rows` says
    that hidden rows hold something. `colours` has what the fill of a cell is called where it has one. `title` is the line
    over a table that is one of several in its sheet.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    knows_merged: bool = False
    hides_rows: bool = False
    colours: Mapping[Place, str] = field(default_factory=dict)
    title: Cell | None = None

    def only(self, first: int, end: int) -> Table:
        """Return the table with some of its columns, by their place in a row, `end` not included."""
        return replace(self, rows=tuple(row[first:end] for row in self.rows))

    def as_list(self) -> Table:
        """Return the table with a merged range over several columns in the first of them only."""
        rows = (tuple(Cell(cell.place) if cell.is_beside else cell for cell in row) for row in self.rows)
        return replace(self, rows=tuple(rows))


@dataclass(frozen=True)
class Picture:
    """A picture and the cell it lies in or over; `name` is made of its bytes, so that the same has the same name."""

    place: Place
    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Book:
    """A file of tables, what to tell about how it was read, the cells that were left out, and the pictures.

    `lost` names the encoding where letters it lacks were written as question marks; `floating` has the words of notes and
    text boxes, each with the cell that it lies over.
    """

    file: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    lost: str = ""
    pictures: tuple[Picture, ...] = ()
    floating: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Cells(Source):
    """Data that came from cells: a problem is told at the cell a value came from, else where it stood before."""

    places: dict[KeyPath, Place] = field(default_factory=dict)

    def problem(
        self,
        path: KeyPath,
        code: str,
        message: str,
        hint: str = "",
        *,
        key: bool = False,
        span: tuple[int, int] | None = None,
    ) -> Problem:
        at = path
        while at and at not in self.places:
            at = at[:-1]
        if at in self.places and len(at) > 1:
            return self.places[at].problem(code, message, hint)
        return super().problem(path, code, message, hint, key=key, span=span)


def as_words(value: Any) -> str:
    """Return a cell's value as text."""
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, datetime):
        # Spreadsheets store an hour without a date as a moment of their first days.
        if value.year < 1905:
            return f"{value:%H:%M}"
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return plain(value)
    return "" if value is None else clean(str(value))


def clean(text: str) -> str:
    """Return a text without what no one sees: controls, byte order marks, blanks at its ends."""
    if text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = (each for each in text if each in "\n\t" or unicodedata.category(each) not in {"Cc", "Cs", "Cn"})
    return "".join(kept).replace("\ufeff", "").replace("\t", " ").strip()
