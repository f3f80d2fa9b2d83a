"""The page of the marketing year: the coming thirteen months, what can be done, and how long there is to prepare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from qunli.almanac import Almanac, Festival
from qunli.handbook.month_grid import Square, month_grid
from qunli.handbook.press import Press
from qunli.library import Industry
from qunli.when import days_between
from qunli.words import WEEKDAYS

MONTHS = 13
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Occasion:
    """A festival or campaign in one year; `left` says how long there is to prepare, in words."""

    festival: Festival
    when: str
    left: str
    ongoing: bool

    def idea(self, industry: Industry) -> str:
        """Return what a trade can do: its own idea, else that of the pack it extends."""
        ideas: Mapping[str, str] = self.festival.ideas
        return next((ideas[name] for name in (industry.id, *industry.bases) if name in ideas), "")


@dataclass(frozen=True)
class Month:
    """One month: its weeks, days off and make-up days in words, what a notice may still change, and its occasions."""

    title: str
    anchor: str
    off: tuple[str, ...]
    work: tuple[str, ...]
    pending: str
    occasions: tuple[Occasion, ...]
    weeks: tuple[tuple[Square | None, ...], ...]


def almanac_page(press: Press) -> None:
    if not press.library.almanac.festivals:
        return
    press.add(
        "almanac.md",
        "almanac.md.j2",
        "营销日历",
        "content/almanac.yml",
        months=list(months(press.library.almanac, press.facts.today)),
        industries=list(press.library.industries.values()),
    )


def months(almanac: Almanac, today: date) -> Iterable[Month]:
    """Yield this month and the twelve after it; what is over before today is left out."""
    number = today.year * 12 + today.month - 1
    for each in range(number, number + MONTHS):
        start = date(each // 12, each % 12 + 1, 1)
        end = date((each + 1) // 12, (each + 1) % 12 + 1, 1) - _DAY
        yield Month(
            f"{start.year}年{start.month}月",
            f"_{start:%Y-%m}",
            tuple(_breaks(almanac, start, end)),
            tuple(_day_words(day) for day in days_between(start, end) if almanac.is_makeup(day)),
            _pending(almanac, start, end),
            tuple(_occasions(almanac, max(start, today), end, today, started=start <= today)),
            month_grid(almanac, start, end, today),
        )


def _breaks(almanac: Almanac, start: date, end: date) -> Iterable[str]:
    """Yield each break that begins in the month: 国庆 10月1日–10月7日（7 天）."""
    # A break that began last month has been told there; one that ends next month is told whole here.
    around = days_between(start - timedelta(days=15), end + timedelta(days=15))
    for name, run in groupby(around, almanac.break_name):
        days = list(run)
        if name and start <= days[0] <= end:
            yield f"{name} {_span(days[0], days[-1])}（{len(days)} 天）"


def _pending(almanac: Almanac, start: date, end: date) -> str:
    pending = [day for day in days_between(start, end) if almanac.is_pending(day)]
    if not pending:
        return ""
    return "调休待公布" if pending[0] == start else f"{pending[0].day}日以后调休待公布"


def _occasions(almanac: Almanac, start: date, end: date, today: date, *, started: bool) -> Iterable[Occasion]:
    """Yield what begins in the month; in this month also what has begun and is not over."""
    found = [
        (first, last, festival)
        for name, festival in almanac.festivals.items()
        for _, first, last in almanac.occurrences(name, start, end)
        if started or first >= start
    ]
    for first, last, festival in sorted(found, key=lambda each: each[:2]):
        yield Occasion(festival, _span(first, last, weekday=True), _left(first, last, today), first <= today)


def _left(first: date, last: date, today: date) -> str:
    if today < first:
        return f"还有 {(first - today).days} 天"
    if first == last:
        return "就是今天"
    return "今天结束" if last == today else f"正在进行，还剩 {(last - today).days} 天"


def _span(first: date, last: date, *, weekday: bool = False) -> str:
    if first == last:
        return _day_words(first) if weekday else f"{first.month}月{first.day}日"
    return f"{first.month}月{first.day}日–{last.month}月{last.day}日"


def _day_words(day: date) -> str:
    return f"{day.month}月{day.day}日 {WEEKDAYS[day.weekday()]}"
