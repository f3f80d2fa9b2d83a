"""SOPs: a plan of posts for one kind of group, what the group is for, and its rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from qunli.model.paragraphs import Said, SaidLines, Welcome
from qunli.model.slot import Slot
from qunli.shape import Field, Line, Lines, Shape, Text, after, as_text, before, fault, id_at

Kind = Literal["traffic", "content", "flash", "check-in", "onboarding", "moments"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Motives(Shape):
    founder: Text | None = Field(default=None, title="我图什么")
    member: Text | None = Field(default=None, title="客人图什么")


class Audience(Shape):
    age: Line | None = Field(default=None, title="年龄")
    gender: Line | None = Field(default=None, title="性别")
    region: Line | None = Field(default=None, title="哪一带")
    occupation: Line | None = Field(default=None, title="做什么的")


class Positioning(Shape):
    """What must be written down before a group is opened (S0, S3)."""

    who: Text | None = Field(default=None, title="给谁")
    problem: Text | None = Field(default=None, title="解决什么")
    solution: Text | None = Field(default=None, title="靠什么解决")
    purpose: Text | None = Field(default=None, title="这个群为了什么")
    motives: Motives | None = Field(default=None, title="图什么")
    audience: Audience | None = Field(default=None, title="谁进群")
    benefit: Said | None = Field(default=None, title="进来有什么好处")
    entry: Text | None = Field(default=None, title="进群要不要钱")
    channels: Lines = Field(default=(), title="从哪里进群")


class Rules(Shape):
    """The group's rules in five parts, with penalty and cleaning (S3)."""

    rename: Said | None = Field(default=None, title="改群名片")
    service: Said | None = Field(default=None, title="群里有什么")
    ask: Said | None = Field(default=None, title="有问题找谁")
    allowed: SaidLines = Field(default=(), title="可以")
    forbidden: SaidLines = Field(default=(), title="不可以")
    penalty: Said | None = Field(default=None, title="破了规矩")
    cleaning: Said | None = Field(default=None, title="多久清一次")


# `replaces: all` means every slot.
SlotId = Annotated[str, before(as_text), id_at("#")]
Slots = Annotated[Mapping[SlotId, Slot], after(lambda value: value or _no_slots())]


def _no_slots() -> Any:
    raise fault("Q010", "slots 里一条也没有", "至少写一条要发的内容")


class Sop(Shape):
    """A plan of posts for one kind of group."""

    title: Line = Field(title="名字")
    kind: Kind = Field(title="是什么群")
    summary: Line | None = Field(default=None, title="一句话介绍")
    positioning: Positioning | None = Field(default=None, title="开群前想清楚的五件事")
    rules: Rules | None = Field(default=None, title="群规")
    welcome: Welcome | None = Field(default=None, title="欢迎语")
    slots: Slots = Field(title="要发的每一条")
