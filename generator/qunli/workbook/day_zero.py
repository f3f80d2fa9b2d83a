"""D0 beside D1 around a date: which of them that date is, as a line says it, else as it is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qunli.workbook.days import Reader
from qunli.workbook.questions import Question
from qunli.workbook.spelling import plain
from qunli.workbook.steps import Plan, Said, Step

FIRST, ZERO = "D1", "D0"
_KEY = "写明的日子是D0还是D1"
_ONE = re.compile(
    r"(?P<letter>[DT])(?P<before>-?)(?P<number>\d{1,2})|第(?P<nth>\d{1,2})[天日]", re.IGNORECASE
)
_DATE = r"(?:20\d\d\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?"
_IS = r"\s*[(（=＝:：是为即]*\s*"
_SAID = re.compile(
    rf"(?<![A-Za-z])(?:[DT](?P<first>[01])|第(?P<nth>[01])天){_IS}{_DATE}|{_DATE}{_IS}(?:[DT](?P<last>[01])|第(?P<last_nth>[01])天)(?!\d)",
    re.IGNORECASE,
)
_DATED = re.compile(_DATE)


def with_day_zero(plan: Plan, reader: Reader) -> Plan:
    """Return a plan with its days counted from the date around them, where D0 stands beside D1.

    Nobody can tell without a word whether that date is D0, and D1 the day after it, or D1, and D0 the day before: where no
    line says it, it is asked. Raises ContentError where nobody answered; without a date the days stay as they are.
    """
    counted = {
        number: said for step in plan.steps for said in _every(step) if (number := _number(said)) is not None
    }
    if plan.has_ids or not {0, 1} <= counted.keys():
        return plan
    around = (line for step in plan.steps for line in (*step.around.split("\n"), reader.about))
    lines = [line for line in dict.fromkeys(around) if _DATED.search(line)]
    if not lines or any(
        _DATED.search(said.text) for step in plan.steps for said in _every(step) if not said.is_above
    ):
        return plan
    zero = next((each for line in lines if (each := _said_in(line))), "")
    zero = zero or _answered(counted[0], counted[1], reader)
    return replace(plan, steps=tuple(_counted(step, zero) for step in plan.steps))


def _every(step: Step) -> Iterator[Said]:
    yield from step.days
    yield Said(step.text("when"), step.at("when"))


def _number(said: Said) -> int | None:
    found = _ONE.fullmatch(plain(said.text).strip())
    if found is None:
        return None
    return int(found["nth"] or f"{found['before']}{found['number']}")


def _said_in(line: str) -> str:
    """Return which day a line says its date is: 开营日：12月7日（D1); "" where it says none."""
    found = _SAID.search(plain(line))
    number = next(filter(None, found.groups()), "") if found else ""
    return {"0": ZERO, "1": FIRST}.get(number, "")


def _answered(zero: Said, first: Said, reader: Reader) -> str:
    text = f"有「{zero.text}」也有「{first.text}」，写明的那个日子是哪一天的？"
    question = Question(_KEY, text, zero.place, (FIRST, ZERO))
    hint = question.way_out("在日子后面写明，比如 12月7日（D1）")
    message = f"「{zero.text}」和「{first.text}」一起写，看不出写明的那个日子是哪一天的"
    return reader.interview.require(question, message, hint)


def _counted(step: Step, zero: str) -> Step:
    return replace(step, days=tuple(_around(each, zero) for each in step.days))


def _around(said: Said, zero: str) -> Said:
    """Return words of a day with how many days it is before or after the date."""
    number = _number(said)
    if number is None:
        return said
    ahead = number - (1 if zero == FIRST else 0)
    return replace(said, text=f"D{ahead:+d}" if ahead else "D日")
