"""What forms of `when` share in reading days as people write them in the cells of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from qunli.when.numerals import NUMERAL

N = rf"(?:\d+|{NUMERAL})"
TO = "[-~–—至到]+"
AND = "[、,/&+;和及与|]"
WEEK = "一二三四五六日"
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|[-./]\d{1,2}(?![-./\d]))")
# A line from one year into the next, 2026.12-2027.1, does not say of which a date is.
_TWO_YEARS = re.compile(r"(?<!\d)20\d\d(?:[年./-]\d{0,2}月?)?\s*[-~–—至到/]+\s*20\d\d(?!\d)")
_MONTH_OF_YEAR = re.compile(r"(?<!\d)20\d\d\s*[年./-]\s*(1[0-2]|0?[1-9])(?!\d)")
_FAR = 10  # months
_LATELY = timedelta(days=90)


class UnclearError(ValueError):
    """Words that cannot be understood; `args` are a message and a way out."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint


class NoMonthError(UnclearError):
    """A day of a month that nothing names."""


class UnanchoredError(UnclearError):
    """Days before or after a day that nothing dates; `words` says them, `offsets` counts them from it.

    `event` is what takes place that day, "" where the words do not say it.
    """

    def __init__(self, words: str, offsets: tuple[int, ...], event: str = "") -> None:
        hint = "在表名、标题或这一格里写上从哪天算起，比如 双11 或 12月18日；从进群那天算起就写 第2天；每位客人各算各的排不进计划，去掉这一行"
        super().__init__(f"{words} 看不出从哪天算起", hint)
        self.words, self.offsets, self.event = words, offsets, event


@dataclass(frozen=True)
class Ear:
    """What it takes to understand days: festivals' titles by id, the day it is, and the words around a cell.

    `about` are the words of its row, and `around` those above and the sheet's name, the nearest first; each in lines.
    They may name the festival, the month or the day that others are counted from.
    """

    festivals: Mapping[str, str]
    today: date
    about: str = ""
    around: str = ""

    @property
    def year(self) -> int | None:
        """Return the year that the nearest line with one names, None where none does or several are named."""
        for line in self.around.split("\n"):
            years = {int(each) for each in _YEAR.findall(line)}
            if _TWO_YEARS.search(line):
                return None
            if years:
                return years.pop() if len(years) == 1 else None
        return None

    def year_of(self, month: int) -> int | None:
        """Return the year that lines around give a month: January below 2026年12月 is of the next one.

        December below 2027年1月 is of the last one, where that is not long over: a line may also say when a sheet was made.
        """
        year = self.year
        line = next((line for line in self.around.split("\n") if _YEAR.search(line)), "")
        named = {int(each) for each in _MONTH_OF_YEAR.findall(line)}
        if year is None or len(named) != 1:
            return year
        away = named.pop() - month
        is_before = away <= -_FAR and date(year - 1, month, 1) >= self.today - _LATELY
        return year + (away >= _FAR) - is_before


def lines(words: str) -> Iterator[str]:
    """Yield the lines of what stands around a cell that say something."""
    yield from filter(None, words.split("\n"))
