"""Of which trade a text speaks: a guess from the words that hardly another trade says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from qunli.checks.matching import Matcher
from qunli.model import SECTORS, Sector

# The likeliest trade has so many times the words of the next one, or nothing is guessed.
_LEAD = 2


@lru_cache(1)
def trade_words() -> Mapping[Sector, tuple[str, ...]]:
    """Return what each trade is known by (trades.json)."""
    table = json.loads(Path(__file__).with_name("trades.json").read_text(encoding="utf-8"))
    return {sector: tuple(table[sector]) for sector in SECTORS if sector in table}


def guess_trade(text: str) -> Sector | None:
    """Return the trade of which a text has at least twice as many different words as of any other, else None.

    A wrong guess would leave out the checks of the right trade; without one a text is judged by those of all.
    """
    low = text.lower()
    found = {sector: sum(word.lower() in low for word in words) for sector, words in trade_words().items()}
    first, second = sorted(found, key=lambda sector: -found[sector])[:2]
    return first if found[first] and found[first] >= _LEAD * found[second] else None


def sectors_with_checks(matcher: Matcher) -> tuple[Sector, ...]:
    """Return the trades that have word checks of their own; of any other only the common ones judge."""
    own = {sector for wording in matcher.wordings.values() for sector in wording.scope.industries}
    return tuple(sector for sector in SECTORS if sector in own)
