"""Events of a shop's own around which days are counted, 店庆前3天: when they are, as the sheet says or as it is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qunli.problem import ContentError
from qunli.when import UnanchoredError, UnclearError, counted_from, event_in, offsets, read_clocks
from qunli.workbook.days import Reader
from qunli.workbook.first_day import asked_day
from qunli.workbook.spelling import joined, plain
from qunli.workbook.steps import Said, Step

_DATE = re.compile(r"(?:20\d\d\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?")
_ZERO, _RUN = re.compile("[DTdt]0"), re.compile(r"[DTdt][1-9]")
_NEW_YEAR = re.compile("除夕|春节|大年|小年|正月|年三十")
_OF_NEW_YEAR = "拜年"
_THE_DAY = "(?:当[天日]|正日子?|日|活动日?|那[天日])?"
# Longer cells are texts, which may speak of any day.
_LONGEST = 24


def with_own_events(steps: Sequence[Step], reader: Reader) -> dict[int, Reader]:
    """Return the reader of each step by its id, with a line for every event that the steps count days from.

    Days that are counted from nothing named are those before the only date of their row, 12月12日香山线.
    """
    lines: dict[str, str] = {}
    own: dict[int, str] = {}
    readers = {id(step): _beside(step, reader) for step in steps}
    for step in steps:
        if _counts_itself(step) and (line := _date_of_row(step, "")):
            own[id(step)] = line
        for said, event in _unanchored(step, readers[id(step)]):
            if not event and _is_label(said, step):
                continue
            if line := _date_of_row(step, event):
                own[id(step)] = line
            elif not event:
                _require_one_count(said, steps)
            elif event not in lines:
                lines[event] = _dated(event, steps) or _answered(event, said, reader)
        for event in _named(step):
            lines.setdefault(event, next((f"{event}：{day}" for day in _beside_name(event, step.around)), ""))
    known = (*lines.values(), _only_day([*lines.values()]), _new_year(steps))
    return {key: _with_lines(each, (own.get(key, ""), *known)) for key, each in readers.items()}


def _is_label(said: Said, step: Step) -> bool:
    """Say whether counted days only say what the date beside them is called: 节点 D-3 beside 日期 12月9日."""
    others = (each for each in step.days if each.place != said.place)
    return said.place != step.at("when") and any(map(_DATE.search, (each.text for each in others)))


def _counts_itself(step: Step) -> bool:
    """Say whether the hour of a step has a day that is counted, D-1 20:00: the date of its row is that of the event."""
    words = joined(plain(step.text("when")))
    bare = without_hours(words)
    return bare != words and offsets(bare) is not None


def _with_lines(reader: Reader, more: Sequence[str]) -> Reader:
    known = [*filter(None, more)]
    return replace(reader, around="\n".join((*filter(None, [reader.around]), *known))) if known else reader


def _date_of_row(step: Step, event: str) -> str:
    """Return a line with the only date in the names of a row, "" where there is none or several."""
    found = {day for cell in step.about.split("\n") if len(cell) <= _LONGEST for day in _DATE.findall(cell)}
    return f"{event or 'D日'}：{found.pop()}" if len(found) == 1 else ""


def _new_year(steps: Sequence[Step]) -> str:
    """Return a word of the new year where other rows speak of it: 初八 below 除夕 is no day of every month."""
    days = [each.text for step in steps for each in step.days]
    return _OF_NEW_YEAR if any(map(_NEW_YEAR.search, days)) else ""


def _only_day(lines: Sequence[str]) -> str:
    """Return a line for days counted from no event, where the rows count from one only: 倒计时3天 beside 截止当天."""
    return f"D日：{lines[0].partition('：')[2]}" if len(lines) == 1 and lines[0] else ""


def _beside(step: Step, reader: Reader) -> Reader:
    """Return the reader with the words of a row, and those around it."""
    around = "\n".join(filter(None, (step.around, reader.about)))
    return replace(reader, about=step.about, around=around)


def _unanchored(step: Step, reader: Reader) -> Iterator[tuple[Said, str]]:
    """Yield what a step says of days around an event which nothing around it dates, and the event."""
    for said in (*step.days, Said(step.text("when"), step.at("when"))):
        words = joined(plain(said.text))
        words = without_hours(words)
        if not (event_in(words) or counted_from(words) or offsets(words)):
            continue
        try:
            reader.moment(said.text)
        except UnanchoredError as error:
            yield said, error.event
        except UnclearError:
            continue


def _named(step: Step) -> Iterator[str]:
    """Yield the events around which a step counts days."""
    for said in (*step.days, Said(step.text("when"), step.at("when"))):
        words = joined(plain(said.text))
        counted = counted_from(words)
        if event := event_in(words) or (counted[0] if counted else ""):
            yield event


def _beside_name(event: str, around: str) -> Iterator[str]:
    """Yield the date of each line around that has one only and names an event."""
    for line in around.split("\n"):
        dates = {*_DATE.findall(line)}
        if event in line and len(dates) == 1:
            yield dates.pop()


def without_hours(words: str) -> str:
    """Return words of days without their hours; unclear hours are told where they are read."""
    try:
        return joined(read_clocks(plain(words)).rest).replace("()", "")
    except UnclearError:
        return words


def _dated(event: str, steps: Sequence[Step]) -> str:
    """Return a line with the only date that the rows name for an event, "" where they name none or several."""
    found = {day for step in steps for day in _dates_of(event, step)}
    return f"{event}：{found.pop()}" if len(found) == 1 else ""


def _dates_of(event: str, step: Step) -> Iterator[str]:
    """Yield the date of an event in a row: beside its name in one cell, 12月18日店庆, or in a cell of its own."""
    cells = step.about.split("\n")
    for cell in cells:
        dates = _DATE.findall(cell)
        rest = re.sub(r"[\W_]", "", _DATE.sub("", cell))
        if len(dates) == 1 and len(cell) <= _LONGEST and re.fullmatch(f"{event}{_THE_DAY}", rest):
            yield dates[0]
    own = [each.text for each in step.days if _DATE.fullmatch(each.text.strip())]
    is_named = any(re.fullmatch(f"{event}{_THE_DAY}", cell.strip()) for cell in cells)
    if len(own) == 1 and is_named:
        yield own[0]


def _answered(event: str, said: Said, reader: Reader) -> str:
    day = asked_day(said, event, reader)
    return f"{event}：{day}" if day and day[0].isdigit() else ""


def _require_one_count(said: Said, steps: Sequence[Step]) -> None:
    """Refuse D0 beside D1: nobody can tell whether that is the first day or the one after the day zero."""
    if not _ZERO.fullmatch(said.text.strip()):
        return
    for other in (each for step in steps for each in (*step.days, Said(step.text("when"), step.at("when")))):
        if _RUN.match(other.text.strip()):
            message = f"「{said.text}」和「{other.text}」一起写，看不出 {other.text} 是第几天"
            hint = "开始那天写 第1天，后面写 第2天、第4天；从活动那天数就写 D日、D+1、D+3"
            raise ContentError([said.place.problem("Q004", message, hint)])
