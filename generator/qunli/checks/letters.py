"""The code table of the word checks: how characters in disguise are read, in Python and in the browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Letters:
    """The table that tests/letters.py writes; what its parts are stands at its head."""

    plain: Mapping[str, str]
    rare: Mapping[str, str]
    doubtful: Mapping[str, str]
    strings: Mapping[str, str]
    ordinary: tuple[str, ...]
    spelled: Mapping[str, str]
    syllables: Mapping[str, str]
    initials: Mapping[str, str]
    sounds: Mapping[str, str]
    pairs: Mapping[str, str]

    def portable(self, wanted: str) -> dict[str, Any]:
        """Return the table for the browser, without the characters that no word check looks for."""
        return {
            "plain": _sides(
                self.plain, {*wanted, *"".join([*self.strings, *self.ordinary]), *self.rare, *self.doubtful}
            ),
            "rare": _sides(self.rare, wanted),
            "doubtful": _sides(self.doubtful, wanted),
            "strings": {**self.strings},
            "ordinary": [*self.ordinary],
            "spelled": {**self.spelled},
            "syllables": {**self.syllables},
            "initials": {**self.initials},
            "sounds": {**self.sounds},
            "pairs": " ".join(char + after for char, after in self.pairs.items()),
        }


def _sides(pairs: Mapping[str, str], wanted: Iterable[str]) -> list[str]:
    wanted = set(wanted)
    kept = {char: read for char, read in pairs.items() if read in wanted}
    return ["".join(kept), "".join(kept.values())]


@lru_cache(1)
def letters() -> Letters:
    """Return the table of this program."""
    table = json.loads(Path(__file__).with_name("letters.json").read_text("utf-8"))
    pairs = {name: dict(zip(*table[name], strict=True)) for name in ("plain", "rare", "doubtful")}
    names = ("strings", "spelled", "syllables", "initials", "sounds")
    follow = {row[0]: row[1:] for row in table["pairs"].split()}
    return Letters(
        **pairs, ordinary=tuple(table["ordinary"]), pairs=follow, **{name: table[name] for name in names}
    )


def either(words: Iterable[str]) -> str:
    """Return an expression for any of these words, the longest first."""
    return "|".join(re.sub(r"[\^$\\.*+?()\[\]{}|/]", r"\\\g<0>", word) for word in longest(words))


def longest(words: Iterable[str]) -> list[str]:
    """Return words so that none hides a longer one."""
    return sorted(words, key=lambda word: (-len(word), word))
