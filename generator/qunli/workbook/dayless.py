"""Rows that say no day: every day where no row of a plan says any, else as it is answered."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.workbook.continued import LEAVE_OUT
from qunli.workbook.days import Reader
from qunli.workbook.findings import Findings
from qunli.workbook.moment import with_dates
from qunli.workbook.questions import DAY, Form, Question
from qunli.workbook.rows import Row
from qunli.workbook.running_orders import is_running_order

NO_DAY = "没写哪天的"
EVERY_DAY = "每天"
WHICH_DAY = "这一场是哪天"
_FORM = Form(
    f"写年月日；每天都发就写「{EVERY_DAY}」",
    DAY.example,
    lambda words: words == EVERY_DAY or DAY.takes(words),
)
_AGAIN = re.compile("每|循环|固定|常规|例行|日常|weekly|every", re.IGNORECASE)


def with_days(rows: list[Row], reader: Reader, findings: Findings) -> list[Row]:
    """Return the rows with their days: every day where no row of a plan says any, else as it is answered."""
    plans = {id(row.plan): [each for each in rows if each.plan is row.plan] for row in rows}
    events = {key for key, own in plans.items() if is_running_order(own, reader.about)}
    if events:
        rows = _on_day_of_event(rows, events, reader, findings)
    return [row for row in rows if _has_day(row, _others(rows, row), reader, findings)]


def _on_day_of_event(rows: list[Row], events: set[int], reader: Reader, findings: Findings) -> list[Row]:
    """Return rows, those of plans that look like one event on the day that is answered; without an answer not these."""
    first = next(row for row in rows if id(row.plan) in events)
    text = "这几条一条接一条，像是一场活动的，没写哪天。是哪天的？"
    question = Question(WHICH_DAY, text, first.place, form=_FORM)
    answer = reader.interview.ask(question)
    if answer == EVERY_DAY:
        return rows
    if answer is None:
        hint = question.way_out(f"在标题或「日期」那一列写上哪天；每天都发就回答「{EVERY_DAY}」")
        message = "这几条一条接一条，像是一场活动的，没写哪天"
        findings.problems.append(first.place.problem("Q003", message, hint))
        return [row for row in rows if id(row.plan) not in events]
    return [
        replace(row, moment=with_dates(row.moment, [answer])) if id(row.plan) in events else row
        for row in rows
    ]


def _others(rows: list[Row], row: Row) -> list[Row]:
    """Return the rows of the same plan that say a day; none for a sheet of the program, where they are judged alone."""
    if row.plan.has_ids:
        return []
    return [each for each in rows if each.plan is row.plan and each.moment.day is not None]


def _has_day(row: Row, others: list[Row], reader: Reader, findings: Findings) -> bool:
    if row.moment.day is not None:
        _tell_weekly(row, findings)
        return True
    if others:
        text = "有几行没写哪天，别的行写了。这几行是每天发吗？"
        default = EVERY_DAY if _are_exceptions(others, len(row.plan.steps)) else None
        question = Question(NO_DAY, text, row.place, (EVERY_DAY, LEAVE_OUT), default)
        answer = reader.interview.ask(question)
        if answer is None:
            hint = question.way_out("写上哪天，每天发的写「每天」")
            findings.problems.append(row.place.problem("Q003", "这一行没写哪天，别的行写了", hint))
            return False
        if answer == LEAVE_OUT:
            findings.left_out["没写哪天，照你说的没有导入", "要发就写上哪天"].append(row.place)
            return False
    findings.guesses["没写哪天，按每天"].append(row.place)
    return True


def _tell_weekly(row: Row, findings: Findings) -> None:
    """Tell of weekdays that nothing says to come again: 周二 alone is every Tuesday."""
    said = "\n".join((row.step.said("when"), row.step.around))
    is_weekly = (row.moment.day or {}).get("every") == "week" and not row.plan.has_ids
    if is_weekly and not _AGAIN.search(said):
        findings.guesses["只写了星期几，没写日期，每周都这样发"].append(row.day_place)


def _are_exceptions(spoken: list[Row], rows: int) -> bool:
    """Say whether the rows that say a day are those of an else daily plan: at most half, on weekdays beside their hours.

    A blank in a column of days may stand for the day above, and so may one below a date.
    """
    days = [row.moment.day or {} for row in spoken]
    in_own_column = any(key.startswith("day:") for row in spoken for key in row.plan.keys)
    return len(spoken) * 2 <= rows and not in_own_column and all("every" in day for day in days)
