"""`{festival: mid-autumn, day: [-3, 0], at: 12:00}`: days before, on or after a festival, each year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Annotated, Any, ClassVar

from qunli.almanac import Almanac
from qunli.shape import Field, Id, before
from qunli.when.festival_names import festival_around, festival_named, is_season
from qunli.when.form import AT, Listed, Occasion, Window
from qunli.when.hearing import Ear, N, UnanchoredError, UnclearError
from qunli.when.numerals import number
from qunli.when.offsets import OFFSETS, event_in, offsets
from qunli.when.values import Festival, Hours, integer, list_or_one, numbers, put_off

_NTH = rf"第({N})[天日]"
_HEARD = re.compile(rf"(?P<name>.*?)(?P<after>{OFFSETS}|第{N}[天日])?")
_NAMELESS = frozenset(("节日", "节假日"))


def _offsets(value: Any) -> tuple[int, ...]:
    return numbers(value, -60, 60, "节日前后第几天")


class OnFestival(Listed):
    """Days before (−), on (0) or after the first day of a festival, each year."""

    key: ClassVar[str] = "festival"

    festival: Id = Field(title="哪个节日（营销日历里的编号）")
    day: Annotated[tuple[int, ...], before(_offsets), list_or_one(integer(-60, 60))] = Field(
        (0,), title="节前（负数）、当天（0）还是节后"
    )
    at: Hours = AT

    def days(self, window: Window, almanac: Almanac) -> Iterator[Occasion]:
        for year in range(window.first.year - 1, window.last.year + 2):
            span = almanac.span(self.festival, year)
            if span is None:
                continue
            for place, offset in enumerate(self.day):
                day = span[0] + timedelta(days=offset)
                rest, number = f"f{year}.d{offset}", year * len(self.day) + place
                yield Occasion(day, rest, number, campaign=f"{self.festival}.{year}", lead=offset < 0)

    @property
    def about(self) -> str:
        return self.festival

    @classmethod
    def a_day_later(cls, said: Mapping[str, Any]) -> dict[str, Any] | None:
        return {**said, "day": put_off(said.get("day", 0))}

    def day_words(self, festival: Festival) -> str:
        return festival(self.festival) + "、".join(map(_offset_words, self.day))

    def id_part(self) -> str:
        name, first = self.festival[:20].rstrip("-"), self.day[0]
        if not first:
            return name
        return f"{name}-{'before' if first < 0 else 'after'}{abs(first)}"

    def as_data(self) -> dict[str, Any]:
        return {"festival": self.festival, "days": [*self.day]}

    @classmethod
    def heard(cls, text: str, ear: Ear) -> dict[str, Any] | None:
        found = _HEARD.fullmatch(text)
        name, after = (found["name"], found["after"]) if found else (text, "")
        counted = _counted(after) if after else (0,)
        if not name or name in _NAMELESS:
            return _around(text, counted, ear) if after else None
        named = festival_named(name, ear.festivals)
        if not named:
            _require_one_day(text, name, ear)
            return None
        return _said(named[0], [named[1] + each for each in counted])


def _require_one_day(text: str, name: str, ear: Ear) -> None:
    """Raise UnclearError for the days around a festival, 国庆期间, which no title is."""
    if is_season(name, ear.festivals):
        hint = "写成一天一天的，比如 国庆当天、国庆第2天，或写日期 10月1日-7日"
        raise UnclearError(f"{text} 是好几天，看不出哪几天发", hint)


def _counted(words: str) -> tuple[int, ...]:
    """Return how many days from a festival's first day some words are: 前3天, 当天, 第2天."""
    nth = re.fullmatch(_NTH, words)
    return (number(nth[1]) - 1,) if nth else offsets(words) or (0,)


def _around(text: str, counted: tuple[int, ...], ear: Ear) -> dict[str, Any] | None:
    """Return days around the festival that is spoken of around them; None where they are days of a run."""
    if re.fullmatch(_NTH, text):
        return None
    festival = festival_around(ear)
    if festival:
        return _said(festival, list(counted))
    if text.startswith("节"):
        raise UnclearError("看不出是哪个节", "写上节日的名字，比如 中秋前 7 天")
    raise UnanchoredError(text, counted, event_in(text))


def _said(festival: str, days: list[int]) -> dict[str, Any]:
    if days == [0]:
        return {"festival": festival}
    return {"festival": festival, "day": days[0] if len(days) == 1 else sorted(set(days))}


def _offset_words(number: int) -> str:
    if number == 0:
        return "当天"
    return f"前 {-number} 天" if number < 0 else f"后 {number} 天"
