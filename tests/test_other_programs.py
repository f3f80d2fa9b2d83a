"""Sheets as other programs than Excel write them: the same words are the same posts."""

from __future__ import annotations

import pytest
from conftest import Write
from qunli import workbook
from qunli.problem import ContentError
from sheets.foreign import SHEET, WAYS, sheet_elsewhere, swapped, usual, zipped
from test_workbook import merged, opened


def posts(project: Write, content: bytes) -> list[tuple[object, ...]]:
    """Return the time and the texts of each post that a sheet makes."""
    assert workbook.read_book("a.xlsx", content).problems == ()
    found = merged(opened(project(), name="fresh"), content)
    assert found.problems == ()
    return [(slot["when"], *slot["copy"].values()) for slot in found.source.data["slots"].values()]


@pytest.mark.parametrize("way", WAYS)
def test_a_sheet_says_the_same_whichever_program_wrote_it(project: Write, way: str) -> None:
    assert posts(project, zipped(WAYS[way](usual()))) == [
        ({"date": "2026-12-01", "at": "09:00"}, "早安，\n今天有汤😀"),
        ({"date": "2026-12-02", "at": "18:30"}, "=今天有鱼"),
    ]
