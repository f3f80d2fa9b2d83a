"""How well the word checks judge lines that nobody tuned them to: one data file for the page and for `make bench`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "measured.json"
# A family of which fewer are found is named on the page.
WEAK = 0.65


@dataclass(frozen=True)
class Score:
    """Lines of a file: how many are a risk, how many of those are found under any code, and how many harmless ones are."""

    risky: int
    found: int
    harmless: int
    wrong: int

    @property
    def recall(self) -> float:
        return self.found / self.risky

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong)


@dataclass(frozen=True)
class Measured:
    """What `make bench` found on `date`; `families` maps codes to lines found and lines in all."""

    date: str
    unseen: Score
    disguised: Score
    families: Mapping[str, tuple[int, int]]

    @property
    def weak(self) -> list[str]:
        """Return the codes of the families that are found least, worst first."""
        shares = {code: found / lines for code, (found, lines) in self.families.items()}
        return sorted(
            (code for code, share in shares.items() if share < WEAK), key=lambda code: (shares[code], code)
        )


@cache
def published() -> Measured:
    """Return the figures the page shows."""
    data = json.loads(FILE.read_text("utf-8"))
    families = {code: (found, lines) for code, (found, lines) in data["families"].items()}
    return Measured(data["date"], Score(**data["unseen"]), Score(**data["disguised"]), families)
