"""One row of a plan with when it is posted, as far as that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from qunli.when import Hour
from qunli.workbook.moment import Moment
from qunli.workbook.spelling import plain
from qunli.workbook.steps import Plan, Step
from qunli.workbook.tables import Place

# 08:00 and what a cell holds as an hour is written out; 8:00 may be either.
_BARE = re.compile(r"[1-9]\d?\s*(?:[:：]\s*\d{2}|[点时](?:半|一刻|三刻|整|\d{1,2}分?)?)?")
_NOON = "12:00"


@dataclass(frozen=True)
class Row:
    """A row, the sheet it is in, and when it is posted."""

    plan: Plan
    step: Step
    moment: Moment

    @property
    def place(self) -> Place:
        """The cell of its hour, else its first."""
        return self.step.at("when") if self.step.text("when") else self.step.place

    @property
    def day_place(self) -> Place:
        """The cell of its own days, else that of its hour."""
        return next((each.place for each in self.step.days if not each.is_above), self.place)

    @property
    def says_day_itself(self) -> bool:
        """Say whether the row says its days, and not only a line or a row above."""
        return bool(self.step.text("when")) or any(not each.is_above for each in self.step.days)

    def at_hours(self, hours: tuple[Hour, ...]) -> Row:
        return replace(self, moment=replace(self.moment, hours=hours))


def is_bare(row: Row) -> bool:
    """Say whether the only hour of a row is a number without its half of the day: 8点, 8:00."""
    words = row.step.cells.get("when")
    is_word = words is not None and isinstance(words.raw, str | int)
    is_one = is_word and len(row.moment.hours) == 1
    return is_one and _BARE.fullmatch(plain(row.step.text("when"))) is not None


def is_late(row: Row, *, since: str = _NOON) -> bool:
    """Say whether an hour is certainly of the second half of the day."""
    return any(each.clock >= since and not each.doubt for each in row.moment.hours)
