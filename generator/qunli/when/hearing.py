"""What forms of `when` share in reading days as people write them in the cells of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qunli.when.numerals import NUMERAL

N = rf"(?:\d+|{NUMERAL})"
TO = "[-~–—至到]+"
AND = "[、,/&+;和及与]"
WEEK = "一二三四五六日"


class UnclearError(ValueError):
    """Words that cannot be understood; `args` are a message and a way out."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint


@dataclass(frozen=True)
class Ear:
    """What it takes to understand days: festivals' titles by id, the day it is, and the words around a cell."""

    festivals: Mapping[str, str]
    today: date
    about: str = ""
