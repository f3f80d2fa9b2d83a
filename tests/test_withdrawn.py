"""The rule "a flaw, a limit or a way out in every text" is withdrawn: no page teaches it, nor answers by code."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import voice
from conftest import own_library

LIBRARY = own_library()
PAGES = {
    **{name: page.body for name, page in LIBRARY.handbook.items()},
    **{f"templates/{name}": page.body for name, page in LIBRARY.templates.items()},
    **{
        f"{pack}/{name}": page.body
        for pack, industry in LIBRARY.industries.items()
        for name, page in industry.chapters.items()
    },
}
# Of a text to paste everything that the shares of a good shop count.
TO_PASTE = {name: re.compile(voice.PATTERNS[name], re.M) for name in ("FLAW", "SKIP", "CODE")}
# Of a page that tells an owner how to write: what it would teach; 写“…” is how pages name words, and no answer.
TAUGHT = {
    "FLAW": re.compile("毛病|缺点|可跳过|挑刺|说实话|实话说"),
    "SKIP": TO_PASTE["SKIP"],
    "CODE": re.compile(r'[回扣]个?[「“"][^」”"]{1,6}[」”"]|[回扣]\s?\d(?!\d*\s?[位人家个分句])'),
}
# Page and words, each with the reason why an owner should read them.
SPARED = {
    ("notices", "毛病"): "goods that are called back are named with what is wrong with them",
    (
        "templates/flash-sale-script",
        "毛病",
    ): "a real defect of goods that are sold is told, none is looked for",
    ("bakery/draw", "毛病"): "what is unlawful in a draw as it is usually held",
    ("farm-produce/bad-fruit", "毛病"): "spoilt fruit is paid for, and how its terms are worded wrongly",
    ("catering/law", "说实话"): "a mishap, a queue, a dish that is out: told as it is",
    ("hotpot/law", "说实话"): "the same page, inherited",
    ("education/paper", "写「无」"): "what a form says where there is no offer",
    ("winning-back", "回“最近搬远了”"): "what a customer answers, not what is asked of him",
}


def found(body: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the words of what is withdrawn, in blocks to paste and around them."""
    block = re.compile(r"^ *```text[^\n]*\n(.*?)^ *```", re.M | re.S)
    for text in block.findall(body):
        yield from ((kind, hit[0]) for kind, pattern in TO_PASTE.items() for hit in pattern.finditer(text))
    for kind, pattern in TAUGHT.items():
        yield from ((kind, hit[0]) for hit in pattern.finditer(block.sub("", body)))


@pytest.mark.parametrize("name", PAGES)
def test_no_page_teaches_flaws_or_answers_by_code(name: str) -> None:
    assert [(kind, words) for kind, words in found(PAGES[name]) if (name, words) not in SPARED] == []


def test_what_is_spared_still_stands_there() -> None:
    for name, words in SPARED:
        assert words in [each for _, each in found(PAGES[name])], (name, words)


@pytest.mark.parametrize(
    "body",
    [
        "- [ ] 毛病写了一处？",
        "上午讲细节和缺点",
        "问“辣的回 1，不辣回 2”",
        "```text\n想来的回“来”\n```",
        "```text\n不看图的可跳过。\n```",
        '    ```text title="甲"\n    先别急着报\n    ```',
    ],
)
def test_such_words_are_found(body: str) -> None:
    assert [*found(body)] != []


@pytest.mark.parametrize("name", LIBRARY.industries)
def test_no_post_asks_for_a_picture_of_flaws(name: str) -> None:
    """Its defects are told in words where goods are sold off with them; the small ones of cloth are what `care` mends."""
    shown = [
        (sop_id, slot_id, each)
        for sop_id, sop in LIBRARY.industries[name].sops.items()
        for slot_id, slot in sop.slots.items()
        for each in (*slot.media, slot.title)
        if TAUGHT["FLAW"].search(each)
    ]
    assert shown == [("welfare", "care", "洗护和小毛病")] * (name == "apparel")
