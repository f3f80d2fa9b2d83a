"""What one row of a list holds of each key: the best of the columns that mean it, or several of them joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from qunli.when import is_daytime
from qunli.workbook.headings import Columns
from qunli.workbook.remarks import JOINED, until
from qunli.workbook.tables import Cell

Line = tuple[Cell, ...]


def cells_of(line: Line, columns: Columns, is_day: Callable[[Cell], bool]) -> Iterator[tuple[str, Cell]]:
    """Yield what a row holds of each key: one cell, or several that mean the same joined into the first."""
    for key, numbers in columns.by_key.items():
        every = [as_key(key, line[number]) for number in numbers]
        spare = [as_key(key, line[number]) for number in columns.spare.get(key, ())]
        filled = [cell for cell in every if cell]
        if key in ("notes", "media"):
            filled += [cell for cell in spare if cell]
        filled = filled or [cell for cell in spare if cell][:1]
        if key == "when" and spare and all(map(is_day, filled)):
            filled = [cell for cell in spare if cell and not is_day(cell)][:1]
        if key == "when":
            filled = [_in_part(cell, spare) for cell in filled]
            filled = [*map(partial(until, line, columns), filled)]
        is_joined = key in JOINED and len(filled) > 1
        yield key, _joined(filled, JOINED[key]) if is_joined else (filled or every)[0]


def as_key(key: str, cell: Cell) -> Cell:
    """Return a cell as one of a column of a key, where a part of a day may be an hour."""
    return cell.as_time() if key == "when" else cell


def _in_part(cell: Cell, beside: list[Cell]) -> Cell:
    """Return an hour with the part of the day that another column says: 晚上 beside 8:00."""
    part = next((each.text for each in beside if each is not cell and is_daytime(each.text)), "")
    return (
        replace(cell, raw=f"{part} {cell.text}", shown=None) if part and not is_daytime(cell.text) else cell
    )


def _joined(cells: list[Cell], sign: str) -> Cell:
    return replace(cells[0], raw=sign.join(dict.fromkeys(cell.text for cell in cells)), shown=None)
