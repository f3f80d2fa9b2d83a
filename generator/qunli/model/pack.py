"""What pack.yml says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from qunli.shape import (
    Field,
    Id,
    Line,
    Lines,
    Shape,
    Text,
    after,
    as_text,
    before,
    fault,
    id_at,
    list_of,
    model_validator,
)

Row = Mapping[str, Line]
# A role's feed stands beside the calendar's own files.
RoleId = Annotated[str, before(as_text), id_at("/calendars/*/")]


class Variable(Shape):
    """What a shop fills in: a text, or a table (then `fields` names its columns and values are rows)."""

    title: Line
    fields: Mapping[Id, Line] | None = None
    default: Line | Annotated[tuple[Row, ...], list_of] | None = None
    example: Line | Annotated[tuple[Row, ...], list_of] | None = None

    @model_validator(mode="after")
    def _values_fit(self) -> Variable:
        for value in (self.default, self.example):
            wrong = value_fault(self, value) if value is not None else None
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
        if set(row) != set(variable.fields):
            return fault("Q003", f"{variable.title} 第 {number} 行的列不对", f"每一行要有且只有 {columns}")
    return None


class Role(Shape):
    title: Line
    duty: Text


def _version(value: str) -> str:
    if not re.fullmatch(r"\d+\.\d+\.\d+", value):
        raise fault("Q004", f"版本 {value} 不对", "写成三段数字，比如 1.0.0")
    return value


def known_grammar(value: int) -> int:
    """Return the version of the grammar; there is one."""
    if value != 1:
        raise fault("Q004", f"不认识的语法版本 {value}", "现在只有 grammar: 1")
    return value


class Pack(Shape):
    """Everything one industry needs, apart from its SOPs and chapters; `stage` draft: offered while still in the making."""

    grammar: Annotated[int, after(known_grammar)] = 1
    extends: Id | None = None
    title: Line
    summary: Line
    version: Annotated[Line, after(_version)]
    stage: Literal["draft"] | None = None
    variables: Mapping[Id, Variable] = Field(default_factory=dict)
    roles: Mapping[RoleId, Role]
    locked: Lines = ()
    sops: Mapping[Id, None] = Field(default_factory=dict)

    @property
    def is_draft(self) -> bool:
        return self.stage == "draft"
