"""When something is posted as far as words say it: days, hours, and what is doubtful about either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from qunli.when import Hour, UnclearError, form_of

_EVERY_DAY = {"every": "day"}


@dataclass(frozen=True)
class Moment:
    """When something is posted: the days as YAML has them without `at` (None: not said), and the hours.

    `occasion` are words beside a date that say what it is for; `is_yearless` says that dates are without a year, and
    so the next such days from today on; `every_other` has the word where two weeks are told apart by it; `tenfold` is the other day that a date
    typed with a point may be, since 12.10 becomes 12.1; `spelled` are words that come again, of which the days of the
    coming year were written out; `but` are dates on which nothing is posted, within a stretch of dates; `is_next_day` says that the hours are of the day after these days.
    """

    day: Mapping[str, Any] | None
    hours: tuple[Hour, ...]
    minutes: int | None = None
    occasion: str = ""
    is_yearless: bool = False
    every_other: str = ""
    tenfold: str = ""
    spelled: str = ""
    is_next_day: bool = False
    but: tuple[str, ...] = ()

    @property
    def at(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.clock for each in self.hours))

    @property
    def is_guess(self) -> bool:
        """Say whether an hour is only the usual one."""
        return any(each.doubt for each in self.hours)

    def when(self) -> dict[str, Any]:
        """Return what YAML has: every day where no day is said."""
        day = dict(self.day or _EVERY_DAY)
        pause: dict[str, Any] = {key: day.pop(key) for key in ("holidays", "season") if key in day}
        return {**day, "at": self.at[0] if len(self.at) == 1 else list(self.at), **pause}


def dates_of(moment: Moment) -> list[str]:
    """Return the dates of a moment as YAML has them, none where it has no dates."""
    found = (moment.day or {}).get("date", [])
    return found if isinstance(found, list) else [found]


def with_dates(moment: Moment, days: list[str]) -> Moment:
    """Return the moment on other dates."""
    written = sorted(set(days))
    return replace(moment, day={"date": written[0] if len(written) == 1 else written})


def with_dates_out(moment: Moment) -> Moment:
    """Return a moment with the dates that its days leave out apart from these."""
    if "but" not in (moment.day or {}):
        return moment
    day = dict(moment.day or {})
    return replace(moment, but=tuple(day.pop("but")), day=day)


def without_dates(moment: Moment, but: tuple[str, ...]) -> Moment:
    """Return the moment without some dates; raise UnclearError where it has no dates, or not these."""
    days = dates_of(moment)
    left = [each for each in days if each not in but]
    if but and (not left or len(left) == len(days)):
        hint = "从哪天到哪天写上，比如 12月1日-12月31日，再写除外的那几天"
        raise UnclearError("单独除外的那几天，计划里要有一段日期才排得出", hint)
    return with_dates(moment, left) if but else moment


def on_its_day(moment: Moment) -> Moment:
    """Return a moment whose hours are past midnight on the days after those it names: 12月31日 次日0:30.

    Raises UnclearError for days of which the next one cannot be written.
    """
    if not moment.is_next_day or moment.day is None:
        return moment
    form = form_of(moment.day)
    later = form.a_day_later(moment.day) if form else None
    if later is None:
        raise UnclearError("过了半夜的钟点看不出是哪天的", "写成第二天的日子和钟点，比如 1月1日 0:30")
    return replace(moment, day=later, is_next_day=False)
