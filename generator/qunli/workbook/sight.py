"""What a person sees of an .xlsx sheet: hidden and struck-out cells are left out, links and pictures stand for themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from qunli.problem import Problem
from qunli.workbook.commands import unguarded
from qunli.workbook.headings import MOST_HEADING_ROW, own_columns
from qunli.workbook.left_out import Unseen
from qunli.workbook.parts import UNDERLINE
from qunli.workbook.pictures import Pictures
from qunli.workbook.shown import shown
from qunli.workbook.tables import Cell, Picture, Place, Raw, is_web

At = tuple[int, int]

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PICTURE = re.compile(r"=?(?:_xlfn\.)?DISPIMG\(", re.IGNORECASE)
_LINK = re.compile(r'=\s*HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)


@dataclass
class Sight:
    """One sheet of openpyxl, and its formulas by place where it has any.

    `has_placed_pictures` says that the file has pictures inside cells as Excel keeps them, which read as #VALUE!.
    """

    file: str
    sheet: Any
    formulas: dict[At, str]
    has_placed_pictures: bool
    media: Pictures
    unseen: Unseen = field(init=False)
    wrong: list[Problem] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.unseen = Unseen(self.file, self.sheet.title)

    def cells(self) -> dict[At, Cell]:
        """Return the cells with something to see, by row and column, hidden ones left out."""
        filled = {at: cell for at, cell in self.sheet._cells.items() if cell.value not in (None, "")}
        own = self._own_columns(filled)
        rows = set() if own else _hidden_rows(self.sheet)
        columns = _hidden_columns(self.sheet) - own
        self.unseen.rows = {row for row, _ in filled if row in rows}
        self.unseen.columns = {column for _, column in filled if column in columns}
        for row, column, picture in self.media.over_cells(self.sheet.title):
            if row not in rows and column not in columns:
                self._keep(Place(self.file, self.sheet.title, row, column), picture)
        for at in self.pictures_unsaved():
            if self.sees(at):
                self._keep(Place(self.file, self.sheet.title, *at), self.media.in_cell(self.formulas[at]))
        seen = {at: cell for at, cell in filled.items() if at[0] not in rows and at[1] not in columns}
        found = {at: self._cell(cell) for at, cell in seen.items()}
        return {at: cell for at, cell in found.items() if cell is not None}

    def _own_columns(self, filled: dict[At, Any]) -> set[int]:
        """Return the columns that the program wrote to find its way back; what hides rows there is a filter."""
        heads = {at: cell.value for at, cell in filled.items() if at[0] <= MOST_HEADING_ROW}
        # LibreOffice gives each script of a word its own font, which makes rich text of the heading.
        return own_columns(
            {at: _words(value) for at, value in heads.items() if isinstance(value, str | list)}
        )

    def pictures_unsaved(self) -> set[At]:
        """Return the cells that show a picture by a formula whose result was never saved: a picture needs none."""
        return {
            at
            for at, formula in self.formulas.items()
            if self.sheet._cells[at].value is None and _PICTURE.match(formula)
        }

    def sees(self, at: At) -> bool:
        """Say whether a place is in no hidden row or column that holds something."""
        return at[0] not in self.unseen.rows and at[1] not in self.unseen.columns

    def _place(self, cell: Any) -> Place:
        return Place(self.file, self.sheet.title, cell.row, cell.column)

    def _cell(self, cell: Any) -> Cell | None:
        place = self._place(cell)
        formula = self.formulas.get((cell.row, cell.column), "")
        if self._is_picture(cell, formula):
            self._keep(place, self.media.in_cell(formula or str(cell.value)))
            return None
        if cell.data_type == "e":
            self.wrong.append(place.problem("Q003", f"这里的公式出错了（{cell.value}）", "改成文字再导入"))
            return None
        raw = self._unstruck(cell)
        if isinstance(raw, str) and not cell.quotePrefix:
            raw = unguarded(raw)
        if raw in (None, ""):
            self.unseen.struck.append(place)
            return None
        return self._with_link(Cell(place, raw, _shown(raw, cell)), cell, formula)

    def _is_picture(self, cell: Any, formula: str) -> bool:
        if cell.data_type == "e":
            return self.has_placed_pictures and str(cell.value) == "#VALUE!"
        return bool(_PICTURE.match(formula) or _PICTURE.match(str(cell.value)))

    def _unstruck(self, cell: Any) -> Raw:
        """Return what a cell holds without the words that are struck out; "" where all are."""
        if cell.font is not None and cell.font.strike:
            return ""
        if not isinstance(cell.value, list):
            return _raw(cell.value)
        runs = [run for run in cell.value if not _is_struck(run)]
        if runs and len(runs) < len(cell.value):
            self.unseen.struck.append(self._place(cell))
        return _raw(_words(runs))

    def _with_link(self, cell: Cell, source: Any, formula: str) -> Cell:
        """Return the cell with the address behind its words, which nobody can paste otherwise."""
        link = source.hyperlink.target if source.hyperlink else None
        found = _LINK.match(formula)
        address = str(link or (found[1] if found else ""))
        if not is_web(address) or address.rstrip("/") in cell.text:
            return cell
        return Cell(cell.place, f"{cell.text} {address}")

    def _keep(self, place: Place, picture: tuple[str, bytes] | None) -> None:
        """Note a picture; one that cannot be read is left out."""
        if picture:
            self.pictures.append(Picture(place, *picture))
        else:
            self.unseen.pictures.append(place)


def _hidden_rows(sheet: Any) -> set[int]:
    return {number for number, row in sheet.row_dimensions.items() if row.hidden or row.height == 0}


def _hidden_columns(sheet: Any) -> set[int]:
    """Return the numbers of hidden columns; a run of them is kept as one entry."""
    found: set[int] = set()
    for column in sheet.column_dimensions.values():
        if column.hidden or column.width == 0:
            column.reindex()
            found.update(range(column.min, column.max + 1))
    return found


def _is_struck(run: Any) -> bool:
    font = getattr(run, "font", None)
    return bool(font is not None and font.strike)


def _words(value: str | list[Any]) -> str:
    """Return a text, plain or in runs of their own look."""
    return value if isinstance(value, str) else "".join(map(str, value))


def _raw(value: Any) -> Raw:
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value).replace(UNDERLINE, "_")
    known = bool | int | float | date | datetime | time | timedelta
    return value if isinstance(value, known) else str(value)


def _shown(raw: Raw, cell: Any) -> str | None:
    """Return what the sheet shows of a number, None for any other value."""
    is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
    return shown(raw, cell.number_format) if is_number else None  # type: ignore[arg-type]
