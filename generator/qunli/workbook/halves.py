"""Hours that are of the morning or the afternoon, 5点半, by the hours around them: a list goes through its day in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qunli.when import Hour
from qunli.workbook.rows import Row

# Before this nobody posts who did not write it out.
_EARLIEST = "05:00"
_MORNING = re.compile(
    r"[^，。！!,～~\n]{0,6}(?:早安|早上好|早啊|早呀|(?<![今明最趁及尽])早(?=[，。！!,～~☀\s]))"
)
_EVENING = re.compile(r"[^，。！!,～~\n]{0,6}(?:晚安|晚上好|晚好)")


def with_halves(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with each doubtful hour as the one of its two that its greeting or its neighbours leave.

    It is asked all the same. Where greeting and neighbours leave neither or both, it stays what it most often is.
    """
    return [_with_half(rows, at) for at in range(len(rows))]


def _with_half(rows: Sequence[Row], at: int) -> Row:
    row = rows[at]
    if row.plan.has_ids or len(row.moment.hours) != 1 or len(row.moment.hours[0].choices) != 2:
        return row
    (hour,) = row.moment.hours
    fitting = [each for each in hour.choices if each >= _EARLIEST and _greets(row, each)]
    fitting = [each for each in fitting if _is_in_order(rows, at, each)]
    return row.at_hours((replace(hour, clock=fitting[0]),)) if len(fitting) == 1 else row


def _greets(row: Row, clock: str) -> bool:
    """Say whether an hour is of the part of the day that its text greets in, if it does."""
    words = row.step.content
    is_morning = clock < "12:00"
    return not (_EVENING.match(words) if is_morning else _MORNING.match(words))


def _is_in_order(rows: Sequence[Row], at: int, clock: str) -> bool:
    before = next(_clear(rows[at - 1 :: -1] if at else (), rows[at]), "")
    after = next(_clear(rows[at + 1 :], rows[at]), "24:00")
    return before <= clock <= after


def _clear(others: Sequence[Row], row: Row) -> Iterator[str]:
    """Yield the clear hours of the rows on the same days of the same plan, the nearest first."""
    for other in others:
        if other.plan is not row.plan or other.moment.day != row.moment.day:
            return
        hours: tuple[Hour, ...] = other.moment.hours
        if hours and not any(each.doubt for each in hours):
            yield hours[0].clock
