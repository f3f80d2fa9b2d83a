"""Many texts at one and the same hour and day, 早安文案 1-30: all of them at once, or one after another, as it is answered."""

from __future__ import annotations

from dataclasses import replace

from qunli.workbook.questions import Interview, Question
from qunli.workbook.steps import Plan, Step
from qunli.workbook.tables import Cell

IN_TURN, ALL_AT_ONCE = "轮着发", "每次都发"
_FEWEST = 3


def with_turns(plan: Plan, interview: Interview) -> Plan:
    """Return a plan whose texts are all for one hour and day as those of one post, where that is the answer.

    Raises ContentError where nobody answered.
    """
    if plan.has_ids or len(plan.steps) < _FEWEST or "title" in plan.keys or not _are_alike(plan):
        return plan
    first = plan.steps[0]
    text = f"有 {len(plan.steps)} 条都在同一个钟点，是一次发一条轮着来，还是每次都发？"
    question = Question("同一个钟点的几条", text, first.place, (IN_TURN, ALL_AT_ONCE))
    hint = question.way_out("轮着来的，列名写成 文案1、文案2，写在同一行；每次都发的错开几分钟")
    message = f"有 {len(plan.steps)} 条都在同一个钟点，看不出是轮着发还是都发"
    if interview.require(question, message, hint) == ALL_AT_ONCE:
        return plan
    title = Cell(first.place, plan.name or "轮着发")
    return replace(
        plan, steps=tuple(replace(step, cells={**step.cells, "title": title}) for step in plan.steps)
    )


def _are_alike(plan: Plan) -> bool:
    """Say whether all rows have one hour and no days of their own, and different texts."""
    first = plan.steps[0]
    texts = {step.content for step in plan.steps}
    return (
        len(texts) == len(plan.steps)
        and bool(first.text("when"))
        and all(_is_like(step, first) for step in plan.steps)
    )


def _is_like(step: Step, other: Step) -> bool:
    own, others = (tuple(each.text for each in one.days) for one in (step, other))
    return step.text("when") == other.text("when") and own == others and step.group == other.group
