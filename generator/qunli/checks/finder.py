"""One entry of the word checks with its expressions: where it finds its words in a paragraph, and what takes them back."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qunli.checks import company
from qunli.checks.expressions import Alternative, compiled, joined, places, places_of, separate
from qunli.checks.passages import Passage
from qunli.checks.reading import Span
from qunli.checks.wordings import Wording

# What takes a word back by a check's own list is looked for so many characters before it.
_MOST_BEFORE = 200
# What takes words back for all checks but the final ones, which want it said outright.
_AFTER = {False: ("taken_up", "denied_after", "named_after"), True: ("taken_up", "denied_after")}


@lru_cache(1_024)
def _occurs(pattern: re.Pattern[str], texts: tuple[str, ...]) -> bool:
    """Say whether a pattern is found in one of some texts, of which each may be long and asked of for every finding."""
    return any(map(pattern.search, texts))


def _overlaps(start: int, end: int, spans: Sequence[Span]) -> bool:
    """Say whether a span meets one of others, which are apart and in order: then the last that begins before its end."""
    at = bisect_left(spans, (end, 0))
    return at > 0 and start < spans[at - 1][1]


@dataclass(frozen=True)
class Finder:
    """One entry with its expressions, each made when it is first asked."""

    code: str
    wording: Wording

    @cached_property
    def alternatives(self) -> list[Alternative]:
        """What is looked for, and from `disguised_from` on what counts in disguise alone."""
        return [*separate(self.wording.words, self.wording.patterns), *separate((), self.wording.disguised)]

    @cached_property
    def disguised_from(self) -> int:
        return len(self.alternatives) - len(separate((), self.wording.disguised))

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        return joined(self.wording.unless)

    @cached_property
    def cleared(self) -> re.Pattern[str] | None:
        return joined(self.wording.cleared)

    @cached_property
    def meant(self) -> re.Pattern[str] | None:
        return joined(self.wording.meant)

    @cached_property
    def near(self) -> re.Pattern[str] | None:
        return joined(self.wording.near.patterns) if self.wording.near else None

    @cached_property
    def denied(self) -> re.Pattern[str] | None:
        # What takes the words back stands right before them.
        return compiled(f"(?:{'|'.join(self.wording.denied)})$") if self.wording.denied else None

    def find(self, passage: Passage, numbers: Sequence[int]) -> Iterator[Span]:
        """Yield the spans of a paragraph that are a risk, of the alternatives that it may concern."""
        found = self._found(passage, numbers)
        if not found:
            return
        exempt = places(self.unless, passage.text)
        for start, end in found:
            if not _overlaps(start, end, exempt) and self._is_meant(passage, start, end):
                yield start, end

    def _found(self, passage: Passage, numbers: Sequence[int]) -> list[Span]:
        """Return the words where they stand: of the opened reading, and of what is only looked for in disguise, the changed."""
        split = bisect_left(numbers, self.disguised_from)
        looked, disguised = (
            [self.alternatives[number] for number in each] for each in (numbers[:split], numbers[split:])
        )
        found = places_of(looked, passage.text)
        if found and passage.at:
            found = [span for span in found if passage.is_changed(*span)]
        if not disguised:
            return found
        changed = [span for span in places_of(disguised, passage.text) if passage.is_changed(*span)]
        return sorted({*found, *changed})

    def is_cleared(self, passage: Passage, start: int, end: int) -> bool:
        """Say whether what clears these words stands around a place, and nothing that says they are meant all the same."""
        around = passage.around(self.wording.cleared_reach, start, end)
        return bool(self.cleared and _occurs(self.cleared, around)) and not self._is_said(passage, start, end)

    def _is_said(self, passage: Passage, start: int, end: int) -> bool:
        return bool(
            self.meant and _occurs(self.meant, passage.around(self.wording.cleared_reach, start, end))
        )

    def _is_meant(self, passage: Passage, start: int, end: int) -> bool:
        if self.is_cleared(passage, start, end):
            return False
        if not self._is_in_company(passage, start, end):
            return False
        return not self._is_taken_back(passage, start, end)

    def _is_in_company(self, passage: Passage, start: int, end: int) -> bool:
        near = self.wording.near
        if self.near is None or near is None:
            return True
        if near.within:
            return bool(self.near.search(passage.text[max(0, start - near.within) : end + near.within]))
        return _occurs(self.near, passage.around(near.reach, start, end))

    def _is_taken_back(self, passage: Passage, start: int, end: int) -> bool:
        before = passage.text[max(0, start - _MOST_BEFORE) : start]
        clause = company.compiled("clause_end").split(before)[-1]
        if self.denied and self.denied.search(clause) and not self._is_said(passage, start, end):
            return True
        if company.follows(passage.text, end, _AFTER[self.wording.final]):
            return True
        if self.wording.final:
            return False
        if any(first <= start and end <= last for first, last in passage.harmless):
            return True
        return company.is_denied_before(before, self.wording.negation)
