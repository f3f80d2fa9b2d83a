"""Sections that count days, Day 1, below a title that says from when to when all of them are: as its dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from qunli.workbook.days import Reader
from qunli.workbook.spans import run_of
from qunli.workbook.steps import Plan, Said, Step
from qunli.workbook.weeks_from import stretch_in


def with_sections_dated(plan: Plan, reader: Reader) -> Plan:
    """Return a plan whose sections count just the days of a stretch in a line above them with the dates of these.

    A stretch of more days or fewer is of something else, and the days stay those of a run.
    """
    runs = [_run(step, reader) for step in plan.steps]
    numbers = [number for each in runs for number in each]
    if plan.has_ids or not numbers or not all(runs):
        return plan
    lines = dict.fromkeys(line for step in plan.steps for line in step.around.split("\n"))
    stretches = [days for line in lines if len(days := stretch_in(line, reader)) == max(numbers)]
    if len(stretches) != 1 or max(numbers) == 1:
        return plan
    return replace(plan, steps=tuple(_dated(step, stretches[0][0], reader) for step in plan.steps))


def _run(step: Step, reader: Reader) -> list[int]:
    """Return the days that the section of a row counts, none where the row says other days."""
    if len(step.days) != 1 or not step.days[0].is_above:
        return []
    return run_of(step.days[0].text, reader)


def _dated(step: Step, first: date, reader: Reader) -> Step:
    words = ((first + timedelta(days=number - 1)).isoformat() for number in _run(step, reader))
    said = step.days[0]
    return replace(step, days=(Said("、".join(words), said.place, said.also, is_above=True),))
