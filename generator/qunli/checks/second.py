"""A second look at a text: what the learned judge adds to the words that were found, and what it takes from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from qunli.checks.hits import Hit
from qunli.checks.learned import Learned, Unit
from qunli.checks.passages import Passage
from qunli.problem import MOST_TOLD


def looked_again(
    model: Learned,
    text: str,
    hits: Iterable[Hit],
    passages: Sequence[Passage],
    codes: tuple[frozenset[str], frozenset[str]],
    is_cleared: Callable[[str, Unit], bool],
) -> set[Hit]:
    """Return what is found in a text after the model was asked.

    `codes` are those it may name, and those whose findings it may doubt. A finding is dropped where all that it stands in
    looks harmless; a stretch in which one is left gets no reminder besides, nor does one beside which stands what clears the
    family that it is named after.
    """
    allowed, doubted = codes
    hits = set(hits)
    units = list(model.units(passages))
    if all(unit.score < model.least for unit in units) and all(hit.code not in doubted for hit in hits):
        return hits
    judged, trusted, told = (bytearray(len(text)) for _ in range(3))
    for unit in units:
        _mark(judged, *unit.span)
        if unit.score >= model.harmless:
            _mark(trusted, *unit.span)
    found = {hit for hit in hits if hit.code not in doubted or _is_backed(hit, judged, trusted)}
    for hit in found:
        _mark(told, hit.start, hit.end)
    reminders: list[Hit] = []
    for unit in units:
        if unit.score >= model.least and told.find(1, *unit.span) < 0 and len(reminders) <= MOST_TOLD:
            family, words = model.named(unit, allowed)
            if family and not is_cleared(family, unit):
                _mark(told, *unit.span)
                reminders.append(Hit(*words, family, text[slice(*words)], learned=True))
    return found | set(reminders)


def _is_backed(hit: Hit, judged: bytearray, trusted: bytearray) -> bool:
    return judged.find(1, hit.start, hit.end) < 0 or trusted.find(1, hit.start, hit.end) >= 0


def _mark(places: bytearray, start: int, end: int) -> None:
    places[start:end] = b"\1" * (end - start)
