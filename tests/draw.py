"""Texts drawn for a reader who did not write them, each in the stream in which a member receives it.

python tests/draw.py SEED NUMBER [PACK…]     without packs: those that promise everything
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from figures import START, finished, plan
from qunli.library import Industry, Library
from qunli.library.filling import filled
from qunli.model import PACES
from qunli.schedule import Post

DAYS = 364
WEEKDAYS = "一二三四五六日"
# How many posts of the same stream a reader sees before and after.
BEFORE, AFTER = 3, 1


@dataclass(frozen=True)
class Drawn:
    """One text, where it stands, and its words as they stand in the file."""

    pack: str
    plan: str
    slot: str
    text_id: str
    raw: str

    @property
    def place(self) -> str:
        return "/".join((self.pack, self.plan, self.slot, self.text_id))


def _of_slots(industry: Industry) -> Iterator[Drawn]:
    for sop_id, sop in industry.sops.items():
        for slot_id, slot in sop.slots.items():
            said = dict(slot.said) | ({"short": slot.short} if slot.short else {})
            yield from (Drawn(industry.id, sop_id, slot_id, *each) for each in said.items())


def _of_occasions(industry: Industry) -> Iterator[Drawn]:
    occasions = [found for part in industry.of("anytime").values() for found in part.value.occasions.items()]
    for name, occasion in occasions:
        yield from (Drawn(industry.id, "anytime", name, *each) for each in occasion.texts.items())


def _own(industry: Industry, library: Library, drawn: Drawn) -> bool:
    """Say whether a text is a pack's own, and not its base's."""
    bases = [library.industries[name] for name in industry.bases]
    return all(drawn.raw not in {each.raw for each in everything(base)} for base in bases)


def everything(industry: Industry) -> Iterator[Drawn]:
    return chain(_of_slots(industry), _of_occasions(industry))


def _streams(library: Library, industry: Industry, sop_id: str) -> dict[str, list[Post]]:
    end = START + timedelta(days=DAYS)
    return {pace: plan(library, industry, sop_id, pace).posts(START, end) for pace in PACES}


def _line(post: Post) -> str:
    words = post.series.text.replace("\n", " / ")
    return f"   {post.start:%m-%d}周{WEEKDAYS[post.start.weekday()]}{post.start:%H:%M} {post.series.slot}: {words}"


def _is(post: Post, drawn: Drawn) -> bool:
    """Say whether a post is a text; a slot's short text may stand for each of its posts."""
    return post.series.slot == drawn.slot and drawn.text_id in ("short", post.series.text_id)


def shown(library: Library, drawn: Drawn, streams: dict[str, list[Post]], chance: random.Random) -> str:
    """Return a text with its day, its hour and its neighbours, at one of the paces that post it."""
    industry = library.industries[drawn.pack]
    slot = industry.sops[drawn.plan].slots[drawn.slot]
    words = filled(drawn.raw, industry.pack.variables, industry.defaults, slot.rotate)
    places = [
        (pace, number)
        for pace, posts in streams.items()
        for number, post in enumerate(posts)
        if _is(post, drawn)
    ]
    if not places:
        return f"（一年里不发）\n{words}"
    pace, number = chance.choice(places)
    posts = streams[pace]
    before = [_line(each) for each in posts[max(0, number - BEFORE) : number]]
    after = [_line(each) for each in posts[number + 1 : number + 1 + AFTER]]
    at = posts[number].start
    head = f"[{pace}] {at:%m-%d} 周{WEEKDAYS[at.weekday()]} {at:%H:%M}"
    return "\n".join([*before, head, words, *after])


def draw(library: Library, packs: list[str], seed: int, number: int) -> Iterator[str]:
    chance = random.Random(seed)
    found = [
        each
        for name in packs
        for each in everything(library.industries[name])
        if _own(library.industries[name], library, each)
    ]
    streams: dict[tuple[str, str], dict[str, list[Post]]] = {}
    yield f"{len(found)} texts, {number} drawn with seed {seed}"
    for count, each in enumerate(sorted(chance.sample(found, number), key=lambda one: one.place), 1):
        yield f"\n#{count} {each.place}"
        if each.plan == "anytime":
            yield each.raw
            continue
        key = (each.pack, each.plan)
        if key not in streams:
            streams[key] = _streams(library, library.industries[each.pack], each.plan)
        yield shown(library, each, streams[key], chance)


if __name__ == "__main__":
    from conftest import own_library

    everywhere = own_library()
    seed, number, *packs = sys.argv[1:]
    print("\n".join(draw(everywhere, packs or finished(everywhere), int(seed), int(number))))
