"""What a calendar file says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from qunli.model.copies import TextIds
from qunli.model.hours import HOURS, TalkingHours
from qunli.model.pack import Grammar, Row
from qunli.model.slot import Minutes, Pace
from qunli.model.voices import WARM, VoiceId
from qunli.shape import (
    Day,
    Field,
    Id,
    Line,
    Lines,
    Shape,
    WithJsonSchema,
    after,
    before,
    choice,
    fault,
    list_of,
    model_validator,
    shown,
    unique,
)
from qunli.when import WEEKDAYS, Dates

# Zones without daylight saving and their offset from UTC in hours (IANA tz database).
ZONES = {
    "Asia/Shanghai": 8,
    "Asia/Urumqi": 6,
    "Asia/Hong_Kong": 8,
    "Asia/Macau": 8,
    "Asia/Taipei": 8,
    "Asia/Singapore": 8,
    "Asia/Kuala_Lumpur": 8,
}

Zone = Annotated[str, choice(*ZONES, what="时区"), WithJsonSchema({"enum": list(ZONES)})]


# A weekday (0 is Monday), or a span of days, both ends included.
Closed = int | tuple[date, date]


def _closed(value: Any) -> tuple[Closed, ...]:
    entries = value if isinstance(value, list) else [value]
    found = unique(tuple(WEEKDAYS.index(each) if each in WEEKDAYS else _span(each) for each in entries))
    if set(range(7)) <= set(found):
        raise fault("Q004", "一周七天都店休，一条也发不了", "至少留一天不写；要停一阵子，写从哪天到哪天")
    return found


def _span(entry: Any) -> tuple[date, date]:
    parts = entry.split("/") if isinstance(entry, str) else []
    try:
        days = [date.fromisoformat(part) for part in parts if re.fullmatch(r"\d{4}-\d{2}-\d{2}", part)]
    except ValueError:
        days = []
    if len(days) not in (1, 2) or len(days) != len(parts):
        hint = "写成 2027-02-05，一段 2027-02-05/2027-02-08，或每周都休的星期 sun"
        raise fault("Q004", f"店休 {shown(entry)} 不对", hint)
    if days[0] > days[-1]:
        raise fault("Q004", f"店休 {entry} 前后颠倒了", "先写开始的一天，再写结束的一天")
    return days[0], days[-1]


class Run(Shape):
    """One use of an SOP in a calendar: for which groups, from when, with which changes (a merge patch).

    `texts` are left out: by slot, the ids of texts that take no turn.
    """

    sop: Id | None = Field(default=None, title="发布计划", description="它的编号")
    groups: Lines = Field(default=(), title="发到哪些群")
    starts: Dates = Field(default=(), title="从哪天开始", description="可以写几个")
    slots: Mapping[str, Any] | None = Field(default=None, title="只改这家店的")
    texts: Mapping[Id, TextIds] = Field(
        default_factory=dict, title="不要的文案", description="按要发的一条写文案编号，比如 menu: [3, 7]"
    )


class Calendar(Shape):
    """One shop's runs of SOPs. `remind` is in minutes, 0 for none; `closed` are weekdays and inclusive spans of days."""

    grammar: Grammar = Field(default=1, title="语法版本")
    title: Line = Field(title="名字")
    industry: Id = Field(title="用哪个行业模板")
    starts: Day = Field(title="从哪天开始")
    ends: Day | None = Field(default=None, title="到哪天为止")
    timezone: Zone = Field(default="Asia/Shanghai", title="时区")
    hours: TalkingHours | None = Field(
        default=None, title=HOURS, description="09:30-20:30；外面的挪进来，不写就听模板的"
    )
    pace: Pace = Field(default="full", title="节奏")
    voice: VoiceId = Field(default=WARM, title="口气", description="warm 热心，brisk 利落，expert 懂行")
    remind: Minutes = Field(default=10, title="提前几分钟提醒", description="0 是不提醒")
    sops: Annotated[Mapping[Id, Run | None], after(lambda value: value or _no_runs())] = Field(
        title="用哪些发布计划"
    )
    variables: Mapping[str, Line | Annotated[tuple[Row, ...], list_of]] = Field(
        default_factory=dict, title="我家资料"
    )
    staff: Mapping[str, Line] = Field(default_factory=dict, title="谁是谁")
    closed: Annotated[tuple[Closed, ...], before(_closed), WithJsonSchema({"type": ["string", "array"]})] = (
        Field(default=(), title="店休", description="日子、一段日子，或每周都休的 mon 到 sun")
    )

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Calendar:
        if self.ends and self.ends < self.starts:
            raise fault("Q004", "结束的日期在开始之前", "ends 要晚于 starts", at="ends")
        return self

    @property
    def closed_weekdays(self) -> tuple[int, ...]:
        """The weekdays (0 is Monday) on which the shop is never open, in order."""
        return tuple(sorted(each for each in self.closed if isinstance(each, int)))

    @property
    def closed_spans(self) -> Mapping[int, tuple[date, date]]:
        """The spans of closed days (both ends included) by their place in `closed`."""
        return {place: each for place, each in enumerate(self.closed) if not isinstance(each, int)}

    def is_closed(self, day: date) -> bool:
        weekday = day.weekday()
        return any(
            each == weekday if isinstance(each, int) else each[0] <= day <= each[1] for each in self.closed
        )


def _no_runs() -> Any:
    raise fault("Q010", "sops 里一个也没有", "至少写一个要用的发布计划")
