"""One run of an SOP on the days of one shop. Precedence: closed, then holidays, then replaces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from itertools import product

from qunli.almanac import Almanac
from qunli.library import Shop, ShopRun
from qunli.library.filling import filled
from qunli.model import ANSWERED, PACES, Slot
from qunli.schedule.campaigns import Campaigns, Missed
from qunli.schedule.giving_way import Counts, Guest, given_way
from qunli.schedule.rotation import rows, turns
from qunli.schedule.series import Series
from qunli.when import (
    MOST_DAYS,
    MOST_PERIODS,
    Form,
    Listed,
    Occasion,
    Place,
    Recurrence,
    Recurring,
    Routine,
    Stretch,
    Window,
    hour_part,
    monday,
    walk,
)

# One round past the horizon, where there are no exceptions, always posts; where weekdays are closed, a day of the month
# may need more of them.
_ONE_ROUND = timedelta(days=31 * MOST_PERIODS + MOST_DAYS)
_MOST_ROUNDS = 28
# After so many days nobody remembers what was asked.
_LATEST_ANSWER = 60


class Planner:
    """Plans one run. Single events and exceptions reach to `horizon`."""

    def __init__(self, shop: Shop, run: ShopRun, almanac: Almanac, horizon: date) -> None:
        self.shop, self.run, self.almanac = shop, run, almanac
        self.start = run.starts[0]
        self.end = shop.calendar.ends
        self.horizon = horizon
        self.last = min(self.end or horizon, horizon)
        pace = PACES.index(shop.calendar.pace)
        self.missed: list[Missed] = []
        self.slots = {key: slot for key, slot in run.sop.slots.items() if PACES.index(slot.pace) <= pace}

    def series(self) -> Iterator[Series]:
        """Yield the campaigns, then the routine on the days that they leave."""
        guests: list[Guest] = []
        for slot_id, slot in self.slots.items():
            if not slot.when.routine:
                campaign = list(self._of_slot(slot_id, slot, set()))
                yield from campaign
                replaced = self._replaced(slot)
                guests += [
                    Guest(each.first, replaced, not slot.is_private) for each in campaign if slot.replaces
                ]
        gone = given_way(guests, self._ordinary({monday(each.day) for each in guests}))
        for slot_id, slot in self.slots.items():
            if slot.when.routine:
                yield from self._of_slot(slot_id, slot, gone[slot_id])

    def _of_slot(self, slot_id: str, slot: Slot, given_way: set[date]) -> Iterator[Series]:
        if slot.once:
            yield from self._once(slot_id, slot, given_way)
        elif isinstance(slot.when, Recurring):
            yield from self._recurring(slot_id, slot, slot.when, given_way)
        else:
            assert isinstance(slot.when, Listed)
            yield from self._listed(slot_id, slot, slot.when, given_way)

    def _replaced(self, slot: Slot) -> tuple[str, ...]:
        routines = [key for key, each in self.slots.items() if each.when.routine]
        return tuple(key for key in routines if slot.replaces == ("all",) or key in slot.replaces)

    def _ordinary(self, weeks: Collection[date]) -> Counts:
        """Return the posts that groups read in some weeks, were there no campaigns; how far `once` has come is not known."""
        ordinary = {
            key: slot
            for key, slot in self.slots.items()
            if weeks and slot.when.routine and not slot.once and not slot.is_private
        }
        return {
            key: Counter(day for day, _ in self._free(slot, set(), weeks)) for key, slot in ordinary.items()
        }

    # --- one post -------------------------------------------------------------------------------

    def _single(self, slot_id: str, slot: Slot, rest: str, turn: int, day: date, hour: int) -> Series:
        """Return the post of a day and hour, with the text and the row whose turn it is."""
        text_id, row = self._turn(slot, turn)
        return Series(
            run=self.run.id,
            slot=slot_id,
            rest=rest,
            text_id=text_id,
            row=row,
            text=self._filled(slot, slot.texts[text_id], turn),
            short=self._filled(slot, slot.short or "", turn),
            first=day,
            at=slot.when.at[hour],
            minutes=slot.minutes,
            hour=hour,
        )

    def _filled(self, slot: Slot, text: str, turn: int) -> str:
        known = self.shop.industry.pack.variables
        return filled(text, known, self.shop.variables, slot.rotate, turn)

    def _turn(self, slot: Slot, turn: int) -> tuple[str, int | None]:
        ids, count = tuple(slot.texts), len(rows(self.shop, slot))
        return ids[turn % len(ids)], turn % count if count else None

    def _is_open(self, day: date, given_way: set[date]) -> bool:
        return day not in given_way and not self.shop.calendar.is_closed(day)

    # --- single days ----------------------------------------------------------------------------

    @cached_property
    def campaigns(self) -> Campaigns:
        """What the closed days of the shop make of the campaigns of this run."""
        forms = [slot.when for slot in self.slots.values() if isinstance(slot.when, Listed)]
        occasions = (each for when in forms for each in self._occasions(when))
        return Campaigns(occasions, self.start, self.shop.calendar.is_closed)

    def _occasions(self, when: Listed) -> Iterator[Occasion]:
        return when.occasions(Window(self.run.starts, self.last), self.almanac)

    def _listed(self, slot_id: str, slot: Slot, when: Listed, given_way: set[date]) -> Iterator[Series]:
        for each in self._occasions(when):
            if not self.start <= each.day <= self.last or when.pauses(each.day, self.almanac):
                continue
            if each.day in given_way:
                continue
            day = self.campaigns.day_of(each)
            if day != each.day:
                text = slot.texts[self._turn(slot, each.number)[0]]
                lost = self.campaigns.is_lost(each)
                self.missed.append(Missed(self.run.id, slot_id, each.campaign, each.day, day, lost, text))
            if day is not None:
                yield self._single(slot_id, slot, each.rest, each.number, day, each.hour)

    # --- texts that are posted once ---------------------------------------------------------------

    def _once(self, slot_id: str, slot: Slot, given_way: set[date]) -> Iterator[Series]:
        """Yield each text on the next occurrence, and its answer on the day after; then the slot rests."""
        for turn, (text_id, (day, hour)) in enumerate(
            zip(slot.texts, self._free(slot, given_way), strict=False)
        ):
            one = self._single(slot_id, slot, text_id, turn, day, hour)
            yield one
            after = self._day_after(day, slot, given_way) if text_id in slot.answers else None
            if after:
                name = f"{text_id}{ANSWERED}"
                text = self._filled(slot, slot.said[name], turn)
                yield replace(one, rest=name, text_id=name, text=text, short="", first=after)

    def _free(self, slot: Slot, given_way: set[date], weeks: Collection[date] = ()) -> list[tuple[date, int]]:
        """Return the days and hours on which a slot is posted, in order; of some weeks alone if they are said."""
        when = slot.when
        found: set[tuple[date, int]] = set()
        if isinstance(when, Recurring):
            for place in when.places(self.start, turns(self.shop, slot)):
                days = walk(place.first, place.recurrence, self.start, self.last)
                found.update((day, place.hour) for day in days)
            makeups = when.makeup_places(self.start, self.last, self.almanac)
            found.update((day, hour) for day, _, hour in makeups)
        else:
            assert isinstance(when, Listed)
            found.update((each.day, each.hour) for each in self._occasions(when))
        is_free = {
            day
            for day, _ in found
            if self.start <= day <= self.last
            and (not weeks or monday(day) in weeks)
            and not self._is_skipped(day, when, given_way)
        }
        return sorted(each for each in found if each[0] in is_free)

    def _day_after(self, day: date, slot: Slot, given_way: set[date]) -> date | None:
        """Return the next day on which the shop posts and the slot does not rest, None where the calendar ends before."""
        assert isinstance(slot.when, Routine)
        for ahead in range(1, _LATEST_ANSWER + 1):
            after = day + timedelta(days=ahead)
            if self._is_open(after, given_way) and not slot.when.rests(after, self.almanac):
                return after if after <= (self.end or after) else None
        return None

    # --- recurring days -------------------------------------------------------------------------

    def _recurring(self, slot_id: str, slot: Slot, when: Recurring, given_way: set[date]) -> Iterator[Series]:
        count = turns(self.shop, slot)
        stretches = when.stretches(self.start, self.last, self.almanac)
        for place, stretch in product(when.places(self.start, count), stretches):
            found = self._posted(place, stretch, when, given_way)
            if found:
                first, recurrence, exceptions = found
                rest = _rest(slot, place.turn) + stretch.rest
                one = self._single(slot_id, slot, rest, place.turn, first, place.hour)
                yield replace(one, recurrence=recurrence, exceptions=exceptions)
        yield from self._makeups(slot_id, slot, when, when.size(count), given_way)

    def _posted(
        self, place: Place, stretch: Stretch, when: Recurring, given_way: set[date]
    ) -> tuple[date, Recurrence, tuple[date, ...]] | None:
        """Return (first posted day, recurrence, later exceptions) within a stretch, None where nothing is posted."""
        until = min(filter(None, (self.end, stretch.last)), default=None)
        recurrence = replace(place.recurrence, until=until)
        exceptions = []
        first = None
        for day in walk(place.first, recurrence, stretch.first, self.horizon + _MOST_ROUNDS * _ONE_ROUND):
            known = day <= self.horizon
            skipped = self._is_skipped(day, when, given_way) if known else self._is_shut(day)
            if first and not known:
                break
            if skipped and first:
                exceptions.append(day)
            elif not skipped and first is None:
                first = day
        return None if first is None else (first, recurrence, tuple(exceptions))

    def _is_shut(self, day: date) -> bool:
        return day.weekday() in self.shop.calendar.closed_weekdays

    def _is_skipped(self, day: date, when: Form, given_way: set[date]) -> bool:
        return not self._is_open(day, given_way) or when.pauses(day, self.almanac)

    def _makeups(
        self, slot_id: str, slot: Slot, when: Recurring, places: int, given_way: set[date]
    ) -> Iterator[Series]:
        """Yield a single event for each post of a make-up day, with the text of the place it stands for."""
        for day, place, hour in when.makeup_places(self.start, self.last, self.almanac):
            if not self._is_skipped(day, when, given_way):
                rest = f"m{day.isoformat()}{hour_part(hour)}"
                yield self._single(slot_id, slot, rest, place % places, day, hour)


def _rest(slot: Slot, turn: int) -> str:
    """Return the last part of a series' UID: its text, and how many times that has had its turn before."""
    before, number = divmod(turn, len(slot.texts))
    text_id = tuple(slot.texts)[number]
    return f"{text_id}.r{before + 1}" if before else text_id
