"""Front matter of pages, and what content cites."""

from __future__ import annotations

from typing import Literal

from qunli.shape import (
    Day,
    Field,
    Line,
    Lines,
    Shape,
    Text,
)


class Chapter(Shape):
    """The front matter of a Markdown page. `slots` are industry/sop/slot, the posts that do what it says."""

    title: Line | None = Field(default=None, title="标题")
    summary: Line | None = Field(default=None, title="一句话介绍")
    part: Line | None = Field(default=None, title="在哪一部分")
    order: int = Field(default=1000, title="排第几")
    sources: Lines = Field(default=(), title="出处")
    slots: Lines = Field(default=(), title="说的是哪几条", description="行业/计划/编号")
    questions: Lines = Field(default=(), title="回答哪些问题", description="照别人会问的话写，搜得到")
    also: Lines = Field(default=(), title="一样的词", description="一行几个，空格隔开，搜哪个都找得到")


class Reference(Shape):
    """An article or statute that content or a check cites. Evidence: A text read, B second hand, M unconfirmed."""

    title: Line = Field(title="名称")
    kind: Literal["article", "statute", "rule", "vendor"] = Field(title="种类")
    version: Line | None = Field(default=None, title="版本")
    effective: Line | None = Field(default=None, title="从哪天起施行")
    checked: Day | None = Field(default=None, title="哪天核对的")
    evidence: Literal["A", "B", "M"] | None = Field(
        default=None, title="看过原文没有", description="A 看过原文，B 看的转述，M 待核实"
    )
    note: Text | None = Field(default=None, title="备注")
