"""Dates with a stroke, 3/12, that are near only with their day first: which way they are meant is asked for the whole file."""

from __future__ import annotations

import re
from datetime import date, timedelta

from qunli.workbook.days import Reader
from qunli.workbook.findings import Findings
from qunli.workbook.moment import dates_of, with_dates
from qunli.workbook.questions import Question
from qunli.workbook.rows import Row

MONTH_FIRST, DAY_FIRST = "月在前", "日在前"
_KEY = "斜线日期哪个在前"
_STROKE = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})")
_SOON = timedelta(days=60)
_MONTHS = 12


def with_days_first(rows: list[Row], reader: Reader, findings: Findings) -> list[Row]:
    """Return the rows with their dates with a stroke as it is answered, where all of them may have the day first.

    It is asked where no date lies within the next weeks as it is read, and all of them do the other way round; without
    an answer they are faults.
    """
    other = {id(row): day for row in rows if (day := _other(row, reader.today))}
    stroked = [row for row in rows if _stroke(row)]
    if len(stroked) < 2 or len(other) != len(stroked) or any(_is_soon(row, reader.today) for row in stroked):
        return rows
    first = stroked[0]
    found = _stroke(first)
    month, number = found.groups() if found else ("", "")
    one, two = f"{int(month)}月{int(number)}日", f"{int(number)}月{int(month)}日"
    text = f"{month}/{number} 是 {one} 还是 {two}？别的日期也一样"
    question = Question(_KEY, text, first.day_place, (MONTH_FIRST, DAY_FIRST))
    answer = reader.interview.ask(question)
    if answer is None:
        hint = question.way_out(f"写成 {two} 这样")
        message = f"{month}/{number} 看不出是 {one} 还是 {two}"
        findings.problems.append(first.day_place.problem("Q003", message, hint))
        return [row for row in rows if id(row) not in other]
    if answer == MONTH_FIRST:
        return rows
    return [_moved(row, other[id(row)]) if id(row) in other else row for row in rows]


def _moved(row: Row, day: date) -> Row:
    return Row(row.plan, row.step, with_dates(row.moment, [day.isoformat()]))


def _stroke(row: Row) -> re.Match[str] | None:
    """Return the only date of a row where it is two numbers with a stroke between."""
    words = [each.text.strip() for each in row.step.days if not each.is_above] or [row.step.text("when")]
    found = _STROKE.fullmatch(words[0]) if len(words) == 1 else None
    return found if found and not row.plan.has_ids and len(dates_of(row.moment)) == 1 else None


def _is_soon(row: Row, today: date) -> bool:
    return any(timedelta() <= date.fromisoformat(day) - today <= _SOON for day in dates_of(row.moment))


def _other(row: Row, today: date) -> date | None:
    """Return the next day that a date with a stroke is with its day first, None where that is none within some weeks."""
    found = _stroke(row)
    if not found or int(found[2]) > _MONTHS:
        return None
    for year in (today.year, today.year + 1):
        try:
            day = date(year, int(found[2]), int(found[1]))
        except ValueError:
            continue
        if timedelta() <= day - today <= _SOON:
            return day
    return None
