"""When a row is posted: what its hour, its columns of days and the lines above say together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from qunli.problem import ContentError, Problem
from qunli.when import ONE_OF_BOTH, WEEKDAY_WORDS, WEEKDAYS, Hour, UnanchoredError, UnclearError
from qunli.workbook.dates import as_hour
from qunli.workbook.days import Moment, Reader, UntimedError
from qunli.workbook.either import as_clock, as_either
from qunli.workbook.questions import DAY, Form, Question
from qunli.workbook.spans import require_dates, span_in, week_of, within
from qunli.workbook.steps import Said, Step
from qunli.workbook.tables import Place

HOUR, DATE = "几点", "日期"
EITHER, RUN = "是几点还是日期", "进群或开始那天"
_FIRST_DAY = f"写那一天的年月日；从进群或开始那天算起，就写「{RUN}」"


_POINTED = re.compile(
    r"(?<![\d.])(?P<month>1[0-2]|0?[1-9])\.(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.])"
    r"(?=\s*[(（]?(?:周|星期|礼拜)[一二三四五六日天][)）]?$)"
    r"|(?<=[一二三四五六日天])\s(?P<month_after>1[0-2]|0?[1-9])\.(?P<day_after>3[01]|[12]\d|0?[1-9])$"
)


@dataclass(frozen=True)
class Heard:
    """What words in one cell say. `text` are the words."""

    moment: Moment
    place: Place
    text: str = ""


def heard_moment(step: Step, reader: Reader) -> tuple[Moment | None, Problem | None]:
    """Return when a row is posted, its days or hours missing where nothing says them; or what is wrong, at its cell.

    Raises UntimedError for a row that answers to something.
    """
    own = Said(as_hour(step.text("when"), has_days=bool(step.days)), step.at("when"))
    every = [each for each in (own, *step.days) if each.text]
    said = [each for each in every if week_of(each.text) is None]
    heard: list[Heard] = []
    unanchored: list[tuple[Said, UnanchoredError]] = []
    for each in said:
        try:
            heard.append(Heard(_moment(each, own, step, reader), each.place, each.text))
        except UnanchoredError as error:
            unanchored.append((each, error))
        except UnclearError as error:
            beside = tuple(other for other in step.days if other.place.row == each.place.row)
            together = (
                _together_heard(beside, reader) or _together_heard(step.days, reader)
                if each is not own
                else None
            )
            if together is None:
                return None, _fault(each.place, error)
            heard = [other for other in heard if other.place == own.place]
            heard.append(Heard(together, each.place, each.text))
    # A stretch of dates in a line above says within which days a row counts, and not which of them it means.
    has_date = any("date" in (each.moment.day or {}) for each in heard if each.place.row == step.place.row)
    for each, open_end in () if has_date else unanchored:
        counted = _from_the_start(each, open_end, reader)
        if counted is None:
            return None, each.place.problem("Q004", open_end.message, open_end.hint)
        heard.append(Heard(counted, each.place, each.text))
    try:
        heard = _of_row(_within(heard, step), step)
    except UnclearError as error:
        return None, _fault(step.place, error)
    weeks = [each for each in every if each not in said]
    return _judged(heard, reader.today) if not weeks else _of_weeks(weeks, heard, reader)


def _of_weeks(weeks: list[Said], heard: list[Heard], reader: Reader) -> tuple[Moment | None, Problem | None]:
    """Return when a row in a week that is only counted is posted, if its own days say which one that is."""
    moment, problem = _judged(heard, reader.today)
    for week in weeks:
        try:
            require_dates(week.text, moment or Moment(None, ()))
        except UnclearError as error:
            return None, _fault(week.place, error)
    return moment, problem


def _within(heard: list[Heard], step: Step) -> list[Heard]:
    """Return what the cells say with the weekdays of a stretch of dates as its dates; a row's own dates need no frame."""
    row = step.place.row
    spans = [each for each in heard if dates_of(each.moment)]
    spans = [each for each in spans if len(dates_of(each.moment)) > 1 or each.place.row != row]
    own = [each for each in heard if each not in spans or each.place.row == step.place.row]
    if any("date" in (each.moment.day or {}) for each in own if each not in spans):
        return own
    for span in spans:
        framed = [within(each.moment, dates_of(span.moment)) for each in own if each is not span]
        if any(framed):
            pairs = zip([each for each in own if each is not span], framed, strict=True)
            return [replace(each, moment=moment or each.moment) for each, moment in pairs]
    return heard


def _of_row(heard: list[Heard], step: Step) -> list[Heard]:
    """Return what the cells say without a line above that only tells the day of an occasion, where the row says a day."""
    own = [each for each in heard if each.place.row == step.place.row]
    if not any(each.moment.day for each in own):
        return heard
    return [each for each in heard if each in own or not each.moment.occasion]


def _fault(place: Place, error: UnclearError) -> Problem:
    if isinstance(error, UntimedError):
        raise error
    return place.problem("Q004", error.message, error.hint)


def _moment(said: Said, own: Said, step: Step, reader: Reader) -> Moment:
    """Return what one cell says; a number that may be an hour and a date is an hour beside days, else it is asked."""
    if said is not own:
        return _of_days(replace(said, text=_dated(said.text)) if own.text else said, reader)
    if any(each.place.row == said.place.row for each in step.days):
        return reader.moment(as_clock(said.text))
    either = as_either(said.text)
    if either is None:
        return reader.moment(said.text)
    text = f"{said.text} 是几点（{either.clock}），还是日期（{either.day}）？"
    answer = reader.interview.ask(Question(EITHER, text, said.place, (HOUR, DATE)))
    if answer is None:
        hint = f"几点写成 {either.clock}，日期写成 {either.day}"
        raise UnclearError(f"{said.text} 看不出是几点还是几月几日", hint)
    return reader.moment(either.clock if answer == HOUR else either.day)


def _of_days(said: Said, reader: Reader) -> Moment:
    """Return what a cell of days says, where a number with a point is a date."""
    either = as_either(said.text)
    if either is None or "." not in said.text:
        return reader.moment(_in_span(said.text))
    return replace(reader.moment(either.day), tenfold=_tenfold(either.day))


def _dated(words: str) -> str:
    """Return 12月11日 周五 for 12.11 周五, which beside an hour of its own is none."""
    return _POINTED.sub(lambda found: "{}月{}日".format(*filter(None, found.groups())), words)


def _in_span(words: str) -> str:
    """Return the dates of a week that has its number before them, other words as they are."""
    span = span_in(words)
    return span if span and week_of(words.replace("(", " ").split(" ")[0]) is not None else words


def _tenfold(day: str) -> str:
    """Return 12月10日 for 12月1日, which were typed alike; nothing for a day that has no such other."""
    month, _, number = day.removesuffix("日").partition("月")
    return f"{month}月{number}0日" if number in "123" else ""


def _from_the_start(said: Said, error: UnanchoredError, reader: Reader) -> Moment | None:
    """Return days that nothing says where they are counted from as days of a run, if that is the answer."""
    question = Question(
        "D日是哪天",
        f"{said.text} 从哪天算起？",
        said.place,
        form=Form(_FIRST_DAY, "2026-12-18", _is_first_day),
    )
    answer = reader.interview.ask(question)
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


def _is_first_day(words: str) -> bool:
    return words == RUN or DAY.takes(words)


def _together_heard(days: tuple[Said, ...], reader: Reader) -> Moment | None:
    """Return what columns of days say that are clear only together: 每周 beside 周一."""
    try:
        return reader.moment("".join(each.text for each in days)) if len(days) > 1 else None
    except UnclearError:
        return None


def _judged(heard: list[Heard], today: date) -> tuple[Moment | None, Problem | None]:
    """Return what the cells say together; a date without a year is of the year in which it has the weekday beside it."""
    moment, problem = _together(heard), _contradiction(heard)
    if problem and moment.is_yearless:
        back = [replace(each, moment=_a_year_before(each.moment, today)) for each in heard]
        if not _contradiction(back):
            return replace(_together(back), is_yearless=False), None
    if moment.is_yearless and any((each.moment.day or {}).get("weekdays") for each in heard):
        moment = replace(moment, is_yearless=False)
    return moment, problem


def _a_year_before(moment: Moment, today: date) -> Moment:
    """Return dates that are of next year only because this year's are over on those of this year."""
    if not moment.is_yearless:
        return moment
    days = dates_of(moment)
    moved = [each for each in days if int(each[:4]) > today.year and not each.endswith("02-29")]
    return with_dates(moment, [f"{today.year}{each[4:]}" if each in moved else each for each in days])


def _together(heard: list[Heard]) -> Moment:
    """Return the days, dates before weekdays, and the first hours that are said, each of which may be missing."""
    days = [each.moment for each in heard if each.moment.day]
    dated = [each for each in days if "date" in (each.day or {})]
    hours = next((each.moment for each in heard if each.moment.at), Moment(None, ()))
    chosen = next(iter([*dated, *days]), Moment(None, ()))
    return replace(chosen, hours=hours.hours, minutes=hours.minutes, occasion=_occasion(heard))


def _occasion(heard: list[Heard]) -> str:
    return "；".join(dict.fromkeys(each.moment.occasion for each in heard if each.moment.occasion))


def _contradiction(heard: list[Heard]) -> Problem | None:
    """Return what is wrong where a date falls on another weekday than the one beside it."""
    dates = [date.fromisoformat(day) for each in heard for day in dates_of(each.moment)]
    for each in heard:
        weekdays = (each.moment.day or {}).get("weekdays")
        wrong = [day for day in dates if weekdays and WEEKDAYS[day.weekday()] not in weekdays]
        if wrong:
            day, place = wrong[0], _place_of(wrong[0], each, heard)
            said = "这里写的" if place == each.place else f"写的{each.text}"
            message = f"{day.month}月{day.day}日是{WEEKDAY_WORDS[day.weekday()]}，和{said}不一样"
            return place.problem("Q004", message, ONE_OF_BOTH)
    return None


def _place_of(day: date, weekday: Heard, heard: list[Heard]) -> Place:
    """Return the cell to be mended: that of the weekday, or the date's where the weekday stands over other rows too."""
    dated = next((each for each in heard if day.isoformat() in dates_of(each.moment)), weekday)
    return weekday.place if weekday.place.row == dated.place.row else dated.place


def dates_of(moment: Moment) -> list[str]:
    """Return the dates of a moment as YAML has them, none where it has no dates."""
    found = (moment.day or {}).get("date", [])
    return found if isinstance(found, list) else [found]


def with_dates(moment: Moment, days: list[str]) -> Moment:
    """Return the moment on other dates."""
    written = sorted(set(days))
    return replace(moment, day={"date": written[0] if len(written) == 1 else written})


def with_hours_asked(moment: Moment, step: Step, reader: Reader) -> Moment:
    """Return the moment with its doubtful hours as the sheet explains them, or as they were answered.

    Without an answer they stay the usual ones; raises ContentError where the sheet says others that are not clear.
    """
    return replace(moment, hours=tuple(_asked(moment.hours, step, reader)))


def _asked(hours: tuple[Hour, ...], step: Step, reader: Reader) -> Iterator[Hour]:
    place = step.at("when")
    for hour in hours:
        if said := step.hours.get(hour.doubt):
            yield Hour(said)
            continue
        if not hour.doubt:
            yield hour
            continue
        default = None if hour.doubt in step.hours else hour.clock
        clock = reader.interview.ask(Question(hour.doubt, f"{hour.doubt}？", place, hour.choices, default))
        if clock is None:
            hint = f"时间那一列写上几点；或者回答「{hour.doubt}」：比如 {hour.clock}"
            message = f"表里另有一行说了{hour.doubt}，看不准"
            raise ContentError([place.problem("Q003", message, hint)])
        yield Hour(clock) if hour.doubt in reader.interview.used else hour
