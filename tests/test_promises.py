"""Every gift, packet, voucher, draw, free thing and lower price says in its notes what it costs and where it ends."""

from __future__ import annotations

import promises
import pytest
from conftest import own_library
from qunli.model import Slot

PACKS = own_library().industries


def slots(name: str) -> list[Slot]:
    return [slot for sop in PACKS[name].sops.values() for slot in sop.slots.values()]


@pytest.mark.parametrize("name", PACKS)
def test_every_promise_has_its_cost_and_its_end_in_the_notes(name: str) -> None:
    """A worked sum in yuan for a month or an occasion, or the post of the same pack where that stands."""
    promising = [slot for slot in slots(name) if promises.promised(slot)]
    assert len(promising) >= 4
    assert [*promises.unreckoned(PACKS[name])] == []


@pytest.mark.parametrize("name", PACKS)
def test_a_sum_is_right(name: str) -> None:
    """What is multiplied and added before ＝ gives what stands behind it."""
    notes = [(slot.title, slot.notes) for slot in slots(name) if slot.notes]
    sums = [(title, each) for title, note in notes for each in promises.sums(note)]
    assert len(sums) >= 3
    assert [(title, each) for title, each in sums if not each.is_right] == []


@pytest.mark.parametrize("phrase", promises.NO_PROMISE)
def test_what_is_spared_stands_in_a_text_and_would_be_found(phrase: str) -> None:
    others = [each for each in promises.NO_PROMISE if each != phrase]
    texts = [
        text
        for name in PACKS
        for slot in slots(name)
        for text in (*slot.said.values(), slot.short or "")
        if phrase in text
    ]
    assert any(promises.words(text, others) for text in texts)
    assert promises.NO_PROMISE[phrase]


@pytest.mark.parametrize(
    "text",
    [
        "头一单多放一包，不要钱。",
        "各送{{ gift }}，到店报昵称。",
        "〔券，例：满100元减15元〕，一桌一张。",
        "今晚的手气王有{{ lucky }}。",
        "试吃摆在门口，切完为止。",
        "近7天〔价，例：79元〕，今天〔价，例：69元〕。",
        "会员价〔价，例：22元〕，到打烊。",
        "报名送〔什么，例：笔一支〕。",
    ],
)
def test_a_promise_is_heard(text: str) -> None:
    assert promises.words(text)


@pytest.mark.parametrize(
    ("notes", "fine"),
    [
        ("每月花多少：5份×3元×4周＝60元，送满就停", True),
        ("花多少：30份×3元＝90元，一年一回，最多30份", True),
        ("电子文件，一年一回0元，领完就停", True),
        ("每月花多少：本数×4周×一本的进价，本数封顶", False),
        ("每月花多少：5份×3元×4周＝60元", False),
        ("5份×3元＝15元，送满就停", False),
        ("先到先得，送完为止", False),
    ],
)
def test_a_formula_without_a_sum_or_an_end_is_not_enough(notes: str, fine: bool) -> None:
    assert promises.is_reckoned(notes) is fine
