"""A trade's ordinary week: what its main group hears on which day, how much of it there is to choose from, and samples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from qunli import words
from qunli.handbook.views import SlotView
from qunli.model import PACES, Pace, Slot, Sop


@dataclass(frozen=True)
class Choice:
    """How much of a plan is posted: the pace, and what it comes to, such as 一周四条."""

    pace: int
    words: str


@dataclass(frozen=True)
class Event:
    """One post of a week at an hour; `step` is the first of the choices in which it is posted."""

    time: str
    view: SlotView
    step: int


@dataclass(frozen=True)
class Week:
    """What a trade's main group hears: what comes every day, what comes on each weekday, and how much to choose from.

    `quiet` says for each weekday in which of the choices nothing of it is posted beside what comes every day.
    """

    choices: tuple[Choice, ...]
    daily: tuple[Event, ...]
    days: tuple[tuple[Event, ...], ...]
    quiet: tuple[tuple[int, ...], ...]


def main_plan(sops: Mapping[str, Sop]) -> str | None:
    """Return the id of the plan that a shop begins with: its long-lived group's, else the first that has a week."""
    weekly = [
        name for name, sop in sops.items() if any(each.when.weekdays_shown for each in sop.slots.values())
    ]
    return next((name for name in weekly if sops[name].kind == "traffic"), next(iter(weekly), None))


def week(views: Iterable[SlotView]) -> Week:
    """Return an ordinary week of a plan."""
    views = [each for each in views if _is_weekly(each.slot)]
    choices = _choices([each.slot for each in views])
    events = [*_events(views, choices)]
    daily = [each for each in events if len(each.view.slot.when.weekdays_shown) == 7]
    days = [
        tuple(each for each in events if each not in daily and day in each.view.slot.when.weekdays_shown)
        for day in range(7)
    ]
    return Week(choices, tuple(daily), tuple(days), tuple(_quiet(day, len(choices)) for day in days))


def _choices(slots: list[Slot]) -> tuple[Choice, ...]:
    """Return the paces that differ in words: of those that come to the same the least."""
    found: dict[str, Choice] = {}
    for pace in range(len(PACES)):
        if said := _volume(slots, pace):
            found.setdefault(said, Choice(pace, said))
    return tuple(found.values())


def volume(sop: Sop, pace: Pace) -> str:
    """Return what a plan's weekly posts come to at a pace, such as 一周四条; "" where none is posted."""
    return _volume([each for each in sop.slots.values() if _is_weekly(each)], PACES.index(pace))


def _is_weekly(slot: Slot) -> bool:
    return bool(slot.when.weekdays_shown) and not slot.is_private


def _volume(slots: list[Slot], pace: int) -> str:
    posts = sum(_a_week(each) for each in slots if PACES.index(each.pace) <= pace)
    return words.volume(posts) if posts else ""


def _a_week(slot: Slot) -> float:
    """Return how often a post comes in a week."""
    return len(slot.when.at) * len(slot.when.weekdays_shown) / slot.when.weeks


def _events(views: list[SlotView], choices: tuple[Choice, ...]) -> Iterator[Event]:
    timed = [(f"{hour:%H:%M}", view) for view in views for hour in view.slot.when.at]
    for time, view in sorted(timed, key=lambda each: each[0]):
        pace = PACES.index(view.slot.pace)
        step = next((number for number, each in enumerate(choices) if each.pace >= pace), None)
        if step is not None:
            yield Event(time, view, step)


def _quiet(day: tuple[Event, ...], choices: int) -> tuple[int, ...]:
    return tuple(number for number in range(choices) if all(each.step > number for each in day))


def pace_words(week: Week) -> dict[str, str]:
    """Return for each pace but the least from when on its posts are posted: 每天一条的时候才发."""
    found: dict[str, str] = {}
    for number, pace in enumerate(PACES[1:], 1):
        least = next((each for each in week.choices if each.pace >= number), None)
        if least and least is not week.choices[0]:
            found[pace] = f"{least.words}的时候才发"
    return found


def samples(views: Iterable[SlotView]) -> list[SlotView]:
    """Return a post of each type, such as is soonest in the plan: one that comes again and leaves little to fill in."""
    routine = [each for each in views if each.slot.when.routine and not each.slot.is_private]
    found = [
        min((each for each in routine if each.slot.type == kind), key=_trouble, default=None)
        for kind in words.TYPES
    ]
    return [each for each in found if each]


def _trouble(view: SlotView) -> tuple[int, int]:
    return PACES.index(view.slot.pace), len(view.texts[0].fill)
