"""No page and no note tells an owner of a fuller week than the plans hold: feasts take the place of what is usual."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import figures
import pytest
from conftest import own_library
from qunli import schedule
from qunli.model import PACES, Pace
from qunli.when import monday

LIBRARY = own_library()
PACKS = tuple(LIBRARY.industries)
MAIN = "welfare"
NUMERALS = "[一二两三四五六七八九十百]+|\\d+"
FULLER = re.compile(f"多(?:发|出)?(?:{NUMERALS}|几)条|再?加(?:{NUMERALS})条|[三四五六七八][四五六七八九]条")
FEAST = re.compile("过节|过年|节日|大促|这一?周|那一?周|那两周|春节|双1[12]|618")
COUNT = re.compile(f"({NUMERALS})条")
FIRST, WEEKS = date(2026, 11, 30), 106


def number(text: str) -> int:
    """Return a number below a hundred, in digits or as it is written: 三十五 is 35, 两 is 2."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.replace("两", "二").rpartition("十")
    place = "零一二三四五六七八九"
    return (10 * (place.index(tens) if tens else 1) if ten else 0) + (place.index(ones) if ones else 0)


def busiest(pack: str, pace: Pace) -> int:
    """Return how many posts the fullest week of two years holds in the main group."""
    shop = figures.shop(LIBRARY.industries[pack], pace, MAIN, starts=FIRST)
    plan = schedule.plan(shop, LIBRARY.almanac, FIRST + timedelta(weeks=WEEKS))
    posts = plan.posts(FIRST, FIRST + timedelta(days=7 * WEEKS - 1))
    return max(Counter(monday(post.start.date()) for post in posts).values())


def of_a_pack(pack: str) -> Iterator[tuple[str, str]]:
    """Yield place and words of its chapters and of the notes of its posts."""
    industry = LIBRARY.industries[pack]
    yield from ((f"chapters/{name}", page.body) for name, page in industry.chapters.items())
    for sop_id, sop in industry.sops.items():
        yield from ((f"{sop_id}/{slot_id}", slot.notes or "") for slot_id, slot in sop.slots.items())


def of_the_book() -> Iterator[tuple[str, str]]:
    yield from ((name, page.body) for name, page in LIBRARY.handbook.items())
    yield from ((f"templates/{name}", page.body) for name, page in LIBRARY.templates.items())


def claims(text: str) -> Iterator[str]:
    """Yield the sentences that say of a feast or of one week that it has more posts."""
    for sentence in re.split("[。！？；\n]", text):
        if FULLER.search(sentence) and FEAST.search(sentence):
            yield sentence


def counts(text: str) -> Iterator[tuple[str, int]]:
    """Yield what sentences say of the number of posts in a week with a feast."""
    for sentence in re.split("[。！？\n]", text):
        if re.search("过节|过年|节日", sentence) and "周" in sentence:
            for found in COUNT.finditer(sentence.replace("一条", "")):
                yield sentence, number(found[1])


@pytest.mark.parametrize("name", [*PACKS, ""])
def test_nobody_is_told_of_a_fuller_week(name: str) -> None:
    read = of_a_pack(name) if name else of_the_book()
    assert {place: told for place, text in read if (told := [*claims(text)])} == {}


@pytest.mark.parametrize("name", PACKS)
def test_what_a_page_says_of_a_week_with_a_feast_is_what_the_plan_holds(name: str) -> None:
    """In two years of plans: the fullest week at one of the paces."""
    told = [(place, said) for place, text in of_a_pack(name) for said in counts(text)]
    if told:
        kept = {busiest(name, pace) for pace in PACES}
        assert [(place, sentence) for place, (sentence, posts) in told if posts not in kept] == []


def test_such_counts_stand_on_pages_of_several_trades() -> None:
    """Else the test above would compare nothing."""
    told = {name for name in PACKS for _, text in of_a_pack(name) if [*counts(text)]}
    assert told >= {"catering", "education", "milk-tea"}


@pytest.mark.parametrize(
    "text",
    [
        "一周不超过五条；过年那两周先说一声多两条。",
        "先在周一说一声这周多一条；两天同一套价",
        "过节那天的那条顶替平常的，那一周还是四五条。",
        "大促那周可以加两条",
    ],
)
def test_such_claims_are_found(text: str) -> None:
    assert [*claims(text)] != []


def test_numbers_are_read_as_written() -> None:
    assert [number(each) for each in ("四", "十", "十二", "三十五", "两", "35")] == [4, 10, 12, 35, 2, 35]
    assert [
        posts for _, posts in counts("过节那一周也一样：「轻」四条，「标准」七条，「满」三十五条封顶。")
    ] == [4, 7, 35]
