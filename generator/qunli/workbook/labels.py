"""Hours down a wall plan with what they are called, 9:00 早安 | 午市(11:30), as a column of each."""

from __future__ import annotations

from dataclasses import replace

from qunli.workbook.axes import Axis, column_kind
from qunli.workbook.days import Reader
from qunli.workbook.inline import labelled
from qunli.workbook.tables import Cell, Table

_NAME = "栏目"


def with_labels_apart(table: Table, axis: Axis, reader: Reader) -> tuple[Table, Axis]:
    """Return a table with what its hours are called in a column of its own before the values."""
    below = range(axis.row + 1, len(table.rows))
    kinds = {number: column_kind(table, number, below, reader) for number in range(axis.first)}
    named = [number for number in kinds if _is_labelled(table, number, below)]
    others = [number for number, kind in kinds.items() if kind == "hour" and number not in named]
    if axis.kind == "hour" or len(named) != 1 or others:
        return table, axis
    rows = tuple(_apart(line, named[0], at - axis.row) for at, line in enumerate(table.rows))
    values = {number + 1: cell for number, cell in axis.values.items()}
    labels = {number + 1: cell for number, cell in axis.labels.items()}
    return replace(table, rows=rows), replace(axis, values=values, labels=labels)


def _is_labelled(table: Table, column: int, rows: range) -> bool:
    cells = [table.rows[row][column] for row in rows if table.rows[row][column]]
    pairs = [pair for cell in cells if (pair := labelled(cell))]
    return len(pairs) * 2 >= max(1, len(cells)) and len({label.text for _, label in pairs}) > 1


def _apart(line: tuple[Cell, ...], column: int, below: int) -> tuple[Cell, ...]:
    """Return a line with a cell more: what the hour is called, or its heading in the row of the values."""
    cell = line[column]
    pair = labelled(cell) if below > 0 else None
    hour, label = pair or (cell, Cell(cell.place, _NAME if not below else None))
    return (*line[:column], hour, label, *line[column + 1 :])
