"""When a slot is posted. One form is one file: its shape, its days, its words, and how people write it in sheets.

Everything else asks a form and never takes it apart; a new form is its file, its line in FORMS, and its tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any

from qunli.shape import Shape, Tag, by_key
from qunli.when.clocks import Clocks, Hour, read_clocks
from qunli.when.daytimes import is_daytime
from qunli.when.every_day import EveryDay
from qunli.when.every_month import EveryMonth
from qunli.when.every_weeks import EveryWeeks
from qunli.when.every_workday import EveryWorkday
from qunli.when.festival_names import lunar_day
from qunli.when.form import (
    MOST_DAYS,
    MOST_PERIODS,
    Form,
    Listed,
    Occasion,
    Place,
    Recurring,
    Routine,
    Window,
    hour_part,
)
from qunli.when.hearing import Ear, NoMonthError, UnanchoredError, UnclearError
from qunli.when.lunar_days import NAMES as LUNAR_DAYS
from qunli.when.lunar_days import OnLunarDays
from qunli.when.month_end import EveryMonthEnd
from qunli.when.numerals import NUMERAL, number
from qunli.when.offsets import counted_from, counted_in_term, event_in, offsets
from qunli.when.on_dates import ONE_OF_BOTH, OnDates
from qunli.when.on_days import OnDays
from qunli.when.on_festival import OnFestival
from qunli.when.recurrence import Recurrence, days_between, monday, walk
from qunli.when.seasons import Season, Stretch, heard_season, season_fault
from qunli.when.spelled import comes_in_turns, spelled_out, tells_start
from qunli.when.spoken import Spoken, spoken
from qunli.when.values import (
    WEEKDAY_WORDS,
    WEEKDAYS,
    Dates,
    Hours,
    date_words,
    hour_words,
    spans,
    weekday_words,
)

__all__ = [
    "FORMS",
    "KEYS",
    "LUNAR_DAYS",
    "MOST_DAYS",
    "MOST_PERIODS",
    "NUMERAL",
    "ONE_OF_BOTH",
    "WEEKDAYS",
    "WEEKDAY_WORDS",
    "Clocks",
    "Dates",
    "Ear",
    "EveryDay",
    "EveryMonth",
    "EveryMonthEnd",
    "EveryWeeks",
    "EveryWorkday",
    "Form",
    "Hour",
    "Hours",
    "Listed",
    "NoMonthError",
    "Occasion",
    "OnDates",
    "OnDays",
    "OnFestival",
    "OnLunarDays",
    "Place",
    "Recurrence",
    "Recurring",
    "Routine",
    "Season",
    "Spoken",
    "Stretch",
    "UnanchoredError",
    "UnclearError",
    "When",
    "Window",
    "comes_in_turns",
    "counted_from",
    "counted_in_term",
    "date_words",
    "days_between",
    "event_in",
    "form_of",
    "heard",
    "heard_season",
    "hour_part",
    "hour_words",
    "is_daytime",
    "lunar_day",
    "monday",
    "number",
    "offsets",
    "read_clocks",
    "season_fault",
    "spans",
    "spelled_out",
    "spoken",
    "tells_start",
    "walk",
    "weekday_words",
]

# Their order decides where a raw `when` has the keys of two, and who listens first to the words of a cell.
FORMS: tuple[type[Form], ...] = (
    EveryDay,
    EveryWorkday,
    EveryWeeks,
    EveryMonthEnd,
    EveryMonth,
    OnLunarDays,
    OnDates,
    OnFestival,
    OnDays,
)
KEYS = tuple(dict.fromkeys(form.key for form in FORMS))


def form_of(raw: Mapping[str, Any]) -> type[Form] | None:
    """Return the form of a raw `when`: the first of KEYS that is present decides; None where none is."""
    key = next((each for each in KEYS if each in raw), None)
    return next((form for form in FORMS if form.key == key and form.suits(raw)), None)


def heard(text: str, ear: Ear) -> dict[str, Any] | None:
    """Return the days that some words say as YAML has them, without `at`; None for words no form knows.

    The words are normalised (NFKC) and without blanks. Raises UnclearError for days that do not exist.
    """
    said = (form.heard(text, ear) for form in FORMS)
    return next((each for each in said if each), None)


def _tag(value: Any) -> str | None:
    if isinstance(value, Shape):
        return type(value).__name__
    form = form_of(value) if isinstance(value, dict) else None
    return form.__name__ if form else None


if TYPE_CHECKING:
    When = Form
else:
    When = Annotated[
        reduce(or_, (Annotated[form, Tag(form.__name__)] for form in FORMS)),
        by_key(
            _tag,
            "看不出什么时候发",
            "写 every（每天、每周、每月）、lunar（农历）、festival（节日）、date（日期）"
            "或 day（第几天）中的一个，再加 at（几点）",
        ),
    ]
