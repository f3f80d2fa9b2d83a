"""What a calendar file says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from qunli.model.pack import Row, known_grammar
from qunli.model.sop import Minutes, Pace
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
    unique,
)
from qunli.when import Dates

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


def _closed(value: Any) -> tuple[tuple[date, date], ...]:
    spans = []
    for entry in value if isinstance(value, list) else [value]:
        parts = entry.split("/") if isinstance(entry, str) else []
        try:
            days = [date.fromisoformat(part) for part in parts if re.fullmatch(r"\d{4}-\d{2}-\d{2}", part)]
        except ValueError:
            days = []
        if len(days) not in (1, 2) or len(days) != len(parts):
            raise fault("Q004", f"店休 {entry} 不对", "写成 2027-02-05，或一段 2027-02-05/2027-02-08")
        if days[0] > days[-1]:
            raise fault("Q004", f"店休 {entry} 前后颠倒了", "先写开始的一天，再写结束的一天")
        spans.append((days[0], days[-1]))
    return unique(tuple(spans))


class Run(Shape):
    """One use of an SOP in a calendar: for which groups, from when, with which changes (a merge patch)."""

    sop: Id | None = None
    groups: Lines = ()
    starts: Dates = ()
    slots: Mapping[str, Any] | None = None


class Calendar(Shape):
    """One shop's runs of SOPs. `remind` is in minutes, 0 for none; `closed` are inclusive spans of days."""

    grammar: Annotated[int, after(known_grammar)] = 1
    title: Line
    industry: Id
    starts: Day
    ends: Day | None = None
    timezone: Annotated[str, choice(*ZONES, what="时区")] = "Asia/Shanghai"
    pace: Pace = "full"
    remind: Minutes = 10
    sops: Annotated[Mapping[Id, Run | None], after(lambda value: value or _no_runs())]
    variables: Mapping[str, Line | Annotated[tuple[Row, ...], list_of]] = Field(default_factory=dict)
    staff: Mapping[str, Line] = Field(default_factory=dict)
    closed: Annotated[
        tuple[tuple[date, date], ...], before(_closed), WithJsonSchema({"type": ["string", "array"]})
    ] = ()

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Calendar:
        if self.ends and self.ends < self.starts:
            raise fault("Q004", "结束的日期在开始之前", "ends 要晚于 starts", at="ends")
        return self

    def is_closed(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.closed)


def _no_runs() -> Any:
    raise fault("Q010", "sops 里一个也没有", "至少写一个要用的发布计划")
