"""The main group of each trade posts on the peak days of its year, and our forks sound as their bases do."""

from __future__ import annotations

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
}


def festivals(industry: Industry) -> set[str]:
    return {
        slot.when.festival
        for slot in industry.sops["welfare"].slots.values()
        if isinstance(slot.when, OnFestival)
    }


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
    """A fork that changes texts owes its members the same shares as a pack of its own."""
    assert voice.faults(LIBRARY.industries[name]) == []
