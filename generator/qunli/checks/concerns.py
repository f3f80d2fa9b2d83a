"""Which expressions of the word checks a text may concern, by the characters and pairs of neighbours that it has; the
browser's `try/concerns.js` does the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from qunli.checks.finder import Finder
from qunli.checks.passages import Passage
from qunli.checks.reading import Span
from qunli.checks.shapes import Signs
from qunli.problem import MOST_TOLD


@dataclass(frozen=True)
class Looked:
    """A paragraph with the entries that it may concern and their alternatives; each entry looks there once, whoever asks."""

    passage: Passage
    concerned: Sequence[tuple[Finder, list[int]]]
    _found: dict[str, list[Span]] = field(default_factory=dict)

    def places(self, finder: Finder, numbers: Sequence[int]) -> list[Span]:
        """Return what an entry finds by its place in the original, no more than are told of a file."""
        found = self._found.get(finder.code)
        if found is None:
            every = islice(finder.find(self.passage, numbers), MOST_TOLD + 1)
            found = self._found[finder.code] = [self.passage.place(*each) for each in every]
        return found


class Concerns:
    """The alternatives of all entries by each character and pair that one of their matches has."""

    def __init__(self, finders: Sequence[Finder]) -> None:
        self._finders = finders
        self._every: list[tuple[int, int, tuple[Signs, ...]]] = []
        self._always: list[int] = []
        self._by_sign: dict[str, list[int]] = {}
        for place, finder in enumerate(finders):
            for number, each in enumerate(finder.alternatives):
                self._add(place, number, each.needs)

    def _add(self, place: int, number: int, needs: tuple[Signs, ...]) -> None:
        at = len(self._every)
        # What its matches must have beside what they are known by.
        self._every.append((place, number, needs[1:]))
        if not needs:
            self._always.append(at)
        for sign in needs[0] if needs else ():
            self._by_sign.setdefault(sign, []).append(at)

    def looked(self, passages: Iterable[Passage]) -> tuple[Looked, ...]:
        """Return paragraphs, each with the entries that it may concern."""
        return tuple(Looked(each, self._about(each.signs)) for each in passages)

    def _about(self, signs: Set[str]) -> list[tuple[Finder, list[int]]]:
        """Return the entries with their alternatives of which a text with these signs has all that each match has."""
        by_sign, every = self._by_sign, self._every
        concerned = set(self._always).union(*map(by_sign.__getitem__, by_sign.keys() & signs))
        found: dict[int, list[int]] = {}
        for at in sorted(concerned):
            place, number, needs = every[at]
            for need in needs:
                if need.isdisjoint(signs):
                    break
            else:
                found.setdefault(place, []).append(number)
        return [(self._finders[place], numbers) for place, numbers in found.items()]
