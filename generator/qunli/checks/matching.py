"""Reading a text for the words of the word checks, in the same way as the browser does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qunli import kept
from qunli.checks import reading
from qunli.checks.concerns import Concerns, Looked
from qunli.checks.finder import Finder
from qunli.checks.hits import Hit
from qunli.checks.learned import Learned, Unit, digest
from qunli.checks.letters import Letters
from qunli.checks.passages import Passage, passages
from qunli.checks.reading import Span
from qunli.checks.second import looked_again
from qunli.checks.wordings import Where, Wording, broken
from qunli.problem import MOST_TOLD, ContentError, Problem
from qunli.shape import problems
from qunli.source import Source

_BLANK = re.compile(reading.BLANK)
# Texts and blanks whose readings are remembered, those of some files of them.
_MOST_READ = 2_048


@dataclass(frozen=True)
class Matcher:
    """All word checks, ready to read texts. `wordings` maps codes to entries, `made_from` names what they come from, `learned`
    is asked besides."""

    wordings: Mapping[str, Wording]
    made_from: str = ""
    learned: Learned | None = None

    @cached_property
    def finders(self) -> list[Finder]:
        if not self.made_from:
            return self._finders()
        return kept.value("finders", (self.made_from,), self._finders)

    def _finders(self) -> list[Finder]:
        found = [Finder(code, wording) for code, wording in sorted(self.wordings.items())]
        for each in found:
            _ = each.alternatives
        return found

    @cached_property
    def letters(self) -> Letters:
        """The code table, worked out of what these checks look for."""
        every = [each for finder in self.finders for each in finder.alternatives]
        return Letters(
            tuple(each.source for each in every), tuple(pair for each in every for pair in each.pairs)
        )

    @cached_property
    def _passages(self) -> Callable[[str], tuple[Passage, ...]]:
        """The paragraphs of a text."""
        return lru_cache(_MOST_READ)(lambda text: tuple(passages(text, self.letters)))

    @cached_property
    def _read(self) -> Callable[[str, str | None], tuple[Looked, ...]]:
        """The paragraphs of a text beside the entries of a sector; the same text is asked of as copy and as any other field."""
        return lru_cache(_MOST_READ)(lambda text, sector: self._concerns(sector).looked(self._passages(text)))

    def _concerns(self, sector: str | None) -> Concerns:
        if sector not in self._by_sector:
            asked = [each for each in self.finders if each.wording.applies(sector, None)]
            self._by_sector[sector] = Concerns(asked)
        return self._by_sector[sector]

    @cached_property
    def _by_sector(self) -> dict[str | None, Concerns]:
        return {}

    @cached_property
    def _asked(self) -> dict[tuple[str | None, str | None, Where, bool], frozenset[str]]:
        return {}

    @cached_property
    def doubted(self) -> frozenset[str]:
        """The entries of which the model may drop a finding: reminders that are still as they were when it was taught."""
        taught = self.learned.taught if self.learned else {}
        return frozenset(
            code
            for code, wording in self.wordings.items()
            if wording.level == "warning" and not wording.final and taught.get(code) == digest(wording)
        )

    def final(self) -> Matcher:
        """Return the checks that can never be allowed, alone."""
        return Matcher({code: wording for code, wording in self.wordings.items() if wording.final})

    def find(
        self,
        text: str,
        sector: str | None = None,
        kind: str | None = None,
        where: Where = "copy",
        words_alone: bool = False,
    ) -> tuple[Hit, ...]:
        """Return what is a risk in a text, by position.

        `kind` is the type of the post (activity, content, warmth). In any other field (titles, duties, notes) only the
        entries that judge every field are asked, in the name of a role only those that judge names. What stands inside
        a blank is judged by errors alone. With `words_alone` what was learned is not asked.
        """
        asked = self._for(sector, kind, where, False)
        hits = set(_hits(asked, text, 0, self._read(text, sector)))
        if where == "copy" and self.learned and not words_alone:
            codes = (asked, self.doubted)
            hits = looked_again(self.learned, text, hits, self._passages(text), codes, self._is_cleared)
        strict = self._for(sector, kind, where, True)
        for blank in _BLANK.finditer(text):
            hits.update(_hits(strict, text, blank.start(1), self._read(blank[1], sector)))
        return tuple(sorted(hits))

    def _is_cleared(self, code: str, unit: Unit) -> bool:
        finder = self._by_code[code]
        return finder.is_cleared(unit.passage, *unit.inside)

    @cached_property
    def _by_code(self) -> dict[str, Finder]:
        return {each.code: each for each in self.finders}

    def _for(self, sector: str | None, kind: str | None, where: Where, errors_alone: bool) -> frozenset[str]:
        """Return the codes of the entries that judge a kind of text."""
        key = (sector, kind, where, errors_alone)
        if key not in self._asked:
            asked = {code: each for code, each in self.wordings.items() if each.is_for(where)}
            self._asked[key] = frozenset(
                code
                for code, each in asked.items()
                if each.applies(sector, kind) and (not errors_alone or each.level == "error")
            )
        return self._asked[key]


def matcher(sources: Iterable[Source]) -> Matcher:
    """Return all word checks of some files, whatever they rest on; raise ContentError where a file is wrong."""
    entries: dict[str, Wording] = {}
    wrong: list[Problem] = []
    for source in sources:
        value, found = problems(source, Mapping[str, Wording])
        wrong += [*found, *broken(source, value or {})]
        entries |= value or {}
    if wrong:
        raise ContentError(wrong)
    return Matcher(entries)


def _hits(asked: frozenset[str], text: str, offset: int, read: Iterable[Looked]) -> Iterator[Hit]:
    """Yield the hits of the entries asked in what stands from a place of a text on, no more of one than are told of a file."""
    told: dict[str, set[Span]] = {}
    for looked in read:
        for finder, numbers in looked.concerned:
            if finder.code in asked:
                known = told.setdefault(finder.code, set())
                found = looked.places(finder, numbers)[: MOST_TOLD + 1 - len(known)]
                # What the plain reading has found is not found again in disguise.
                known.update([each for each in found if not looked.passage.at or not _meets(each, known)])
    for code, known in told.items():
        for first, last in known:
            yield Hit(offset + first, offset + last, code, text[offset + first : offset + last])


def _meets(place: Span, others: Iterable[Span]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in others)
