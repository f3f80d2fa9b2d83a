"""Several texts in a row that is posted fewer times than it has texts: one of them, or all in one, as it is answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from qunli.workbook.channels import IN_TURN
from qunli.workbook.days import Reader
from qunli.workbook.moment import Moment, dates_of
from qunli.workbook.moments import heard_moment
from qunli.workbook.own_events import with_own_events
from qunli.workbook.questions import Question
from qunli.workbook.steps import Plan, Step
from qunli.workbook.tables import Place
from qunli.workbook.unclear_days import UntimedError

ALL_IN_ONE = "几段合成一条"
_KEY = "只发一次的几种写法"


def with_one_text(plan: Plan, reader: Reader) -> Plan:
    """Return a plan with one text in each row that is due on fewer dates than it has texts, as they cannot take turns there.

    Raises ContentError where nobody answered which of them is posted.
    """
    rows: dict[Any, list[Step]] = defaultdict(list)
    for step in plan.steps:
        rows[_row(step)].append(step)
    several = [texts for texts in rows.values() if len({step.content for step in texts}) > 1]
    if plan.has_ids or not several or IN_TURN in reader.interview.used.values():
        return plan
    readers = with_own_events(plan.steps, reader)
    meant: dict[Place, Step | None] = {}
    for texts in several:
        dates = _dates(texts[0], readers[id(texts[0])])
        if dates and len(dates) < len(texts):
            meant |= _answered(texts, max(map(len, several)), reader)
    steps = (meant.get(step.at("copy"), step) for step in plan.steps)
    return replace(plan, steps=tuple(step for step in steps if step))


def _row(step: Step) -> tuple[Any, ...]:
    """Return what texts of one row have in common that nothing else tells apart."""
    title, owner = step.cells.get("title"), step.cells.get("owner")
    return (
        step.place,
        title and (title.place, title.text),
        owner and owner.place,
        step.text("when"),
        step.days,
        step.group,
        step.at("copy").row,
    )


def _dates(step: Step, reader: Reader) -> Sequence[str]:
    try:
        moment = heard_moment(step, reader)[0]
    except UntimedError:
        moment = None
    return dates_of(moment or Moment(None, ()))


def _answered(texts: Sequence[Step], most: int, reader: Reader) -> dict[Place, Step | None]:
    """Return what becomes of each text of a row by its cell, None for one that is not posted."""
    first, copies = texts[0], [step.cells["copy"] for step in texts]
    choices = (*(f"只发第{number}种" for number in range(1, most + 1)), ALL_IN_ONE)
    named = "、".join(f"{cell.place.cell}「{' '.join(cell.text.split())[:10]}」" for cell in copies)
    question = Question(_KEY, f"{named} 只发一次，发哪一种？别的这样的几条也一样", copies[0].place, choices)
    hint = question.way_out("不发的删掉，或合成一格")
    answer = reader.interview.require(question, f"{named} 只发一次，看不出发哪一种", hint)
    if answer == ALL_IN_ONE:
        joined = copies[0].joined("\n\n".join(cell.text for cell in copies), copies[1:])
        kept, own = 0, replace(first, cells={**first.cells, "copy": joined})
    else:
        kept = min(choices.index(answer), len(texts) - 1)
        own = texts[kept]
    return {cell.place: own if at == kept else None for at, cell in enumerate(copies)}
