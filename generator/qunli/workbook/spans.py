"""Weeks and stretches of dates that a title, a sheet's name or a column names, within which weekdays are meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from qunli.when import WEEKDAYS, UnclearError
from qunli.workbook.days import Reader
from qunli.workbook.moment import Moment
from qunli.workbook.spelling import plain
from qunli.workbook.steps import Plan

_DATE = r"(?:20\d\d\s*[年./-]\s*)?\d{1,2}\s*[月./]\s*\d{1,2}\s*[日号]?"
_TO = r"\s*(?:\(?(?:周|星期)[一二三四五六日天]\)?)?\s*[-~–—―至到]+\s*"
_SPAN = re.compile(rf"(?<![\d.])({_DATE}){_TO}({_DATE}|\d{{1,2}}[日号])(?![\d.])")
# Nov 30 - Dec 6.
_ENGLISH = re.compile(r"[A-Za-z]{3}[a-z]*\.?[\s-]*\d{1,2}|\d{1,2}[\s-]*[A-Z][a-z]{2}")
_DIGITS = r"(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
_SHORT = re.compile(rf"(?<!\d){_DIGITS}\s*[-~–—至到]+\s*{_DIGITS}(?!\d)")
_WEEK = re.compile(
    r"(?:20\d\d年)?(?:\d{1,2}月份?)?(?:第\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[周週]|(?:week|w)\s?(?P<week>\d{1,2}))",
    re.IGNORECASE,
)
# A week beside what it is about: 第1周 起量, 第2周：双12.
_NAMED_WEEK = re.compile(
    rf"{_WEEK.pattern}\s*[\s(（:：、/|-]\s*(?![(（]?(?:20\d\d|\d{{1,2}}[月./]))(?!每?(?:周|星期|礼拜))[^，。,;；]{{1,10}}",
    re.IGNORECASE,
)
_NUMERALS = {each: number for number, each in enumerate("一二三四五六七八九十", 1)}
_MONTH = re.compile(r"(?:20\d\d\s*年?\s*)?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月")
_WEEKDAYS = re.compile(
    r"每?(?:周|星期|礼拜)[一二三四五六日天](?:(?:[至到和、~–—-])(?:周|星期|礼拜)?[一二三四五六日天])*|周末|双休日?|工作日"
)
# A day of rest beside the days of work says what these say already: 周一到周六，周日休.
_REST = re.compile(
    r"每?(?:周|星期|礼拜)[一二三四五六日天](?:全天)?(?:店休|休息|休|不发|停发|停更|不更新?)(?![一-鿿])"
)
_ONE_DATE = re.compile(rf"(?<![\d./-]){_DATE}(?![\d./:点-])")
_DATED = re.compile(rf"{_DATE}\s*[(（]?\s*(?:周|星期|礼拜)[一二三四五六日天]")
_KEPT = re.compile(
    "更新|修改|改版|版本|制表|打印|导出|填写|截止|前|起|后|开始|提交|汇报|审核|定稿|开会|例会|复盘"
)
# Fewer days than a working week are named for themselves, and no frame for weekdays.
_FEWEST_DAYS = 5


def span_in(words: str) -> str:
    """Return the stretch of dates in some words as it is read elsewhere, else the week they count, else nothing."""
    if _ENGLISH.search(words):
        words = plain(words)
    if short := _SHORT.search(words):
        begin, end = (f"{int(short[at])}月{int(short[at + 1])}日" for at in (1, 3))
        return f"{begin}-{end}"
    if span := _SPAN.search(words):
        return f"{_plain(span[1])}-{_plain(span[2])}"
    week = _WEEK.search(words)
    return week[0] if week else ""


def _plain(day: str) -> str:
    return re.sub(r"(\d{1,2})\s*[./]\s*(\d{1,2})$", r"\1月\2日", re.sub(r"\s", "", day).replace("号", "日"))


def only_days_in(words: str) -> str:
    """Return the only weekdays or the only date in a title: 周一到周五 of 日常(周一到周五); nothing for when it is kept."""
    dates = [*map(_plain, _ONE_DATE.findall(words))]
    weekdays = _WEEKDAYS.findall(_REST.sub("", words))
    # The weekday behind its date, 12月12日（周六）, says nothing more.
    found = dates if len(dates) == 1 and len(weekdays) == 1 and _DATED.search(words) else weekdays or dates
    return found[0] if len(found) == 1 and not _KEPT.search(words) else ""


def week_of(words: str) -> int | None:
    """Return the number of the week that some words are, None for others."""
    found = _WEEK.fullmatch(words.strip()) or _NAMED_WEEK.fullmatch(" ".join(words.split()))
    if not found:
        return None
    number = found["number"] or found["week"]
    return int(number) if number.isdigit() else _NUMERALS.get(number, 11)


def require_dates(words: str, days: Moment) -> None:
    """Raise UnclearError for a week that is only counted, unless the row has days of its own that fit."""
    week = week_of(words)
    day = days.day or {}
    if week is None or day.keys() & {"date", "festival"}:
        return
    numbers = [int(each) for each in re.findall(r"\d+", str(day.get("day", "")))]
    if numbers and min(numbers) > 7 * (week - 1):
        return
    raise UnclearError(f"{words} 看不出是哪几天", f"写上这一周从几号到几号，比如 {words}(12.7-12.13)")


def within(moment: Moment, dates: list[str]) -> Moment | None:
    """Return the weekdays of a moment as those of a stretch of dates, None where they are no weekdays or it is none.

    Raises UnclearError for working days, which holidays change.
    """
    if (numbers := _run(moment)) and len(dates) == 1:
        first = date.fromisoformat(dates[0])
        dates = [(first + timedelta(days=number)).isoformat() for number in range(numbers[-1])]
    if numbers:
        if numbers[-1] > len(dates):
            raise UnclearError(f"第{numbers[-1]}天 不在这一段日期里", "把第几天改成日期，或把这一段日期改对")
        kept = [dates[number - 1] for number in numbers]
        return replace(moment, day={"date": kept[0] if len(kept) == 1 else kept})
    weekdays = (moment.day or {}).get("weekdays")
    days = [*map(date.fromisoformat, dates)]
    follow = all(after - before == timedelta(days=1) for before, after in pairwise(days))
    if follow and (moment.day or {}).get("every") == "workday":
        raise UnclearError("在一段日期里，工作日看不出是哪几天", "写成 周一至周五，或一天一天的日期")
    if not weekdays or len(days) < _FEWEST_DAYS or not follow:
        return None
    kept = [each.isoformat() for each in days if WEEKDAYS[each.weekday()] in weekdays]
    return replace(moment, day={"date": kept[0] if len(kept) == 1 else kept}) if kept else None


def run_of(words: str, reader: Reader) -> list[int]:
    """Return the days of a run that some words say, by their numbers from 1; none for other words."""
    try:
        return _run(reader.moment(words))
    except UnclearError:
        return []


def _run(moment: Moment) -> list[int]:
    """Return the days of a run by their numbers from 1; none for those of a festival."""
    day = moment.day or {}
    said = day.get("day", []) if day.keys() == {"day"} else []
    numbers: set[int] = set()
    for each in said if isinstance(said, list) else [said]:
        first, _, last = str(each).partition("-")
        if not first.isdigit():
            return []
        numbers.update(range(int(first), int(last or first) + 1))
    return sorted(numbers) if numbers and min(numbers) > 0 else []


def is_month_of(plan: Plan, reader: Reader) -> bool:
    """Say whether a sheet is named after a month and every row of it has dates."""
    if not _MONTH.match(plan.name) or not plan.steps:
        return False
    return all(any("date" in _day(each.text, reader) for each in step.days) for step in plan.steps)


def _day(words: str, reader: Reader) -> Mapping[str, Any]:
    try:
        return reader.moment(words).day or {}
    except UnclearError:
        return {}
