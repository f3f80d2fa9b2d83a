"""The register of checks: one decorated function, or one entry of the wordings, is one check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import UnionType
from typing import Any, TypeVar

from qunli.checks.hits import Hit
from qunli.checks.subjects import Findings, PlanCase, Subject
from qunli.checks.wordings import Wording
from qunli.model import Reference
from qunli.problem import FILE_CODES, Level

YEAR = timedelta(days=365)
LAWS = {"statute", "rule"}

Judge = Callable[[Any], Findings]
F = TypeVar("F", bound=Judge)


@dataclass(frozen=True)
class Check:
    """One check and its documentation. `source` is a key of sources.yml; `bad` and `good` are examples.

    An example is a text to post (word checks), or YAML laid over an SOP (all others): with `pack:`, `calendar:` or
    `chapters:` on top it changes those instead. `on` is the kind of subject its function judges, or several.
    """

    code: str
    title: str
    level: Level
    why: str
    source: str
    bad: str
    good: str
    hint: str
    article: str = ""
    final: bool = False
    on: type[Subject] | UnionType | None = None
    judge: Judge | None = None
    wording: Wording | None = None

    @property
    def daily(self) -> bool:
        """Say whether it judges a plan, so that a finding may come and go with the day."""
        return self.on is PlanCase


CHECKS: dict[str, Check] = {}


def check(
    code: str, title: str, *, on: type[Subject] | UnionType, level: Level, **about: Any
) -> Callable[[F], F]:
    """Register a function that yields what is wrong with one subject; its name says the same in English."""

    def register(judge: F) -> F:
        declare(Check(code, title, level, on=on, judge=judge, **about))
        return judge

    return register


def declare(one: Check) -> None:
    """Register a check that has no function of its own."""
    if one.code in CHECKS or one.code in FILE_CODES:
        raise ValueError(f"{one.code} is taken")
    CHECKS[one.code] = one


def from_wording(code: str, wording: Wording) -> Check:
    """Return a word check as a Check."""
    return Check(
        code,
        wording.title,
        wording.level,
        wording.why,
        wording.source,
        wording.bad,
        wording.good,
        wording.hint,
        article=wording.article or "",
        final=wording.final,
        wording=wording,
    )


# What a reminder says that no word of a list gave, before its title and behind its hint.
LOOKS_LIKE = "像是"
MAY_ERR = "。这条是照例句学来的，可能看走眼"


def said_of(one: Check, hit: Hit) -> Check:
    """Return a check as a finding says it: what is learned only looks like it, and is never an error."""
    if not hit.learned:
        return one
    return replace(one, level="warning", title=LOOKS_LIKE + one.title, hint=one.hint.rstrip("。") + MAY_ERR)


def is_unconfirmed(one: Check, references: Mapping[str, Reference]) -> bool:
    """Say whether the basis is not confirmed: such a check is a warning and says 待核实."""
    reference = references.get(one.source)
    return "待核实" in one.article or (reference is not None and reference.evidence == "M")


def basis(one: Check, references: Mapping[str, Reference], today: date) -> str:
    """Return what a check rests on: statute or article, version, the day it was checked, and 待核实."""
    reference = references.get(one.source)
    if reference is None:
        return one.article
    said = (f"《{reference.title}》" if reference.kind in LAWS else reference.title) + one.article
    said += f"（{reference.version}）" if reference.version else ""
    if is_unconfirmed(one, references) and "待核实" not in said:
        said += "，待核实"
    if reference.checked:
        said += f"，{reference.checked} 核对"
        if today - reference.checked > YEAR:
            said += "，已满一年，用之前先查有没有新版"
    return said


def cited(one: Check, message: str, references: Mapping[str, Reference], today: date) -> str:
    """Return the message with the law it rests on; the trade's own rules cite nothing."""
    reference = references.get(one.source)
    if reference is None or reference.kind not in LAWS:
        return message
    return f"风险提示：{message}。依据：{basis(one, references, today).replace('《中华人民共和国', '《', 1)}"
