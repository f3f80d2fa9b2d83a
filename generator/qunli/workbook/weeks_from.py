"""Weeks that are only counted, 第2周 周三, from the first day that a line above them names: as dates, or days of a run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from qunli.when import WEEKDAYS, UnclearError
from qunli.workbook.days import Reader
from qunli.workbook.moment import dates_of
from qunli.workbook.spans import run_of, span_in, week_of
from qunli.workbook.spelling import plain
from qunli.workbook.steps import Plan, Said, Step
from qunli.workbook.untaken import is_of_start

_WEEK = 7
_DATE = r"(?:20\d\d\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?"
_BEGUN = "(?:开始|开营|开课|开班|开练|开跑|入营|启动|启航|上线|首日)"
# What begins may be something else: 12月10日开始报名.
_OF_PLAN = "(?=$|[^一-鿿]|执行|实施|发|推|计划|运营|打卡|训练|连续|每)"
_FROM = re.compile(
    rf"(?P<before>{_DATE})\s*(?:[(（]?(?:周|星期)[一二三四五六日天][)）]?)?\s*(?:正式)?(?:{_BEGUN}|起){_OF_PLAN}"
    rf"|(?:{_BEGUN}|起始|第[一1][周天]|[DW]1)(?:日期|时间|日)?[是为于在从]?\s*[:：=＝]?\s*(?P<after>{_DATE})"
)
_WHOLE = re.compile(r"(20\d\d)[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_POINTED = re.compile(r"(?<![\d.])(1[0-2]|0?[1-9])\.(3[01]|[12]\d|0?[1-9])(?![\d.])")


def with_weeks_counted(plan: Plan, reader: Reader) -> Plan:
    """Return a plan with the days of its counted weeks as dates from the first day of all, where a line names that.

    A week begins on that day or on its Monday: where both lead to one date it is that, else the row stays as it is, and
    is refused. Days that begin anew in each week, D1 of W2, are those of a run where no line names the first day.
    """
    steps = [step for step in plan.steps if _week_in(step) is not None]
    # A sheet for each week may name the day on which that one begins.
    if plan.has_ids or not steps or (week_of(plan.name) or 1) > 1:
        return plan
    start = next((day for step in steps for day in _starts(step, reader)), None)
    anew = _begin_anew(steps, reader)
    dated = tuple(_dated(step, start, reader, begins_anew=anew) for step in plan.steps)
    # From when the plan holds is no longer said in vain.
    problems = (
        plan.problems
        if start is None or dated == plan.steps
        else [each for each in plan.problems if not is_of_start(each)]
    )
    return replace(plan, steps=dated, problems=tuple(problems))


def _week_in(step: Step) -> Said | None:
    """Return what says only by its number in which week a row is, None where nothing does."""
    return next((each for each in step.days if week_of(each.text) is not None), None)


def _starts(step: Step, reader: Reader) -> Iterator[date]:
    """Yield the days that lines above a row name as the first: one on which something begins, or a stretch of weeks."""
    for line in map(_spelled, [*step.around.split("\n"), reader.about]):
        found = _FROM.search(line)
        stretch = "" if found or week_of(line) is not None else span_in(line)
        words = (found["before"] or found["after"]) if found else stretch if "月" in stretch else ""
        days = _days(words, replace(reader, around=step.around))
        if days and (found or len(days) > _WEEK):
            yield days[0]


def _spelled(line: str) -> str:
    """Return a line with its dates as they are read beside other words: 12月7日 for 12.7 and 2026-12-07."""
    return _POINTED.sub(r"\1月\2日", _WHOLE.sub(r"\1年\2月\3日", plain(line)))


def stretch_in(line: str, reader: Reader) -> list[date]:
    """Return the days of the stretch of dates that a line names, none for other lines."""
    words = span_in(_spelled(line))
    return _days(words, reader) if "月" in words else []


def _days(words: str, reader: Reader) -> list[date]:
    try:
        return [*map(date.fromisoformat, dates_of(reader.moment(words)))] if words else []
    except UnclearError:
        return []


def _begin_anew(steps: list[Step], reader: Reader) -> bool:
    """Say whether the numbers of days count within their weeks: D1 of W2 is no day of the second week of a run."""
    return any(
        min(numbers) <= _WEEK * (number - 1)
        for step in steps
        if (week := _week_in(step)) and (number := week_of(week.text)) and (numbers := _numbers(step, reader))
    )


def _numbers(step: Step, reader: Reader) -> list[int]:
    return next((numbers for said in _own(step, reader) if (numbers := run_of(said.text, reader))), [])


def _own(step: Step, reader: Reader) -> list[Said]:
    """Return what a row says of its days within its week, beside it or as the head of its column."""
    said = [each for each in step.days if week_of(each.text) is None]
    return [each for each in said if not each.is_above or _weekdays(each, reader)]


def _dated(step: Step, start: date | None, reader: Reader, *, begins_anew: bool) -> Step:
    """Return a row with the days of its week in the place of what counts it, as it is where they are not clear."""
    week = _week_in(step)
    own = _own(step, reader) or [Said(step.text("when"), step.at("when"))]
    if week is None or len(own) != 1:
        return step
    ahead = _WEEK * ((week_of(week.text) or 1) - 1)
    if numbers := _numbers(step, reader):
        numbers = [number + ahead if begins_anew else number for number in numbers]
        if start is None and not begins_anew:
            return step
        words = [
            (start + timedelta(days=number - 1)).isoformat() if start else f"第{number}天"
            for number in numbers
        ]
    else:
        words = [] if start is None else [*_on_weekdays(_weekdays(own[0], reader), start, ahead)]
    if not words:
        return step
    said = Said("、".join(words), own[0].place, (*own[0].also, *week.places))
    rest = [each for each in step.days if each not in (week, own[0]) and not (start and each.is_above)]
    return replace(step, days=(said, *rest))


def _weekdays(said: Said, reader: Reader) -> list[int]:
    """Return the weekdays that some words say, by their numbers from 0; none for other words."""
    try:
        day = reader.moment(said.text).day or {}
    except UnclearError:
        return []
    return [WEEKDAYS.index(name) for name in day.get("weekdays", ())]


def _on_weekdays(numbers: list[int], start: date, ahead: int) -> Iterator[str]:
    """Yield the dates of some weekdays in a week; none where it matters whether that begins on its Monday."""
    if numbers and min(numbers) >= start.weekday():
        monday = start - timedelta(days=start.weekday())
        yield from ((monday + timedelta(days=number + ahead)).isoformat() for number in numbers)
