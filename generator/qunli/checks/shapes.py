"""What can be said of a pattern of the word checks without a text; the browser's `try/shapes.js` says the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

# Characters of almost every text: to look for one of them rules nothing out.
_FREQUENT = frozenset(
    "0123456789一二三四五六七八九十的了不是在有个人我你们来到就上下这天今好大店家吃元送买 ,"
)
_MOST, _MOST_JOINT = 400, 150
# What a character and a pair of them cost, and what more they cost where they are in almost every text.
_COSTS, _MORE = {1: 100, 2: 10}, {1: 1900, 2: 119}
# So many sets of signs are kept of a pattern, the ones that rule out most.
_KEPT = 4
# Slots of many words by many give pairs that nobody writes.
MOST_PAIRS = 10
# Words and patterns whose reading is remembered: there are some thousands.
MOST_KEPT = 16_384
TOKEN = re.compile(
    r"\\ufffc|\\[\s\S]|\(\?[:=!]|[(|)^$.]|\[(?:\\[\s\S]|[^\]])*\]|[*+?]\??|\{\d+(?:,\d*)?\}\??"
    r"|[^\\(|)^$.[*+?{]+(?![*+?{])|[\s\S]"
)
_IN_CLASS = re.compile(r"\\ufffc|\\[\s\S]|[\s\S]")
# A left boundary that belongs to no finding: what stands before the words, or the beginning.
BOUNDARY = re.compile(r"\(\?:\^\|(\[\^(?:\\.|[^\]])*\])\)")
_REPEATS = re.compile(r"[*+?]|\{\d")
_HAN = re.compile("[一-鿿]{2}")
_TIED = ("(?=", "(?!", "^", "$")
# Stands in `first` and `last` for characters that are not told.
_OTHERS = ""

Signs = frozenset[str]


@dataclass(frozen=True)
class Shape:
    """What holds for all matches of a pattern.

    `least` is the least number of characters they take. Of each set of `needs`, which are characters and pairs of
    neighbours, every match has one; the set that rules out most comes first. `first` and `last` are the characters they
    can begin and end with. `pairs` are the Chinese characters that follow one another in it, where few can, each as often
    as it is written.
    """

    least: int
    needs: tuple[Signs, ...]
    first: Signs
    last: Signs
    pairs: tuple[str, ...] = ()


_NOTHING = Shape(0, (), frozenset(), frozenset())
_ANY = Shape(1, (), frozenset({_OTHERS}), frozenset({_OTHERS}))


@lru_cache(MOST_KEPT)
def shape(pattern: str) -> Shape:
    """Return the shape of a pattern that `wordings.portability` accepts."""
    reader = _Reader(pattern)
    return replace(reader.alternatives(), pairs=tuple(reader.pairs))


@lru_cache(MOST_KEPT)
def of_word(word: str) -> Shape:
    """Return the shape of a word, whose characters mean themselves."""
    pairs = tuple(map("".join, pairwise(word)))
    needs = map(frozenset, zip(pairs, strict=True)) if pairs else [frozenset(word)]
    said = tuple(filter(_HAN.fullmatch, pairs))
    return Shape(len(word), _best(needs), frozenset(word[:1]), frozenset(word[-1:]), said)


def least(pattern: str) -> int:
    """Return the least number of characters that a match takes."""
    return min(shape(part).least for part in alternatives(pattern))


def alternatives(pattern: str) -> Iterator[str]:
    """Yield the parts of a pattern between the bars that stand in no bracket."""
    depth, at = 0, 0
    for token in TOKEN.finditer(pattern):
        depth += (token[0][0] == "(") - (token[0] == ")")
        if token[0] == "|" and not depth:
            yield pattern[at : token.start()]
            at = token.end()
    yield pattern[at:]


class _Reader:
    """The tokens of a pattern, taken off the end of a list, and the pairs met on the way."""

    def __init__(self, pattern: str) -> None:
        self._tokens = TOKEN.findall(BOUNDARY.sub("", pattern))[::-1]
        self.pairs: list[str] = []

    def alternatives(self) -> Shape:
        """Read up to the bracket that closes, or to the end."""
        branches = [self._sequence()]
        while self._tokens and self._tokens[-1] == "|":
            self._tokens.pop()
            branches.append(self._sequence())
        if self._tokens:
            self._tokens.pop()
        if len(branches) == 1:
            return branches[0]
        needs: tuple[Signs, ...] = ()
        if all(each.needs for each in branches):
            needs = (frozenset().union(*(each.needs[0] for each in branches)),)
        first = frozenset().union(*(each.first for each in branches))
        last = frozenset().union(*(each.last for each in branches))
        return Shape(min(each.least for each in branches), needs, first, last)

    def _sequence(self) -> Shape:
        whole = _NOTHING
        while self._tokens and self._tokens[-1] not in ("|", ")"):
            is_tied = self._tokens[-1] in _TIED
            part = self._repeated(self._atom())
            # What only looks on stands between no two characters.
            if not is_tied:
                whole = self._followed(whole, part)
        return Shape(whole.least, _best(whole.needs), whole.first, whole.last)

    def _followed(self, whole: Shape, part: Shape) -> Shape:
        needs = whole.needs + part.needs
        joint = self._joint(whole.last, part.first)
        # Between what may be missing there need be no pair.
        if joint and whole.least and part.least:
            needs += (joint,)
        first = whole.first if whole.least else whole.first | part.first
        last = part.last if part.least else whole.last | part.last
        return Shape(whole.least + part.least, needs, first, last)

    def _joint(self, last: Signs, first: Signs) -> Signs | None:
        """Note the pairs of some characters and those after them; return them where they are all that can stand there."""
        count = len(last) * len(first)
        if count > _MOST_JOINT or not count:
            return None
        found = frozenset(one + other for one in last for other in first)
        if count <= MOST_PAIRS:
            self.pairs += filter(_HAN.fullmatch, found)
        return None if _OTHERS in last or _OTHERS in first else found

    def _atom(self) -> Shape:
        token = self._tokens.pop()
        if token in ("(?:", "("):
            return self.alternatives()
        if token in ("(?=", "(?!"):
            self._passed()
            return _NOTHING
        if token in ("^", "$"):
            return _NOTHING
        if token == ".":
            return _ANY
        if token[0] == "[" and len(token) > 1:
            return _class(token[1:-1])
        if token[0] == "\\":
            return of_word(_plain(token))
        word = of_word(token)
        self.pairs += word.pairs
        return word

    def _passed(self) -> None:
        """Read what is only looked at, of which no pair counts."""
        met = len(self.pairs)
        self.alternatives()
        del self.pairs[met:]

    def _repeated(self, part: Shape) -> Shape:
        if not self._tokens or not _REPEATS.match(self._tokens[-1]):
            return part
        token = self._tokens.pop()
        times = {"*": 0, "?": 0, "+": 1}.get(token[0])
        if times is None:
            times = int(re.split("[,}]", token[1:])[0])
        return Shape(part.least * times, part.needs if times else (), part.first, part.last)


def _plain(token: str) -> str:
    return {"\\ufffc": "\ufffc", "\\n": "\n"}.get(token, token[-1])


@lru_cache(MOST_KEPT)
def _class(inside: str) -> Shape:
    chars = _chars(inside)
    return _ANY if chars is None else Shape(1, (chars,), chars, chars)


def _chars(inside: str) -> Signs | None:
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


def _best(needs: Iterable[Signs]) -> tuple[Signs, ...]:
    """Return the sets that rule out most; of equals the first."""
    return tuple(sorted(needs, key=_cost)[:_KEPT])


@lru_cache(MOST_KEPT)
def _cost(found: Signs) -> int:
    """Return how little it rules out to look for one of these, in whole numbers: they come in any order."""
    frequent = [each for each in found if _FREQUENT.issuperset(each)]
    return sum(_COSTS[len(each)] for each in found) + sum(_MORE[len(each)] for each in frequent)
