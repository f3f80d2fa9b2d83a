"""Front matter of pages, and what content cites."""

from __future__ import annotations

from typing import Literal

from qunli.shape import (
    Day,
    Line,
    Lines,
    Shape,
    Text,
)


class Chapter(Shape):
    """The front matter of a Markdown page. `slots` are industry/sop/slot, the posts that do what it says."""

    title: Line | None = None
    summary: Line | None = None
    part: Line | None = None
    order: int = 1000
    sources: Lines = ()
    slots: Lines = ()


class Reference(Shape):
    """An article or statute that content or a check cites. Evidence: A text read, B second hand, M unconfirmed."""

    title: Line
    kind: Literal["article", "statute", "rule", "vendor"]
    version: Line | None = None
    effective: Line | None = None
    checked: Day | None = None
    evidence: Literal["A", "B", "M"] | None = None
    note: Text | None = None
