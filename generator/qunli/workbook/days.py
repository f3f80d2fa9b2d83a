"""Days as people write them in spreadsheets: 每天, 周一、周四, 第3天, 节前7天, 12月24日."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from qunli.when import (
    NUMERAL,
    WEEKDAYS,
    Clocks,
    Ear,
    UnclearError,
    form_of,
    heard,
    heard_season,
    lunar_day,
    read_clocks,
    spelled_out,
)
from qunli.workbook.beside import beside, is_deed, is_word
from qunli.workbook.excepted import excepted
from qunli.workbook.legend import Legend
from qunli.workbook.moment import Moment, with_dates_out
from qunli.workbook.named_moons import moon_in
from qunli.workbook.questions import Interview
from qunli.workbook.spelling import joined, plain, with_lunar_words
from qunli.workbook.unclear_days import is_like_days, unknown, untimed
from qunli.workbook.zones import require_here

_NOISE = re.compile(
    r"^[\s:、,;|/~-]+|(?:推送|发送|发布|群发|准时|固定|各?[发推]?[一1][次条]|发)?[\s:、,;|/]*$|\(\s*\)"
)
# Longer lines are texts.
_MOST_SECTION = 20
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_PAUSE = re.compile(r"\(?(?:法定)?(?:放假|节假日|假期)(?:期间)?(?:停发|不发|暂停|除外|休息|停更)\)?")
_ALL_DAY = re.compile(r"全天|不限时|白天|时间不限|不限时间|^(?:无|没有|暂无|空|[nN]/?[aA])$")
# The first days of a lunar month are those of the new year where that is spoken of around them.
_FIRST_DAYS = re.compile("初[一二三四五六七八九十]")
_NEW_YEAR = re.compile("春节|除夕|过年|新春|拜年|大年")
_YEAR = re.compile(r"(?<!\d)(?:20\d\d|\d\d年\d)")
# The number of a day beside its date says nothing more: 第1天 12月11日(周五).
_NUMBERED_DATE = re.compile(
    rf"(?:第(?:\d{{1,3}}|{NUMERAL})天|[Dd](?:ay)?\s*\d{{1,3}})[\s:,、/(-]*(?P<date>(?:20\d\d\s*[年./-]\s*)?\d{{1,2}}\s*[月./-]\s*\d{{1,2}}.*)"
)
# What people do at an hour, in brackets behind it: 8:00(上班路上).
_HINT = re.compile(r"\(([一-鿿]{2,8})\)")
# 第一波(12.5), 第2场：12月8日.
_OF_WAVE = re.compile(
    rf"第(?:\d{{1,2}}|{NUMERAL})[波轮场期批弹次](?:活动)?[\s:,、(]*(?P<date>(?:20\d\d\s*[年./-]\s*)?\d{{1,2}}\s*[月./-]\s*\d{{1,2}}[^()]*)\)?"
)
# Says that weeks are told apart, and of none which.
_ANY_WEEK = re.compile("单双周(?:轮流|交替|循环)?")
_LAST_NIGHT = re.compile("(?:农历)?腊月(?:三十|廿九|二十九)")
_EVERY_DAY = {"every": "day"}
# 仅周末, 只在周六.
_ONLY = re.compile(r"^(?:仅限?|只限?|限)[在有发]?(?=[周每工双星礼\d])")
_DATE = re.compile(r"(?:20\d\d[年./-])?\d{1,2}[月./-]\d{1,2}[日号]?(?:\((?:周|星期)[一二三四五六日天]\))?")
_POINTED = re.compile(r"^(1[0-2]|0?[1-9])\.(3[01]|[12]\d|0?[1-9])$")
_DATES = re.compile(r"\d[日号]?\s*[-~–—至到]+\s*\d")
# What stands over weekdays or beside them says of which part of the week they are, and no other days.
_BAND = re.compile(
    r"(?:周六、周日|周末|双休日?|休息日)[\s:,、(]+(?P<day>(?:周|星期|礼拜)[六日天])\)?|"
    r"(?:工作日|上班日|平日|平时|周中)[\s:,(]+(?P<working>(?:周|星期|礼拜)[一二三四五])\)?"
)
# The last night of the year by its date and by its name: 腊月廿九(除夕).
_WITH_EVE = re.compile(
    r"(?:农历)?(?:腊月|十二月)(?:三十|廿九|二十九)\s*[(,、/]?\s*(?:大年)?(?:除夕夜?|三十)\s*\)?"
)
# A day of which a digit is left open: 12月2X日, 12月?日, X月X日, 12.X.
_LEFT_OPEN = re.compile(
    r"(?<![A-Za-z\d])[123]?[Xx×?*_]{1,2}\s*(?:[日号]|月(?!饼))|\d\s*月\s*[123]?[Xx×?*_]{1,2}(?![A-Za-z])|(?<!\d)\d{1,2}[./-][123]?[Xx×?_]{1,2}(?!\w)"
)
# A date that is not settled yet: 大概12月8日, 12月20日(暂定).
_UNSETTLED = re.compile(
    "大概|大约|暂[定时]|预计|拟定|可能|也许|估计|待确[认定]|[待未]定|tentative|tbc", re.IGNORECASE
)
_OWN_MONTH = re.compile(r"月|\d[./-]\d")


@dataclass(frozen=True)
class Reader(Ear):
    """Reads words about days and hours. `interview` is where what they leave open is asked; `legend` explains them."""

    interview: Interview = field(default_factory=Interview)
    legend: Legend = field(default_factory=Legend)
    # Each stage asks again of what kind a cell's words are; a reader that stands elsewhere hears them anew.
    kinds: dict[str, str] = field(default_factory=dict, init=False, compare=False, repr=False)

    def moment(self, words: str) -> Moment:
        """Return what some words say; raise UnclearError where they say nothing known."""
        words = plain(words)
        require_here(words)
        words = with_lunar_words(_WITH_EVE.sub("除夕", words))
        if _LEFT_OPEN.search(words):
            raise UnclearError(f"{words} 没写全，看不出是哪一天", "写成几月几日，比如 12月24日")
        season, named = heard_season(words, self)
        spoken, paused = _PAUSE.subn("", named)
        clocks = self._clocks(_ALL_DAY.sub(" ", spoken))
        if not clocks.at and (waits := untimed(words)):
            raise waits
        moment = with_dates_out(self._of_days(clocks))
        form = form_of(moment.day) if moment.day else None
        goes_on = form.routine if form else season is not None
        if season and not goes_on:
            hint = "节气、节日之间的一段，后面写 每天、每周一 这样的日子"
            raise UnclearError(f"{words} 看不出哪几天发", hint)
        said = {"holidays": "skip" if paused else None, "season": season}
        more: dict[str, Any] = {key: each for key, each in said.items() if each}
        if not goes_on or not more:
            return moment
        return replace(moment, day={**(moment.day or _EVERY_DAY), **more})

    def _clocks(self, words: str) -> Clocks:
        """Return the hours; one written with a point beside days is an hour too: 周五 18.30."""
        clocks = read_clocks(words)
        dotted = re.findall(r"(?<![\d.])\d{1,2}\.[0-5]\d(?![\d.])", words)
        if clocks.at or len(dotted) != 1:
            return clocks
        rest = words.replace(dotted[0], " ").strip()
        days = self._days(rest) if rest else None
        if days and not days.keys() & {"date", "festival"}:
            return read_clocks(words.replace(dotted[0], dotted[0].replace(".", ":")))
        return clocks

    def _days(self, words: str) -> dict[str, Any] | None:
        try:
            return self.days(words)
        except UnclearError:
            return None

    def _of_days(self, clocks: Clocks) -> Moment:
        text = _trimmed(clocks.rest)
        if not text:
            return Moment(None, clocks.hours, clocks.minutes, is_next_day=clocks.is_next_day)
        hint = _HINT.fullmatch(clocks.rest.strip()) if clocks.at else None
        if hint and not self._days(hint[1]) and is_word(hint[1]):
            return Moment(None, clocks.hours, clocks.minutes, hint[1], is_next_day=clocks.is_next_day)
        if clocks.at and is_deed(text):
            return Moment(None, clocks.hours, clocks.minutes, text, is_next_day=clocks.is_next_day)
        day, occasion = self._said(text)
        if "date" in day and (doubt := _UNSETTLED.search(text)):
            raise UnclearError(f"{text} 写着「{doubt[0]}」，看不出是不是这一天", "定下来再去掉这个词")
        every_other = re.search("[单双]周|隔[一1]?个?(?:周|星期|礼拜)", text) if "date" not in day else None
        is_spelled = "date" in day and self._is_spelled(text)
        return Moment(
            day,
            clocks.hours,
            clocks.minutes,
            occasion,
            "date" in day and not is_spelled and not _has_year(text, self.around),
            every_other[0] if every_other else "",
            spelled=text if is_spelled else "",
            is_next_day=clocks.is_next_day,
        )

    def _is_spelled(self, text: str) -> bool:
        """Say whether dates were written out for words that come again."""
        words = (joined(text), *map(joined, re.split(r"[\s,;、:()]+", text)))
        return any(self._written(each) for each in words if each)

    def days(self, words: str) -> dict[str, Any] | None:
        """Return the days as YAML has them, None for no words."""
        text = _trimmed(words)
        return self._said(text)[0] if text else None

    def _said(self, text: str) -> tuple[dict[str, Any], str]:
        """Return the days, and the words beside them that say what they are for."""
        if dated := _NUMBERED_DATE.fullmatch(text):
            text = dated["date"]
        if wave := _OF_WAVE.fullmatch(text):
            text = re.sub(r"(\d{1,2})\.(\d{1,2})", r"\1月\2日", wave["date"])
        if _FIRST_DAYS.fullmatch(text) and _NEW_YEAR.search(f"{self.about}\n{self.around}"):
            text = f"大年{text}"
        if named := moon_in(joined(text)):
            return self._of_moon(*named)
        text = _apart(_within_band(_ONLY.sub("", text)))
        if framed := self._framed(text):
            return framed, ""
        if fewer := excepted(joined(text), self._heard):
            return fewer, ""
        found = self._heard(joined(text))
        if found:
            return found, ""
        days, occasion = beside(text, lambda words: self._heard(joined(words)))
        if days:
            return days, occasion
        raise unknown(text)

    def _framed(self, text: str) -> dict[str, Any] | None:
        """Return the days of a stretch of dates on which something is that comes again: 12月1日-31日 每周一; None for others."""
        parts = [part for part in re.split(r"[\s,;、:()]+", text) if part]
        said = (
            [self._days(part) for part in parts] if len(parts) == 2 and any(map(_DATES.search, parts)) else []
        )
        stretch = next((each["date"] for each in said if each and isinstance(each.get("date"), list)), None)
        often = next((each for each in said if each and each.get("every") in ("day", "week")), None)
        if stretch is None or often is None:
            return None
        weekdays = often.get("weekdays", WEEKDAYS)
        days = [day for day in stretch if WEEKDAYS[date.fromisoformat(day).weekday()] in weekdays]
        return {"date": days[0] if len(days) == 1 else days} if days else None

    def _of_moon(self, name: str, moon: str) -> tuple[dict[str, Any], str]:
        """Return the lunar date in brackets behind what it is for; raise UnclearError where that is another day."""
        days, festival = self._heard(moon), self._heard(name) if not lunar_day(name) else None
        if days is None or (festival is None and not is_word(name)):
            raise unknown(f"{name}({moon})")
        if festival and _LAST_NIGHT.fullmatch(moon):
            return festival, ""
        if festival and festival != days and "小年" not in name:
            raise UnclearError(f"{name} 不是 {moon}", "只留一个，或改成一样的")
        return days, "" if festival else name

    def _heard(self, words: str) -> dict[str, Any] | None:
        """Return the days that words say, those that no form has written out."""
        days = self._written(words)
        if not days:
            return heard(words, self)
        dates = [each.isoformat() for each in days]
        return {"date": dates[0] if len(dates) == 1 else dates}

    def _written(self, words: str) -> list[date] | None:
        """Return the days of the coming year that words mean which no form has."""
        is_known = lunar_day(words) is not None and heard(words, self) is not None
        return None if is_known else spelled_out(words, self)


def _trimmed(words: str) -> str:
    text = words
    while (shorter := _NOISE.sub("", text)) != text:
        text = shorter
    if "(" not in text or ")" not in text:
        bare = text.strip("() ")
        return _trimmed(bare) if bare != text else text.strip()
    inside = _IN_BRACKETS.fullmatch(text)
    return _trimmed(inside[1]) if inside else text.strip()


def _apart(text: str) -> str:
    """Return dates between which only blanks stand, 12/2 12/4, with signs between them; other words as they are."""
    parts = re.split(r"\s+|/(?=\d{1,2}月)", text)
    return "、".join(parts) if len(parts) > 1 and all(map(_DATE.fullmatch, parts)) else text


def _within_band(text: str) -> str:
    """Return the weekday beside the part of the week that it is of, 周末 周六; other words as they are."""
    found = _BAND.fullmatch(text)
    return (found["day"] or found["working"]) if found else text


def _has_year(text: str, around: str) -> bool:
    """Say whether dates have a year: their own, that of the line above that names their month, or that of a weekday."""
    if re.search("周|星期|礼拜", text):
        return True
    # A line that names two years does not say of which a date is.
    said = next((found for line in around.split("\n") if (found := {*_YEAR.findall(line)})), set())
    around = around if len(said) < 2 else ""
    return (
        _YEAR.search(text if _OWN_MONTH.search(text) and not _YEAR.search(around) else f"{text} {around}")
        is not None
    )


def days_of(words: str, reader: Reader) -> str:
    """Return the words of a section or a sheet's name if they say which days, else nothing."""
    if len(words) > _MOST_SECTION or _ANY_WEEK.fullmatch(words):
        return ""
    words = _POINTED.sub(r"\1月\2日", words)
    try:
        moment = reader.moment(words)
    except UnclearError:
        return words if re.search(r"节前|节后", words) or is_like_days(words) else ""
    return words if moment.day and not moment.at else ""
