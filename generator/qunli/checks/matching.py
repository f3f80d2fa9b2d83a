"""Reading a text for the words of the word checks, in the same way as the browser does."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from qunli.checks.wordings import Where, Wording
from qunli.problem import MOST_TOLD, ContentError, Problem
from qunli.shape import problems
from qunli.source import Source

# What stands for a variable or a blank in a normalised text: something is there, but not these words.
PLACEHOLDER = "\ufffc"
MASKED = r"\{\{[^{}\n]*\}\}|〔[^〔〕\n]*〕"
BLANK = r"〔([^〔〕\n]*)〕"
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# Signs people put between characters to get round filters: blanks, dots, stars, dashes, arrows, pictures. Flags stay.
SIGNS = " *.·・•_|~^+\\-\u2010-\u2015\u2190-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001faff"
UNSEEN = "\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff"
SEPARATORS = (
    rf"([{HAN}])[{SIGNS}]{{1,4}}(?=[{HAN}])|([{HAN}]) {{1,4}}(?=[0-9a-z])|([0-9a-z]) {{1,4}}(?=[{HAN}])"
)
# A clause ends here: a negation before it says nothing about what comes after it.
CLAUSE_END = r"[,。!?;:\n]"
NEGATION = (
    "不(?:能|可(?!错过|多得|思议|或缺|不)|会(?!错|后悔|让你)|具|是|做|得(?!了|不)|宜|涉|承诺|保证|包|用(?!愁|担心|怕|想)|搞|请|要(?!错过|钱|犹豫)"
    "|准|许|提供|谈|说|敢|算|接|应|等于|代表|替代|作|存在|靠|拿|玩|设|收|找|雇|允许|建议|劝|写|让|卖|鼓励|支持)"
    "|非(?!常|凡|遗|要)|勿|禁|拒|谢绝|杜绝|远离|反对|抵制|没有|没人|从不|从未|无需|无须|绝不|别(?:用|搞|信|做|说|买|请|发|再|来|留|在|把|写|填)|(?:不|没|未|无|别)$"
)

_MASKED = re.compile(MASKED)
_BLANK = re.compile(BLANK)
_UNSEEN = re.compile(f"[{UNSEEN}]")
_SEPARATORS = re.compile(SEPARATORS)
_CLAUSE_END = re.compile(CLAUSE_END)
# What takes a word back is looked for so many characters before it.
_MOST_BEFORE = 200
_NEGATION = re.compile(NEGATION)
_SYNTAX = re.compile(r"[\^$\\.*+?()\[\]{}|/]")


@dataclass(frozen=True, order=True)
class Hit:
    """Words of one entry at characters start to end of the original text."""

    start: int
    end: int
    code: str
    words: str


@dataclass(frozen=True)
class Normal:
    """A text as the patterns see it, and for each of its characters the span it had in the original."""

    text: str
    spans: tuple[tuple[int, int], ...]


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    if _UNSEEN.match(char):
        return ""
    wide = unicodedata.normalize("NFKC", char)
    return "".join(each.lower() if each.isascii() else each for each in wide)


def normalise(text: str) -> Normal:
    """Return the text in half width and lower case, without invisible characters and signs inside words."""
    chars: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for masked in _MASKED.finditer(text):
        _fold(text, at, masked.start(), chars, spans)
        chars.append(PLACEHOLDER)
        spans.append(masked.span())
        at = masked.end()
    _fold(text, at, len(text), chars, spans)
    folded = "".join(chars)
    kept, places = [], []
    at = 0
    for found in _SEPARATORS.finditer(folded):
        kept.append(folded[at : found.start() + 1])
        places += spans[at : found.start() + 1]
        at = found.end()
    kept.append(folded[at:])
    places += spans[at:]
    return Normal("".join(kept), tuple(places))


def _fold(text: str, start: int, end: int, chars: list[str], spans: list[tuple[int, int]]) -> None:
    for at in range(start, end):
        folded = _folded(text[at])
        chars.extend(folded)
        spans.extend([(at, at + 1)] * len(folded))


# The library's own memory is too small for all the checks, which serve and editors ask again and again.
_compiled = lru_cache(1_024)(re.compile)


def _either(words: Iterable[str], patterns: Iterable[str]) -> re.Pattern[str] | None:
    """Return one expression for all, longer words first so that the longest is reported."""
    literal = [_SYNTAX.sub(r"\\\g<0>", word) for word in sorted(words, key=lambda word: (-len(word), word))]
    every = [*patterns, *literal]
    return _compiled("|".join(every)) if every else None


def _overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether a span meets one of others, which are apart and in order: then the last that begins before its end."""
    at = bisect_left(spans, (end, 0))
    return at > 0 and start < spans[at - 1][1]


@dataclass(frozen=True)
class _Finder:
    code: str
    wording: Wording
    look: re.Pattern[str]
    unless: re.Pattern[str] | None
    cleared: re.Pattern[str] | None
    near: re.Pattern[str] | None
    denied: re.Pattern[str] | None

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of a normalised text that are a risk."""
        found = [match.span() for match in self.look.finditer(text)]
        if not found or (self.cleared and self.cleared.search(text)):
            return
        exempt = [each.span() for each in self.unless.finditer(text)] if self.unless else []
        if self.near and self.wording.near and not self.wording.near.within and not self.near.search(text):
            return
        clauses = [0, *(each.end() for each in _CLAUSE_END.finditer(text))] if self.denied else [0]
        for start, end in found:
            clause = clauses[bisect_right(clauses, start) - 1]
            if not _overlaps(start, end, exempt) and self._is_meant(text, clause, start, end):
                yield start, end

    def _is_meant(self, text: str, clause: int, start: int, end: int) -> bool:
        return not self._is_denied(text, clause, start) and self._company(text, start, end)

    def _is_denied(self, text: str, clause: int, start: int) -> bool:
        if self.denied and self.denied.search(text[max(clause, start - _MOST_BEFORE) : start]):
            return True
        if not self.wording.negation:
            return False
        before = text[max(0, start - self.wording.negation) : start]
        return bool(_NEGATION.search(_CLAUSE_END.split(before)[-1]))

    def _company(self, text: str, start: int, end: int) -> bool:
        if self.near is None or self.wording.near is None or not self.wording.near.within:
            return True
        within = self.wording.near.within
        return bool(self.near.search(text[max(0, start - within) : end + within]))


def _finder(code: str, wording: Wording) -> _Finder:
    look = _either(wording.words, wording.patterns)
    assert look is not None  # the shape makes sure
    unless, cleared = _either((), wording.unless), _either((), wording.cleared)
    near = _either((), wording.near.patterns) if wording.near else None
    # What takes the words back stands right before them.
    denied = _compiled(f"(?:{'|'.join(wording.denied)})$") if wording.denied else None
    return _Finder(code, wording, look, unless, cleared, near, denied)


@dataclass(frozen=True)
class Matcher:
    """All word checks, ready to read texts. `wordings` maps codes to entries."""

    wordings: Mapping[str, Wording]

    @cached_property
    def _finders(self) -> list[_Finder]:
        return [_finder(code, wording) for code, wording in sorted(self.wordings.items())]

    def final(self) -> Matcher:
        """Return the checks that can never be allowed, alone."""
        return Matcher({code: wording for code, wording in self.wordings.items() if wording.final})

    def find(
        self, text: str, sector: str | None = None, kind: str | None = None, where: Where = "copy"
    ) -> tuple[Hit, ...]:
        """Return what is a risk in a text, by position.

        `kind` is the type of the post (activity, content, warmth). In any other field (titles, duties, notes) only the
        entries that judge every field are asked, in the name of a role only those that judge names. What stands inside
        a blank is judged by errors alone.
        """
        finders = [
            each
            for each in self._finders
            if each.wording.is_for(where) and each.wording.applies(sector, kind)
        ]
        hits = set(_hits(finders, text, 0))
        strict = [each for each in finders if each.wording.level == "error"]
        for blank in _BLANK.finditer(text):
            hits.update(_hits(strict, blank[1], blank.start(1)))
        return tuple(sorted(hits))


def matcher(sources: Iterable[Source]) -> Matcher:
    """Return all word checks of some files, whatever they rest on; raise ContentError where a file is wrong."""
    entries: dict[str, Wording] = {}
    wrong: list[Problem] = []
    for source in sources:
        value, found = problems(source, Mapping[str, Wording])
        wrong += found
        entries |= value or {}
    if wrong:
        raise ContentError(wrong)
    return Matcher(entries)


def _hits(finders: Iterable[_Finder], text: str, offset: int) -> Iterator[Hit]:
    """Yield the hits of each finder, no more of one than are told of a file."""
    normal = normalise(text)
    for finder in finders:
        for start, end in islice(finder.find(normal.text), MOST_TOLD + 1):
            first, last = normal.spans[start][0], normal.spans[end - 1][1]
            yield Hit(offset + first, offset + last, finder.code, text[first:last])


def portable(wordings: Mapping[str, Wording]) -> dict[str, object]:
    """Return everything a browser needs to find the same words: plain lists, numbers and expressions as text."""
    rules = {
        "masked": MASKED,
        "blank": BLANK,
        "unseen": f"[{UNSEEN}]",
        "separators": SEPARATORS,
        "clause_end": CLAUSE_END,
        "negation": NEGATION,
    }
    entries = [_portable_entry(code, wording) for code, wording in sorted(wordings.items())]
    return {"rules": rules, "entries": entries}


def _portable_entry(code: str, wording: Wording) -> dict[str, object]:
    finder = _finder(code, wording)
    return {
        "code": code,
        "level": wording.level,
        "title": wording.title,
        "hint": wording.hint,
        "look": finder.look.pattern,
        "negation": wording.negation,
        "names": wording.names,
        "scope": wording.scope.model_dump(),
        "unless": _source_of(finder.unless),
        "cleared": _source_of(finder.cleared),
        "near": _source_of(finder.near),
        "denied": _source_of(finder.denied),
        "within": wording.near.within if wording.near else 0,
    }


def _source_of(pattern: re.Pattern[str] | None) -> str:
    return pattern.pattern if pattern else ""
