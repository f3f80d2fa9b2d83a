"""A second judge beside the words: what example lines have taught about texts that no expression finds.

A linear model over single characters, pairs and threes, in whole numbers, so that the browser's `try/learned.js` says the
same. It is asked of a sentence and of a short paragraph, in the readings of the word checks. `tests/teach.py` writes
`learned.json` from labelled lines; what it says is a reminder and never an error.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, pairwise
from operator import add
from pathlib import Path
from typing import Any, NamedTuple

from qunli import kept
from qunli.checks.passages import Passage
from qunli.checks.wordings import Wording
from qunli.problem import ContentError, Problem

FILE = Path(__file__).with_name("learned.json")
FORM = 1
LONGEST = 3
# An amount is one sign to the model, whatever it says.
TOKENS = r"[0-9]+(?:[.,][0-9]+)*|[^0-9]"
# A sentence ends behind one of these.
ENDS = "。!?\n"
# Paragraphs of so many signs are one thought; longer ones are judged by the sentence alone.
SHORT = 80
# Fewer signs tell nothing.
LEAST_SIGNS = 4
# What weighed most is shown in so many signs at most, and begins and ends with none of these.
MOST_SHOWN = 16
TRIM = " ,.;:、，；：~～\"'“”()!?。\n"
# Each sign of a group has an equal part of its weight: in whole numbers for groups of one, two and three.
_PARTS = 6

_FOR_A_BROWSER = ("bias", "least", "harmless", "weights", "families", "telling")
RULES = {"tokens": TOKENS, "ends": ENDS, "trim": TRIM}
_TOKENS = re.compile(TOKENS)
_DIGIT = re.compile("[0-9]")

Span = tuple[int, int]


class Signs(NamedTuple):
    """A text as the model sees it, and where each of its signs begins, the end of the last behind them."""

    signs: list[str]
    at: Sequence[int]


class Unit(NamedTuple):
    """A sentence or short paragraph: how much it looks like a risk, and its signs, from `first` to `last` of a passage's."""

    score: int
    passage: Passage
    read: Signs
    first: int
    last: int

    @property
    def signs(self) -> list[str]:
        return self.read.signs[self.first : self.last]

    def place(self, first: int, last: int) -> Span:
        """Return where some of its signs stand in the original."""
        at = self.read.at
        return self.passage.place(at[self.first + first], at[self.first + last])

    @property
    def inside(self) -> Span:
        """Where it stands in its passage."""
        return self.read.at[self.first], self.read.at[self.last]

    @property
    def span(self) -> Span:
        return self.place(0, self.last - self.first)


@dataclass(frozen=True)
class Learned:
    """The model. A text scores `bias` and the weight of each different group of signs in it; from `least` on it is a risk, and
    below `harmless` what an expression finds there is none. `telling` says of a group for which families (by number) it speaks.
    `taught` maps each family to the digest of the entry it was taught beside."""

    date: str
    bias: int
    least: int
    harmless: int
    weights: Mapping[str, int]
    families: tuple[str, ...]
    telling: Mapping[str, tuple[tuple[int, int], ...]]
    taught: Mapping[str, str]
    made_from: str = ""

    def units(self, passages: Sequence[Passage]) -> Iterator[Unit]:
        """Yield the judged stretches of a text."""
        known: dict[str, int] = {}  # what two readings say alike is counted once
        for passage in passages:
            read = signs_of(passage.text)
            for first, last in stretches(read.signs):
                signs = read.signs[first:last]
                said = "".join(signs)
                if said not in known:
                    known[said] = self.score(signs)
                yield Unit(known[said], passage, read, first, last)

    def score(self, signs: Sequence[str]) -> int:
        """Return how much some signs look like a risk."""
        return self.bias + sum(filter(None, map(self.weights.get, grams(signs))))

    def named(self, unit: Unit, allowed: frozenset[str]) -> tuple[str, Span]:
        """Return the family of a stretch, "" where none is allowed, and what weighed most by its place in the original."""
        return self._family(unit.signs, allowed), unit.place(*self._heaviest(unit.signs))

    def _family(self, signs: Sequence[str], allowed: frozenset[str]) -> str:
        """Return the family that speaks most like these signs; of equals the first."""
        sums = [0] * len(self.families)
        for gram in self.telling.keys() & grams(signs):
            for number, weight in self.telling[gram]:
                sums[number] += weight
        known = [number for number, code in enumerate(self.families) if code in allowed]
        return self.families[max(known, key=lambda number: (sums[number], -number))] if known else ""

    def _heaviest(self, signs: Sequence[str]) -> Span:
        """Return the stretch of at most so many signs that weighs most; of equals the shortest, then the first."""
        parts = [0] * len(signs)
        padded = ["\n", *signs, "\n"]
        for length in range(1, LONGEST + 1):
            for at in range(len(padded) - length + 1):
                weight = self.weights.get("".join(padded[at : at + length]), 0) * _PARTS // length
                for sign in range(max(at - 1, 0), min(at - 1 + length, len(signs))):
                    parts[sign] += weight
        sums = [0, *accumulate(parts)]
        places = [
            (first, last)
            for first in range(len(signs))
            for last in range(first + 2, min(first + MOST_SHOWN, len(signs)) + 1)
            if signs[first] not in TRIM and signs[last - 1] not in TRIM
        ]
        return max(
            places, key=lambda at: (sums[at[1]] - sums[at[0]], at[0] - at[1], -at[0]), default=(0, len(signs))
        )


def signs_of(text: str) -> Signs:
    """Return the signs of a text, each amount as one."""
    if _DIGIT.search(text) is None:
        return Signs([*text], range(len(text) + 1))
    tokens = _TOKENS.findall(text)
    return Signs(
        ["0" if "0" <= token < ":" else token for token in tokens], [0, *accumulate(map(len, tokens))]
    )


def stretches(signs: Sequence[str]) -> list[Span]:
    """Return where a paragraph's sentences stand that are long enough to be judged, and the whole of a short one."""
    cuts = [0, *(at for at, sign in enumerate(signs, 1) if sign in ENDS), len(signs)]
    found = list(pairwise(cuts))
    if len(signs) <= SHORT:
        found.append((0, len(signs)))
    return [each for each in dict.fromkeys(found) if each[1] - each[0] >= LEAST_SIGNS]


def grams(signs: Sequence[str]) -> set[str]:
    """Return the different groups of up to three neighbours, with a line's end before and behind."""
    padded = ["\n", *signs, "\n"]
    pairs = [*map(add, padded, padded[1:])]
    return {*padded, *pairs, *map(add, pairs, padded[2:])}


def digest(wording: Wording) -> str:
    """Return what an entry looks for in a few letters: one that has changed since is asked no doubts of."""
    looked_for = "\n".join([*wording.words, *wording.patterns, *wording.disguised])
    return hashlib.sha256(looked_for.encode()).hexdigest()[:8]


# --- the file


def read(text: str) -> Learned:
    """Return the model that a file holds; raise ContentError where it is empty, damaged or of another form."""
    try:
        return replace(_read(json.loads(text)), made_from=kept.digest([text]))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        message = "学来的判断读不了：文件是空的、坏了，或是别的版本写的"
        raise ContentError([Problem(FILE.name, 1, 1, "Q003", message, "重新安装群历")]) from None


def _read(data: Any) -> Learned:
    if data["form"] != FORM or not data["weights"]:
        raise ValueError(data["form"])
    families = tuple(map(str, data["families"]))
    telling: dict[str, tuple[tuple[int, int], ...]] = {}
    for number, of in enumerate(data["telling"]):
        for gram, weight in _unpacked(of):
            telling[gram] = (*telling.get(gram, ()), (number, weight))
    if len(data["telling"]) != len(families):
        raise ValueError(len(families))
    return Learned(
        date=data["date"],
        bias=int(data["bias"]),
        least=int(data["least"]),
        harmless=int(data["harmless"]),
        weights=dict(_unpacked(data["weights"])),
        families=families,
        telling=telling,
        taught=dict(data["taught"]),
    )


def packed(weights: Mapping[str, int]) -> dict[str, list[str]]:
    """Return groups by their weight, and there by their length one behind the other, in order."""
    found: dict[int, list[list[str]]] = {}
    for gram, weight in sorted(weights.items()):
        found.setdefault(weight, [[], [], []])[len(gram) - 1].append(gram)
    return {str(weight): list(map("".join, found[weight])) for weight in sorted(found)}


def _unpacked(of: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int]]:
    for weight, lines in of.items():
        for length, line in enumerate(lines, 1):
            for at in range(0, len(line), length):
                yield line[at : at + length], int(weight)


@cache
def published() -> Learned | None:
    """Return the model that comes with the program, None where there is none."""
    return read(FILE.read_text("utf-8")) if FILE.is_file() else None


def portable() -> dict[str, Any]:
    """Return the model that comes with the program, for a browser."""
    data = json.loads(FILE.read_text("utf-8"))
    return {"rules": RULES, **{name: data[name] for name in _FOR_A_BROWSER}}
