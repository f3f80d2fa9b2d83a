"""The main group of each trade posts on the peak days of its year, and our forks sound as their bases do."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import figures
import pytest
import voice
from conftest import own_library
from qunli import schedule
from qunli.library import Industry
from qunli.schedule import Series
from qunli.when import OnFestival, monday

LIBRARY = own_library()
FORKS = tuple(name for name, each in LIBRARY.industries.items() if each.bases)
# What the trades themselves name as the days on which most is sold or asked.
PEAKS = {
    "catering": "christmas valentines labour-day mothers-day five-twenty qixi national-day chuxi",
    "bakery": "christmas valentines labour-day mothers-day five-twenty qixi mid-autumn national-day childrens-day",
    "maternal-baby": "womens-day six-eighteen back-to-school-autumn national-day childrens-day mothers-day",
    "apparel": "womens-day six-eighteen double-eleven national-day labour-day mothers-day five-twenty qixi",
    "education": "back-to-school back-to-school-autumn winter-holiday summer-holiday gaokao zhongkao",
    "fresh-food": "nianhuo chuxi dragon-boat mid-autumn national-day mothers-day dog-days",
    "farm-produce": "nianhuo dragon-boat mid-autumn mothers-day qiufen",
    "hotpot": "lidong christmas year-end valentines labour-day five-twenty qixi mid-autumn national-day chuxi",
    "milk-tea": "valentines labour-day mothers-day five-twenty childrens-day dog-days qixi liqiu mid-autumn national-day"
    " christmas year-end chuxi spring-festival",
}


# As far as feasts have been looked at: weeks from a Monday to a Sunday, planned as in the last of these years.
FIRST, WEEKS, PLANNED_ON = date(2026, 11, 30), 213, date(2029, 12, 31)
MOST = 4


def slow(industry: Industry, **changes: object) -> list[tuple[date, Series]]:
    """Return what the main group of a trade posts at its slowest pace, by day; `changes` are of each of its slots."""
    shop = figures.changed(figures.shop(industry, "light", "welfare", starts=FIRST), lambda _: changes)
    plan = schedule.plan(shop, LIBRARY.almanac, PLANNED_ON)
    posts = plan.posts(FIRST, FIRST + timedelta(days=7 * WEEKS - 1))
    return [(each.start.date(), each.series) for each in posts]


def festivals(industry: Industry) -> set[str]:
    return {
        slot.when.festival
        for slot in industry.sops["welfare"].slots.values()
        if isinstance(slot.when, OnFestival)
    }


def test_no_trade_is_without_its_peak_days() -> None:
    assert {name for name, each in LIBRARY.industries.items() if not each.pack.is_draft} <= PEAKS.keys()


@pytest.mark.parametrize("name", PEAKS)
def test_the_main_group_covers_the_peak_days_of_its_trade(name: str) -> None:
    """Each of them has an idea in the almanac, too, the pack's own or its base's."""
    industry = LIBRARY.industries[name]
    peaks = set(PEAKS[name].split())
    assert peaks - festivals(industry) == set()
    for festival in peaks:
        ideas = LIBRARY.almanac.festivals[festival].ideas
        assert {name, *industry.bases} & ideas.keys(), festival


@pytest.mark.parametrize("name", FORKS)
def test_a_fork_sounds_as_a_good_shop_does(name: str) -> None:
    """A fork that changes texts owes its members the same shares as a pack of its own, in each voice."""
    found = voice.voices(LIBRARY.industries[name])
    print("\n\n".join(voice.table(each, spoken) for spoken, each in found.items()))
    assert {spoken: voice.faults(each, spoken) for spoken, each in found.items()} == {
        each: [] for each in found
    }


@pytest.mark.parametrize("name", FORKS)
def test_a_base_text_under_a_new_id_comes_into_no_fork_beside_what_stood_for_the_old_one(name: str) -> None:
    """A fork's own text takes the place of an id: once its base gives that place another, both would be posted."""
    fork = LIBRARY.industries[name]
    base = LIBRARY.industries[fork.bases[0]]
    both = [
        (f"{sop_id}/{slot_id}", slot, base.sops[sop_id].slots[slot_id])
        for sop_id, sop in fork.sops.items()
        if sop_id in base.sops
        for slot_id, slot in sop.slots.items()
        if slot_id in base.sops[sop_id].slots
    ]
    assert both
    doubled = {}
    for place, slot, known in both:
        inherited = [id_ for id_, text in slot.texts.items() if known.texts.get(id_) == text]
        last = max(int(id_) for id_ in known.texts)
        retired = [id_ for id_ in slot.texts if id_ not in known.texts and int(id_) < last]
        if inherited and retired and len(slot.texts) > len(known.texts):
            doubled[place] = (retired, inherited)
    assert doubled == {}


@pytest.mark.parametrize("name", LIBRARY.industries)
def test_a_week_of_the_slow_pace_has_four_posts_at_most(name: str) -> None:
    """一周四条 holds in festival weeks too, whenever in its week a feast falls: nobody need be told of a fuller one."""
    posts = slow(LIBRARY.industries[name])
    weeks = Counter(monday(day) for day, _ in posts)
    assert len(weeks) == WEEKS
    full = {week: [each for each in posts if monday(each[0]) == week] for week in weeks if weeks[week] > MOST}
    assert full == {}


@pytest.mark.parametrize("name", LIBRARY.industries)
def test_no_text_of_the_slow_pace_is_kept_away_by_festivals_or_comes_too_soon(name: str) -> None:
    """What gives way waits for its next turn: each text is posted in these years, none again within eight weeks."""
    industry = LIBRARY.industries[name]
    routine = {
        key: slot
        for key, slot in industry.sops["welfare"].slots.items()
        if slot.when.routine and slot.pace == "light"
    }
    said: dict[tuple[str, str], list[date]] = {}
    for day, series in slow(industry):
        said.setdefault((series.slot, series.text_id), []).append(day)
    silent = [(key, each) for key, slot in routine.items() for each in slot.texts if (key, each) not in said]
    assert silent == []
    soon = {
        text: days
        for text, days in said.items()
        if text[0] in routine and any((later - day).days < 56 for day, later in pairwise(days))
    }
    assert soon == {}


def test_a_week_that_no_post_leaves_would_be_seen() -> None:
    """Without what they replace, the festivals of these years make weeks of up to eight posts."""
    posts = slow(LIBRARY.industries["apparel"], replaces=())
    weeks = Counter(monday(day) for day, _ in posts)
    assert max(weeks.values()) >= 8
