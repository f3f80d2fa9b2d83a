"""What a pack's faq.yml says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from qunli.shape import Field, Id, Line, Lines, Shape, Text, after, fault


def _as_asked(value: str) -> str:
    if re.search("[{}｛｝〔〕]", value):
        raise fault("Q012", "问法里不能有变量和空", "照客人的话写；变量和空写在回答里")
    return value


class Question(Shape):
    """What customers ask and what the shop answers. `slots` are sop/slot, the posts that make them ask."""

    question: Annotated[Line, after(_as_asked)] = Field(title="问法")
    answer: Text = Field(title="怎么答")
    slots: Lines = Field(default=(), title="和哪几条有关", description="计划/编号，比如 welfare/menu")


def _some(value: Mapping[str, Question]) -> Mapping[str, Question]:
    if not value:
        raise fault("Q010", "questions 里一问也没有", "至少写一问一答，或删掉这个文件")
    return value


class Faq(Shape):
    """Questions by id, in the order they are read."""

    questions: Annotated[Mapping[Id, Question], after(_some)] = Field(title="一问一答")
