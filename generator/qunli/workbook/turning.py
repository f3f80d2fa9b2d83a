"""Sheets whose headings stand in their first column, turned."""

from __future__ import annotations

from dataclasses import replace

from qunli.workbook.begins import is_heading
from qunli.workbook.blocks import turned
from qunli.workbook.contents import with_meanings
from qunli.workbook.days import Reader
from qunli.workbook.names import heading
from qunli.workbook.shifts import with_shifts
from qunli.workbook.tables import Cell, Table

_FEWEST = 3


def as_turned(table: Table, reader: Reader) -> Table | None:
    """Return a sheet whose headings stand in its first column, turned, None where they do not."""
    if not table.rows:
        return None
    other = turned(_without_tall(table))
    heads = (row for row in range(min(2, len(other.rows))) if is_heading(other, row) or _is_exact(other, row))
    return next((with_meanings(with_shifts(other, row, reader), row, reader) for row in heads), None)


def _is_exact(table: Table, row: int) -> bool:
    """Say whether most of a row are headings by name, among them the hour and the text of a plan; others may be unknown."""
    filled = [cell for cell in table.rows[row] if cell]
    known = [each for cell in filled if (each := heading(cell.text))]
    return len(known) * 2 > len(filled) and {"when", "copy"} <= {each.key for each in known}


def wholly_turned(table: Table, reader: Reader) -> Table | None:
    """Return a sheet turned whose first column is nothing but different headings: festivals in its rows head no table."""
    labels = [
        line[0].text for line in table.rows if line[0] and len({cell.text for cell in line if cell}) > 1
    ]
    known = {each.key for words in labels if (each := heading(words)) and each.rank.is_integer()}
    is_plan = "copy" in known and any(key == "when" or key.startswith("day:") for key in known)
    is_whole = len(labels) == len(known) >= _FEWEST and not any(
        is_heading(table, row) for row in range(len(table.rows))
    )
    return as_turned(table, reader) if is_plan and is_whole else None


def _without_tall(table: Table) -> Table:
    """Return a table with a merged range over several rows in the first of them only; over several columns it is said of each."""

    first = table.rows[0][0].place.column

    def own(cell: Cell) -> Cell:
        if cell.lies_in is None:
            return cell
        # What begins above the headings is a title.
        is_title = cell.is_beside and cell.lies_in.column == first
        return (
            Cell(cell.place)
            if is_title or cell.lies_in.row != cell.place.row
            else replace(cell, lies_in=None)
        )

    return replace(table, rows=tuple(tuple(map(own, line)) for line in table.rows))
