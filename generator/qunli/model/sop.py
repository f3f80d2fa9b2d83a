"""Slots and SOPs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from qunli.model.offer import Offer
from qunli.shape import (
    Field,
    Id,
    Line,
    Lines,
    Shape,
    Text,
    WithJsonSchema,
    after,
    as_text,
    before,
    fault,
    id_at,
    list_of,
    model_validator,
    unique,
)
from qunli.when import When

Kind = Literal["traffic", "content", "flash", "check-in", "onboarding", "moments"]
Type = Literal["activity", "content", "warmth"]
Stage = Literal["acquisition", "activation", "retention", "revenue", "referral", "repurchase"]
Way = Literal["post", "mention-all", "notice", "chain", "red-packet", "mass-send", "moments", "live"]
Pace = Literal["light", "standard", "full"]
Record = Literal["reach", "clicks", "payments", "replies", "chain", "exits"]
KINDS: tuple[Kind, ...] = get_args(Kind)
PACES: tuple[Pace, ...] = get_args(Pace)
Minutes = Annotated[int, Field(ge=0, le=1440)]


def _copy(value: Any) -> Any:
    if isinstance(value, str | int):
        value = {"1": value}
    elif isinstance(value, list):
        value = {str(number): text for number, text in enumerate(value, 1)}
    if value == {}:
        raise fault("Q010", "一条文案也没有", "至少写一条")
    return value


def _text_id(value: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]{0,3}|[a-z][a-z0-9-]{0,39}", value):
        raise fault("Q011", f"文案的编号 {value[:60]} 不合规矩", "写 1、2、3 这样的数，或小写英文编号")
    return value


def _ordered(value: Mapping[str, str]) -> Mapping[str, str]:
    """Numbers first, in order; then names as written."""
    return dict(
        sorted(
            value.items(), key=lambda item: (not item[0].isdigit(), int(item[0]) if item[0].isdigit() else 0)
        )
    )


TextId = Annotated[str, after(_text_id)]
Copy = Annotated[
    Mapping[TextId, Text],
    before(_copy),
    after(_ordered),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}, "minItems": 1},
                {"type": "object", "additionalProperties": {"type": "string"}},
            ]
        }
    ),
]


def _replaced(value: Any) -> Any:
    return ("all",) if value == "all" else tuple(value) if isinstance(value, list) else value


def _replaced_ids(value: tuple[str, ...]) -> tuple[str, ...]:
    return value if value == ("all",) else unique(value)


class Slot(Shape):
    """One planned post. `minutes` is how long it takes, `remind` how many minutes before the alarm rings.

    `copy` maps text ids to texts in their order; a list's ids are its positions from 1.
    """

    title: Line
    when: When
    type: Type
    texts: Copy = Field(alias="copy")
    stage: Stage | None = None
    owner: Id | None = None
    way: Way = "post"
    minutes: Annotated[int, Field(ge=1, le=480)] = 15
    remind: Minutes | None = None
    pace: Pace = "light"
    media: Lines = ()
    record: Annotated[tuple[Record, ...], list_of, after(unique)] = ()
    notes: Text | None = None
    rotate: Line | None = None
    short: Text | None = None
    offer: Offer | None = None
    replaces: Annotated[tuple[Line, ...], before(_replaced), after(_replaced_ids)] = ()

    @model_validator(mode="after")
    def _replacing_is_for_dated_slots(self) -> Slot:
        if self.replaces and self.when.routine:
            hint = "只有节日、日期和第几天的发布可以替换日常"
            raise fault("Q003", "每天、每周的发布不能写 replaces", hint, at="replaces")
        return self


class Motives(Shape):
    founder: Text | None = None
    member: Text | None = None


class Audience(Shape):
    age: Line | None = None
    gender: Line | None = None
    region: Line | None = None
    occupation: Line | None = None


class Positioning(Shape):
    """What must be written down before a group is opened (S0, S3)."""

    who: Text | None = None
    problem: Text | None = None
    solution: Text | None = None
    purpose: Text | None = None
    motives: Motives | None = None
    audience: Audience | None = None
    benefit: Text | None = None
    entry: Text | None = None
    channels: Lines = ()


class Rules(Shape):
    """The group's rules in five parts, with penalty and cleaning (S3)."""

    rename: Text | None = None
    service: Text | None = None
    ask: Text | None = None
    allowed: Lines = ()
    forbidden: Lines = ()
    penalty: Text | None = None
    cleaning: Text | None = None


# `replaces: all` means every slot.
SlotId = Annotated[str, before(as_text), id_at("#")]
Slots = Annotated[Mapping[SlotId, Slot], after(lambda value: value or _no_slots())]


def _no_slots() -> Any:
    raise fault("Q010", "slots 里一条也没有", "至少写一条要发的内容")


class Sop(Shape):
    """A plan of posts for one kind of group."""

    title: Line
    kind: Kind
    summary: Line | None = None
    positioning: Positioning | None = None
    rules: Rules | None = None
    welcome: Text | None = None
    slots: Slots
