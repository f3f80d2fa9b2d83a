"""Riddles of our own packs: once each, and never a question without its answer on the next day."""

from __future__ import annotations

from datetime import date, timedelta

import figures
import pytest
from conftest import ADDRESS, own_library
from qunli import feeds
from qunli.model import Slot

LIBRARY = own_library()
RIDDLES = [
    (name, sop_id, slot_id)
    for name, industry in LIBRARY.industries.items()
    for sop_id, sop in industry.sops.items()
    for slot_id, slot in sop.slots.items()
    if slot.once and slot.answers
]
YEAR = date(2026, 11, 30)


def riddle(name: str, sop_id: str, slot_id: str) -> Slot:
    return LIBRARY.industries[name].sops[sop_id].slots[slot_id]


def test_at_least_two_trades_have_riddles() -> None:
    assert len({name for name, _, _ in RIDDLES}) >= 2


@pytest.mark.parametrize("place", RIDDLES, ids="/".join)
def test_a_riddle_has_an_answer_to_each_question_and_enough_for_months(place: tuple[str, str, str]) -> None:
    slot = riddle(*place)
    assert slot.texts.keys() == slot.answers.keys()
    assert len(slot.texts) >= 8
    assert slot.pace != "light"


@pytest.mark.parametrize("place", RIDDLES, ids="/".join)
def test_each_answer_is_posted_on_the_day_after_its_question(place: tuple[str, str, str]) -> None:
    """In the plan of a year and in the feed, each question once."""
    name, sop_id, slot_id = place
    plan = figures.plan(LIBRARY, LIBRARY.industries[name], sop_id, "full", YEAR)
    posts = [post for post in plan.posts(YEAR, YEAR + timedelta(days=365)) if post.series.slot == slot_id]
    days = {post.series.rest: post.start for post in posts}
    questions = [rest for rest in days if not rest.endswith(".a")]
    assert len(days) == len(posts) == 2 * len(questions)
    assert len(questions) == len(riddle(*place).texts)
    for rest in questions:
        assert days[f"{rest}.a"] - days[rest] == timedelta(days=1), rest
    feed = feeds.write(plan, ADDRESS, feeds.Clock(YEAR), None)["calendars/figures.ics"].decode()
    for rest in days:
        assert feed.count(f".{slot_id}.{rest}@") == 1, rest


@pytest.mark.parametrize("place", RIDDLES, ids="/".join)
def test_an_answer_is_short_and_says_something(place: tuple[str, str, str]) -> None:
    for text_id, answer in riddle(*place).answers.items():
        assert 20 <= len("".join(answer.split())) <= 110, text_id
        assert len(answer.strip().split("\n")) <= 6, text_id
