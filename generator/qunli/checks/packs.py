"""Q115: what a pack owes its readers besides plans."""

from __future__ import annotations

from qunli.checks.registry import check
from qunli.checks.subjects import At, Findings, PackCase

LAW = "law"


@check(
    "Q115",
    "没写这一行的法律提醒",
    on=PackCase,
    level="warning",
    source="project",
    why="每一行都有自己不能碰的话。没写下来，换了店员就踩；「这句能不能发」那一页也少了这一行的例子。",
    bad="chapters: {law: null}",
    good="chapters: {law: 能发的、不能发的、换成这样发}",
    hint="在 chapters 里加一页 law.md，照别的模板写三节：能发的、不能发的、换成这样发",
)
def law_chapter_missing(case: PackCase) -> Findings:
    # A fork has the chapters of its base: there is one place to write them.
    if not case.industry.bases and LAW not in case.industry.chapters:
        yield At(("title",), f"「{case.industry.pack.title}」没写法律提醒（chapters/law.md）", key=True)
