"""Hours and parts of the day that a text for customers names: 晚上七点, 每晚, 傍晚, 七点到八点."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from qunli.when.clocks import CLOCK, UNTIL, minute_of
from qunli.when.daytimes import DAYTIMES
from qunli.when.numerals import number

# Meals and greetings name no hour of a post, and 早 and 晚 alone are a part of many words.
_PARTS = (
    *(
        "凌晨",
        "清晨",
        "早晨",
        "早上",
        "早间",
        "上午",
        "中午",
        "午间",
        "下午",
        "午后",
        "傍晚",
        "晚上",
        "晚间",
        "夜里",
    ),
    "睡前",
)
_ONE = re.compile(CLOCK)
_PART_ALONE = re.compile(rf"(?P<long>{'|'.join(_PARTS)})|[每今当](?P<short>[早晚])")
# 一点 without more is a little.
_A_LITTLE = re.compile(r"(?:早|晚|的)*一点")
_ALSO = re.compile(r"\s*[、和或及/]\s*")

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Spoken:
    """An hour that a text names, or a part of the day: its words and the minutes it may mean, both ends included."""

    words: str
    spans: Spans

    def may_mean(self, at: time) -> bool:
        minutes = at.hour * 60 + at.minute
        return any(first <= minutes <= last for first, last in self.spans)


def spoken(text: str) -> Iterator[Spoken]:
    """Yield the hours and parts of the day that a text names; of a stretch of time only its beginning."""
    cursor, part = 0, ""
    for match in _ONE.finditer(text):
        if match["bare"]:
            continue
        between = text[cursor : match.start()]
        yield from _parts_alone(between)
        is_end = cursor > 0 and UNTIL.fullmatch(between)
        part = match["part"] or (part if _ALSO.fullmatch(between) else "")
        cursor = match.end()
        spans = () if is_end or _A_LITTLE.fullmatch(match[0]) else _meant(match, part)
        if spans:
            yield Spoken(match[0], spans)
    yield from _parts_alone(text[cursor:])


def _parts_alone(text: str) -> Iterator[Spoken]:
    for match in _PART_ALONE.finditer(text):
        hours = DAYTIMES[match["long"] or match["short"]].hours
        yield Spoken(match[0], ((hours.start * 60, hours.stop * 60 - 1),))


def _meant(match: re.Match[str], part: str) -> Spans:
    """Return the minutes an hour may mean: seven o'clock without a part of the day is that of morning or evening."""
    said = int(match["hour"]) if match["hour"] else number(match["oclock"])
    hour = DAYTIMES[part].hour(said) if part and match["oclock"] else said
    past = minute_of(match)
    if hour is None or hour > 23 or past > 59:
        return ()
    either = match["oclock"] and not part and hour < 12
    return tuple((each * 60 + past, each * 60 + past) for each in ((hour, hour + 12) if either else (hour,)))
