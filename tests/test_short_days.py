"""One short text stands for all days of its festival post: no day that is only true before the feast."""

from __future__ import annotations

import re

import pytest
from conftest import own_library
from qunli.model import Slot
from qunli.when import OnFestival

PACKS = own_library().industries

# Days counted from the feast or from the day of posting; a date, a weekday and 看图 are true whenever they are read.
COUNTED_DAY = re.compile(r"前[一两三几十]?[天晚](?!都)|当[天晚]|(?<!初)[今明后][天晚早]|节前|(?:今|明)早")


def repeated(name: str) -> dict[str, Slot]:
    """Return the festival posts of more than one day, the feast itself or its eve the last of them."""
    return {
        f"{name}/{sop_id}/{slot_id}": slot
        for sop_id, sop in PACKS[name].sops.items()
        for slot_id, slot in sop.slots.items()
        if isinstance(slot.when, OnFestival) and len(slot.when.day) > 1 and -1 <= slot.when.day[-1] <= 0
    }


@pytest.mark.parametrize("name", PACKS)
def test_a_short_text_is_true_on_every_day_it_is_posted(name: str) -> None:
    shorts = {place: slot.short for place, slot in repeated(name).items() if slot.short}
    assert {place: short for place, short in shorts.items() if COUNTED_DAY.search(short)} == {}


@pytest.mark.parametrize(
    "short",
    [
        "除夕前一天20:00收单，除夕按档来拿",
        "接龙写几筐，冬至当天打烊前来拿",
        "节前两天收单",
        "今晚21:00前接龙",
        "跨年的小蛋糕前一晚21:00收单",
    ],
)
def test_such_days_are_found(short: str) -> None:
    assert COUNTED_DAY.search(short)
