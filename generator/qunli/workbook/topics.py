"""What a post is called where no column of its own says so: its type, its stage, or the point of a campaign beside its date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from qunli.workbook.columns import BY_KEY
from qunli.workbook.headings import Columns
from qunli.workbook.spans import span_in
from qunli.workbook.tables import Cell

_LONGEST = 10  # letters
_POINTS = ("day:节点", "day:时间节点", "day:日程")
_KEYS = ("type", "stage")
# How much a post matters is not what it is called.
_WEIGHT = re.compile(
    "重[点要]|次要|[常例]规|必发|选发|一般|普通|紧急|[高中低]|[A-Da-d1-5][级类]?|S级?|P[0-5]"
)
# A kind of post that only tells in which part of the week it is: 平日场.
PART_OF_WEEK = re.compile("工作日|平[日时]|周中|周末|双休|休息日|节假?日|假[日期]")

Line = tuple[Cell, ...]


def topic_column(columns: Columns, lines: Sequence[Line], is_day: Callable[[Cell], bool]) -> int | None:
    """Return the column that titles the posts where none is called so, None where none could."""
    if "title" in columns.keys or "copy" not in columns.keys or columns.has_ids:
        return None
    return next(_points(columns, lines, is_day), next(_kinds(columns, lines, is_day), None))


def _points(columns: Columns, lines: Sequence[Line], is_day: Callable[[Cell], bool]) -> Iterator[int]:
    """Yield a column of points that are no days, 开抢, beside one that has the day of every row."""
    others = [
        number
        for key, numbers in columns.by_key.items()
        if key.startswith("day:") and key not in _POINTS
        for number in numbers
    ]
    for key in _POINTS:
        for number in columns.by_key.get(key, ()):
            rows = [line for line in lines if line[number]]
            is_dated = any(all(is_day(line[each]) for line in rows) for each in others)
            if rows and is_dated and not all(is_day(line[number]) for line in rows):
                yield number


def _kinds(columns: Columns, lines: Sequence[Line], is_day: Callable[[Cell], bool]) -> Iterator[int]:
    """Yield a column of types or stages with words of the shop's own: those that a plan knows stay what they are.

    Where no column has the days, 周末 and 平日 below 类型 may be these.
    """
    has_days = any(key.startswith("day:") for key in columns.keys)
    for key in _KEYS:
        known = {*BY_KEY[key].choices, *BY_KEY[key].choices.values()}
        for number in columns.by_key.get(key, ()):
            words = {line[number].text for line in lines if line[number]}
            is_own = not any(each in known or span_in(each) or _WEIGHT.fullmatch(each) for each in words)
            are_days = not has_days and any(
                is_day(line[number]) or PART_OF_WEEK.match(line[number].text) for line in lines
            )
            if len(words) > 1 and is_own and not are_days and all(len(each) <= _LONGEST for each in words):
                yield number
