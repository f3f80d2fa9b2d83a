"""Slots: one planned post, and what a person reads of it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, get_args

from qunli.model.copies import Copy, by_id
from qunli.model.offer import Offer
from qunli.model.texts import ANSWER, ANSWERED
from qunli.shape import (
    Field,
    Id,
    Line,
    Lines,
    PrivateAttr,
    Shape,
    Text,
    WithJsonSchema,
    after,
    before,
    fault,
    list_of,
    model_validator,
    unique,
)
from qunli.when import When

Type = Literal["activity", "content", "warmth"]
Stage = Literal["acquisition", "activation", "retention", "revenue", "referral", "repurchase"]
Way = Literal[
    "post",
    "mention-all",
    "notice",
    "chain",
    "red-packet",
    "mass-send",
    "mini-program",
    "moments",
    "live",
    "private",
]
Pace = Literal["light", "standard", "full"]
# `exits` is read in files of old, but WeChat tells nobody who left.
Record = Literal["reach", "clicks", "payments", "replies", "chain", "members", "exits"]
_IN_A_GROUP: tuple[Record, ...] = ("payments", "replies", "chain", "members")
# What a person can read on the phone after a post, by the way it goes out.
COUNTABLE: Mapping[Way, tuple[Record, ...]] = {
    "post": _IN_A_GROUP,
    "mention-all": _IN_A_GROUP,
    "notice": _IN_A_GROUP,
    "chain": _IN_A_GROUP,
    "red-packet": _IN_A_GROUP,
    "mass-send": (*_IN_A_GROUP, "reach"),
    "mini-program": (*_IN_A_GROUP, "clicks"),
    "moments": ("payments", "replies"),
    "live": (*_IN_A_GROUP, "reach"),
    "private": ("payments", "replies"),
}
PACES: tuple[Pace, ...] = get_args(Pace)
Minutes = Annotated[int, Field(ge=0, le=1440)]


def _replaced(value: Any) -> Any:
    if value == "all":
        return ("all",)
    return tuple(value) if isinstance(value, list) else value


def _replaced_ids(value: tuple[str, ...]) -> tuple[str, ...]:
    return value if value == ("all",) else unique(value)


Replaced = Annotated[
    tuple[Line, ...],
    before(_replaced),
    after(_replaced_ids),
    WithJsonSchema(
        {"anyOf": [{"const": "all"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
    ),
]


def counted(record: tuple[Record, ...], way: Way) -> tuple[Record, ...]:
    """Return what is asked after a post: of `record`, what its way lets a person read."""
    return tuple(each for each in record if each in COUNTABLE[way])


class Slot(Shape):
    """One planned post. `minutes` is how long it takes, `remind` how many minutes before the alarm rings.

    `copy` maps text ids to texts in the order in which they take turns; see `model/texts.py` for how files write it.
    """

    title: Line = Field(title="标题")
    when: When = Field(title="时间")
    type: Type = Field(title="类型")
    texts: Copy = Field(alias="copy", title="文案", description="一条、一个列表，或按编号写")
    stage: Stage | None = Field(default=None, title="作用")
    owner: Id | None = Field(default=None, title="谁来发", description="roles 里的编号")
    way: Way = Field(default="post", title="怎么发")
    minutes: int = Field(ge=1, le=480, default=15, title="要几分钟")
    remind: Minutes | None = Field(default=None, title="提前几分钟提醒", description="0 是不提醒")
    pace: Pace = Field(default="light", title="节奏")
    media: Lines = Field(default=(), title="准备", description="要用的图和视频")
    record: Annotated[tuple[Record, ...], list_of, after(unique)] = Field(default=(), title="发完记")
    notes: Text | None = Field(default=None, title="发前看")
    rotate: Line | None = Field(default=None, title="轮着发的表", description="一条文案配一行")
    once: bool = Field(default=False, title="每条只发一次", description="按先后发，发完就不再发")
    short: Text | None = Field(default=None, title="短文案", description="来不及填空时发")
    offer: Offer | None = Field(default=None, title="优惠规则")
    replaces: Replaced = Field(
        default=(),
        title="替下的日常",
        description="几条的编号，或 all；当天没有这几条，就替下那一周离得最近的一条",
    )

    _answers: Mapping[str, str] = PrivateAttr(default_factory=dict)

    @property
    def is_private(self) -> bool:
        """Whether it goes to one customer at a time: no group reads it, so it is no part of what a group has to bear."""
        return self.way == "private"

    @property
    def counted(self) -> tuple[Record, ...]:
        """What is asked after a post: of `record`, what its way lets a person read."""
        return counted(self.record, self.way)

    @property
    def answers(self) -> Mapping[str, str]:
        """What is posted the day after a text, by the id of the text."""
        return self._answers

    @property
    def said(self) -> Mapping[str, str]:
        """Every text that it posts by its id, an answer by that of its text with `.a`, each behind its text."""
        answered = {f"{text_id}{ANSWERED}": answer for text_id, answer in self._answers.items()}
        names = (name for text_id in self.texts for name in (text_id, f"{text_id}{ANSWERED}"))
        known = {**self.texts, **answered}
        return {name: known[name] for name in names if name in known}

    @model_validator(mode="wrap")
    @classmethod
    def _with_answers(cls, value: Any, read: Callable[[Any], Slot]) -> Slot:
        slot = read(value)
        copy = by_id(value["copy"]) if isinstance(value, dict) else {}
        for text_id, text in copy.items():
            if isinstance(text, dict) and ANSWER in text:
                if not slot.once:
                    hint = "加上 once: true（每条只发一次，第二天发答案），或删掉 answer"
                    raise fault("Q003", "轮着发的文案没有答案", hint, at=("copy", text_id, ANSWER))
                slot._answers = {**slot._answers, text_id: str(text[ANSWER]).rstrip("\n")}
        return slot

    @model_validator(mode="after")
    def _once_is_for_what_recurs(self) -> Slot:
        if self.once and not self.when.routine:
            hint = "节日、日期和第几天的发布本来就不轮着发，删掉 once"
            raise fault("Q003", "只有每天、每周、每月、农历的发布能写 once", hint, at="once")
        return self

    @model_validator(mode="after")
    def _replacing_is_for_dated_slots(self) -> Slot:
        if self.replaces and self.when.routine:
            hint = "只有节日、日期和第几天的发布可以替换日常"
            raise fault("Q003", "每天、每周的发布不能写 replaces", hint, at="replaces")
        return self
