"""Days that come again in a way no form has, written out for a year: 每月第一个周六, 隔周周三(12月9日起), 三月初三."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from qunli.almanac import lunar_date
from qunli.when.every_weeks import EveryWeeks
from qunli.when.festival_names import lunar_day
from qunli.when.hearing import WEEK, Ear, N, UnclearError, lines
from qunli.when.numerals import number
from qunli.when.recurrence import monday
from qunli.when.values import WEEKDAYS

_YEAR = timedelta(days=366)
MOST_WRITTEN = 60
_NTH = re.compile(
    rf"每个?月的?(?:(?P<last>最后|倒数第一)[一1]?个?|(?:第(?P<n>{N}(?:个?[、和及]第?{N})*)|(?P<first>首))个?)周(?P<days>[{WEEK}天末](?:、?[{WEEK}天])*)"
)
_DAYS = re.compile(rf"(?:每(?P<n>{N})|(?P<other>隔一?|每隔一))[天日](?:发?一?次)?")
_DATE = r"(?:(?P<y>20\d\d)[年./-])?(?P<m>1[0-2]|0?[1-9])[月./-](?P<d>3[01]|[12]\d|0?[1-9])[日号]?"
_YEARLY = re.compile(rf"每年的?{_DATE}")
_WEEK = r"(?P<week>(?:那|这|所在|当)的?一?周)?"
# The day from which weeks or days are counted, in the cell itself or in a line beside it or above.
_FROM = re.compile(
    rf"[(,，、]?(?:从|自)?{_DATE}(?:\(?(?:周|星期)[{WEEK}天]\)?)?{_WEEK}(?:起|开始|首发|第一次)(?:算起?|数起?|计算?|执行|发)?\)?"
    rf"|[(,，、]?(?:从|自|首次|首发|第一次|起始|开始)[是为于:：]?{_DATE.replace('?P<', '?P<b')}(?P<bweek>(?:那|这|所在|当)的?一?周)?(?:算起?|数起?|开始)?\)?"
    rf"|{_DATE.replace('?P<', '?P<c')}(?P<cweek>(?:那|这|所在|当)的?一?周)(?:就?[是为算])"
)
_COUNTS = re.compile(rf"隔一?周|每隔一周|[单双]周|每(?:[两二2-9]|{N})个?周|隔[天日]|每(?:[两二2-9]|{N})天")
_AROUND_START = re.compile(
    r"(?:单双周|单周|双周|隔周|第一周|之?后|以后|依次|轮流|轮着|交替|发|来|说明|备注|注意?|每两周一次|[\s:：,，、;；。.()（）])*"
)
_OTHER = re.compile("[单双]周")


def comes_in_turns(words: str) -> bool:
    """Say whether words tell of days that are counted from some day, 隔周周五, 单周."""
    return _COUNTS.search(re.sub("星期|礼拜", "周", words)) is not None


def tells_start(words: str) -> bool:
    """Say whether words tell from which day weeks are counted and nothing else: 单周从12月7日那一周算起，轮流."""
    plain = re.sub(r"\s", "", re.sub("星期|礼拜", "周", words))
    inside = re.search(r"[(（]([^()（）]+)[)）]", plain)
    found = _FROM.search(plain)
    if not found:
        return False
    if inside and _FROM.search(inside[1]):
        plain = inside[1]
    return _AROUND_START.fullmatch(_FROM.sub("", plain)) is not None


def spelled_out(text: str, ear: Ear) -> list[date] | None:
    """Return the days of the coming year that words without blanks mean, None for words that a form knows or nobody.

    `ear.about` and `ear.around` may name the day from which every other week is counted.
    """
    text = re.sub("星期|礼拜", "周", text)
    if moon := lunar_day(text):
        return [_next_lunar(*moon, ear)] if moon[1] < 30 else None
    if yearly := _YEARLY.fullmatch(text):
        return [_next_of(int(yearly["m"]), int(yearly["d"]), ear.today)]
    if nth := _NTH.fullmatch(text):
        return _nth_weekdays(nth, ear.today)
    begins, rest = _own_start(text, ear)
    rest = re.sub("^每逢(?=周)", "每", rest)
    found = _DAYS.fullmatch(rest)
    if found and (begins := begins or _start_beside(ear, "")):
        every = number(found["n"]) if found["n"] else 2
        return _from(begins[0], every, ear.today)
    said = EveryWeeks.heard(rest, ear) if "周" in rest else None
    if not said or not re.fullmatch(r"week|\d+ weeks", str(said["every"])):
        return None
    weeks = 1 if said["every"] == "week" else int(said["every"].split()[0])
    other = _OTHER.search(rest)
    if not begins and weeks > 1:
        begins = _start_beside(ear, other[0] if other else "")
    return _weekly(begins, weeks, said["weekdays"], ear.today) if begins else None


def _next_of(month: int, day: int, today: date) -> date:
    try:
        days = [date(year, month, day) for year in (today.year, today.year + 1)]
    except ValueError:
        raise UnclearError(f"没有 {month}月{day}日 这一天", "写成 12月24日 这样") from None
    return next(each for each in days if each >= today)


def _next_lunar(month: int, day: int, ear: Ear) -> date:
    years = (ear.year - 1, ear.year) if ear.year else range(ear.today.year - 1, ear.today.year + 3)
    days = [found for year in years if (found := lunar_date(year, month, day))]
    wanted = [each for each in days if (each.year == ear.year if ear.year else each >= ear.today)]
    return (wanted or days)[0]


def _nth_weekdays(nth: re.Match[str], today: date) -> list[date]:
    """Return such weekdays of the coming twelve months."""
    found: list[date] = []
    words = "六日" if nth["days"] == "末" else nth["days"].replace("天", "日").replace("、", "")
    places = _places(nth)
    for ahead in range(13):
        months = today.year * 12 + today.month - 1 + ahead
        for weekday in sorted(map(WEEK.index, words)):
            days = _weekdays_of(months // 12, months % 12 + 1, weekday)
            found += [days[place] for place in places if place < len(days)]
    return [day for day in sorted(found) if today <= day < today + _YEAR]


def _places(nth: re.Match[str]) -> list[int]:
    """Return which of a month's weekdays are named, from 0; -1 is the last."""
    if nth["last"]:
        return [-1]
    return [0] if nth["first"] else [number(each) - 1 for each in re.findall(N, nth["n"])]


def _weekdays_of(year: int, month: int, weekday: int) -> list[date]:
    days = (date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1))
    return [day for day in days if day.weekday() == weekday]


def _own_start(text: str, ear: Ear) -> tuple[tuple[date, bool] | None, str]:
    """Return the day from which the words themselves count, whether only its week is meant, and the other words."""
    found = _FROM.search(text)
    start = _start(found, ear) if found else None
    if not found or not start:
        return None, text
    return start, (text[: found.start()] + text[found.end() :]).strip("(),，、;；")


def _start(found: re.Match[str], ear: Ear) -> tuple[date, bool] | None:
    named = found.groupdict()
    year, month, day = (named[each] or named[f"b{each}"] or named[f"c{each}"] for each in "ymd")
    is_week = any(named[each] for each in ("week", "bweek", "cweek"))
    try:
        if year or ear.year:
            return date(int(year or ear.year or 0), int(month or 0), int(day or 0)), is_week
        # The nearest such day: what began a while ago still counts.
        near = [date(ear.today.year + each, int(month or 0), int(day or 0)) for each in (-1, 0, 1)]
    except ValueError:
        return None
    return min(near, key=lambda each: abs((each - ear.today).days)), is_week


def _start_beside(ear: Ear, other: str) -> tuple[date, bool] | None:
    """Return the day from which a line beside or above counts weeks of a kind, 单周; the other kind is a week later."""
    for line in (*lines(ear.about), *lines(ear.around)):
        if not tells_start(line):
            continue
        plain = re.sub(r"\s", "", re.sub("星期|礼拜", "周", line))
        for part in re.split("[;；。]|[,，](?=双周|单周)", plain):
            found = _FROM.search(part)
            start = _start(found, ear) if found else None
            if not found or not start:
                continue
            named = _OTHER.findall(part[: found.start()]) or _OTHER.findall(part[found.end() :])
            return start[0] + timedelta(days=7 * _weeks_away(other, {*named})), True
    return None


def _weeks_away(other: str, named: set[str]) -> int:
    """Return how many weeks after the day that a line names for some weeks those of a kind begin: 双周 follows 单周."""
    first = named.pop() if len(named) == 1 else "单周"
    if other in ("", first):
        return 0
    return 1 if other == "双周" else -1


def _weekly(begins: tuple[date, bool], weeks: int, weekdays: list[str], today: date) -> list[date]:
    """Return the weekdays of every so many weeks from the first one on; `begins` says whether its whole week counts."""
    first, is_week = begins
    days: list[date] = []
    for weekday in map(WEEKDAYS.index, weekdays):
        day = monday(first) + timedelta(days=weekday)
        if day < first and not is_week:
            day += timedelta(days=7)
        days += _from(day, 7 * weeks, today)
    return sorted(days)[:MOST_WRITTEN]


def _from(first: date, every: int, today: date) -> list[date]:
    """Return every so many days from the first on, those of the coming year."""
    skipped = max(0, -((first - today).days // every))
    begin = first + timedelta(days=every * skipped)
    begin = begin if begin >= today else begin + timedelta(days=every)
    count = min(MOST_WRITTEN, (today + _YEAR - begin).days // every + 1)
    return [begin + timedelta(days=every * each) for each in range(max(0, count))]
