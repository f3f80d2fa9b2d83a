"""Copy: variables and blanks, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qunli.text import as_posted, blanks, fill_words, flaws, places, substitute, to_paste

VARIABLES = {"store": None, "dishes": None}
FIELDS = {"dishes": ("name", "price")}


def wrong(text: str, rotate: str | None = None) -> list[tuple[str, str]]:
    """What is wrong with a text, as (code, the characters it is about)."""
    return [(flaw.code, text[flaw.start : flaw.end]) for flaw in flaws(text, VARIABLES, FIELDS, rotate)]


GOOD = {
    "no variable": "今天照常营业",
    "a variable": "来{{ store }}",
    "a variable without spaces": "来{{store}}",
    "a column": "有 {{ item.name }}",
    "single braces": "{store} {# x #} }{ % %",
    "three blanks": "〔一〕〔例：二〕〔三，例：四〕",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_a_good_text_has_no_flaw(text: str) -> None:
    assert wrong(text, "dishes") == []


BAD = {
    "{{ stroe }}": [("Q012", "{{ stroe }}")],
    "{{ dishes }}": [("Q012", "{{ dishes }}")],
    "{{ dishes.name }}": [("Q012", "{{ dishes.name }}")],
    "{{ item.nmae }}": [("Q012", "{{ item.nmae }}")],
    "{{ item }}": [("Q012", "{{ item }}")],
    "{{ Store }}": [("Q012", "{{ Store }}")],
    "{{ store | upper }}": [("Q012", "{{ store | upper }}")],
    "{{ 'x'*10**9 }}": [("Q012", "{{ 'x'*10**9 }}")],
    "{{ store.__class__ }}": [("Q012", "{{ store.__class__ }}")],
    "{{ store": [("Q012", "{{")],
    "store }}": [("Q012", "}}")],
    "{{{ store }}}": [],
    "{% if x %}": [("Q012", "{% if x %}")],
    "{% 赠品": [("Q012", "{%")],
    "｛｛store｝｝": [("Q012", "｛｛store｝｝")],
    "〔〕": [("Q013", "〔〕")],
    "〔 〕": [("Q013", "〔 〕")],
    "〔例：〕": [("Q013", "〔例：〕")],
    "〔一〕〔二〕〔三〕〔四〕〔五〕": [("Q013", "〔四〕")],
    "〔菜名": [("Q013", "〔")],
    "菜名〕": [("Q013", "〕")],
    "〔菜\n名〕": [("Q013", "〔"), ("Q013", "〕")],
    "{{ stroe }}〔": [("Q012", "{{ stroe }}"), ("Q013", "〔")],
}


@pytest.mark.parametrize(("text", "found"), BAD.items(), ids=BAD)
def test_each_fault_is_one_flaw_on_its_characters(text: str, found: list[tuple[str, str]]) -> None:
    assert wrong(text, "dishes") == found


def test_a_column_needs_a_table_that_takes_turns() -> None:
    assert wrong("{{ item.name }}", None) == [("Q012", "{{ item.name }}")]


def test_a_misspelt_variable_is_pointed_at_the_right_one() -> None:
    (flaw,) = flaws("{{ stroe }}", VARIABLES, FIELDS, None)
    assert flaw.hint == "你是不是想写 store?"


def test_a_value_is_put_in_once_and_never_expanded_again() -> None:
    values = {"store": "{{ phone }} \\1 {item.name}", "phone": "123"}
    assert substitute("来{{ store }}！", values) == "来{{ phone }} \\1 {item.name}！"


def test_an_unknown_name_is_an_error_and_not_an_empty_text() -> None:
    with pytest.raises(KeyError):
        substitute("{{ stroe }}", {"store": "x"})
    with pytest.raises(KeyError):
        substitute("{{ dishes }}", {"dishes": ({"name": "鱼"},)})


def test_a_blank_is_pasted_without_its_example_and_shown_with_it() -> None:
    text = "今天有〔菜名，例：酸菜鱼〕，〔例：6〕折，〔几点〕开始"
    assert [(each.label, each.example) for each in blanks(text)] == [
        ("菜名", "酸菜鱼"),
        ("", "6"),
        ("几点", ""),
    ]
    assert to_paste(text) == "今天有〔菜名〕，〔　　〕折，〔几点〕开始"
    assert as_posted(text) == "今天有酸菜鱼，6折，几点开始"
    assert list(fill_words(text)) == ["菜名（例：酸菜鱼）", "（例：6）", "几点"]


@given(st.text(alphabet="{}%｛｝〔〕 .\n例：store|item鱼", max_size=30))
def test_what_has_no_flaw_can_be_posted(text: str) -> None:
    values = {"store": "老王", "dishes": ({"name": "鱼", "price": "1元"},)}
    found = flaws(text, VARIABLES, FIELDS, "dishes")
    assert all(0 <= flaw.start < flaw.end <= len(text) for flaw in found)
    if not found:
        posted = substitute(text, values, {"name": "鱼", "price": "1元"})
        assert not places(posted)
        assert len(blanks(posted)) <= 3


@given(st.text(max_size=40))
def test_a_text_without_marks_is_pasted_as_it_is(text: str) -> None:
    if not any(mark in text for mark in ("{{", "}}", "{%", "%}", "｛｛", "｝｝", "〔", "〕")):
        assert wrong(text) == []
        assert to_paste(as_posted(substitute(text, {}))) == text
