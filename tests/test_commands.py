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
def test_other_words_are_no_command(text: str) -> None:
    assert not is_command(text)
    assert unguarded(text) == text
    assert unguarded(guarded(text)) == text


VALUES = (
    *(
        "0012",
        "9:00",
        "9:00:00",
        "2026-12-01",
        "2026/12/1 9:00",
        "12月1日",
        "2026年12月",
        "3/4",
        "1-2",
        "1 1/2",
    ),
    *("0.30", "1,234", "1e5", "50%", "¥9.90", "(5)", "1234567890123456", "１２", "5 pm", "上午9:00"),
    *("TRUE", "false", "#N/A", "#REF!", "Dec 1", "1-Mar", "'9:00", "''0012"),
)


@pytest.mark.parametrize("text", VALUES)
def test_what_is_a_value_to_a_program_is_guarded_and_comes_back_as_written(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    "text", ["0", "30", "9.9", "今天 9:00", "第1条", "'标题", "买 2 送 1", "#1", "trueno", "a"]
)
def test_a_number_that_stays_the_same_and_words_stand_as_they_are(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


def test_an_apostrophe_before_a_number_is_a_sign_for_the_program() -> None:
    assert unguarded("'30") == "30"
    assert unguarded(guarded("'30")) == "'30"
