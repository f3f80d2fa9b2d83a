"""A page per pack and per SOP."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from qunli.handbook.chapters import CHAPTER, PLAN, REPEATED, chapter_page
from qunli.handbook.press import Press
from qunli.handbook.views import SlotView, TextView, timetables
from qunli.library import Industry
from qunli.library.filling import filled, or_blanks
from qunli.model import Slot, Sop
from qunli.text import as_posted, fill_words, places, substitute, to_paste


def industry_pages(press: Press, industry: Industry) -> None:
    folder = f"industries/{industry.id}"
    shops = [shop for shop in press.library.shops.values() if shop.industry.id == industry.id]
    base = press.library.industries.get(industry.bases[0]) if industry.bases else None
    press.add(
        f"{folder}/index.md",
        "industry.md.j2",
        industry.pack.title,
        industry.paths[""],
        industry=industry,
        shops=shops,
        base=base,
        changes=press.facts.changes.get(industry.id, ()),
    )
    for sop_id, sop in industry.sops.items():
        source = industry.paths.get(sop_id, industry.paths[""])
        press.add(
            f"{folder}/{sop_id}.md",
            "sop.md.j2",
            sop.title,
            source,
            boost=_boost(industry, source, PLAN),
            industry=industry,
            sop_id=sop_id,
            sop=sop,
            slots=_slots(press, industry, sop_id, sop),
            timetables=timetables(sop),
            said=partial(_said, industry),
        )
    for name, written in industry.chapters.items():
        boost = _boost(industry, written.path, CHAPTER)
        chapter_page(press, f"{folder}/chapters/{name}.md", written, boost)


def _boost(industry: Industry, source: str, own: float) -> float:
    """Return how much a page counts in searches: less where it is its base's page once more."""
    return own if f"industries/{industry.id}/" in source else REPEATED


def _slots(press: Press, industry: Industry, sop_id: str, sop: Sop) -> list[SlotView]:
    roles = industry.pack.roles
    return [
        SlotView(
            slot_id,
            slot,
            press.when(slot.when),
            roles[slot.owner].title if slot.owner else "",
            tuple(_texts(industry, slot)),
            _filled(industry, slot, slot.short or ""),
            tuple(press.explained.get(f"{industry.id}/{sop_id}/{slot_id}", ())),
        )
        for slot_id, slot in sop.slots.items()
    ]


def _texts(industry: Industry, slot: Slot) -> Iterable[TextView]:
    for number, (text_id, text) in enumerate(slot.texts.items()):
        ours = _filled(industry, slot, text, number)
        yield TextView(text_id, to_paste(ours), as_posted(ours), tuple(fill_words(ours)))


def _said(industry: Industry, text: str) -> str:
    """Return words around the posts, such as rules, in the pack's default words where they name variables."""
    values = or_blanks(industry.pack.variables, industry.defaults)
    known = all(each.field is None and isinstance(values.get(each.name), str) for each in places(text))
    # Rules are not checked as copy is: what is no variable of this pack shows as written.
    return substitute(text, values) if known else text


def _filled(industry: Industry, slot: Slot, text: str, number: int = 0) -> str:
    """Return a text in the pack's default words, with the row of its table that is posted with it first."""
    return filled(text, industry.pack.variables, industry.defaults, slot.rotate, number)
