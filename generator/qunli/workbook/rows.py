"""One row of a plan with when it is posted, as far as that is known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qunli.when import Hour
from qunli.workbook.moment import Moment
from qunli.workbook.steps import Plan, Step
from qunli.workbook.tables import Place


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
