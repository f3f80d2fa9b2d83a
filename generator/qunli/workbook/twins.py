"""Tables that stand beside each other without a blank column between: the same headings, days among them, come again."""

from __future__ import annotations

from dataclasses import replace

from qunli.workbook.headings import MOST_HEADING_ROW, columns_of
from qunli.workbook.names import heading
from qunli.workbook.tables import Cell, Table


def twins(table: Table) -> list[Table]:
    """Return the tables that stand beside each other, the sheet itself if it is one."""
    plain = table.as_list()
    for row, line in enumerate(plain.rows[:MOST_HEADING_ROW]):
        filled = [number for number, cell in enumerate(line) if cell]
        if width := _period([line[number] for number in filled]):
            parts = [
                _part(table, row, first, first + width) for first in range(filled[0], filled[-1] + 1, width)
            ]
            if filled[-1] - filled[0] + 1 == len(filled) and all(_is_whole(part, row) for part in parts):
                return parts
    return [table]


def _period(heads: list[Cell]) -> int:
    """Return after how many headings all of them come again, 0 where they do not."""
    words = [cell.text for cell in heads]
    for width in range(2, len(words) // 2 + 1):
        is_again = len(words) % width == 0 and words == words[:width] * (len(words) // width)
        if is_again and len({*words[:width]}) == width and all(map(heading, words)):
            return width
    return 0


def _is_whole(part: Table, row: int) -> bool:
    columns = columns_of(part, row)
    return columns.is_plan and any(key.startswith("day:") for key in columns.keys)


def _part(table: Table, head: int, first: int, end: int) -> Table:
    """Return some columns of a table, with the titles that lie over others too."""
    part = table.only(first, end)
    above = tuple(
        (replace(line[0], lies_in=None), *line[1:]) if line[0].is_beside else line
        for line in part.rows[:head]
    )
    return replace(part, rows=(*above, *part.rows[head:]))
