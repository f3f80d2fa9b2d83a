"""The patterns of the word checks as expressions: joined to one, or asked one by one as if they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import heapify, heappop, heapreplace

from qunli.checks.letters import either
from qunli.checks.shapes import BOUNDARY, Signs, alternatives, of_word, shape

# The library's own memory is too small for all the checks, which serve and editors ask again and again.
compiled = lru_cache(1_024)(re.compile)
# Behind every character of a word.
_LAST = "\uffff"


@dataclass(frozen=True)
class Alternative:
    """One of the expressions that an entry looks for, made when it is first asked; each match has one of each of `needs`, and `pairs`
    of characters follow one another in it."""

    source: str
    needs: tuple[Signs, ...]
    pairs: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.source)


def separate(words: Iterable[str], patterns: Iterable[str]) -> list[Alternative]:
    """Return what is looked for one by one: patterns in their order, then words by their characters, which a server draws
    together better, each before what it begins with so that the longest is reported."""
    parts = [(part, shape(part)) for pattern in patterns for part in alternatives(pattern)]
    found = [Alternative(_marked(part), of.needs, of.pairs) for part, of in parts]
    sorted_words = [(either([word]), of_word(word)) for word in sorted(words, key=lambda word: word + _LAST)]
    return found + [Alternative(part, of.needs, of.pairs) for part, of in sorted_words]


def joined(patterns: Iterable[str]) -> re.Pattern[str] | None:
    """Return one expression for all."""
    every = [*map(_marked, patterns)]
    return compiled("|".join(every)) if every else None


def _marked(pattern: str) -> str:
    """Return a pattern whose left boundary is a group, so that it can be taken off what is found."""
    return BOUNDARY.sub(r"(^|\1)", pattern)


def places(pattern: re.Pattern[str] | None, text: str) -> list[tuple[int, int]]:
    """Return what a joined expression finds, without the boundaries before it."""
    return [_place(found) for found in pattern.finditer(text)] if pattern else []


def places_of(asked: Sequence[Alternative], text: str) -> list[tuple[int, int]]:
    """Return what expressions find that are asked one by one, as their joined one would."""
    patterns = [each.pattern for each in asked]
    heads = [(found.start(), number, found) for number, found in enumerate(_begun(patterns, text)) if found]
    heapify(heads)
    places: list[tuple[int, int]] = []
    at = 0
    while heads:
        start, number, found = heads[0]
        if start >= at:
            places.append(_place(found))
            at = found.end()
        again = patterns[number].search(text, at)
        if again:
            heapreplace(heads, (again.start(), number, again))
        else:
            heappop(heads)
    return places


def _begun(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Match[str] | None]:
    for pattern in patterns:
        yield pattern.search(text)


def _place(found: re.Match[str]) -> tuple[int, int]:
    boundary = sum(len(group) for group in found.groups() if group) if found.re.groups else 0
    return found.start() + boundary, found.end()
