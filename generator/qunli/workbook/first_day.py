"""Days that nothing says where they are counted from, counted from the day that was answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from qunli.when import UnanchoredError
from qunli.workbook.days import Reader
from qunli.workbook.moment import Moment, with_dates
from qunli.workbook.questions import DAY, Form, Question
from qunli.workbook.steps import Said

RUN = "进群或开始那天"
_FIRST_DAY = f"写那一天的年月日；从进群或开始那天算起，就写「{RUN}」"


def from_the_start(said: Said, error: UnanchoredError, reader: Reader) -> Moment | None:
    """Return days that nothing says where they are counted from as days of a run, if that is the answer."""
    answer = asked_day(said, error.event, reader)
    if answer is None or (answer == RUN and error.offsets[0] < 0):
        return None
    hours = (
        reader.moment(said.text.replace(error.words, "")) if error.words in said.text else Moment(None, ())
    )
    if answer != RUN:
        first = date.fromisoformat(answer)
        return with_dates(hours, [(first + timedelta(days=each)).isoformat() for each in error.offsets])
    days = [each + 1 for each in error.offsets]
    return replace(hours, day={"day": days[0] if len(days) == 1 else days})


def asked_day(said: Said, event: str, reader: Reader) -> str | None:
    """Return the date (YYYY-MM-DD) from which days are counted, RUN, or None where nobody answered."""
    key = f"{event}是哪天" if event else "D日是哪天"
    text = f"{said.text}：{event}是哪天？" if event else f"{said.text} 从哪天算起？"
    form = Form(_FIRST_DAY, "2026-12-18", _is_first_day)
    return reader.interview.ask(Question(key, text, said.place, form=form))


def _is_first_day(words: str) -> bool:
    return words == RUN or DAY.takes(words)
