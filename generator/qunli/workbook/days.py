"""Days as people write them in spreadsheets: 每天, 周一、周四, 第3天, 节前7天, 12月24日."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from qunli.when import (
    NUMERAL,
    Clocks,
    Ear,
    Hour,
    UnclearError,
    form_of,
    heard,
    heard_season,
    lunar_day,
    read_clocks,
    spelled_out,
)
from qunli.workbook.beside import beside, is_deed, is_word
from qunli.workbook.legend import Legend
from qunli.workbook.questions import Interview
from qunli.workbook.spelling import plain

HINT = "可以写：每天、工作日、每周一、周四、每月 1日、15日、第3天、中秋前 3 天、12月24日，后面加几点，比如 每天 11:00"

_NOISE = re.compile(
    r"^[\s:、,;|/~-]+|(?:推送|发送|发布|群发|准时|固定|各?[发推]?[一1][次条]|发)?[\s:、,;|/]*$|\(\s*\)"
)
# Longer lines are texts.
_MOST_SECTION = 20
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_PAUSE = re.compile(r"\(?(?:法定)?(?:放假|节假日|假期)(?:期间)?(?:停发|不发|暂停|除外|休息|停更)\)?")
_EVENT = (
    r"(?:入群|进群|加群|扫码|加好友|加微信?|添加(?:好友|微信|成功)?|通过(?:好友|验证)?|关注|咨询|提问|问价|下单|付款|支付|成交|拍下|冷场|"
    r"签收|收货|到货|发货|退款|售后|投诉|领券|核销|到店|离店|消费|用餐|报名|中奖|预约|购买|复购|开播|下播|直播|活动|课程|上课|"
    r"下课|结束|开始|生日|退群)"
)
_AMOUNT = r"(?:(?:约|大概)?(?:\d{1,4}|[一二三四五六七八九十两半几]{1,4})个?(?:秒钟?|分钟?|小时|钟头|min|h))"
_UNTIMED = re.compile(
    r"随时|不定时|不定期|实时|触发|有人|有新人|随机|即时|立即|立刻|马上|第一时间|自动回复|视情况|看情况|按需|长期|待定|另定|另行通知|"
    rf"{_EVENT}(?:成功)?(?:[前后时即]|之[前后]|以后|当时|期间)+{_AMOUNT}?|{_EVENT}(?:[前后]|之后|结束)?{_AMOUNT}[内后前]?|"
    rf"{_AMOUNT}[后内]|^(?:有)?(?:客户|顾客|客人|用户|学员|家长|粉丝|有人)(?:来?问|说|想|要|咨询|投诉|催).*|^(?:新人)?(?:入群|进群|加群|扫码|加好友|下单|咨询|开群)$|(?:客户|顾客|客人|用户|学员|家长|粉丝).*[时后]$"
)
_RUN_DAY = re.compile(
    rf"第.+[天日]|当[天日]|次日|(?:入群|进群|加群|开群|建群|开营|开课|活动|直播|[节提])[前后]?(?:\d{{1,3}}|{NUMERAL})[天日]"
)
_ALL_DAY = re.compile(r"全天|不限时|白天|时间不限|不限时间|^(?:无|没有|暂无|空|[nN]/?[aA])$")
_HOLIDAY = re.compile(r"(?:每个?|逢|法定)*(?:节假日|节日|放假|假期|假日|法定假|节庆)(?:当天|期间|时)?")
# The first days of a lunar month are those of the new year where that is spoken of around them.
_FIRST_DAYS = re.compile("初[一二三四五六七]")
_NEW_YEAR = re.compile("春节|除夕|过年|新春|拜年|大年")
_YEAR = re.compile(r"(?<!\d)(?:20\d\d|\d\d年\d)")
_FROM = re.compile(r".*[日号\d](?:起|开始|以后|之后|往后).*")
_UNTIL = re.compile(r".*[日号\d](?:之?以?前|截止|为止|结束).*")
# How often, or which of several: what stands with it in a line of days is meant as days whatever is understood of it.
_OFTEN = re.compile(
    rf"每隔|隔(?:{NUMERAL}|\d+)?[天日周月年]|[每逢](?!个?[天日周月年]$)|第(?:{NUMERAL}|\d+)个|首个|最后|倒数|单双|季度|半[年月]|交替"
)
_LIKE_DAYS = re.compile(
    rf"(?:[每隔逢第首末头单双大小个的初底中各次发及和与或至到、,/&+~.-]|最后|倒数|轮流|交替|除外?|遇|顺延|周末|节假日|工作日|"
    rf"星期|礼拜|[周月年旬天日号半]|季度?|\d+|{NUMERAL})+"
)
# The number of a day beside its date says nothing more: 第1天 12月11日(周五).
_NUMBERED_DATE = re.compile(
    rf"(?:第(?:\d{{1,3}}|{NUMERAL})天|[Dd](?:ay)?\s*\d{{1,3}})[\s:,、/(-]*(?P<date>(?:20\d\d\s*[年./-]\s*)?\d{{1,2}}\s*[月./-]\s*\d{{1,2}}.*)"
)
# What a lunar date in brackets is for: 小年(腊月廿四).
_NAMED_MOON = re.compile(r"(?P<name>[^()\d]+)\((?P<moon>[^()]+)\)")
# Says that weeks are told apart, and of none which.
_ANY_WEEK = re.compile("单双周(?:轮流|交替|循环)?")
_LAST_NIGHT = re.compile("(?:农历)?腊月(?:三十|廿九|二十九)")
_CHANGED = re.compile("[前后起止到至和、每初十廿]|以|之")
_EVERY_DAY = {"every": "day"}
_OWN_MONTH = re.compile(r"月|\d[./-]\d")


@dataclass(frozen=True)
class Moment:
    """When something is posted: the days as YAML has them without `at` (None: not said), and the hours.

    `occasion` are words beside a date that say what it is for; `is_yearless` says that dates are without a year, and
    so the next such days from today on; `every_other` has the word where two weeks are told apart by it; `tenfold` is the other day that a date
    typed with a point may be, since 12.10 becomes 12.1; `spelled` are words that come again, of which the days of the
    coming year were written out.
    """

    day: Mapping[str, Any] | None
    hours: tuple[Hour, ...]
    minutes: int | None = None
    occasion: str = ""
    is_yearless: bool = False
    every_other: str = ""
    tenfold: str = ""
    spelled: str = ""

    @property
    def at(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.clock for each in self.hours))

    @property
    def is_guess(self) -> bool:
        """Say whether an hour is only the usual one."""
        return any(each.doubt for each in self.hours)

    def when(self) -> dict[str, Any]:
        """Return what YAML has: every day where no day is said."""
        day = dict(self.day or _EVERY_DAY)
        pause: dict[str, Any] = {key: day.pop(key) for key in ("holidays", "season") if key in day}
        return {**day, "at": self.at[0] if len(self.at) == 1 else list(self.at), **pause}


@dataclass(frozen=True)
class Reader(Ear):
    """Reads words about days and hours. `interview` is where what they leave open is asked; `legend` explains them."""

    interview: Interview = field(default_factory=Interview)
    legend: Legend = field(default_factory=Legend)

    def moment(self, words: str) -> Moment:
        """Return what some words say; raise UnclearError where they say nothing known."""
        words = plain(words)
        season, named = heard_season(words, self)
        spoken, paused = _PAUSE.subn("", named)
        clocks = self._clocks(_ALL_DAY.sub(" ", spoken))
        if not clocks.at and _UNTIMED.search(words) and not _RUN_DAY.search(words):
            raise UntimedError(f"「{words}」没有固定的时间", "写上几点才能排进日历；进群就发的话放到欢迎语里")
        moment = self._of_days(clocks)
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
            return Moment(None, clocks.hours, clocks.minutes)
        if clocks.at and is_deed(text):
            return Moment(None, clocks.hours, clocks.minutes, text)
        day, occasion = self._said(text)
        every_other = re.search("[单双]周", text) if "date" not in day else None
        is_spelled = "date" in day and self._is_spelled(text)
        return Moment(
            day,
            clocks.hours,
            clocks.minutes,
            occasion,
            "date" in day and not is_spelled and not _has_year(text, self.around),
            every_other[0] if every_other else "",
            spelled=text if is_spelled else "",
        )

    def _is_spelled(self, text: str) -> bool:
        """Say whether dates were written out for words that come again."""
        words = (_joined(text), *map(_joined, re.split(r"[\s,;、:()]+", text)))
        return any(self._written(each) for each in words if each)

    def days(self, words: str) -> dict[str, Any] | None:
        """Return the days as YAML has them, None for no words."""
        text = _trimmed(words)
        return self._said(text)[0] if text else None

    def _said(self, text: str) -> tuple[dict[str, Any], str]:
        """Return the days, and the words beside them that say what they are for."""
        if dated := _NUMBERED_DATE.fullmatch(text):
            text = dated["date"]
        if _FIRST_DAYS.fullmatch(text) and _NEW_YEAR.search(f"{self.about}\n{self.around}"):
            text = f"大年{text}"
        if named := _moon_in(_joined(text)):
            return self._of_moon(*named)
        found = self._heard(_joined(text))
        if found:
            return found, ""
        days, occasion = beside(text, lambda words: self._heard(_joined(words)))
        if days:
            return days, occasion
        raise _unknown(text)

    def _of_moon(self, name: str, moon: str) -> tuple[dict[str, Any], str]:
        """Return the lunar date in brackets behind what it is for; raise UnclearError where that is another day."""
        days, festival = self._heard(moon), self._heard(name) if not lunar_day(name) else None
        if days is None or (festival is None and not is_word(name)):
            raise _unknown(f"{name}({moon})")
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


def _moon_in(words: str) -> tuple[str, str] | None:
    """Return what a lunar date is for and that date: of 小年(腊月廿四), 二月二龙抬头; None for other words."""
    named = _NAMED_MOON.fullmatch(words)
    if named and lunar_day(named["moon"]):
        return named["name"], named["moon"]
    ends = (end for end in range(len(words) - 1, 2, -1) if lunar_day(words[:end]))
    end = next(ends, None)
    name = words[end:] if end else ""
    return (
        (name, words[:end])
        if name and re.fullmatch(r"[一-鿿]{2,5}", name) and not _CHANGED.search(name)
        else None
    )


class UntimedError(UnclearError):
    """A step without an hour: it answers to something, and is in no calendar."""


def _trimmed(words: str) -> str:
    text = words
    while (shorter := _NOISE.sub("", text)) != text:
        text = shorter
    if "(" not in text or ")" not in text:
        text = text.strip("() ")
    inside = _IN_BRACKETS.fullmatch(text)
    return (inside[1] if inside else text).strip()


def _joined(text: str) -> str:
    return re.sub("每?逢(?=周|星期|礼拜)|每逢", "每", re.sub(r"\s+", "", text))


def _has_year(text: str, around: str) -> bool:
    """Say whether dates have a year: their own, that of the line above that names their month, or that of a weekday."""
    if re.search("周|星期|礼拜", text):
        return True
    return (
        _YEAR.search(text if _OWN_MONTH.search(text) and not _YEAR.search(around) else f"{text} {around}")
        is not None
    )


def _unknown(text: str) -> UnclearError:
    if _HOLIDAY.fullmatch(_joined(text)):
        return UnclearError(f"{text} 不是固定的哪几天", "写成 周末、节日的名字，或一天一天的日期")
    if re.fullmatch(rf"每?隔?(?:\d+|{NUMERAL})[天日]|每?隔[天日]", _joined(text)):
        return UnclearError(f"{text} 发一次，计划里排不出", "写成 周一、周四 这样，或 第1天、第4天")
    if re.fullmatch(r"[之以]?[前后]", text):
        return UnclearError(f"只写了几点{text}，看不出几点发", "写成要发的那一个钟点，比如 21:00")
    if re.fullmatch(r"(?:20\d\d年)?\d{1,2}月份?(?:[上中下]旬|初|中)?", text):
        return UnclearError(f"{text} 看不出是哪几天", "写成 12月1日 或 12月1日-10日")
    if _FROM.fullmatch(text) or _UNTIL.fullmatch(text):
        return UnclearError(f"{text} 看不出是哪几天", "从哪天到哪天都写上，比如 12月18日-12月25日")
    if re.fullmatch(
        rf"(?:结营|结课|结束|毕业)后第?(?:\d+|{NUMERAL})[天日]|(?:结营|结课|毕业)(?:当[天日]|日)?", text
    ):
        return UnclearError(f"{text} 看不出是第几天", "写成从开始那天数的，比如 第22天")
    if re.fullmatch(r"[一-鿿]{1,6}节", text):
        return UnclearError(f"营销日历里没有 {text}", "写成日期，比如 8月1日")
    if re.match(r"(?:农历|阴历)?[正二三四五六七八九十冬腊]+月[初十廿二三]", text):
        return UnclearError(f"{text} 是农历的哪一天，计划里排不出", "写成公历的日期，比如 9月25日")
    return UnclearError(f"看不懂是哪一天：{text}", HINT)


def is_like_days(words: str) -> bool:
    """Say whether words only tell how often or on which days, whether that is understood or not: 每月第一个周六, 每季度."""
    try:
        text = _joined(read_clocks(plain(words)).rest)
    except UnclearError:
        return False
    return _LIKE_DAYS.fullmatch(text) is not None and _OFTEN.search(text) is not None


def days_of(words: str, reader: Reader) -> str:
    """Return the words of a section or a sheet's name if they say which days, else nothing."""
    if len(words) > _MOST_SECTION or _ANY_WEEK.fullmatch(words):
        return ""
    try:
        moment = reader.moment(words)
    except UnclearError:
        return words if re.search(r"节前|节后", words) or is_like_days(words) else ""
    return words if moment.day and not moment.at else ""
