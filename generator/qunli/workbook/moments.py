"""When a row is posted: what its hour, its columns of days and the lines above say together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from qunli.problem import Problem
from qunli.when import WEEKDAY_WORDS, WEEKDAYS, UnclearError
from qunli.workbook.days import Moment, Reader, UntimedError
from qunli.workbook.steps import Said, Step
from qunli.workbook.tables import Place


@dataclass(frozen=True)
class _Heard:
    """What words in one cell say."""

    moment: Moment
    place: Place


def heard_moment(step: Step, reader: Reader) -> tuple[Moment | None, Problem | None]:
    """Return when a row is posted, its days or hours missing where nothing says them; or what is wrong, at its cell."""
    own = Said(step.text("when"), step.at("when"))
    said = [each for each in (own, *step.days) if each.text]
    heard: list[_Heard] = []
    for each in said:
        try:
            heard.append(_Heard(reader.moment(each.text), each.place))
        except UntimedError as error:
            return None, each.place.problem("Q003", f"{error.message}，没有导入", error.hint, "warning")
        except UnclearError as error:
            together = _together_heard(step.days, reader) if each is not own else None
            if together is None:
                return None, each.place.problem("Q004", error.message, error.hint)
            heard.append(_Heard(together, each.place))
    return _together(heard), _contradiction(heard)


def _together_heard(days: tuple[Said, ...], reader: Reader) -> Moment | None:
    """Return what columns of days say that are clear only together: 每周 beside 周一."""
    try:
        return reader.moment("".join(each.text for each in days)) if len(days) > 1 else None
    except UnclearError:
        return None


def _together(heard: list[_Heard]) -> Moment:
    """Return the days, dates before weekdays, and the first hours that are said, each of which may be missing."""
    days = [each.moment.day for each in heard if each.moment.day]
    dated = [day for day in days if "date" in day]
    hours = next((each.moment for each in heard if each.moment.at), Moment(None, ()))
    return replace(hours, day=next(iter([*dated, *days]), None))


def _contradiction(heard: list[_Heard]) -> Problem | None:
    """Return what is wrong where a date falls on another weekday than the one beside it."""
    dates = [day for each in heard for day in _dates(each.moment)]
    for each in heard:
        weekdays = (each.moment.day or {}).get("weekdays")
        wrong = [day for day in dates if weekdays and WEEKDAYS[day.weekday()] not in weekdays]
        if wrong:
            day = wrong[0]
            message = f"{day.month}月{day.day}日是{WEEKDAY_WORDS[day.weekday()]}，和这里写的不一样"
            return each.place.problem("Q004", message, "日期和星期改成一样的，或只留一个")
    return None


def _dates(moment: Moment) -> list[date]:
    found = (moment.day or {}).get("date", [])
    return [date.fromisoformat(each) for each in (found if isinstance(found, list) else [found])]
