"""What templates show: slots with their texts in words, and timetables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qunli import words
from qunli.model import EveryDay, EveryWeeks, OnDays, Slot, Sop, When


@dataclass(frozen=True)
class Cell:
    """One post in a timetable."""

    time: str
    title: str
    type: str
    anchor: str


@dataclass(frozen=True)
class Timetable:
    """Posts by column (a weekday or a day of a run) and time of day: rows are (time, cells per column)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Cell, ...], ...]], ...]


@dataclass(frozen=True)
class TextView:
    """One text as it is pasted and as a member reads it, and what its blanks want."""

    id: str
    paste: str
    posted: str
    fill: tuple[str, ...]


@dataclass(frozen=True)
class SlotView:
    """A slot with its texts in words; `chapters` are (title, path) of pages that explain it."""

    id: str
    slot: Slot
    when: str
    who: str
    texts: tuple[TextView, ...]
    short: str
    chapters: tuple[tuple[str, str], ...] = ()


def timetables(sop: Sop) -> list[Timetable]:
    """Return an SOP's ordinary week, or its run in weeks of seven days; dated posts are in neither."""
    week: dict[int, list[Cell]] = {}
    run: dict[int, list[Cell]] = {}
    for slot_id, slot in sop.slots.items():
        cell = Cell(f"{slot.when.at:%H:%M}", slot.title, slot.type, slot_id)
        for day in _weekdays(slot.when):
            week.setdefault(day, []).append(cell)
        for day in slot.when.day if isinstance(slot.when, OnDays) else ():
            run.setdefault(day, []).append(cell)
    found = [table(words.WEEKDAYS, [week.get(day, []) for day in range(7)])] if week else []
    last = max(run, default=0)
    for first in range(1, last + 1, 7):
        span = range(first, min(first + 7, last + 1))
        found.append(table([f"第{day}天" for day in span], [run.get(day, []) for day in span]))
    return found


def _weekdays(when: When) -> Iterable[int]:
    if isinstance(when, EveryWeeks):
        return when.weekdays
    if isinstance(when, EveryDay):
        return range(7 if when.every == "day" else 5)
    return ()


def table(columns: Iterable[str], cells: list[list[Cell]]) -> Timetable:
    """Return columns of cells as rows by time of day."""
    times = sorted({cell.time for column in cells for cell in column})
    rows = tuple(
        (time, tuple(tuple(cell for cell in column if cell.time == time) for column in cells))
        for time in times
    )
    return Timetable(tuple(columns), rows)
