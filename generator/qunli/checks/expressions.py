"""The patterns of the word checks: joined to one expression, and what can be said of them without a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qunli.checks.letters import either

# Characters of almost every text: to look for one of them rules nothing out.
_FREQUENT = frozenset("0123456789一二三四五六七八九十的了不是在有个人我你们来到就上下这天今好大店家吃元送买 ")
_MOST = 400
# What a character and a pair of them cost, and what more they cost where they are in almost every text.
_COSTS, _MORE = {1: 100, 2: 10}, {1: 1900, 2: 119}
_TOKEN = re.compile(
    r"\\ufffc|\\.|\(\?[:=!]|[(|)^$.]|\[(?:\\.|[^\]])*\]|[*+?]\??|\{\d+(?:,\d*)?\}\??|[\s\S]", re.DOTALL
)
_IN_CLASS = re.compile(r"\\ufffc|\\.|[\s\S]")
# A left boundary that belongs to no finding: what stands before the words, or the beginning.
BOUNDARY = re.compile(r"\(\?:\^\|(\[\^(?:\\.|[^\]])*\])\)")


@dataclass(frozen=True)
class Shape:
    """What can be said of all matches of a pattern; None is unknown.

    `least` is the least number of characters they take, `one_of` characters and pairs of neighbours of which each has one,
    `edge` the characters of which each has one at its beginning and one at its end.
    """

    least: int
    one_of: frozenset[str] | None
    edge: frozenset[str] | None = None


_NOTHING = Shape(0, None)
# Words and patterns whose reading is remembered: there are some thousands.
MOST_KEPT = 16_384
_SIGN = re.compile(r"[\^$\\.*+?()\[\]{}|]")
# The library's own memory is too small for all the checks, which serve and editors ask again and again.
compiled = lru_cache(1_024)(re.compile)


def joined(words: Iterable[str], patterns: Iterable[str]) -> re.Pattern[str] | None:
    """Return one expression for all, longer words first so that the longest is reported.

    A left boundary becomes a group, so that it can be taken off what is found.
    """
    every = [*(BOUNDARY.sub(r"(^|\1)", pattern) for pattern in patterns), *filter(None, [either(words)])]
    return compiled("|".join(every)) if every else None


def places(pattern: re.Pattern[str] | None, text: str) -> list[tuple[int, int]]:
    """Return what a joined expression finds, without the boundaries before it."""
    if pattern is None:
        return []
    if not pattern.groups:
        return [found.span() for found in pattern.finditer(text)]
    return [
        (found.start() + sum(map(len, filter(None, found.groups()))), found.end())
        for found in pattern.finditer(text)
    ]


@lru_cache(MOST_KEPT)
def shape(pattern: str) -> Shape:
    """Return the shape of a pattern that `wordings.portability` accepts."""
    if is_literal(pattern):
        return _of_word(pattern)
    tokens = _TOKEN.findall(BOUNDARY.sub("", pattern))
    return _alternatives(tokens)


def one_of(patterns: Iterable[str]) -> frozenset[str] | None:
    """Return characters and pairs of which each match of any pattern has one, or None where there is no telling."""
    found: set[str] = set()
    for pattern in patterns:
        chars = shape(pattern).one_of
        if chars is None:
            return None
        found |= chars
    return frozenset(found)


def is_literal(pattern: str) -> bool:
    """Say whether a pattern is a word like any other."""
    return _SIGN.search(pattern) is None


def _of_word(word: str) -> Shape:
    pairs = [frozenset((one + other,)) for one, other in pairwise(word)]
    best = min((frozenset(word[:1]), *pairs), key=_cost)
    return Shape(len(word), best, best if len(word) == 1 else None)


def _alternatives(tokens: list[str]) -> Shape:
    """Read up to the bracket that closes, or to the end; what is read is taken off the front of the tokens."""
    branches = [_sequence(tokens)]
    while tokens and tokens[0] == "|":
        tokens.pop(0)
        branches.append(_sequence(tokens))
    if tokens:
        tokens.pop(0)
    least = min(branch.least for branch in branches)
    return Shape(least, _all(branch.one_of for branch in branches), _all(branch.edge for branch in branches))


def _all(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    found: set[str] = set()
    for each in sets:
        if each is None:
            return None
        found |= each
    return frozenset(found)


def _sequence(tokens: list[str]) -> Shape:
    parts: list[Shape] = []
    best: frozenset[str] | None = None
    while tokens and tokens[0] not in ("|", ")"):
        looks_on = tokens[0] in ("(?=", "(?!", "^", "$")
        part = _repeated(_atom(tokens), tokens)
        # What only looks on stands between no two characters.
        if looks_on:
            continue
        pairs = _pairs(parts[-1].edge, part.edge) if parts else None
        best = _rarer(best, _rarer(part.one_of, pairs))
        parts.append(part)
    edge = parts[0].edge if len(parts) == 1 else None
    return Shape(sum(part.least for part in parts), best, edge)


def _pairs(first: frozenset[str] | None, second: frozenset[str] | None) -> frozenset[str] | None:
    if first is None or second is None or len(first) * len(second) > _MOST:
        return None
    return frozenset(one + other for one in first for other in second)


def _atom(tokens: list[str]) -> Shape:
    token = tokens.pop(0)
    if token in ("(?:", "("):
        return _alternatives(tokens)
    if token in ("(?=", "(?!"):
        _alternatives(tokens)
        return _NOTHING
    if token in ("^", "$"):
        return _NOTHING
    if token == ".":
        return Shape(1, None)
    if token.startswith("[") and len(token) > 1:
        chars = _class(token[1:-1])
        return Shape(1, chars, chars)
    char = frozenset(_plain(token))
    return Shape(1, char, char)


def _plain(token: str) -> str:
    return {"\\ufffc": "\ufffc", "\\n": "\n"}.get(token, token[-1])


def _class(inside: str) -> frozenset[str] | None:
    if inside.startswith("^"):
        return None
    tokens = _IN_CLASS.findall(inside)
    found: set[str] = set()
    at = 0
    while at < len(tokens):
        is_range = at + 2 < len(tokens) and tokens[at + 1] == "-"
        first, last = _plain(tokens[at]), _plain(tokens[at + 2] if is_range else tokens[at])
        if ord(last) - ord(first) > _MOST:
            return None
        found.update(map(chr, range(ord(first), ord(last) + 1)))
        at += 3 if is_range else 1
    return frozenset(found)


def _repeated(part: Shape, tokens: list[str]) -> Shape:
    if not tokens or not re.match(r"[*+?]|\{\d", tokens[0]):
        return part
    token = tokens.pop(0)
    times = {"*": 0, "?": 0, "+": 1}.get(token[0])
    if times is None:
        times = int(re.split("[,}]", token[1:])[0])
    return Shape(part.least * times, part.one_of, part.edge) if times else _NOTHING


def _rarer(first: frozenset[str] | None, second: frozenset[str] | None) -> frozenset[str] | None:
    if first is None or second is None:
        return second if first is None else first
    return first if _cost(first) <= _cost(second) else second


@lru_cache(MOST_KEPT)
def _cost(found: frozenset[str]) -> int:
    """Return how little it rules out to look for one of these, in whole numbers: they come in any order."""
    frequent = [each for each in found if _FREQUENT.issuperset(each)]
    return sum(_COSTS[len(each)] for each in found) + sum(_MORE[len(each)] for each in frequent)


def rarest(found: frozenset[str]) -> frozenset[str]:
    """Return of each pair the character that rules out more."""
    return frozenset(next((char for char in each if char not in _FREQUENT), each[0]) for each in found)
