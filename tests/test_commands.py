"""What a spreadsheet may take for a formula: the cases that the page's own CSV is held to, too (tests/js)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from qunli.workbook.commands import guarded, is_command, unguarded

CASES = json.loads((Path(__file__).parent / "js/commands.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", CASES["commands"])
def test_a_command_is_guarded_and_comes_back_as_written(text: str) -> None:
    assert is_command(text) or text.startswith("'")
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", CASES["plain"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text
