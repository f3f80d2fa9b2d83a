"""Values that head columns in two rows: dates over weekdays, parts of the day over their hours."""

from __future__ import annotations

from dataclasses import replace

from qunli.workbook.axes import Axis, axis_of
from qunli.workbook.days import Reader
from qunli.workbook.tables import Cell, Table


def with_hours_below(table: Table, axis: Axis, reader: Reader) -> tuple[Table, Axis]:
    """Return a table with the hours below the names of parts of the day, 8:30 | 12:30 under 早安 | 午间, for those."""
    row = axis.row + 1
    below = axis_of(table, row, reader) if axis.kind == "hour" and row < len(table.rows) else None
    if below is None or below.kind != "hour" or not below.values.keys() >= axis.values.keys():
        return table, axis
    if not all(any(map(str.isdigit, cell.text)) for cell in below.values.values()):
        return table, axis
    over = table.rows[axis.row]
    labels = {number: over[number] for number in below.values if over[number]}
    blank = tuple(Cell(cell.place) if number in labels else cell for number, cell in enumerate(over))
    rows = (*table.rows[: axis.row], blank, *table.rows[row:])
    return replace(table, rows=rows), replace(below, labels=labels)


def with_both_heads(table: Table, axis: Axis, reader: Reader) -> tuple[Table, Axis]:
    """Return a table whose days stand in two rows, the date over or under the weekday, with both in the lower one."""
    row = axis.row + 1
    below = axis_of(table, row, reader) if axis.kind == "day" and row < len(table.rows) else None
    if below is None or below.kind != "day" or below.values.keys() != axis.values.keys():
        return table, axis
    values = {
        number: cell.joined(f"{axis.values[number].text} {cell.text}", [axis.values[number]])
        for number, cell in below.values.items()
    }
    heads = [under if under else over for over, under in zip(*table.rows[axis.row : row + 1], strict=True)]
    rows = (*table.rows[: axis.row], *((Cell(each.place),) * len(heads) for each in heads[:1]), tuple(heads))
    return replace(table, rows=(*rows, *table.rows[row + 1 :])), Axis("day", row, values)
