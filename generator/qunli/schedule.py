"""What is posted when: a calendar, its library and a day, as series of posts. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from qunli.almanac import Almanac
from qunli.library import Shop, ShopRun
from qunli.model import PACES, EveryDay, EveryMonth, EveryWeeks, OnDates, OnDays, OnFestival, Recurring, Slot
from qunli.problem import Problem
from qunli.text import Row, Value, substitute

MOST_PERIODS = 99
MOST_DAYS = 999

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Recurrence:
    """How a series repeats: every `interval` days, weeks or months, until a day (included) or for ever."""

    frequency: Literal["DAILY", "WEEKLY", "MONTHLY"]
    interval: int
    weekday: int | None = None
    monthday: int | None = None
    until: date | None = None


@dataclass(frozen=True)
class Series:
    """One text at one place of a rotation, or one single post.

    `rest` is the last part of its UID; `text` has its variables filled in, its blanks not; `exceptions` are days
    of the recurrence on which nothing is posted, all later than `first`, in order.
    """

    run: str
    slot: str
    rest: str
    text_id: str
    row: int | None
    text: str
    short: str
    first: date
    at: time
    minutes: int
    recurrence: Recurrence | None = None
    exceptions: tuple[date, ...] = ()

    def days(self, start: date, end: date) -> Iterator[date]:
        """Yield the days from start to end (both included) on which it is posted."""
        skipped = set(self.exceptions)
        for day in _walk(self.first, self.recurrence, start, end):
            if day not in skipped:
                yield day


@dataclass(frozen=True)
class Post:
    """One post on one day; `start` is the shop's local time."""

    start: datetime
    series: Series


@dataclass(frozen=True)
class Plan:
    """All that one calendar posts. Single events and exceptions reach to `horizon`."""

    shop: Shop
    series: tuple[Series, ...]
    horizon: date

    def posts(self, start: date, end: date) -> list[Post]:
        """Return the posts from start to end (both included) in the order of their time."""
        found = [
            Post(datetime.combine(day, series.at), series)
            for series in self.series
            for day in series.days(start, end)
        ]
        return sorted(
            found, key=lambda post: (post.start, post.series.run, post.series.slot, post.series.rest)
        )


def _walk(first: date, recurrence: Recurrence | None, start: date, end: date) -> Iterator[date]:
    """Yield the days of a recurrence within a window, exceptions not yet taken out."""
    if recurrence is None:
        if start <= first <= end:
            yield first
        return
    end = min(end, recurrence.until or end)
    if recurrence.frequency == "MONTHLY":
        month = first.year * 12 + first.month - 1
        wanted = start.year * 12 + start.month - 1
        month += max(0, (wanted - month) // recurrence.interval) * recurrence.interval
        while (day := date(month // 12, month % 12 + 1, recurrence.monthday or 1)) <= end:
            if day >= start and day >= first:
                yield day
            month += recurrence.interval
        return
    step = recurrence.interval * (7 if recurrence.frequency == "WEEKLY" else 1)
    day = first + timedelta(days=max(0, -((first - start).days // step)) * step)
    while day <= end:
        if day >= start:
            yield day
        day += timedelta(days=step)


def plan(shop: Shop, almanac: Almanac, today: date) -> Plan:
    """Return what a shop posts; single events and exceptions reach to 31 December of the year after today."""
    horizon = date(today.year + 1, 12, 31)
    series = [each for run in shop.runs.values() for each in _Planner(shop, run, almanac, horizon).series()]
    return Plan(shop, tuple(series), horizon)


def problems(plan: Plan) -> Iterator[Problem]:
    """Yield rotations too long to plan and a calendar that posts nothing at all."""
    shop = plan.shop
    for run in shop.runs.values():
        for slot_id, slot in run.sop.slots.items():
            if isinstance(slot.when, Recurring):
                periods, unit, most = _cycle(slot.when, _longest(shop, slot))
                if periods > most:
                    message = f"「{slot.title}」要 {periods} {unit}才轮完一遍，最多 {most} {unit}"
                    hint = "减少文案或表格的行数，或多排几天"
                    yield run.source.problem(("slots", slot_id, "copy"), "Q020", message, hint, key=True)
    if not plan.series:
        hint = "把 pace 调快一档，换一个发布计划，或看看 starts、ends 和 closed"
        yield shop.source.problem(("sops",), "Q022", "这份排期表里一条也不发", hint, key=True)


def _in_pace(shop: Shop, slot: Slot) -> bool:
    return PACES.index(slot.pace) <= PACES.index(shop.calendar.pace)


def _rows(shop: Shop, slot: Slot) -> tuple[Row, ...]:
    value: Value = shop.variables.get(slot.rotate, ()) if slot.rotate else ()
    return value if isinstance(value, tuple) else ()


def _longest(shop: Shop, slot: Slot) -> int:
    """Return m, the number of places before text and row both start anew side by side."""
    return max(len(slot.texts), len(_rows(shop, slot)))


def _days_a_period(when: Recurring) -> int:
    if isinstance(when, EveryDay):
        return 1 if when.every == "day" else 5
    return len(when.weekdays) if isinstance(when, EveryWeeks) else len(when.monthdays)


def _cycle(when: Recurring, longest: int) -> tuple[int, str, int]:
    """Return the length of a whole rotation in days, weeks or months, the unit, and how long it may be."""
    periods = -(-longest // _days_a_period(when))
    if isinstance(when, EveryWeeks):
        return periods * when.every, "周", MOST_PERIODS
    if isinstance(when, EveryMonth):
        return periods, "个月", MOST_PERIODS
    return (periods, "天", MOST_DAYS) if when.every == "day" else (periods, "周", MOST_PERIODS)


class _Planner:
    """Plans one run. Precedence: closed, then holidays, then replaces."""

    def __init__(self, shop: Shop, run: ShopRun, almanac: Almanac, horizon: date) -> None:
        self.shop, self.run, self.almanac, self.horizon = shop, run, almanac, horizon
        self.start = run.starts[0]
        self.end = shop.calendar.ends
        self.last = min(self.end or horizon, horizon)
        self.slots = {key: slot for key, slot in run.sop.slots.items() if _in_pace(shop, slot)}

    def series(self) -> Iterator[Series]:
        given_way: defaultdict[str, set[date]] = defaultdict(set)
        for slot_id, slot in self.slots.items():
            if not isinstance(slot.when, Recurring):
                singles = list(self._dated(slot_id, slot))
                yield from singles
                for routine in self._replaced(slot):
                    given_way[routine].update(each.first for each in singles)
        for slot_id, slot in self.slots.items():
            if isinstance(slot.when, Recurring):
                yield from self._recurring(slot_id, slot, slot.when, given_way[slot_id])

    def _replaced(self, slot: Slot) -> list[str]:
        routines = [key for key, each in self.slots.items() if isinstance(each.when, Recurring)]
        return routines if slot.replaces == ("all",) else [key for key in slot.replaces if key in routines]

    # --- dated slots ---

    def _dated(self, slot_id: str, slot: Slot) -> Iterator[Series]:
        for rest, day, place in self._dates(slot):
            if self.start <= day <= self.last and not self.shop.calendar.is_closed(day):
                yield self._one(slot_id, slot, rest, place, day)

    def _dates(self, slot: Slot) -> Iterator[tuple[str, date, int]]:
        """Yield (rest of the UID, day, number in the rotation of texts)."""
        when = slot.when
        if isinstance(when, OnDates):
            for number, day in enumerate(when.date):
                yield day.isoformat(), day, number
        elif isinstance(when, OnDays):
            for start in self.run.starts:
                for number, nth in enumerate(when.day):
                    yield f"{start.isoformat()}.d{nth}", start + timedelta(days=nth - 1), number
        elif isinstance(when, OnFestival):
            for year in range(self.start.year - 1, self.last.year + 2):
                span = self.almanac.span(when.festival, year)
                for number, offset in enumerate(when.day if span else ()):
                    place = year * len(when.day) + number
                    yield f"f{year}.d{offset}", span[0] + timedelta(days=offset), place  # type: ignore[index]

    def _one(self, slot_id: str, slot: Slot, rest: str, place: int, day: date) -> Series:
        ids = tuple(slot.texts)
        text_id, row = ids[place % len(ids)], self._row(slot, place)
        text, short = self._words(slot, text_id, row)
        return Series(self.run.id, slot_id, rest, text_id, row, text, short, day, slot.when.at, slot.minutes)

    def _row(self, slot: Slot, place: int) -> int | None:
        rows = _rows(self.shop, slot)
        return place % len(rows) if rows else None

    def _words(self, slot: Slot, text_id: str, row: int | None) -> tuple[str, str]:
        rows = _rows(self.shop, slot)
        item = rows[row] if row is not None else None
        variables: Mapping[str, Value] = self.shop.variables
        short = substitute(slot.short, variables, item) if slot.short else ""
        return substitute(slot.texts[text_id], variables, item), short

    # --- recurring slots ---

    def _recurring(self, slot_id: str, slot: Slot, when: Recurring, given_way: set[date]) -> Iterator[Series]:
        ids = tuple(slot.texts)
        longest = _longest(self.shop, slot)
        seen: defaultdict[str, int] = defaultdict(int)
        workday = isinstance(when, EveryDay) and when.every == "workday"
        by_weekday: dict[tuple[int, int], tuple[str, int | None]] = {}
        periods = -(-longest // _days_a_period(when))
        for place, (begin, recurrence) in enumerate(_places(when, self.start, periods)):
            text_id = ids[place % len(ids)]
            seen[text_id] += 1
            rest = text_id if seen[text_id] == 1 else f"{text_id}.r{seen[text_id]}"
            row = self._row(slot, place)
            by_weekday[divmod(place, 5)] = (text_id, row)
            text, short = self._words(slot, text_id, row)
            until = replace(recurrence, until=self.end)
            whole = Series(
                self.run.id, slot_id, rest, text_id, row, text, short, begin, when.at, slot.minutes, until
            )
            posted = self._with_exceptions(whole, when, given_way)
            if posted:
                yield posted
        if workday:
            yield from self._make_up(slot_id, slot, periods, by_weekday, given_way)

    def _with_exceptions(self, series: Series, when: Recurring, given_way: set[date]) -> Series | None:
        """Return the series begun at its first posted day, or None where it posts nothing before its end."""
        exceptions = []
        first = None
        # One round past the horizon, where there are no exceptions, always posts.
        beyond = self.horizon + timedelta(days=31 * MOST_PERIODS + MOST_DAYS)
        for day in _walk(series.first, series.recurrence, self.start, beyond):
            skipped = day <= self.horizon and self._is_skipped(day, when, given_way)
            if skipped and first:
                exceptions.append(day)
            elif not skipped and first is None:
                first = day
            if day > self.horizon:
                break
        if first is None:
            return None
        return replace(series, first=first, exceptions=tuple(exceptions))

    def _is_skipped(self, day: date, when: Recurring, given_way: set[date]) -> bool:
        if self.shop.calendar.is_closed(day) or day in given_way:
            return True
        if when.holidays == "skip" and self.almanac.is_off(day):
            return True
        return isinstance(when, EveryDay) and when.every == "workday" and not self.almanac.is_workday(day)

    def _make_up(
        self,
        slot_id: str,
        slot: Slot,
        weeks: int,
        by_weekday: Mapping[tuple[int, int], tuple[str, int | None]],
        given_way: set[date],
    ) -> Iterator[Series]:
        """Yield a single event for each make-up day: Monday's text on a Saturday, Tuesday's on a Sunday."""
        origin = _monday(self.start)
        day = self.start
        while day <= self.last:
            if day.weekday() >= 5 and self.almanac.is_makeup(day):
                week = ((day - origin).days // 7) % weeks
                text_id, row = by_weekday[week, day.weekday() - 5]
                if not self.shop.calendar.is_closed(day) and day not in given_way:
                    text, short = self._words(slot, text_id, row)
                    rest = f"m{day.isoformat()}"
                    yield Series(
                        self.run.id, slot_id, rest, text_id, row, text, short, day, slot.when.at, slot.minutes
                    )
            day += _DAY


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _places(when: Recurring, start: date, periods: int) -> Iterator[tuple[date, Recurrence]]:
    """Yield the places of a rotation in order: the first day at or after `start`, and how it repeats.

    Periods count from the Monday of the week of `start` (months: from its month).
    """
    if isinstance(when, EveryMonth):
        for period in range(periods):
            for monthday in when.monthdays:
                month = start.year * 12 + start.month - 1 + period
                if period == 0 and monthday < start.day:
                    month += periods
                day = date(month // 12, month % 12 + 1, monthday)
                yield day, Recurrence("MONTHLY", periods, monthday=monthday)
        return
    monday = _monday(start)
    if isinstance(when, EveryDay) and when.every == "day":
        for period in range(periods):
            yield _not_before(monday + timedelta(days=period), start, periods), Recurrence("DAILY", periods)
        return
    weekdays = when.weekdays if isinstance(when, EveryWeeks) else range(5)
    weeks = when.every if isinstance(when, EveryWeeks) else 1
    for period in range(periods):
        for weekday in weekdays:
            day = monday + timedelta(days=7 * weeks * period + weekday)
            interval = periods * weeks
            yield _not_before(day, start, 7 * interval), Recurrence("WEEKLY", interval, weekday=weekday)


def _not_before(day: date, start: date, step: int) -> date:
    return day if day >= start else day + timedelta(days=-((day - start).days // step) * step)
