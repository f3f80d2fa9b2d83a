"""Days with some taken out: 除周日外每天, 每天(周日除外), 12.10-12.20(13日、20日除外)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from qunli.when import WEEKDAYS, UnclearError

Days = dict[str, Any]

_FORMS = (
    re.compile(
        r"除(?!夕)(?:了|去|开)?(?P<but>[^()]+?)(?:以外|之外|外)(?:的?其[他余它](?:时间|日子)?)?,?(?:都|均)?(?P<base>[^()]*)"
    ),
    re.compile(
        r"(?P<base>[^()除]*?)[(,、;]*但?(?:除(?![夕外])(?:了|去|开)?|不含|不包括|去掉|避开)(?P<but>[^()]+?)(?:以外|之外|外)?\)?"
    ),
    re.compile(
        r"(?:(?P<base>[^()]+?)[(,;]+但?|(?P<each>每[天日]))?(?P<but>[^(),每]+?)(?:除外|例外|不[发推更]?|休息|停更|停发|暂停|店休|歇业)\)?"
    ),
)
_HOLIDAYS = re.compile("(?:法定)?(?:节假日|假期|假日|放假)")
_SENT = re.compile("(?:都|照|均)?发?")
_SHUT = re.compile("(?:店休|休息|闭店|歇业|公休|放假|店内?休)$")
_DAY = re.compile(r"(\d{1,2})[日号]?")
_BETWEEN = re.compile("[、,/和及与]")


def excepted(words: str, heard: Callable[[str], Days | None]) -> Days | None:
    """Return the days that are left where words without blanks take some out, None for words that take none.

    Raises UnclearError for days that are not among those from which they are taken, or that no form can leave out.
    """
    for form in _FORMS:
        found = form.fullmatch(words)
        if found is None:
            continue
        named = found.groupdict()
        but = _SHUT.sub("", found["but"])
        base = named.get("base") or named.get("each") or ""
        every = {"every": "day"} if _SENT.fullmatch(base) else heard(base)
        if every is not None and (left := _without(every, but, words, heard)):
            return left
    return None


def _without(every: Days, but: str, words: str, heard: Callable[[str], Days | None]) -> Days | None:
    if _HOLIDAYS.fullmatch(but) and "every" in every:
        return {**every, "holidays": "skip"}
    if "date" in every:
        return _of_dates(every, but, words, heard)
    meant = heard(but) or {}
    if "date" in meant and every.get("every") in ("day", "week"):
        # Only beside a stretch of dates can single ones be left out: every day but one is no rhythm.
        return {**every, "but": meant["date"] if isinstance(meant["date"], list) else [meant["date"]]}
    gone = meant.get("weekdays")
    own = WEEKDAYS if every == {"every": "day"} else every.get("weekdays", ())
    if not gone or every.get("every") not in ("day", "week"):
        return None
    left = [each for each in own if each not in gone]
    if not left or len(left) == len(own):
        raise UnclearError(f"{words} 看不出是哪几天", "要发的日子写全，比如 周一至周六")
    return {"every": "week", "weekdays": left}


def _of_dates(every: Days, but: str, words: str, heard: Callable[[str], Days | None]) -> Days:
    dates = every["date"] if isinstance(every["date"], list) else [every["date"]]
    days = [*map(date.fromisoformat, dates)]
    gone = _numbered(days, but) or _meant(days, heard(but) or {})
    left = [each for each in days if each not in gone]
    if not gone or not left:
        raise UnclearError(f"{words} 里「{but}」不在这一段日期里", "要发的日子写全，一段一行")
    written = [each.isoformat() for each in left]
    return {"date": written[0] if len(written) == 1 else written}


def _numbered(days: Sequence[date], but: str) -> list[date]:
    """Return the days that bare numbers name, each of them once; none for other words."""
    numbers = [_DAY.fullmatch(each) for each in _BETWEEN.split(but)]
    found = [[day for day in days if each and day.day == int(each[1])] for each in numbers]
    return [each[0] for each in found] if all(len(each) == 1 for each in found) else []


def _meant(days: Sequence[date], said: Days) -> list[date]:
    dates = said.get("date", [])
    named = {dates} if isinstance(dates, str) else {*dates}
    if named:
        found = [each for each in days if each.isoformat() in named]
        return found if len(found) == len(named) else []
    return [each for each in days if WEEKDAYS[each.weekday()] in said.get("weekdays", ())]
