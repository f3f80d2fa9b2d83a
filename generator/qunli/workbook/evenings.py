"""Hours of which no half of the day is said, 8点, below texts of the evening: all of them are of one half, as it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qunli.when import Hour
from qunli.workbook.days import Reader
from qunli.workbook.findings import Findings
from qunli.workbook.greetings import is_of_evening, is_of_morning
from qunli.workbook.questions import Question
from qunli.workbook.rows import Row, is_bare, is_late

MORNING, EVENING = "都是上午", "都是下午和晚上"
_KEY = "没写上午下午的钟点"
_LAST_OF_NIGHT = 5


def with_evenings(rows: list[Row], reader: Reader, findings: Findings) -> list[Row]:
    """Return the rows with their hours in the half of the day that is answered, where a plan has none after noon.

    It is asked only where a text says good night in the morning; without an answer such hours are faults.
    """
    plans = {id(row.plan): row.plan for row in rows}
    for key, plan in plans.items():
        own = [row for row in rows if id(row.plan) == key]
        bare = [row for row in own if is_bare(row)]
        doubtful = next((row for row in bare if is_of_evening(row)), None)
        is_clear = any(is_late(row) or is_of_morning(row) for row in own)
        if plan.has_ids or doubtful is None or len(bare) < 2 or is_clear:
            continue
        answer = _answered(bare, doubtful, reader, findings)
        meant = {id(row): answer and _meant(row, answer, findings) for row in bare}
        rows = [found for row in rows if (found := meant.get(id(row), row))]
    return rows


def _answered(bare: Sequence[Row], doubtful: Row, reader: Reader, findings: Findings) -> str | None:
    greeting = doubtful.step.content.strip()[:6]
    clock = doubtful.step.text("when")
    text = f"钟点都没写上午下午，「{greeting}」又排在 {clock}。这 {len(bare)} 条都是下午和晚上吗？"
    question = Question(_KEY, text, doubtful.place, (MORNING, EVENING))
    answer = reader.interview.ask(question)
    if answer is None:
        message = f"钟点没写上午下午，「{greeting}」又排在 {clock}，看不出是上午还是晚上"
        hint = question.way_out("写成 24 小时制，比如 20:00")
        findings.problems.append(doubtful.place.problem("Q003", message, hint))
    return answer


def _meant(row: Row, answer: str, findings: Findings) -> Row | None:
    (hour,) = row.moment.hours
    if answer == MORNING:
        return row
    if int(hour.clock[:2]) % 12 < _LAST_OF_NIGHT:
        message = f"{row.step.text('when')} 看不出是下午，还是过了半夜"
        hint = "写成 13:00 这样；过了半夜的写第二天的日期，比如 12月7日 1:00"
        findings.problems.append(row.place.problem("Q003", message, hint))
        return None
    later = f"{int(hour.clock[:2]) % 12 + 12}{hour.clock[2:]}"
    return row.at_hours((replace(hour, clock=later, doubt="") if isinstance(hour, Hour) else hour,))
