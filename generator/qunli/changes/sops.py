"""What one pack says otherwise than another of its SOPs, their slots and texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from qunli.changes.change import Change, field_change, went
from qunli.changes.texts import text_changes
from qunli.library import Industry
from qunli.library.parts import SOPS
from qunli.model import Role, Slot, Sop, Variable
from qunli.shape import titles
from qunli.words import MEANINGS, YES

Festival = Callable[[str], str]

_WORDS = {field: words for (shape, field), words in MEANINGS.items() if shape in (Sop, Slot)}


def sop_changes(before: Industry, after: Industry, festival: Festival) -> Iterator[Change]:
    """Yield what differs in the SOPs of two packs; `festival` gives a festival's title."""
    for name, old in before.sops.items():
        if name not in after.sops:
            yield went(f"sops.{name}", SOPS.words, old.title)
        elif old != after.sops[name]:
            yield from _sop(f"sops.{name}", (old, before), (after.sops[name], after), festival)
    for name, new in after.sops.items():
        if name not in before.sops:
            words = f"新增{SOPS.words}：{new.title}，{len(new.slots)} 条"
            yield Change("added", f"sops.{name}", "", None, new.title, words)


def _sop(
    part: str, before: tuple[Sop, Industry], after: tuple[Sop, Industry], festival: Festival
) -> Iterator[Change]:
    (old, was_in), (new, now_in) = before, after
    for field in ("title", "kind", "summary", "positioning", "rules", "welcome"):
        yield from _differing(part, f"{new.title}的", field, before, after)
    for name, slot in old.slots.items():
        here = f"{part}.slots.{name}"
        if name not in new.slots:
            yield Change("removed", here, "", slot.title, None, f"{new.title}不发「{slot.title}」")
            continue
        now = new.slots[name]
        was = _giving_way(slot, new)
        yield from _slot(here, f"{new.title}「{now.title}」", (was, was_in), (now, now_in), festival)
    for name, slot in new.slots.items():
        if name not in old.slots:
            words = f"{new.title}新增「{slot.title}」{slot.when.words(festival)}"
            yield Change("added", f"{part}.slots.{name}", "", None, slot.title, words)


def _giving_way(slot: Slot, sop: Sop) -> Slot:
    """Return a slot that takes the place of none that is gone: that it does no more is no change of its own."""
    kept = tuple(each for each in slot.replaces if each in sop.slots or each == "all")
    return slot.model_copy(update={"replaces": kept})


def _slot(
    part: str, name: str, before: tuple[Slot, Industry], after: tuple[Slot, Industry], festival: Festival
) -> Iterator[Change]:
    old, new = before[0], after[0]
    for field in titles(Slot):
        if field == "copy":
            continue
        if field != "when":
            yield from _differing(part, name, field, before, after)
        elif old.when != new.when:
            yield field_change(Slot, part, name, "when", _when(old, new, festival))
    yield from text_changes(part, name, old.said, new.said)


def _differing(
    part: str, name: str, field: str, before: tuple[Any, Industry], after: tuple[Any, Industry]
) -> Iterator[Change]:
    (old, was_in), (new, now_in) = before, after
    was, now = getattr(old, field), getattr(new, field)
    if was != now:
        values = _value(was, field, was_in), _value(now, field, now_in)
        yield field_change(type(new), part, name, field, values)


def _when(old: Slot, new: Slot, festival: Festival) -> tuple[str, str]:
    """Return both times of posting; only the hours where nothing else differs."""
    if old.when.model_copy(update={"at": new.when.at}) == new.when:
        return old.when.hour_words, new.when.hour_words
    return old.when.words(festival), new.when.words(festival)


def _value(value: Any, field: str, industry: Industry) -> str | None:
    """Return a field's value as an operator reads it."""
    if value is None or value is False or value == ():
        return None
    if value is True:
        return YES
    if field == "owner":
        return _called(industry.pack.roles, value)
    if field == "rotate":
        return _called(industry.pack.variables, value)
    meanings = _WORDS.get(field, {})
    if isinstance(value, tuple):
        return "、".join(meanings.get(each, each) for each in value)
    return meanings[value] if meanings else str(value)


def _called(known: Mapping[str, Role | Variable], name: str) -> str:
    return known[name].title if name in known else name
