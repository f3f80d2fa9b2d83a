"""One post of a plan as data: texts cut at their variables, never at their blanks, which a value may hold too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qunli.model import PACES, Slot, Sop
from qunli.model.paragraphs import paragraphs
from qunli.portable.days import Known
from qunli.source import Source
from qunli.text import places
from qunli.when import Form, Routine
from qunli.words import readers


def filled(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return data without what is not said."""
    return {name: value for name, value in data.items() if value not in (None, (), [], {}, "")}


def slots_data(sop: Sop, source: Source, known: Known) -> dict[str, dict[str, Any]]:
    """Return the posts of an SOP by id; `source` has their texts in paragraphs."""
    copies = {name: source.data["slots"][name]["copy"] for name in sop.slots}
    return {name: slot_data(slot, copies[name], known) for name, slot in sop.slots.items()}


def slot_data(slot: Slot, copy: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """Return one post; `copy` are its texts by id as they are written, some of them in paragraphs."""
    return filled(
        {
            "title": slot.title,
            "when": _when(slot.when, known),
            "at": [f"{hour:%H:%M}" for hour in slot.when.at],
            "pace": PACES.index(slot.pace),
            "minutes": slot.minutes,
            "type": slot.type,
            "way": slot.way,
            "to": [*readers(slot, ())],
            "owner": slot.owner,
            "remind": slot.remind,
            "media": [*slot.media],
            "notes": slot.notes,
            "record": [*slot.counted],
            "rotate": slot.rotate,
            "replaces": [*slot.replaces],
            "short": cut(slot.short or ""),
            "once": slot.once or None,
            "texts": [
                filled({"id": name, **_said(text, copy.get(name)), "answer": cut(slot.answers.get(name, ""))})
                for name, text in slot.texts.items()
            ],
        }
    )


def _when(when: Form, known: Known) -> dict[str, Any]:
    """Return when a post is, with the stretches of known days in which alone it recurs, each with its part of a UID."""
    data = when.as_data()
    if not isinstance(when, Routine) or when.season is None:
        return data
    seasons = [
        [each.first.isoformat(), (each.last or known.last).isoformat(), each.rest]
        for each in when.stretches(known.since, known.last, known.almanac)
    ]
    return {**data, "seasons": seasons}


def _said(text: str, written: Any) -> dict[str, Any]:
    """Return a text whole, or as paragraphs where some of them need posts."""
    parts = paragraphs(written)
    if not any(each.needs for each in parts):
        return {"parts": cut(text)}
    said = [filled({"parts": cut(each.text.strip("\n")), "needs": [*each.needs]}) for each in parts]
    return {"paragraphs": said}


def cut(text: str) -> list[str | list[str]]:
    """Return a text cut at its variables: words, [variable], or ["item", column]."""
    return [*_cut(text)]


def _cut(text: str) -> Iterator[str | list[str]]:
    at = 0
    for place in places(text):
        if place.start > at:
            yield text[at : place.start]
        yield [place.name, place.field] if place.field else [place.name]
        at = place.end
    if at < len(text):
        yield text[at:]
