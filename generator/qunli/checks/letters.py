"""The code table of the word checks: how characters in disguise are read, in Python and in the browser.

What holds for any wording stands in `characters.json` and `disguises`; the rest is worked out of what a set of word
checks looks for, so that a wording may change and nothing else with it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, pairwise, product
from operator import add
from pathlib import Path
from typing import Any, NamedTuple

from qunli.checks import disguises
from qunli.checks.shapes import of_word

_WORD = re.compile("[一-鿿]{2,6}")
# Shorter spellings are English by chance.
_SHORTEST_SPELLED = 4
# Ways to say one word that are tried.
_MOST_WAYS = 16
# Syllables that are read as a character only in a word.
_NO_SYLLABLE = {"ai", "yi", "guo"}
# Rare characters that are put for others though they are said otherwise.
_ALIKE = {
    "朂": "最",
    "嶵": "最",
    "葳": "微",
    "薇": "微",
    "溦": "微",
    "囯": "国",
    "圀": "国",
    "伩": "信",
    "圾": "级",
}


class Characters(NamedTuple):
    """Traditional characters with the simplified ones they stand for, and how characters are said, most often first."""

    plain: Mapping[str, str]
    said: Mapping[str, tuple[str, ...]]


@lru_cache(1)
def characters() -> Characters:
    """Return the table that tests/characters.py writes, with the letters of other scripts that look like others."""
    table = json.loads(Path(__file__).with_name("characters.json").read_text("utf-8"))
    said: dict[str, tuple[str, ...]] = {}
    for name in ("said", "also"):
        for syllable, chars in table[name].items():
            said |= {char: (*said.get(char, ()), syllable) for char in chars}
    plain = dict(zip(*table["plain"], strict=True))
    return Characters(plain | disguises.LATIN | disguises.DISCS, said)


@dataclass(frozen=True)
class Letters:
    """The code table for word checks that look for `sources`, one expression each without a bar outside of brackets, in
    which `pairs` of characters follow one another, each as often as it is written.

    `rare` and `doubtful` characters and `strings` are read as others, but for `ordinary` words; `syllables` as one
    character beside Chinese; of `initials` one character is its first letter. `sounds` are the characters of the word
    checks by how they are said, those in most words first, `follow` each with those that follow it there, and `spelled`
    words as they are typed in Latin letters.
    """

    sources: tuple[str, ...]
    pairs: tuple[str, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words that are looked for as they are."""
        return (*filter(_WORD.fullmatch, self.sources), *disguises.SAID.split())

    @cached_property
    def rare(self) -> dict[str, str]:
        known = {*"".join(self.words), *disguises.WRITTEN}
        heads = _heads()
        said = characters().said.items()
        alike = {char: heads[ways[0]] for char, ways in said if ways[0] in heads and _is_rare(char)}
        return _ALIKE | {char: head for char, head in alike.items() if char not in known | _ALIKE.keys()}

    @cached_property
    def doubtful(self) -> dict[str, str]:
        return {char: head for head, chars in disguises.DOUBTFUL.items() for char in chars}

    @cached_property
    def read(self) -> dict[str, str]:
        """Every disguise that is looked for in the text, with what it stands for; ordinary words stand for themselves."""
        ordinary = disguises.ORDINARY.split()
        return {**self.doubtful, **self.rare, **dict(zip(ordinary, ordinary, strict=True)), **_strings()}

    @cached_property
    def _begins(self) -> frozenset[str]:
        """The first two characters of each disguise and ordinary word, one where it has no more."""
        return frozenset(word[:2] for word in self.read)

    @cached_property
    def _disguised(self) -> frozenset[str]:
        return frozenset(word[:2] for word, read in self.read.items() if read != word)

    def begun(self, text: str) -> Iterator[int]:
        """Yield the places in a text where a disguise or an ordinary word may begin, in order; none where there is no disguise."""
        begins, disguised = self._begins, self._disguised
        if disguised.isdisjoint(text) and disguised.isdisjoint(map(add, text, text[1:])):
            return
        for at, (char, pair) in enumerate(zip(text, map(add, text, text[1:] + " "), strict=True)):
            if char in begins or pair in begins:
                yield at

    def disguise(self, text: str, at: int) -> str:
        """Return the longest disguise or ordinary word that stands at a place of a text, or nothing."""
        longest = min(self._longest_read, len(text) - at)
        words = (text[at : at + length] for length in range(longest, 0, -1))
        return next((word for word in words if word in self.read), "")

    @cached_property
    def _longest_read(self) -> int:
        return max(map(len, self.read))

    @cached_property
    def initials(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for word in disguises.BY_INITIAL.split():
            first, second = (characters().said[char][0][0] for char in word)
            found.setdefault(word[0] + second, word)
            if first not in disguises.NO_INITIAL:
                found.setdefault(first + word[1], word)
        return found

    @cached_property
    def syllables(self) -> dict[str, str]:
        return {said: head for said, head in _heads().items() if len(said) > 1 and said not in _NO_SYLLABLE}

    @cached_property
    def alike(self) -> dict[str, frozenset[str]]:
        """How characters are said that are said like one of a word in `heard`."""
        wanted = {said for word in _heavy() for char in word for said in characters().said[char]}
        found = {char: wanted.intersection(said) for char, said in characters().said.items()}
        return {char: frozenset(said) for char, said in found.items() if said}

    @cached_property
    def heard(self) -> dict[str, tuple[str, ...]]:
        """Words that are known by their sound, the longest first, by how their first character is said."""
        found: dict[str, tuple[str, ...]] = {}
        for word in longest(_heavy()):
            for said in self.alike[word[0]]:
                found[said] = (*found.get(said, ()), word)
        return found

    @cached_property
    def mixed(self) -> dict[str, tuple[int, ...]]:
        """Neighbours of which one is a character of a word in `heard` and the other is only said like the word's, each with how
        far behind the beginning of such words they stand: a word that is heard has two of them."""
        by_sound, wanted = self._alike_by_sound(), {*"".join(_heavy())}
        others = {
            char: {other for said in every for other in by_sound[said]} - {char}
            for char, every in self.alike.items()
            if char in wanted
        }
        found: dict[str, tuple[int, ...]] = {}
        for word in _heavy():
            for at, (one, two) in enumerate(pairwise(word)):
                for pair in (
                    *(one + other for other in others[two]),
                    *(other + two for other in others[one]),
                ):
                    found[pair] = (*found.get(pair, ()), at)
        return found

    @cached_property
    def ordinary(self) -> frozenset[str]:
        """What sounds like such a word, or looks like a disguise, and is one of its own."""
        return frozenset((*disguises.ORDINARY.split(), *_heavy()))

    @cached_property
    def _pairs(self) -> Counter[str]:
        own = (pair for word in disguises.SAID.split() for pair in of_word(word).pairs)
        return Counter((*self.pairs, *own))

    @cached_property
    def follow(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for pair in self._pairs:
            found.setdefault(pair[0], set()).add(pair[1])
        return found

    @cached_property
    def sounds(self) -> dict[str, str]:
        times: Counter[str] = Counter()
        for pair, count in self._pairs.items():
            times.update(dict.fromkeys(pair, count))
        found: dict[str, str] = {}
        for char in sorted(times, key=lambda char: (-times[char], char)):
            for said in characters().said.get(char, ()):
                found[said] = found.get(said, "") + char
        return found

    @cached_property
    def spelled(self) -> dict[str, str]:
        return (
            spelled(self.words, characters().said) | disguises.INITIALS | dict.fromkeys(disguises.ENGLISH, "")
        )

    def _alike_by_sound(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for char, every in sorted(self.alike.items()):
            for said in sorted(every):
                found[said] = found.get(said, "") + char
        return dict(sorted(found.items()))

    def portable(self, wanted: str) -> dict[str, Any]:
        """Return the table for the browser, without the characters that no word check looks for; it works out the rest."""
        strings, ordinary = _strings(), disguises.ORDINARY.split()
        read = {*wanted, *"".join([*strings, *ordinary]), *self.rare, *self.doubtful, *self.alike}
        return {
            "plain": _sides(characters().plain, read),
            "rare": _sides(self.rare, wanted),
            "doubtful": _sides(self.doubtful, wanted),
            "strings": strings,
            "ordinary": ordinary,
            "words": disguises.SAID.split(),
            "spelled": disguises.INITIALS | dict.fromkeys(sorted(disguises.ENGLISH), ""),
            "syllables": self.syllables,
            "initials": self.initials,
            "sounds": dict(sorted(self.sounds.items())),
            "heard": longest(_heavy()),
            "alike": self._alike_by_sound(),
        }


@lru_cache(1)
def _heavy() -> tuple[str, ...]:
    """Return the words that are known by their sound."""
    known = dict.fromkeys((*disguises.SAID.split(), *disguises.HEARD.split()))
    return tuple(word for word in known if word not in disguises.UNHEARD.split())


def spelled(words: Iterable[str], said: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return words by how they are typed in Latin letters, longer than what is English by chance."""
    found: dict[str, str] = {}
    for word in words:
        for way in islice(product(*(sorted(said.get(char, ())) for char in word)), _MOST_WAYS):
            written = "".join(way)
            if len(written) >= _SHORTEST_SPELLED:
                found.setdefault(written, word)
    return found


@lru_cache(1)
def _heads() -> dict[str, str]:
    heads: dict[str, str] = {}
    for head in disguises.HEADS:
        heads.setdefault(characters().said[head][0], head)
    return heads


@lru_cache(1)
def _strings() -> dict[str, str]:
    return dict(pair.split("=") for pair in disguises.STRINGS.split())


def _is_rare(char: str) -> bool:
    """Say whether a character stands in the second level of GB 2312, where it is sorted by its strokes."""
    return char.encode("gb2312")[0] >= 0xD8


def _sides(pairs: Mapping[str, str], wanted: Iterable[str]) -> list[str]:
    wanted = set(wanted)
    kept = {char: read for char, read in pairs.items() if read in wanted}
    return ["".join(kept), "".join(kept.values())]


def either(words: Iterable[str]) -> str:
    """Return an expression for any of these words, the longest first."""
    return "|".join(re.sub(r"[\^$\\.*+?()\[\]{}|/]", r"\\\g<0>", word) for word in longest(words))


def longest(words: Iterable[str]) -> list[str]:
    """Return words so that none hides a longer one."""
    return sorted(words, key=lambda word: (-len(word), word))
