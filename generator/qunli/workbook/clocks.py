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


_PARTS = {
    "凌晨": None,
    "清晨": "08:00",
    "早晨": "08:00",
    "早上": "09:00",
    "早间": "09:00",
    "上午": "10:00",
    "中午": "12:00",
    "午间": "12:00",
    "下午": "15:00",
    "午后": "15:00",
    "傍晚": "18:00",
    "晚上": "20:00",
    "晚间": "20:00",
    "夜里": None,
    "睡前": "21:30",
    "早": None,
    "晚": None,
}
_PART = "|".join(_PARTS)
_CLOCK = (
    rf"(?P<part>{_PART})?的?(?:(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::\d{{2}})?(?!\d)"
    rf"|(?P<oclock>\d{{1,2}}|{NUMERAL})(?:点钟?|时(?!间|候|段))(?:(?P<half>半)|(?P<quarter>[一三]刻)|(?P<past>\d{{1,2}}|{NUMERAL})分?)?整?)"
    r"(?:左右|前后|准时|整|开始)?"
)
_ONE = re.compile(_CLOCK)
_BARE = re.compile(r"\d{1,2}")
_FOUR = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_DOT = re.compile(r"\d{1,2}\.\d{1,2}")
_HINT = "写成 24 小时制的 11:00，或 上午11点"


def read_clocks(words: str) -> Clocks:
    """Return the hours in some words; raise UnclearError for an hour no day has."""
    words = words.strip()
    if _BARE.fullmatch(words):
        words += "点"
    if four := _FOUR.fullmatch(words):
        words = f"{four[1]}:{four[2]}"
    if _DOT.fullmatch(words):
        raise UnclearError(f"{words} 看不出是几点还是几月几日", "几点写成 11:30，日期写成 12月24日")
    found: list[tuple[int, int]] = []
    ends: list[int] = []
    rest, cursor, previous = [], 0, ""
    for match in _ONE.finditer(words):
        between = words[cursor : match.start()]
        minutes = _minutes(match, previous)
        previous = match["part"] or previous
        if found and re.fullmatch(r"\s*[-~–—至到]+\s*", between):
            ends.append(minutes)
        else:
            rest.append(between)
            found.append((minutes, match.start()))
        cursor = match.end()
    rest.append(words[cursor:])
    left = " ".join("".join(rest).split())
    if not found:
        return _part_of_day(left)
    lasts = ends[0] - found[0][0] if ends else None
    at = tuple(dict.fromkeys(_clock(minutes) for minutes, _ in found))
    return Clocks(at, lasts if lasts and 0 < lasts <= 480 else None, left)


def _minutes(match: re.Match[str], previous: str) -> int:
    """Return the minute of the day; an hour without a part of the day takes that of the hour before it."""
    hour = int(match["hour"]) if match["hour"] else number(match["oclock"])
    past = match["minute"] or match["past"]
    minute = 30 if match["half"] else 0
    if match["quarter"]:
        minute = 15 if match["quarter"][0] == "一" else 45
    elif past:
        minute = number(past)
    part = match["part"] or (previous if match["oclock"] else "")
    if (part in {"下午", "午后", "傍晚", "晚上", "晚间", "夜里", "晚", "睡前"} and hour < 12) or (
        part in {"中午", "午间"} and hour < 4
    ):
        hour += 12
    elif part in {"晚上", "晚间", "夜里", "晚"} and hour == 12:
        raise UnclearError(f"{match[0]} 看不出是哪一天", "半夜十二点写成前一天的 23:59")
    elif part == "凌晨" and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        raise UnclearError(f"没有 {match[0]} 这个时间", _HINT)
    return hour * 60 + minute


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _part_of_day(words: str) -> Clocks:
    for part, at in _PARTS.items():
        if at and part in words:
            return Clocks((at,), None, " ".join(words.replace(part, "", 1).split()), True)
    return Clocks((), None, words)
