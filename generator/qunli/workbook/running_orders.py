"""Posts that follow each other within an hour or two on no day: those of one event, and none of every day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qunli.workbook.rows import Row

# Nobody posts so much in so little time every day.
_FEWEST, _LONGEST = 3, 60  # minutes
_MORE, _LONGER = 4, 120
_DAILY = re.compile("每[天日晚早周]|日常|天天|常规|固定|daily|routine", re.IGNORECASE)


def is_running_order(rows: Sequence[Row], about: str) -> bool:
    """Say whether all rows of a plan without days follow each other as the parts of one event do.

    `about` is what the file is called, where it may be said that this is a daily plan.
    """
    if any(row.plan.has_ids or row.moment.day or len(row.moment.hours) != 1 for row in rows):
        return False
    around = "\n".join((about, *(row.plan.name for row in rows), *(row.step.around for row in rows)))
    minutes = [_minutes(row) for row in rows]
    if _DAILY.search(around) or minutes != sorted(minutes) or len({*minutes}) < _FEWEST:
        return False
    length = minutes[-1] - minutes[0]
    return length <= _LONGEST or (len({*minutes}) >= _MORE and length <= _LONGER)


def _minutes(row: Row) -> int:
    hour, minute = row.moment.hours[0].clock.split(":")
    return int(hour) * 60 + int(minute)
