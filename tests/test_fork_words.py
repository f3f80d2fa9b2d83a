"""A fork says nothing of its base that is false for it: words of the other trade stand nowhere in what it merged."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from conftest import own_library
from qunli.library import Industry
from qunli.model import Positioning, Rules, Sop

LIBRARY = own_library()
# Words of a base's trade, place or way of selling, by fork. A pot is no wok; tea has no tables; bread leaves an oven; a
# farm sends boxes to people who live days away.
FORBIDDEN = {
    "hotpot": "出锅|米饭|盖浇|红烧|小炒|炒得|软烂|凉面|烤鱼|面包",
    "milk-tea": "菜单|后厨|上菜|留位|堂食|桌上|服务员|饭点|点菜|早市|午市|没有下一锅|[那几]道|管.顿饭|炒",
    "bakery": "炒|后厨|上菜|留位|点菜|菜单|出锅|[那几]道|候选菜|没有下一锅|午市|米饭|堂食|一桌一|桌位",
    "farm-produce": (
        "(?<!同事)邻居|鲜果群|门店|到店|收银|收摊|打烊|称重时|小黑板|拿来换|路过(?:看看|进来|带)|自提|街上|店员|果章|营业时间|货架|早市"
    ),
}


def _fields(model: Positioning | Rules | None) -> Iterator[tuple[str, str]]:
    if model is not None:
        yield from ((name, str(getattr(model, name))) for name in type(model).model_fields)


def _of(sop: Sop) -> Iterator[tuple[str, str]]:
    yield from (("title", sop.title), ("summary", sop.summary or ""), ("welcome", sop.welcome or ""))
    yield from _fields(sop.positioning)
    yield from _fields(sop.rules)
    for slot_id, slot in sop.slots.items():
        told = {"title": slot.title, "notes": slot.notes, "media": "，".join(slot.media), "short": slot.short}
        yield from ((f"{slot_id}/{name}", text or "") for name, text in {**told, **slot.said}.items())


def told(industry: Industry) -> Iterator[tuple[str, str]]:
    """Yield all that a pack's plans, answers and occasions say to its owner and to customers, with its place."""
    for sop_id, sop in industry.sops.items():
        yield from ((f"{sop_id}/{place}", text) for place, text in _of(sop))
    for file in industry.of("faq").values():
        for key, each in file.value.questions.items():
            yield f"faq/{key}", f"{each.question}{each.answer}"
    for file in industry.of("anytime").values():
        for key, occasion in file.value.occasions.items():
            said = {"title": occasion.title, "notes": occasion.notes or "", **occasion.texts}
            yield from ((f"anytime/{key}/{name}", text) for name, text in said.items())


def test_each_fork_has_its_words() -> None:
    assert {*FORBIDDEN} == {name for name, each in LIBRARY.industries.items() if each.bases}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_fork_keeps_no_word_of_its_base_that_is_false_for_it(name: str) -> None:
    found = {
        place: (words, text)
        for place, text in told(LIBRARY.industries[name])
        if (words := re.findall(FORBIDDEN[name], text))
    }
    assert found == {}, "\n".join(f"{place}: {words} {text}" for place, (words, text) in found.items())


@pytest.mark.parametrize("name", FORBIDDEN)
def test_the_words_are_those_of_its_base(name: str) -> None:
    """What is forbidden would be found: the base says it."""
    base = LIBRARY.industries[LIBRARY.industries[name].bases[0]]
    assert sum(bool(re.search(FORBIDDEN[name], text)) for _, text in told(base)) >= 20
