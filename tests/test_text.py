"""Copy: variables and blanks, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from qunli.problem import MOST_TOLD
from qunli.text import (
    as_blank,
    as_posted,
    blanks,
    fill_words,
    flaws,
    is_label,
    places,
    substitute,
    to_paste,
    unfilled,
)

VARIABLES = {"store": "店名", "dishes": "菜品"}
FIELDS = {"dishes": ("name", "price")}


def wrong(text: str, rotate: str | None = None) -> list[tuple[str, str]]:
    """What is wrong with a text, as (code, the characters it is about)."""
    return [(flaw.code, text[flaw.start : flaw.end]) for flaw in flaws(text, VARIABLES, FIELDS, rotate)]


GOOD = {
    "no variable": "今天照常营业",
    "a variable": "来{{ store }}",
    "a variable without spaces": "来{{store}}",
    "a column": "有 {{ item.name }}",
    "single braces": "{# x #} }{ % % {} {1+1} {x} ｛今日特价｝ {今天}",
    "signs of other programs around words of the text": "满 $30 减 5%，【福利】[图片] <优惠> $stores 100% [Store 2] 送 50%store",
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
    "{{{ store }}}": [("Q012", "{"), ("Q012", "}")],
    "{% if x %}": [("Q012", "{% if x %}")],
    "{% 赠品": [("Q012", "{%")],
    "｛｛store｝｝": [("Q012", "｛｛store｝｝")],
    "来{ store }": [("Q012", "{ store }")],
    "来{store}": [("Q012", "{store}")],
    "来{Store}": [("Q012", "{Store}")],
    "来${store}": [("Q012", "${store}")],
    "来{{ $store }}": [("Q012", "{{ $store }}")],
    "来{{%store%}}": [("Q012", "{{%store%}}")],
    "来$store吃": [("Q012", "$store")],
    "来%store%": [("Q012", "%store%")],
    "来<store>": [("Q012", "<store>")],
    "来[Store]": [("Q012", "[Store]")],
    "来【store】": [("Q012", "【store】")],
    "来｛store｝": [("Q012", "｛store｝")],
    "来｛ store }": [("Q012", "｛ store }")],
    "来{｛store｝}": [("Q012", "{｛store｝}")],
    "来{{ store }": [("Q012", "{{ store }")],
    "来{店名}": [("Q012", "{店名}")],
    "来{{店名}}": [("Q012", "{{店名}}")],
    "{item.name} {{ store }}": [("Q012", "{item.name}")],
    "{store} {stroe}": [("Q012", "{store}"), ("Q012", "{stroe}")],
    "〔〕": [("Q013", "〔〕")],
    "〔 〕": [("Q013", "〔 〕")],
    "〔例：〕": [("Q013", "〔例：〕")],
    "〔一〕〔二〕〔三〕〔四〕〔五〕": [("Q013", "〔四〕")],
    "〔菜名": [("Q013", "〔")],
    "菜名〕": [("Q013", "〕")],
    "〔一〕〕": [("Q013", "〕")],
    "{{ store }}}}": [("Q012", "}}")],
    "〔菜\n名〕": [("Q013", "〔"), ("Q013", "〕")],
    "〔菜名，例：{{ store }}〕": [("Q013", "{{ store }}")],
    "〔{{ item.name }}〕〔{{ store }}〕": [("Q013", "{{ item.name }}"), ("Q013", "{{ store }}")],
    "〔{{ stroe }}〕": [("Q012", "{{ stroe }}")],
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


TOLD = {
    "{Store}": ("{Store} 不是变量", "变量要写两层花括号，写成 {{ store }}"),
    "${ store }": ("${ store } 不是变量", "变量要写两层花括号，写成 {{ store }}"),
    "{stor}": ("{stor} 不是变量", "变量要写两层花括号，你是不是想写 store?"),
    "{{{ store }}": ("这里多了一个 {", "变量两边各两个花括号，写成 {{ store }} 这样"),
    "{{ store }}}": ("这里多了一个 }", "变量两边各两个花括号，写成 {{ store }} 这样"),
    "来{store吃": ("{store 不是变量", "变量两边各两个花括号，写成 {{ store }}"),
    "来 store｝吃": ("store｝ 不是变量", "变量两边各两个花括号，写成 {{ store }}"),
    "｛店名｝": ("｛店名｝ 不是变量", "变量要用英文的 {{ 和 }}，写成 {{ store }}"),
    "｛店名}": ("｛店名} 不是变量", "变量要用英文的 {{ 和 }}，写成 {{ store }}"),
    "{店名｝": ("{店名｝ 不是变量", "变量要用英文的 {{ 和 }}，写成 {{ store }}"),
    "{ item.price }": ("{ item.price } 不是变量", "变量要写两层花括号，写成 {{ item.price }}"),
    "｛｛store｝｝": ("｛｛store｝｝ 不是变量", "变量要用英文的 {{ 和 }}"),
    "来｛｛": ("这里的 ｛｛ 不成对", "变量要用英文的 {{ 和 }}"),
    "{{ Store }}": ("{{ Store }} 不是变量", "变量写成 {{ store }} 这样，名字只用小写英文"),
    "store }}": ("这里的 }} 不成对", "变量写成 {{ store }} 这样，名字只用小写英文"),
    "{{" + "长" * 50 + "}}": ("{{" + "长" * 38 + " 不是变量", "变量写成 {{ store }} 这样，名字只用小写英文"),
    "{{ address }}": ("不认识的变量 address", "这个模板里有：store、dishes"),
    "{{ dishes }}": ("dishes 是一张表格，不能整张写进文案", "用 rotate 让各行轮着发，再写 {{ item.列名 }}"),
    "{{ store.name }}": ("不认识的写法 store.name", "表格里的列写成 {{ item.列名 }}"),
    "{{ item.size }}": ("dishes 里没有 size 这一列", "可以写：name、price"),
    "{{ item.prise }}": ("dishes 里没有 prise 这一列", "你是不是想写 price?"),
    "〔{{store}}〕": (
        "空里不能有变量 {{store}}",
        "没填的变量自己就是一个空：去掉外面的 〔〕，只写 {{store}}；要举例就直接写字",
    ),
    "〔例： 〕": ("空里没写要填什么", "写成 〔菜名〕 或 〔例：酸菜鱼〕"),
    "〔一〕〔二〕〔三〕〔四〕": ("一条文案有 4 个空，最多 3 个", "能写死的写死，或拆成两条"),
    "〔菜名": ("〔 不成对", "空要写在同一行的 〔 和 〕 之间"),
}


@pytest.mark.parametrize(("text", "told"), TOLD.items(), ids=range(len(TOLD)))
def test_a_flaw_says_what_is_wrong_and_what_to_do(text: str, told: tuple[str, str]) -> None:
    (flaw,) = flaws(text, VARIABLES, FIELDS, "dishes")
    assert (flaw.message, flaw.hint) == told


def test_a_pack_without_variables_and_a_slot_without_a_table_are_told_what_to_add() -> None:
    (unknown,) = flaws("{{ store }}", {}, {}, None)
    assert unknown.hint == "先在 pack.yml 的 variables 里写它"
    (without,) = flaws("{{ item.name }}", VARIABLES, FIELDS, None)
    assert (without.message, without.hint) == ("用了 item，但没写轮着发哪张表", "加上 rotate: 表格名")


def test_flaws_stand_in_the_order_of_the_text_with_the_places_of_the_text() -> None:
    text = "〔 {{ stroe }} ｛｛x｝｝ 〕 {% y"
    found = flaws(text, VARIABLES, FIELDS, None)
    assert [text[each.start : each.end] for each in found] == ["{{ stroe }}", "｛｛x｝｝", "{%"]
    assert [each.start for each in found] == sorted(each.start for each in found)


@given(st.text(max_size=20).filter(is_label), st.text(max_size=20))
def test_a_blank_gives_back_what_it_was_made_of(label: str, example: str) -> None:
    label, example = (" ".join(re.sub("[〔〕]", "", each).split()) for each in (label, example))
    label = label.rstrip(" ，,｜|：:")
    assume(label)
    text = f"今天有{as_blank(label, example)}。"
    (blank,) = blanks(text)
    assert (blank.label, blank.example) == (label, example)
    assert text[blank.end :] == "。"


@pytest.mark.parametrize("words", ["菜〔名", "菜名〕", "菜名（例：鱼）"])
def test_what_a_blank_would_not_give_back_is_no_label(words: str) -> None:
    assert not is_label(words)
    assert is_label("菜名（比如鱼），几份")


@pytest.mark.parametrize(
    ("text", "label", "example"),
    [
        ("〔菜名，例：鱼〕", "菜名", "鱼"),
        ("〔菜名,例： 鱼 〕", "菜名", "鱼"),
        ("〔菜名｜例：鱼〕", "菜名", "鱼"),
        ("〔菜名：〕", "菜名", ""),
        ("〔菜名，例：〕", "菜名", ""),
        ("〔例：鱼〕", "", "鱼"),
    ],
)
def test_a_blank_is_a_label_an_example_or_both(text: str, label: str, example: str) -> None:
    (blank,) = blanks(f"来{text}")
    assert (blank.label, blank.example, blank.start, blank.end) == (label, example, 1, 1 + len(text))
    assert to_paste(text) == f"〔{label or '　　'}〕"


def test_variables_are_found_with_their_places_and_fields() -> None:
    text = "来{{ store }}吃{{item.name}}"
    assert [(text[each.start : each.end], each.name, each.field) for each in places(text)] == [
        ("{{ store }}", "store", None),
        ("{{item.name}}", "item", "name"),
    ]


def test_a_column_is_filled_from_the_row_whose_turn_it_is() -> None:
    assert substitute("吃{{ item.name }}", {}, {"name": "{{ store }}"}) == "吃{{ store }}"
    with pytest.raises(KeyError):
        substitute("吃{{ item.name }}", {})


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


def test_of_a_value_full_of_variables_no_more_are_looked_at_than_are_told() -> None:
    assert len(unfilled("{{ store }} { store } ${store} " * 1_000, {"store": "店名"})) == MOST_TOLD + 1
