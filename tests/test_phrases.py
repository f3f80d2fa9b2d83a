"""The collection of phrases: what the word checks must find, and the harmless neighbours they must leave alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from conftest import catalogue
from qunli.model.pack import Sector
from test_checks import ROOT, parsed

FOLDER = ROOT / "content/wordings/phrases"


def collection() -> dict[str, Any]:
    """Return code → found (phrases by the source they were met in) and harmless."""
    entries: dict[str, Any] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        own = parsed(path.name, path.read_text("utf-8")).data
        assert not entries.keys() & own.keys()
        entries |= own
    return entries


COLLECTION = collection()
CODES = sorted(code for code, check in catalogue().checks.items() if check.wording)


def found(code: str, text: str) -> set[str]:
    """Return the codes a text raises where this check applies."""
    wording = catalogue().checks[code].wording
    assert wording is not None
    sectors = (*wording.scope.industries, "catering", *get_args(Sector))
    sector = next(each for each in sectors if wording.applies(each, None))
    kind = next(iter(wording.scope.types), "activity")
    where = "name" if wording.names else "copy"
    return {hit.code for hit in catalogue().matcher.find(text, sector, kind, where)}


def phrases(code: str) -> Iterator[str]:
    for each in COLLECTION[code]["found"].values():
        yield from each


def test_every_word_check_has_its_phrases_and_their_sources_are_known() -> None:
    assert sorted(COLLECTION) == CODES
    sources = {key for entry in COLLECTION.values() for key in entry["found"]} - {"own"}
    assert sources <= catalogue().references.keys()
    assert all(catalogue().references[key].checked for key in sources)


def test_no_phrase_is_both_found_and_harmless_or_stands_twice() -> None:
    for code, entry in COLLECTION.items():
        every = [*phrases(code), *entry["harmless"]]
        assert len(every) == len(set(every)), code


@pytest.mark.parametrize("code", CODES)
def test_every_phrase_is_found(code: str) -> None:
    assert [each for each in phrases(code) if code not in found(code, each)] == []


@pytest.mark.parametrize("code", CODES)
def test_no_harmless_neighbour_raises_anything(code: str) -> None:
    wrong = {each: sorted(found(code, each)) for each in COLLECTION[code]["harmless"]}
    assert {each: codes for each, codes in wrong.items() if codes} == {}
