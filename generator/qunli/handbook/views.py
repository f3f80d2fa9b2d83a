"""What templates show: slots with their texts in words, timetables, a month, duty sheets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from qunli import words
from qunli.agenda import Day, Entry
from qunli.almanac import Almanac
from qunli.handbook.month_grid import day_mark
from qunli.model import Slot, Sop
from qunli.schedule import Plan, Post
from qunli.when import days_between, spans

WEEKS = 5


@dataclass(frozen=True)
class Cell:
    """One post in a timetable; `anchor` is what stands behind the # of its link."""

    time: str
    title: str
    type: str
    anchor: str


@dataclass(frozen=True)
class Timetable:
    """Posts by column (a weekday or a day of a run) and time of day: rows are (time, cells per column)."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Cell, ...], ...]], ...]


@dataclass(frozen=True)
class Part:
    """A piece of a text as it is pasted: words, or what stands for a variable of the pack.

    `of` is the variable, store, or the column of a table, dishes.name, whose row is `row`.
    """

    words: str
    of: str = ""
    row: int = 0

    @property
    def is_blank(self) -> bool:
        """Whether it is nothing but a blank: nobody has said yet what the variable is."""
        return self.words[:1] == "〔" and self.words.find("〕") == len(self.words) - 1


@dataclass(frozen=True)
class TextView:
    """One text as it is pasted and as a member reads it, what its blanks want, and what is posted the day after.

    `parts` say where a shop's own words go: together they are `paste`.
    """

    id: str
    paste: str
    posted: str
    fill: tuple[str, ...]
    parts: tuple[Part, ...]
    answer: TextView | None = None


@dataclass(frozen=True)
class SlotView:
    """A slot with its texts in words; `days` is `when` without hours, and `links` are (words before them, (title, path) of each) of what names it."""

    id: str
    slot: Slot
    when: str
    days: str
    who: str
    texts: tuple[TextView, ...]
    short: TextView | None
    links: tuple[tuple[str, list[tuple[str, str]]], ...] = ()


# --- timetables -----------------------------------------------------------------------------------


def timetables(sop: Sop) -> list[Timetable]:
    """Return an SOP's ordinary week, or its run in weeks of seven days; dated posts are in neither."""
    week = _by_day(sop, lambda slot: slot.when.weekdays_shown)
    run = _by_day(sop, _run_days)
    found = []
    if week:
        found.append(table("一周时间表", words.WEEKDAYS, [week[day] for day in range(7)]))
    last = max(run, default=0)
    for first in range(1, last + 1, 7):
        span = range(first, min(first + 7, last + 1))
        columns = [f"第{day}天" for day in span]
        found.append(table(f"第{spans(span)}天", columns, [run[day] for day in span]))
    return found


def _by_day(sop: Sop, days: Callable[[Slot], Iterable[int]]) -> defaultdict[int, list[Cell]]:
    found: defaultdict[int, list[Cell]] = defaultdict(list)
    for slot_id, slot in sop.slots.items():
        cells = [
            Cell(f"{hour:%H:%M}", _marked(slot.title, slot), slot.type, slot_id) for hour in slot.when.at
        ]
        for day in days(slot):
            found[day] += cells
    return found


def _marked(title: str, slot: Slot) -> str:
    """Return what a cell calls a post: one that no group reads says so among those of a group."""
    return f"{title}（{words.ALONE[0]}）" if slot.is_private else title


def _run_days(slot: Slot) -> Iterable[int]:
    return slot.when.run_days


def table(title: str, columns: Iterable[str], cells: list[list[Cell]]) -> Timetable:
    """Return columns of cells as rows by time of day."""
    times = sorted({cell.time for column in cells for cell in column})
    rows = tuple(
        (time, tuple(tuple(cell for cell in column if cell.time == time) for column in cells))
        for time in times
    )
    return Timetable(title, tuple(columns), rows)


def day_anchor(day: date, anchor: str = "") -> str:
    """Return what opens a day on its calendar's page of today's posts, and one of its posts there."""
    return "&".join(filter(None, (f"day={day}", anchor)))


def week_of(plan: Plan, days: Iterable[Day]) -> Timetable:
    """Return some days of a calendar as a timetable."""
    days = list(days)
    cells = [[_cell(plan, day, each) for each in day.entries] for day in days]
    return table(f"{days[0].title}起的一周", [day.title for day in days], cells)


def _cell(plan: Plan, day: Day, entry: Entry) -> Cell:
    slot = plan.shop.slot(entry.run, entry.slot)
    return Cell(entry.time, _marked(entry.title, slot), slot.type, day_anchor(day.day, entry.anchor))


# --- a month --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MonthDay:
    """One day of the month view: 休 or 班, what day it is, what is posted besides the routine, and how much."""

    day: date
    label: str
    mark: str
    named: tuple[str, ...]
    campaigns: tuple[str, ...]
    routine: int
    closed: bool
    pending: bool


def month_days(first: date) -> list[date]:
    """Return the days of five weeks from the Monday of the week of `first`."""
    start = first - timedelta(days=first.weekday())
    return [start + timedelta(days=number) for number in range(7 * WEEKS)]


def month(plan: Plan, almanac: Almanac, first: date) -> list[list[MonthDay]]:
    """Return five weeks from the Monday of the week of `first`."""
    days = month_days(first)
    posts: dict[date, list[Post]] = {}
    for post in plan.posts(days[0], days[-1]):
        posts.setdefault(post.start.date(), []).append(post)
    named = _named(almanac, days[0], days[-1])
    cells = [_month_day(plan, almanac, day, posts.get(day, []), named.get(day, [])) for day in days]
    return [cells[number : number + 7] for number in range(0, len(cells), 7)]


def _month_day(plan: Plan, almanac: Almanac, day: date, posts: list[Post], named: list[str]) -> MonthDay:
    titles = [_campaign(plan, post) for post in posts]
    counts = Counter(filter(None, titles))
    return MonthDay(
        day=day,
        label=f"{day.month}月{day.day}日",
        mark=day_mark(almanac, day),
        named=_with_break(almanac, day, named),
        campaigns=tuple(title if count == 1 else f"{title} {count} 条" for title, count in counts.items()),
        routine=titles.count(""),
        closed=plan.shop.calendar.is_closed(day),
        pending=almanac.is_pending(day),
    )


def _with_break(almanac: Almanac, day: date, named: list[str]) -> tuple[str, ...]:
    """Return what a day is called, on the first day of a break with the break's name."""
    off = almanac.break_name(day)
    if off is None or almanac.is_off(day - timedelta(days=1)):
        return tuple(named)
    return tuple(dict.fromkeys([*named, off]))


def _campaign(plan: Plan, post: Post) -> str:
    """Return what a dated post belongs to, "" for the routine."""
    run = plan.shop.runs[post.series.run]
    slot = run.sop.slots[post.series.slot]
    if slot.when.routine:
        return ""
    return run.sop.title if slot.when.of_a_run else slot.title


def called(almanac: Almanac, first: date, last: date) -> list[tuple[date, str, tuple[str, ...]]]:
    """Return (day, 休 or 班 or nothing, what it is called) of each day that is anything, from first to last."""
    named = _named(almanac, first, last)
    days = days_between(first, last)
    found = [(day, day_mark(almanac, day), _with_break(almanac, day, named.get(day, []))) for day in days]
    return [each for each in found if each[1] or each[2]]


def _named(almanac: Almanac, start: date, end: date) -> dict[date, list[str]]:
    """Return festivals by day; what lasts longer stands on the first day of it that is shown."""
    found: dict[date, list[str]] = {}
    for name, festival in almanac.festivals.items():
        for _, first, last in almanac.occurrences(name, start, end):
            until = "" if first == last else f"（到{last.month}月{last.day}日）"
            pending = "，时间待公布" if festival.typical else ""
            found.setdefault(max(first, start), []).append(f"{festival.title}{until}{pending}")
    return found


# --- duty sheets ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Duty:
    """One line of a duty sheet: what one role posts at one time, and on which of the week's days."""

    time: str
    title: str
    groups: tuple[str, ...]
    media: tuple[str, ...]
    days: tuple[bool, ...]


def duties(week: list[Day]) -> list[Duty]:
    """Return a week of one role's posts, a line for each kind of post, in the order of the day."""
    lines: dict[tuple[str, str], list[bool]] = {}
    entries = {}
    for number, day in enumerate(week):
        for each in day.entries:
            key = (each.time, each.anchor)
            entries[key] = each
            lines.setdefault(key, [False] * len(week))[number] = True
    return [
        Duty(key[0], entries[key].title, entries[key].groups, entries[key].media, tuple(lines[key]))
        for key in sorted(lines)
    ]
