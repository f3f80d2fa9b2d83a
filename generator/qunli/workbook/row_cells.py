"""What one row of a list holds of each key: the best of the columns that mean it, several joined, or one for each text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from qunli.when import is_daytime
from qunli.workbook.fresh import is_no_title, short_title
from qunli.workbook.headings import Columns
from qunli.workbook.materials import materials, remarks
from qunli.workbook.remarks import JOINED, until
from qunli.workbook.tables import Cell

Line = tuple[Cell, ...]

_CALLED = re.compile("[@＠、,，;；]")


def cells_of(line: Line, columns: Columns, is_day: Callable[[Cell], bool]) -> Iterator[tuple[str, Cell]]:
    """Yield what a row holds of each key: one cell, or several that mean the same joined into the first."""
    for key, numbers in columns.by_key.items():
        every = [_as_said(key, line, number, columns) for number in numbers]
        spare = [_as_said(key, line, number, columns) for number in columns.spare.get(key, ())]
        spare = spare if key != "title" else [cell for cell in spare if not is_no_title(cell.text)]
        filled = [cell for cell in every if cell and not (key == "title" and is_no_title(cell.text))]
        every = every if filled or key != "title" else [Cell(cell.place) for cell in every]
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


def texts_of(
    columns: Columns, line: Line, cells: dict[str, Cell]
) -> Iterator[tuple[int | None, dict[str, Cell]]]:
    """Yield the cells of each text of a row: each text with its own hour where they stand in pairs, else all in turn.

    A text of such a pair comes with the number of the pair.
    """
    copies = columns.by_key.get("copy", ())
    filled = [(place, line[number]) for place, number in enumerate(copies) if line[number]]
    if len(copies) < 2 or not filled:
        yield None, cells
        return
    paired = columns.paired()
    if not paired:
        title = cells.get("title") or Cell(filled[0][1].place, short_title(filled[0][1].text))
        yield from ((None, {**cells, "title": title, "copy": copy}) for _, copy in filled)
        return
    for place, _ in filled:
        own = {
            key: as_key(key, line[numbers[place]])
            for key, numbers in paired.items()
            if not key.startswith("day:")
        }
        yield place, {**cells, **own}


def _as_said(key: str, line: Line, number: int, columns: Columns) -> Cell:
    """Return a cell as what it says in its column."""
    if key == "media" and not columns.has_ids:
        return materials(line[number], columns.heads[number])
    if key == "notes" and not columns.has_ids:
        return remarks(line[number])
    if key == "owner" and not columns.has_ids and "@" in line[number].text:
        return replace(line[number], raw="、".join(_CALLED.sub(" ", line[number].text).split()), shown=None)
    return as_key(key, line[number])


def as_key(key: str, cell: Cell) -> Cell:
    """Return a cell as one of a column of a key, where a part of a day may be an hour."""
    return cell.as_time() if key == "when" else cell


def _in_part(cell: Cell, beside: list[Cell]) -> Cell:
    """Return an hour with the part of the day that another column says: 晚上 beside 8:00."""
    part = next((each for each in beside if each is not cell and is_daytime(each.text)), None)
    return cell.joined(f"{part.text} {cell.text}", [part]) if part and not is_daytime(cell.text) else cell


def _joined(cells: list[Cell], sign: str) -> Cell:
    return cells[0].joined(sign.join(dict.fromkeys(cell.text for cell in cells)), cells[1:])
