"""Days as people write them in spreadsheets: 每天, 周一、周四, 第3天, 节前7天, 12月24日."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qunli.when import Ear, UnclearError, form_of, heard, read_clocks

HINT = "可以写：每天、工作日、每周一、周四、每月 1日、15日、第3天、中秋前 3 天、12月24日，后面加几点，比如 每天 11:00"

_NOISE = re.compile(r"^[\s:、,;]+|(?:推送|发送|发布|群发|准时|固定|发)?[\s:、,;]*$")
_PAUSE = re.compile(r"\(?(?:放假|节假日|假期)(?:期间)?(?:停发|不发|暂停|除外)\)?")
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

    def when(self) -> dict[str, Any]:
        """Return what YAML has: every day where no day is said."""
        day = dict(self.day or {"every": "day"})
        pause = {key: day.pop(key) for key in ("holidays",) if key in day}
        return {**day, "at": self.at[0] if len(self.at) == 1 else list(self.at), **pause}


@dataclass(frozen=True)
class Reader(Ear):
    """Reads words about days and hours."""

    def moment(self, words: str) -> Moment:
        """Return what some words say; raise UnclearError where they say nothing known."""
        words = unicodedata.normalize("NFKC", words).strip()
        if _UNTIMED.search(words):
            raise UntimedError(f"「{words}」没有固定的时间", "写上几点才能排进日历；进群就发的话放到欢迎语里")
        spoken, paused = _PAUSE.subn("", words)
        clocks = read_clocks(spoken)
        day = self.days(clocks.rest)
        form = form_of(day) if day else None
        if day is not None and paused and form and form.routine:
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
        found = heard(text, self)
        if found:
            return found
        raise UnclearError(f"看不懂是哪一天：{words}", HINT)


class UntimedError(UnclearError):
    """A step without an hour: it answers to something, and is in no calendar."""
