"""A spreadsheet as tables of plain words, each with its place."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from qunli.problem import Level, Problem
from qunli.source import KeyPath, Source

Raw = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True)
class Place:
    """One cell: the file, the sheet ("" in a CSV file), row and column from 1."""

    file: str
    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        letters, number = "", self.column
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        cell = f"单元格 {letters}{self.row}"
        return f"表「{self.sheet}」{cell}" if self.sheet else cell

    def problem(self, code: str, message: str, hint: str = "", level: Level = "error") -> Problem:
        """Return a problem at this cell; line and column of the problem are the cell's row and column."""
        return Problem(self.file, self.row, self.column, code, f"{self}：{message}", hint, level)


@dataclass(frozen=True)
class Cell:
    """What one cell holds, and where; the cells below a merged one hold the same."""

    place: Place
    raw: Raw = None

    @property
    def text(self) -> str:
        """The value as text, without blanks around it; times and dates as a person would write them."""
        return as_words(self.raw)

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Table:
    """One sheet: rows of cells, all rows of one length."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Book:
    """A file of tables, and what to tell about how it was read."""

    file: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()


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
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else clean(str(value))


def clean(text: str) -> str:
    """Return a text without what no one sees: controls, byte order marks, blanks at its ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = (each for each in text if each in "\n\t" or unicodedata.category(each) not in {"Cc", "Cs", "Cn"})
    return "".join(kept).replace("\ufeff", "").replace("\t", " ").strip()
