"""Several tables in one sheet: side by side between blank columns, or one under another with headings of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby, pairwise

from qunli.workbook.tables import Cell, Table


def side_by_side(
    table: Table, is_plan: Callable[[Table], bool], is_more: Callable[[Table], bool]
) -> list[Table]:
    """Return the tables that stand beside each other, parted by blank columns; the sheet itself if it is one.

    `is_more` says of a part that it has no beginning of its own, and goes on with the one before it.
    """
    width = len(table.rows[0]) if table.rows else 0
    listed = table.as_list().rows
    filled = [any(row[column] for row in listed) for column in range(width)]
    runs = [list(run) for is_filled, run in groupby(range(width), key=filled.__getitem__) if is_filled]
    parts: list[Table] = []
    for run in runs:
        part = table.only(run[0], run[-1] + 1)
        goes_on = parts and is_more(part) and not is_more(parts[-1])
        parts[-1:] = [_joined(parts[-1], part)] if goes_on else [*parts[-1:], part]
    if len(parts) == 1 and len(runs) > 1:
        return parts
    plans = [part for part in parts if is_plan(part)] if len(parts) > 1 else []
    return plans if len(plans) > 1 else [table]


def _joined(first: Table, second: Table) -> Table:
    rows = zip(first.rows, second.rows, strict=True)
    return replace(first, rows=tuple((*left, *right) for left, right in rows))


def stacked(table: Table, heads: list[int]) -> list[Table]:
    """Return the tables that stand one under another, given the rows of their headings.

    Lines of one cell right above a heading are its own; those above the first one are said of every table.
    """
    if len(heads) < 2:
        return [table]
    rows = table.rows
    starts = [0, *(_start(rows, head) for head in heads[1:]), len(rows)]
    common = rows[: heads[0]]
    found = [replace(table, rows=rows[: starts[1]])]
    found += [replace(table, rows=(*common, *rows[first:end])) for first, end in pairwise(starts[1:])]
    titles = [_title(rows[head - 1]) if head else None for head in heads]
    is_each = all(titles) and len({title.text for title in titles if title}) == len(titles)
    return (
        [replace(each, title=title) for each, title in zip(found, titles, strict=True)] if is_each else found
    )


def _title(line: tuple[Cell, ...]) -> Cell | None:
    return next(cell for cell in line if cell) if _is_title(line) else None


def _start(rows: tuple[tuple[Cell, ...], ...], head: int) -> int:
    """Return the first row of the table with this heading: its title lines are above, after blank lines or texts."""
    first = head
    while first and _is_title(rows[first - 1]):
        first -= 1
    return first


def _is_title(line: tuple[Cell, ...]) -> bool:
    filled = [cell for cell in line if cell and not cell.is_beside]
    return len(filled) == 1


def turned(table: Table) -> Table:
    """Return a table with its columns as rows: headings down the first column become a heading row."""
    return replace(table, rows=tuple(zip(*table.rows, strict=True)))
