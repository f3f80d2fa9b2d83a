"""The main group of each trade posts on the peak days of its year, and our forks sound as their bases do."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import figures
import pytest
import voice
from conftest import own_library
from qunli.library import Industry
from qunli.when import OnFestival

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


# The year that shops plan now; its weeks begin on Mondays.
YEAR, WEEKS = date(2026, 11, 30), 53
# What a post says to its members before a week that has more posts than five: 过年前后消息多两条，初七以后照旧.
NAMED, UNTIL = "多两条", 7


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


def named(industry: Industry) -> set[date]:
    """Return the Mondays of the weeks around Spring Festival where a text before them says that there will be more."""
    chuxi = industry.sops["welfare"].slots.get("chuxi")
    if chuxi is None or not any(NAMED in text for text in chuxi.texts.values()):
        return set()
    feasts = LIBRARY.almanac.occurrences("spring-festival", YEAR, YEAR + timedelta(days=365))
    first = next(start for _, start, _ in feasts)
    days = (first + timedelta(days=number) for number in range(-4, UNTIL))
    return {day - timedelta(days=day.weekday()) for day in days}


@pytest.mark.parametrize("name", LIBRARY.industries)
def test_a_festival_week_at_the_slow_pace_has_five_posts_at_most(name: str) -> None:
    """一周四条 holds in festival weeks too; a fuller week is named beforehand."""
    industry = LIBRARY.industries[name]
    plan = figures.plan(LIBRARY, industry, "welfare", "light", YEAR)
    posts = plan.posts(YEAR, YEAR + timedelta(days=7 * WEEKS - 1))
    weeks = Counter(each.start.date() - timedelta(days=each.start.weekday()) for each in posts)
    assert len(weeks) == WEEKS
    assert {week: count for week, count in weeks.items() if count > 5 and week not in named(industry)} == {}
    assert max(weeks.values()) <= 6
