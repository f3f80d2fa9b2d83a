"""Days as people write them in spreadsheets: 每天, 周一、周四, 第3天, 节前7天, 12月24日."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from qunli.model import WEEKDAYS
from qunli.workbook.clocks import UnclearError, read_clocks
from qunli.workbook.numerals import NUMERAL, number

HINT = "可以写：每天、工作日、每周一、周四、每月 1日、15日、第3天、中秋前 3 天、12月24日，后面加几点，比如 每天 11:00"

_N = rf"(?:\d+|{NUMERAL})"
_TO = "[-~–—至到]+"
_AND = "[、,/&+;和及与]"
_NOISE = re.compile(r"^[\s:、,;]+|(?:推送|发送|发布|群发|准时|固定|发)?[\s:、,;]*$")
_PAUSE = re.compile(r"\(?(?:放假|节假日|假期)(?:期间)?(?:停发|不发|暂停|除外)\)?")
_WEEK = "一二三四五六日"
_RUN = r"(?:入群|进群|加群|开群|建群|开营|开课|活动|训练营|快闪)?后?的?"
_OFFSET = rf"(?:当天|当日|节?前(?:{_N}天|一周|两周)|节?后(?:{_N}天|一周))"
_UNTIMED = re.compile(
    r"随时|不定时|不定期|实时|触发|有人|有新人|随机|即时|立即|入群即|进群即|(?:入群|进群|加群|开群)[后时]?$|视情况|按需|长期|待定"
)


@dataclass(frozen=True)
class Moment:
    """When something is posted: the days as YAML has them without `at` (None: not said), and the hours."""

    day: Mapping[str, Any] | None
    at: tuple[str, ...]
    minutes: int | None = None
    is_guess: bool = False

    def whens(self) -> list[dict[str, Any]]:
        """Return a `when` for every hour."""
        day = dict(self.day or {"every": "day"})
        pause = {key: day.pop(key) for key in ("holidays",) if key in day}
        return [{**day, "at": at, **pause} for at in self.at]


@dataclass(frozen=True)
class Reader:
    """Reads words about days. `festivals` are titles by id, `about` the words a nameless festival is looked for in."""

    festivals: Mapping[str, str]
    today: date
    about: str = ""

    def moment(self, words: str) -> Moment:
        """Return what some words say; raise UnclearError where they say nothing known."""
        words = unicodedata.normalize("NFKC", words).strip()
        if _UNTIMED.search(words):
            raise UntimedError(f"「{words}」没有固定的时间", "写上几点才能排进日历；进群就发的话放到欢迎语里")
        spoken, paused = _PAUSE.subn("", words)
        clocks = read_clocks(spoken)
        day = self.days(clocks.rest)
        if day is not None and paused and "every" in day:
            day = {**day, "holidays": "skip"}
        return Moment(day, clocks.at, clocks.minutes, clocks.is_guess)

    def days(self, words: str) -> dict[str, Any] | None:
        """Return the days as YAML has them, None for no words."""
        text = words
        while (shorter := _NOISE.sub("", text)) != text:
            text = shorter
        text = re.sub(r"\s+", "", text).replace("每逢", "每")
        if not text:
            return None
        for read in (_every_day, _weekly, _monthly, _of_run, self._dates, self._festival):
            found = read(text)
            if found:
                return found
        raise UnclearError(f"看不懂是哪一天：{words}", HINT)

    def _dates(self, text: str) -> dict[str, Any] | None:
        text = re.sub(rf"\(?(?:周|星期|礼拜)[{_WEEK}天]\)?", "", text)
        one = r"(?:(?P<y>\d{4})[-/.年])?(?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})[日号]?"
        found: list[date] = []
        for part in re.split(_AND.replace("/", ""), text):
            first, _, last = re.sub(rf"(?<=[日号]){_TO}", "~", part).partition("~")
            start = re.fullmatch(one, first)
            if not start:
                return None
            begin = self._date(start["y"], start["m"], start["d"])
            found.append(begin)
            if last:
                end = re.fullmatch(one, last) or re.fullmatch(r"(?P<d>\d{1,2})[日号]", last)
                if not end:
                    return None
                groups = end.groupdict()
                month, year = groups.get("m") or str(begin.month), groups.get("y")
                final = self._date(year or str(begin.year), month, groups["d"])
                if final < begin and not year:
                    final = self._date(str(begin.year + 1), month, groups["d"])
                if not 0 < (final - begin).days < 60:
                    raise UnclearError(f"日期 {part} 前后不对", "先写开始的一天，再写结束的一天，最多 60 天")
                found += [begin + timedelta(days=n) for n in range(1, (final - begin).days + 1)]
        days = sorted({day.isoformat() for day in found})
        return {"date": days[0] if len(days) == 1 else days}

    def _date(self, year: str | None, month: str, day: str) -> date:
        try:
            if year:
                return date(int(year), int(month), int(day))
            this = date(self.today.year, int(month), int(day))
            return this if this >= self.today else date(this.year + 1, this.month, this.day)
        except ValueError:
            raise UnclearError(f"没有 {month}月{day}日 这一天", "写成 2026-12-24 或 12月24日") from None

    def _festival(self, text: str) -> dict[str, Any] | None:
        found = re.fullmatch(rf"(?P<name>.*?)(?P<offsets>{_OFFSET}(?:{_AND}?{_OFFSET})*)?", text)
        name, offsets = (found["name"], found["offsets"]) if found else (text, None)
        festival = self._named(name.removeprefix("每年"))
        if festival is None:
            if name in {"", "节日", "节假日"} and offsets:
                raise UnclearError("看不出是哪个节", "写上节日的名字，比如 中秋前 7 天")
            return None
        days = sorted({_offset(each) for each in re.findall(_OFFSET, offsets or "当天")})
        when: dict[str, Any] = {"festival": festival}
        if days != [0]:
            when["day"] = days[0] if len(days) == 1 else days
        return when

    def _named(self, name: str) -> str | None:
        titles = {_bare(title): each for each, title in self.festivals.items()}
        if name in {"", "节日"}:
            near = [each for title, each in titles.items() if title in self.about]
            return near[0] if len(near) == 1 else None
        for wanted in (_bare(name), f"{name}节"):
            if wanted in titles:
                return titles[wanted]
        wanted = _bare(name)
        close = [
            each for title, each in titles.items() if len(wanted) > 1 and (wanted in title or title in wanted)
        ]
        return close[0] if len(close) == 1 else None


class UntimedError(UnclearError):
    """A step without an hour: it answers to something, and is in no calendar."""


def _bare(title: str) -> str:
    return title.removesuffix("节") if len(title) > 2 else title


def _offset(words: str) -> int:
    if words in {"当天", "当日"}:
        return 0
    amount = 7 if "一周" in words else 14 if "两周" in words else number(re.findall(_N, words)[0])
    return -amount if "前" in words else amount


def _every_day(text: str) -> dict[str, Any] | None:
    if re.fullmatch(r"每天|每日|天天|日常|每一天|每天都|全周", text):
        return {"every": "day"}
    return {"every": "workday"} if re.fullmatch(r"每?个?工作日", text) else None


def _weekly(text: str) -> dict[str, Any] | None:
    text = re.sub("星期|礼拜", "周", text).removesuffix("每天")
    if re.fullmatch(r"每?个?(?:周末|双休日)", text):
        return {"every": "week", "weekdays": ["sat", "sun"]}
    if "周" not in text:
        return None
    every: str = "week"
    if often := re.match(rf"(?:每个?(?P<n>{_N})个?周的?|隔周的?|双周的?|每两周的?)", text):
        weeks = number(often["n"]) if often["n"] else 2
        every = "week" if weeks == 1 else f"{weeks} weeks"
        text = "周" + text[often.end() :]
    parts = re.sub(rf"每个?|周|{_AND}", "", text.replace("天", "日"))
    parts = "".join(_WEEK[int(each) - 1] if each in "1234567" else each for each in parts)
    if not re.fullmatch(rf"(?:[{_WEEK}](?:{_TO}[{_WEEK}])?)+", parts):
        return None
    days: set[int] = set()
    for first, last in re.findall(rf"([{_WEEK}])(?:{_TO}([{_WEEK}]))?", parts):
        begin, end = _WEEK.index(first), _WEEK.index(last or first)
        days.update(range(begin, end + 1) if begin <= end else [*range(begin, 7), *range(end + 1)])
    return {"every": every, "weekdays": [WEEKDAYS[day] for day in sorted(days)]}


def _monthly(text: str) -> dict[str, Any] | None:
    found = re.fullmatch(rf"每个?月的?({_N}[日号]?(?:{_AND}{_N}[日号]?)*)", text)
    if not found:
        return None
    days = sorted({number(each) for each in re.findall(_N, found[1])})
    if not set(days) <= set(range(1, 29)):
        raise UnclearError("每月的 29、30、31 日不是月月都有", "写 1 到 28 日")
    return {"every": "month", "monthdays": days}


def _of_run(text: str) -> dict[str, Any] | None:
    if re.fullmatch(r"(?:入群|进群|开群|建群|开营|开课)(?:当天|当日)", text):
        return {"day": 1}
    text = re.sub(r"^(?:D|d|Day|DAY|day)(?=\d)", "第", text)
    text = re.sub(r"天(?=[、,])", "", text)
    span = rf"第?{_N}(?:{_TO}第?{_N})?"
    found = re.fullmatch(rf"{_RUN}(?:第(?=.*天$)|第(?=\d))({span}(?:{_AND}{span})*)天?", text)
    if not found:
        return None
    days = sorted(set(_spans(found[1])))
    if not set(days) <= set(range(1, 367)):
        raise UnclearError(f"第几天不对：{text}", "写 1 到 366，比如 第3天")
    whole = len(days) > 1 and days == list(range(days[0], days[-1] + 1))
    return {"day": f"{days[0]}-{days[-1]}" if whole else days[0] if len(days) == 1 else days}


def _spans(text: str) -> Iterator[int]:
    for first, last in re.findall(rf"({_N})(?:{_TO}第?({_N}))?", text):
        yield from range(number(first), number(last or first) + 1)
