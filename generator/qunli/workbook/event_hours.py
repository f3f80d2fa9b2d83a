"""Hours counted from that of an event, 开播前2小时, 截单前半小时: it stands in a title or beside them, or is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qunli.problem import ContentError
from qunli.when import NUMERAL, UnclearError, number, read_clocks
from qunli.workbook.inline import hours_in
from qunli.workbook.questions import Interview, Question
from qunli.workbook.spelling import joined, plain
from qunli.workbook.steps import Plan, Step
from qunli.workbook.tables import Cell

# What takes place once for all, by the words that name it beside its hour. What each customer does has no such hour.
_EVENTS = {
    "开播": "开播|直播",
    "直播": "开播|直播",
    "开抢": "开抢|抢购|秒杀",
    "秒杀": "开抢|抢购|秒杀",
    "开团": "开团|团购",
    "开售": "开售|发售|开卖",
    "截单": "截单|收单|截团|截止",
    "收单": "截单|收单|截团|截止",
    "截团": "截单|收单|截团|截止",
    "上课": "上课|开课|课程|公开课",
    "开课": "上课|开课|课程|公开课",
    "开讲": "开讲|讲座|分享会",
    "开奖": "开奖|抽奖",
    "打烊": "打烊|闭店|关门",
    "闭店": "打烊|闭店|关门",
    "开门": "开门|开店",
}
_AMOUNT = rf"(?:(?P<hours>\d+(?:\.5)?|半|{NUMERAL})个?(?P<more>半)?(?:小时|钟头|h))?(?:(?P<minutes>\d{{1,3}}|{NUMERAL})分钟?|(?P<quarter>[一1三3])刻钟?)?"
_NAMES = "|".join(_EVENTS)
_COUNTED = re.compile(
    rf"(?:正式)?(?P<event>{_NAMES})(?:开始)?(?:之|以)?(?P<side>[前后])(?:的?第)?{_AMOUNT}|(?P<now>{_NAMES})(?:时候?|开始|啦|了)?(?![一-鿿])"
    rf"|(?:提前|距离?)(?P<of>{_NAMES})(?:还有)?(?P<amount>{_AMOUNT.replace('?P<', '?P<b')})"
)
_DAY = 24 * 60


def with_event_hours(plan: Plan, interview: Interview) -> Plan:
    """Return a plan with the hours that are counted from that of an event written out.

    Raises ContentError where nothing says the hour of the event and nobody answered.
    """
    if plan.has_ids:
        return plan
    return replace(plan, steps=tuple(_written(step, plan.steps, interview) for step in plan.steps))


def _written(step: Step, steps: Sequence[Step], interview: Interview) -> Step:
    cell = _counting(step)
    words = joined(plain(cell.text)) if cell else ""
    found = _COUNTED.search(words)
    if cell is None or found is None or hours_in(words):
        return step
    offset = _offset(found)
    if offset is None:
        return step
    event = str(found["event"] or found["now"] or found["of"])
    clock = _hour_of(event, step, steps) or _asked(event, step, interview)
    at = int(clock[:2]) * 60 + int(clock[3:]) + offset
    if not 0 <= at < _DAY:
        message = f"「{cell.text}」从 {clock} 数起不在同一天"
        raise ContentError([cell.place.problem("Q004", message, "写成那一天的日期和几点")])
    written = f"{words[: found.start()]} {at // 60:02}:{at % 60:02} {words[found.end() :]}".strip()
    return replace(step, cells={**step.cells, "when": replace(cell, raw=written, shown=None)})


def _counting(step: Step) -> Cell | None:
    """Return the hour of a row, which may stand where others have what they are called: 开播前1小时 below 环节."""
    cell, title = step.cells.get("when"), step.cells.get("title")
    found = _COUNTED.fullmatch(joined(plain(title.text))) if title and not cell else None
    return title if found and not found["now"] else cell


def _offset(found: re.Match[str]) -> int | None:
    """Return how many minutes after an event, or before it, some words say; None where they say no amount."""
    if found["now"]:
        return 0
    minutes = _minutes(found, "" if found["side"] else "b")
    if not minutes:
        return None
    return minutes if found["side"] == "后" else -minutes


def _minutes(found: re.Match[str], prefix: str) -> int:
    hours, more, minutes, quarter = (
        found[f"{prefix}{name}"] for name in ("hours", "more", "minutes", "quarter")
    )
    whole = (
        30
        if hours == "半"
        else round(float(hours) * 60)
        if hours and hours[0].isdigit()
        else number(hours or "零") * 60
    )
    rest = number(minutes) if minutes else 0
    quarters = {"一": 15, "1": 15, "三": 45, "3": 45}.get(quarter or "", 0)
    return whole + (30 if more else 0) + rest + quarters


def _hour_of(event: str, step: Step, steps: Sequence[Step]) -> str:
    """Return the only hour beside the name of an event in the row or a line above, else that of the row which is it."""
    names = re.compile(_EVENTS[event])
    own = step.text("when")
    lines = [line for line in step.about.split("\n") if line not in (own, step.text("copy"))]
    for line in (*lines, *step.around.split("\n")):
        if names.search(line) and (clocks := {*_clocks(line)}):
            return clocks.pop() if len(clocks) == 1 else ""
    begins = re.compile(rf"(?:正式)?(?:{_EVENTS[event]})(?:开始|时间)?[啦了!！]*")
    rows = (each for each in steps if any(map(begins.fullmatch, each.about.split("\n"))))
    found = {clock for each in rows for clock in _clocks(each.text("when"))}
    return found.pop() if len(found) == 1 else ""


def _clocks(words: str) -> Iterator[str]:
    """Yield the hours in a line that are clear, the first of each stretch."""
    for each in hours_in(plain(words)):
        try:
            yield from (hour.clock for hour in read_clocks(each).hours if not hour.doubt)
        except UnclearError:
            continue


def _asked(event: str, step: Step, interview: Interview) -> str:
    said, place = step.text("when"), step.at("when")
    question = Question(f"{event}是几点", f"「{said}」：{event}是几点？", place)
    hint = question.way_out(f"把「{said}」改成几点；或者在表名、标题里写上{event}是几点")
    return interview.require(question, f"「{said}」看不出是几点，没写{event}是几点", hint)
