"""月底 among dates: the end of one month, or of every one, as it is answered; 每月最后一天 says it itself."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date

from qunli.when import UnclearError, date_words, read_clocks
from qunli.workbook.days import Reader
from qunli.workbook.findings import Findings
from qunli.workbook.moment import dates_of, with_dates
from qunli.workbook.questions import Question
from qunli.workbook.rows import Row
from qunli.workbook.spelling import joined, plain

_EVERY_MONTH = "每个月月底"
_BARE = re.compile(r"(?:[本这]个?)?(?:月[底末]|月?最后[一1][天日])(?:当天|那天|前)?")


def with_month_ends(rows: list[Row], reader: Reader, findings: Findings) -> list[Row]:
    """Return the rows with a bare 月底 as it is answered where all other rows of its plan have dates.

    Without an answer such rows are faults.
    """
    found: list[Row] = []
    for row in rows:
        last = _last_day(row, rows) if _is_bare(row) else None
        if last is None:
            found.append(row)
            continue
        said = row.day_place
        question = Question(
            f"{_words(row)}是哪天",
            f"别的行写的都是日期，「{_words(row)}」是 {date_words(last)}，还是每个月都发？",
            said,
            (date_words(last), _EVERY_MONTH),
        )
        answer = reader.interview.ask(question)
        if answer is None:
            hint = question.way_out("写成日期，或 每月最后一天")
            message = f"别的行写的都是日期，「{_words(row)}」看不出是哪一天，还是每个月都发"
            findings.problems.append(said.problem("Q003", message, hint))
        elif answer == _EVERY_MONTH:
            found.append(row)
        else:
            found.append(replace(row, moment=with_dates(row.moment, [last.isoformat()])))
    return found


def _words(row: Row) -> str:
    every = [*(each.text for each in row.step.days if not each.is_above), row.step.text("when")]
    days = (_without_hour(each) for each in every)
    return next((each for each in days if _BARE.fullmatch(joined(each))), "")


def _without_hour(words: str) -> str:
    try:
        return read_clocks(plain(words)).rest.strip()
    except UnclearError:
        return ""


def _is_bare(row: Row) -> bool:
    return not row.plan.has_ids and bool(_words(row))


def _last_day(row: Row, rows: list[Row]) -> date | None:
    """Return the end of the month of the dates above a row, else below it; None where others come again too, or none says a day."""
    others = [each for each in rows if each.plan is row.plan and each.moment.day and not _is_bare(each)]
    if not others or not all(dates_of(each.moment) for each in others):
        return None
    above = [each for each in others if each.place.row < row.place.row]
    day = date.fromisoformat(dates_of((above[-1] if above else others[0]).moment)[-1])
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
