"""How a text is read for the word checks: as it stands, and as people disguise it. The browser's `try/reading.js` does
the same in the same steps.

A reading is a text with, for each of its characters, the place it had in the original. The plain one is in half width,
lower case and simplified characters, without signs inside words. The opened one reads on: homophones, characters taken
apart, words typed in Latin letters, punctuation between single characters, amounts in digits. It remembers what it
changed, for what it finds counts only there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from qunli.checks import disguises, numerals, spoken
from qunli.checks.letters import Letters, characters, either

# What stands for a variable or a blank in a reading: something is there, but not these words.
PLACEHOLDER = "\ufffc"
MASKED = r"\{\{[^{}\n]*\}\}|〔[^〔〕\n]*〕"
BLANK = r"〔([^〔〕\n]*)〕"
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# Signs people put between characters to get round filters: blanks, dots, stars, dashes, arrows, pictures. Flags stay.
SIGNS = " *.·・•_|~^+\\-\u2010-\u2015\u2190-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001faff"
# Squared characters that are put between others as pictures; 🈚 🈲 🈵 🈶 say what they show.
SQUARED = "\U0001f200-\U0001f219\U0001f21b-\U0001f231\U0001f233\U0001f234\U0001f237-\U0001f2ff"
UNSEEN = "\u00ad\u200b-\u200f\u2060-\u2064\u20e3\ufe00-\ufe0f\ufeff"
_PICTURED = either(disguises.PICTURED)
_SHOWN_FIRST = either(each for each in disguises.PICTURED if each[0] > "\u9fff" or each[0] == "⭐")
_FIRST = rf"(?=[{HAN}0-9a-z][{SIGNS}])"  # nearly no place has it, and it is soon seen
SEPARATORS = rf"{_FIRST}(?:(?!加[\u2764\u2665]|{_PICTURED})([{HAN}])(?!\+[微薇葳徽蔚威卫魏]|{_SHOWN_FIRST})[{SIGNS}]{{1,4}}(?=[{HAN}])|([{HAN}]) {{1,4}}(?=[0-9a-z])|([0-9a-z]) {{1,4}}(?=[{HAN}]))"
# A dash after these is a 一 that is to look like none.
DASHED = "[第唯独]"
DASH = "[-\u2010-\u2015]"
# Signs that stand between words as well: what is found over them counts only because they stand there.
_BETWEEN = "/\\\\、:;'\"‘’“”`()\\[\\]【】〈〉<>《》「」『』#@&=…"
BETWEEN = rf"([{HAN}])[{_BETWEEN}{SIGNS}]{{1,3}}(?=[{HAN}])"
# A row of single characters with signs between, even such as end a sentence; two stand alone, or they are words' ends.
_ANY = f",.。!?{_BETWEEN}{SIGNS}"
SINGLES = rf"[{HAN}](?:[{_ANY}]{{1,3}}[{HAN}]){{2,}}|(?:^|[^{HAN}])[{HAN}][{_ANY}]{{1,3}}[{HAN}](?![{HAN}])"
# Words in Latin letters, also apart; addresses and names of files are none.
LATIN = r"(^|[^a-z0-9@./_\-])([a-z]{1,8}(?:[ .'\-][a-z]{1,8}){0,5}(?![a-z])|[a-z]{9,40})(?![@/_])"
# Lines of this length are paragraphs of an article; shorter ones belong together until a blank one.
FULL_LINE = 60

RULES = {
    "masked": MASKED,
    "blank": BLANK,
    "unseen": f"[{UNSEEN}]",
    "squared": f"[{SQUARED}]",
    "dashed": f"{DASHED}{DASH}$",
    "han": f"[{HAN}]",
    "separators": SEPARATORS,
    "between": BETWEEN,
    "singles": SINGLES,
    "latin": LATIN,
    "amount": numerals.AMOUNT,
}
_MASKED = re.compile(MASKED)
_UNSEEN = re.compile(f"[{UNSEEN}]")
_SQUARED = re.compile(f"[{SQUARED}]")
_DASHED = re.compile(f"{DASHED}{DASH}$")
_SEPARATORS = re.compile(SEPARATORS)
_BETWEEN_HAN = re.compile(BETWEEN)
_SINGLES = re.compile(SINGLES)
_LATIN = re.compile(LATIN)
_AMOUNT = re.compile(numerals.AMOUNT)
_HAN = re.compile(f"[{HAN}]")
_APART = re.compile("[ .'-]")

Span = tuple[int, int]
# What is replaced, from where to where, by what, and in how many characters at least it counts as a finding.
Edit = tuple[int, int, str, int]
SURE, SIGN, DOUBTED, NEVER = 1, 2, 3, 99
# What is not sure counts in a word alone, never in a phrase.
LONGEST_WORD = 6


class Reading(NamedTuple):
    """A text as the patterns see it, and for each of its characters the span it had in the original.

    `changed` are the spans in the original that were read otherwise, each with the least length of a finding there.
    """

    text: str
    spans: tuple[Span, ...]
    changed: tuple[tuple[int, int, int], ...] = ()

    def place(self, start: int, end: int) -> Span:
        """Return where characters start to end of the reading stood in the original."""
        return self.spans[start][0], self.spans[end - 1][1]

    def touches(self, start: int, end: int) -> bool:
        """Say whether characters start to end of the reading stand in disguise in the original."""
        first, last = self.place(start, end)
        length = end - start
        return any(
            first <= begin and stop <= last and (least == SURE or least <= length <= LONGEST_WORD)
            for begin, stop, least in self.changed
        )


class _Folded(dict[str, str]):
    """Each character as it is compared, worked out when it is first met."""

    def __missing__(self, char: str) -> str:
        folded = "" if _UNSEEN.match(char) else _shown(char)
        plain = characters().plain
        read = "".join(plain.get(each, each.lower() if each.isascii() else each) for each in folded)
        self[char] = read
        return read


def _shown(char: str) -> str:
    return char if _SQUARED.match(char) else unicodedata.normalize("NFKC", char)


_FOLDED = _Folded()


def plain(text: str) -> Reading:
    """Return the text as it stands: half width, lower case, simplified, without signs inside words."""
    chars: list[str] = []
    spans: list[Span] = []
    at = 0
    for masked in _MASKED.finditer(text):
        _fold(text, at, masked.start(), chars, spans)
        chars.append(PLACEHOLDER)
        spans.append(masked.span())
        at = masked.end()
    _fold(text, at, len(text), chars, spans)
    folded = Reading("".join(chars), tuple(spans))
    return _edited(folded, [*_separators(folded.text)])


def _fold(text: str, start: int, end: int, chars: list[str], spans: list[Span]) -> None:
    folded = [_FOLDED[char] for char in text[start:end]]
    chars += folded
    places = zip(range(start, end), range(start + 1, end + 1), strict=True)
    if "" not in folded and len("".join(folded)) == len(folded):
        spans += places
        return
    for each, place in zip(folded, places, strict=True):
        spans += [place] * len(each)


def _separators(text: str) -> Iterator[Edit]:
    """Yield the signs inside words; blanks alone are no disguise."""
    for found in _SEPARATORS.finditer(text):
        signs = text[found.start() + 1 : found.end()]
        read = "一" if _DASHED.match(found[0]) else ""
        yield found.start() + 1, found.end(), read, SIGN if signs.strip(" ") else NEVER


def opened(read: Reading, known: Letters) -> Reading:
    """Return the plain reading with its disguises read; the same one where it has none."""
    for step in (_heard, _characters, _signs, _words, _amounts):
        read = _edited(read, [*step(read.text, known)])
    return read


def _edited(read: Reading, edits: list[Edit]) -> Reading:
    """Return the reading with stretches of it replaced; each new character has the place of all that it replaces."""
    if not edits:
        return read
    texts: list[str] = []
    spans: list[Span] = []
    changed = [*read.changed]
    at = 0
    for start, end, new, least in edits:
        place = read.place(start, end)
        texts += [read.text[at:start], new]
        spans += read.spans[at:start]
        spans += [place] * len(new)
        changed.append((*place, least))
        at = end
    texts.append(read.text[at:])
    spans += read.spans[at:]
    return Reading("".join(texts), tuple(spans), tuple(changed))


# --- the steps


def _characters(text: str, known: Letters) -> Iterator[Edit]:
    done = 0
    for at in known.begun(text):
        word = known.disguise(text, at) if at >= done else ""
        done = max(done, at + len(word))
        read = known.read.get(word, "")
        if read != word:
            yield at, done, read, DOUBTED if word in known.doubtful else SURE


def _signs(text: str, known: Letters) -> Iterator[Edit]:
    between = {(found.start() + 1, found.end()): SIGN for found in _BETWEEN_HAN.finditer(text)}
    singles = {place: SURE for row in _SINGLES.finditer(text) for place in _inside(row)}
    for (start, end), least in sorted((between | singles).items()):
        yield start, end, "", least


def _inside(row: re.Match[str]) -> Iterator[Span]:
    """Yield the stretches between the characters of a row."""
    places = [row.start() + found.start() for found in _HAN.finditer(row[0])]
    yield from ((first + 1, second) for first, second in pairwise(places))


def _words(text: str, known: Letters) -> Iterator[Edit]:
    for found in _LATIN.finditer(text):
        start, end = found.span(2)
        word = _word(known, text[max(0, start - 1) : start], found[2], text[end : end + 2])
        if word:
            yield start, end, word, SURE


def _heard(text: str, known: Letters) -> Iterator[Edit]:
    for start, end, word in spoken.heard(known, text):
        yield start, end, word, SURE


def _word(known: Letters, before: str, written: str, after: str) -> str:
    """Return what letters between two characters stand for: a word, or syllables beside Chinese."""
    parts = _APART.split(written)
    squeezed = "".join(parts)
    is_numbered = not _HAN.match(before) and re.match("-?[0-9]", after)
    if squeezed in known.spelled:
        return "" if is_numbered else known.spelled[squeezed]
    before, after = (char if _HAN.match(char) else "" for char in (before, after[:1]))
    if not (before or after):
        return "" if is_numbered else spoken.alone(known, parts)
    word = _beside(known.initials, before, squeezed, after) if len(squeezed) == 1 else ""
    word = word or spoken.read(known, before, parts, after)
    return word or (known.syllables.get(squeezed, "") if len(parts) == 1 else "")


def _beside(initials: Mapping[str, str], before: str, letter: str, after: str) -> str:
    """Return the character that a single letter stands for in a word with one beside it."""
    word = initials.get(before + letter, "")
    return word[1:] if word else initials.get(letter + after, "")[:1]


def _amounts(text: str, known: Letters) -> Iterator[Edit]:
    for found in _AMOUNT.finditer(text):
        said = numerals.digits(*(group or "" for group in found.groups()))
        if said and said != found[0]:
            yield *found.span(), said, SURE


# --- paragraphs


def lines_of_paragraphs(text: str) -> list[int]:
    """Return the number of the first line of each paragraph: after a blank line, and after and before a full one."""
    lines = text.split("\n")
    firsts = [0]
    for number, (before, line) in enumerate(pairwise(lines), 1):
        if not before.strip(" \r\t") or len(before) >= FULL_LINE or len(line) >= FULL_LINE:
            firsts.append(number)
    return firsts


def paragraphs(text: str, firsts: Iterable[int]) -> list[Span]:
    """Return where paragraphs stand in a text, given the numbers of their first lines."""
    starts = [0]
    starts += [at + 1 for at, char in enumerate(text) if char == "\n"]
    cuts = [*(starts[first] for first in firsts), len(text) + 1]
    return [(start, end - 1) for start, end in pairwise(cuts)]
