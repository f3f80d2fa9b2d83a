"""Reading a text for the words of the word checks, in the same way as the browser does."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from qunli import kept
from qunli.checks import company, reading
from qunli.checks.expressions import Alternative, compiled, joined, places, places_of, separate
from qunli.checks.hits import Hit
from qunli.checks.learned import Learned, Unit, digest
from qunli.checks.letters import Letters
from qunli.checks.passages import Passage, passages
from qunli.checks.reading import Span
from qunli.checks.second import looked_again
from qunli.checks.shapes import Signs
from qunli.checks.wordings import Where, Wording, broken
from qunli.problem import MOST_TOLD, ContentError, Problem
from qunli.shape import problems
from qunli.source import Source

_BLANK = re.compile(reading.BLANK)
# What takes a word back by a check's own list is looked for so many characters before it.
_MOST_BEFORE = 200
# Texts whose readings are remembered, some files of them.
_MOST_READ = 512
# What takes words back for all checks but the final ones, which want it said outright.
_AFTER = {False: ("taken_up", "denied_after", "named_after"), True: ("taken_up", "denied_after")}


_Read = Callable[[str], tuple[Passage, ...]]


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


@dataclass(frozen=True)
class _Asked:
    """The entries that judge a kind of text, and by each character and pair what of them a text with it may concern."""

    finders: Sequence[Finder]

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(each.code for each in self.finders)

    @cached_property
    def _every(self) -> list[tuple[int, int, tuple[Signs, ...]]]:
        """Entry and alternative, with what its matches must have beside what they are known by."""
        return [(place, number, needs[1:]) for place, number, needs in self._needed()]

    def _needed(self) -> Iterator[tuple[int, int, tuple[Signs, ...]]]:
        for place, finder in enumerate(self.finders):
            for number, each in enumerate(finder.alternatives):
                yield place, number, each.needs

    @cached_property
    def _by_sign(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, (_, _, needs) in enumerate(self._needed()):
            for sign in needs[0] if needs else ():
                found.setdefault(sign, []).append(at)
        return found

    @cached_property
    def _always(self) -> list[int]:
        return [at for at, (_, _, needs) in enumerate(self._needed()) if not needs]

    def about(self, signs: set[str]) -> Iterator[tuple[Finder, list[int]]]:
        """Yield the entries with their alternatives of which a text with these signs has all that each match has."""
        by_sign, every = self._by_sign, self._every
        concerned = set(self._always).union(*map(by_sign.__getitem__, signs & by_sign.keys()))
        found: dict[int, list[int]] = {}
        for at in sorted(concerned):
            place, number, needs = every[at]
            for need in needs:
                if signs.isdisjoint(need):
                    break
            else:
                found.setdefault(place, []).append(number)
        return ((self.finders[place], numbers) for place, numbers in found.items())


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
    def _passages(self) -> _Read:
        """The paragraphs of a text; the same text is asked of as copy and as any other field."""
        return lru_cache(_MOST_READ)(lambda text: tuple(passages(text, self.letters)))

    @cached_property
    def _asked(self) -> dict[tuple[str | None, str | None, Where, bool], _Asked]:
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
        hits = set(_hits(asked, text, 0, self._passages))
        if where == "copy" and self.learned and not words_alone:
            codes = (asked.codes, self.doubted)
            hits = looked_again(self.learned, text, hits, self._passages(text), codes, self._is_cleared)
        strict = self._for(sector, kind, where, True)
        for blank in _BLANK.finditer(text):
            hits.update(_hits(strict, blank[1], blank.start(1), self._passages))
        return tuple(sorted(hits))

    def _is_cleared(self, code: str, unit: Unit) -> bool:
        finder = self._by_code[code]
        return finder.is_cleared(unit.passage, *unit.inside)

    @cached_property
    def _by_code(self) -> dict[str, Finder]:
        return {each.code: each for each in self.finders}

    def _for(self, sector: str | None, kind: str | None, where: Where, errors_alone: bool) -> _Asked:
        key = (sector, kind, where, errors_alone)
        if key not in self._asked:
            every = (each for each in self.finders if each.wording.is_for(where))
            asked = [each for each in every if each.wording.applies(sector, kind)]
            self._asked[key] = _Asked(
                [each for each in asked if not errors_alone or each.wording.level == "error"]
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


def _hits(asked: _Asked, text: str, offset: int, read: _Read) -> Iterator[Hit]:
    """Yield the hits of each finder, no more of one than are told of a file."""
    if not asked.finders:
        return
    told: dict[str, set[Span]] = {}
    for passage in read(text):
        for finder, numbers in asked.about(passage.signs):
            known = told.setdefault(finder.code, set())
            room = MOST_TOLD + 1 - len(known)
            found = _originals(passage, islice(finder.find(passage, numbers), room))
            # What the plain reading has found is not found again in disguise.
            known.update([each for each in found if not passage.at or not _meets(each, known)])
    for code, known in told.items():
        for first, last in known:
            yield Hit(offset + first, offset + last, code, text[first:last])


def _meets(place: Span, others: Iterable[Span]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in others)


def _originals(passage: Passage, found: Iterable[Span]) -> Iterator[Span]:
    for start, end in found:
        yield passage.read.place(passage.start + start, passage.start + end)
