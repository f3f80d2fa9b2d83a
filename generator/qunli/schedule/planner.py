"""One run of an SOP on the days of one shop. Precedence: closed, then holidays, then replaces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from qunli.almanac import Almanac
from qunli.library import Shop, ShopRun
from qunli.model import PACES, EveryDay, OnDates, OnDays, OnFestival, Recurring, Slot
from qunli.schedule.rotation import MOST_DAYS, MOST_PERIODS, longest, monday, periods, places, rows
from qunli.schedule.series import Recurrence, Series, walk
from qunli.text import Value, substitute

# One round past the horizon, where there are no exceptions, always posts.
_ONE_ROUND = timedelta(days=31 * MOST_PERIODS + MOST_DAYS)


class Planner:
    """Plans one run. Single events and exceptions reach to `horizon`."""

    def __init__(self, shop: Shop, run: ShopRun, almanac: Almanac, horizon: date) -> None:
        self.shop, self.run, self.almanac, self.horizon = shop, run, almanac, horizon
        self.start = run.starts[0]
        self.end = shop.calendar.ends
        self.last = min(self.end or horizon, horizon)
        pace = PACES.index(shop.calendar.pace)
        self.slots = {key: slot for key, slot in run.sop.slots.items() if PACES.index(slot.pace) <= pace}

    def series(self) -> Iterator[Series]:
        """Yield what is posted on single days, then what recurs on the days that are left."""
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

    def _is_closed(self, day: date) -> bool:
        return self.shop.calendar.is_closed(day)

    def _single(
        self, slot_id: str, slot: Slot, rest: str, text_id: str, row: int | None, day: date
    ) -> Series:
        text, short = self._words(slot, text_id, row)
        return Series(self.run.id, slot_id, rest, text_id, row, text, short, day, slot.when.at, slot.minutes)

    def _row(self, slot: Slot, place: int) -> int | None:
        count = len(rows(self.shop, slot))
        return place % count if count else None

    def _words(self, slot: Slot, text_id: str, row: int | None) -> tuple[str, str]:
        item = None if row is None else rows(self.shop, slot)[row]
        variables: Mapping[str, Value] = self.shop.variables
        short = substitute(slot.short, variables, item) if slot.short else ""
        return substitute(slot.texts[text_id], variables, item), short

    # --- dated slots ---

    def _dated(self, slot_id: str, slot: Slot) -> Iterator[Series]:
        ids = tuple(slot.texts)
        for rest, day, place in self._dates(slot):
            if self.start <= day <= self.last and not self._is_closed(day):
                yield self._single(slot_id, slot, rest, ids[place % len(ids)], self._row(slot, place), day)

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
                if span:
                    for number, offset in enumerate(when.day):
                        day = span[0] + timedelta(days=offset)
                        yield f"f{year}.d{offset}", day, year * len(when.day) + number

    # --- recurring slots ---

    def _recurring(self, slot_id: str, slot: Slot, when: Recurring, given_way: set[date]) -> Iterator[Series]:
        ids = tuple(slot.texts)
        seen: defaultdict[str, int] = defaultdict(int)
        shown: list[tuple[str, int | None]] = []
        count = periods(when, longest(self.shop, slot))
        for place, (begin, recurrence) in enumerate(places(when, self.start, count)):
            text_id, row = ids[place % len(ids)], self._row(slot, place)
            shown.append((text_id, row))
            seen[text_id] += 1
            rest = text_id if seen[text_id] == 1 else f"{text_id}.r{seen[text_id]}"
            found = self._days(begin, replace(recurrence, until=self.end), when, given_way)
            if found:
                one = self._single(slot_id, slot, rest, text_id, row, found[0])
                yield replace(one, recurrence=found[1], exceptions=found[2])
        if isinstance(when, EveryDay) and when.every == "workday":
            yield from self._make_up(slot_id, slot, shown, given_way)

    def _days(
        self, begin: date, recurrence: Recurrence, when: Recurring, given_way: set[date]
    ) -> tuple[date, Recurrence, tuple[date, ...]] | None:
        """Return (first posted day, recurrence, later exceptions), or None where nothing is posted."""
        exceptions = []
        first = None
        for day in walk(begin, recurrence, self.start, self.horizon + _ONE_ROUND):
            skipped = day <= self.horizon and self._is_skipped(day, when, given_way)
            if skipped and first:
                exceptions.append(day)
            elif not skipped and first is None:
                first = day
            if day > self.horizon:
                break
        return None if first is None else (first, recurrence, tuple(exceptions))

    def _is_skipped(self, day: date, when: Recurring, given_way: set[date]) -> bool:
        if self._is_closed(day) or day in given_way:
            return True
        if when.holidays == "skip" and self.almanac.is_off(day):
            return True
        return isinstance(when, EveryDay) and when.every == "workday" and not self.almanac.is_workday(day)

    def _make_up(
        self, slot_id: str, slot: Slot, shown: list[tuple[str, int | None]], given_way: set[date]
    ) -> Iterator[Series]:
        """Yield a single event for each make-up day: Monday's text on a Saturday, Tuesday's on a Sunday."""
        origin = monday(self.start)
        for number in range((self.last - self.start).days + 1):
            day = self.start + timedelta(days=number)
            if day.weekday() >= 5 and self.almanac.is_makeup(day):
                place = (day - origin).days // 7 * 5 + day.weekday() - 5
                text_id, row = shown[place % len(shown)]
                if not self._is_closed(day) and day not in given_way:
                    yield self._single(slot_id, slot, f"m{day.isoformat()}", text_id, row, day)
