"""Where a pack's notes promise silence, the year keeps it: no ordinary post on an announced quiet day or span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import figures
import pytest
from conftest import own_library
from qunli.library import Industry
from qunli.model import Slot

LIBRARY = own_library()
YEAR = date(2026, 11, 30)
# Said of the days of a post alone, or of all days from its first to its last.
DAYS = re.compile(r"(?:今天|当天|那天|初[一二三四五]、?)+只发这")
SPAN = re.compile(r"其余都停|别的都停|其余不发|别的都不发|全停|都停发|一律不发|这几天(?:不发|都停)")


def silent(industry: Industry) -> Iterator[tuple[str, str, Slot]]:
    for sop_id, sop in industry.sops.items():
        for slot_id, slot in sop.slots.items():
            if DAYS.search(slot.notes or "") or SPAN.search(slot.notes or ""):
                yield sop_id, slot_id, slot


def broken(industry: Industry) -> Iterator[str]:
    """Yield the posts of a plan that stand on days of which another one says that nothing else is posted."""
    for sop_id, slot_id, slot in silent(industry):
        posts = figures.plan(LIBRARY, industry, sop_id, "full", YEAR).posts(YEAR, YEAR + timedelta(days=365))
        own = sorted(post.start.date() for post in posts if post.series.slot == slot_id)
        quiet = {*own}
        if own and SPAN.search(slot.notes or ""):
            quiet = {own[0] + timedelta(days=each) for each in range((own[-1] - own[0]).days + 1)}
        assert quiet, f"{industry.id}/{sop_id}/{slot_id} is never posted"
        for post in posts:
            if post.start.date() in quiet and post.series.slot != slot_id:
                yield f"{industry.id}/{sop_id}/{slot_id}: {post.start:%Y-%m-%d} {post.series.slot}"


@pytest.mark.parametrize("name", LIBRARY.industries)
def test_no_post_stands_in_an_announced_silence(name: str) -> None:
    assert [*broken(LIBRARY.industries[name])] == []


def test_some_posts_announce_a_silence() -> None:
    found = [slot.title for each in LIBRARY.industries.values() for _, _, slot in silent(each)]
    assert len(found) >= 3


def test_a_span_that_posts_reach_into_is_told() -> None:
    """As 初一、初三两条，其余都停 did, while 初二 had its ordinary posts."""
    industry = LIBRARY.industries["maternal-baby"]
    file = industry.files["sops/welfare.yml"]
    now = file.value.slots["spring-festival"]
    when = now.when.model_copy(update={"day": (0, 2)})
    before = now.model_copy(update={"when": when, "notes": "就初一、初三两条，其余都停"})
    sop = file.value.model_copy(update={"slots": {**file.value.slots, "spring-festival": before}})
    was = replace(industry, files={**industry.files, "sops/welfare.yml": replace(file, value=sop)})
    assert [each for each in broken(was) if "2027-02-07" in each]
