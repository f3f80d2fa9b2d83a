"""What the cells of a row say together: days and hours that fit each other, or where they do not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from qunli.problem import Problem
from qunli.when import ONE_OF_BOTH, WEEKDAY_WORDS, WEEKDAYS
from qunli.workbook.moment import Moment, dates_of, on_its_day, with_dates, without_dates
from qunli.workbook.tables import Place


@dataclass(frozen=True)
class Heard:
    """What words in one cell say. `text` are the words; `is_above` says that they stand over the row."""

    moment: Moment
    place: Place
    text: str = ""
    is_above: bool = False


def judged(heard: list[Heard], today: date) -> tuple[Moment | None, Problem | None]:
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
    but = tuple(day for each in heard for day in each.moment.but)
    whole = replace(
        without_dates(chosen, but), hours=hours.hours, minutes=hours.minutes, occasion=_occasion(heard)
    )
    return on_its_day(replace(whole, is_next_day=hours.is_next_day))


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
    return _other_date(heard)


def _other_date(heard: list[Heard]) -> Problem | None:
    """Return what is wrong where two cells of a row say different dates."""
    dated = [(each, set(dates_of(each.moment))) for each in heard if not each.is_above]
    for (one, days), (other, others) in combinations([pair for pair in dated if pair[1]], 2):
        if not (days <= others or others <= days):
            day = date.fromisoformat(min(days - others))
            message = f"这里写的{other.text}，同一行又写着 {day.month}月{day.day}日，看不出是哪一天"
            return one.place.problem("Q004", message, "两处日期改成一样的，或只留一个")
    return None


def _place_of(day: date, weekday: Heard, heard: list[Heard]) -> Place:
    """Return the cell to be mended: that of the weekday, or the date's where the weekday stands over other rows too."""
    dated = next((each for each in heard if day.isoformat() in dates_of(each.moment)), weekday)
    return weekday.place if weekday.place.row == dated.place.row else dated.place
