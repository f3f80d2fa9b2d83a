"""What becomes of plans on the weekdays and in the hours of one shop. Decided once, never per day: a series has one hour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import NamedTuple

from qunli.model import PACES, Calendar, Slot, Sop
from qunli.text import Value

# Minutes between posts that hours of talking bring to one end.
STEP = 15
# More than two hours of such quarters, and the posts of one hour share theirs: most are of different days, and with a quarter for
# each, a year's festivals pushed the weekly coupon of a shop that opens at six to one minute before midnight.
_MOST = 8
_LAST_MINUTE = 24 * 60 - 1


class Hour(NamedTuple):
    """One hour of a slot: when it is, in minutes, and whose it is; `number` says which of the slot's (from 0)."""

    minutes: int
    run: str
    slot: str
    number: int


@dataclass(frozen=True)
class Moved:
    """An hour of a slot (`number`, from 0) that lies outside the hours in which a group talks, and where it went."""

    run: str
    slot: str
    number: int
    was: time
    now: time


def turns_of(slot: Slot, values: Mapping[str, Value]) -> int:
    """Return how many turns pass before text and row both start anew side by side."""
    value = values.get(slot.rotate, ()) if slot.rotate else ()
    return max(len(slot.texts), len(value) if isinstance(value, tuple) else 0)


def survives(slot: Slot, calendar: Calendar) -> bool:
    """Say whether a calendar posts a slot, whatever the dates: by its pace, and not on closed weekdays alone."""
    is_fast_enough = PACES.index(slot.pace) <= PACES.index(calendar.pace)
    return is_fast_enough and slot.when.without(calendar.closed_weekdays, 1) is not None


def on_open_weekdays(sop: Sop, calendar: Calendar, values: Mapping[str, Value]) -> Sop:
    """Return a plan without the places of closed weekdays, and without the slots that have no other."""
    shut = calendar.closed_weekdays
    if not shut:
        return sop
    whens = {name: slot.when.without(shut, turns_of(slot, values)) for name, slot in sop.slots.items()}
    slots = {
        name: slot.model_copy(update={"when": whens[name]}) for name, slot in sop.slots.items() if whens[name]
    }
    return sop.model_copy(update={"slots": slots})


def moved(sops: Mapping[str, Sop], calendar: Calendar, hours: tuple[time, time]) -> tuple[Moved, ...]:
    """Return the hours of the plans of runs that lie outside the hours of talking, in the order of the plans.

    They keep their order: those after the end take the end, and the quarters of an hour before it; those before the
    opening take it, and the quarters after it. Hours past midnight are of the day that opened: what lies outside is
    then before the opening.
    """
    first, last = map(_minutes, hours)
    posted = [each for run, sop in sops.items() for each in _hours(run, sop, calendar)]
    outside = sorted(each for each in posted if not _is_within(each.minutes, first, last))
    early = [each for each in outside if last <= first or each.minutes < first]
    late = outside[len(early) :]
    latest = last if first < last else _LAST_MINUTE
    now = {each: min(first + STEP * rank, latest) for each, rank in _ranks(early).items()}
    now |= {each: max(last - STEP * rank, first) for each, rank in _ranks(late[::-1]).items()}
    return tuple(Moved(*each[1:], _time(each.minutes), _time(now[each])) for each in posted if each in now)


def _ranks(side: list[Hour]) -> dict[Hour, int]:
    """Return which quarter each hour takes, counted from its end."""
    if len(side) <= _MOST:
        return {each: rank for rank, each in enumerate(side)}
    shared = list(dict.fromkeys(each.minutes for each in side))
    return {each: shared.index(each.minutes) for each in side}


def at_hours(run: str, sop: Sop, moves: Iterable[Moved]) -> Sop:
    """Return the plan of a run with its hours where they went."""
    slots = dict(sop.slots)
    for each in moves:
        if each.run == run:
            when = slots[each.slot].when
            at = (*when.at[: each.number], each.now, *when.at[each.number + 1 :])
            changed = {"when": when.model_copy(update={"at": at})}
            slots[each.slot] = slots[each.slot].model_copy(update=changed)
    return sop.model_copy(update={"slots": slots})


def _hours(run: str, sop: Sop, calendar: Calendar) -> Iterator[Hour]:
    for name, slot in sop.slots.items():
        for number, at in enumerate(slot.when.at if survives(slot, calendar) else ()):
            yield Hour(_minutes(at), run, name, number)


def _is_within(minutes: int, first: int, last: int) -> bool:
    if first < last:
        return first <= minutes <= last
    return minutes >= first or minutes <= last


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
