"""Nothing that newcomers are told, and no words of the handbook to paste, promise what the chosen pace does not post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from conftest import REPOSITORY, own_library
from qunli.library import Shop
from qunli.model import PACES, Pace
from qunli.source import File, parse_yaml
from test_paces import DAYS, PACKS, every_pace, plan, posted

LIBRARY = own_library()
MAIN = "welfare"
# What a summary says of fuller paces, which it names as such.
FULLER = re.compile("(?:人手够|多发的店)再加[^。]*")
# 每周一 is a day or every week, 一周三晚 counts evenings.
WEEKDAY = re.compile("(?<![一两三四每])周([一二三四五六日])(?![次轮晚])|每周([二三四五六日])(?![次轮晚])")


@dataclass(frozen=True)
class Word:
    """Words that promise something that comes again, and the posts of which one is enough to keep the promise."""

    pattern: str
    slots: tuple[str, ...]

    def is_kept(self, posted: set[str]) -> bool:
        return not posted.isdisjoint(self.slots)


@cache
def _listed() -> dict[str, dict[str, dict[str, list[str]]]]:
    path = REPOSITORY / "tests/promised.yml"
    found: dict[str, dict[str, dict[str, list[str]]]] = parse_yaml(
        File(path.name, path.read_text("utf-8"))
    ).data
    return found


@cache
def words(pack: str, run: str) -> tuple[Word, ...]:
    """Return the words of a group: its own for a post in place of its base's for the same post."""
    own = _listed().get(pack, {}).get(run, {})
    base = LIBRARY.industries[pack].bases
    found = [Word(pattern, tuple(slots)) for pattern, slots in own.items()]
    if not base:
        return tuple(found)
    renamed = {slot for each in found for slot in each.slots}
    taken = [each for each in words(base[-1], run) if each.pattern not in own]
    return (*found, *(each for each in taken if not renamed & {*each.slots}))


@dataclass(frozen=True)
class Posted:
    """What a pack posts again and again at a pace, by run: its slots, and the weekdays that each speaks of."""

    slots: dict[str, dict[str, frozenset[str]]]

    def days(self, run: str, word: Word) -> set[str]:
        return {day for slot in word.slots for day in self.slots.get(run, {}).get(slot, ())}

    def keeps(self, run: str, word: Word) -> bool:
        return word.is_kept({*self.slots.get(run, {})})


@cache
def made(pack: str, pace: Pace) -> Posted:
    found: dict[str, dict[str, set[str]]] = {}
    for run, slot, text, day in posted(plan(pack, pace)):
        days = found.setdefault(run, {}).setdefault(text.split("/")[1], set())
        days.add(DAYS[day.weekday()])
        if sum("明" in said for said in slot.texts.values()) > len(slot.texts) / 2:
            days.add(DAYS[(day.weekday() + 1) % 7])
    slots = {
        run: {slot: frozenset(days) for slot, days in each.items()} for run, each in found.items()
    }
    for run, each in plan(pack, pace).shop.runs.items():
        known = slots.setdefault(run, {})
        known.update({slot: frozenset(DAYS) for slot in each.sop.slots if slot not in known and run == "onboarding"})
    return Posted(slots)


def told(shop: Shop, run: str) -> Iterator[tuple[str, str]]:
    """Yield what newcomers are told of a group, by field, and in the first days each text of theirs."""
    sop = shop.runs[run].sop
    yield "welcome", sop.welcome or ""
    yield "summary", FULLER.sub("", sop.summary or "")
    if sop.positioning:
        yield "benefit", sop.positioning.benefit or ""
        yield "solution", FULLER.sub("", sop.positioning.solution or "")
        yield "member", sop.positioning.motives.member if sop.positioning.motives else ""
    for field in type(sop.rules).model_fields if sop.rules else ():
        value = getattr(sop.rules, field)
        yield field, "；".join(value) if isinstance(value, tuple) else str(value or "")
    if run == "onboarding":
        for slot_id, slot in sop.slots.items():
            yield f"{slot_id}/short", slot.short or ""
            yield from ((f"{slot_id}/{text_id}", text) for text_id, text in slot.said.items())


def about(pack: str, run: str) -> list[tuple[str, Word]]:
    """Return the words that count in a group, each with the run whose posts keep it; newcomers hear of the main one."""
    own = [(run, word) for word in words(pack, run)]
    if run != "onboarding":
        return own
    named = {word.pattern for _, word in own}
    return own + [(MAIN, word) for word in words(pack, MAIN) if word.pattern not in named]


def broken(pack: str, pace: Pace, run: str, text: str) -> Iterator[str]:
    """Yield what a text promises and nobody posts, and on which weekday nobody does."""
    posts = made(pack, pace)
    for group, word in about(pack, run):
        if re.search(word.pattern, text) and not posts.keeps(group, word):
            yield word.pattern
    for clause in re.split("[，、；。！？：\n]", text):
        days = {first or second for first, second in WEEKDAY.findall(clause)}
        for group, word in about(pack, run) if days else ():
            if re.search(word.pattern, clause) and not days <= posts.days(group, word):
                yield f"周{''.join(sorted(days))} {word.pattern}"


@every_pace
def test_no_text_for_newcomers_promises_what_this_pace_does_not_post(name: str, pace: Pace) -> None:
    """Welcome, rules, positioning and the texts of the first days, with the paragraphs that this pace says."""
    shop = plan(name, pace).shop
    found = {
        (run, where): faults
        for run in shop.runs
        for where, text in told(shop, run)
        if (faults := [*broken(name, pace, run, text)])
    }
    assert found == {}


@pytest.mark.parametrize("name", PACKS)
def test_every_post_that_comes_again_has_words_that_promise_it(name: str) -> None:
    """Else a new post could be promised where it is not made; and words that no post says keep nothing."""
    plans = plan(name, PACES[-1]).shop.runs
    for run in (MAIN, "members", "moments"):
        slots = plans[run].sop.slots if run in plans else {}
        known = {slot for word in words(name, run) for slot in word.slots}
        routine = {slot_id for slot_id, slot in slots.items() if slot.when.routine}
        assert routine - known == set()
        for word in words(name, run):
            said = [
                "\n".join((slots[slot].title, *slots[slot].said.values()))
                for slot in word.slots
                if slot in slots
            ]
            assert not said or any(re.search(word.pattern, each) for each in said), (run, word)


@pytest.mark.parametrize(
    ("pack", "run", "text", "pace"),
    [
        ("catering", MAIN, "每天十一点发菜单", "full"),
        ("catering", "onboarding", "福利群有券、有菜单", "full"),
        ("hotpot", MAIN, "上午报能涮的", "full"),
        ("bakery", MAIN, "先看收摊前的架子", "full"),
        ("education", MAIN, "周日答疑", "standard"),
        ("education", "members", "周四点评作业", None),
        ("fresh-food", "onboarding", "教会怎么早上自提", "full"),
        ("maternal-baby", MAIN, "断码先说", None),
        ("maternal-baby", MAIN, "周三拼尿裤", None),
    ],
)
def test_such_promises_are_found(pack: str, run: str, text: str, pace: Pace | None) -> None:
    """From the pace on that posts them, or at every pace, they are none or remain broken ones."""
    found = {each: bool([*broken(pack, each, run, text)]) for each in PACES}
    first = PACES.index(pace) if pace else len(PACES)
    assert found == {each: place < first for place, each in enumerate(PACES)}
