"""The paragraphs of a text in its readings: what a word check looks at, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import add

from qunli.checks import company, reading
from qunli.checks.letters import Letters
from qunli.checks.reading import Reading, Span
from qunli.checks.wordings import Reach


@dataclass(frozen=True)
class Passage:
    """One paragraph of a text: `texts` are its readings, `whole` those of the whole text, `at` the one looked at."""

    read: Reading
    start: int
    texts: tuple[str, ...]
    whole: tuple[str, ...]
    at: int

    @cached_property
    def text(self) -> str:
        return self.texts[self.at]

    @cached_property
    def signs(self) -> set[str]:
        """Its characters and pairs of neighbours."""
        return {*self.text, *map(add, self.text, self.text[1:])}

    @cached_property
    def harmless(self) -> list[Span]:
        return company.harmless(self.text)

    def around(self, reach: Reach, start: int, end: int) -> tuple[str, ...]:
        """Return what is within reach of some words of the paragraph, in each reading where it is the same stretch."""
        if reach == "text":
            return self.whole
        if reach == "paragraph":
            return self.texts
        ends = company.compiled("sentence_end")
        before = ends.split(self.text[:start])[-1]
        return (before + self.text[start:end] + ends.split(self.text[end:])[0],)

    def place(self, start: int, end: int) -> Span:
        """Return where characters start to end of the paragraph stood in the original."""
        return self.read.place(self.start + start, self.start + end)

    def is_changed(self, start: int, end: int) -> bool:
        return self.read.touches(self.start + start, self.start + end)


def passages(text: str, known: Letters) -> Iterator[Passage]:
    """Yield the paragraphs of a text, of the opened reading only those where it reads something else."""
    plain = reading.plain(text)
    opened = reading.opened(plain, known)
    readings = [plain] if opened is plain else [plain, opened]
    firsts = reading.lines_of_paragraphs(plain.text)
    places = [reading.paragraphs(read.text, firsts) for read in readings]
    whole = tuple(read.text for read in readings)
    for number in range(len(firsts)):
        spans = [of[number] for of in places]
        texts = tuple(read.text[slice(*span)] for read, span in zip(readings, spans, strict=True))
        for at, read in enumerate(readings):
            if not at or texts[0] != texts[at]:
                yield Passage(read, spans[at][0], texts, whole, at)
