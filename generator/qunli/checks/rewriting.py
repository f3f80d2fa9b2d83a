"""换成这样: one sentence made from somebody's own, without what was found in it.

A way is a sign and words: `-` takes words away that describe what comes after them, `-*` wherever they stand, `--` their
clause, `=` puts something in their place, `=$` where no further word leans on them, as in 全网最低, `#` something in the place of the numbers in them, `+` adds to their clause, `^`
before the text. What only the shop knows is a blank. None is
told that does not hold: the text with it is judged again, and must have less to find and nothing new. What else is found in
the sentence is mended the same way, or there is none: what is told may be posted as it stands.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from qunli.checks import reading
from qunli.checks.hits import Hit

# All of it is in the common part of Python's and JavaScript's expressions: the browser does the same with it.
RULES = {
    "sentence": "[。！？!?\\n]",
    "clause": "[。！？!?\\n，,；;：:～~—…\\t ]",
    "signs": "[，,；;：:～~—…\\t 。！？!?]",
    # What a clause cannot begin or end with once words are gone from it.
    "begins": "^(?:[的地得了着过吗呢吧啊都也就才款型级版]|大的)",
    "ends": "(?:[是为叫称成做属的最很更都也就在被把比和与跟不没将让给到能可要说算有]|号称|堪称)$",
    # What leans on a clause that is gone.
    "leans": "^(?:就|才|还|而且|并且|但|可是|不过|所以|因此|否则|不然|更|都|也|再|其中|它|这样|那么)",
    "waits": "(?:^|[，,；; ])(?:只要|如果|要是|凡|因为|为了|想要|只需|即日起|不管|不论|无论|虽然|既然|谁|当)[^，,；; ]*$",
    "number": "[0-9０-９][0-9０-９.,，万]*|[一二两三四五六七八九十百千万]+",
    "example": "〔(?:[^〔〕\\n]*，)?例：([^〔〕\\n]*)〕",
    "han": "[㐀-鿿]",
}
# Of a sentence that is left so many characters tell something.
_LEAST = 4
# What is left without its first clause, which mostly says of what the rest speaks.
_LEAST_ALONE = 8
# So many findings of one sentence are mended one after another.
_MOST_ROUNDS = 4

Judge = Callable[[str], tuple[Hit, ...]]


@dataclass(frozen=True)
class Rewrite:
    """The words from start to end of a text, a sentence, and what to say in their place; nothing is to leave it out."""

    start: int
    end: int
    text: str


@lru_cache(1)
def ways() -> Mapping[str, tuple[str, ...]]:
    """Return the ways of each word check that has any (rewrites.json), the best first."""
    table = json.loads(Path(__file__).with_name("rewrites.json").read_text(encoding="utf-8"))
    return {code: tuple(each) for code, each in table.items()}


def rewritten(text: str, hit: Hit, judge: Judge) -> Rewrite | None:
    """Return a better sentence for the one with a finding, None where no way holds. `judge` says what is found in a text.

    Of a long text the paragraph of the finding is judged again, and no more. `judge` looks for words
    alone: what is learned is no promise either way.
    """
    if hit.learned or hit.code not in ways():
        return None
    first, last = _paragraph(text, hit)
    here = replace(hit, start=hit.start - first, end=hit.end - first)
    better = _rewritten(text[first:last], here, judge, _MOST_ROUNDS)
    return better and Rewrite(better.start + first, better.end + first, better.text)


def _paragraph(text: str, hit: Hit) -> tuple[int, int]:
    spans = reading.paragraphs(text, reading.lines_of_paragraphs(text))
    return next(
        ((first, last) for first, last in spans if first <= hit.start and hit.end <= last), (0, len(text))
    )


def _rewritten(text: str, hit: Hit, judge: Judge, rounds: int) -> Rewrite | None:
    before = _counted(text, judge)
    for way in ways()[hit.code]:
        start, end = _sentence(text, *((0, 0) if way[0] == "^" else (hit.start, hit.end)))
        for said in _said(way, text, hit, (start, end)):
            if _is_better(text[:start] + said + text[end:], before, hit, judge):
                whole = _mended(text[:start], said, text[end:], judge, rounds - 1)
                if whole is not None:
                    return Rewrite(start, end, whole)
    return None


def _mended(head: str, said: str, tail: str, judge: Judge, rounds: int) -> str | None:
    """Return a sentence between others with nothing left to find in it, None where that cannot be."""
    first = len(_filled(head))
    last = first + len(_filled(said))
    left = {
        (hit.code, hit.words)
        for hit in judge(_filled(head + said + tail))
        if hit.start < last and first < hit.end
    }
    if not left:
        return said
    inside = range(len(head), len(head) + len(said))
    hits = (hit for hit in judge(head + said + tail) if (hit.code, hit.words) in left)
    hit = next((hit for hit in hits if hit.start in inside and hit.end - 1 in inside), None)
    if hit is None or hit.code not in ways() or not rounds:
        return None
    better = _rewritten(head + said + tail, hit, judge, rounds)
    is_here = better is not None and (better.start, better.end) == (inside.start, inside.stop)
    return better.text if better and is_here else None


def _sentence(text: str, first: int, end: int) -> tuple[int, int]:
    """Return where the sentence of some words stands, the sign at its end with it, no line break."""
    ends = _find("sentence", text)
    start = max((each.end() for each in ends if each.end() <= first), default=0)
    last = next((each for each in ends if each.start() >= end), None)
    if last is None:
        return start, len(text)
    return start, last.start() if last[0] == "\n" else last.end()


def _is_better(text: str, before: Counter[tuple[str, str]], hit: Hit, judge: Judge) -> bool:
    after = _counted(text, judge)
    key = (hit.code, hit.words)
    return after[key] < before[key] and not after - before


def _counted(text: str, judge: Judge) -> Counter[tuple[str, str]]:
    """Return what is found in a text where each blank says its example."""
    return Counter((hit.code, hit.words) for hit in judge(_filled(text)))


def _filled(text: str) -> str:
    return re.sub(RULES["example"], r"\1", text)


def _said(way: str, text: str, hit: Hit, span: tuple[int, int]) -> Iterator[str]:
    """Yield what one way makes of the sentence, if it can be said."""
    sentence = text[slice(*span)]
    start, end = hit.start - span[0], hit.end - span[0]
    if way == "--":
        yield from _without_clause(sentence, start, end, is_alone=len(_han(text)) == len(_han(sentence)))
    elif way[0] == "-":
        yield from _without_words(sentence, start, end, is_anywhere=way == "-*")
    elif way[0] == "=":
        is_leant_on = way[1:2] == "$" and _has("han", sentence[end : end + 1])
        if not (is_leant_on or _has("ends", sentence[:start]) or _has("begins", sentence[end:])):
            yield sentence[:start] + way.lstrip("=$") + sentence[end:]
    elif way[0] == "#":
        said = re.sub(RULES["number"], way[1:], sentence[start:end], count=1)
        yield sentence[:start] + said + sentence[end:]
    elif way[0] == "+":
        at = _clause(sentence, start, end)[1]
        yield sentence[:at] + way[1:] + sentence[at:]
    else:
        yield way[1:] + sentence


def _without_words(sentence: str, start: int, end: int, *, is_anywhere: bool) -> Iterator[str]:
    """Yield the sentence without words that describe what comes after them: 最好吃的烤鱼 is 烤鱼."""
    first, last = _clause(sentence, start, end)
    rest = sentence[end:last]
    describes = is_anywhere or start == first or rest.startswith("的") or sentence[end - 1] == "的"
    after = rest.removeprefix("的")
    before = sentence[first:start]
    if describes and _han(after) and not _has("begins", after) and not _has("ends", before):
        yield sentence[:start] + after + sentence[last:]


def _without_clause(sentence: str, start: int, end: int, *, is_alone: bool) -> Iterator[str]:
    """Yield the sentence without the clause of the words; nothing where that is all of it and others stand beside."""
    first, last = _clause(sentence, start, end)
    head, tail = sentence[:first], sentence[last:]
    if not _han(head + tail):
        if not is_alone:
            yield ""
        return
    before, after = _trimmed(head, "end"), _trimmed(tail, "begin")
    said = before + tail if _han(head) else after
    if (
        len(_han(said)) >= (_LEAST if _han(head) else _LEAST_ALONE)
        and not _has("leans", after)
        and not _has("waits", before)
    ):
        yield said


def _clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    signs = _find("clause", sentence)
    first = max((each.end() for each in signs if each.end() <= start), default=0)
    last = min((each.start() for each in signs if each.start() >= end), default=len(sentence))
    return first, last


def _trimmed(text: str, side: str) -> str:
    signs = RULES["signs"]
    return re.sub(f"^{signs}+" if side == "begin" else f"{signs}+$", "", text)


def _find(rule: str, text: str) -> list[re.Match[str]]:
    return list(re.finditer(RULES[rule], text))


def _has(rule: str, text: str) -> bool:
    return bool(re.search(RULES[rule], text))


def _han(text: str) -> list[str]:
    return re.findall(RULES["han"], text)


def portable_ways() -> dict[str, object]:
    """Return what a browser needs to make the same sentences."""
    return {"rules": RULES, "ways": {code: list(each) for code, each in ways().items()}}
