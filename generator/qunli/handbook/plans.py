"""How a plan is shown: its posts by when they come, what is prepared before, and its week as bars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qunli.handbook.views import Cell, SlotView, Timetable
from qunli.model import Motives, Positioning, Rules, Slot, Sop
from qunli.shape import titles

WHOLE = "all.md"
_FESTIVE = "过节才发"


def whole_path(plan: str) -> str:
    """Return where all texts of a plan stand whose page has this path."""
    return f"{plan.removesuffix('.md')}/{WHOLE}"


# --- posts by when they come ----------------------------------------------------------------------


@dataclass(frozen=True)
class Group:
    """Posts that come alike, such as every day, under words that say so."""

    title: str
    slots: tuple[SlotView, ...]
    is_festive: bool = False


def groups(views: Iterable[SlotView]) -> list[Group]:
    """Return the posts of a plan by how they come: every day, on weekdays, on days of a run, on others, at festivals."""
    found: dict[str, list[SlotView]] = {kind: [] for kind in _KINDS}
    for view in views:
        found[_kind(view.slot)].append(view)
    return [
        Group(_title(kind, each), tuple(sorted(each, key=_KINDS[kind])), kind == _FESTIVE)
        for kind, each in found.items()
        if each
    ]


def posts_by_day(views: Iterable[SlotView]) -> list[int]:
    """Return how many posts each weekday has, [] for a plan without a week."""
    days = [day for view in views for day in view.slot.when.weekdays_shown for _ in view.slot.when.at]
    return [days.count(day) for day in range(7)] if days else []


def _kind(slot: Slot) -> str:
    if slot.when.weekdays_shown:
        return "天天发" if len(slot.when.weekdays_shown) == 7 else "一周里的固定日子"
    if slot.when.routine:
        return "一个月里的固定日子"
    if slot.when.of_a_run:
        return "从头一天数起"
    return _FESTIVE if slot.when.about else "只在那几天发"


def _hour(view: SlotView) -> tuple[str, ...]:
    return (f"{view.slot.when.first_hour:%H:%M}",)


def _weekday(view: SlotView) -> tuple[str, ...]:
    return str(view.slot.when.weekdays_shown[0]), *_hour(view)


def _day(view: SlotView) -> tuple[str, ...]:
    return (f"{min(view.slot.when.run_days):05}", *_hour(view))


def _as_written(view: SlotView) -> tuple[str, ...]:
    return ()


_KINDS = {
    "天天发": _hour,
    "一周里的固定日子": _weekday,
    "从头一天数起": _day,
    "一个月里的固定日子": _as_written,
    "只在那几天发": _as_written,
    _FESTIVE: _as_written,
}


def _title(kind: str, views: list[SlotView]) -> str:
    return f"{kind}，到时会替下日常的" if any(each.slot.replaces for each in views) else kind


# --- what is prepared before a group opens --------------------------------------------------------


# A label and the pieces of what stands beside it, each of which may name variables.
Line = tuple[str, tuple[str, ...]]


def positions(found: Positioning) -> Iterator[Line]:
    """Yield what is thought through before a group is opened."""
    named = titles(Positioning)
    if found.solution or found.who or found.problem:
        who, problem, solution = (each or "…" for each in (found.who, found.problem, found.solution))
        yield "一句话", ("给", who, "，解决「", problem, "」，办法是：", solution)
    yield named["purpose"], _said(found.purpose)
    if found.motives:
        motives = titles(Motives)
        yield motives["founder"], _said(found.motives.founder)
        yield motives["member"], _said(found.motives.member)
    if found.audience:
        yield named["audience"], _said(" · ".join(filter(None, found.audience.model_dump().values())))
    yield named["benefit"], _said(found.benefit)
    yield named["entry"], _said(found.entry)
    yield named["channels"], _said("、".join(found.channels))


def rules(found: Rules) -> Iterator[Line]:
    """Yield a group's rules."""
    for name, label in titles(Rules).items():
        said = getattr(found, name)
        yield label, _said("；".join(said) if isinstance(said, tuple | list) else said)


def _said(words: str | None) -> tuple[str, ...]:
    return (words,) if words else ()


def prepared(sop: Sop) -> list[tuple[str, str, list[Line]]]:
    """Return (anchor, title, lines) of what a plan says beside its posts and its welcome."""
    named = titles(Sop)
    found = (
        ("_positioning", named["positioning"], positions(sop.positioning) if sop.positioning else ()),
        ("_rules", named["rules"], rules(sop.rules) if sop.rules else ()),
    )
    said = [(anchor, title, [each for each in lines if each[1]]) for anchor, title, lines in found]
    return [each for each in said if each[2]]


# --- a week as bars -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bar:
    """One post over so many columns that stand side by side; without a cell so many are empty."""

    cell: Cell | None
    span: int


def lanes(table: Timetable) -> list[tuple[str, list[list[Bar]]]]:
    """Return (time, rows of bars) of a timetable: what comes on days side by side is one bar over all of them."""
    return [(time, [_bars(row) for row in _rows(cells)]) for time, cells in table.rows]


def _rows(columns: tuple[tuple[Cell, ...], ...]) -> list[list[Cell | None]]:
    """Return rows with one post a column, those that come on most days first."""
    days: dict[Cell, list[int]] = {}
    for number, cells in enumerate(columns):
        for cell in cells:
            days.setdefault(cell, []).append(number)
    rows: list[list[Cell | None]] = []
    for cell, on in sorted(days.items(), key=lambda each: -len(each[1])):
        row = next((row for row in rows if not any(row[number] for number in on)), None)
        if row is None:
            row = [None for _ in columns]
            rows.append(row)
        for number in on:
            row[number] = cell
    return rows


def _bars(row: list[Cell | None]) -> list[Bar]:
    bars: list[Bar] = []
    for cell in row:
        if bars and bars[-1].cell == cell:
            bars[-1] = Bar(cell, bars[-1].span + 1)
        else:
            bars.append(Bar(cell, 1))
    return bars
