"""Word checks as data: which words in a text are a risk, where they stand, and what makes them harmless.

The same data runs in the browser, so everything here is expressible in plain JavaScript: patterns are written in
the common part of Python's `re` and JavaScript's `u` mode, on a text already normalised.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Annotated, Literal

from qunli.checks.shapes import BOUNDARY, MOST_KEPT, least
from qunli.library import PACKAGED
from qunli.model import Sector
from qunli.problem import Problem
from qunli.shape import Field, Line, Lines, Shape, Text, after, fault, list_of, model_validator, unique
from qunli.source import Source

# What Python and JavaScript read differently, or what one of them does not know.
_LISTS = ("patterns", "disguised", "unless", "cleared", "meant", "denied")
_FOREIGN = re.compile(
    r"\\(?![\^$\\.*+?()\[\]{}|/\-]|ufffc|n)|\(\?(?![:=!])|[*+?}]\+|(?<!\\)\{(?!\d+(?:,\d*)?\})"
)

# What looks on or is tied to a place takes no character, and is not found everywhere all the same.
_TIED = re.compile(r"[\^$]|\(\?[=!]")
_GROUP = re.compile(r"(?<!\\)\((?!\?)(?![^\[\]]*\])")


def _portable(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        wrong = portability(value)
        if wrong:
            raise fault("Q003", f"这个写法不行：{value}", wrong)
    return values


def _long_enough(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if not least(value):
            wrong = "它一个字不占也能命中，标不出位置；只留“前后有什么”的写法放进 near"
            raise fault("Q003", f"这个写法不行：{value}", wrong)
    return values


@lru_cache(MOST_KEPT)
def portability(pattern: str) -> str:
    """Return why a pattern would not mean the same in Python and in JavaScript, or nothing."""
    if unicodedata.normalize("NFKC", pattern) != pattern or re.search("[A-Z]", pattern):
        return "文案在比对前已转成半角和小写，这里也要写半角小写"
    if _GROUP.search(BOUNDARY.sub("", pattern)):
        return "括号写成 (?:…)，普通的 (…) 留给程序"
    if _FOREIGN.search(pattern):
        return "只用 [] () (?:) (?=) (?!) {} * + ? . | 和 \\ 加符号，不用 \\d \\w \\s \\b、向后看和命名分组"
    return "" if least(pattern) or _TIED.search(pattern) else "它什么都不写也能命中"


def broken(source: Source, wordings: Mapping[str, Wording]) -> Iterator[Problem]:
    """Yield the patterns that are no regular expressions. Those that come with the program are known to be."""
    if source.mark(()).file.path.startswith(PACKAGED):
        return
    for code, wording in wordings.items():
        near = {("near", "patterns"): wording.near.patterns} if wording.near else {}
        for key, patterns in ({(name,): getattr(wording, name) for name in _LISTS} | near).items():
            for number, pattern in enumerate(patterns):
                try:
                    re.compile(pattern)
                except re.error as error:
                    yield source.problem(
                        (code, *key, number), "Q003", f"这个写法不行：{pattern}", f"正则写坏了（{error}）"
                    )


# Patterns that are looked for anywhere, and those whose place is shown or covered, hence some character long.
Patterns = Annotated[Lines, after(_portable)]
Placed = Annotated[Lines, after(_portable), after(_long_enough)]
Reach = Literal["sentence", "paragraph", "text"]
Where = Literal["copy", "field", "name"]
Sectors = Annotated[tuple[Sector, ...], list_of, after(unique)]


class Near(Shape):
    """Something that must stand near the words: within so many characters, else in the same stretch of the text."""

    patterns: Patterns = Field(title="要找的写法", description="正则")
    within: int = Field(ge=0, default=0, title="隔几个字以内", description="0 是看 reach")
    reach: Reach = Field(
        default="paragraph", title="看多大一块", description="sentence 一句，paragraph 一段，text 全文"
    )


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
    words: Placed = Field(default=(), title="要找的词")
    patterns: Placed = Field(default=(), title="要找的写法", description="正则")
    disguised: Placed = Field(default=(), title="只在改头换面时算的写法", description="正则，写本来的样子")
    unless: Placed = Field(default=(), title="这些写法里的不算")
    cleared: Patterns = Field(default=(), title="旁边有这些就不算")
    cleared_reach: Reach = Field(
        default="paragraph", title="“不算”看多大一块", description="sentence 一句，paragraph 一段，text 全文"
    )
    meant: Patterns = Field(
        default=(), title="有这些就还是算", description="和 cleared 看同一块；cleared、denied 都不作数"
    )
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
        if not self.words and not self.patterns and not self.disguised:
            raise fault("Q002", "没写要找什么词", "加上 words、patterns 或 disguised")
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
