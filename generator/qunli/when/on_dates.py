"""`{date: 2026-12-24, at: 18:00}`, or a list: fixed dates."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from qunli.almanac import Almanac
from qunli.shape import Field
from qunli.when.festival_names import festival_around, festival_named, festivals_in
from qunli.when.form import AT, Listed, Occasion, Window
from qunli.when.hearing import AND, TO, WEEK, Ear, N, NoMonthError, UnclearError, lines
from qunli.when.numerals import NUMERAL, number
from qunli.when.offsets import OFFSETS, counted_from, counted_in_term, event_in, offsets
from qunli.when.recurrence import days_between
from qunli.when.values import WEEKDAY_WORDS, Dates, Festival, Hours, date_words

# The field of the form has the name of the type.
Day = date
MOST_SPAN = 60
# The way out of a date that falls on another weekday than the one beside it.
ONE_OF_BOTH = "日期和星期改成一样的，或只留一个"
_WEEKDAY = re.compile(rf"\(?(?:周|星期|礼拜)([{WEEK}天])\)?")
_PARTS = re.compile(AND.replace("/", ""))
_CHINESE = re.compile(rf"(?<![\d一-鿿])({N})月({N})[日号]")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)(?=年\d|[./-]\d{1,2}[./-]\d{1,2}(?!\d))")
_OF_AMERICA = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(20\d\d)(?!\d)")
_EIGHT = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
# A hyphen between bare numbers may belong to a date; between two dates of one kind it does not.
_UNTIL = re.compile(rf"(?<=[日号]){TO}|[~–—至到]+|(?<=月\d)-|(?<=月\d\d)-")
_DOTS = re.compile(r"((?:20\d\d[./])?\d{1,2}([./])\d{1,2})-((?:20\d\d\2)?\d{1,2}\2\d{1,2}|\d{1,2})")
_DAY = re.compile(r"(?:(?P<y>\d{4})[-/.年])?(?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})[日号]?")
_DAY_OF_SAME_MONTH = re.compile(r"(?P<d>\d{1,2})[日号]?")
_MONTH_END = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:份?的?最后[一1][天日]|底|末)")
_BARE = re.compile(rf"\d{{1,2}}[日号]?(?:(?:{TO}|{AND})\d{{1,2}}[日号]?)*")
_MONTH = re.compile(
    rf"(?:(20\d\d)\s*[年./-]\s*)?(?<![\d])(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?!\s*\d|\s*{NUMERAL}[日号])"
)
_ANCHOR = re.compile(
    r"(?<!\d)(?:(20\d\d)[年./-])?(\d{1,2})(?:月|[./](?=\d{1,2}(?!\d))|(?:(?<=20\d\d-\d)|(?<=20\d\d-\d\d))-)(\d{1,2})[日号]?(?!\d)"
)
_EDITED = re.compile("更新|修改|改版|版本|截[至止]|制表|定稿|打印|导出")
_KEPT = re.compile("更新|修改|改版|版本|制表|定稿|打印|导出")
# What a line says whose date is that of the event itself.
_EVENT = re.compile(
    r"活动|大促|当[天日]|正日|开[抢售卖团业]|[DT]日|D-?day|[(（][DT](?:日|-?day)?[)）]", re.IGNORECASE
)


class OnDates(Listed):
    """Fixed dates."""

    key: ClassVar[str] = "date"

    date: Dates = Field(title="哪一天")
    at: Hours = AT

    def days(self, window: Window, almanac: Almanac) -> Iterator[Occasion]:
        for place, day in enumerate(self.date):
            yield Occasion(day, day.isoformat(), place)

    @property
    def ends(self) -> Day:
        return max(self.date)

    @classmethod
    def a_day_later(cls, said: Mapping[str, Any]) -> dict[str, Any] | None:
        dates = said["date"]
        later = [*map(_later, dates)] if isinstance(dates, list) else _later(dates)
        return {**said, "date": later}

    def day_words(self, festival: Festival) -> str:
        return "、".join(map(date_words, self.date))

    def id_part(self) -> str:
        return f"on-{self.date[0]:%Y%m%d}"

    def as_data(self) -> dict[str, Any]:
        return {"dates": [each.isoformat() for each in self.date]}

    @classmethod
    def heard(cls, text: str, ear: Ear) -> dict[str, Any] | None:
        counted = _counted(text, ear)
        if counted:
            return _said(counted)
        plain = _with_months(_plain(text, ear.today), ear)
        weekdays = {WEEK.index(each.replace("天", "日")) for each in _WEEKDAY.findall(plain)}
        found: list[date] = []
        for part in _PARTS.split(_WEEKDAY.sub("", plain)):
            carried = _carried(part, found[-1] if found else None)
            days = _heard_span(carried, ear)
            if days is None:
                return None
            found += days
        moved = () if ear.year or re.search(r"\d{4}", plain) else found
        return _said(_on_weekdays(found, weekdays, [each for each in moved if each.year > ear.today.year]))


def _later(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _said(days: list[date]) -> dict[str, Any]:
    written = sorted({day.isoformat() for day in days})
    return {"date": written[0] if len(written) == 1 else written}


def _plain(text: str, today: date) -> str:
    """Return dates in numbers, the year first: 十二月六日, 26年12月6日, 12/24/2026, 20261208."""
    text = _CHINESE.sub(lambda found: f"{number(found[1])}月{number(found[2])}日", text)
    text = _EIGHT.sub(r"\1-\2-\3", text)
    text = _OF_AMERICA.sub(_year_first, text)
    text = _SHORT_YEAR.sub(lambda found: f"20{found[1]}" if _is_near(found[1], today) else found[1], text)
    text = _MONTH_END.sub(lambda found: _month_end(found, today), text)
    return _DOTS.sub(r"\1~\3", text) if _DOTS.fullmatch(text) else text


def _is_near(year: str, today: date) -> bool:
    return abs(2000 + int(year) - today.year) < 2


def _year_first(found: re.Match[str]) -> str:
    first, second = int(found[1]), int(found[3])
    if first <= 12 and second <= 12 and first != second:
        raise UnclearError(f"{found[0]} 看不出几月几日", f"写成 {found[4]}-12-06 这样，年在前")
    month, day = (first, second) if first <= 12 else (second, first)
    return f"{found[4]}-{month}-{day}"


def _month_end(found: re.Match[str], today: date) -> str:
    month, year = int(found[2]), int(found[1] or today.year)
    if not 1 <= month <= 12:
        return found[0]
    return f"{found[1] + '年' if found[1] else ''}{month}月{calendar.monthrange(year, month)[1]}日"


def _with_months(text: str, ear: Ear) -> str:
    """Return days without a month, 2号、5号, with the one that is named around them."""
    if not _BARE.fullmatch(_WEEKDAY.sub("", text)) or not re.search("\\d[日号]", text):
        return text
    for line in lines(ear.around):
        months = {(year, month) for year, month in _MONTH.findall(line)}
        if len(months) == 1:
            year, month = months.pop()
            return f"{year + '年' if year else ''}{number(month)}月{text}"
    raise NoMonthError(f"{text} 看不出是几月的", "表名、标题或这一格里写上月份，比如 12月排期")


def _carried(part: str, before: date | None) -> str:
    """Return a later part of a list, 12月1、3、5日, with the month and the year of the one before."""
    span = re.match(rf"\d{{1,2}}[日号]?(?={TO}\d|$)", part)
    if before is None or not span:
        return part
    return f"{before.year}年{before.month}月{part}"


def _counted(text: str, ear: Ear) -> list[date] | None:
    """Return days counted from a date in these words or, where no festival is spoken of, in those around them."""
    own = re.fullmatch(
        rf"(?P<date>(?:\d{{4}}[-/.年])?\d{{1,2}}[-/.月]\d{{1,2}}[日号]?)(?P<after>{OFFSETS})", text
    )
    counted = offsets(own["after"] if own else text)
    if own:
        anchors = _heard_span(own["date"], ear)
        anchor = anchors[0] if anchors else None
    elif (event := _event_of(text, ear)) and (day := _day_of(event, ear)):
        anchor, counted = day, counted_in_term(text) or counted or _of_event(text)
    else:
        anchor = _anchor_around(ear) if counted else None
    return [anchor + timedelta(days=each) for each in counted or ()] if anchor and counted else None


def _anchor_around(ear: Ear) -> date | None:
    """Return the day that words which name none count from: that of their row, else the nearest above them."""
    own = _own_date(ear)
    if own or festival_around(ear):
        return own
    return _nearest_date(ear)


def _event_of(text: str, ear: Ear) -> str:
    """Return the event of its own from which words count, "" for a festival."""
    counted = counted_from(text)
    event = event_in(text) or (counted[0] if counted else "")
    return "" if not event or festival_named(event, ear.festivals) else event


def _of_event(text: str) -> tuple[int, ...]:
    counted = counted_from(text)
    return counted[1] if counted else ()


def _day_of(event: str, ear: Ear) -> date | None:
    """Return the date that a line around names for an event: 店庆 12月18日."""
    for line in lines(ear.around):
        found = set(_ANCHOR.findall(line)) if event in line and not _KEPT.search(line) else set()
        if len(found) == 1:
            year, month, number_of_day = found.pop()
            return _date(year, month, number_of_day, ear)
    return None


def _own_date(ear: Ear) -> date | None:
    """Return the date that a line around names for its festival or event: 年货节(1月20日), 活动日：1月20日."""
    for line in lines(ear.around):
        day = _anchor(ear, line)
        if day and (_EVENT.search(line) or festivals_in(line, ear.festivals)):
            return day
    return None


def _nearest_date(ear: Ear) -> date | None:
    """Return the only date that the nearest line with one names."""
    return next((_anchor(ear, line) for line in lines(ear.around) if _dates_in(line)), None)


def _anchor(ear: Ear, line: str) -> date | None:
    """Return the date in a line, None where it has none or several."""
    found = _dates_in(line)
    return _date(*found.pop(), ear) if len(found) == 1 else None


def _dates_in(line: str) -> set[tuple[str, str, str]]:
    """Return year, month and day of each date in a line; the day a sheet was edited on is none."""
    return set() if _EDITED.search(line) else set(_ANCHOR.findall(line))


def _on_weekdays(days: list[date], weekdays: set[int], moved: list[date]) -> list[date]:
    """Return the days where they fall on the weekdays beside them, those moved to the next year also without that.

    Raises UnclearError where they do not.
    """
    back = [_year_before(day) for day in moved]
    for candidates in (days, [day for day in back if day]):
        fall_on = {day.weekday() for day in candidates}
        if not weekdays or (
            candidates and (weekdays <= fall_on if len(candidates) > 1 else weekdays == fall_on)
        ):
            return candidates
    day = days[0]
    said = "、".join(f"周{WEEK[each]}" for each in sorted(weekdays))
    message = f"{day.month}月{day.day}日是{WEEKDAY_WORDS[day.weekday()]}，和写的{said}不一样"
    raise UnclearError(message, ONE_OF_BOTH)


def _year_before(day: date) -> date | None:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return None


def _heard_span(part: str, ear: Ear) -> list[date] | None:
    """Return the days of 12月24日 or 12月1日至5日; None for other words."""
    first, _, last = _UNTIL.sub("~", part).partition("~")
    start = _DAY.fullmatch(first)
    if not start:
        return None
    begin = _date(start["y"], start["m"], start["d"], ear)
    if not last:
        return [begin]
    end = _DAY.fullmatch(last) or _DAY_OF_SAME_MONTH.fullmatch(last)
    if not end:
        return None
    final = _last_day(begin, end.groupdict(), ear)
    if not 0 < (final - begin).days < MOST_SPAN:
        raise UnclearError(f"日期 {part} 前后不对", f"先写开始的一天，再写结束的一天，最多 {MOST_SPAN} 天")
    return [*days_between(begin, final)]


def _last_day(begin: date, said: dict[str, str | None], ear: Ear) -> date:
    """Return the end of a span; without a year of its own it is the first such day after the beginning."""
    month, day = said.get("m") or str(begin.month), said["d"] or ""
    year = said.get("y")
    final = _date(year or str(begin.year), month, day, ear)
    if final < begin and not year and said.get("m"):
        return _date(str(begin.year + 1), month, day, ear)
    return final


def _date(year: str | None, month: str, day: str, ear: Ear) -> date:
    """Return a day; without a year that of the sheet, else the next such day from today on."""
    try:
        if of_year := year or ear.year_of(int(month)):
            return date(int(of_year), int(month), int(day))
        this = date(ear.today.year, int(month), int(day))
        return this if this >= ear.today else date(this.year + 1, this.month, this.day)
    except ValueError:
        raise UnclearError(f"没有 {month}月{day}日 这一天", "写成 2026-12-24 或 12月24日") from None
