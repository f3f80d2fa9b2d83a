"""Dates typed with a point, which lose their zero: 12.10 is kept as 12.1. The rows around such a date tell which it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from qunli.when import UnclearError
from qunli.workbook.days import Reader
from qunli.workbook.findings import Findings
from qunli.workbook.moment import dates_of
from qunli.workbook.questions import Question
from qunli.workbook.rows import Row
from qunli.workbook.spans import span_in

_DAY = timedelta(days=1)


def with_zeros(rows: list[Row], reader: Reader, findings: Findings) -> list[Row]:
    """Return the rows with the days that such dates are; one that can be either is asked about, else it is a fault."""
    found: list[Row] = []
    for number, row in enumerate(rows):
        if not row.moment.tenfold:
            found.append(row)
            continue
        before = _last_day([each for each in found if each.plan is row.plan])
        after = _first_day([each for each in rows[number + 1 :] if each.plan is row.plan])
        meant = _meant(row, before, after, reader)
        if meant is None:
            one, ten = _choices(row)
            message = f"这里看不出是 {one} 还是 {ten}，表格把末尾的 0 去掉了"
            findings.problems.append(row.day_place.problem("Q004", message, f"写成 {one} 或 {ten}"))
        else:
            found.append(meant)
    return found


def _meant(row: Row, before: date | None, after: date | None, reader: Reader) -> Row | None:
    as_ten = _as_ten(row, reader)
    if as_ten is None:
        return row
    one, ten = _day(row), _day(as_ten)
    stretch = _stretch_above(row, reader)
    if (one in stretch) != (ten in stretch):
        return row if one in stretch else as_ten
    for is_right in (_lies_between, _is_beside):
        fits = is_right(one, before, after)
        if fits != is_right(ten, before, after):
            return row if fits else as_ten
    choices = _choices(row)
    key = f"{one.month}.{one.day}是哪天"
    question = Question(
        key, f"{one.month}.{one.day} 是 {choices[0]} 还是 {choices[1]}？", row.day_place, choices
    )
    answer = reader.interview.ask(question)
    if answer is None:
        return None
    return row if answer == choices[0] else as_ten


def _stretch_above(row: Row, reader: Reader) -> list[date]:
    """Return the days of the nearest line above a row that names a stretch of dates: 第一周（12.1-12.6）; none without one."""
    spans = [*filter(None, map(span_in, row.step.around.split("\n")))]
    try:
        moment = reader.moment(spans[0]) if spans else None
    except UnclearError:
        return []
    return [*map(date.fromisoformat, dates_of(moment))] if moment else []


def _as_ten(row: Row, reader: Reader) -> Row | None:
    """Return the row on the tenth, twentieth or thirtieth; None where the month has none."""
    day = date.fromisoformat(dates_of(row.moment)[0])
    try:
        other = day.replace(day=day.day * 10)
    except ValueError:
        return None
    return replace(row, moment=replace(row.moment, day={"date": other.isoformat()}, tenfold=""))


def _choices(row: Row) -> tuple[str, str]:
    day = _day(row)
    return f"{day.month}月{day.day}日", row.moment.tenfold


def _day(row: Row) -> date:
    return date.fromisoformat(dates_of(row.moment)[0])


def _last_day(rows: list[Row]) -> date | None:
    days = [day for row in rows[-1:] for day in dates_of(row.moment)]
    return date.fromisoformat(days[-1]) if days else None


def _first_day(rows: list[Row]) -> date | None:
    days = [day for row in rows[:1] for day in dates_of(row.moment)]
    return date.fromisoformat(days[0]) if days else None


def _lies_between(day: date, before: date | None, after: date | None) -> bool:
    return (before is None or before <= day) and (after is None or day <= after)


def _is_beside(day: date, before: date | None, after: date | None) -> bool:
    """Say whether a day follows the one before without a gap, or comes right before the next."""
    return any(other is not None and abs(other - day) <= _DAY for other in (before, after))
