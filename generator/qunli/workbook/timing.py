"""When all rows of a file are posted: what one row leaves open is judged by what the others say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from qunli.problem import Problem
from qunli.when import ONE_OF_BOTH, Hour, date_words, read_clocks
from qunli.workbook.continued import silent
from qunli.workbook.countdowns import with_countdowns
from qunli.workbook.counts import with_one_count
from qunli.workbook.day_parts import without_parts
from qunli.workbook.dayless import with_days
from qunli.workbook.days import Reader
from qunli.workbook.days_first import with_days_first
from qunli.workbook.evenings import with_evenings
from qunli.workbook.findings import Findings
from qunli.workbook.greetings import with_greetings
from qunli.workbook.halves import with_halves
from qunli.workbook.hours_asked import with_hours_asked
from qunli.workbook.inline import hour_within, hours_in, parts_of_day
from qunli.workbook.moment import dates_of
from qunli.workbook.moments import heard_moment
from qunli.workbook.month_ends import with_month_ends
from qunli.workbook.own_events import with_own_events
from qunli.workbook.past import without_past
from qunli.workbook.questions import Question
from qunli.workbook.rows import Row
from qunli.workbook.steps import Plan, Step
from qunli.workbook.unclear_days import UntimedError
from qunli.workbook.zeros import with_zeros

HOUR = "10:00"
NO_HOUR = "没写几点的排在几点"
# What tells a line of the hour at which all is posted from one of another hour.
_POSTED = re.compile("发|推送|时间|每[天日早晚]|每个?(?:周|星期)")
_OTHER_DAY = re.compile("次日|明[日天]|第二天|翌日|前一[天日晚]|提前")
_OTHERWISE = re.compile(
    "[-~–—至到]\\s*\\d{1,2}\\s*[:：点]|更新|修改|制表|打印|导出|营业|[截收]单|截[至止]|到货|发货|上课|活动"
)
_PARITY = frozenset(("单周", "双周"))
_WAY_OUT = "写成 每天 11:00 这样"


def timed(rows: Sequence[tuple[Plan, Step]], reader: Reader, findings: Findings) -> list[Row]:
    """Return the rows that are posted with their days and hours; the others are noted with the reason."""
    readers = with_own_events([step for _, step in rows], reader)
    heard = [row for plan, step in rows if (row := _heard(plan, step, readers[id(step)], findings))]
    _tell_written(heard, findings)
    heard = _apart(heard, findings)
    heard = with_month_ends(with_one_count(heard, findings), reader, findings)
    heard = with_zeros(without_parts(heard, reader, findings), reader, findings)
    heard = with_evenings(with_halves(heard), reader, findings)
    heard = with_greetings(_with_hours(heard, reader, findings), reader, findings)
    heard = with_countdowns(with_days(heard, reader, findings), reader, findings)
    return without_past(with_days_first(heard, reader, findings), reader, findings)


def contradictions(steps: Iterable[Step], reader: Reader) -> Iterator[Problem]:
    """Yield the dates of some rows that fall on other weekdays than those beside them."""
    every = [*steps]
    readers = with_own_events(every, reader)
    for step in every:
        try:
            problem = heard_moment(step, readers[id(step)])[1]
        except UntimedError:
            continue
        if problem and problem.hint == ONE_OF_BOTH:
            yield problem


def _heard(plan: Plan, step: Step, reader: Reader, findings: Findings) -> Row | None:
    try:
        moment, problem = heard_moment(step, reader)
    except UntimedError:
        findings.set_aside.append(step)
        return None
    if problem:
        findings.problems.append(problem)
    return Row(plan, step, moment) if moment and not problem else None


def _tell_written(rows: list[Row], findings: Findings) -> None:
    """Tell of words whose days were written out until when that is."""
    for row in rows:
        if row.moment.spelled and (days := dates_of(row.moment)):
            last = date_words(date.fromisoformat(days[-1]))
            told = f"「{row.moment.spelled}」一天一天写了出来，排到 {last}，往后的到时候再导入一次"
            findings.guesses[told].append(row.day_place)


def _apart(rows: list[Row], findings: Findings) -> list[Row]:
    """Return the rows without those of even weeks where others are of odd ones: both count from the first week."""
    words = {row.moment.every_other for row in rows}
    for row in rows:
        if said := row.moment.every_other:
            told = "单周、双周从开始那一周数起" if said in _PARITY else "隔周的没写从哪天起，从开始那一周数起"
            findings.guesses[f"{told}，隔一周发一次"].append(row.day_place)
    if not words >= _PARITY:
        return rows
    for row in rows:
        if row.moment.every_other == "双周":
            message = "单周、双周错开发，计划里还排不出来"
            hint = "双周的这几条写成一天一天的日期；单周的写 隔周周一 这样，从开始那一周数起"
            findings.problems.append(row.day_place.problem("Q004", message, hint))
    return [row for row in rows if row.moment.every_other != "双周"]


# --- rows without an hour ---


def _with_hours(rows: list[Row], reader: Reader, findings: Findings) -> list[Row]:
    timed_plans = {id(row.plan) for row in rows if row.moment.hours}
    found = (_with_hour(row, id(row.plan) in timed_plans, reader, findings) for row in rows)
    return _unless_all_are_silent(rows, [row for row in found if row], findings)


def _with_hour(row: Row, others_say: bool, reader: Reader, findings: Findings) -> Row | None:
    """Return the row with its hours; one that says no hour is asked about where it says a day, else left out."""
    if row.moment.hours:
        return _with_answers(row, reader, findings)
    is_silent = row.moment.day is None
    if row.plan.has_ids:
        message = "没有写什么时候发" if is_silent else "没有写几点"
        findings.problems.append(row.place.problem("Q002", message, _WAY_OUT))
        return None
    if is_silent or (others_say and not row.says_day_itself):
        _leave_out(row, reader, findings)
        return None
    if hours := _hours_above(row.step):
        return row.at_hours(hours)
    if within := hour_within(row.step.text("copy")):
        hint = f"是 {within} 发就把它写进「时间」；一格里几条，每一条前面都写上几点"
        findings.problems.append(
            row.place.problem("Q003", f"没写几点，话里有一行写着 {within}，看不出几点发", hint)
        )
        return None
    # Nobody knows better than the shop when its people look at their phones: no hour is safe.
    clock = reader.interview.ask(Question(NO_HOUR, "有几行没写几点，排在几点？", row.place))
    if clock is None:
        hint = f"写上几点；或者回答「{NO_HOUR}」：比如 {HOUR}"
        message = "这一行没写几点，别的行写了" if others_say else "这一行没写几点"
        findings.problems.append(row.day_place.problem("Q003", message, hint))
        return None
    return row.at_hours((Hour(clock),))


def _leave_out(row: Row, reader: Reader, findings: Findings) -> None:
    """Note a row that does not say when it is posted; of a text alone nobody knows whether the row above goes on in it."""
    question = silent(row.step.at("copy"))
    if _goes_on(row) and reader.interview.ask(question) is None:
        hint = question.way_out("另一条就写上什么时候发，不要的删掉")
        findings.problems.append(row.step.at("copy").problem("Q003", "只有话，没写什么时候发", hint))
        return
    findings.left_out["没写什么时候发，没有导入", f"要发就{_WAY_OUT}；只是说明就不用管"].append(row.place)


def _goes_on(row: Row) -> bool:
    """Say whether a row of a sheet with days has nothing but a text in its column, which may belong to the row above."""
    copy = row.step.cells.get("copy")
    own = {each for each in row.step.about.split("\n") if each}
    is_alone = copy is not None and own <= {*copy.text.split("\n")}
    # A line among the rows says their days as a column does, 【Day1 破冰】.
    is_in_section = any(each.place.row > row.plan.place.row for each in row.step.days)
    is_dated = is_in_section or any(key.startswith("day:") for key in row.plan.keys)
    return is_dated and is_alone and copy is not None and copy.place.column > row.plan.place.column


def _hours_above(step: Step) -> tuple[Hour, ...]:
    """Return the hours at which a line above says that all is posted: 每晚8点发, 推送时间：每日19:00."""
    for line in step.around.split("\n"):
        is_same = _POSTED.search(line) and not _OTHERWISE.search(line) and not _OTHER_DAY.search(line)
        if is_same and (clocks := hours_in(line)):
            return tuple(hour for clock in clocks for hour in read_clocks(clock).hours)
    return ()


def _with_answers(row: Row, reader: Reader, findings: Findings) -> Row | None:
    if len(row.moment.hours) > 1 and parts_of_day(row.step.text("copy")) > 1:
        hint = "拆成几行，一行一个钟点、一段话"
        findings.problems.append(
            row.place.problem("Q003", "写了几个钟点，话里又分早晚，看不出哪一段几点发", hint)
        )
        return None
    moment = with_hours_asked(row.moment, row.step, reader)
    if moment.is_guess:
        findings.guesses["只写了上午、晚上这样的时段，几点是估的"].append(row.place)
    return replace(row, moment=moment)


def _unless_all_are_silent(rows: list[Row], found: list[Row], findings: Findings) -> list[Row]:
    """Return the rows that are left; where none is, because none says when, that is a fault and no remark."""
    if rows and not found and not findings.problems:
        findings.left_out.clear()
        findings.problems.append(rows[0].place.problem("Q002", "没有写什么时候发", _WAY_OUT))
    return found
