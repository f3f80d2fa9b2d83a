"""What pack.yml says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from qunli.model.hours import HOURS, TalkingHours
from qunli.model.voices import Voice, Voiced
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
    shown,
)

Row = Mapping[str, Line]
# What a shop sells decides which law checks apply to its words.
Sector = Literal["maternal-baby", "catering", "apparel", "education", "fresh-food", "beauty", "other"]
SECTORS: tuple[Sector, ...] = get_args(Sector)
# A role's feed stands beside the calendar's own files.
RoleId = Annotated[str, before(as_text), id_at("/calendars/*/")]


class Variable(Shape):
    """What a shop fills in: a text, or a table (then `fields` names its columns and values are rows).

    Without a value it is a blank, and so is a column that a row leaves out; `title`, or what `fields` calls a column, is its label and `example` its example.
    """

    title: Line = Field(title="名字")
    fields: Mapping[Id, Line] | None = Field(default=None, title="表格的列")
    default: Line | Annotated[tuple[Row, ...], list_of] | None = Field(
        default=None, title="默认写什么", description="哪家店都说得通的话"
    )
    example: Line | Annotated[tuple[Row, ...], list_of] | None = Field(
        default=None, title="例子", description="只有一家才有的；没填时是一个空，例子不会发出去"
    )

    @model_validator(mode="after")
    def _values_fit(self) -> Variable:
        for value in (self.default, self.example):
            wrong = whole_fault(self, value) if value is not None else None
            if wrong:
                raise wrong
        return self


Value = str | tuple[Row, ...]


def value_fault(variable: Variable, value: Value) -> Exception | None:
    """Return what is wrong with a value for this variable, or None."""
    if variable.fields is None:
        return (
            None
            if isinstance(value, str)
            else fault("Q003", f"{variable.title} 是一句文字，不是表格", "写成一行文字")
        )
    columns = "、".join(variable.fields)
    if isinstance(value, str):
        return fault("Q003", f"{variable.title} 是一张表格", f"写成列表，每一行有 {columns}")
    for number, row in enumerate(value, 1):
        if not row or not set(row) <= set(variable.fields):
            hint = f"每一行只有 {columns}；没写的列是一个要现填的空"
            return fault("Q003", f"{variable.title} 第 {number} 行的列不对", hint)
    return None


def whole_fault(variable: Variable, value: Value) -> Exception | None:
    """Return what is wrong with a value of a pack itself, whose rows leave no column out, or None."""
    wrong = value_fault(variable, value)
    if wrong or isinstance(value, str):
        return wrong
    columns = "、".join(variable.fields or ())
    for number, row in enumerate(value, 1):
        if set(row) != set(variable.fields or ()):
            return fault("Q003", f"{variable.title} 第 {number} 行的列不对", f"每一行要有且只有 {columns}")
    return None


class Role(Shape):
    title: Line = Field(title="名字")
    duty: Text = Field(title="管什么")


def _version(value: str) -> str:
    if not re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", value):
        raise fault("Q004", f"版本 {shown(value)} 不对", "写成三段数字，比如 1.0.0")
    return value


def known_grammar(value: int) -> int:
    """Return the version of the grammar; there is one."""
    if value != 1:
        raise fault("Q004", f"不认识的语法版本 {shown(value)}", "现在只有 grammar: 1")
    return value


Grammar = Annotated[int, after(known_grammar), WithJsonSchema({"const": 1})]
Version = Annotated[Line, after(_version), WithJsonSchema({"type": "string", "pattern": r"^\d+\.\d+\.\d+$"})]


class Pack(Shape):
    """Everything one industry needs, apart from its SOPs and chapters.

    `stage` draft: offered while still in the making. `sector` says which law checks apply; without one all do.
    """

    grammar: Grammar = Field(default=1, title="语法版本")
    extends: Id | None = Field(default=None, title="在哪个模板上改")
    title: Line = Field(title="名字")
    summary: Line = Field(title="一句话介绍")
    names: Lines = Field(default=(), title="别的叫法", description="这一行的店、货和客人还叫什么，搜得到")
    version: Version = Field(title="版本")
    stage: Literal["draft"] | None = Field(
        default=None, title="写到哪一步", description="draft 还在写，先试用"
    )
    sector: Sector | None = Field(default=None, title="哪一行")
    hours: TalkingHours | None = Field(default=None, title=HOURS, description="排期表没写时的")
    variables: Mapping[Id, Variable] = Field(default_factory=dict, title="我家资料")
    voices: Mapping[Voiced, Voice] = Field(
        default_factory=dict, title="别的口气", description="brisk 利落，expert 懂行，各写换掉哪些话"
    )
    roles: Mapping[RoleId, Role] = Field(title="谁来发")
    locked: Lines = Field(default=(), title="总部锁定")
    sops: Mapping[Id, None] = Field(default_factory=dict, title="不要的发布计划", description="写 null")

    @property
    def is_draft(self) -> bool:
        return self.stage == "draft"
