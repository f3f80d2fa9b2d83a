"""Hours of the day as people write them in spreadsheets: 11:00, 11：00, 上午11点, 晚8点半, 11:00-12:00."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qunli.when import NUMERAL, UnclearError, number


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
    """

    usual: str | None = None
    afternoon: int = 0
    noon: int | None = 12


_PARTS = {
    "": _Part(),
    "凌晨": _Part(noon=0),
    "清晨": _Part("08:00"),
    "早晨": _Part("08:00"),
    "早上": _Part("09:00"),
    "早间": _Part("09:00"),
    "上午": _Part("10:00"),
    "中午": _Part("12:00", afternoon=4),
    "午间": _Part("12:00", afternoon=4),
    "下午": _Part("15:00", afternoon=12),
    "午后": _Part("15:00", afternoon=12),
    "傍晚": _Part("18:00", afternoon=12),
    "晚上": _Part("20:00", afternoon=12, noon=None),
    "晚间": _Part("20:00", afternoon=12, noon=None),
    "夜里": _Part(afternoon=12, noon=None),
    "睡前": _Part("21:30", afternoon=12),
    "早": _Part(),
    "晚": _Part(afternoon=12, noon=None),
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
