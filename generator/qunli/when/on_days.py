"""`{day: 3, at: 09:00}`, `{day: [1, 3], …}`, `{day: 1-21, …}`: days of a run; day 1 is its start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Any, ClassVar

from qunli.almanac import Almanac
from qunli.shape import Field, WithJsonSchema, before
from qunli.when.form import AT, Listed, Occasion, Window
from qunli.when.hearing import AND, TO, Ear, N, UnclearError
from qunli.when.numerals import number
from qunli.when.values import Festival, Hours, numbers, put_off, spans

MOST = 366
_START = "(?:新人)?(?:入群|进群|加群|开群|建群|开营|开课|开班|开学)"
_FIRST = re.compile(rf"{_START}(?:当天|当日|首日)|首日")
_RUN = rf"(?:{_START}|活动|训练营|快闪)?后?的?"
_SPAN = rf"第?{N}(?:{TO}第?{N})?"
_HEARD = re.compile(rf"{_RUN}(?:第(?=.*[天日]$)|第(?=\d))({_SPAN}(?:{AND}{_SPAN})*)[天日]?")


def _run_days(value: Any) -> tuple[int, ...]:
    found = re.fullmatch(r"([0-9]{1,3})-([0-9]{1,3})", value) if isinstance(value, str) else None
    if found and int(found[1]) < int(found[2]):
        value = list(range(int(found[1]), int(found[2]) + 1))
    return numbers(value, 1, MOST, "第几天")


class OnDays(Listed):
    """Days of a run; day 1 is its start."""

    key: ClassVar[str] = "day"
    of_a_run: ClassVar[bool] = True

    day: Annotated[
        tuple[int, ...],
        before(_run_days),
        WithJsonSchema({"type": ["integer", "string", "array"], "minimum": 1, "maximum": MOST}),
    ] = Field(title="第几天，第 1 天是开始那天")
    at: Hours = AT

    def days(self, window: Window, almanac: Almanac) -> Iterator[Occasion]:
        for start in window.starts:
            for place, nth in enumerate(self.day):
                day = start + timedelta(days=nth - 1)
                began = start.isoformat()
                yield Occasion(day, f"{began}.d{nth}", place, campaign=began)

    @property
    def run_days(self) -> Sequence[int]:
        return self.day

    @classmethod
    def a_day_later(cls, said: Mapping[str, Any]) -> dict[str, Any] | None:
        return {**said, "day": put_off(said["day"])}

    def day_words(self, festival: Festival) -> str:
        return f"第 {spans(self.day)} 天"

    def id_part(self) -> str:
        whole = len(self.day) > 1 and self.day == tuple(range(self.day[0], self.day[-1] + 1))
        return "day" + "-".join(map(str, (self.day[0], self.day[-1]) if whole else self.day))

    def as_data(self) -> dict[str, Any]:
        return {"days": [*self.day]}

    @classmethod
    def heard(cls, text: str, ear: Ear) -> dict[str, Any] | None:
        if _FIRST.fullmatch(text):
            return {"day": 1}
        if re.fullmatch(rf"{_START}次日", text):
            return {"day": 2}
        if re.fullmatch(rf"{_START}后?{N}[天日]后?", text):
            raise UnclearError(f"{text} 看不出是第几天", "开始那天算第1天，写成 入群第3天 这样")
        plain = re.sub(r"(?<![a-zA-Z])(?:D|d|Day|DAY|day)(?=\d)", "第", text)
        found = _HEARD.fullmatch(re.sub(rf"[天日](?={AND}|{TO})", "", plain))
        if not found:
            return None
        days = sorted(set(_heard_numbers(found[1])))
        if not days or days[0] < 1 or days[-1] > MOST:
            raise UnclearError(f"第几天不对：{text}", f"写 1 到 {MOST}，比如 第3天")
        if len(days) == 1:
            return {"day": days[0]}
        whole = days == list(range(days[0], days[-1] + 1))
        return {"day": f"{days[0]}-{days[-1]}" if whole else days}


def _heard_numbers(text: str) -> Iterator[int]:
    for first, last in re.findall(rf"({N})(?:{TO}第?({N}))?", text):
        yield from range(number(first), number(last or first) + 1)
