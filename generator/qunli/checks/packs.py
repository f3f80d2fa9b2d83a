"""Q115, Q116: what a pack owes its readers besides plans."""

from __future__ import annotations

from qunli.checks.registry import check
from qunli.checks.subjects import At, Findings, PackCase
from qunli.words import SECTORS

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
    hint="加一页法律提醒，照别的模板写三节：能发的、不能发的、换成这样发（chapters/law.md）",
)
def law_chapter_missing(case: PackCase) -> Findings:
    # A fork has the chapters of its base: there is one place to write them.
    if not case.industry.bases and LAW not in case.industry.chapters:
        yield At(("title",), f"「{case.industry.pack.title}」没写法律提醒（chapters/law.md）", key=True)


@check(
    "Q116",
    "没写是哪一行",
    on=PackCase,
    level="warning",
    source="project",
    why="哪一行有哪一行不能说的话。没写，就拿每一行的规矩都来查：不会漏，可是会多出不相干的提醒。",
    bad="pack: {sector: null}",
    good="pack: {sector: beauty}",
    hint=f"选一行：{'、'.join(SECTORS.values())}（pack.yml 里加一行 sector，依次是 {' | '.join(SECTORS)}）",
)
def sector_missing(case: PackCase) -> Findings:
    # A fork has the sector of its base: there is one place to write it.
    if not case.industry.bases and case.industry.sector is None:
        yield At(("title",), f"「{case.industry.pack.title}」没写是哪一行（sector）", key=True)
