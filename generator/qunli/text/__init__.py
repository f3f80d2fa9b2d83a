"""Copy: variables and blanks, and nothing else."""

from __future__ import annotations

from qunli.text.flaws import MOST_BLANKS, Flaw, flaws, unfilled
from qunli.text.marks import (
    STORE,
    Blank,
    Place,
    Row,
    Value,
    as_blank,
    as_posted,
    blanks,
    fill_words,
    is_label,
    places,
    substitute,
    to_paste,
)

__all__ = [
    "MOST_BLANKS",
    "STORE",
    "Blank",
    "Flaw",
    "Place",
    "Row",
    "Value",
    "as_blank",
    "as_posted",
    "blanks",
    "fill_words",
    "flaws",
    "is_label",
    "places",
    "substitute",
    "to_paste",
    "unfilled",
]
