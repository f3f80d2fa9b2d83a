"""A week that is counted within its month, 12月第2周: people count from different days, and so it is asked which dates it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from qunli.workbook.days import Reader
from qunli.workbook.questions import Question
from qunli.workbook.steps import Said

_WEEK = re.compile(
    r"(?:(?P<year>20\d\d)\s*[年./-])?\s*(?P<month>\d{1,2})月份?的?第?\s*(?P<number>[1-5一二三四五])\s*[周週]"
)
_NUMERALS = "一二三四五"


def with_dates(said: Said, reader: Reader) -> Said:
    """Return what is said of a week of a month as its dates where these are answered, anything else as it is."""
    found = _WEEK.fullmatch(said.text.strip())
    if not found or not 1 <= int(found["month"]) <= 12:
        return said
    number = found["number"]
    nth = int(number) if number.isdigit() else _NUMERALS.index(number) + 1
    month = int(found["month"])
    year = int(found["year"] or reader.today.year + (month < reader.today.month))
    choices = tuple(dict.fromkeys(map(_words, _weeks(date(year, month, 1), nth))))
    question = Question(f"{said.text}是哪几天", f"{said.text} 是哪几天？", said.place, choices)
    answer = reader.interview.ask(question)
    return replace(said, text=answer) if answer else said


def _weeks(first: date, nth: int) -> Iterator[date]:
    """Yield the days on which the nth week may begin: Mondays, from the week with the 1st or the first whole one, or each 7 days."""
    monday = first - timedelta(days=first.weekday())
    weeks = timedelta(days=7 * (nth - 1))
    yield monday + weeks
    yield (monday if monday == first else monday + timedelta(days=7)) + weeks
    yield first + weeks


def _words(begin: date) -> str:
    end = begin + timedelta(days=6)
    return f"{begin.month}月{begin.day}日-{end.month}月{end.day}日"
