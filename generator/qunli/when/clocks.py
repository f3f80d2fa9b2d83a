"""Hours of the day as people write them, in cells and in texts: 11:00, 11：00, 上午11点, 晚8点半, 11:00-12:00, 傍晚."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from qunli.when.hearing import UnclearError
from qunli.when.numerals import NUMERAL, number


@dataclass(frozen=True)
class Clocks:
    """The hours in some words (HH:MM), how many minutes the first lasts if that is said, and the other words.

    `is_guess` says that only a part of the day was named.
    """

    at: tuple[str, ...]
    minutes: int | None
    rest: str
    is_guess: bool = False


@dataclass(frozen=True)
class _Part:
    """A part of the day: the hour that is meant where no other is said (HH:MM), and how hours are counted in it.

    Hours before `afternoon` are those of the afternoon; `noon` is the hour that twelve o'clock is, None for unclear.
    It lasts from the hour `first` to before `end`.
    """

    usual: str | None = None
    afternoon: int = 0
    noon: int | None = 12
    first: int = 0
    end: int = 24


_PARTS = {
    "": _Part(),
    "凌晨": _Part(noon=0, end=5),
    "清晨": _Part("08:00", first=5, end=9),
    "早晨": _Part("08:00", first=5, end=10),
    "早上": _Part("09:00", first=5, end=11),
    "早间": _Part("09:00", first=5, end=11),
    "上午": _Part("10:00", first=8, end=12),
    "中午": _Part("12:00", afternoon=4, first=11, end=14),
    "午间": _Part("12:00", afternoon=4, first=11, end=14),
    "下午": _Part("15:00", afternoon=12, first=12, end=18),
    "午后": _Part("15:00", afternoon=12, first=12, end=18),
    "傍晚": _Part("18:00", afternoon=12, first=17, end=20),
    "晚上": _Part("20:00", afternoon=12, noon=None, first=17),
    "晚间": _Part("20:00", afternoon=12, noon=None, first=17),
    "夜里": _Part(afternoon=12, noon=None, first=19),
    "睡前": _Part("21:30", afternoon=12, first=20),
    "早": _Part(first=5, end=11),
    "晚": _Part(afternoon=12, noon=None, first=17),
}
_PART = "|".join(filter(None, _PARTS))
_CLOCK = (
    rf"(?P<part>{_PART})?的?(?:(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::\d{{2}})?(?!\d)"
    rf"|(?P<oclock>\d{{1,2}}|{NUMERAL})(?:点钟?|时(?!间|候|段))(?:(?P<half>半)|(?P<quarter>[一三]刻)|(?P<past>\d{{1,2}}|{NUMERAL})分?)?整?)"
    r"(?:左右|前后|准时|整|开始)?"
)
_ONE = re.compile(_CLOCK)
_BARE = re.compile(r"\d{1,2}")
_FOUR = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_DOT = re.compile(r"\d{1,2}\.\d{1,2}")
_UNTIL = re.compile(r"\s*[-~–—至到]+\s*")
_LONGEST = 480
_HINT = "写成 24 小时制的 11:00，或 上午11点"


def read_clocks(words: str) -> Clocks:
    """Return the hours in some words; raise UnclearError for an hour no day has."""
    words = _with_colon(words.strip())
    starts: list[int] = []
    ends: list[int] = []
    rest, cursor, part = "", 0, ""
    for match in _ONE.finditer(words):
        between, cursor = words[cursor : match.start()], match.end()
        minutes = _minutes(match, part)
        part = match["part"] or part
        if starts and _UNTIL.fullmatch(between):
            ends.append(minutes)
        else:
            starts.append(minutes)
            rest += between
    left = " ".join((rest + words[cursor:]).split())
    if not starts:
        return _part_of_day(left)
    return Clocks(tuple(dict.fromkeys(map(_clock, starts))), _lasting(starts, ends), left)


def _with_colon(words: str) -> str:
    """Return words that are one bare number, 11 or 1130, as an hour; 11.30 could be a date."""
    if _DOT.fullmatch(words):
        raise UnclearError(f"{words} 看不出是几点还是几月几日", "几点写成 11:30，日期写成 12月24日")
    if _BARE.fullmatch(words):
        return f"{words}点"
    four = _FOUR.fullmatch(words)
    return f"{four[1]}:{four[2]}" if four else words


def _lasting(starts: list[int], ends: list[int]) -> int | None:
    if not ends:
        return None
    minutes = ends[0] - starts[0]
    return minutes if 0 < minutes <= _LONGEST else None


def _minutes(match: re.Match[str], previous: str) -> int:
    """Return the minute of the day; an hour without a part of the day takes that of the hour before it."""
    said = int(match["hour"]) if match["hour"] else number(match["oclock"])
    part = match["part"] or (previous if match["oclock"] else "")
    hour, minute = _hour(said, _PARTS[part]), _minute(match)
    if hour is None:
        raise UnclearError(f"{match[0]} 看不出是哪一天", "半夜十二点写成前一天的 23:59")
    if hour > 23 or minute > 59:
        raise UnclearError(f"没有 {match[0]} 这个时间", _HINT)
    return hour * 60 + minute


def _hour(said: int, part: _Part) -> int | None:
    """Return the hour of the day, None for midnight, which is of two days."""
    if said < part.afternoon:
        return said + 12
    return part.noon if said == 12 else said


def _minute(match: re.Match[str]) -> int:
    if match["half"]:
        return 30
    if match["quarter"]:
        return 15 if match["quarter"][0] == "一" else 45
    past = match["minute"] or match["past"]
    return number(past) if past else 0


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _part_of_day(words: str) -> Clocks:
    for name, part in _PARTS.items():
        if part.usual and name in words:
            return Clocks((part.usual,), None, " ".join(words.replace(name, "", 1).split()), True)
    return Clocks((), None, words)


# --- in a text ------------------------------------------------------------------------------------

# 一点 without more is a little; 早 and 晚 alone are a part of many words.
_A_LITTLE = re.compile(r"(?:早|晚|的)*一点")
_ALSO = re.compile(r"\s*[、和或及/]\s*")
_PART_ALONE = re.compile(
    rf"(?P<long>{'|'.join(name for name in _PARTS if len(name) > 1)})|[每今当](?P<short>[早晚])"
)


@dataclass(frozen=True)
class Spoken:
    """An hour that a text names, or a part of the day: its words and the minutes it may mean, both ends included."""

    words: str
    spans: tuple[tuple[int, int], ...]

    def may_mean(self, at: time) -> bool:
        minutes = at.hour * 60 + at.minute
        return any(first <= minutes <= last for first, last in self.spans)


def spoken(text: str) -> Iterator[Spoken]:
    """Yield the hours and parts of the day that a text names; of a stretch of time only its beginning."""
    cursor, part = 0, ""
    for match in _ONE.finditer(text):
        between = text[cursor : match.start()]
        yield from _parts_alone(between)
        is_end = cursor > 0 and _UNTIL.fullmatch(between)
        part = match["part"] or (part if _ALSO.fullmatch(between) else "")
        cursor = match.end()
        spans = () if is_end or _A_LITTLE.fullmatch(match[0]) else _meant(match, part)
        if spans:
            yield Spoken(match[0], spans)
    yield from _parts_alone(text[cursor:])


def _parts_alone(text: str) -> Iterator[Spoken]:
    for match in _PART_ALONE.finditer(text):
        part = _PARTS[match["long"] or match["short"]]
        yield Spoken(match[0], ((part.first * 60, part.end * 60 - 1),))


def _meant(match: re.Match[str], part: str) -> tuple[tuple[int, int], ...]:
    """Return the minutes an hour may mean: seven o'clock without a part of the day is that of morning or evening."""
    try:
        minutes = _minutes(match, part)
    except UnclearError:
        return ()
    either = match["oclock"] and not part and minutes < 12 * 60
    return tuple((each, each) for each in ((minutes, minutes + 12 * 60) if either else (minutes,)))
