"""What runs out says so in the words that customers read; what not all get names its limit."""

from __future__ import annotations

import limits
import pytest
from conftest import own_library

PACKS = own_library().industries


@pytest.mark.parametrize("name", PACKS)
def test_what_the_notes_cap_runs_out_in_every_text_that_gives_it(name: str) -> None:
    """A shop that obeys its notes breaks no promise: 先到几位, 一天几份, 送完为止."""
    given = sum(len(limits.caps(slot)) for sop in PACKS[name].sops.values() for slot in sop.slots.values())
    assert given >= 2
    assert [*limits.endless(PACKS[name])] == []


@pytest.mark.parametrize("name", PACKS)
def test_limited_goods_with_a_price_name_a_limit_or_their_picture_does(name: str) -> None:
    """How many, how many each, until when, or until none is left; a plain price of the counter needs none."""
    pack = PACKS[name]
    scarce = [
        slot
        for sop_id, sop in pack.sops.items()
        for slot_id, slot in sop.slots.items()
        if limits.is_scarce(pack, f"{sop_id}/{slot_id}", slot)
    ]
    assert len(scarce) >= 4
    assert [*limits.boundless(pack)] == []


@pytest.mark.parametrize("name", limits.COUNTED)
def test_the_posts_counted_as_limited_are_there(name: str) -> None:
    slots = {f"{sop_id}/{slot_id}" for sop_id, sop in PACKS[name].sops.items() for slot_id in sop.slots}
    assert limits.COUNTED[name] - slots == set()


# What packs said while their notes said 用满48张就停, and what they say.
@pytest.mark.parametrize(
    "text",
    [
        "这周的券来啦🎫\n〔券，例：满100元减15元〕，到周四打烊。",
        "新人券来了，一人一张！",
        "会员价〔价，例：22元〕，今天到打烊，一桌一份。",
        "店里买的不收钱，一人〔几件，例：两件〕，收到下周六打烊。",
        "明天公开课不收费，成人都能来。",
    ],
)
def test_a_day_or_a_share_is_no_word_for_running_out(text: str) -> None:
    assert not limits.RUNNING_OUT.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "〔券，例：满100元减15元〕，到周四，用完就停。",
        "新人券来了，一人一张，先到〔张数，例：15〕张！",
        "先留的〔桌数，例：10〕桌送{{ treat }}",
        "今天〔份数，例：15〕份，到打烊。",
        "打满10天有一小样，先满先得",
        "不收钱，坐满为止",
        "门槛、一共几张写在规则图上",
    ],
)
def test_words_for_running_out_are_heard(text: str) -> None:
    assert limits.RUNNING_OUT.search(text)


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("〔早餐，例：现炸油条〕，〔价，例：3元一根〕！", False),
        ("芒果〔价，例：6元一斤〕，帮我带走点！", False),
        ("〔品名，例：葱油卷〕〔价，例：7元〕，新上～", False),
        ("〔早餐，例：现炸油条〕，〔价，例：3元一根〕，卖完为止。", True),
        ("〔价，例：22元〕，周三18:00收单", True),
        ("〔价，例：22元〕，每户1套", True),
        ("〔价，例：22元〕，今晚写上", True),
        ("〔价，例：588元〕，限成人", False),
    ],
)
def test_a_limit_is_a_number_a_share_an_hour_or_an_end(text: str, *, fine: bool) -> None:
    assert bool(limits.LIMITED.search(text)) is fine
