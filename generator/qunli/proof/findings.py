"""What the word checks say of a text: the very checks that judge packs and the page 这句能不能发."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from qunli import checks, library
from qunli.checks import Catalogue, Hit
from qunli.checks.registry import said_of
from qunli.model import SECTORS, Sector
from qunli.problem import ContentError, errors
from qunli.proof.reading import Script, script_of
from qunli.proof.unreadable import UnreadableError
from qunli.words import SECTORS as TRADES
from qunli.words import TYPES

Level = Literal["error", "warning"]
# Judged by the checks of all trades.
EVERY = "all"
NOT_EVERYTHING = "没有标记不等于没问题：图片、话是不是真的、证照齐不齐，这里看不出来。"


@dataclass(frozen=True, order=True)
class Finding:
    """Words in a text that are a risk; a hint, no judgement of law.

    `start` and `end` are characters of the text from 0, `line`, `column` and `end_column` count from 1 (of words over several
    lines `end_column` is where the first line ends). `place` is the cell of a sheet (报价!B3) in which lines and columns
    count, else "". `level` is error (先改再发)
    or warning (看一眼), the latter for all that is `learned` from examples: there no word was found. `why`, `hint` (what to say instead) and `basis` (the law and when it was looked up) are Chinese.
    `rewritten` is the sentence at `rewritten_start` to `rewritten_end` without the risk: 〔 〕 in it are to be filled in, "" is
    to leave it out; None where it has to be thought about.
    """

    start: int
    end: int
    line: int
    column: int
    end_column: int
    place: str
    words: str
    code: str
    level: Level
    title: str
    why: str
    hint: str
    basis: str
    rewritten: str | None
    rewritten_start: int
    rewritten_end: int
    learned: bool = False


@dataclass(frozen=True)
class Judged:
    """A text with what was found. `trade` is a sector or None for those of all; `general` says that it has no checks of its own."""

    script: Script
    trade: Sector | None
    guessed: bool
    general: bool
    findings: tuple[Finding, ...]


@lru_cache(4)
def catalogue(root: Path | None = None) -> Catalogue:
    """Return the word checks of a project, of the program where there is none; they are read once.

    Raises ContentError where a project's own are not well formed.
    """
    read = library.word_checks(root)
    known = checks.catalogue(read.value.wordings, read.value.references)
    if errors([*read.problems, *known.problems]):
        raise ContentError([*read.problems, *known.problems])
    return known


def trade_of(name: str) -> Sector | None:
    """Return the sector of a name in English or Chinese, None for `all`; raise UnreadableError for any other."""
    if name in (EVERY, "都查"):
        return None
    for sector in SECTORS:
        if name in (sector, TRADES[sector]):
            return sector
    known = "、".join(f"{TRADES[sector]}（{sector}）" for sector in SECTORS)
    raise UnreadableError(f"没有“{name}”这一行", f"可以写 {known}，或都查（{EVERY}）")


def kind_of(name: str) -> str:
    """Return the type of post of a name in English or Chinese; raise UnreadableError for any other."""
    for kind, words in TYPES.items():
        if name in (kind, words):
            return kind
    raise UnreadableError(
        f"没有“{name}”这种", "可以写 " + "、".join(f"{words}（{kind}）" for kind, words in TYPES.items())
    )


def judged(
    script: Script,
    today: date,
    *,
    trade: str | None = None,
    kind: str | None = None,
    root: Path | None = None,
) -> Judged:
    """Return what is found in a text; `trade` None is guessed from its words."""
    known = catalogue(root)
    sector = checks.guess_trade(script.text) if trade is None else trade_of(trade)
    post = None if kind is None else kind_of(kind)
    own = checks.sectors_with_checks(known.matcher)
    found = tuple(_findings(script, known, today, (sector, post)))
    return Judged(script, sector, trade is None, sector is not None and sector not in own, found)


def check_text(
    text: str,
    *,
    trade: str | None = None,
    kind: str | None = None,
    each_line: bool | None = None,
    today: date | None = None,
) -> list[Finding]:
    """Return what is a risk in a text to be posted, by position. An empty list is no clearance: 没有标记不等于没问题.

    `trade` is a sector such as `catering` or 餐饮, `all` for the checks of every trade; without it the trade is guessed from the
    words. `kind` is activity, content or warmth (福利, 干货, 互动). `each_line` says whether each line is a post by itself or all
    is one text; without it that is guessed, too. `today` (by default the day of the citation) makes `basis` say which laws
    were looked up more than a year ago. Raises ValueError, in Chinese, for a trade or kind that does not exist.
    """
    return [*judged(script_of(text, each_line), today or date.min, trade=trade, kind=kind).findings]


def _findings(
    script: Script, known: Catalogue, today: date, about: tuple[Sector | None, str | None]
) -> Iterator[Finding]:
    def words(text: str) -> tuple[Hit, ...]:
        return known.matcher.find(text, *about, words_alone=True)

    whole = _lines(script.text, 0, len(script.text))
    for number, (first, last) in enumerate(script.spans):
        lines = _lines(script.text, first, last) if script.names else whole
        piece = script.text[first:last]
        place = script.names[number] if script.names else ""
        for hit in known.matcher.find(piece, *about):
            better = checks.rewritten(piece, hit, words)
            one = said_of(known.checks[hit.code], hit)
            yield Finding(
                *_where(first + hit.start, first + hit.end, lines),
                place=place,
                words=hit.words,
                code=hit.code,
                level=one.level,
                title=one.title,
                why=one.why,
                hint=one.hint,
                basis=checks.basis(one, known.references, today),
                rewritten=better.text if better else None,
                rewritten_start=first + (better.start if better else hit.start),
                rewritten_end=first + (better.end if better else hit.end),
                learned=hit.learned,
            )


def _lines(text: str, first: int, last: int) -> list[int]:
    """Return where the lines of a stretch begin, and where one after it would."""
    return [first, *(at + 1 for at in range(first, last) if text[at] == "\n"), last + 1]


def _where(start: int, end: int, lines: list[int]) -> tuple[int, int, int, int, int]:
    """Return start and end of some words, their line, and their columns in it."""
    line = bisect_right(lines, start)
    first, after = lines[line - 1], lines[line]
    return start, end, line, start - first + 1, min(end, after - 1) - first + 1
