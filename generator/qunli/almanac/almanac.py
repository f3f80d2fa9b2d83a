"""The almanac: festivals by day, and which days are worked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from qunli.almanac.days_off import Holidays, Year, announced_year, statutory, year_of
from qunli.almanac.festivals import Festival
from qunli.almanac.moon import lunar_days
from qunli.almanac.rules import TERMS, Rule, Span, rule_named, season


@dataclass(frozen=True, eq=False)
class Almanac:
    """Festivals by id, and the Chinese working calendar.

    The days that `holidays` files (by year) name win over the library; all others stay as they are.
    """

    festivals: Mapping[str, Festival]
    holidays: Mapping[int, Holidays] = field(default_factory=dict)
    _years: dict[int, Year] = field(default_factory=dict, init=False, repr=False)
    _days: dict[int, dict[date, tuple[str, ...]]] = field(default_factory=dict, init=False, repr=False)
    _seasons: dict[tuple[str, str, int], Span | None] = field(default_factory=dict, init=False, repr=False)

    def span(self, festival_id: str, own_year: int) -> Span | None:
        """Return a festival's first and last day in its own year (see Rule), or None without such a day."""
        return self.festivals[festival_id].dates(own_year)

    @property
    def names(self) -> tuple[str, ...]:
        """What days of the year are called: solar terms, and festivals by title and by id."""
        return tuple(
            dict.fromkeys((*TERMS, *(each.title for each in self.festivals.values()), *self.festivals))
        )

    def named(self, name: str) -> Rule | None:
        """Return what has a name: a festival's id or its title, a solar term, or a day of the year such as 06-01."""
        titles = (each for each in self.festivals.values() if each.title == name)
        return self.festivals.get(name) or next(titles, None) or rule_named(name)

    def seasons(self, first: str, last: str, start: date, end: date) -> Iterator[tuple[int, date, date]]:
        """Yield (own year, first day, last day) of each time from one named day to another that touches some days.

        The own year is that of the first day (see Rule). A season ends before its next one begins.
        """
        for own_year in range(start.year - 2, end.year + 2):
            key = (first, last, own_year)
            if key not in self._seasons:
                self._seasons[key] = season(self.named(first), self.named(last), own_year)
            span = self._seasons[key]
            if span and span[0] <= end and start <= span[1]:
                yield own_year, *span

    def occurrences(self, festival_id: str, start: date, end: date) -> Iterator[tuple[int, date, date]]:
        """Yield (own year, first, last) for every time that touches the days from start to end, in order."""
        for own_year in range(start.year - 2, end.year + 2):
            span = self.span(festival_id, own_year)
            if span and span[0] <= end and start <= span[1]:
                yield own_year, *span

    def on(self, day: date) -> tuple[tuple[str, Festival], ...]:
        """Return (id, festival) for everything that is on this day, in the order of almanac.yml."""
        if day.year not in self._days:
            self._days[day.year] = self._by_day(date(day.year, 1, 1), date(day.year, 12, 31))
        return tuple((each, self.festivals[each]) for each in self._days[day.year].get(day, ()))

    def _by_day(self, start: date, end: date) -> dict[date, tuple[str, ...]]:
        found: dict[date, tuple[str, ...]] = {}
        for festival_id in self.festivals:
            for _, first, last in self.occurrences(festival_id, start, end):
                for ordinal in range(max(first, start).toordinal(), min(last, end).toordinal() + 1):
                    day = date.fromordinal(ordinal)
                    found[day] = (*found.get(day, ()), festival_id)
        return found

    def lunar_days(self, first: date, last: date) -> Iterator[tuple[date, int, int]]:
        """Yield (day, number of its lunar month, day of that month) from first to last, both included."""
        return lunar_days(first, last)

    def is_known(self, year: int) -> bool:
        """Say whether the year's days off are announced: in a holidays file, or in the library."""
        return year in self.holidays or announced_year(year).known

    def is_pending(self, day: date) -> bool:
        """Say whether a notice may still change this day.

        Any day of an unknown year, and 20-31 December, which the next year's notice may move, until out.
        """
        late = day.month == 12 and day.day >= 20
        return not self.is_known(day.year) or (late and not self.is_known(day.year + 1))

    def is_workday(self, day: date) -> bool:
        """Say whether people work on this day, make-up days included."""
        year = self._year(day.year)
        return day in year.work or (day.weekday() < 5 and day not in year.off)

    def is_makeup(self, day: date) -> bool:
        """Say whether this is a weekend day that is worked."""
        return day.weekday() >= 5 and self.is_workday(day)

    def is_off(self, day: date) -> bool:
        """Say whether the day is in an announced or statutory break, weekends of the break included."""
        return self.break_name(day) is not None

    def break_name(self, day: date) -> str | None:
        """Return the name of the break the day is in, such as 春节 or 国庆、中秋, or None."""
        off = [each for each in self._run(day) if each in self._year(each.year).off]
        if not off:
            return None
        by_law = [name for each in off for name in statutory(each.year).get(each, ())]
        names = by_law or [self._year(each.year).off[each] for each in off]
        return "、".join(dict.fromkeys(names))

    def _run(self, day: date) -> list[date]:
        """Return the days off in a row that a day is one of, in order; none for a day that is worked."""
        if not self._rests(day):
            return []
        before = self._rests_on(day, timedelta(days=-1))
        after = self._rests_on(day, timedelta(days=1))
        return [*sorted(before), day, *after]

    def _rests_on(self, day: date, step: timedelta) -> Iterator[date]:
        """Yield the days off next to a day; a run ends where known years do."""
        known = self.is_known(day.year)
        day += step
        while self._rests(day) and self.is_known(day.year) == known:
            yield day
            day += step

    def _rests(self, day: date) -> bool:
        """Say whether the day belongs to a run of days off; the weekends of unknown years do not."""
        year = self._year(day.year)
        return day in year.off or (year.known and not self.is_workday(day))

    def _year(self, year: int) -> Year:
        if year not in self._years:
            self._years[year] = year_of(year, self.holidays)
        return self._years[year]
