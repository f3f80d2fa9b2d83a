"""What a row takes from the rows above where its own cells are blank: their hour, their group, their day."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from qunli.problem import Problem
from qunli.workbook.blank_groups import blank_group, names_several
from qunli.workbook.continued import twice_at_an_hour
from qunli.workbook.frame import Frame
from qunli.workbook.other_columns import GROUP
from qunli.workbook.tables import Cell


class Heir(Frame):
    """The columns of a sheet, and what a row has from those above it."""

    def _group_of(self, cells: Mapping[str, Cell], filled: list[Cell]) -> str | Problem:
        """Return the group of a row, or what is wrong with it: a blank among several groups may be that of the row above."""
        if cells.get(GROUP):
            self.last_group = cells[GROUP].text
            return self.last_group
        if not self.last_group or not self._names_several_groups or self.columns.has_ids:
            return self.group
        return blank_group(self.columns, filled, self.last_group, self.reader.interview)

    @cached_property
    def _names_several_groups(self) -> bool:
        return names_several(self.columns, self.table.rows[self.row + 1 :])

    def _again_at_its_hour(
        self, cells: Mapping[str, Cell], filled: list[Cell], *, has_days: bool
    ) -> Problem | None:
        """Return what is told of a row without a day at an hour that the day above it has already, None for other rows."""
        hour, group = cells.get("when"), cells[GROUP].text if cells.get(GROUP) else ""
        slot = (hour.text, group) if hour else None
        if has_days:
            self.hours_of_day = {slot}
            return None
        if slot is None or not self.last_days or self.columns.has_ids or slot not in self.hours_of_day:
            self.hours_of_day.add(slot)
            return None
        if not self._days_are_rarely_blank:
            return None
        return twice_at_an_hour(filled[0], self.reader.interview)

    @cached_property
    def _days_are_rarely_blank(self) -> bool:
        """Say whether most rows say their own day, so that a blank one does not just stand for the day above."""
        lines = [line for line in self.table.rows[self.row + 1 :] if sum(map(bool, line)) > 1]
        dated = sum(bool(self._days(line)) for line in lines)
        return (len(lines) - dated) * 2 < dated

    def _inherit_when(self, cells: dict[str, Cell], *, starts_anew: bool) -> None:
        """Give a row without an hour that of the row above: a merged cell saved as CSV is blank below its first row."""
        if cells.get("when"):
            self.last_when = cells["when"]
        elif starts_anew:
            self.last_when = None
        if self.last_when:
            cells["when"] = self.last_when
