"""Hours that a row leaves open: as the sheet explains them, as they were answered, else the usual ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qunli.when import Hour
from qunli.workbook.days import Reader
from qunli.workbook.moment import Moment
from qunli.workbook.questions import Question
from qunli.workbook.steps import Step


def with_hours_asked(moment: Moment, step: Step, reader: Reader) -> Moment:
    """Return the moment with its doubtful hours as the sheet explains them, or as they were answered.

    Without an answer they stay the usual ones; raises ContentError where the sheet says others that are not clear.
    """
    return replace(moment, hours=tuple(_asked(moment.hours, step, reader)))


def _asked(hours: tuple[Hour, ...], step: Step, reader: Reader) -> Iterator[Hour]:
    place = step.at("when")
    for hour in hours:
        if said := step.hours.get(hour.doubt):
            yield Hour(said)
            continue
        if not hour.doubt:
            yield hour
            continue
        default = None if hour.doubt in step.hours else hour.clock
        question = Question(hour.doubt, f"{hour.doubt}？", place, hour.choices, default)
        message = f"表里另有一行说了{hour.doubt}，看不准"
        hint = f"时间那一列写上几点；或者回答「{hour.doubt}」：比如 {hour.clock}"
        clock = reader.interview.require(question, message, hint)
        yield Hour(clock) if hour.doubt in reader.interview.used else hour
