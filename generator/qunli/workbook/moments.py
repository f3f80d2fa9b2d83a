"""When a row is posted: what its hour, its columns of days and the lines above say together."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.problem import Problem
from qunli.when import Hour, UnanchoredError, UnclearError, counted_from, offsets
from qunli.workbook.counted_weeks import with_dates
from qunli.workbook.dates import as_hour
from qunli.workbook.days import Reader
from qunli.workbook.either import as_clock, as_either
from qunli.workbook.first_day import from_the_start
from qunli.workbook.judged import Heard, judged
from qunli.workbook.moment import Moment, dates_of
from qunli.workbook.own_events import without_hours
from qunli.workbook.questions import Question
from qunli.workbook.spans import require_dates, span_in, week_of, within
from qunli.workbook.steps import Said, Step
from qunli.workbook.tables import Place
from qunli.workbook.unclear_days import HINT, UntimedError

CLOCK, DATE = "几点", "日期"
EITHER = "是几点还是日期"
# 24:00 beside a date ends that day.
_MIDNIGHT = re.compile(r"(?<![-~–—至到\d:：])24\s*[:：]\s*00(?:[:：]00)?|(?<![-~–—至到\d])24[点时]整?")
_ENDS_DATE = re.compile(r"\d[日号月./-]\d*\D*\s*24\s*[:：点时]")
# Words of days, and numbers, are no name of an hour.
_NO_HOUR = re.compile(r"[\d周日号天月年节每隔逢假期]|星期|礼拜")
_MOST_NAMED = 8  # letters
_OWN_DATE = re.compile(r"\d\s*[月./-]\s*\d")
_POINTED = re.compile(
    r"(?<![\d.])(?P<month>1[0-2]|0?[1-9])\.(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.])"
    r"(?=\s*[(（]?(?:周|星期|礼拜)[一二三四五六日天][)）]?$)"
    r"|(?<=[一二三四五六日天])\s(?P<month_after>1[0-2]|0?[1-9])\.(?P<day_after>3[01]|[12]\d|0?[1-9])$"
)


def heard_moment(step: Step, reader: Reader) -> tuple[Moment | None, Problem | None]:
    """Return when a row is posted, its days or hours missing where nothing says them; or what is wrong, at its cell.

    Raises UntimedError for a row that answers to something.
    """
    own = Said(_hour_of(step), step.at("when"))
    own = replace(own, is_above=own.place.row != step.place.row)
    every = [each for each in (own, *step.days) if each.text]
    if not any(_OWN_DATE.search(each.text) for each in every):
        every = [with_dates(each, reader) for each in every]
    said = [each for each in every if week_of(each.text) is None]
    try:
        heard = _of_row(_within(_from_anchor(_every_heard(said, own, step, reader), own)))
        weeks = [each for each in every if each not in said]
        return judged(heard, reader.today) if not weeks else _of_weeks(weeks, heard, reader)
    except _AtCellError as error:
        return None, _fault(error.place, error.cause)
    except UnclearError as error:
        return None, _fault(step.place, error)


class _AtCellError(Exception):
    """Words of a cell that cannot be understood."""

    def __init__(self, place: Place, cause: UnclearError) -> None:
        super().__init__(place, cause)
        self.place, self.cause = place, cause


def _every_heard(said: list[Said], own: Said, step: Step, reader: Reader) -> list[Heard]:
    """Return what each cell says; raises _AtCellError for one that says nothing known."""
    heard: list[Heard] = []
    unanchored: list[tuple[Said, UnanchoredError]] = []
    for each in said:
        try:
            heard.append(_heard(each, _moment(each, own, step, reader)))
        except UnanchoredError as error:
            unanchored.append((each, error))
        except UnclearError as error:
            if each is own and _may_be_hour(own, step, error):
                heard.append(_heard(own, _named_hour(own, reader)))
                continue
            together = _beside_heard(each, step, reader) if each is not own else None
            if together is None:
                raise _AtCellError(each.place, error) from None
            heard = [other for other in heard if other.place == own.place]
            heard.append(_heard(each, together))
    # A stretch of dates in a line above says within which days a row counts, and not which of them it means.
    has_date = any("date" in (each.moment.day or {}) for each in heard if not each.is_above)
    for each, open_end in () if has_date else unanchored:
        counted = from_the_start(each, open_end, reader)
        if counted is None:
            raise _AtCellError(each.place, open_end)
        heard.append(_heard(each, counted))
    return heard


def _may_be_hour(own: Said, step: Step, error: UnclearError) -> bool:
    """Say whether words beside a day, 饭点前, can only be how a shop calls an hour of its day."""
    words = own.text.strip()
    is_other = error.hint != HINT or _NO_HOUR.search(words) or len(words) > _MOST_NAMED
    return any(not each.is_above for each in step.days) and not is_other


def _named_hour(own: Said, reader: Reader) -> Moment:
    """Return the hour that words are answered to mean; raise _AtCellError where nobody said it."""
    words = own.text.strip()
    asked = Question(f"{words}是几点", f"「{words}」是几点？", own.place)
    clock = reader.interview.ask(asked)
    if clock is None:
        hint = asked.way_out("写成 24 小时制的几点")
        raise _AtCellError(own.place, UnclearError(f"「{words}」看不出是几点", hint))
    return Moment(None, (Hour(clock),))


def _from_anchor(heard: list[Heard], own: Said) -> list[Heard]:
    """Return what the cells say without the date from which the hour itself counts its day: 提前7天 20:00 beside 12月12日."""
    counted = [each for each in heard if each.place == own.place and dates_of(each.moment)]
    words = without_hours(own.text)
    if not counted or not (offsets(words) or counted_from(words)):
        return heard
    occasion = "；".join(each.moment.occasion for each in heard if each.moment.occasion)
    return [replace(each, is_above=False, moment=replace(each.moment, occasion=occasion)) for each in counted]


def _heard(said: Said, moment: Moment) -> Heard:
    return Heard(moment, said.place, said.text, said.is_above)


def _hour_of(step: Step) -> str:
    """Return the words of a row's hour; 24:00 beside a day is the midnight that ends it."""
    words = as_hour(step.text("when"), has_days=bool(step.days))
    words = "中午" if words.strip() == "中" else words
    has_day = bool(step.days) or bool(_ENDS_DATE.search(words))
    return _MIDNIGHT.sub("次日0:00", words) if has_day else words


def _beside_heard(said: Said, step: Step, reader: Reader) -> Moment | None:
    """Return what cells of days that are clear only together say, those on one side of the row first."""
    beside = tuple(other for other in step.days if other.is_above == said.is_above)
    return _together_heard(beside, reader) or _together_heard(step.days, reader)


def _of_weeks(weeks: list[Said], heard: list[Heard], reader: Reader) -> tuple[Moment | None, Problem | None]:
    """Return when a row in a week that is only counted is posted, if its own days say which one that is."""
    moment, problem = judged(heard, reader.today)
    for week in weeks:
        try:
            require_dates(week.text, moment or Moment(None, ()))
        except UnclearError as error:
            return None, _fault(week.place, error)
    return moment, problem


def _within(heard: list[Heard]) -> list[Heard]:
    """Return what the cells say with the weekdays of a stretch of dates as its dates; a row's own dates need no frame."""
    spans = [each for each in heard if dates_of(each.moment)]
    spans = [each for each in spans if len(dates_of(each.moment)) > 1 or each.is_above]
    own = [each for each in heard if each not in spans or not each.is_above]
    if any("date" in (each.moment.day or {}) for each in own if each not in spans):
        return own
    for span in spans:
        framed = [within(each.moment, dates_of(span.moment)) for each in own if each is not span]
        if any(framed):
            pairs = zip([each for each in own if each is not span], framed, strict=True)
            return [replace(each, moment=moment or each.moment) for each, moment in pairs]
    return heard


def _of_row(heard: list[Heard]) -> list[Heard]:
    """Return what the cells say without a line above that only tells the day of an occasion, where the row says a day."""
    own = [each for each in heard if not each.is_above]
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
    if any(not each.is_above for each in step.days):
        return reader.moment(as_clock(said.text))
    either = as_either(said.text)
    if either is None:
        return reader.moment(said.text)
    text = f"{said.text} 是几点（{either.clock}），还是日期（{either.day}）？"
    answer = reader.interview.ask(Question(EITHER, text, said.place, (CLOCK, DATE)))
    if answer is None:
        hint = f"几点写成 {either.clock}，日期写成 {either.day}"
        raise UnclearError(f"{said.text} 看不出是几点还是几月几日", hint)
    return reader.moment(either.clock if answer == CLOCK else either.day)


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


def _together_heard(days: tuple[Said, ...], reader: Reader) -> Moment | None:
    """Return what columns of days say that are clear only together: 每周 beside 周一."""
    try:
        return reader.moment("".join(each.text for each in days)) if len(days) > 1 else None
    except UnclearError:
        return None
