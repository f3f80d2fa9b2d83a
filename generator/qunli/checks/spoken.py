"""Syllables in Latin letters read as the characters they stand for, by what stands beside them; in the same steps as the
browser's `try/spoken.js`.

Many characters are said alike. Of those that the word checks know, the row is taken in which the most follow one another
there: in “药膳防tang尿病” 防糖尿病 is a word, 防汤尿病 is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import add

from qunli.checks.letters import Letters

LONGEST_SYLLABLE = 6
MOST_SYLLABLES = 6
# Shorter ones are English by chance.
SHORTEST_ALONE = 4


def read(known: Letters, before: str, written: list[str], after: str) -> str:
    """Return the characters for syllables written in parts between two characters, or nothing where none are known."""
    parts = [split(known, part) for part in written]
    if not all(parts):
        # Single letters with signs between are syllables once they stand together.
        parts = [split(known, "".join(written))]
    syllables = [each for part in parts for each in part]
    if not all(parts) or len(syllables) > MOST_SYLLABLES:
        return ""
    row, links = _row(known, before, syllables, after)
    return row if links >= max(1, len(syllables) - 1) else ""


def alone(known: Letters, written: list[str]) -> str:
    """Return the characters for syllables with none beside them: a word of two or more that all follow one another."""
    is_word = sum(map(len, written)) >= SHORTEST_ALONE
    row = read(known, "", written, "") if is_word else ""
    return row if len(row) > 1 else ""


def split(known: Letters, part: str) -> list[str]:
    """Return the syllables that letters are made of, longer ones first, or nothing."""
    # How long the syllable is that begins at each place; from the end on, so that no letter is read twice.
    lengths = [0] * len(part)
    for at in reversed(range(len(part))):
        for length in range(1, min(LONGEST_SYLLABLE, len(part) - at) + 1):
            is_whole = at + length == len(part) or lengths[at + length] > 0
            if is_whole and part[at : at + length] in known.sounds:
                lengths[at] = length
    syllables: list[str] = []
    at = 0
    while at < len(part) and lengths[at]:
        syllables.append(part[at : at + lengths[at]])
        at += lengths[at]
    return syllables


def _row(known: Letters, before: str, syllables: list[str], after: str) -> tuple[str, int]:
    """Return the row of characters with the most links, and how many it has; the first of several."""
    rows = [(before, 0)]
    for said in [*syllables, ""]:
        chars = known.sounds[said] if said else after
        rows = [_best(known, rows, char) for char in chars] or rows
    row, links = rows[0]
    for other, more in rows[1:]:
        if more > links:
            row, links = other, more
    return row[len(before) : len(before) + len(syllables)], links


def _best(known: Letters, rows: list[tuple[str, int]], char: str) -> tuple[str, int]:
    best, most = "", -1
    for row, links in rows:
        linked = links + (char in known.follow.get(row[-1:], ()))
        if linked > most:
            best, most = row + char, linked
    return best, most


def heard(known: Letters, text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the words that stand in a text in characters said alike, of which at least one is their own."""
    mixed, done = known.mixed, 0
    if mixed.keys().isdisjoint(map(add, text, text[1:])):
        return
    begins = {
        at - before for at, pair in enumerate(map(add, text, text[1:])) for before in mixed.get(pair, ())
    }
    for at in sorted(begins):
        word = _heard(known, text, at) if at >= done else ""
        if word:
            yield at, at + len(word), word
            done = at + len(word)


def _heard(known: Letters, text: str, at: int) -> str:
    for said in sorted(known.alike.get(text[at], ())):
        for word in known.heard.get(said, ()):
            written = text[at : at + len(word)]
            if (
                len(written) == len(word)
                and written not in known.ordinary
                and _is_alike(known, written, word)
            ):
                return word
    return ""


def _is_alike(known: Letters, written: str, word: str) -> bool:
    """Say whether all characters are said alike, some are the same and some are not."""
    pairs = [*zip(written, word, strict=True)]
    same = sum(one == other for one, other in pairs)
    none: frozenset[str] = frozenset()
    return 0 < same < len(word) and all(
        one == other or not known.alike.get(one, none).isdisjoint(known.alike[other]) for one, other in pairs
    )
