"""What one pack says otherwise than another, in the trade's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from qunli.library import Industry
from qunli.model import Pack, Role, Slot, Sop, Variable
from qunli.shape import Shape, titles
from qunli.words import MEANINGS, spans, when_words

Kind = Literal["added", "removed", "changed"]
Festival = Callable[[str], str]

# What the named parts of a pack are called.
NAMED = {"variables": "我家资料", "roles": "角色"}
_WORDS = {field: words for (shape, field), words in MEANINGS.items() if shape in (Sop, Slot)}
# Fields of which a change says only that there is one.
_SUMMED_UP = frozenset(("offer", "positioning", "rules", "replaces", "record"))
_MOST_CHARACTERS = 24
_NUMBERED = re.compile(r"(.*第) (\d+) 条文案")
_LEFT_OUT = re.compile(r"([^「]*不发)(「.*」)")


@dataclass(frozen=True)
class Change:
    """One difference between two packs.

    `part` is dotted as in the files: sops.welfare.slots.menu; `field` what differs in it ("" for the part as a
    whole); `before` and `after` are in the trade's words, None where there is nothing; `words` says it all.
    """

    kind: Kind
    part: str
    field: str
    before: str | None
    after: str | None
    words: str

    def as_data(self) -> dict[str, str | None]:
        return asdict(self)


def compare(before: Industry, after: Industry, festival: Festival) -> list[Change]:
    """Return what `after` says otherwise than `before`; `festival` gives a festival's title."""
    return [
        *_pack(before, after),
        *_sops(before, after, festival),
        *_chapters(before, after),
    ]


def lines(changes: Iterable[Change]) -> list[str]:
    """Return the changes in words, a line each; slots left out and texts changed in one place share one."""
    found: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        several = _NUMBERED.fullmatch(change.words) or _LEFT_OUT.fullmatch(change.words)
        head, what = several.groups() if several else (change.words, "")
        found.setdefault((head, "" if several else change.part), []).append(what)
    return [_line(head, what) for (head, _), what in found.items()]


def _line(head: str, what: list[str]) -> str:
    if what[0].isdigit():
        return f"{head} {spans(map(int, what))} 条文案"
    return head + "".join(what)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_CHARACTERS else line[: _MOST_CHARACTERS - 1] + "…"


def _field(
    shape: type[Shape], part: str, name: str, field: str, values: tuple[str | None, str | None]
) -> Change:
    """Return a change of one field; long texts are cut in the words, not in before and after."""
    before, after = values
    title = titles(shape)[field]
    old, new = (_short(text) if text else "没有" for text in values)
    if field in _SUMMED_UP or old == new:
        said = f"{name}{title}改了"
    elif field == "when":
        said = f"{name}{old} → {new}"
    else:
        said = f"{name}{title}：{old} → {new}"
    return Change(_kind(before, after), part, field, before, after, said)


def _kind(before: str | None, after: str | None) -> Kind:
    if before is None:
        return "added"
    return "removed" if after is None else "changed"


# --- the pack itself ------------------------------------------------------------------------------


def _pack(before: Industry, after: Industry) -> Iterator[Change]:
    for field in ("title", "summary"):
        old, new = getattr(before.pack, field), getattr(after.pack, field)
        if old != new:
            yield _field(Pack, "", "模板的", field, (old, new))
    for lock in after.locked:
        if lock not in before.locked:
            yield Change("added", "", "locked", None, lock, f"总部锁定了 {lock}")
    yield from _named(Variable, "variables", before.pack.variables, after.pack.variables)
    yield from _named(Role, "roles", before.pack.roles, after.pack.roles)


def _named(
    shape: type[Shape], group: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Change]:
    what = NAMED[group]
    for name, old in before.items():
        if name not in after:
            yield Change("removed", f"{group}.{name}", "", old.title, None, f"不用的{what}：{old.title}")
            continue
        for field in titles(shape):
            was, now = (_plain(getattr(each[name], field)) for each in (before, after))
            if was != now:
                yield _field(shape, f"{group}.{name}", f"{what}「{after[name].title}」", field, (was, now))
    for name, new in after.items():
        if name not in before:
            yield Change("added", f"{group}.{name}", "", None, new.title, f"新增{what}：{new.title}")


def _plain(value: Any) -> str | None:
    """Return a text, a table's columns or its rows as one text."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "、".join(value.values())
    return "；".join(" ".join(row.values()) for row in value)


def _chapters(before: Industry, after: Industry) -> Iterator[Change]:
    for name in {**before.chapters, **after.chapters}:
        old, new = before.chapters.get(name), after.chapters.get(name)
        title = next(each.chapter.title or name for each in (new, old) if each)
        part = f"chapters.{name}"
        if old is None:
            yield Change("added", part, "", None, title, f"新增一页：{title}")
        elif new is None:
            yield Change("removed", part, "", title, None, f"不用的一页：{title}")
        elif (old.body, old.chapter) != (new.body, new.chapter):
            yield Change("changed", part, "", title, title, f"换了一页：{title}")


# --- SOPs and slots -------------------------------------------------------------------------------


def _sops(before: Industry, after: Industry, festival: Festival) -> Iterator[Change]:
    for name, old in before.sops.items():
        if name not in after.sops:
            yield Change("removed", f"sops.{name}", "", old.title, None, f"不用的发布计划：{old.title}")
        elif old != after.sops[name]:
            yield from _sop(f"sops.{name}", old, after.sops[name], before, after, festival)
    for name, new in after.sops.items():
        if name not in before.sops:
            words = f"新增发布计划：{new.title}，{len(new.slots)} 条"
            yield Change("added", f"sops.{name}", "", None, new.title, words)


def _sop(
    part: str, old: Sop, new: Sop, before: Industry, after: Industry, festival: Festival
) -> Iterator[Change]:
    for field in ("title", "kind", "summary", "positioning", "rules", "welcome"):
        yield from _differing(part, f"{new.title}的", field, (old, before), (new, after))
    for name, slot in old.slots.items():
        here = f"{part}.slots.{name}"
        if name not in new.slots:
            yield Change("removed", here, "", slot.title, None, f"{new.title}不发「{slot.title}」")
            continue
        # That a slot does not take the place of one that is gone is no change of its own.
        kept = tuple(each for each in slot.replaces if each in new.slots or each == "all")
        slot, now = slot.model_copy(update={"replaces": kept}), new.slots[name]
        yield from _slot(here, f"{new.title}「{now.title}」", (slot, before), (now, after), festival)
    for name, slot in new.slots.items():
        if name not in old.slots:
            words = f"{new.title}新增「{slot.title}」{when_words(slot.when, festival)}"
            yield Change("added", f"{part}.slots.{name}", "", None, slot.title, words)


def _slot(
    part: str, name: str, before: tuple[Slot, Industry], after: tuple[Slot, Industry], festival: Festival
) -> Iterator[Change]:
    old, new = before[0], after[0]
    for field in titles(Slot):
        if field not in {"when", "copy"}:
            yield from _differing(part, name, field, before, after)
        elif field == "when" and old.when != new.when:
            yield _field(Slot, part, name, "when", _when(old, new, festival))
    yield from _texts(part, name, old.texts, new.texts)


def _differing(
    part: str, name: str, field: str, before: tuple[Any, Industry], after: tuple[Any, Industry]
) -> Iterator[Change]:
    (old, was_in), (new, now_in) = before, after
    was, now = getattr(old, field), getattr(new, field)
    if was != now:
        values = _value(was, field, was_in), _value(now, field, now_in)
        yield _field(type(new), part, name, field, values)


def _when(old: Slot, new: Slot, festival: Festival) -> tuple[str, str]:
    """Return both times of posting; only the hours where nothing else differs."""
    if old.when.model_copy(update={"at": new.when.at}) == new.when:
        return f"{old.when.at:%H:%M}", f"{new.when.at:%H:%M}"
    return when_words(old.when, festival), when_words(new.when, festival)


def _texts(part: str, name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """Yield the texts that differ; all of them as one where not one is kept."""
    if old.keys() == new.keys() and len(old) == 1:
        if old != new:
            (only,), (other,) = old.values(), new.values()
            yield Change("changed", part, "copy", only, other, f"{name}换了文案")
        return
    if not any(old.get(key) == text for key, text in new.items()):
        words = f"{name}文案全换了，原来 {len(old)} 条，现在 {len(new)} 条"
        yield Change("changed", part, "copy", f"{len(old)} 条", f"{len(new)} 条", words)
        return
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        if was != now:
            kind: Kind = "added" if was is None else "removed" if now is None else "changed"
            done = {"added": "新增", "removed": "不用", "changed": "换了"}[kind]
            # Texts with a number are the n-th, the others go by their name.
            which = f"第 {key} 条文案" if key.isdigit() else f"文案 {key}"
            yield Change(kind, part, f"copy.{key}", was, now, f"{name}{done}{which}")


def _value(value: Any, field: str, industry: Industry) -> str | None:
    """Return a field's value as an operator reads it."""
    if value is None or value == ():
        return None
    if field == "owner":
        return industry.pack.roles[value].title if value in industry.pack.roles else str(value)
    if field == "rotate":
        table: Variable | None = industry.pack.variables.get(value)
        return table.title if table else str(value)
    meanings = _WORDS.get(field, {})
    if isinstance(value, tuple):
        return "、".join(meanings.get(each, each) for each in value)
    if field in _WORDS:
        return meanings[value]
    return value if isinstance(value, str | None) else str(value)
