"""Q307: a variable where nobody replaces it reaches people with its braces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qunli.checks.registry import check
from qunli.checks.subjects import At, FileCase, Findings, PackCase, PlanCase, SopCase
from qunli.library.parts import said
from qunli.library.pointers import called
from qunli.source import KeyPath
from qunli.text import unfilled

# What is filled in, for members or on pages, and what is judged elsewhere: values of variables, a shop's own slots.
_FILLED = {
    SopCase: (
        ("slots", "*", "copy"),
        ("slots", "*", "short"),
        ("welcome",),
        ("rules",),
        ("positioning",),
        ("summary",),
    ),
    PackCase: (("variables", "*", "default"),),
    PlanCase: (("variables",), ("sops", "*", "slots")),
}


@check(
    "Q307",
    "这里的变量不会换成内容",
    on=PackCase | SopCase | FileCase | PlanCase,
    level="warning",
    source="project",
    why="变量只在文案、短文案、欢迎语、群规和回答里换。写在标题、说明、群名里，花括号会原样让人看见。",
    bad="slots: {menu: {title: '{{ store }}的菜单'}}",
    good="slots: {menu: {title: 今日菜单}}",
    hint="直接写要说的字；要换的内容写进文案",
)
def variable_that_nobody_replaces(case: PackCase | SopCase | FileCase | PlanCase) -> Findings:
    industry = case.plan.shop.industry if isinstance(case, PlanCase) else case.industry
    titles = called(industry)
    filled = {path for path, _ in said(case.file.part, case.source)} if isinstance(case, FileCase) else set()
    for path, text in _leaves(case.source.data, ()):
        flaws = unfilled(text, titles)
        if not flaws or path in filled or any(_is_below(path, each) for each in _FILLED.get(type(case), ())):
            continue
        for flaw in flaws:
            span = flaw.start, flaw.end
            yield At(path, f"{text[flaw.start : flaw.end]} 在这里不会换成内容", span)


def _is_below(path: KeyPath, pattern: tuple[str, ...]) -> bool:
    return len(path) >= len(pattern) and all(
        want in ("*", key) for key, want in zip(path, pattern, strict=False)
    )


def _leaves(data: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(data, str):
        yield path, data
        return
    if isinstance(data, list):
        data = dict(enumerate(data))
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
