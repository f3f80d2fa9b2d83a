"""Dates that are over: left as they are, moved to the next such day, or left out, as it is answered for the whole file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from qunli.workbook.days import Reader
from qunli.workbook.findings import Findings
from qunli.workbook.left_out import named_cells
from qunli.workbook.moment import dates_of, with_dates
from qunli.workbook.other_columns import STATE
from qunli.workbook.questions import Question
from qunli.workbook.rows import Row
from qunli.workbook.states import is_sent

PAST, NO_YEAR = "过去的日子", "没写年份的日子是哪年"
AS_THEY_ARE, NEXT, NONE = "照原样", "改成下一次", "不要"
NEXT_YEAR, THIS_YEAR = "明年", "今年"
# A day without a year that is over by no more than this was meant as it is; one over for longer is of next year.
_LATELY = timedelta(days=60)


@dataclass(frozen=True)
class _Day:
    """One date of a row: as it was written, and the next such day. `is_far` says that only its year tells which is meant."""

    written: date
    next: date
    is_far: bool = False

    def as_answered(self, answer: str | None) -> date | None:
        if answer in (NEXT, NEXT_YEAR):
            return self.next
        return None if answer == NONE else self.written


def without_past(rows: list[Row], reader: Reader, findings: Findings) -> list[Row]:
    """Return the rows with their dates that are over as they were answered; without an answer they are a fault."""
    rows = [row for row in rows if not _is_done(row, reader.today, findings)]
    days = [_days(row, reader.today) for row in rows]
    if NO_YEAR not in reader.interview.answers:
        days = _in_order(rows, days, reader.today, findings)
    over = [
        (row, day) for row, each in zip(rows, days, strict=True) for day in each if day.written < reader.today
    ]
    if not over:
        return rows
    is_ahead = any(day.written >= reader.today for each in days for day in each)
    answers = _Answers(over, is_ahead, reader, findings)
    return [new for row, each in zip(rows, days, strict=True) if (new := answers.row(row, each))]


def _is_done(row: Row, today: date, findings: Findings) -> bool:
    """Say whether a row says that it was posted, on days that are over; one that has days ahead is kept, and told."""
    state = row.step.cells.get(STATE)
    if state is None or not is_sent(state.text):
        return False
    days = _days(row, today)
    if days and all(day.written < today for day in days):
        findings.left_out[
            f"写着「{state.text}」，日子也过去了，没有导入", "还要再发就把日期改对，去掉这个状态"
        ].append(row.day_place)
        return True
    findings.guesses[f"写着「{state.text}」，以后还有日子，照收"].append(state.place)
    return False


def _days(row: Row, today: date) -> list[_Day]:
    """Return the dates of a row; those without a year were heard as the next such days, and may be over this year."""
    found: list[_Day] = []
    for each in map(date.fromisoformat, dates_of(row.moment)):
        before = _in_year(each, today.year) if each.year > today.year else None
        follows = bool(found) and each - found[-1].written == timedelta(days=1)
        if row.moment.is_yearless and before and before < today and not follows:
            found.append(_Day(before, each, today - before > _LATELY))
        else:
            found.append(_Day(each, each if each >= today else _next(each, today)))
    return found


def _in_order(
    rows: Sequence[Row], days: list[list[_Day]], today: date, findings: Findings
) -> list[list[_Day]]:
    """Return dates with those of next year as they are where their rows follow on days before: 1月1日 below 12月31日."""
    found: list[list[_Day]] = []
    before: dict[int, date] = {}
    for row, each in zip(rows, days, strict=True):
        last = before.get(id(row.plan))
        is_over = row.moment.is_yearless and any(day.written < today for day in each)
        if is_over and last and timedelta() <= each[0].next - last <= _LATELY:
            findings.guesses["没写年份，接在前一年的日子后面，按明年"].append(row.day_place)
            each = [_Day(day.next, day.next) for day in each]
        found.append(each)
        if each:
            before[id(row.plan)] = each[-1].written
    return found


def _next(day: date, today: date) -> date:
    """Return the next such day from today on."""
    years = (_in_year(day, year) for year in range(today.year, today.year + 9))
    return next(each for each in years if each and each >= today)


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


class _Answers:
    """The answers about the dates that are over: one for those of this year or lately, one for those without a year."""

    def __init__(
        self, over: list[tuple[Row, _Day]], is_ahead: bool, reader: Reader, findings: Findings
    ) -> None:
        self.today, self.findings = reader.today, findings
        self.splits = is_ahead
        far = [row for row, day in over if self._is_far(day)]
        past = [(row, day) for row, day in over if not self._is_far(day)]
        self.far = reader.interview.ask(_of_no_year(far)) if far else None
        self.past = reader.interview.ask(_of_past(past, is_ahead, self.today)) if past else None
        self._tell(PAST, [row for row, _ in past], self.past)
        self._tell(NO_YEAR, far, self.far)

    def _is_far(self, day: _Day) -> bool:
        return self.splits and day.is_far

    def row(self, row: Row, days: Sequence[_Day]) -> Row | None:
        """Return a row on the dates that are left of it, None where none is."""
        if all(day.written >= self.today for day in days):
            return row
        kept = [
            day.written
            if day.written >= self.today
            else day.as_answered(self.far if self._is_far(day) else self.past)
            for day in days
        ]
        left = [each.isoformat() for each in kept if each]
        return replace(row, moment=with_dates(row.moment, left)) if left else None

    def _tell(self, key: str, rows: list[Row], answer: str | None) -> None:
        """Tell what became of the dates: nothing is moved or lost in silence."""
        places = list(dict.fromkeys(row.day_place for row in rows))
        if not places:
            return
        cells = f"{named_cells(places)} " if len(places) > 1 else "这里"
        if answer is None:
            choices = "、".join(_choices(key))
            message = f"{cells}的日子已经过去了" if key == PAST else f"{cells}没写年份，今年的已经过去了"
            hint = f"把日期改对再导入；或者回答「{key}」：{choices}"
            self.findings.problems.append(places[0].problem("Q003", message, hint))
        elif answer in (NEXT, NEXT_YEAR):
            told = "日子已经过去了，改成下一次" if answer == NEXT else "没写年份，今年的早就过了，按明年"
            self.findings.guesses[told] += places
        elif answer == NONE:
            self.findings.left_out["日子已经过去，照你说的没有导入", "还要发就把日期改对"] += places
        else:
            message = f"{cells}的日子已经过去了，照原样收下，不会再发"
            hint = f"还要发就把日期改对再导入；或者回答「{key}」：{'、'.join(_choices(key))}"
            self.findings.problems.append(places[0].problem("Q003", message, hint, "warning"))


def _choices(key: str) -> tuple[str, ...]:
    return (AS_THEY_ARE, NEXT, NONE) if key == PAST else (NEXT_YEAR, THIS_YEAR, NONE)


def _of_no_year(rows: list[Row]) -> Question:
    places = list(dict.fromkeys(row.day_place for row in rows))
    text = f"{named_cells(places)} 没写年份，今年的早就过了，是明年的吗？"
    return Question(NO_YEAR, text, places[0], _choices(NO_YEAR), NEXT_YEAR)


def _of_past(over: list[tuple[Row, _Day]], is_ahead: bool, today: date) -> Question:
    """Return the question about dates that are over; leaving them is safe where others lie ahead and these are of late."""
    places = list(dict.fromkeys(row.day_place for row, _ in over))
    is_of_late = all(today - day.written <= _LATELY for _, day in over)
    years = {day.written.year for _, day in over}
    is_of_last_year = not is_ahead and max(years) < today.year
    last = f"，像是 {max(years)} 年用过的表" if is_of_last_year else ""
    text = f"{named_cells(places)} 的日子已经过去了{last}，怎么办？"
    return Question(PAST, text, places[0], _choices(PAST), AS_THEY_ARE if is_ahead and is_of_late else None)
