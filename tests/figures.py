"""Counts over the packs: what a shop gets, as the tests judge it and as `make bench` prints it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from qunli import schedule
from qunli.library import Industry, Library, Shop, ShopRun
from qunli.library.filling import filled
from qunli.library.shops import said_here
from qunli.model import PACES, Calendar, Pace, Slot
from qunli.source import Source
from qunli.text import as_posted, blanks
from qunli.when import OnFestival

KINDS = {
    "welfare": "traffic",
    "members": "content",
    "flash-sale": "flash",
    "check-in": "check-in",
    "onboarding": "onboarding",
    "moments": "moments",
}
START = date(2027, 2, 22)  # a Monday; the 90 days after it hold no long break


def finished(library: Library) -> list[str]:
    """Return the packs that promise everything: not drafts, and not forks, which may leave plans out."""
    return [name for name, each in library.industries.items() if not each.bases and not each.pack.is_draft]


def published(library: Library) -> list[str]:
    """Return the packs that are no drafts, forks among them."""
    return [name for name, each in library.industries.items() if not each.pack.is_draft]


@dataclass(frozen=True)
class Text:
    """One text as a member reads it, and where it stands; `said` as a shop pastes it that has filled in nothing."""

    place: str
    raw: str
    said: str
    posted: str

    @property
    def length(self) -> int:
        return len(re.sub(r"\s", "", self.posted))

    @property
    def lines(self) -> int:
        return self.posted.count("\n") + 1

    @property
    def emoji(self) -> int:
        return len(re.findall(r"[\U0001F300-\U0001FAFF\u2600-\u27BF]", self.posted))

    @property
    def blanks(self) -> int:
        """How many a shop sees that filled in its variables."""
        return len(blanks(self.raw))

    @property
    def needs_filling(self) -> bool:
        return bool(blanks(self.said))


def texts(industry: Industry, sop_id: str) -> Iterator[tuple[Slot, Text]]:
    for slot_id, slot in industry.sops[sop_id].slots.items():
        for text_id, text in slot.texts.items():
            words = filled(text, industry.pack.variables, industry.defaults, slot.rotate)
            yield slot, Text(f"{industry.id}/{sop_id}/{slot_id}/{text_id}", text, words, as_posted(words))


def shop(industry: Industry, pace: Pace, *sops: str, starts: date = START) -> Shop:
    """Return a shop that changes nothing, with these SOPs or all: it says only what this pace posts."""
    chosen = sops or tuple(industry.sops)
    calendar = Calendar.model_validate(
        {
            "title": "算",
            "industry": industry.id,
            "starts": starts.isoformat(),
            "pace": pace,
            "sops": dict.fromkeys(chosen),
        }
    )
    sources = {name: industry.sop_sources[name] for name in chosen}
    runs = {
        name: ShopRun(name, name, sop, (sop.title,), (starts,), sources[name], sources[name])
        for name, sop in industry.sops.items()
        if name in chosen
    }
    said = said_here(calendar, runs).value
    return Shop("figures", calendar, industry, said, industry.defaults, "", Source({}, {}))


def plan(
    library: Library, industry: Industry, sop_id: str, pace: Pace, starts: date = START
) -> schedule.Plan:
    """Return an SOP's plan at a pace for a shop that changes nothing."""
    return schedule.plan(shop(industry, pace, sop_id, starts=starts), library.almanac, starts)


def changed(shop: Shop, change: Callable[[Slot], dict[str, object]]) -> Shop:
    """Return a shop with fields of each of its slots otherwise."""
    runs = {}
    for name, run in shop.runs.items():
        slots = {key: slot.model_copy(update=change(slot)) for key, slot in run.sop.slots.items()}
        runs[name] = replace(run, sop=run.sop.model_copy(update={"slots": slots}))
    return replace(shop, runs=runs)


def routine(library: Library, shop: Shop) -> schedule.Plan:
    """Return a plan without its festivals, dates and days off, for which nothing gives way: its ordinary week."""

    def ordinary(slot: Slot) -> dict[str, object]:
        rest = {"when": slot.when.model_copy(update={"holidays": None})} if slot.when.routine else {}
        return {"replaces": (), **rest}

    plan = schedule.plan(changed(shop, ordinary), library.almanac, START)
    return replace(plan, series=tuple(each for each in plan.series if each.recurrence is not None))


def week(library: Library, industry: Industry, sop_id: str, pace: Pace) -> list[str]:
    """Return the types of the posts of an ordinary week, the mean of twelve where weeks differ."""
    posts = routine(library, shop(industry, pace, sop_id)).posts(START, START + timedelta(days=83))
    return [industry.sops[sop_id].slots[post.series.slot].type for post in posts]


def returns(library: Library, industry: Industry, sop_id: str, pace: Pace = "full") -> dict[str, int]:
    """Return after how many days, at the soonest, a text of each recurring slot is seen again; 999 for never."""
    last: dict[tuple[str, str], date] = {}
    shortest: dict[str, int] = {}
    for post in plan(library, industry, sop_id, pace).posts(START, START + timedelta(days=150)):
        slot = post.series.slot
        if not industry.sops[sop_id].slots[slot].when.routine:
            continue
        key, day = (slot, post.series.text_id), post.start.date()
        shortest[slot] = min(shortest.get(slot, 999), (day - last[key]).days if key in last else 999)
        last[key] = day
    return shortest


def table(library: Library) -> str:
    """Return the figures of every pack and SOP, drafts and forks too, as a table in plain text."""
    head = ("模板/计划", "每周条数", "福利%", "文案", "最短重复", "字数", "行", "空")
    rows = [head]
    for name, industry in library.industries.items():
        shown = f"{name}（试用）" if industry.pack.is_draft else name
        for sop_id in industry.sops:
            found = [text for _, text in texts(industry, sop_id)]
            weeks = {pace: week(library, industry, sop_id, pace) for pace in PACES}
            counts = "/".join(f"{len(each) / 12:.0f}" for each in weeks.values())
            shares = "/".join(
                f"{100 * each.count('activity') / len(each):.0f}" if each else "-" for each in weeks.values()
            )
            back = min(returns(library, industry, sop_id).values(), default=999)
            lengths = [text.length for text in found]
            rows.append(
                (
                    f"{shown}/{sop_id}",
                    counts,
                    shares,
                    str(len(found)),
                    str(back) if back < 999 else "-",
                    f"{min(lengths)}-{max(lengths)}",
                    str(max(text.lines for text in found)),
                    str(max(text.blanks for text in found)),
                )
            )
    widths = [max(_cells(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell + " " * (width - _cells(cell)) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def campaigns(industry: Industry, sop_id: str) -> list[Slot]:
    """Return the festival posts that replace the routine."""
    return [
        slot
        for slot in industry.sops[sop_id].slots.values()
        if isinstance(slot.when, OnFestival) and slot.replaces
    ]
