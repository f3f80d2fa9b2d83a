"""The pages of a pack, one per file it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, partial
from typing import Any

from qunli.handbook.chapters import ANSWERS, CHAPTER, FORKED, KINDS, OTHER_KIND, REPEATED, chapter_page
from qunli.handbook.plans import groups, lanes, posts_by_day, prepared, whole_path
from qunli.handbook.press import Press
from qunli.handbook.suggest import for_text
from qunli.handbook.views import Part, SlotView, TextView, timetables
from qunli.handbook.weeks import main_plan, pace_words, samples, week
from qunli.library import Industry, PackFile
from qunli.library.filling import filled, or_blanks
from qunli.library.parts import CHAPTERS, PARTS, SOPS
from qunli.model import Slot, Sop
from qunli.text import as_posted, fill_words, places, to_paste

PACK = PARTS[0]


Slots = Callable[[str], list[SlotView]]


def industry_pages(press: Press, industry: Industry) -> None:
    slots = cache(lambda name: _slots(press, industry, name, industry.sops[name]))
    own: dict[str, Callable[..., None]] = {
        PACK.key: partial(_industry_page, slots),
        SOPS.key: partial(_sop_pages, slots),
        CHAPTERS.key: _chapter_page,
    }
    for path, file in industry.pages():
        own.get(file.part.key, _file_page)(press, industry, path, file)


def _industry_page(slots: Slots, press: Press, industry: Industry, path: str, file: PackFile) -> None:
    main = main_plan(industry.sops)
    posts = slots(main) if main else []
    press.add(
        path,
        "industry.md.j2",
        industry.pack.title,
        file.path,
        industry=industry,
        main=main,
        week=week(posts),
        samples=samples(posts),
        said_parts=partial(_said_parts, industry),
        shops=[shop for shop in press.library.shops.values() if shop.industry.id == industry.id],
        base=press.library.industries.get(industry.bases[0]) if industry.bases else None,
        more=[
            (each.title, path) for path, each in industry.pages() if each.part not in (PACK, SOPS, CHAPTERS)
        ],
    )


def _sop_pages(slots: Slots, press: Press, industry: Industry, path: str, file: PackFile) -> None:
    """Add the page of a plan, with the first text of each post, and the page of all its texts."""
    views = slots(file.name)
    values: dict[str, Any] = {
        "boost": _boost(industry, file.path, KINDS.get(file.value.kind, OTHER_KIND)),
        "industry": industry,
        "sop": file.value,
        "slots": views,
        "prepared": prepared(file.value),
        "said_parts": partial(_said_parts, industry),
        "suggest": partial(_suggest, press, industry, file.name),
        "plan": path,
        "whole": whole_path(path),
    }
    tables = timetables(file.value)
    weeks = [(table, lanes(table)) for table in tables]
    by_id = {view.id: view for view in views}
    own: dict[str, Any] = {
        "groups": groups(views),
        "weeks": weeks,
        "by_id": by_id,
        "days": posts_by_day(views),
        "paces": pace_words(week(views)),
    }
    press.add(path, "sop.md.j2", file.title, file.path, **values, **own)
    press.add(whole_path(path), "sop_whole.md.j2", file.title, file.path, is_apart=True, **values)


def _chapter_page(press: Press, industry: Industry, path: str, file: PackFile) -> None:
    boost = _boost(industry, file.path, CHAPTER)
    chapter_page(press, path, industry.chapters[file.name], boost)


def _file_page(press: Press, industry: Industry, path: str, file: PackFile) -> None:
    """Add the page of a file that needs nothing but what it says: its template is called after its part."""
    press.add(
        path,
        f"{file.part.key}.md.j2",
        file.title,
        file.path,
        boost=_boost(industry, file.path, ANSWERS),
        industry=industry,
        value=file.value,
        text=partial(_view, industry),
        posts=_posts(industry),
    )


def _posts(industry: Industry) -> dict[str, tuple[str, str]]:
    """Return (title, path) of every slot by its name in the pack: welfare/menu."""
    pages = {file.name: path for path, file in industry.pages() if file.part is SOPS}
    return {
        f"{sop_id}/{slot_id}": (f"{sop.title}·{slot.title}", f"{pages[sop_id]}#{slot_id}")
        for sop_id, sop in industry.sops.items()
        for slot_id, slot in sop.slots.items()
    }


def _boost(industry: Industry, source: str, own: float) -> float:
    """Return how much a page counts in searches: less where it is its base's page once more."""
    if f"industries/{industry.id}/" not in source:
        return REPEATED
    return own * FORKED if industry.bases else own


def _slots(press: Press, industry: Industry, sop_id: str, sop: Sop) -> list[SlotView]:
    roles = industry.pack.roles
    return [
        SlotView(
            slot_id,
            slot,
            press.when(slot.when),
            slot.when.day_words(press.festival),
            roles[slot.owner].title if slot.owner else "",
            tuple(_texts(industry, slot)),
            _view(industry, "short", slot.short, slot.rotate) if slot.short else None,
            tuple(press.explained.get(f"{industry.id}/{sop_id}/{slot_id}", {}).items()),
        )
        for slot_id, slot in sop.slots.items()
    ]


def _texts(industry: Industry, slot: Slot) -> Iterable[TextView]:
    for number, (text_id, text) in enumerate(slot.texts.items()):
        view = _view(industry, text_id, text, slot.rotate, number)
        answer = slot.answers.get(text_id)
        answered = _view(industry, text_id, answer, slot.rotate, number) if answer else None
        yield replace(view, answer=answered)


def _view(
    industry: Industry, text_id: str, text: str, rotate: str | None = None, number: int = 0
) -> TextView:
    """Return a text in the pack's default words, with the row of its table that is posted with it first."""
    ours = filled(text, industry.pack.variables, industry.defaults, rotate, number)
    parts = tuple(_parts(industry, text, rotate, number))
    return TextView(text_id, to_paste(ours), as_posted(ours), tuple(fill_words(ours)), parts)


def _parts(industry: Industry, text: str, rotate: str | None, number: int) -> Iterable[Part]:
    """Yield a text cut at its variables, as `_view` fills them in."""
    at = 0
    for place in places(text):
        if place.start > at:
            yield Part(to_paste(text[at : place.start]))
        variable = text[place.start : place.end]
        words = to_paste(filled(variable, industry.pack.variables, industry.defaults, rotate, number))
        yield Part(words, f"{rotate}.{place.field}" if place.field else place.name, number)
        at = place.end
    if at < len(text):
        yield Part(to_paste(text[at:]))


def _suggest(press: Press, industry: Industry, sop_id: str, view: SlotView, text: TextView) -> str:
    """Return where a reader can suggest another wording of a text, "" where no repository takes it."""
    name = f"{industry.pack.title}·{industry.sops[sop_id].title}·{view.slot.title}"
    return for_text(press.facts.repository, f"{industry.id}/{sop_id}/{view.id}/{text.id}", name)


def _said_parts(industry: Industry, text: str) -> tuple[Part, ...]:
    """Return words around the posts, such as rules, in the pack's default words where they name variables."""
    values = or_blanks(industry.pack.variables, industry.defaults)
    known = all(each.field is None and isinstance(values.get(each.name), str) for each in places(text))
    # Rules are not checked as copy is: what is no variable of this pack shows as written.
    return tuple(_parts(industry, text, None, 0)) if known else (Part(text),)
