"""Word checks as data: which words in a text are a risk, where they stand, and what makes them harmless.

The same data runs in the browser, so everything here is expressible in plain JavaScript: patterns are written in
the common part of Python's `re` and JavaScript's `u` mode, on a text already normalised.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Annotated, Literal

from qunli.model import Sector
from qunli.shape import Field, Line, Lines, Shape, Text, after, fault, list_of, model_validator, unique

# What Python and JavaScript read differently, or what one of them does not know.
_FOREIGN = re.compile(
    r"\\(?![\^$\\.*+?()\[\]{}|/\-]|ufffc|n)|\(\?(?![:=!])|[*+?}]\+|(?<!\\)\{(?!\d+(?:,\d*)?\})"
)


def _portable(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        wrong = portability(value)
        if wrong:
            raise fault("Q003", f"这个写法不行：{value}", wrong)
    return values


@lru_cache(4_096)
def portability(pattern: str) -> str:
    """Return why a pattern would not mean the same in Python and in JavaScript, or nothing."""
    if unicodedata.normalize("NFKC", pattern) != pattern or re.search("[A-Z]", pattern):
        return "文案在比对前已转成半角和小写，这里也要写半角小写"
    if _FOREIGN.search(pattern):
        return "只用 [] () (?:) (?=) (?!) {} * + ? . | 和 \\ 加符号，不用 \\d \\w \\s \\b、向后看和命名分组"
    try:
        re.compile(pattern)
    except re.error as error:
        return f"正则写坏了（{error}）"
    return "" if not re.compile(pattern).match("") else "它什么都不写也能命中"


Patterns = Annotated[Lines, after(_portable)]
Where = Literal["copy", "field", "name"]
Sectors = Annotated[tuple[Sector, ...], list_of, after(unique)]


class Near(Shape):
    """Something that must stand within `within` characters of the words; 0 means anywhere in the text."""

    patterns: Patterns = Field(title="要找的写法", description="正则")
    within: int = Field(ge=0, default=0, title="隔几个字以内", description="0 是全文")


class Scope(Shape):
    """Where an entry applies, by sector and type. A post of which they are not known is judged by all entries."""

    industries: Sectors = Field(default=(), title="只管这些行业")
    other_than: Sectors = Field(default=(), title="不管这些行业")
    types: Lines = Field(default=(), title="只管这些类型")


class Wording(Shape):
    """One word check. Words are literal, patterns are regular expressions; both see the normalised text."""

    title: Line = Field(title="标题")
    level: Literal["error", "warning"] = Field(title="级别", description="error 错误，warning 提醒")
    why: Text = Field(title="为什么")
    source: Line = Field(title="依据", description="sources.yml 里的编号")
    article: Line | None = Field(default=None, title="第几条")
    words: Patterns = Field(default=(), title="要找的词")
    patterns: Patterns = Field(default=(), title="要找的写法", description="正则")
    unless: Patterns = Field(default=(), title="这些写法里的不算")
    cleared: Patterns = Field(default=(), title="全文有这些就不算")
    near: Near | None = Field(default=None, title="旁边要有什么才算")
    negation: int = Field(ge=0, le=20, default=6, title="往前看几个字有没有“不”")
    denied: Patterns = Field(default=(), title="前面紧挨着这些就不算")
    scope: Scope = Field(default=Scope(), title="管哪些")
    everywhere: bool = Field(default=False, title="每个字段都查")
    names: bool = Field(default=False, title="只查人和角色的名字")
    final: bool = Field(default=False, title="不能放行")
    bad: Text = Field(title="不行的例子")
    good: Text = Field(title="可以的例子")
    hint: Text = Field(title="怎么改")

    @model_validator(mode="after")
    def _has_something_to_look_for(self) -> Wording:
        if not self.words and not self.patterns:
            raise fault("Q002", "没写要找什么词", "加上 words 或 patterns")
        return self

    def is_for(self, where: Where) -> bool:
        """Say whether this entry judges a text to paste, any other field, or the name of a role."""
        if where == "name" or self.names:
            return where == "name" and self.names
        return where == "copy" or self.everywhere

    def applies(self, sector: str | None, kind: str | None) -> bool:
        """Say whether this entry judges a post of this type in this sector; None is not known."""
        if sector is not None:
            if self.scope.industries and sector not in self.scope.industries:
                return False
            if sector in self.scope.other_than:
                return False
        return kind is None or not self.scope.types or kind in self.scope.types
