"""What each pack, forks too, posts and promises at each pace, as a calendar that chose it makes it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import combinations, pairwise

import figures
import pytest
import voice
from conftest import own_library
from qunli import schedule
from qunli.library import Shop
from qunli.model import PACES, Pace, Slot
from qunli.when import EveryDay, EveryWeeks, OnFestival, Recurring

LIBRARY = own_library()
PACKS = tuple(LIBRARY.industries)
MAIN = "welfare"
DAYS = "一二三四五六日"
# A year and a month: every season comes, and what a season keeps back for long comes twice.
SEEN = timedelta(days=400)
every_pace = pytest.mark.parametrize(("name", "pace"), [(name, pace) for name in PACKS for pace in PACES])


@cache
def plan(name: str, pace: Pace) -> schedule.Plan:
    shop = figures.shop(LIBRARY.industries[name], pace)
    return schedule.plan(shop, LIBRARY.almanac, figures.START)


def posted(found: schedule.Plan, until: timedelta = SEEN) -> Iterator[tuple[str, Slot, str, date]]:
    """Yield run, slot, text and day of each post of what comes again and again."""
    for post in found.posts(figures.START, figures.START + until):
        one = post.series
        slot = found.shop.slot(one.run, one.slot)
        if slot.when.routine and not slot.once:
            yield one.run, slot, f"{one.run}/{one.slot}/{one.text_id}", post.start.date()


@every_pace
def test_no_text_comes_back_too_soon_at_any_pace(name: str, pace: Pace) -> None:
    """Weekly after 56 days at the soonest, daily after 28, though a paragraph that is left out takes texts away."""
    last: dict[str, date] = {}
    early = {}
    for _, slot, text, day in posted(plan(name, pace)):
        daily = isinstance(slot.when, EveryDay) or (
            isinstance(slot.when, Recurring) and slot.when.days_a_period >= 5
        )
        if text in last and (day - last[text]).days < (28 if daily else 56):
            early[text] = (day - last[text]).days
        last[text] = day
    assert last
    assert early == {}


@cache
def announced(name: str, pace: Pace) -> dict[str, set[str]]:
    """Return the weekdays on which each group hears something, and those whose eve most texts of a post speak of."""
    found: dict[str, set[str]] = defaultdict(set)
    for run, slot, _, day in posted(plan(name, pace), timedelta(days=83)):
        found[run].add(DAYS[day.weekday()])
        if sum("明" in text for text in slot.texts.values()) > len(slot.texts) / 2:
            found[run].add(DAYS[(day.weekday() + 1) % 7])
    return found


def promised(shop: Shop, run: str) -> dict[str, str]:
    """Return what newcomers are told of a group: its welcome, rules and benefit."""
    sop = shop.runs[run].sop
    told = {"欢迎语": sop.welcome or "", "好处": sop.positioning.benefit if sop.positioning else ""}
    for field in type(sop.rules).model_fields if sop.rules else ():
        told[field] = str(getattr(sop.rules, field))
    return told


def onboarding(shop: Shop) -> dict[str, str]:
    """Return what the first days say of the main group."""
    if "onboarding" not in shop.runs:
        return {}
    slots = shop.runs["onboarding"].sop.slots
    return {f"{name}/{text}": said for name, slot in slots.items() for text, said in slot.said.items()}


@every_pace
def test_no_newcomer_is_promised_a_weekday_on_which_this_pace_posts_nothing(name: str, pace: Pace) -> None:
    shop = plan(name, pace).shop
    told = {(run, where): text for run in shop.runs for where, text in promised(shop, run).items()}
    told |= {(MAIN, where): text for where, text in onboarding(shop).items()}
    broken = {}
    for (run, where), text in told.items():
        kept = announced(name, pace)[MAIN if run == "onboarding" else run]
        days = {
            day.replace("天", "日") for day in re.findall("(?<!每)(?:周|星期|礼拜)([一二三四五六日天])", text)
        }
        days |= set(re.findall("每周([二三四五六日])", text))
        if days - kept:
            broken[run, where] = (days - kept, text)
    assert broken == {}


DAILY = re.compile("每天|天天|每晚|每日|每早")


@every_pace
def test_no_newcomer_is_promised_something_daily_where_this_pace_posts_on_some_days(
    name: str, pace: Pace
) -> None:
    """Groups that live for some days post on each of them; the others on all seven days, or they promise no day."""
    shop = plan(name, pace).shop
    for run, each in shop.runs.items():
        if not any(slot.when.routine for slot in each.sop.slots.values()):
            continue
        told = promised(shop, run)
        said = [where for where in ("欢迎语", "service", "好处") if DAILY.search(told.get(where, ""))]
        assert not said or announced(name, pace)[run] == {*DAYS}, (run, said)


def pairs(text: str) -> set[str]:
    """Return the pairs of characters that stand within a part of a title; 和, 的 and signs part it."""
    parts = re.split("[^一-鿿]|[和的]|周[一二三四五六日天]", text)
    return {a + b for part in parts for a, b in pairwise(part)}


@every_pace
def test_no_newcomer_is_promised_a_thing_that_only_a_faster_pace_posts(name: str, pace: Pace) -> None:
    """A word of the title of a post that is not made, and that no text which is posted says, is not promised either."""
    found = plan(name, pace)
    made = {(each.run, each.slot) for each in found.series}
    slots = {
        (run, slot_id): slot
        for run, each in found.shop.runs.items()
        for slot_id, slot in each.sop.slots.items()
    }
    said = "\n".join(
        "\n".join((slot.title, *slot.said.values())) for key, slot in slots.items() if key in made
    )
    said += "\n".join(each.sop.title for each in found.shop.runs.values())
    for run in found.shop.runs:
        whole = found.shop.industry.sops[run].slots
        silent = {
            pair
            for slot_id, slot in whole.items()
            if (run, slot_id) not in made
            for pair in pairs(slot.title)
        }
        told = promised(found.shop, run)
        for where in ("欢迎语", "service", "好处"):
            assert {pair for pair in silent if pair not in said and pair in told.get(where, "")} == set(), (
                run,
                where,
            )


@pytest.mark.parametrize("name", PACKS)
def test_what_a_newcomer_reads_follows_the_pace(name: str) -> None:
    """Else every shop would be told the same, and the tests above would hold by saying nothing."""
    slow, full = (plan(name, pace) for pace in (PACES[0], PACES[-1]))
    is_fuller = announced(name, PACES[-1])[MAIN] > announced(name, PACES[0])[MAIN]
    assert (promised(slow.shop, MAIN) != promised(full.shop, MAIN)) == is_fuller


@pytest.mark.parametrize("name", PACKS)
def test_a_slow_main_group_is_a_group_by_itself(name: str) -> None:
    """Three to five posts a week, in forks too: at least half of them to buy or join, and one that only keeps company."""
    week = figures.week(LIBRARY, LIBRARY.industries[name], MAIN, "light")
    assert 3 <= len(week) / 12 <= 5
    assert set(week) >= {"activity", "warmth"}
    assert week.count("activity") >= len(week) // 2


# Every choice of weekdays on which a shop may be closed, but all seven.
CLOSED = tuple(shut for count in range(7) for shut in combinations(range(7), count))


def soonest(when: Recurring, texts: int, turns: int) -> int:
    """Return after how many days a text of a rotation comes back at the soonest, by arithmetic."""
    days: dict[int, list[int]] = defaultdict(list)
    for place in when.places(figures.START, turns):
        days[place.turn % texts].append(place.first.toordinal())
        whole = place.recurrence.interval * (7 if place.recurrence.frequency == "WEEKLY" else 1)
    rounds = ([*sorted(each), min(each) + whole] for each in days.values())
    return min(later - day for each in rounds for day, later in pairwise(each))


@cache
def soonest_of_all(when: Recurring, texts: int, turns: int) -> tuple[int, tuple[int, ...]]:
    """Return the soonest return whichever weekdays are closed, and which those are."""
    left = {shut: when.without(shut, turns) for shut in CLOSED}
    return min(
        (soonest(each, texts, turns), shut) for shut, each in left.items() if isinstance(each, Recurring)
    )


@every_pace
def test_no_text_comes_back_too_soon_whichever_weekdays_a_shop_is_closed(name: str, pace: Pace) -> None:
    """The first text once came a day after itself: 32 texts over three open days of a week left a place over."""
    shop = plan(name, pace).shop
    slots = {f"{run}/{key}": slot for run, each in shop.runs.items() for key, slot in each.sop.slots.items()}
    early = {}
    for key, slot in slots.items():
        if slot.once or not isinstance(slot.when, Recurring) or slot.when.unit == "个月":
            continue
        daily = isinstance(slot.when, EveryDay) or slot.when.days_a_period >= 5
        found = soonest_of_all(slot.when, len(slot.texts), schedule.turns(shop, slot))
        if found[0] < (28 if daily else 56):
            early[key] = found
    assert early == {}


def test_a_seam_in_a_rotation_would_be_seen() -> None:
    """Without closed weekdays a rotation begins anew within a week: then it is for the pack to fill its weeks."""
    when = EveryWeeks.model_validate({"every": "week", "weekdays": ["mon", "wed", "fri"], "at": "11:00"})
    assert soonest(when, 32, 32) < 7
    assert soonest(when, 33, 33) == 77


@every_pace
def test_no_group_reads_two_posts_within_a_quarter_of_an_hour(name: str, pace: Pace) -> None:
    """What is said one to one is read by others than the group."""
    found = plan(name, pace)
    last: dict[str, schedule.Post] = {}
    near = {}
    for post in found.posts(figures.START, figures.START + SEEN):
        one = post.series
        if found.shop.slot(one.run, one.slot).is_private:
            continue
        before = last.get(one.run)
        if before and post.start - before.start < timedelta(minutes=15):
            near[one.run, one.slot, before.series.slot] = post.start
        last[one.run] = post
    assert near == {}


NOTHING_SOLD = re.compile("不卖货|不卖东西|不推货|不推荐商品|零商品|不发上新|只问好")
NOTHING_JOINED = re.compile("不做(?:节日话题和)?活动")
NO_TOPIC = re.compile("不做节日话题")


def ideas(name: str) -> dict[str, str]:
    """Return what the almanac says to a trade of each festival, a fork's own before its base's."""
    lines = (name, *LIBRARY.industries[name].bases)
    every = {key: each.ideas for key, each in LIBRARY.almanac.festivals.items()}
    return {key: next((said[line] for line in lines if line in said), "") for key, said in every.items()}


def days_of(festival: str) -> set[date]:
    """Return the first days of a festival in the time that is looked at."""
    spans = (LIBRARY.almanac.span(festival, figures.START.year + ahead) for ahead in range(2))
    return {first for first, _ in filter(None, spans) if figures.START <= first < figures.START + SEEN}


@pytest.mark.parametrize("name", PACKS)
def test_no_plan_sells_on_a_day_on_which_the_almanac_says_that_nothing_is_sold(name: str) -> None:
    """In no group and not in the Moments, at the fullest pace; and no festival is spoken of that is to be none."""
    found = plan(name, PACES[-1])
    told = ideas(name)
    sold = {day: key for key, idea in told.items() if NOTHING_SOLD.search(idea) for day in days_of(key)}
    quiet = {day: key for key, idea in told.items() if NOTHING_JOINED.search(idea) for day in days_of(key)}
    broken = []
    for post in found.posts(figures.START, figures.START + SEEN):
        day, one = post.start.date(), post.series
        slot = found.shop.slot(one.run, one.slot)
        if (day in sold and voice.has("PRICE", one.text)) or (day in quiet and slot.type == "activity"):
            broken.append((sold.get(day) or quiet[day], one.anchor, one.text))
    assert broken == []
    slots = [slot.when for each in found.shop.runs.values() for slot in each.sop.slots.values()]
    topics = {when.festival for when in slots if isinstance(when, OnFestival)}
    assert {key for key in topics if NO_TOPIC.search(told[key])} == set()


def test_the_almanac_says_of_some_days_that_nothing_is_sold() -> None:
    said = [(name, key) for name in PACKS for key, idea in ideas(name).items() if NOTHING_SOLD.search(idea)]
    assert {("maternal-baby", "five-twenty"), ("apparel", "chuxi"), ("farm-produce", "chuxi")} <= {*said}
