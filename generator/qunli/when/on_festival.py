"""`{festival: mid-autumn, day: [-3, 0], at: 12:00}`: days before, on or after a festival, each year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Annotated, Any, ClassVar

from qunli.almanac import Almanac
from qunli.shape import Field, Id, before
from qunli.when.form import AT, Festival, Listed, Occasion, Window
from qunli.when.hearing import AND, Ear, N, UnclearError
from qunli.when.numerals import number
from qunli.when.values import Hours, list_or_one, numbers

_OFFSET = rf"(?:当天|当日|节?前(?:{N}天|一周|两周)|节?后(?:{N}天|一周))"
_HEARD = re.compile(rf"(?P<name>.*?)(?P<offsets>{_OFFSET}(?:{AND}?{_OFFSET})*)?")


def _offsets(value: Any) -> tuple[int, ...]:
    return numbers(value, -60, 60, "节日前后第几天")


class OnFestival(Listed):
    """Days before (−), on (0) or after the first day of a festival, each year."""

    key: ClassVar[str] = "festival"

    festival: Id = Field(title="哪个节日（营销日历里的编号）")
    day: Annotated[tuple[int, ...], before(_offsets), list_or_one({"type": "integer"})] = Field(
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

    def day_words(self, festival: Festival) -> str:
        return festival(self.festival) + "、".join(map(_offset_words, self.day))

    def id_part(self) -> str:
        name, first = self.festival[:20].rstrip("-"), self.day[0]
        if not first:
            return name
        return f"{name}-{'before' if first < 0 else 'after'}{abs(first)}"

    @classmethod
    def heard(cls, text: str, ear: Ear) -> dict[str, Any] | None:
        found = _HEARD.fullmatch(text)
        name, offsets = (found["name"], found["offsets"]) if found else (text, None)
        festival = _named(name.removeprefix("每年"), ear)
        if festival is None:
            if name in {"", "节日", "节假日"} and offsets:
                raise UnclearError("看不出是哪个节", "写上节日的名字，比如 中秋前 7 天")
            return None
        days = sorted({_heard_offset(each) for each in re.findall(_OFFSET, offsets or "当天")})
        if days == [0]:
            return {"festival": festival}
        return {"festival": festival, "day": days[0] if len(days) == 1 else days}


def _offset_words(number: int) -> str:
    if number == 0:
        return "当天"
    return f"前 {-number} 天" if number < 0 else f"后 {number} 天"


def _heard_offset(words: str) -> int:
    if words in {"当天", "当日"}:
        return 0
    if "一周" in words or "两周" in words:
        amount = 7 if "一周" in words else 14
    else:
        amount = number(re.findall(N, words)[0])
    return -amount if "前" in words else amount


def _named(name: str, ear: Ear) -> str | None:
    """Return the festival of this name, the one spoken of around where it has none, or None."""
    titles = {_bare(title): each for each, title in ear.festivals.items()}
    if name in {"", "节日"}:
        return _spoken_of(titles, ear.about)
    wanted = _bare(name)
    exact = titles.get(wanted) or titles.get(f"{name}节")
    if exact or len(wanted) < 2:
        return exact
    return _only([each for title, each in titles.items() if wanted in title or title in wanted])


def _spoken_of(titles: Mapping[str, str], about: str) -> str | None:
    return _only([each for title, each in titles.items() if title in about])


def _only(found: list[str]) -> str | None:
    return found[0] if len(found) == 1 else None


def _bare(title: str) -> str:
    return title.removesuffix("节") if len(title) > 2 else title
