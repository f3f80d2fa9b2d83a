"""A page per pack and per SOP."""

from __future__ import annotations

from collections.abc import Iterable

from qunli.handbook.chapters import chapter_page
from qunli.handbook.press import Press
from qunli.handbook.views import SlotView, TextView, timetables
from qunli.library import Industry
from qunli.model import Slot, Sop
from qunli.text import as_posted, fill_words, substitute, to_paste


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
    )
    for sop_id, sop in industry.sops.items():
        press.add(
            f"{folder}/{sop_id}.md",
            "sop.md.j2",
            sop.title,
            industry.paths.get(sop_id, industry.paths[""]),
            industry=industry,
            sop_id=sop_id,
            sop=sop,
            slots=_slots(press, industry, sop_id, sop),
            timetables=timetables(sop),
        )
    for name, written in industry.chapters.items():
        chapter_page(press, f"{folder}/chapters/{name}.md", written)


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
    for text_id, text in slot.texts.items():
        filled = _filled(industry, slot, text)
        yield TextView(text_id, to_paste(filled), as_posted(filled), tuple(fill_words(filled)))


def _filled(industry: Industry, slot: Slot, text: str) -> str:
    """Return a text in the pack's default words; what has no default shows its title in brackets."""
    values = {name: f"〔{each.title}〕" for name, each in industry.pack.variables.items()} | industry.defaults
    rows = industry.defaults.get(slot.rotate or "", ())
    columns = industry.pack.variables[slot.rotate].fields or {} if slot.rotate else {}
    row = (
        rows[0]
        if rows and not isinstance(rows, str)
        else {name: f"〔{title}〕" for name, title in columns.items()}
    )
    return substitute(text, values, row)
