"""What every form of `when` must answer. A form that does not is no class that can be made."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from inspect import isabstract
from math import gcd
from typing import TYPE_CHECKING, Any, ClassVar, Self

from qunli.almanac import Almanac
from qunli.shape import Field, PrivateAttr, Shape, fault, model_validator
from qunli.when.hearing import Ear
from qunli.when.recurrence import Recurrence
from qunli.when.seasons import Season, Stretch
from qunli.when.values import Festival, Holidays, Hours, hour_words

MOST_DAYS = 999
MOST_PERIODS = 99  # weeks or months

AT = Field(title="几点发，24 小时制，可以写几个")
HOLIDAYS = Field(None, title="放假停发")
SEASON = Field(None, title="只在哪段日子发", description="每年这一段，比如 {from: 立冬, to: 立春}")


@dataclass(frozen=True)
class Place:
    """One place of a rotation: its turn, its first day, how it repeats, and which of the day's hours it has (from 0)."""

    turn: int
    first: date
    recurrence: Recurrence
    hour: int


@dataclass(frozen=True)
class Occasion:
    """One single post: its day, the day's part of its UID, and its number in the rotation of texts.

    `campaign` names what it is part of, one round of days that are told one after the other, and `lead` says that it
    comes before the day it is about; "" is a post for itself.
    """

    day: date
    rest: str
    number: int
    hour: int = 0
    campaign: str = ""
    lead: bool = False


@dataclass(frozen=True)
class Window:
    """Where single posts are looked for: the starts of a run in order, and the last day (included)."""

    starts: tuple[date, ...]
    last: date

    @property
    def first(self) -> date:
        return self.starts[0]


class Form(Shape):
    """One way to say when a slot is posted. `at` are the hours of the day, in order.

    `key` is the YAML key that tells it from the others; `routine` says that it goes on for ever, and so may be
    replaced on some days and be turned into another text each time; `of_a_run` that its days count from a run's start.
    """

    key: ClassVar[str]
    routine: ClassVar[bool] = False
    of_a_run: ClassVar[bool] = False

    if TYPE_CHECKING:  # every form declares it behind its own fields, so that its key comes first
        at: Hours

    @classmethod
    def __pydantic_init_subclass__(cls, **options: Any) -> None:
        super().__pydantic_init_subclass__(**options)
        if not (isabstract(cls) or issubclass(cls, Recurring | Listed)):
            raise TypeError(f"{cls.__name__} is neither Recurring nor Listed, so nobody could plan its posts")

    @model_validator(mode="before")
    @classmethod
    def _seasons_are_of_what_recurs(cls, value: Any) -> Any:
        if isinstance(value, dict) and "season" in value and not cls.routine:
            hint = "删掉 season，或改成 every（每天、每周、每月）、lunar（农历）"
            raise fault("Q003", "节日、日期和第几天的发布不能写 season", hint, at="season")
        return value

    @classmethod
    def suits(cls, raw: Mapping[str, Any]) -> bool:
        """Say whether a raw `when` that has this form's key is of this form."""
        return True

    @abstractmethod
    def day_words(self, festival: Festival) -> str:
        """Return the days as one says them; `festival` gives a festival's title."""

    @abstractmethod
    def id_part(self) -> str:
        """Return the days as the beginning of a slot's id, such as mon-thu."""

    @abstractmethod
    def as_data(self) -> dict[str, Any]:
        """Return the days, without hours, as the planner in JavaScript counts them: `unit`, `every` and `on` of periods
        for what goes on for ever, otherwise what they are counted from.
        """

    @classmethod
    @abstractmethod
    def heard(cls, text: str, ear: Ear) -> dict[str, Any] | None:
        """Return what the words of a cell say as YAML has it, without `at`; None where they say another form.

        The words are normalised (NFKC) and without blanks. Raises UnclearError for days that do not exist.
        """

    @classmethod
    def a_day_later(cls, said: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return days as YAML has them, each put off by one; None where that cannot be written."""
        return None

    def words(self, festival: Festival) -> str:
        """Return when it is posted: 每天 11:00、17:00."""
        return f"{self.day_words(festival)} {self.hour_words}"

    @property
    def hour_words(self) -> str:
        return hour_words(self.at)

    @property
    def first_hour(self) -> time:
        return self.at[0]

    @property
    def weekdays_shown(self) -> Sequence[int]:
        """The weekdays (0 is Monday) on which an ordinary week shows it."""
        return ()

    @property
    def weeks(self) -> int:
        """In every how many weeks there is one that shows it so."""
        return 1

    @property
    def run_days(self) -> Sequence[int]:
        """The days of a run, from 1, on which it is posted; none where it does not count from a run's start."""
        return ()

    @property
    def about(self) -> str | None:
        """The id of the festival that its days count from, None where they do not."""
        return None

    @property
    def ends(self) -> date | None:
        """The last day on which it is ever posted, None where it returns or counts from elsewhere."""
        return None

    def pauses(self, day: date, almanac: Almanac) -> bool:
        """Say whether a day that this form names is left out all the same."""
        return False

    def returns(self, turns: int) -> int | None:
        """Return how many days pass until one of so many texts comes back, None where none ever does."""
        return None

    def without(self, shut: Sequence[int], turns: int) -> Form | None:
        """Return what is left of it where a shop is closed on weekdays (0 is Monday), None where no place is.

        So many texts and rows take turns. What only sometimes falls on such a day stays as it is.
        """
        return self


class Routine(Form):
    """A form that goes on for ever, and may leave out breaks and all but a season of each year."""

    routine: ClassVar[bool] = True

    if TYPE_CHECKING:
        holidays: Holidays | None
        season: Season | None

    def rests(self, day: date, almanac: Almanac) -> bool:
        """Say whether a day is one of those on which it says nothing, whichever days it names."""
        return self.holidays == "skip" and almanac.is_off(day)

    def _periods(self, unit: str, on: Sequence[int], every: int = 1) -> dict[str, Any]:
        """Return days `on` of one period in `every`, as data."""
        skip = {"skip": True} if self.holidays else {}
        return {"unit": unit, "every": every, "on": [*on], **skip}

    def pauses(self, day: date, almanac: Almanac) -> bool:
        is_out = self.season is not None and not self.season.has(day, almanac)
        return is_out or self.rests(day, almanac)

    def stretches(self, start: date, last: date, almanac: Almanac) -> list[Stretch]:
        """Return the stretches of days in which it recurs, from `start` on: one without an end, or its seasons."""
        if self.season is None:
            return [Stretch(start)]
        return [*self.season.stretches(start, last, almanac)]

    def _said(self, words: str, festival: Festival) -> str:
        season = f"{self.season.words(festival)}，" if self.season else ""
        return season + words + ("（放假停发）" if self.holidays else "")


class Recurring(Routine):
    """A form that becomes recurrences (RFC 5545, 3.3.10), one for each place of its rotation.

    Periods count from the Monday of the week of the start, or its month; places before the start count but are
    not posted.
    """

    unit: ClassVar[str]
    most: ClassVar[int] = MOST_PERIODS

    _shut: tuple[int, ...] = PrivateAttr(())

    @property
    @abstractmethod
    def days_a_period(self) -> int:
        """How many days of a period it is posted on."""

    @abstractmethod
    def starts(self, start: date, periods: int) -> Iterator[tuple[date, Recurrence]]:
        """Yield for each day of so many periods the first such day not before `start`, and how it repeats."""

    def makeups(self, start: date, last: date, almanac: Almanac) -> Iterator[tuple[date, int]]:
        """Yield days that are worked instead of others, each with the number of the day it stands for."""
        return iter(())

    def periods(self, turns: int) -> int:
        """Return how many periods pass until so many turns have been taken.

        Turns that do not fill their last period begin anew in it, a text a few days after itself. Where closed weekdays
        have brought that about, the rotation goes on instead until its end and that of a period are one.
        """
        posts = self.days_a_period * len(self.at)
        even = turns // gcd(turns, posts)
        return even if self._is_cut and self._lasting(even) <= self.most else -(-turns // posts)

    def units(self, turns: int) -> int:
        """Return how long a whole rotation takes, in `unit`, of which `most` are allowed."""
        return self._lasting(self.periods(turns))

    @property
    def _is_cut(self) -> bool:
        """Whether closed weekdays have taken days from each of its periods."""
        return False

    def _lasting(self, periods: int) -> int:
        return periods

    def places(self, start: date, turns: int) -> Iterator[Place]:
        """Yield the places of a rotation in order: day by day, and in a day hour by hour."""
        hours = len(self.at)
        for day, (first, recurrence) in enumerate(self.starts(start, self.periods(turns))):
            for hour in range(hours):
                yield Place(day * hours + hour, first, recurrence, hour)

    def _shut_on(self, weekdays: Sequence[int]) -> Self:
        copy = self.model_copy()
        copy._shut = tuple(weekdays)
        return copy

    def size(self, turns: int) -> int:
        """Return how many places a rotation has."""
        return self.periods(turns) * self.days_a_period * len(self.at)

    def makeup_places(self, start: date, last: date, almanac: Almanac) -> Iterator[tuple[date, int, int]]:
        """Yield (day, place, hour) for the posts of days that are worked instead of others."""
        for day, number in self.makeups(start, last, almanac):
            for hour in range(len(self.at)):
                yield day, number * len(self.at) + hour, hour


class Listed(Form):
    """A form that names single days, each posted as an event of its own."""

    @abstractmethod
    def days(self, window: Window, almanac: Almanac) -> Iterator[Occasion]:
        """Yield the days, each with its part of the UID and its number in the rotation, as if it had one hour."""

    def occasions(self, window: Window, almanac: Almanac) -> Iterator[Occasion]:
        """Yield the posts: the first hour keeps the day's UID, later ones add their place, never the clock."""
        for each in self.days(window, almanac):
            for hour in range(len(self.at)):
                rest = each.rest + hour_part(hour)
                yield replace(each, rest=rest, number=each.number * len(self.at) + hour, hour=hour)


def hour_part(hour: int) -> str:
    """Return what the place of an hour in its day (from 0) adds to a UID or an anchor: nothing, .h2, .h3."""
    return f".h{hour + 1}" if hour else ""
