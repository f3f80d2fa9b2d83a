"""Hours that the greeting of their text contradicts: 晚安 at 9:00 may mean the evening, and is asked."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.workbook.days import Reader
from qunli.workbook.findings import Findings
from qunli.workbook.questions import Question
from qunli.workbook.rows import Row

_NOISE = r"[\W_]*"
_EVENING = re.compile(rf"{_NOISE}(?:晚安|晚上好|晚好|今晚的?晚安)")
_MORNING = re.compile(rf"{_NOISE}(?:早安|早上好|早啊|早呀|早～|早，|早!)")
# Later in the morning nobody says good night, and nobody good morning from the afternoon on.
_NO_EVENING, _NO_MORNING = range(5, 12), range(15, 24)


def with_greetings(rows: list[Row], reader: Reader, findings: Findings) -> list[Row]:
    """Return the rows with the hours that were answered where a greeting is of another part of the day."""
    return [found for row in rows if (found := _asked(row, reader, findings))]


def _asked(row: Row, reader: Reader, findings: Findings) -> Row | None:
    if row.plan.has_ids or len(row.moment.hours) != 1 or row.moment.hours[0].doubt:
        return row
    (hour,) = row.moment.hours
    other = _other(row.step.content, hour.clock)
    if not other:
        return row
    greeting = row.step.content.strip()[:6]
    key = f"{hour.clock} 发的「{greeting}」"
    text = f"「{greeting}」写的是 {hour.clock}，是 {hour.clock} 还是 {other}？"
    question = Question(key, text, row.place, (hour.clock, other))
    answer = reader.interview.ask(question)
    if answer is None:
        hint = question.way_out(f"时间写成 24 小时制，比如 {other}")
        findings.problems.append(row.place.problem("Q003", f"「{greeting}」排在 {hour.clock}，对不上", hint))
        return None
    return row.at_hours((replace(hour, clock=answer),))


def is_of_evening(row: Row) -> bool:
    """Say whether the only hour of a row is of the morning, and its text says good night."""
    return len(row.moment.hours) == 1 and _other(row.step.content, row.moment.hours[0].clock) >= "12:00"


def is_of_morning(row: Row) -> bool:
    """Say whether the text of a row says good morning."""
    return _MORNING.match(row.step.content) is not None


def _other(words: str, clock: str) -> str:
    """Return the hour (HH:MM) on the other side of noon that a greeting means, "" where it fits its own."""
    hour = int(clock[:2])
    if hour in _NO_EVENING and _EVENING.match(words):
        return f"{hour + 12:02}{clock[2:]}"
    if hour in _NO_MORNING and _MORNING.match(words):
        return f"{hour - 12:02}{clock[2:]}"
    return ""
