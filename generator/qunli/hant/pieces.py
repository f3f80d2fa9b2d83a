"""What a page's own script needs to write words as `converted` does: characters, and phrases in which one is written otherwise.

OpenCC's tables are thirty times as large. A character that is written in several ways is written so by what stands around it,
and of that only as much is needed as tells the difference in the texts that the scripts of a site may show.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from qunli.hant.converting import OWN, converted

_HAN = re.compile("[\u3400-\u9fff]+")
_ROUNDS = 8
# The characters that somebody may type first: level 1 of GB 2312.
_COMMON = "".join(
    bytes((row, cell)).decode("gb2312")
    for row in range(0xB0, 0xD8)
    for cell in range(0xA1, 0xFF if row < 0xD7 else 0xFA)
)


class Known:
    """Characters by the one they stand for, and phrases, longer than one, that are not what their characters make."""

    def __init__(self, chars: Mapping[str, str], phrases: Mapping[str, str]) -> None:
        self.chars, self.phrases = chars, phrases
        self._table = str.maketrans(dict(chars))
        self._begins = re.compile("|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) or "(?!)")

    def written(self, text: str) -> str:
        """Return a text as the page's script writes it: at each place the longest phrase that begins there."""
        made, at = [], 0
        for found in self._begins.finditer(text):
            made += [text[at : found.start()].translate(self._table), self.phrases[found[0]]]
            at = found.end()
        return "".join([*made, text[at:].translate(self._table)])

    def script(self) -> str:
        """Return what the page's script reads."""
        data = {
            "from": "".join(self.chars),
            "to": "".join(self.chars.values()),
            "phrases": " ".join(f"{one} {other}" for one, other in self.phrases.items()),
        }
        return f"window.qunliHant = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def runs(texts: Iterable[str]) -> list[str]:
    """Return the runs of Chinese characters in some texts, each once."""
    return sorted({run for text in texts for run in _HAN.findall(text)})


def known(found: Iterable[str]) -> Known:
    """Return what is needed to write these runs as `converted` does, once or twice over: a page may read what it wrote."""
    chars = {char: said for char in sorted({*_COMMON, *"".join(found)}) if (said := converted(char)) != char}
    told = Known(chars, {})
    wanted = [(text, said) for text, said in _pairs(found) if len(text) == len(said)]
    doubtful = {text[at] for text, said in wanted for at in _wrong(told.written(text), said)}
    wanted = [each for each in wanted if not doubtful.isdisjoint(each[0])]
    for _ in range(_ROUNDS):
        more = {
            piece: said
            for each in wanted
            for at in _wrong(told.written(each[0]), each[1])
            for piece, said in [_around(each, at, told.phrases)]
        }
        if not more:
            break
        told = Known(chars, dict(sorted({**told.phrases, **more}.items())))
    return told


def _pairs(found: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each run as it is to be written, and as it stays once it is."""
    joined = "\n".join(found)
    for run, said in zip(joined.split("\n"), converted(joined).split("\n"), strict=True):
        yield run, said
        yield said, said


def _wrong(written: str, said: str) -> list[int]:
    return [] if written == said else [at for at, char in enumerate(written) if char != said[at]]


def _around(pair: tuple[str, str], at: int, phrases: Mapping[str, str]) -> tuple[str, str]:
    """Return the shortest piece of a text that tells how the character at a place of it is written."""
    text, said = pair
    for length in range(2, len(text)):
        for begin in range(max(0, at - length + 1), min(at, len(text) - length) + 1):
            piece, told = text[begin : begin + length], said[begin : begin + length]
            if piece not in phrases and (text == said or converted(piece) == told):
                return piece, told
    return text, said


def fold(texts: Iterable[str]) -> tuple[str, str]:
    """Return traditional characters and, place by place, the simplified ones that they stand for in these texts."""
    found = Counter(each for text in texts for each in zip(text, converted(text), strict=False))
    counts: dict[str, Counter[str]] = {}
    for (one, other), count in found.items():
        counts.setdefault(other, Counter())[one] += count
    for one, other in [*OWN["also"].items(), *((converted(char), char) for char in _COMMON)]:
        counts.setdefault(one, Counter({other: 1}))
    pairs = [(one, count.most_common(1)[0][0]) for one, count in sorted(counts.items())]
    pairs = [(one, other) for one, other in pairs if one != other]
    return "".join(one for one, _ in pairs), "".join(other for _, other in pairs)
