"""What a row says in columns that no field of a post takes: noted under their headings, or told as passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qunli.problem import Problem
from qunli.when import is_daytime
from qunli.workbook.columns import LAST_DAY, LAST_HOUR, NOTED, STATE
from qunli.workbook.headings import Columns
from qunli.workbook.left_out import LEFT_OUT
from qunli.workbook.tables import Cell

# Several columns that mean the same: every one is kept in these, joined like this; in others the first that is filled.
JOINED = {"when": "、", "owner": "、", "notes": "；", "media": "\n"}
_KEPT = frozenset(("copy", "title", "owner"))
_UNSETTLED = re.compile("待定|待[^发]*[确审定改补]|未[定审确通]|草稿|驳回|pending|draft|tbd", re.IGNORECASE)

Line = tuple[Cell, ...]


def with_remarks(columns: Columns, line: Line, cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return the cells of a row with what other columns say of its post among the notes, each under its heading."""
    said = [
        f"{' '.join(columns.heads[number].text.split())}：{' '.join(line[number].text.split())}"
        for number in _noted(columns, line, cells)
    ]
    state = cells.get(STATE)
    if state and _UNSETTLED.search(state.text):
        said.append(f"状态：{state.text}")
    if not said:
        return dict(cells)
    notes = cells.get("notes")
    place = notes if notes else next(cell for cell in line if cell)
    words = "；".join([*([notes.text] if notes else []), *said])
    return {**cells, "notes": replace(place, raw=words, shown=None)}


def _noted(columns: Columns, line: Line, cells: Mapping[str, Cell]) -> Iterator[int]:
    yield from (number for number in columns.by_key.get(NOTED, ()) if line[number])
    yield from (number for number in columns.spare.get(NOTED, ()) if line[number])
    yield from (number for key, number in _untaken(columns, line, cells) if key in _KEPT)


def _untaken(columns: Columns, line: Line, cells: Mapping[str, Cell]) -> Iterator[tuple[str, int]]:
    """Yield the filled cells of a row that mean the same as others, which were taken: key and number of the column."""
    for key, numbers in columns.by_key.items():
        spare = columns.spare.get(key, ())
        own = () if key in JOINED or key == "copy" or key.startswith("day:") else numbers
        taken = cells.get(key)
        for number in (*own, *spare):
            cell = line[number]
            is_taken = taken and (
                cell.place == taken.place or cell.text in taken.text.split(JOINED.get(key, "\n"))
            )
            if cell and not is_taken:
                yield key, number


def passed_over(columns: Columns, lines: Sequence[tuple[Line, Mapping[str, Cell]]]) -> Iterator[Problem]:
    """Yield the columns that some posts have something in which nothing took, since another column means the same."""
    found: dict[int, str] = {}
    for line, cells in lines:
        for key, number in _untaken(columns, line, cells):
            is_said = key in (*_KEPT, NOTED, "notes", "media") or (
                key == "when" and is_daytime(line[number].text)
            )
            if not is_said and key not in (LAST_DAY, LAST_HOUR):
                found.setdefault(number, key)
    for number, key in found.items():
        head, best = columns.heads[number], columns.heads[columns.by_key[key][0]]
        message = f"「{head.text}」和「{best.text}」说的是一回事，只收了「{best.text}」"
        yield head.place.problem(LEFT_OUT, message, "要紧的改个列名，或写进「备注」那一列", "warning")


def until(line: Line, columns: Columns, first: Cell) -> Cell:
    """Return an hour with the one at which it ends, where another column has that."""
    last = next((line[each].as_time() for each in columns.by_key.get(LAST_HOUR, ()) if line[each]), None)
    return replace(first, raw=span(first.text, last.text), shown=None) if last else first


def span(first: str, last: str) -> str:
    """Return the words of all that lies from one day or hour to another."""
    return first if first == last else f"{first}至{last}"
