"""No text that shops paste holds a number that only one shop can know."""

from __future__ import annotations

import re

import pytest
import quantities
from conftest import own_library

PACKS = own_library().industries


@pytest.mark.parametrize("name", PACKS)
def test_numbers_of_one_shop_stand_in_blanks_and_variables(name: str) -> None:
    """How many are on offer, given, drawn, seated or taken off, in every text, short text, welcome and answer."""
    said = dict(quantities.said(PACKS[name]))
    assert len(said) >= 80
    found = {place: numbers for place, text in said.items() if (numbers := quantities.numbers(text))}
    assert not found, "\n".join(f"{place}: {'、'.join(each)}\n{said[place]}" for place, each in found.items())


@pytest.mark.parametrize("phrase", quantities.NOBODYS)
def test_what_is_spared_stands_in_a_text_and_would_be_found(phrase: str) -> None:
    others = [each for each in quantities.NOBODYS if each != phrase]
    texts = [text for each in PACKS.values() for _, text in quantities.said(each) if phrase in text]
    assert any(quantities.numbers(text, others) for text in texts)
    assert quantities.NOBODYS[phrase]


# What the packs said before: one line for each kind, with the number that is to be found.
BEFORE = {
    "who is first": ("打满五天的前30位来领", "前30"),
    "how many each": ("每款每人两件，打烊为止", "每人两件"),
    "a limit": ("接龙开着，限两套，除夕前收", "限两套"),
    "how many there are": ("每人一张，共一百张，领完就停", "共一百张"),
    "until when": ("不收钱，二十件为止", "二十件为止"),
    "who is asked": ("想请三位老客搭把手", "请三位"),
    "who fits in": ("16:00开始，六位。", "六位"),
    "who wins": ("今晚接龙抽三位", "抽三位"),
    "what is given": ("发图的各送熨烫一件", "送熨烫一件"),
    "who gets one": ("今晚再送一位{{ lucky }}", "送一位"),
    "what is off": ("到店八折", "八折"),
    "yuan": ("另加两元盒子", "两元"),
    "points": ("说真话的记十积分", "十积分"),
    "places": ("一人先留两件呀", "留两件"),
    "vouchers": ("券包，两张〔券，例：满100元减20元〕", "两张"),
    "each evening": ("每晚一份小菜，接龙就有", "每晚一份"),
    "a weight": ("一袋五斤净重", "五斤净重"),
    "counted in digits": ("接龙的2份给你装好", "2份"),
}


@pytest.mark.parametrize("kind", quantities.FOUND)
def test_each_kind_of_number_is_found_where_it_stood(kind: str) -> None:
    text, number = BEFORE[kind]
    assert re.sub("〔.*〕|□", "", number) in [
        match.group() for match in quantities.FOUND[kind].finditer(re.sub("〔.*?〕", "□", text))
    ]
    assert number in quantities.numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ item.name }}，{{ item.price }}，〔份数限购，例：20份，每人2份〕，今晚21:00前。",
        "每户1套，一人一份，一桌一张，报昵称就行。",
        "周一一张券，双11两行价，初七以后照旧。",
        "第7天，十五分钟，三个钟头，满16岁，36个月以内。",
        "一起来，一份料三种吃法，鸡蛋两个、盐一勺。",
        "一张三折的卡片，对折再对折。",
    ],
)
def test_what_is_no_number_of_a_shop_is_left_alone(text: str) -> None:
    assert quantities.numbers(text) == []
