"""隔周 without a first day: from which day every other week is counted, as it is answered, else from the week of the start."""

from __future__ import annotations

from dataclasses import replace

from qunli.when import UnclearError, comes_in_turns
from qunli.workbook.days import Reader
from qunli.workbook.questions import DAY, Form, Question
from qunli.workbook.steps import Plan, Said, Step

FROM_THE_START = "开始那一周"
_FORM = Form(
    f"写从哪天起的年月日；不清楚就写「{FROM_THE_START}」",
    DAY.example,
    lambda words: words == FROM_THE_START or DAY.takes(words),
)


def with_first_week(plan: Plan, reader: Reader) -> Plan:
    """Return a plan with the day that is answered among the words around its rows, where some say 隔周 and none from when."""
    said = (
        None if plan.has_ids else next(filter(None, (_in_turns(step, reader) for step in plan.steps)), None)
    )
    if said is None:
        return plan
    text = f"「{' '.join(said.text.split())}」从哪天起隔一周发一次？"
    question = Question("隔周的从哪天起", text, said.place, default=FROM_THE_START, form=_FORM)
    answer = reader.interview.ask(question) or FROM_THE_START
    if answer == FROM_THE_START:
        return plan
    line = f"从{answer}起"
    return replace(plan, steps=tuple(replace(step, around=f"{line}\n{step.around}") for step in plan.steps))


def _in_turns(step: Step, reader: Reader) -> Said | None:
    """Return the words of a row that tell two weeks apart and not from which day, None where it has none."""
    around = "\n".join((step.around, reader.about))
    own = replace(reader, about=step.about, around=around)
    for said in (*step.days, Said(step.text("when"), step.at("when"))):
        try:
            if comes_in_turns(said.text) and "隔" in own.moment(said.text).every_other:
                return said
        except UnclearError:
            continue
    return None
